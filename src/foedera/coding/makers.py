"""Whose product a thing is: the state that likely sells it, where a claim does not say who does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.drafts import known_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import Role
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Actor, Span

MAKER = "maker"
"""What a role's `infer` calls it."""
_BELIEVED = 0.6
"""Score from which on a seller is believed to be one, though its wares are another's and no buyer is told."""


def makers_of(draft: Draft, context: Context) -> Iterator[tuple[Actor, Span]]:
    """Yield the states whose products a claim's things are, of those that the report names, with where it does."""
    for cell in draft.values("name"):
        system = context.gazetteer.system(str(cell.value))
        state = context.state(system.country) if system is not None and system.country else None
        span = context.first_mention(state) if state is not None else None
        if state is not None and span is not None:
            yield state, span


def turn_buyers(draft: Draft, sides: list[Role], context: Context) -> None:
    """Let who is only half believed to sell what another makes be its buyer, where no buyer is told.

    Args:
        sides: The two roles of a type of which one gives and one gets; none for other types.
    """
    seller = next((role for role in sides if MAKER in role.infer), None)
    buyer = next((role for role in sides if role is not seller), None)
    if seller is None or buyer is None or draft.values(f"role:{buyer.name}"):
        return
    cells = draft.values(f"role:{seller.name}")
    made = {state.country for state, _ in makers_of(draft, context)}
    if made and not made & known_in(draft) and all(cell.score < _BELIEVED for cell in cells):
        draft.cells = [replace(c, field=f"role:{buyer.name}") if c in cells else c for c in draft.cells]
