"""Roles that a claim must have and its sentences leave out: found in what the report says around them.

"With China a free-trade agreement has been in force", in a report on Serbia, is an agreement of Serbia and China. Such
values carry the passage they were taken from and a low score.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from foedera.coding.actors import Actors
from foedera.coding.aimed import aim
from foedera.coding.context import Context, NamedActor, party, polity
from foedera.coding.drafts import Draft, known_in
from foedera.coding.encounters import divide_at_home
from foedera.coding.facing import Facing
from foedera.coding.frontiers import drop_across
from foedera.coding.ground import drop_origins, give_ground, had_at_home, home_of, is_nobodys, place_of, turn_home
from foedera.coding.guesses import Slot, chances, ranked
from foedera.coding.guests import Guests
from foedera.coding.hosts import Hosts
from foedera.coding.issues import answered, in_issue, is_whose_people, take_listed
from foedera.coding.makers import MAKER, makers_of, turn_buyers
from foedera.coding.parting import PAIR, Parting, is_ones_own, known_as, stays_away
from foedera.coding.partners import named_with
from foedera.coding.parts import Parts
from foedera.coding.players import Players
from foedera.coding.scores import INFERRED
from foedera.coding.series import goes_on_at, is_another_of_many, stands_alone
from foedera.coding.ships import ships_of
from foedera.coding.siblings import dealt_before, resells, sides_named, visited, who_plays
from foedera.coding.sides import sides_of, surer_first
from foedera.coding.unnamed import Unnamed
from foedera.types import Actor, Filler, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.codebook import ClaimType, Role

_GUESSES = frozenset({"sentence", "home", "guest", "context", "addressee"})
"""Where who is meant is guessed from the rest, as holds in reports on two states; in general news it may be nobody."""
_REACH = 4
"""Sentences from which a subject may be meant, the claim's own included."""
_TAKEN_UP = 0.4
"""Score of those who were told of with the thing that a claim takes up: surer than a guess."""
_MET = re.compile(r"\b(?:on|upon|against)\s+(?:the\s+)?$")
"""Before those whom a thing meets, and of whom it is not asked."""
_BEFORE = 12
"""Characters before a name in which those words are looked for."""
_MEANT = 0.2
"""Least probability of who is meant by a demand: it may be made on nobody whom the report names."""


