"""Whether a happening is on land or at sea, by its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.values import WATERS
from foedera.types import Cell, Place

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft


def at_sea(draft: Draft) -> bool:
    """Tell whether something happens on waters that the report gives to no state: nobody need be the host."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    return bool(places) and all(_is_open(cell) for cell in places)


def on_land(draft: Draft) -> Cell | None:
    """Return the first place of a claim that is no sea: a range, a base, a village."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    return next((cell for cell in places if not WATERS.search(cell.printed)), None)


def _is_open(cell: Cell) -> bool:
    owned = isinstance(cell.value, Place) and cell.value.country
    return bool(WATERS.search(cell.printed)) and not owned
