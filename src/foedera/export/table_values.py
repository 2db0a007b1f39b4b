"""Cells of a register as values of a claim: dates, numbers, flags, words of the codebook."""

from __future__ import annotations

import re
from datetime import date, datetime

from foedera.codebook import ClaimType
from foedera.export.mapping import Target
from foedera.text.dates import parse_published
from foedera.text.edtf import about, bounds, join, valid_edtf
from foedera.text.numbers import parse_quantity
from foedera.types import Quantity

_TRUE = frozenset("1 true t yes y x oui ja da si sí ✓".split())
_FALSE = frozenset("0 false f no n non nein ne".split())
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|approx\.?|approximately|around|~|≈)\s*(?=[\w\[(])|[~?]$", re.IGNORECASE)
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[0-9\s',.\u2009\u202f\xa0]*[0-9])?")
_QUALIFIERS = (
    (re.compile(r"^[(\[].*[)\]]$"), "about"),
    (re.compile(r"^(?:c\.|ca\.?|circa|about|approx\.?|approximately|around|~|≈)", re.IGNORECASE), "about"),
    (re.compile(r"^(?:>=|≥|at least|min\.?)", re.IGNORECASE), "at least"),
    (re.compile(r"^(?:>|over|more than)|\+$", re.IGNORECASE), "over"),
    (re.compile(r"^(?:<=|≤|up to|max\.?|<|less than|fewer than)", re.IGNORECASE), "up to"),
    (re.compile(r"^(?:nearly|almost)", re.IGNORECASE), "nearly"),
)
"""Marks of estimates in registers; a number in brackets is one by old custom."""
_MARKS = re.compile(r"^[^0-9+-]*|[^0-9]*$")


class Unread(ValueError):  # noqa: N818 - a reason, told of a row
    """A cell that says nothing that its target can hold; the message says why."""


def read_date(text: str, target: Target) -> str:
    """Return a date as EDTF, at the precision that the cell gives.

    Raises:
        Unread: It is none, or could be one of two.

    Example:
        >>> read_date("19.7.2025", Target("when", date=("%d.%m.%Y",))), read_date("c. 2021", Target("when"))
        ('2025-07-19', '2021~')
    """
    plain = _TIME.sub("", text.strip())
    if valid_edtf(plain):
        return plain
    bare = _ABOUT.sub("", plain).strip(" ()[]")
    value = _by_pattern(bare, target.date) if target.date else _by_itself(bare)
    return about(value) if bare != plain else value


def _by_pattern(text: str, patterns: tuple[str, ...]) -> str:
    for pattern in patterns:
        try:
            found = datetime.strptime(text, pattern)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        size = 10 if "%d" in pattern or "%j" in pattern else 7 if re.search("%[mBb]", pattern) else 4
        return found.date().isoformat()[:size]
    if valid_edtf(text):
        return text
    raise Unread(f"`{text}` is no date of the form {' or '.join(patterns)}")


def _by_itself(text: str) -> str:
    if valid_edtf(text):
        return text
    figures = _FIGURES.search(text)
    if figures and figures[1] != figures[3] and int(figures[1]) <= 12 and int(figures[3]) <= 12 and figures[2] != ".":
        message = f"`{text}` can be two days; say which with `date`, as %d/%m/%Y or %m/%d/%Y"
        raise Unread(message)
    if figures and not int(figures[1]) <= 12 < int(figures[3]):
        try:
            return date(int(figures[4]), int(figures[3]), int(figures[1])).isoformat()
        except ValueError as error:
            raise Unread(f"`{text}` is no date") from error
    found = parse_published(text)
    if found is None:
        raise Unread(f"`{text}` is no date; say how dates are written with `date`")
    return found


def join_dates(start: str | None, end: str | None) -> str | None:
    """Return the time from a start to an end, either of which may be unknown.

    Raises:
        Unread: The end lies before the start.
    """
    if start is None or end is None or start == end:
        return start or end
    if "/" in start or "/" in end:
        raise Unread(f"{start} and {end} are no start and end")
    value = join(start, end)
    if not valid_edtf(value) or bounds(start)[0] is None:
        raise Unread(f"the end {end} lies before the start {start}")
    return value


def read_number(text: str, target: Target, *, stored: bool = False) -> Quantity:
    """Return a number with what is said of it; brackets, `c.`, `>` and the like qualify it.

    Args:
        stored: Whether plain figures may be a number as a workbook keeps it, whose decimal sign is the point.

    Raises:
        Unread: It is none.

    Example:
        >>> read_number("(3.500)", Target("personnel", decimal=",", unit="soldiers"))
        Quantity(n=3500, qual='about', of=None, unit='soldiers', currency=None)
    """
    plain = text.strip()
    qual = next((word for mark, word in _QUALIFIERS if mark.search(plain)), None)
    bare = _MARKS.sub("", plain)
    if stored and _is_stored(plain):
        number = float(plain)
        return Quantity(int(number) if number.is_integer() else number, None, None, target.unit, target.currency)
    if _NUMBER.fullmatch(bare) and not re.search(r"[^\W\d_]", _without_marks(plain)):
        return Quantity(_figure(bare, target.decimal), qual, None, target.unit, target.currency)
    found = parse_quantity(plain)
    if found is None:
        raise Unread(f"`{text}` is no number")
    unit, currency = target.unit or found.unit, target.currency or found.currency
    return Quantity(found.n, found.qual or qual, None, unit, currency)


def _without_marks(text: str) -> str:
    for mark, _ in _QUALIFIERS:
        text = mark.sub("", text) if not text.startswith(("(", "[")) else text
    return text


def _is_stored(text: str) -> bool:
    """Tell whether figures are as a program writes a number: without blanks, groups or closing zeros."""
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]*[1-9])?", text))


def _figure(text: str, decimal: str) -> int | float:
    """Return the number that figures write; the sign that is not the decimal one groups thousands."""
    groups = r"[\s',\u2009\u202f\xa0]" if decimal == "." else r"[\s'.\u2009\u202f\xa0]"
    whole, sign, rest = text.partition(decimal)
    parts = re.split(groups, whole)
    if decimal in rest or re.search(groups, rest) or any(len(part) != 3 for part in parts[1:]):
        raise Unread(f"`{text}` is no number with `{decimal}` before its fraction; say which sign it is with `decimal`")
    digits = "".join(parts)
    return float(f"{digits}.{rest}") if sign else int(digits)


def read_flag(text: str) -> bool:
    """Return what a yes or no says.

    Raises:
        Unread: It is neither.
    """
    word = text.strip().casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Unread(f"`{text}` is neither yes nor no; say what it means with `values`")


def read_word(text: str, kind: ClaimType, field: str) -> str:
    """Return the value of an enumeration that a cell says, in the codebook's words or by its wordings.

    Raises:
        Unread: It says none.
    """
    found = kind.field(field)
    known = [value.value for value in found.values] if found else []
    exact = next((value for value in known if value.casefold() == text.strip().casefold()), None)
    value = exact or kind.enum_value(field, text)
    if value is None:
        raise Unread(f"`{text}` is none of {', '.join(known)}; say what it means with `values`")
    return value


def read_degrees(text: str, limit: int) -> float:
    """Return a coordinate in degrees.

    Raises:
        Unread: It is none, or lies off the Earth.
    """
    plain = text.strip().replace(",", ".").replace("\u2212", "-").rstrip("°")
    try:
        value = float(plain)
    except ValueError:
        value = limit + 1.0
    if not -limit <= value <= limit:
        raise Unread(f"`{text}` is no coordinate in degrees from -{limit} to {limit}")
    return value
