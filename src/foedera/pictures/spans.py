"""How a date lies on the time axis: its ends in days, and what is known of each end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedera.text import edtf

MILLISECONDS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()
_PRECISE = 10
"""Letters of a day: "2025-07-19"."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a date lies, in days since 1970; the end is the first moment after its last day."""

    start: float
    end: float
    within: bool
    """Whether the event lies somewhere in it (a month, a year, "mid-July"), and does not fill it."""
    about_start: bool = False
    about_end: bool = False
    open_start: bool = False
    """No start is known: `start` is the end."""
    open_end: bool = False
    reached: bool = False
    """No end is known, but it has happened: `end` is the last day of which anything is said to have."""

    @property
    def endless(self) -> bool:
        """Whether it goes on as far as the picture does."""
        return self.open_end and not self.reached

    @property
    def point(self) -> bool:
        """Whether it is one day."""
        return not self.open_start and not self.open_end and self.end - self.start <= 1

    @property
    def middle(self) -> float:
        """The moment that stands for the whole where one is wanted."""
        return (self.start + self.end) / 2


def extent(value: str | None) -> Extent | None:
    """Return where an EDTF date lies; None where there is no date or it is none.

    Example:
        >>> extent("1970-01") == Extent(0, 31, within=True), extent("2018/..").open_end
        (True, True)
    """
    if value is None or not edtf.valid_edtf(value):
        return None
    first, last = edtf.split(value)
    low, high = edtf.bounds(value)
    if low is None and high is None:
        return None
    start = _days(low if low is not None else high, after=low is None)
    end = _days(high if high is not None else low, after=high is not None)
    about_start, about_end = _vague(first), _vague(last)
    coarse = first == last and len(first.rstrip("~?%")) < _PRECISE
    return Extent(
        start,
        max(start, end),
        within=coarse or (about_start and about_end and first != last),
        about_start=about_start,
        about_end=about_end,
        open_start=low is None,
        open_end=high is None,
    )


def _vague(point: str) -> bool:
    return point[-1] in "~?%"


def _days(day: date | None, *, after: bool) -> int:
    assert day is not None
    return day.toordinal() - _EPOCH + (1 if after else 0)


def milliseconds(days: float) -> int:
    """Return days since 1970 in the unit of the time axis."""
    return round(days * MILLISECONDS)
