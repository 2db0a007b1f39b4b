"""Days as the columns that questions compare: ISO dates, which sort as text."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from foedera.text import edtf

_BEFORE, _AFTER = "0000-00-00", "9999-99-99"


class Days(NamedTuple):
    """What a date can mean. Where nothing is known, `first` lies after `last`, so that no question of time holds."""

    day: str
    """For ordering: the first day, or the last where the beginning is open; "" where nothing is known."""
    first: str
    last: str


UNKNOWN = Days("", _AFTER, _BEFORE)


@lru_cache(maxsize=65536)
def days_of(when: str | None, published: str | None) -> Days:
    """Return the days of a happening; without a date, those of the report that tells of it.

    Example:
        >>> days_of("2025-07/..", None)
        Days(day='2025-07-01', first='2025-07-01', last='9999-99-99')
    """
    for value in (when, published):
        first, last = edtf.bounds(value) if value else (None, None)
        if first is not None or last is not None:
            known = first or last
            assert known is not None
            return Days(
                known.isoformat(),
                first.isoformat() if first else _BEFORE,
                last.isoformat() if last else _AFTER,
            )
    return UNKNOWN
