"""Which of its parts somebody plays in a claim, where its sentences speak for more than one or for the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.coding.actors import Actors
from foedera.coding.context import Context, party, polity, taken_for
from foedera.coding.words import tokens_in
from foedera.types import Actor, Cell, Place

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft

PAIR = 2
"""Those who deal with each other."""
_TELLING = 10
"""Weight of a part that is no shared one and was read off plainly: mentions that leave it open do not outweigh it."""
_THINGS = ("name", "field:equipment")
_BESIDE = 3
"""Characters between who makes a thing and the thing: "[Korean] howitzers", "[Korea]'s howitzers"."""
_AND = re.compile(r",? and (?:the |of (?:the )?)?|\s*[-–/]\s*")
"""What stands between two states of one list: "Peru and Chile", "the Peru-Chile talks"."""
_BREATH = 9
"""Characters between two names that are joined: "Norway and the Netherlands"."""
PLAIN = 0.5
"""Least score of a role that was read off plainly."""
_LEAVES = ("pull", "quit", "withdr", "join", "tak", "took", "participat")
"""Beginnings of verbs by which somebody who was to take part does not; what is put off is so for all."""


def known_as(draft: Draft, role: str) -> set[str]:
    """Return the states and organisations that play a part."""
    field = f"role:{role}"
    return {found for c in draft.cells if c.field == field and (found := party(c))}


def stays_away(draft: Draft, kind: ClaimType, role: Role, context: Context) -> bool:
    """Tell whether it is told of somebody alone that it does not take part: "Peru stayed away", "Fiji pulled out".

    What names the happening itself ("no exercise was held") is of all who would have taken part.
    """
    if not role.shared or role.minimum < PAIR or not known_as(draft, role.name):
        return False
    words = [word for t in draft.triggers for word in context.text[t.start : t.end].casefold().split()]
    leaves = draft.status == "cancelled" and any(word.startswith(_LEAVES) for word in words)
    return (leaves or draft.status == "denied") and not any(w.removesuffix("s") in kind.join.nouns for w in words)


def is_ones_own(draft: Draft, kind: ClaimType, role: Role, context: Context) -> bool:
    """Tell whether what is told is the doing of one alone, who is named: "Peru held its own drill"."""
    shares = role.shared and any(known_as(draft, other.name) for other in kind.roles if other.minimum >= PAIR)
    if not shares:
        return False
    for trigger in draft.triggers:
        sentence = context.sentences[context.sentence_at(trigger.start)]
        inside = tokens_in(sentence, trigger.start, trigger.end)
        if any(token.head in inside and token.lemma == "own" for token in sentence.tokens):
            return True
    return False


class Parting:
    """Gives each of those who act in a draft one part."""

    def __init__(self, actors: Actors, *, domestic: bool = False) -> None:
        """`domestic`: whether those of one state may face each other."""
        self._actors = actors
        self._domestic = domestic

    def settle(self, draft: Draft, kind: ClaimType, others: list[Draft]) -> None:
        """Settle who plays which part, by what the draft says and by the report's other claims."""
        self._part(draft, kind)
        self._share(draft, kind)
        self._place(draft, kind)
        self._turn(draft, kind, others)
        for role in kind.roles:
            if role.maximum and len(known_as(draft, role.name)) > role.maximum:
                self._likeliest(draft, role)

    def _likeliest(self, draft: Draft, role: Role) -> None:
        """Keep the likeliest of those who play a part that only so many play, and whoever is named in one breath.

        Who stands right before the thing goes first: "in talks with Rome, it signed for [Korean] howitzers".
        """
        things = [cell.span.start for field in _THINGS for cell in draft.values(field)]
        known = [c for c in draft.values(f"role:{role.name}") if party(c)]
        owns = {id(c) for c in known if any(0 < start - c.span.end <= _BESIDE for start in things)}
        best = sorted(known, key=lambda cell: (id(cell) not in owns, -cell.score))[: role.maximum]
        with_them = [c for c in known if any(_gap(c, other) <= _BREATH for other in best)]
        kept = {polity(c.value) for c in (*best, *with_them) if isinstance(c.value, Actor)}
        dropped = {id(c) for c in known if isinstance(c.value, Actor) and polity(c.value) not in kept}
        draft.cells = [c for c in draft.cells if id(c) not in dropped]

    def _part(self, draft: Draft, kind: ClaimType) -> None:
        """Nobody plays two parts that exclude each other: the likelier one stays.

        Parts that are shared exclude only others: who hosts takes part, who observes does not.
        """
        roles = {role.name: role for role in kind.roles}
        folk = any(role.people for role in kind.roles)
        total: defaultdict[tuple[str, str], float] = defaultdict(float)
        for cell in draft.cells:
            role = roles.get(cell.field.removeprefix("role:"))
            if role is None or not (key := _excluding(cell, role, domestic=self._domestic, folk=folk)):
                continue
            telling = not role.shared and cell.score >= PLAIN  # a word of its own for the part: "observers"
            total[key, cell.field] += cell.score + (_TELLING if telling else 0)
        best: dict[str, str] = {}
        for key, field in sorted(total, key=lambda pair: -total[pair]):
            best.setdefault(key, field)
        kept = []
        for cell in draft.cells:
            role = roles.get(cell.field.removeprefix("role:"))
            key = _excluding(cell, role, domestic=self._domestic, folk=folk) if role is not None else None
            if (
                role is None
                or not key
                or best[key] == cell.field
                or (role.shared and roles[best[key].removeprefix("role:")].shared)
            ):
                kept.append(cell)
            elif _is_foreigner(cell) and best[key] in {f"role:{role.at_home}", f"role:{role.away}"}:
                kept.append(replace(cell, field=best[key]))  # who met is whom "Peru visits Chile" stands for
        draft.cells = kept

    def _share(self, draft: Draft, kind: ClaimType) -> None:
        """Where two play one part of a pair and nobody the other, give it to the one who may play it as well."""
        pair = [role for role in kind.roles if "siblings" in role.infer][:PAIR]
        for role, other in (pair, pair[::-1]) if len(pair) == PAIR else ():
            if len(known_as(draft, role.name)) != PAIR or draft.values(f"role:{other.name}"):
                continue
            weak = [(f, n) for f, n in draft.weak if f.label == other.name and f.score >= other.faint]
            for filler, number in sorted(weak, key=lambda each: -each[0].score)[:1]:
                moved = {polity(actor) for actor in self._actors.of(number, filler.start, filler.end)}
                field = f"role:{role.name}"
                draft.cells = [
                    replace(c, field=f"role:{other.name}")
                    if c.field == field and isinstance(c.value, Actor) and polity(c.value) in moved
                    else c
                    for c in draft.cells
                ]

    def _place(self, draft: Draft, kind: ClaimType) -> None:
        """Tell hosts from guests by the place: a participant at home is the host, the other one the visitor."""
        for role in kind.roles:
            there = _countries(draft)
            if role.place and there and not role.at_home and not known_as(draft, role.name) & there:
                # Whose ground it is, the place tells better than a word that was taken for the host.
                meets = next((f"role:{other.name}" for other in kind.roles if other.at_home == role.name), None)
                told = draft.values(f"role:{role.name}")
                people = [replace(c, field=meets) for c in told if meets and _is_foreigner(c)]  # he takes part
                if meets and len(there) == 1 and _has_guests(draft, kind, there):
                    people += [taken_for(c, *there) for c in told if _is_of_nobody(c)]
                received = {c.value.name for c in people if isinstance(c.value, Actor)}
                draft.cells = [c for c in draft.cells if c.field != f"role:{role.name}" and not _is_one(c, received)]
                draft.cells += people
        for role in kind.roles:
            if role.at_home and not self._receive(draft, role):
                self._meet(draft, role)

    def _meet(self, draft: Draft, role: Role) -> None:
        """Tell host from guest among those who meet, by the place and by whom else is known."""
        there, known = _countries(draft), known_as(draft, role.name)
        hosts, guests = known_as(draft, role.at_home), known_as(draft, role.away)
        if there and hosts and not hosts & there and (hosts | guests) - hosts:
            # Two guests who meet in a third country: neither is at home.
            moved = {f"role:{role.at_home}", f"role:{role.away}"}
            draft.cells = [replace(c, field=f"role:{role.name}") if c.field in moved else c for c in draft.cells]
        elif len(known) == PAIR and len(known & there) == 1 and not hosts | guests:
            if self._as_equals(draft, role):
                home = [c for c in draft.values(f"role:{role.name}") if _is_of(c, c.field, there)]
                draft.cells += [replace(c, field=f"role:{role.at_home}") for c in home[:1]]
            else:
                draft.cells = [_moved(c, role, there) for c in draft.cells]
        elif len(known) == 1:
            _meet_alone(draft, role, there)

    def _as_equals(self, draft: Draft, role: Role) -> bool:
        """Tell whether two are told of in one word or list: "the two sides", "Peru and Chile held talks in Lima".

        Where people are named, one of them has come: "Presidents Ruiz and Berg met in Lima".
        """
        known = [c for c in draft.values(f"role:{role.name}") if party(c)]
        spans = sorted({c.span for c in known}, key=lambda span: span.start)
        if len(spans) == 1:
            return True
        named = any(isinstance(c.value, Actor) and c.value.kind == "person" for c in known)
        joined = (_AND.fullmatch(self._actors.between(a, b)) for a, b in pairwise(spans))
        return not named and any(joined)

    def _receive(self, draft: Draft, role: Role) -> bool:
        """Let whoever is at home where others come to receive them, and those abroad meet; tell whether that is so.

        Args:
            role: The part of those who meet where nobody is host or guest.
        """
        there = _countries(draft)
        known, hosts, guests = (known_as(draft, name) for name in (role.name, role.at_home, role.away))
        home, away = f"role:{role.at_home}", f"role:{role.away}"
        if guests & there and guests - there and not hosts & there:
            draft.cells = [c for c in draft.cells if c.field != home]
            draft.cells = [replace(c, field=home) if _is_of(c, away, there) else c for c in draft.cells]
            return True
        if known and guests - known and not hosts and there and not there & (known | guests):
            draft.cells = [replace(c, field=f"role:{role.name}") if c.field == away else c for c in draft.cells]
            return True
        return False

    def turn_back(self, draft: Draft, kind: ClaimType, others: list[Draft]) -> None:
        """Turn a deal round of which both sides were guessed, where all that is told of the two goes the other way."""
        pair = [role for role in kind.roles if "siblings" in role.infer][:PAIR]
        sides = [known_as(draft, role.name) for role in pair]
        if len(pair) < PAIR or any(len(side) != 1 for side in sides):
            return
        told = [
            [plainly(other, role) for role in pair]
            for other in others
            if other is not draft and other.type == draft.type
        ]
        if not any(all(a & b for a, b in zip(sides, theirs, strict=True)) for theirs in told):
            self._turn(draft, kind, others)

    def _turn(self, draft: Draft, kind: ClaimType, others: list[Draft]) -> None:
        """Turn a deal round whose direction rests on faint signs alone and goes against the report's other deals.

        What is done against somebody is often answered in kind: it goes both ways.
        """
        pair = [role for role in kind.roles if "siblings" in role.infer][:PAIR]
        if len(pair) < PAIR or kind.manner == "against":
            return
        first, second = (known_as(draft, role.name) for role in pair)
        cells = [c for c in draft.cells if c.field in {f"role:{role.name}" for role in pair}]
        if len(first) != 1 or any(c.score >= PLAIN for c in cells):
            return
        for other in others:
            if other is draft or other.type != draft.type:
                continue
            theirs = [plainly(other, role) for role in pair]
            if all(theirs) and first <= theirs[1] and (not second or second <= theirs[0]):
                names = {f"role:{a.name}": f"role:{b.name}" for a, b in (pair, pair[::-1])}
                draft.cells = [replace(c, field=names.get(c.field, c.field)) for c in draft.cells]
                return


