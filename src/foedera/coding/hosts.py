"""Who has the ground on which a happening is, where its sentences leave it open: by its place, or who is at home."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.drafts import known_in
from foedera.coding.frontiers import is_at_border
from foedera.coding.ground import at_sea, held_at_home, hosts_beside, meet_abroad, on_land
from foedera.coding.guests import Guests
from foedera.coding.parting import PAIR, known_as
from foedera.coding.parts import Parts
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.codebook import Role
    from foedera.coding.drafts import Draft
    from foedera.types import Cell, Span

_LISTED = re.compile(r", (?:and )?(?:in |at )?| and (?:in |at )?")
"""What stands between the places of a list."""


class Hosts:
    """Finds the hosts in one report's claims."""

    def __init__(self, context: Context, guests: Guests, parts: Parts) -> None:
        self._context = context
        self._guests = guests
        self._parts = parts

    def by_place(self, draft: Draft, role: Role) -> None:
        """Take the state in which it happens: who has the place is the host."""
        kind = self._context.codebook.types[draft.type]
        found = {
            c.value.country: c
            for c in draft.values("where")
            if isinstance(c.value, Place) and c.value.country and not is_at_border(c, self._context.text)
        }
        theirs = known_in(draft)
        if meet_abroad(draft, kind, set(found), self._context):
            return
        # A place of somebody who takes part goes before one that is only near by.
        for country, cell in sorted(found.items(), key=lambda pair: pair[0] not in theirs):
            if country not in self._parts.taken(draft, role) or self._gather_at(draft, role, country):
                receiving = self._met_at_home(draft, role, country) or self._guests.receiving(draft, kind, country)
                actor, span = receiving or (self._context.state(country), cell.span)
                self._parts.give(draft, role, actor, span, cell.score)
                self._by_places_listed(draft, role, cell, list(found.values()))
                return
        if not found:
            self._on_own_ground(draft, role)

    def _met_at_home(self, draft: Draft, role: Role, country: str) -> tuple[Actor, Span] | None:
        """Take from those who meet the one of no state whom a guest meets in one: "met Minister Ivo Berg in Berlin"."""
        kind = self._context.codebook.types[draft.type]
        meets = next((other for other in kind.roles if other.at_home == role.name), None)
        if meets is None or not known_as(draft, meets.away) - {country} or known_as(draft, meets.name):
            return None
        met = draft.values(f"role:{meets.name}")
        cell = met[0] if len(met) == 1 else None
        if cell is None or not isinstance(cell.value, Actor) or cell.value.kind != "person":
            return None
        draft.cells = [each for each in draft.cells if each is not cell]
        return replace(cell.value, country=country), cell.span

    def _by_places_listed(self, draft: Draft, role: Role, first: Cell, places: list[Cell]) -> None:
        """Take as hosts, too, the states of the places in one list with another: "called at Suva, Apia and Noumea"."""
        spans = [c.span for c in draft.values("where")]
        text, listed = self._context.text, {first.span}
        new = set(listed)
        while new:
            rest = [span for span in spans if span not in listed]
            new = {s for s in rest if any(_LISTED.fullmatch(text, *_between(s, other)) for other in new)}
            listed |= new
        for cell in places:
            country = cell.value.country if isinstance(cell.value, Place) else None
            if country and cell.span in listed and country not in self._parts.taken(draft, role):
                self._parts.give(draft, role, self._context.state(country), cell.span, cell.score)

    def _gather_at(self, draft: Draft, role: Role, country: str) -> bool:
        """Tell whether three or more meet at one of theirs: it is the host and takes part."""
        meets = (other for other in self._context.codebook.types[draft.type].roles if other.at_home == role.name)
        return any(len(known := known_as(draft, other.name)) > PAIR and country in known for other in meets)

    def _on_own_ground(self, draft: Draft, role: Role) -> None:
        """Take whoever is at home in the section or report and takes part, of what is at a place that no list knows."""
        section, home = self._context.section(draft.sentences[0]), self._context.home
        there = section[0].country if len(section) == 1 else home
        ground = on_land(draft)
        if ground is not None and there and there not in self._parts.taken(draft, role) and there in known_in(draft):
            self._parts.give(draft, role, self._context.state(there), ground.span)

    def among_guests(self, draft: Draft, role: Role) -> None:
        """Take whoever was found to take part at home, and whoever else has a place of it, for hosts."""
        if self._parts.is_open(draft, role) and not at_sea(draft):
            self._on_own_ground(draft, role)
        if self._parts.is_open(draft, role):
            draft.cells += held_at_home(draft, role, self._context.home)
        draft.cells += hosts_beside(draft, role, self._context)


def _between(one: Span, other: Span) -> tuple[int, int]:
    """Return the offsets between two spans; of a span and itself nothing stands between."""
    first, second = sorted((one, other), key=lambda span: span.start)
    return first.end, max(first.end, second.start)