class Inference:
    """Fills what is missing in the joined drafts of one report."""

    players: ClassVar[type[Players]] = Players
    """What weighs the guesses against each other; another one notes what it does."""

    def __init__(self, context: Context, actors: Actors, drafts: list[Draft], *, domestic: bool = False) -> None:
        """Hold the drafts of a report against each other.

        Args:
            drafts: Those that name somebody, in order.
            domestic: Whether those of one state may face each other; then nobody is guessed to be meant.
        """
        self._domestic = domestic
        self._context = context
        self._actors = actors
        self._parting = Parting(actors, domestic=domestic)
        self._guests = Guests(context, actors)
        self._unnamed = Unnamed(context, actors)
        self._parts = Parts(context, drafts)
        self._hosts = Hosts(context, self._guests, self._parts)
        self._ranked = [polity(actor) for actor in context.main]
        self._main = frozenset(self._ranked)

    def complete(self, draft: Draft) -> None:
        """Fill the roles of a draft that its type asks for and that are empty or too small."""
        kind = self._context.codebook.types[draft.type]
        drop_across(draft, kind, self._context)
        if not self._domestic:
            aim(draft, kind, self._context)
            self._unnamed.settle(draft, kind)
            turn_home(draft, self._context)
            drop_origins(draft, kind, self._context.text)
            give_ground(draft, kind, self._context)
        self._parting.settle(draft, kind, self._parts.around(draft))
        if not self._domestic:
            divide_at_home(draft, kind, self._context)
            if kind.roles and self._parts.is_open(draft, kind.roles[0]):
                draft.cells += had_at_home(draft, kind, self._actors, self._context)
        self._take_up(draft, kind)
        sides = sides_of(kind)
        if sides and not self._domestic:
            turn_buyers(draft, sides, self._context)
            self._sell_on(draft, sides)
        for sure in (True, False):  # whose product it is goes before who is likely to get it
            for role in sides:
                self._fill(draft, role, [each for each in role.infer if each != "context" and (each == MAKER) >= sure])
        open_both = sides and not self._domestic and not any(known_as(draft, role.name) for role in sides)
        ordered = surer_first(sides, partial(self._odds, draft)) if open_both else sides
        for role in ordered or sorted(kind.roles, key=lambda r: not r.joins):
            self._fill(draft, role, role.infer)
            self._ground(draft, role)
        if not self._domestic:
            self._follow_up(draft, kind)

    def _sell_on(self, draft: Draft, sides: Sequence[Role]) -> None:
        """Let who is told to sell another's product be the seller of the like: "Oslo sold F-16s ... An F-16 came"."""
        for role in (role for role in sides if MAKER in role.infer and self._parts.is_open(draft, role)):
            cell = resells(draft, role, self._parts.around(draft), self._parts.taken(draft, role))
            if cell is not None and isinstance(cell.value, Actor):
                self._parts.give(draft, role, cell.value, cell.span, _TAKEN_UP)

    def _follow_up(self, draft: Draft, kind: ClaimType) -> None:
        """Settle what depends on who was found for all parts."""
        for role in (role for role in kind.roles[1:] if role.stance):
            take_listed(draft, role, self._parts.taken(draft, role), self._context)
        if sides_of(kind):
            self._parting.turn_back(draft, kind, self._parts.around(draft))
        for role in (role for role in kind.roles if role.place and role.joins):
            self._hosts.among_guests(draft, role)
        if any(role.home or "guest" in role.infer for role in kind.roles):
            self._guests.belong(draft, kind)

    def _take_up(self, draft: Draft, kind: ClaimType) -> None:
        """Take those between whom a treaty is by the words around it, where its own name nobody or one of the two.

        The report said before between whom it is, or its clause tells of the visit on which it is signed.
        """
        for role in (role for role in kind.roles if "occasion" in role.infer):
            for side in () if known_as(draft, role.name) else sides_named(draft, self._context):
                if side.polity not in known_as(draft, role.name):
                    self._parts.give_name(draft, role, side, _TAKEN_UP)
            for cell in visited(draft, self._parts.around(draft), self._context):
                if isinstance(cell.value, Actor) and polity(cell.value) not in known_as(draft, role.name):
                    who = self._context.state(cell.value.country) if cell.value.country else cell.value
                    self._parts.give(draft, role, who, cell.span, _TAKEN_UP)

    def _fill(self, draft: Draft, role: Role, sources: Iterable[str]) -> None:
        """Look in some places for who plays a part."""
        if not (self._parts.is_open(draft, role) or "guest" in sources):
            return
        kind = self._context.codebook.types[draft.type]
        near = self._parts.around(draft)
        if is_another_of_many(draft, kind, role, near):
            return
        alone = stays_away(draft, kind, role, self._context) or is_ones_own(draft, kind, role, self._context)
        nobodys = role.place and is_nobodys(draft, kind, role, self._context)
        for source in sources:
            if (source in _GUESSES and (self._domestic or nobodys)) or (alone and source != "weak"):
                continue
            if source == "context" and (home := goes_on_at(self._context, draft, kind, role, near)):
                self._parts.give_any(draft, role, (home,))
                return
            if self._parts.is_open(draft, role) or source == "guest":
                told = len(draft.cells)
                getattr(self, f"_from_{source}")(draft, role)
                draft.guessed = [*draft.guessed, *draft.cells[told:]]

    def _odds(self, draft: Draft, role: Role, other: str | None) -> tuple[float, str] | None:
        """Return how likely the likeliest plays a part, if somebody plays the other one, and who that is."""
        found = chances(self._context, self._slot(draft, role, other or ""), self._parts.drafts)
        return found[0] if found else None

    def _ground(self, draft: Draft, role: Role) -> None:
        """Fill in where it happens, by who plays a part."""
        if role.place and not draft.values("where"):
            draft.cells += place_of(draft, role, self._context)
        if role.home and not draft.values("where"):
            draft.cells += home_of(draft, role, self._context)
        if role.joins:
            self._join_in(draft, role)

    def reconsider(self, drafts: list[Draft]) -> None:
        """Give guessed parts to whoever is likelier by all that the completed drafts of a report tell."""
        Facing(self._context, drafts, self._unnamed, self._parts).settle()
        for draft, role in self.players(self._context, drafts).settle():
            if role.place and not draft.values("where"):
                draft.cells += place_of(draft, role, self._context)

    def _join_in(self, draft: Draft, role: Role) -> None:
        """Let those of a role play the other one that they play as a rule: who hosts a drill takes part in it."""
        kind = self._context.codebook.types[draft.type]
        joined = kind.role(role.joins)
        if joined is None or is_another_of_many(draft, kind, joined, self._parts.around(draft)):
            return
        known = known_as(draft, role.joins)
        for cell in draft.values(f"role:{role.name}"):
            if (key := party(cell)) and key not in known:
                draft.cells.append(replace(cell, field=f"role:{role.joins}", score=min(cell.score, INFERRED)))
                known.add(key)

    def _from_weak(self, draft: Draft, role: Role) -> None:
        """Take the likeliest of the fillers that stayed below the threshold."""
        weak: list[tuple[Filler, int]] = [
            (f, number) for f, number in draft.weak if f.label == role.name and f.score >= role.faint
        ]
        taken = self._parts.taken(draft, role)
        for filler, number in sorted(weak, key=lambda pair: -self._belief(*pair)):
            if not self._parts.is_open(draft, role):
                return
            meant = (
                a for a in self._actors.of(number, filler.start, filler.end) if polity(a) and polity(a) not in taken
            )
            for actor in islice(meant, None if role.stance or role.shared else 1):  # "between the two" are both
                self._parts.give(draft, role, actor, Span(filler.start, filler.end), filler.score)

    def _belief(self, filler: Filler, number: int) -> float:
        """Return how far a weak filler is believed: whom a pronoun means is less sure than who is named."""
        return filler.score * (1.0 if self._actors.referred(number, filler.start, filler.end) is None else 0.5)

    def _from_where(self, draft: Draft, role: Role) -> None:
        """Take the state in which it happens."""
        self._hosts.by_place(draft, role)

    def _from_siblings(self, draft: Draft, role: Role) -> None:
        """Take who plays the part in the report's other claims of the type: deals of one pair go the same way."""
        for cell in who_plays(draft, role, self._parts.around(draft), self._parts.taken(draft, role), self._context):
            if self._parts.is_open(draft, role) and isinstance(cell.value, Actor):
                self._parts.give(draft, role, cell.value, cell.span)

    def _from_maker(self, draft: Draft, role: Role) -> None:
        """Take the state or the firm whose product a thing is, if the report names it."""
        taken = self._parts.taken(draft, role)
        makers = ((maker, span) for maker, span in makers_of(draft, self._context) if polity(maker) not in taken)
        for maker, span in islice(makers, 1):
            self._parts.give(draft, role, maker, span)

    def _from_ship(self, draft: Draft, role: Role) -> None:
        """Take whose ships they are by the prefixes of their names."""
        for state, span in ships_of(draft, self._context):
            if polity(state) not in known_as(draft, role.name):
                self._parts.give(draft, role, state, span)

    def _from_issue(self, draft: Draft, role: Role) -> None:
        """Take the doers of the thing that the position is about: who imposed the sanctions that are condemned."""
        for cell in answered(draft, self._parts.around(draft), self._context, self._parts.taken(draft, role)):
            if isinstance(cell.value, Actor) and polity(cell.value) not in known_as(draft, role.name):
                self._parts.give(draft, role, cell.value, cell.span)

    def _from_phrase(self, draft: Draft, role: Role) -> None:
        """Take who stands in the words of the issue: "against the beating of fishermen by Chinese officers"."""
        self._parts.give_named(draft, role, in_issue(draft, self._context))

    def _from_with(self, draft: Draft, role: Role) -> None:
        """Take whom "with" names in what a thing is on: "an accord on the exchange of data with Manila"."""
        self._parts.give_named(draft, role, named_with(draft, self._context))

    def _from_forces(self, draft: Draft, role: Role) -> None:
        """Take whose forces or people the issue tells of: "the withdrawal of Chadian troops"."""
        told = in_issue(draft, self._context)
        self._parts.give_named(draft, role, [name for name in told if is_whose_people(name, self._context)])

    def _from_sentence(self, draft: Draft, role: Role) -> None:
        """Take a subject of the same sentence, or else whom the report is about, that has no part yet."""
        if "addressee" in role.infer and draft.values(f"role:{role.name}"):
            return  # "urged its allies to seize Russian assets": they are asked, and no more
        number, trigger = draft.sentences[0], draft.triggers[0]
        names = [n for n in self._parts.free(draft, role, number) if n.subject or n.polity in self._main]
        if "addressee" in role.infer:
            names = [n for n in names if not self._is_met(n)]
        rank = {key: place for place, key in enumerate(self._ranked)}
        for name in sorted(
            names, key=lambda n: (rank.get(n.polity, len(rank)), not n.subject, abs(n.start - trigger.start))
        ):
            if self._parts.is_open(draft, role) and name.polity not in known_as(draft, role.name):
                self._parts.give_name(draft, role, name)

    def _from_context(self, draft: Draft, role: Role) -> None:
        """Take the likeliest of those whom the report names; where the issue is told, of the section alone."""
        if stands_alone(draft, self._context.codebook.types[draft.type], role, self._context):
            self._parts.give_any(draft, role, self._context.section(draft.sentences[0]))
            return
        self._parts.give_any(draft, role, self._by_section(draft, role) if self._is_plain(draft, role) else ())
        if self._parts.is_open(draft, role) and not self._is_plain(draft, role):
            self._likeliest_of(draft, role)

    def _from_addressee(self, draft: Draft, role: Role) -> None:
        """Take whom the report rather surely means: a demand is made on somebody, whatever it is about."""
        if draft.values(f"role:{role.name}") or any(map(self._is_met, self._context.named[draft.sentences[0]])):
            return  # "other capitals" are those who are asked, and no more; of attacks on a state anybody may be meant
        self._likeliest_of(draft, role, _MEANT)

    def _is_met(self, name: NamedActor) -> bool:
        """Tell whether somebody is named as whom a thing meets: "an end to attacks on Israelis"."""
        return _MET.search(self._context.text, max(0, name.start - _BEFORE), name.start) is not None

    def _likeliest_of(self, draft: Draft, role: Role, least: float = 0.0) -> None:
        likely = (actor for actor in reversed(self._context.salient) if actor.country or not role.place)
        known = {polity(actor): actor for actor in likely}  # only a state has ground
        found = self.likeliest(self._slot(draft, role), least)
        section = {polity(actor) for actor in self._context.section(draft.sentences[0])}
        found = sorted(found, key=lambda each: each not in section)
        self._parts.give_any(draft, role, tuple(known[key] for key in found if key in known))

    def likeliest(self, slot: Slot, least: float) -> Sequence[str]:
        """Return those who may play a part that is open, by their codes, the likeliest first.

        Args:
            least: Least probability, 0 to 1.
        """
        return ranked(self._context, slot, self._parts.drafts, least)

    def _slot(self, draft: Draft, role: Role, other: str = "") -> Slot:
        """Return a part that nobody is known to play, and that another does not play."""
        taken = self._parts.taken(draft, role) | {other}
        missing = max(1, role.minimum) - len(known_as(draft, role.name))
        usual = dict.fromkeys(polity(actor) for actor in self._usual(draft, role))
        keys = [key for key in usual if key and key not in taken]
        return Slot(draft, role, tuple(keys[:missing]), frozenset(taken))

    def _usual(self, draft: Draft, role: Role) -> Iterator[Actor]:
        """Yield whom its section or the report is about, then subjects told before, then whom it names most."""
        number = draft.sentences[0]
        yield from self._by_section(draft, role)
        yield from self._context.main
        for at in range(number - 1, max(-1, number - _REACH), -1):
            yield from (self._context.whole(name) for name in self._parts.free(draft, role, at) if name.subject)
        yield from self._context.salient

    def _from_occasion(self, draft: Draft, role: Role) -> None:
        """Take the two who were just told to meet or deal with each other: "They held talks. No paper was signed"."""
        for cell in dealt_before(draft, self._parts.around(draft), self._context):
            if isinstance(cell.value, Actor) and polity(cell.value) not in self._parts.taken(draft, role):
                self._parts.give(draft, role, cell.value, cell.span)

    def _from_home(self, draft: Draft, role: Role) -> None:
        """Take the state at home in the section or report, of a visit that names nobody but its guest."""
        roles = self._context.codebook.types[draft.type].roles
        pair = next((other for other in roles if other.at_home == role.name), None)
        if pair is None or not known_as(draft, pair.away) or known_as(draft, pair.name):
            return
        home = self._context.home
        self._parts.give_any(draft, role, self._by_section(draft, role))
        self._parts.give_any(draft, role, (self._context.state(home),) if home else ())
        self._parts.give_any(draft, role, self._context.main)

    def _from_guest(self, draft: Draft, role: Role) -> None:
        """Take who comes to those at home, or whom the only one met, of a meeting that names nobody else."""
        self._guests.come(draft, self._context.codebook.types[draft.type], role)
        self._guests.meet(draft, role)

    def _is_plain(self, draft: Draft, role: Role) -> bool:
        """Tell whether it is told what a position is about: then nobody need be meant but the other of two at odds."""
        meant = role.stance and role is not self._context.codebook.types[draft.type].roles[0]
        at_odds = len(self._main) == PAIR and self._main & known_in(draft)
        return bool(meant and draft.values("field:issue") and not at_odds)

    def _by_section(self, draft: Draft, role: Role) -> tuple[Actor, ...]:
        """Return whom a claim's section is about: who answers a question acts rather on whom it is about."""
        acts = role is self._context.codebook.types[draft.type].roles[0]
        voice = self._context.voice
        section = self._context.section(draft.sentences[0])
        return tuple(sorted(section, key=lambda actor: (actor == voice) != acts)) if voice in section else section
