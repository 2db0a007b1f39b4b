"""Who only lies behind the border that something happens on: "guards on the border with Ruritania"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Cell

_BORDER = re.compile(r"(?:['’]s)?\s+(?:border|frontier)\b")
_WITH = re.compile(r"\b(?:border|frontier)s? with (?:the )?$")
_LETTERS = 20
"""Letters before a name in which "the border with" stands."""


def drop_neighbours(draft: Draft, kind: ClaimType, text: str) -> None:
    """Take who only lies behind a border out of the parts of those on whose ground something happens."""
    grounds = {f"role:{role.name}" for role in kind.roles if role.place}
    if grounds:
        draft.cells = [c for c in draft.cells if c.field not in grounds or not is_border(c, text)]


def is_border(cell: Cell, text: str) -> bool:
    """Tell whether a name only says which border is meant."""
    span = cell.span
    return bool(_BORDER.match(text, span.end) or _WITH.search(text, max(0, span.start - _LETTERS), span.start))
