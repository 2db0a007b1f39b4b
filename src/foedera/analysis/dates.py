"""Dates compared: whether two EDTF values can both be right, and which says more."""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache

from foedera.text.edtf import OPEN, bounds, split, valid_edtf

_ABOUT = timedelta(days=3)
"""How far off a day marked `~` may be; months and years may be off by their own length."""


@lru_cache(maxsize=16384)
def first_day(value: str | None) -> date | None:
    """Return the first day that an EDTF value can mean; None where it is open, absent or no date."""
    return bounds(value)[0] if value else None


@lru_cache(maxsize=16384)
def last_day(value: str | None) -> date | None:
    """Return the last day that an EDTF value can mean; None where it is open, absent or no date."""
    return bounds(value)[1] if value else None


@lru_cache(maxsize=16384)
def same_time(left: str, right: str) -> bool:
    """Tell whether two reports can mean one time: one says it more vaguely, or leaves a side open.

    Two exact intervals must begin and end alike, since each says when it begins and ends; a single day within an
    interval agrees (something was seen on that day), and so does an interval within one marked as approximate.

    Example:
        >>> same_time("2025-07", "2025-07-19/2025-07-28"), same_time("2025-08-01/2025-08-05", "2025-08-03/2025-08-05")
        (True, False)
    """
    if left == right:
        return True
    if not (valid_edtf(left) and valid_edtf(right)):
        return False
    if "/" in left and "/" in right and not (_loose(left) or _loose(right)):
        pairs = zip(split(left), split(right), strict=True)
        return _overlap(_stretched(left), _stretched(right)) and all(_same_side(a, b) for a, b in pairs)
    if "/" not in left and "/" not in right:
        return _same_side(left, right)
    return _overlap(_stretched(left), _stretched(right))


def apart(left: str, right: str) -> int:
    """Return the days between two times; 0 where they touch or overlap, or where one is no date."""
    (a, b), (c, d) = bounds(left), bounds(right)
    if b is not None and c is not None and b < c:
        return (c - b).days
    if d is not None and a is not None and d < a:
        return (a - d).days
    return 0


def days_of(value: str) -> float:
    """Return how many days a time spans; without end where a side is open or it is no date."""
    first, last = bounds(value)
    return math.inf if first is None or last is None else (last - first).days + 1


@lru_cache(maxsize=16384)
def time_precision(value: str) -> tuple[int, int, int, int]:
    """Return a key that is greater the more exactly a time is given.

    From day to day says most, since it tells when a thing begins and ends; then the shorter time; of equal ones the
    exact.
    """
    first, last = bounds(value)
    exact = 0 if any(mark in value for mark in "~?%") else 1
    if first is None or last is None:
        return (0, 0, 1 if first else 0, exact)
    days = "/" in value and not _loose(value) and all(len(side.rstrip("~?%")) == 10 for side in split(value))
    return (1, 1 if days else 0, -(last - first).days, exact)


def _loose(value: str) -> bool:
    """Tell whether an interval is one that something lies within, not one that it fills."""
    return "/" in value and all(side.endswith(("~", "%")) for side in split(value))


def _stretched(value: str) -> tuple[date, date]:
    head, tail = split(value)
    return _point(head)[0], _point(tail)[1]


def _point(side: str) -> tuple[date, date]:
    """Return the days that one side can mean, as wide as its mark allows; all of time where it is open."""
    if side == OPEN:
        return date.min, date.max
    first, last = bounds(side)
    assert first is not None
    assert last is not None
    if not side.endswith(("~", "%")):
        return first, last
    slack = max(_ABOUT, last - first)
    return _shift(first, -slack), _shift(last, slack)


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:  # the ends of the calendar
        return day


def _overlap(left: tuple[date, date], right: tuple[date, date]) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _same_side(left: str, right: str) -> bool:
    return _overlap(_point(left), _point(right))
