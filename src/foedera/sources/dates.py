"""Dates as tables, feeds and sitemaps write them, to EDTF days."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from foedera.text.dates import parse_published
from foedera.text.edtf import valid_edtf

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d|$)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?$")
_MAX = 100


def day_of(value: str) -> str | None:
    """Return the day that a machine or a person wrote, as EDTF; None where it is no date.

    Example:
        >>> day_of("Sat, 19 Jul 2025 23:30:00 +0200"), day_of("20250719T080000Z"), day_of("soon")
        ('2025-07-19', '2025-07-19', None)
    """
    value = " ".join(value.split())[:_MAX]
    if (iso := _ISO.match(value)) and valid_edtf(iso[1]):
        return iso[1]
    if (compact := _COMPACT.match(value)) and valid_edtf("-".join(compact.groups())):
        return "-".join(compact.groups())
    if valid_edtf(value):
        return value
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_published(value)


def day_of_number(value: float) -> str | None:
    """Return the day of a number of seconds or milliseconds since 1970 (UTC), or of a number like 20250719."""
    if float(value).is_integer() and 18_000_000 < value < 21_000_000:
        return day_of(str(int(value)))
    try:
        return datetime.fromtimestamp(value / 1000 if abs(value) > 1e11 else value, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
