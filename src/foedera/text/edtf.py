"""Dates as EDTF (ISO 8601-2): the subset that claims use.

A value is one point (`2025`, `2025-07`, `2025-07-19`) or an interval of two points, either of which may be open
(`..`). A point may end in `~` (about), `?` (uncertain) or `%` (both). Times of day, sets, seasons and years of other
than four digits are not used: a report's "autumn" is an interval of months that lies about right.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

OPEN = ".."
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")


@lru_cache(maxsize=65536)
def valid_edtf(value: str) -> bool:
    """Tell whether a value is one that a claim's `when` may hold.

    Example:
        >>> valid_edtf("2025-07-11~/2025-07-31~"), valid_edtf("2025-02-30"), valid_edtf("2025-08/2025-07")
        (True, False, False)
    """
    sides = value.split("/")
    if len(sides) == 1:
        return _point_bounds(value) is not None
    if len(sides) != 2 or sides == [OPEN, OPEN]:
        return False
    known = [bounds for side in sides if side != OPEN for bounds in [_point_bounds(side)]]
    if any(bounds is None for bounds in known):
        return False
    first, last = bounds_of_sides(*sides)
    return first is None or last is None or first <= last


@lru_cache(maxsize=65536)
def bounds(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that a value can mean; None on an open side.

    Marks of approximation do not widen the bounds. A value that is not EDTF has no bounds at all: (None, None).

    Example:
        >>> bounds("2024-02")
        (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not valid_edtf(value):
        return None, None
    return bounds_of_sides(*split(value))


def bounds_of_sides(first: str, last: str) -> tuple[date | None, date | None]:
    """Return the first day of one point and the last day of another, None where a side is open or no date."""
    head, tail = _point_bounds(first), _point_bounds(last)
    return head[0] if head else None, tail[1] if tail else None


def split(value: str) -> tuple[str, str]:
    """Return both sides of a value; a point is both its own sides."""
    first, slash, last = value.partition("/")
    return (first, last) if slash else (value, value)


def join(first: str, last: str) -> str:
    """Write two sides as a value: the inverse of `split`."""
    return first if first == last else f"{first}/{last}"


def about(point: str) -> str:
    """Mark a point as approximate; an open side stays as it is."""
    return point if point == OPEN or point.endswith("~") else point.rstrip("?%") + "~"


def day_point(day: date) -> str:
    """Write a day."""
    return day.isoformat()


def month_point(year: int, month: int) -> str:
    """Write a month; months beyond 1 to 12 run into the years before and after."""
    year, month = shift_month(year, month, 0)
    return f"{year:04}-{month:02}"


def year_point(year: int) -> str:
    """Write a year."""
    return f"{year:04}"


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return the month that lies some months after (before, if negative) a month.

    Raises:
        OverflowError: The calendar of four-digit years ends.
    """
    count = year * 12 + month - 1 + by
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        message = f"year {year} is outside the calendar"
        raise OverflowError(message)
    return year, month + 1


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month."""
    return calendar.monthrange(year, month)[1]


def previous(point: str) -> str:
    """Return the point of the same precision just before: the day, month or year before."""
    mark = point[len(point.rstrip("~?%")) :]
    parts = [int(part) for part in point.rstrip("~?%").split("-")]
    if len(parts) == 1:
        return year_point(parts[0] - 1) + mark
    if len(parts) == 2:
        return month_point(*shift_month(parts[0], parts[1], -1)) + mark
    return day_point(date(*parts) - timedelta(days=1)) + mark


def combine(values: Iterable[str | None]) -> str | None:
    """Return the one date that several mentions of a happening add up to, or None where they give none.

    "Opened on Monday" and "runs until 19 July" give the interval. A vaguer mention adds nothing to a finer one that
    lies within it; mentions that lie apart give the span from the earliest to the latest.

    Example:
        >>> combine(["2024-07-08", "../2024-07-19", "2024-07", None])
        '2024-07-08/2024-07-19'
    """
    known = [value for value in dict.fromkeys(values) if value is not None and valid_edtf(value)]
    starts = [split(value)[0] for value in known if split(value)[1] == OPEN]
    ends = [split(value)[1] for value in known if split(value)[0] == OPEN]
    whole = _interval(min(starts, key=_first_day), max(ends, key=_last_day)) if starts and ends else None
    closed = _finest([value for value in (*known, whole) if value is not None and OPEN not in split(value)])
    if closed:
        return _close(closed, ends)
    if starts:
        return join(min(starts, key=_first_day), OPEN)
    return join(OPEN, max(ends, key=_last_day)) if ends else None


def _close(closed: list[str], ends: list[str]) -> str:
    """Return the span of closed values, carried on to an end given apart when it lies later."""
    sides = [split(value) for value in closed]
    first = min((side[0] for side in sides), key=_first_day)
    last = max((side[1] for side in sides), key=_last_day)
    for end in ends:
        if _last_day(end) > _last_day(last) or _holds(last, end):
            last = end
    return _interval(first, last) or closed[0]


def _holds(outer: str, inner: str) -> bool:
    """Tell whether a vaguer point holds a finer one at its inside."""
    return outer != inner and _first_day(outer) <= _first_day(inner) and _last_day(inner) <= _last_day(outer)


def _finest(values: list[str]) -> list[str]:
    """Drop values that only say more vaguely what another says, and points inside an exact interval."""
    kept = []
    for value in values:
        first, last = bounds(value)
        others = [bounds(other) for other in values if other != value]
        exact_interval = "/" in value and "~" not in value
        covers = any(_inside(other, (first, last)) for other in others)
        covered = any(
            _inside((first, last), bounds(other)) and "/" in other and "~" not in other
            for other in values
            if other != value
        )
        if (exact_interval or not covers) and not (covered and not exact_interval):
            kept.append(value)
    return kept or values[:1]


def _inside(inner: tuple[date | None, date | None], outer: tuple[date | None, date | None]) -> bool:
    (first, last), (start, end) = inner, outer
    if inner == outer or first is None or last is None or start is None or end is None:
        return False
    return start <= first and last <= end


def _interval(first: str, last: str) -> str | None:
    value = join(first, last)
    return value if valid_edtf(value) else None


def _first_day(point: str) -> date:
    found = _point_bounds(point)
    return found[0] if found else date.min


def _last_day(point: str) -> date:
    found = _point_bounds(point)
    return found[1] if found else date.max


@lru_cache(maxsize=4096)
def _point_bounds(point: str) -> tuple[date, date] | None:
    match = _POINT.fullmatch(point)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None or year is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, month_length(year, month))
        return (only := date(year, month, day)), only
    except (ValueError, calendar.IllegalMonthError):
        return None
