"""Who only lies behind the border that something happens on: "guards on the border with Ruritania"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.types import Actor, Cell, Place

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_BORDER = re.compile(r"(?:['’]s)?\s+(?:border|frontier)\b")
_WITH = re.compile(r"\b(?:border|frontier)s? with (?:the )?$")
_LETTERS = 20
"""Letters before a name in which "the border with" stands."""


def drop_across(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Drop from a draft's hosts whoever only lies across the border: the border is not theirs alone."""
    grounds = {f"role:{role.name}" for role in kind.roles if role.place}
    across = [cell for cell in draft.cells if cell.field in grounds and is_at_border(cell, context.text)]
    if across:
        theirs = {polity(cell.value) for cell in across if isinstance(cell.value, Actor)}
        draft.cells = [_without_country(cell, theirs) for cell in draft.cells if cell not in across]


def is_at_border(cell: Cell, text: str) -> bool:
    """Tell whether a cell names whom a border is with."""
    span = cell.span
    return bool(_BORDER.match(text, span.end) or _WITH.search(text, max(0, span.start - _LETTERS), span.start))


def _without_country(cell: Cell, theirs: set[str | None]) -> Cell:
    if cell.field == "where" and isinstance(cell.value, Place) and cell.value.country in theirs:
        return replace(cell, value=Place(cell.value.name))
    return cell
