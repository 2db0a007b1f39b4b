"""Indians of the Americas, whom a report that does not name India may mean: "Indian peasants marched in La Paz"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.types import Actor

if TYPE_CHECKING:
    from foedera.gazetteer import Gazetteer
    from foedera.types import Cell

_INDIAN = re.compile(
    r"\bIndians\b|\bIndian\s+(?:peasant|villager|farmer|group|communit|protester|marcher|trib|activist|people|"
    r"movement|leader|confederation|federation|men|women|rebel|organi[sz]ation)",
)
_INDIA = re.compile(r"\b(?:India|New Delhi|Delhi|Mumbai)\b")


def are_american(text: str, start: int) -> bool:
    """Tell whether a word names Indians in a report that does not name India: they need not be of it."""
    return bool(_INDIAN.match(text, start)) and not _INDIA.search(text)


def as_american(cell: Cell, near: list[str], text: str, gazetteer: Gazetteer) -> Cell:
    """Return a cell with Indians of the Americas as such, where no word names India: "Indian peasants".

    Args:
        near: The countries that their sentence names, in order.
    """
    actor = cell.value
    if not isinstance(actor, Actor) or actor.country != "IND" or not _INDIAN.search(cell.printed):
        return cell
    having = gazetteer.namesakes("people")["Indians"]
    home = next((country for country in near if country in having), None)
    if home is None or _INDIA.search(text):
        return cell
    return replace(cell, value=Actor(cell.printed, "group", home))
