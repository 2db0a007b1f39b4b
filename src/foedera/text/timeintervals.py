"""What dates with a length mean: from one to another, for so many days, until one; and which meaning holds.

Such a date takes its tense and its year from its ends; so `choose`, which tells which window holds, stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from foedera.text.edtf import OPEN, about, bounds_of_sides, day_point, previous
from foedera.text.timecontext import Context
from foedera.text.timeparts import Window, days_window, first_day, last_day
from foedera.text.timevalues import Calendar, Node, Relative, Weekday


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
            ends = self.last.candidates(replace(free, first=first_day(starts[0]), last=first_day(starts[0])))
        elif len(ends) == 1 and len(starts) != 1:
            starts = self.first.candidates(replace(free, first=first_day(ends[0]), last=first_day(ends[0])))
        pairs = [
            (start[0], end[1])
            for start in starts
            for end in [next((end for end in ends if first_day(end) >= first_day(start)), None)]
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
    spans = [(window, first_day(window), last_day(window)) for window in windows]
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