def _excluding(cell: Cell, role: Role, *, domestic: bool, folk: bool) -> str | None:
    """Return who cannot play another part because of this one; None where nobody is kept from it.

    Lawmakers make demands on their own government, and police arrest their countrymen: only a state, or a body of
    states, as a whole cannot face itself.

    Args:
        folk: Whether it is done to people, who may be of the same state as whoever does it.
    """
    if not isinstance(cell.value, Actor):
        return None
    key = polity(cell.value)
    whole = cell.value.kind == "state" or (cell.value.kind == "organisation" and not cell.value.country)
    if key is None or whole:
        return key
    if role.stance or domestic:
        return None
    return f"{key} {cell.value.name}" if folk else key


def _gap(one: Cell, other: Cell) -> int:
    """Return how many characters stand between what two cells print."""
    return max(one.span.start - other.span.end, other.span.start - one.span.end)


def plainly(draft: Draft, role: Role) -> set[str]:
    """Return who plays a part by plain words."""
    cells = [c for c in draft.values(f"role:{role.name}") if c.score >= PLAIN]
    return {found for c in cells if (found := party(c))}


def _is_of(cell: Cell, field: str, states: set[str]) -> bool:
    """Tell whether a cell gives a part to one of some states."""
    return cell.field == field and isinstance(cell.value, Actor) and polity(cell.value) in states


