"""Whether a happening is on land or at sea, by its places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.parting import PAIR, known_as, plainly
from foedera.coding.values import WATERS
from foedera.types import Cell, Place

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_TO = re.compile(r"\s+to\s")
_GOAL = 30
"""Characters between a return and where it leads, at most."""


def at_sea(draft: Draft) -> bool:
    """Tell whether something happens on waters that the report gives to no state: nobody need be the host."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    return bool(places) and all(_is_open(cell) for cell in places)


def leaves_for_sea(draft: Draft, role: str) -> bool:
    """Tell whether somebody goes from a place of its own to open waters: there is nobody to receive it."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    homes = known_as(draft, role)
    sea = [cell for cell in places if _is_open(cell)]
    return bool(sea) and all(c in sea or (isinstance(c.value, Place) and c.value.country in homes) for c in places)


def on_land(draft: Draft) -> Cell | None:
    """Return the first place of a claim that is no sea: a range, a base, a village."""
    places = [cell for cell in draft.values("where") if isinstance(cell.value, Place)]
    return next((cell for cell in places if not WATERS.search(cell.printed)), None)


def meet_abroad(draft: Draft, kind: ClaimType, there: set[str], context: Context) -> bool:
    """Tell whether two or more meet in the country of somebody else, of whom nothing is told: nobody receives them.

    Args:
        there: The countries of the places where they meet.
    """
    meet = next((role for role in kind.roles if role.at_home), None)
    known = known_as(draft, meet.name) if meet is not None else set[str]()
    acting = {name.polity for name in context.named[draft.sentences[0]] if name.subject}
    told_of = {key for actor in context.main if (key := polity(actor))} | {context.home or ""}
    return len(known) >= PAIR and not there & (known | acting | told_of)


def turn_back(draft: Draft, context: Context) -> None:
    """Make a return to a base abroad an arrival there: only who returns home withdraws."""
    stage = next(iter(draft.values("field:stage")), None)
    if draft.type != "deployment" or stage is None or not stage.printed.casefold().startswith("return"):
        return
    role = context.codebook.types[draft.type].role("actor")
    homes = plainly(draft, role) if role is not None else set()
    for cell in draft.values("where"):
        goal = 0 <= cell.span.start - stage.span.end <= _GOAL and _TO.match(context.text, stage.span.end)
        if goal and homes and isinstance(cell.value, Place) and cell.value.country not in {None, *homes}:
            draft.cells = [replace(c, value="arrival") if c.field == "field:stage" else c for c in draft.cells]


def _is_open(cell: Cell) -> bool:
    """Tell whether a place is waters, or is known to be of no one state: "the Caribbean", "the Arctic"."""
    place = cell.value
    if not isinstance(place, Place) or place.country:
        return False
    return place.lat is not None or WATERS.search(cell.printed) is not None
