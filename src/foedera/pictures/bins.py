"""Counts by stretch of time, for timelines with more events than can be drawn one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from foedera.pictures.lanes import Axis, Item
from foedera.pictures.words import MONTHS
from foedera.types import HAPPENED

_EPOCH = date(1970, 1, 1).toordinal()
_LONG = {"month": 31, "quarter": 92, "year": 366}
_MOST_BINS = {"month": 300, "quarter": 300}
"""More bins of that kind would be too thin to see."""


@dataclass(slots=True)
class Bin:
    """What falls into one stretch of time."""

    start: int
    """Days since 1970."""
    end: int
    words: str
    happened: float = 0
    other: float = 0
    """Planned, expected, possible, conditional, denied or cancelled."""
    vague: float = 0
    """Shares of events whose date is vaguer than a bin: each counts evenly wherever it may lie."""
    rows: list[int] = field(default_factory=list)

    @property
    def total(self) -> float:
        """All of it."""
        return self.happened + self.other + self.vague


@dataclass(frozen=True, slots=True)
class Bins:
    """Stretches of one kind that cover an axis."""

    unit: str
    edges: tuple[int, ...]
    words: tuple[str, ...]

    def counted(self, found: Sequence[Item]) -> list[Bin]:
        """Return the bins that hold something."""
        bins = [Bin(self.edges[n], self.edges[n + 1], words) for n, words in enumerate(self.words)]
        for item in found:
            self._count(item, bins)
        return [bin_ for bin_ in bins if bin_.total]

    def _count(self, item: Item, bins: list[Bin]) -> None:
        known = item.extent
        if known.within and known.end - known.start > _LONG[self.unit]:
            first, last = self._place(known.start), self._place(known.end - 1)
            for bin_ in bins[first : last + 1]:
                bin_.vague += 1 / (last + 1 - first)
                bin_.rows.append(item.row)
            return
        bin_ = bins[self._place(known.start - known.open_start)]
        bin_.rows.append(item.row)
        if item.event.status in HAPPENED:
            bin_.happened += 1
        else:
            bin_.other += 1

    def _place(self, day: float) -> int:
        return max(0, min(bisect_right(self.edges, day) - 1, len(self.words) - 1))


def bins_for(axis: Axis) -> Bins:
    """Return the months of an axis, or its quarters or years where months would be too many."""
    first = date.fromordinal(max(1, int(axis.first) + _EPOCH))
    last = date.fromordinal(min(date.max.toordinal(), int(axis.last) + _EPOCH + 1))
    months = (axis.end - axis.start) / 30.4  # what is shown decides how fine the bins can be
    unit = "month" if months <= _MOST_BINS["month"] else "quarter" if months / 3 <= _MOST_BINS["quarter"] else "year"
    step = {"month": 1, "quarter": 3, "year": 12}[unit]
    begin = first.year * 12 + (first.month - 1) // step * step
    starts = list(range(begin, last.year * 12 + last.month, step))
    edges = tuple(_month_day(start) for start in [*starts, starts[-1] + step])
    return Bins(unit, edges, tuple(_words(start, unit) for start in starts))


def _month_day(months: int) -> int:
    year, month = divmod(months, 12)
    return (date(year, month + 1, 1).toordinal() if year <= 9999 else date.max.toordinal() + 1) - _EPOCH


def _words(months: int, unit: str) -> str:
    year, month = divmod(months, 12)
    if unit == "month":
        return f"{MONTHS[month]} {year}"
    return f"{MONTHS[month]}–{MONTHS[month + 2]} {year}" if unit == "quarter" else str(year)
