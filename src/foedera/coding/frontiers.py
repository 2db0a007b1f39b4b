"""Who only lies behind the border that something happens on: "guards on the border with Ruritania"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.types import Actor, Cell, Place, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_BORDER = re.compile(r"(?:['’]s)?\s+(?:border|frontier)\b")
_WITH = re.compile(r"\b(?:border|frontier)s? with (?:the )?$")
_INSIDE = re.compile(r"[^A-Z]*\b(?:border|frontier)s? with\b")
"""A beginning of words that are a border as a whole, and nobody's by name: "border with Afghanistan"."""
_LETTERS = 20
"""Letters before a name in which "the border with" stands."""


def drop_across(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Drop from a draft's hosts whoever only lies across the border: the border is not theirs alone."""
    grounds = {role.name for role in kind.roles if role.place}
    draft.weak = [
        (filler, number)
        for filler, number in draft.weak
        if filler.label not in grounds or not _is_beyond(Span(filler.start, filler.end), context.text)
    ]
    hosts = (cell for ground in grounds for cell in draft.values(f"role:{ground}"))
    across = [cell for cell in hosts if is_at_border(cell, context.text)]
    theirs = {polity(cell.value) for cell in across if isinstance(cell.value, Actor)}
    draft.cells = [_without_country(cell, theirs, context.text) for cell in draft.cells if cell not in across]


def is_at_border(cell: Cell, text: str) -> bool:
    """Tell whether a cell names whom a border is with."""
    return _is_beyond(cell.span, text)


def _is_beyond(span: Span, text: str) -> bool:
    before = _WITH.search(text, max(0, span.start - _LETTERS), span.start)
    return bool(_BORDER.match(text, span.end) or before) or _is_border(span, text)


def _is_border(span: Span, text: str) -> bool:
    """Tell whether words are a border as a whole, and only say with whom it is: "border with Afghanistan"."""
    return _INSIDE.match(text, span.start, span.end) is not None


def _without_country(cell: Cell, theirs: set[str | None], text: str) -> Cell:
    place = cell.value
    if cell.field != "where" or not isinstance(place, Place) or place.country is None:
        return cell
    if place.country in theirs or _is_border(cell.span, text):
        return replace(cell, value=Place(place.name))
    return cell
