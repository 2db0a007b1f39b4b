"""What a date in words can mean, as a node: a day, a month, a weekday, so long before the day of publication.

Every node gives `candidates`: windows (pairs of EDTF points) that its words fit, in order of time. A date without a
year has one a year; a weekday has one a week; a full date has just one. `timeintervals.choose` takes one by tense.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from foedera.text.edtf import about, day_point, month_length, shift_month
from foedera.text.timecontext import Context, YearRef
from foedera.text.timeparts import (
    Window,
    days_window,
    first_day,
    last_day,
    part_of_decade,
    part_of_month,
    part_of_season,
    part_of_week,
    part_of_year,
    shift,
)

_YEARS_AROUND = 2
_LEAP_CYCLE = 8
_WEEKS_AROUND = 2


class Node(Protocol):
    """A date in words."""

    def candidates(self, now: Context) -> list[Window]:
        """Return the windows that the words fit, in order of time."""
        ...


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, month, day, season or decade, or parts of one, perhaps without its year."""

    unit: str
    """`year`, `month`, `day`, `season`, `decade`."""
    month: int = 1
    day: int = 1
    year: YearRef | None = None
    deixis: str | None = None
    """`last`, `this` or `next` before a month or season."""
    parts: tuple[str, ...] = ()
    """`early`, `half1`, `quarter3`, `week2`, ...: the window runs from the first to the last of them."""
    approximate: bool = False

    def candidates(self, now: Context) -> list[Window]:
        """Return one window, or one a year around publication where the year is not given."""
        if self.year is not None:
            year = self.year.resolve(now)
            window = None if year is None else self.at(year)
            return [window] if window else []
        if now.years:
            years = sorted(set(now.years))
        elif now.first is None:
            return []
        else:
            around = _LEAP_CYCLE if (self.month, self.day) == (2, 29) else _YEARS_AROUND
            years = list(range(now.first.year - around, now.first.year + around + 1))
        return _by_deixis([window for year in years if (window := self.at(year))], self.deixis, now)

    def at(self, year: int) -> Window | None:
        """Return the window in one year, None where the calendar has no such day."""
        try:
            windows = [self._part(part, year) for part in self.parts or ("",)]
        except (ValueError, OverflowError):
            return None
        first, last = windows[0][0], windows[-1][1]
        return (about(first), about(last)) if self.approximate else (first, last)

    def _part(self, part: str, year: int) -> Window:
        if self.unit == "year":
            return part_of_year(year, part)
        if self.unit == "month":
            return part_of_month(year, self.month, part)
        if self.unit == "season":
            return part_of_season(year, self.month, part)
        if self.unit == "decade":
            return part_of_decade(year, part)
        point = day_point(date(year, self.month, self.day))
        return point, point


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month that is given from publication: "the 17th of this month"; "the 28th" has no month at all."""

    day: int
    offset: int | None

    def candidates(self, now: Context) -> list[Window]:
        """Return one window a month around publication, or the one of the month meant."""
        if now.first is None or now.day is None:
            return []
        offsets = [self.offset] if self.offset is not None else list(range(-2, 3))
        points = []
        for offset in offsets:
            year, month = shift_month(now.first.year, now.first.month, offset)
            if self.day <= month_length(year, month):
                points.append(day_point(date(year, month, self.day)))
        return [(point, point) for point in points]


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, or the weekend (5, two days long)."""

    weekday: int
    deixis: str | None = None
    length: int = 1

    def candidates(self, now: Context) -> list[Window]:
        """Return one window a week around publication."""
        if now.day is None:
            return []
        monday = now.day - timedelta(days=now.day.weekday())
        starts = [monday + timedelta(days=7 * week + self.weekday) for week in range(-_WEEKS_AROUND, _WEEKS_AROUND + 1)]
        windows = [days_window(start, start + timedelta(days=self.length - 1)) for start in starts]
        if self.length > 1:
            windows = [(about(first), about(last)) for first, last in windows]
        if self.deixis == "this":
            return [windows[_WEEKS_AROUND]]
        return _by_deixis(windows, self.deixis, now)


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A day of a week that is given from publication: "Monday next week", "Wednesday of last week"."""

    weekday: int
    offset: int

    def candidates(self, now: Context) -> list[Window]:
        """Return the one day, none where the publication date is missing or too vague."""
        if now.day is None:
            return []
        day = now.day + timedelta(days=self.weekday - now.day.weekday() + 7 * self.offset)
        return [days_window(day, day)]


@dataclass(frozen=True, slots=True)
class Relative:
    """A day, week, month, year or decade counted from publication: "today", "last week", "late next year"."""

    unit: str
    offset: int
    parts: tuple[str, ...] = ()

    def candidates(self, now: Context) -> list[Window]:
        """Return the one window, none where the publication date is missing or too vague."""
        if now.first is None or (self.unit in ("day", "week") and now.day is None):
            return []
        if self.unit == "month" and (now.last is None or now.first.month != now.last.month):
            return []
        windows = [self._part(part, now.first) for part in self.parts or ("",)]
        return [(windows[0][0], windows[-1][1])]

    def _part(self, part: str, today: date) -> Window:
        if self.unit == "day":
            return days_window(*(2 * [today + timedelta(days=self.offset)]))
        if self.unit == "week":
            monday = today - timedelta(days=today.weekday() - 7 * self.offset)
            return part_of_week(monday, part, today)
        if self.unit == "month":
            year, month = shift_month(today.year, today.month, self.offset)
            return part_of_month(year, month, "" if part in ("earlier", "later") else part)
        if self.unit == "decade":
            return part_of_decade(today.year - today.year % 10 + 10 * self.offset, part)
        return part_of_year(today.year + self.offset, part, today)


@dataclass(frozen=True, slots=True)
class Away:
    """So many units before (negative) or after publication, or after the anchor: "two weeks ago", "a year later"."""

    count: int
    unit: str
    anchored: bool = False
    future: bool = False
    """The words ("in two weeks") are a duration unless what they date is to come."""

    def candidates(self, now: Context) -> list[Window]:
        """Return the one window: exact for days, about right for the rest."""
        if self.future and now.past is not False:
            return []
        base = (now.anchor or (None,))[0] if self.anchored else now.first
        if base is None or (self.unit in ("day", "week") and not self.anchored and now.day is None):
            return []
        point = shift(base, self.count, self.unit)
        if self.unit != "day":
            point = about(point)
        return [(point, point)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of so many units that ends (negative) or begins at publication: "in the past three years"."""

    count: int
    unit: str

    def candidates(self, now: Context) -> list[Window]:
        """Return the one window."""
        if now.first is None or (self.unit in ("day", "week") and now.day is None):
            return []
        here, there = (shift(now.first, count, self.unit) for count in (0, self.count))
        first, last = (there, here) if self.count < 0 else (here, there)
        return [(about(first), about(last))]


