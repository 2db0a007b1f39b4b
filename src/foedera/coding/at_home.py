"""Reports on what happens inside one state, where unions make demands and governments give aid to their own people.

Each such sentence reads like one on dealings between states, and who the other side is may be left out there as well.
What tells the two apart is the report: one on dealings between states puts two of them, or a state and an
organisation, on the two sides of something, or names at least another state or a place in it. Where it does neither,
what needs two sides is told of people of one state; only who bans exports does so to others, though it names none.
Whoever is in arms against a state is a side of its own, whether a country is known for it or not: no union, no voters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context, is_in_arms, polity
from foedera.coding.ground import is_open
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.types import Cell, Claim

_FEWEST = 5
"""Sentences of a report that would name the other side; a few lines may leave it out."""
_BETWEEN = 0.5
"""Claims between two sides, each counted by its probability, from which a report tells of dealings."""


def between_states(claims: list[Claim], context: Context) -> list[Claim]:
    """Return the claims of a report, without those that need two sides where it tells of no two that deal."""
    if len(context.sentences) < _FEWEST or len({*context.towns, *map(polity, context.salient)}) > 1:
        return claims
    if sum(claim.confidence for claim in claims if _has_two_sides(claim, context)) >= _BETWEEN:
        return claims
    types = context.codebook.types
    return [claim for claim in claims if not types[claim.type].is_between or _is_at_sea(claim)]


def _has_two_sides(claim: Claim, context: Context) -> bool:
    """Tell whether two states or organisations have a part in a claim, or one in the country of another."""
    sides = {_side(cell, context) for cell in claim.cells if cell.field.startswith("role:")}
    places = (c.value.country for c in claim.cells if c.field == "where" and isinstance(c.value, Place))
    return len({*sides, *places} - {None}) > 1


def _side(cell: Cell, context: Context) -> str | None:
    """Return whose side an actor is on: its state's or organisation's, its own where it is in arms."""
    if not isinstance(cell.value, Actor):
        return None
    return cell.value.name if is_in_arms(cell.value, context.gazetteer) else polity(cell.value)


def _is_at_sea(claim: Claim) -> bool:
    return any(c.field == "where" and is_open(c) for c in claim.cells)