def _countries(draft: Draft) -> set[str]:
    """Return the countries of the places of a draft."""
    return {c.value.country for c in draft.values("where") if isinstance(c.value, Place) and c.value.country}


def _meet_alone(draft: Draft, role: Role, there: set[str]) -> None:
    """Make the only one who is told to take part the guest of whoever receives, or who is at home the host."""
    known = known_as(draft, role.name)
    hosts, guests = known_as(draft, role.at_home), known_as(draft, role.away)
    if not hosts and (guests or known <= there):
        draft.cells = [_moved(c, role, known) for c in draft.cells]
    elif hosts and not guests and not known & hosts and _are_states(draft, role):
        draft.cells = [_moved(c, role, set()) for c in draft.cells]


def _are_states(draft: Draft, role: Role) -> bool:
    """Tell whether all who play a part are of a state: a body of states meets at one's, it visits nobody."""
    return all(isinstance(c.value, Actor) and c.value.country for c in draft.values(f"role:{role.name}"))


def _is_foreigner(cell: Cell) -> bool:
    """Tell whether a cell names a person of some state."""
    return isinstance(cell.value, Actor) and cell.value.kind == "person" and cell.value.country is not None


def _is_one(cell: Cell, names: set[str]) -> bool:
    """Tell whether a cell names one of some people, of whose state nothing is told."""
    return _is_of_nobody(cell) and isinstance(cell.value, Actor) and cell.value.name in names


def _is_of_nobody(cell: Cell) -> bool:
    """Tell whether a cell names a person whose state nothing tells."""
    return isinstance(cell.value, Actor) and cell.value.kind == "person" and polity(cell.value) is None


def _has_guests(draft: Draft, kind: ClaimType, there: set[str]) -> bool:
    """Tell whether guests of other states are known, so that who receives them is of the place."""
    guests = set[str]().union(*(known_as(draft, role.away) for role in kind.roles if role.away))
    return bool(guests - there)


def _moved(cell: Cell, role: Role, home: set[str]) -> Cell:
    if cell.field != f"role:{role.name}" or not isinstance(cell.value, Actor):
        return cell
    return replace(cell, field=f"role:{role.at_home if polity(cell.value) in home else role.away}")