@dataclass(frozen=True, slots=True)
class Anchored:
    """The day, week, month or year that was spoken of: "the same day"."""

    unit: str

    def candidates(self, now: Context) -> list[Window]:
        """Return the unit around the anchor, none where no anchor is known."""
        if now.anchor is None:
            return []
        start = now.anchor[0]
        if self.unit == "week":
            return [part_of_week(start - timedelta(days=start.weekday()), "", start)]
        point = shift(start, 0, self.unit)
        return [(point, point)]


@dataclass(frozen=True, slots=True)
class MonthAfter:
    """A month counted from what was spoken of: "that August" of its year, "the following March" after it."""

    month: int
    step: int
    """-1 for the last one before, 0 for that of the year, 1 for the first one after."""

    def candidates(self, now: Context) -> list[Window]:
        """Return the one month, none where no anchor is known."""
        if now.anchor is None:
            return []
        year, month = now.anchor[0].year, now.anchor[0].month
        year += (self.step > 0 and self.month <= month) - (self.step < 0 and self.month >= month)
        point = shift(date(year, self.month, 1), 0, "month")
        return [(point, point)]


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a date lies in: "the week of 8 September"."""

    point: Node

    def candidates(self, now: Context) -> list[Window]:
        """Return the weeks of the date's candidates."""
        days = [first_day(window) for window in self.point.candidates(now)]
        return [part_of_week(day - timedelta(days=day.weekday()), "", day) for day in days]


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that cannot be dated: "in recent years"."""

    def candidates(self, now: Context) -> list[Window]:  # noqa: ARG002 - the protocol's signature
        """Return none."""
        return []


def _by_deixis(windows: list[Window], deixis: str | None, now: Context) -> list[Window]:
    """Keep the window that `last`, `this` or `next` picks."""
    if deixis is None or now.first is None or now.last is None:
        return windows if deixis is None else []
    if deixis == "last":
        return [window for window in windows if last_day(window) < now.first][-1:]
    if deixis == "next":
        return [window for window in windows if first_day(window) > now.last][:1]
    holding = [window for window in windows if first_day(window) <= now.last and now.first <= last_day(window)]
    return holding[:1] or [window for window in windows if first_day(window).year == now.first.year][:1]
