"""Whose people without a name are in what is done to people by force: of the place, of the other of two, of the police.

"Three people were hurt when a Palestinian bomber blew himself up in west Jerusalem": they are Israel's. In what states
do to each other this is often wrong ("urged its partners"), so it is done for deeds of force, and for few demands.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.coding.belonging import state_of_movement
from foedera.coding.context import BUILT, Context, party, polity, taken_for
from foedera.coding.parting import PAIR
from foedera.types import Actor, Cell, Place

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.actors import Actors
    from foedera.coding.drafts import Draft

_POLICE = frozenset({"COP", "JUD"})
_SERVICES = _POLICE | {"SPY"}
_SOLDIERS = frozenset({"MIL"})
_NOT_OF_THE_PLACE = frozenset({"MIL", "REF", "IGO", "NGO", "IMG", "MNC", "CRM", "JRN"})
"""Sectors of those who as often as not come from elsewhere: soldiers, refugees, reporters, who is held."""
_ANYBODY = {"CVL"}
"""Sectors of those of whom nothing is told but that they are people."""
_REBELS = frozenset({"REB"})
_AT_HOME = frozenset({"REB", "OPP", "CVL", "REL", "LAB", "PTY", "LEG"})
"""Sectors of those who have to do with their own state, as a rule, when they want something or are against it."""
_OPPOSED = frozenset({"OPP"})
_FROM_ELSEWHERE = re.compile(
    r"(?i)\b(?:foreign|international|western|arab|african|european|overseas|tourists?|visitors?|hijackers?|terrorists?|"
    r"occup\w+|coalition|allied|boats?|ships?|vessels?|tankers?|ferr(?:y|ies)|trawlers?)\b"
)
"""Words for those who are of another place than the one where it happens, or of nobody knows which."""
_ARMS = (
    r"(?:helicopters?|gunships?|(?:war)?planes?|jets?|aircraft|bombers?|fighter[-‐‑]bombers?|tanks?|bulldozers?|"
    r"missiles?|rockets?|bombs?|shells?|drones?|warships?|gunboats?)"
)
_WEAPONS = re.compile(rf"(?i){_ARMS}$")
_WEAPONS_BEHIND = re.compile(rf"(?: attack| combat)? {_ARMS}\b")
"""What stands behind the name of a weapon that was only half marked: "Apache [helicopters]"."""
_BELIEVED = re.compile(r",? (?:believed|known|reported|said|thought|understood) to be (?:an? |the )?")
_NEAR = 40
"""Characters behind these words in which the state stands."""
_MOST = 0.6
"""Share of a report's places that are where it happens."""


