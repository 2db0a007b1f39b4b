"""Values as FollowTheMoney keeps them, written so that its own cleaning neither changes nor drops them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from foedera.export.citation import one_line
from foedera.text.edtf import OPEN, split, valid_edtf

_QUOTED = re.compile(r"""["'](.*)["']""")
_BREAKS = re.compile(r"(?<!\s)\s*+[;,][;,.\s]*+")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
"""Soft hyphens, joiners and direction marks, which the library takes out of every text."""
_TAGS = re.compile(r"<BR/?>|ESQ[.]?,")
_DIGITS = 6
"""Of a degree: about a decimetre."""


def line(text: str) -> str | None:
    """Return a text in one line, composed, without characters that cannot be seen; None where nothing is left."""
    return one_line(unicodedata.normalize("NFC", _INVISIBLE.sub("", text.replace("\u0a00", " "))))


def name(text: str, kind: str) -> str:
    """Return a name without the quotes around it, or that it has none.

    Args:
        kind: What it is the name of.

    Example:
        >>> name('"Peace Shield"', "exercise")
        'Peace Shield'
    """
    plain = line(text) or ""
    while found := _QUOTED.fullmatch(plain):
        plain = found[1].strip()
    return plain or f"Unnamed {kind}"


def address(text: str) -> str | None:
    """Return an address in one line, its parts set apart by commas.

    Example:
        >>> address("Pier 4; Port of Bar ,, Montenegro")
        'Pier 4, Port of Bar, Montenegro'
    """
    plain = _BREAKS.sub(", ", _TAGS.sub(", ", line(text) or ""))
    return plain.strip(" ,;.") or None


def degrees(value: float | None) -> str | None:
    """Return a coordinate in plain figures: the model knows no exponents."""
    if value is None or not math.isfinite(value):
        return None
    return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")


def point(edtf: str | None) -> str | None:
    """Return the first point of a date at its own precision, which the model keeps: `2025-07`."""
    if not edtf or not valid_edtf(edtf):
        return None
    return next(side for side in split(edtf) if side != OPEN).rstrip("~?%")


def dates(when: str | None) -> dict[str, str | None]:
    """Return an event's dates: one point is `date`, an interval has a start and an end, either of which may be open."""
    if not when or not valid_edtf(when):
        return {}
    first, last = split(when)
    if first == last:
        return {"date": point(when)}
    return {
        "startDate": None if first == OPEN else point(first),
        "endDate": None if last == OPEN else point(last),
    }


def web_address(url: str | None) -> str | None:
    """Return an address of the web; None for what is none."""
    return url if url and re.fullmatch(r"https?://[^\s/]+(/\S*)?", url) else None


def texts(value: Any) -> Iterable[str]:
    """Yield a value or its elements as lines of text, without what says nothing."""
    for item in value if isinstance(value, list | tuple) else [value]:
        text = line(item) if isinstance(item, str) else item
        if text:
            yield str(text)
