"""Windows of time: years, months, seasons, decades and weeks, and the parts that reports name ("mid and late July").

A part lies within its window, so that both its ends are marked as approximate.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from foedera.text.edtf import about, bounds_of_sides, day_point, month_length, month_point, shift_month, year_point

Window: TypeAlias = tuple[str, str]
"""First and last point of an interval, in EDTF; equal for a single point."""

WEEKDAY_PART = "weekday"
"""Begins a part that is a weekday of its month: then come which one of the week, which of the month, for how long."""
_THIRDS = {"early": 0, "mid": 1, "late": 2}
_WEEK_DAYS = {"start": (0, 0), "early": (0, 1), "mid": (2, 2), "late": (3, 4), "end": (4, 4)}


def days_window(first: date, last: date) -> Window:
    """Write the days from one to another."""
    return day_point(first), day_point(last)


def first_day(window: Window) -> date:
    """Return the day on which a window begins, the first of all where it is open."""
    return bounds_of_sides(*window)[0] or date.min


def last_day(window: Window) -> date:
    """Return the day on which a window ends, the last of all where it is open."""
    return bounds_of_sides(*window)[1] or date.max


def shift(base: date, count: int, unit: str) -> str:
    """Return the point, of the unit's precision, that lies so many units from a day."""
    if unit == "day":
        return day_point(base + timedelta(days=count))
    if unit in ("week", "fortnight"):
        return day_point(base + timedelta(days=count * (7 if unit == "week" else 14)))
    if unit == "month":
        return month_point(*shift_month(base.year, base.month, count))
    return year_point(shift_month(base.year, 1, 12 * count * (10 if unit == "decade" else 1))[0])


def part_of_year(year: int, part: str, today: date | None = None) -> Window:
    """Return a year or a part of it: a third, half or quarter, its first or last month, what is past or to come."""
    months = (1, 12)
    if not part:
        point = year_point(date(year, 1, 1).year)
        return point, point
    if part in _THIRDS:
        months = (4 * _THIRDS[part] + 1, 4 * _THIRDS[part] + 4)
    elif part.startswith(("half", "quarter")):
        size = 6 if part.startswith("half") else 3
        number = int(part[-1])
        months = (size * (number - 1) + 1, size * number)
    elif part in ("start", "end"):
        months = (1, 1) if part == "start" else (12, 12)
    elif part == "earlier" and today:
        months = (1, today.month)
    elif part == "later" and today:
        months = (today.month, 12)
    first, last = (about(month_point(year, month)) for month in months)
    return first, last


def part_of_month(year: int, month: int, part: str) -> Window:
    """Return a month or a part of it: ten days, a half, a week (`week0` is the last)."""
    length = month_length(year, month)
    if not part:
        point = month_point(year, month)
        return point, point
    if part.startswith(WEEKDAY_PART):
        return _weekday_of(year, month, *map(int, part.removeprefix(WEEKDAY_PART)))
    part = {"start": "early", "end": "late"}.get(part, part)
    if part in _THIRDS:
        days = (10 * _THIRDS[part] + 1, length if part == "late" else 10 * _THIRDS[part] + 10)
    elif part.startswith("half"):
        days = (1, 15) if part == "half1" else (16, length)
    elif part.startswith("week"):
        number = int(part[-1])
        days = (7 * number - 6, 7 * number) if number else (length - 6, length)
    else:
        days = (1, length)
    first, last = (about(day_point(date(year, month, day))) for day in days)
    return first, last


def _weekday_of(year: int, month: int, weekday: int, number: int, days: int) -> Window:
    """Return the first (1), second, ... or last (0) such day of a month, or the days from it on."""
    length = month_length(year, month)
    first = date(year, month, 1 if number else length - 6)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * max(0, number - 1))
    return days_window(day, day + timedelta(days=days - 1))


def part_of_season(year: int, month: int, part: str) -> Window:
    """Return the months of a season or the one of its early, middle or late part."""
    part = {"start": "early", "end": "late"}.get(part, part)
    offsets = (_THIRDS[part], _THIRDS[part]) if part in _THIRDS else (0, 2)
    first, last = (about(month_point(*shift_month(year, month, offset))) for offset in offsets)
    return first, last


def part_of_decade(year: int, part: str) -> Window:
    """Return the years of a decade or of its early, middle or late part."""
    part = {"start": "early", "end": "late"}.get(part, part)
    years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    first, last = (about(year_point(year + offset)) for offset in years)
    return first, last


def part_of_week(monday: date, part: str, today: date) -> Window:
    """Return a week or a part of it, by its Monday; its end is Friday."""
    first, last = (monday + timedelta(days=offset) for offset in _WEEK_DAYS.get(part, (0, 6)))
    if part == "earlier":
        last = today
    elif part == "later":
        first = today
    return about(day_point(first)), about(day_point(last))