class Unnamed:
    """Gives people of one report who have no name, and whom no word beside tells, their state."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors
        self._countries: dict[int, frozenset[str]] = {}
        """The states of which a sentence tells, by its number."""

    def settle(self, draft: Draft, kind: ClaimType) -> None:
        """Tell whose those are who have a part in a draft and no state, and take from it makers and bare weapons."""
        if kind.is_position or not any(role.people for role in kind.roles):
            self._settle_position(draft, kind)
            return
        if not any(party(cell) for cell in draft.cells if cell.field.startswith("role:")):
            return  # a robbery, a riot: of nobody who deals with another state
        draft.cells = [cell for cell in draft.cells if not self._is_maker(cell)]
        for role in reversed(kind.roles):  # those to whom it is done first: who attacks them is the other side
            field = f"role:{role.name}"
            for cell in draft.values(field):
                country = self._whose(draft, cell, kind) if self.is_unnamed(cell) else None
                if country is not None:
                    draft.cells[draft.cells.index(cell)] = taken_for(cell, country)
        doer = f"role:{kind.doer}"
        draft.cells = [c for c in draft.cells if c.field != doer or party(c) or not self._is_weapon(c)]
        draft.cells = [c for c in draft.cells if not _is_of_the_other_side(c, draft)]

    def _settle_position(self, draft: Draft, kind: ClaimType) -> None:
        """Let those at home who speak or are spoken to be their state's: "the president called on the opposition"."""
        for cell in draft.values(f"role:{kind.doer}"):
            country = self._of_speakers(draft, cell) if self.is_unnamed(cell) else None
            if country is not None:
                draft.cells[draft.cells.index(cell)] = taken_for(cell, country)
        holders = {key for cell in draft.values(f"role:{kind.doer}") if (key := party(cell))}
        holder = next(iter(holders)) if len(holders) == 1 else None
        if holder is None or holder not in self._context.states:
            return
        for at, cell in enumerate(draft.cells):
            if not cell.field.startswith("role:") or cell.field == f"role:{kind.doer}":
                continue
            if self.is_unnamed(cell) and self._is_at_home(cell, holder):
                draft.cells[at] = taken_for(cell, holder)

    def _of_speakers(self, draft: Draft, cell: Cell) -> str | None:
        """Return the state of people at home who want something or are against it: the only one told of beside them.

        "Guerrillas threatened to kill the prime minister, Iyad Allawi", "the Greens asked that Chile withdraw".
        """
        sectors = set(self._sectors(cell))
        if not sectors or not sectors <= _AT_HOME:
            return None
        number = self._context.sentence_at(cell.span.start)
        told, section = self._told_in(number), {polity(actor) for actor in self._context.section(number)}
        only = next(iter(told)) if len(told) == 1 else None
        if only in self._grounds:
            return only
        if self._ground and told <= self._others(draft, cell) and (not section or self._ground in section):
            return self._ground  # "the clerics want talks with US commanders", in a town of Iraq's
        return None

    @cached_property
    def _grounds(self) -> Counter[str]:
        """How many towns of each state a report names, and how often regions and movements of its."""
        entries = (m.entry for found in self._context.mentions for m in found)
        told = Counter(e.country for e in entries if e.country and e.kind in {"place", "group"})
        return told + Counter({country: len(towns) for country, towns in self._context.towns.items()})

    @cached_property
    def _ground(self) -> str | None:
        """The state where what a report tells of happens: most of its places are there."""
        best = self._grounds.most_common(1)
        return best[0][0] if best and best[0][1] >= _MOST * self._grounds.total() else None

    def _is_at_home(self, cell: Cell, holder: str) -> bool:
        """Tell whether somebody is of the state that speaks to them: its opposition, the rebels of whom it is about."""
        sectors = self._sectors(cell)
        if _OPPOSED.intersection(sectors):
            return True
        main = self._context.salient[:1]
        about = any(polity(actor) == holder for actor in main)
        told = self._told_in(self._context.sentence_at(cell.span.start))
        return about and bool(_REBELS.intersection(sectors)) and told == {holder}

    def is_unnamed(self, cell: Cell) -> bool:
        """Tell whether a cell is of people or things of no known state, and of no movement that lists know."""
        actor = cell.value
        if not isinstance(actor, Actor) or polity(actor) or actor.kind in {"state", "person", "company"}:
            return False
        known = self._context.gazetteer.sector_of(actor.name) if actor.kind == "group" else None
        return not known and _FROM_ELSEWHERE.search(cell.printed) is None

    def _whose(self, draft: Draft, cell: Cell, kind: ClaimType) -> str | None:
        """Return the country of those whom a cell names."""
        sectors = self._sectors(cell)
        if (movement := state_of_movement(cell.printed, self._context)) is not None:
            return movement
        if (taken := self._taken_for(cell)) is not None:
            return taken
        if not sectors and not self._is_weapon(cell):
            return None
        others = self._others(draft, cell)
        other = self._other_side(cell, others) if kind.is_fight else None
        if self._is_weapon(cell) or _SOLDIERS.intersection(sectors):
            return other or self._only(others)
        if _NOT_OF_THE_PLACE.intersection(sectors):
            return None
        if not kind.is_fight and (police := self._police(draft, cell, kind)):
            return self._at_home(cell, police)
        if not kind.is_fight and (held := self._of_movements_held(draft, cell, kind)):
            return held
        place = self._place(draft)
        if place is not None and place not in others:
            return place
        may_be_own = cell.field == f"role:{kind.doer}" or not kind.is_fight  # rioters and police are of one state
        return other or (place if may_be_own else None) or self._only(others)

    def _taken_for(self, cell: Cell) -> str | None:
        """Return the state of whom people are taken for: "gunmen, believed to be former [Haitian] soldiers, fired"."""
        found = _BELIEVED.match(self._context.text, cell.span.end)
        if found is None:
            return None
        named = self._context.named[self._context.sentence_at(cell.span.start)]
        inside = (n.actor.country for n in named if found.end() <= n.start < found.end() + _NEAR)
        return next((country for country in inside if country), None)

    def _place(self, draft: Draft) -> str | None:
        """Return the only state in which a draft tells that it happens."""
        places = {c.value.country for c in draft.values("where") if isinstance(c.value, Place) and c.value.country}
        return next(iter(places)) if len(places) == 1 else None

    def _others(self, draft: Draft, cell: Cell) -> frozenset[str]:
        """Return the states of those who play the other parts."""
        cells = (each for each in draft.cells if each.field.startswith("role:") and each.field != cell.field)
        return frozenset(key for each in cells if (key := party(each)))

    def _other_side(self, cell: Cell, others: frozenset[str]) -> str | None:
        """Return the other of just two states that a sentence tells of, where one of them plays the other part."""
        told = self._told_in(self._context.sentence_at(cell.span.start))
        left = told - others
        return next(iter(left)) if len(told) == PAIR and len(others) == 1 and len(left) == 1 else None

    def _only(self, others: frozenset[str]) -> str | None:
        """Return the only state of which a report tells, where nobody of another has a part."""
        states = self._all_told
        return next(iter(states)) if len(states) == 1 and others <= states else None

    @cached_property
    def _all_told(self) -> frozenset[str]:
        """The states of which the report tells."""
        return frozenset[str]().union(*map(self._told_in, range(len(self._context.sentences))))

    def _police(self, draft: Draft, cell: Cell, kind: ClaimType) -> str | None:
        """Return the state whose police do to people what a cell tells."""
        if cell.field == f"role:{kind.doer}":
            return None
        police = (c for c in draft.values(f"role:{kind.doer}") if _POLICE.intersection(self._sectors(c)))
        return next((key for c in police if (key := party(c))), None)

    def _of_movements_held(self, draft: Draft, cell: Cell, kind: ClaimType) -> str | None:
        """Return whose police act on movements of one state: "security services arrested militants from Hamas"."""
        if cell.field != f"role:{kind.doer}" or not _SERVICES.intersection(self._sectors(cell)):
            return None
        held = {state_of_movement(c.printed, self._context) for c in draft.cells if c.field != cell.field and party(c)}
        told = self._told_in(self._context.sentence_at(cell.span.start))
        return next(iter(held)) if len(held) == 1 and held == told else None

    def _at_home(self, cell: Cell, police: str) -> str | None:
        """Return the state of police for those whom they arrest: not for "a man", who may be of any."""
        told = self._told_in(self._context.sentence_at(cell.span.start))
        return police if told <= {police} and set(self._sectors(cell)) != _ANYBODY else None

    def _sectors(self, cell: Cell) -> tuple[str, ...]:
        return self._context.gazetteer.agents.sectors(cell.printed)

    def _is_weapon(self, cell: Cell) -> bool:
        """Tell whether a cell is of weapons alone, which somebody uses: "helicopters", "F-16s"."""
        if not cell.field.startswith("role:") or not isinstance(cell.value, Actor):
            return False
        found = self._context.gazetteer.find(cell.printed)
        if _WEAPONS_BEHIND.match(self._context.text, cell.span.end):
            return True
        return _WEAPONS.search(cell.printed) is not None or any(m.entry.kind == "system" for m in found)

    def _is_maker(self, cell: Cell) -> bool:
        """Tell whether a cell names only who made the weapons of others: "[US]-made helicopters"."""
        if not cell.field.startswith("role:"):
            return False
        return BUILT.match(self._context.text, cell.span.end) is not None or BUILT.search(cell.printed) is not None

    def _told_in(self, number: int) -> frozenset[str]:
        """Return the states of which a sentence tells, by name, by a movement of theirs or by somebody of theirs."""
        if number not in self._countries:
            self._countries[number] = frozenset(self._told(number))
        return self._countries[number]

    def _told(self, number: int) -> set[str]:
        text, mentions = self._context.text, self._context.mentions[number]
        media = {m.start for m in mentions if m.entry.kind == "media"}
        found = {m.entry.country for m in mentions if m.entry.kind in {"group", "place"} and m.entry.country}
        for start, end in self._actors.names_in(number):
            if start not in media and BUILT.match(text, end) is None:
                found |= {actor.country for actor in self._actors.of(number, start, end) if actor.country}
        return found


def _is_of_the_other_side(cell: Cell, draft: Draft) -> bool:
    """Tell whether a state is no more than whose those are who do it to another: "two Palestinians shot a settler"."""
    if not cell.field.startswith("role:") or not isinstance(cell.value, Actor) or cell.value.kind != "state":
        return False
    roles = [each for each in draft.cells if each.field.startswith("role:") and isinstance(each.value, Actor)]
    faces = any(c.field != cell.field and party(c) == party(cell) for c in roles)
    return faces and any(c.field == cell.field and party(c) not in {None, party(cell)} for c in roles)
