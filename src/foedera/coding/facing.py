"""The other side of a fight that a claim leaves open: the only one whom a report tells of fighting the side it names.

"Israeli jets struck Gaza. ... On Monday helicopters blasted a police station in Gaza City": the helicopters are
Israel's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.coding.context import Context, is_in_arms, taken_for
from foedera.coding.parting import known_as
from foedera.types import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft
    from foedera.coding.parts import Parts
    from foedera.coding.unnamed import Unnamed
    from foedera.gazetteer import Mention

_ALONE = 1


class Facing:
    """Who fights with whom in one report."""

    def __init__(self, context: Context, drafts: Sequence[Draft], unnamed: Unnamed, parts: Parts) -> None:
        """`drafts`: all that become claims, in order, their parts filled."""
        self._context = context
        self._unnamed = unnamed
        self._parts = parts
        self._fights = [draft for draft in drafts if _is_of_force(context.codebook.types[draft.type])]
        self._faces: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        """By a part and by who plays it: who plays the other one."""
        for draft in self._fights:
            for role, other in self._ways(draft):
                for key in known_as(draft, other.name):
                    self._faces[other.name, key] |= known_as(draft, role.name)

    def settle(self) -> None:
        """Give the side of a fight that is open to the only one who is told to fight the other side."""
        for draft, (role, enemy) in [(draft, side) for draft in self._fights if (side := self._open(draft))]:
            self._give(draft, role, enemy)

    def _ways(self, draft: Draft) -> Sequence[tuple[Role, Role]]:
        """Return both sides of a fight with the other one."""
        one, other = self._context.codebook.types[draft.type].roles[:2]
        return (one, other), (other, one)

    def _open(self, draft: Draft) -> tuple[Role, str] | None:
        """Return the side of a fight that is open, and who alone faces the other one; None where it is unsure."""
        for role, other in self._ways(draft):
            known, fighting = known_as(draft, other.name), known_as(draft, role.name)
            enemies = set[str]().union(*(self._facing(role, other, key) for key in known))
            if not fighting and len(known) == len(enemies) == _ALONE and enemies <= self._context.states.keys():
                return role, next(iter(enemies))
        return None

    def _facing(self, role: Role, other: Role, key: str) -> set[str]:
        """Return who faces somebody; where movements of no state fight as well, only who is told to do so likewise."""
        faces = self._faces[other.name, key]
        return faces if self._has_others else faces | self._faces[role.name, key]

    @cached_property
    def _has_others(self) -> bool:
        """Tell whether a report names movements in arms of no state: then who is not told may be theirs."""
        names = {m.entry.name for found in self._context.mentions for m in found if _is_stateless(m)}
        return any(is_in_arms(Actor(name, "group"), self._context.gazetteer) for name in names)

    def _give(self, draft: Draft, role: Role, enemy: str) -> None:
        """Make those who have a part without a state the enemy's, or give it to the enemy where nobody has it."""
        cells = draft.values(f"role:{role.name}")
        if any(map(_is_stateless, (m for cell in cells for m in self._context.gazetteer.find(cell.printed)))):
            return  # "al-Qaeda places"
        for cell in cells:
            if self._unnamed.is_unnamed(cell):
                draft.cells[draft.cells.index(cell)] = taken_for(cell, enemy)
        actor = self._context.state(enemy)
        span = self._context.first_mention(actor)
        if span and not cells and not self._has_others:
            self._parts.give(draft, role, actor, span)


def _is_stateless(mention: Mention) -> bool:
    """Tell whether a name is of a movement of no state: "al-Qaeda"."""
    return mention.entry.kind == "group" and not mention.entry.country


def _is_of_force(kind: ClaimType) -> bool:
    """Tell whether a type is of what two sides do to each other with weapons."""
    return kind.is_fight and any(role.people for role in kind.roles)
