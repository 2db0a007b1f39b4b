"""Whose product a thing is: the state that likely sells it, where a claim does not say who does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import polity
from foedera.coding.drafts import known_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import Role
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Actor, Cell, Span

MAKER = "maker"
"""What a role's `infer` calls it."""
_BELIEVED = 0.6
"""Score from which on a seller is believed to be one, though its wares are another's and no buyer is told."""

_PRONOUNS = frozenset({"it", "they", "we"})
"""Whoever they mean, which is less sure, they play the part."""


def makers_of(draft: Draft, context: Context) -> Iterator[tuple[Actor, Span]]:
    """Yield whose products a claim's things are, of those that the report names, with where it does.

    That is the state of the maker, or a maker that is of several.
    """
    for cell in draft.values("name"):
        system = context.gazetteer.system(str(cell.value))
        if system is not None and system.maker and (firm := _firm(system.maker, context)) is not None:
            yield firm
            continue
        state = context.state(system.country) if system is not None and system.country else None
        span = context.first_mention(state) if state is not None else None
        if state is not None and span is not None:
            yield state, span


def _firm(name: str, context: Context) -> tuple[Actor, Span] | None:
    """Return a firm of several states with where the report names it first; None for any other."""
    firm = context.gazetteer.resolve(name, kind="company")
    if firm is None or polity(firm):
        return None
    return (firm, context.firms[firm.name]) if firm.name in context.firms else None


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
    made = {state.country for state, _ in makers_of(draft, context) if state.country}
    if made and not made & known_in(draft) and all(_believed(cell) < _BELIEVED for cell in cells):
        draft.cells = [replace(c, field=f"role:{buyer.name}") if c in cells else c for c in draft.cells]


def _believed(cell: Cell) -> float:
    """Return how far a part is believed to be told, whoever a pronoun in it may mean."""
    return cell.score * (2.0 if cell.printed.casefold() in _PRONOUNS else 1.0)
