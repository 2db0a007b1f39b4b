"""What a date in words can mean, and which of its meanings holds on the day of publication.

Every node gives `candidates`: windows (pairs of EDTF points) that its words fit, in order of time. A date without a
year has one a year; a weekday has one a week; a full date has just one. `choose` takes the right one by tense.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from foedera.text.edtf import OPEN, about, bounds_of_sides, day_point, month_length, previous, shift_month
from foedera.text.timecontext import Context, YearRef
from foedera.text.timeparts import (
    Window,
    days_window,
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
        days = [_first(window) for window in self.point.candidates(now)]
        return [part_of_week(day - timedelta(days=day.weekday()), "", day) for day in days]


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that cannot be dated: "in recent years"."""

    def candidates(self, now: Context) -> list[Window]:  # noqa: ARG002 - the protocol's signature
        """Return none."""
        return []


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another."""

    first: Node
    last: Node
    approximate: bool = False

    def candidates(self, now: Context) -> list[Window]:
        """Pair every start with the first end that does not lie before it."""
        free = replace(now, years=())
        later = replace(now, years=(*now.years, max(now.years) + 1)) if now.years else now
        starts, ends = self.first.candidates(now), self.last.candidates(later)
        if isinstance(self.first, Weekday) and not isinstance(self.last, Weekday):
            start = choose(self.first, now)
            starts = [start] if start else []
        if len(starts) == 1 and len(ends) != 1:
            ends = self.last.candidates(replace(free, first=_first(starts[0]), last=_first(starts[0])))
        elif len(ends) == 1 and len(starts) != 1:
            starts = self.first.candidates(replace(free, first=_first(ends[0]), last=_first(ends[0])))
        pairs = [
            (start[0], end[1])
            for start in starts
            for end in [next((end for end in ends if _first(end) >= _first(start)), None)]
            if end is not None
        ]
        nearest = list({last: (first, last) for first, last in pairs}.values())
        return [(about(first), about(last)) for first, last in nearest] if self.approximate else nearest


@dataclass(frozen=True, slots=True)
class Lasting:
    """So many days from a day on."""

    start: Node
    days: int

    def candidates(self, now: Context) -> list[Window]:
        """Return the start's windows, carried on; a start vaguer than a day stays as it is."""
        windows = []
        for first, last in self.start.candidates(now):
            head, tail = bounds_of_sides(first, last)
            exact = head is not None and head == tail and "~" not in first
            windows.append(days_window(head, head + timedelta(days=self.days - 1)) if head and exact else (first, last))
        return windows


@dataclass(frozen=True, slots=True)
class Limit:
    """An open interval: since, until, before or after a date."""

    kind: str
    """`since`, `until`, `before` or `after`."""
    point: Node

    def window(self, window: Window) -> Window:
        """Open the point's window on one side."""
        first, last = window
        if self.kind == "since":
            return first, OPEN
        if self.kind == "after":
            return about(last), OPEN
        if self.kind == "before":
            return OPEN, previous(first) if first != OPEN else OPEN
        return OPEN, _deadline(self.point, last)

    def candidates(self, now: Context) -> list[Window]:
        """Return the point's windows, opened."""
        return [self.window(window) for window in self.point.candidates(now)]


def choose(node: Node, now: Context) -> Window | None:
    """Return the window that holds on the day of publication, by tense; None where nothing tells."""
    if isinstance(node, Limit):
        window = choose(node.point, replace(now, past=_tense_of(node.kind, past=now.past)))
        return node.window(window) if window else None
    windows = node.candidates(now)
    if len(windows) <= 1 or now.first is None or now.last is None:
        return windows[0] if len(windows) == 1 else None
    spans = [(window, _first(window), _last(window)) for window in windows]
    if now.past is True:
        past = [window for window, first, _ in spans if first <= now.last]
        return past[-1] if past else windows[0]
    if now.past is False:
        return next((window for window, _, last in spans if last >= now.first), windows[-1])
    return min(spans, key=lambda span: _distance(span[1], span[2], now.first, now.last))[0]


def _tense_of(kind: str, *, past: bool | None) -> bool | None:
    """Return the tense that a preposition adds: since tells of the past, a bare until of the future."""
    if past is None and kind == "until":
        return False
    return past


def _distance(first: date, last: date, now_first: date | None, now_last: date | None) -> int:
    if now_first is None or now_last is None:
        return 0
    return max(0, (first - now_last).days, (now_first - last).days)


def _by_deixis(windows: list[Window], deixis: str | None, now: Context) -> list[Window]:
    """Keep the window that `last`, `this` or `next` picks."""
    if deixis is None or now.first is None or now.last is None:
        return windows if deixis is None else []
    if deixis == "last":
        return [window for window in windows if _last(window) < now.first][-1:]
    if deixis == "next":
        return [window for window in windows if _first(window) > now.last][:1]
    holding = [window for window in windows if _first(window) <= now.last and now.first <= _last(window)]
    return holding[:1] or [window for window in windows if _first(window).year == now.first.year][:1]


def _deadline(point: Node, last: str) -> str:
    """Return the end that "by" sets: "by the end of 2027" is as precise as the year that it names.

    By the middle of a year half of it has passed.
    """
    if isinstance(point, Calendar | Relative) and point.unit == "year" and point.parts == ("mid",):
        return f"{last[:4]}-06~"
    if isinstance(point, Calendar) and point.unit == "year" and point.parts == ("end",) and point.year:
        return last[:4] if point.year.number is not None else f"{last[:4]}-12-31"
    ends = (Relative, Calendar)
    if isinstance(point, ends) and point.parts == ("end",):
        if point.unit == "year":
            return f"{last[:4]}-12-31"
        if point.unit == "decade":
            return last[:4]
        if point.unit == "week":
            sunday = date.fromisoformat(last.rstrip("~"))
            return day_point(sunday + timedelta(days=6 - sunday.weekday()))
        return last.rstrip("~")
    return last


def _first(window: Window) -> date:
    return bounds_of_sides(*window)[0] or date.min


def _last(window: Window) -> date:
    return bounds_of_sides(*window)[1] or date.max
