"""Days that a claim can mean, and how well two claims' days go together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from foedera.text.edtf import OPEN, bounds, split

_FAR = 10**7
"""An ordinal beyond every day: an open side."""
_ROUGH = {4: 200, 7: 20, 10: 6}
"""Days by which `~` widens a point, by the length of what is printed: year, month, day."""


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, as ordinals."""

    first: int
    last: int
    rough: int
    """Days by which either end may be wrong, from `~` and `?`."""
    printed: str

    @property
    def length(self) -> int:
        """Number of days that it can mean; an open side makes it long."""
        return self.last - self.first + 1

    @property
    def open(self) -> bool:
        """Whether a side is open."""
        return self.first <= -_FAR or self.last >= _FAR


@lru_cache(maxsize=65536)
def days_of(when: str) -> Days | None:
    """Return the days of an EDTF value; None if it is none.

    Example:
        >>> days = days_of("2025-07")
        >>> days.length, days.rough, days_of("soon")
        (31, 0, None)
    """
    first, last = bounds(when)
    if first is None and last is None:
        return None
    sides = [side for side in split(when) if side != OPEN]
    rough = max((_ROUGH[len(side.rstrip("~?%"))] for side in sides if side[-1] in "~?%"), default=0)
    return Days(first.toordinal() if first else -_FAR, last.toordinal() if last else _FAR, rough, when)


def gap(left: Days, right: Days) -> int:
    """Return the days between two stretches, 0 where they can overlap."""
    apart = max(left.first, right.first) - min(left.last, right.last)
    return max(0, apart - max(left.rough, right.rough))


def agreement(left: Days, right: Days) -> float:
    """Return how telling an overlap is, 0 to 1: same days tell much, a day within a year little."""
    if left.open or right.open:
        return _open_agreement(left, right)
    if left.rough == right.rough == 0 and left.length < 28 and right.length < 28:
        ends = (abs(left.first - right.first) <= 1) + (abs(left.last - right.last) <= 1)
        return (0.7, 0.9, 1.0)[ends]
    longer = max(left.length, right.length) + 2 * max(left.rough, right.rough)
    if longer <= 70:
        return 0.65
    return 0.4 if longer <= 200 else 0.3


def _open_agreement(left: Days, right: Days) -> float:
    """Return what half-open stretches agree on: the end that both give, if they give the same."""
    near = [
        abs(a - b) for a, b in ((left.first, right.first), (left.last, right.last)) if abs(a) < _FAR and abs(b) < _FAR
    ]
    if near and min(near) <= 1 + max(left.rough, right.rough):
        return 0.9 if max(left.rough, right.rough) == 0 else 0.6
    return 0.2
