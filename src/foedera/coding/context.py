"""What the coder knows of one report while it codes it: sentences, the actors named in each, the people."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

from foedera.clock import ENDLESS, Clock
from foedera.codebook import Codebook
from foedera.codebook.tree import Tree
from foedera.coding.halves import halves_in, halves_of
from foedera.coding.interviews import guest_of, questions_of
from foedera.coding.namesakes import namesakes_of
from foedera.coding.openings import opening_days
from foedera.coding.sections import sections_of
from foedera.coding.shorts import longs_of, shorts_of, strangers_of
from foedera.coding.standpoint import home_of, others_of, own_of, surely_own, told_home, towns_of
from foedera.coding.unconcerned import unconcerned_in
from foedera.coding.venues import is_called_after, venues_of
from foedera.coding.words import in_subject, sentence_span
from foedera.gazetteer import Gazetteer, Mention
from foedera.text.dates import find_times
from foedera.types import Actor, Cell, Report, Sentence, Span

_COMPOUND = re.compile(r"[-‐‑](?:leaning|backed|style|friendly|speaking|aligned|born|educated|sceptic|inspired)")
"""Words that make a state's name a property of somebody else."""
BUILT = re.compile(r"[-‐‑](?:built|made|era|designed|produced|type|style|origin|supplied|standard|vintage)\b")
"""Words that make a state's name a property of a thing."""
_ITS = re.compile(r"(?:['’]s?)? (?:[A-Z]\w+ ){0,2}")
"""What stands between a state and a body of its own: "Iraq's National [Security Council]"."""
_IN_ARMS = frozenset({"REB", "IMG"})
"""Sectors of those who fight for themselves; gunmen and gangs may merely rob."""
FARTHEST = 200
"""Sentences back, at most, in which whoever is meant was named: a text of megabytes stays linear."""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A state, organisation or company named in a sentence."""

    start: int
    end: int
    actor: Actor
    sense: str
    subject: bool
    """Whether it stands in the subject of a clause."""

    @property
    def polity(self) -> str:
        """What tells its state or organisation from others."""
        return polity(self.actor) or self.actor.name


def polity(actor: Actor) -> str | None:
    """Return the country or organisation that an actor is or belongs to."""
    return actor.country or actor.org


def party(cell: Cell) -> str | None:
    """Return the country or organisation of whoever a cell names, None where it is unknown or no actor is named."""
    return polity(cell.value) if isinstance(cell.value, Actor) else None


def taken_for(cell: Cell, country: str) -> Cell:
    """Return a cell with its actor taken for one of a state: who receives somebody in Oslo is Norway's."""
    return replace(cell, value=replace(cell.value, country=country)) if isinstance(cell.value, Actor) else cell


def is_in_arms(actor: Actor, gazetteer: Gazetteer) -> bool:
    """Tell whether an actor is a movement in arms, which deals with states as a side of its own."""
    if actor.kind != "group":
        return False
    return not _IN_ARMS.isdisjoint({gazetteer.sector_of(actor.name), *gazetteer.agents.sectors(actor.name)})


@dataclass
class Context:
    """One report at work. Sentences are numbered from 0."""

    report: Report
    sentences: tuple[Sentence, ...]
    gazetteer: Gazetteer
    codebook: Codebook
    clock: Clock = ENDLESS
    """When to give the report up."""
    text: str = field(init=False)
    """The report's text."""
    mentions: list[list[Mention]] = field(init=False)
    """What the gazetteer knows of each sentence's words."""
    named: list[list[NamedActor]] = field(init=False)
    namesakes: frozenset[str] = field(init=False)
    """Names of parliaments and parties that are another state's in this report than elsewhere."""
    of_conflict: bool = field(init=False, default=False)
    """Whether the report is on a conflict between several states or organisations, so that force is told of them.
    Known, and set by the coder, as soon as what the report tells is weighed."""
    surnames: set[str] = field(init=False, default_factory=set)
    """Names of states and places that people of the report bear."""
    unconcerned: set[Span] = field(init=False)
    """Where names stand of those who have no part in what is told."""
    _resolved: dict[str, Actor | None] = field(init=False, default_factory=dict)
    _trees: dict[int, Tree] = field(init=False, default_factory=dict)
    _states: dict[str, Actor] = field(init=False, default_factory=dict)
    _shorts: dict[str, Actor] = field(init=False, default_factory=dict)
    _halves: dict[str, Actor] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.report.text
        self._shorts = shorts_of(self.report, self.sentences, self.gazetteer)
        self.namesakes = namesakes_of(self.report, self.gazetteer)
        strangers = strangers_of(self.report, self.gazetteer) | self.namesakes
        self._halves = halves_of(self.report, self.gazetteer)
        self._resolved |= self._halves | self._shorts | dict.fromkeys(strangers)
        self.mentions = [self._known_in(sentence, strangers) for sentence in self.sentences]
        self.unconcerned = unconcerned_in(self.text, self.mentions)
        self.named = list(map(self._named, self.sentences, self.mentions))

    def tree(self, number: int) -> Tree:
        """Return the tree of a sentence, made when it is first asked for."""
        if number not in self._trees:
            self._trees[number] = Tree(self.sentences[number].tokens)
        return self._trees[number]

    def times_in(self, start: int, end: int) -> list[Span]:
        """Return where the expressions of time of a stretch of the report stand, in order."""
        return [Span(start + time.start, start + time.end) for time in find_times(self.text[start:end])]

    def _known_in(self, sentence: Sentence, strangers: frozenset[str]) -> list[Mention]:
        """Return the known names in a sentence, but for those that stand for somebody else in this report."""
        self.clock.check()
        found = self.gazetteer.find(self.text, *sentence_span(sentence))
        return [each for each in found if self.text[each.start : each.end] not in strangers] if strangers else found

    def _named(self, sentence: Sentence, mentions: list[Mention]) -> list[NamedActor]:
        found: list[NamedActor] = []
        for mention in mentions:
            if mention.entry.kind not in {"state", "organisation", "service", "company", "media", "unit"}:
                continue
            if mention.sense == "surname" or self._is_of_other(mention):
                continue
            if self._is_surname(sentence, mention.start, mention.end):
                continue
            actor = self.resolve(self.text[mention.start : mention.end])
            if actor is not None and self.is_of_old(actor, mention.end):
                continue
            if mention.sense == "combining" and mention.entry.country:
                actor = self.state(mention.entry.country)
            if actor is not None and actor.org and mention.sense == "alias" and found:
                actor = self._of_a_state(mention.start, mention.end, found[-1]) or actor
            if actor is not None:
                subject = in_subject(sentence, mention.start, mention.end)
                found.append(NamedActor(mention.start, mention.end, actor, mention.sense, subject))
        if self._halves:
            found = self._with_halves(sentence, found)
        return self._with_shorts(sentence, found) if self._shorts else found

    def _is_of_other(self, mention: Mention) -> bool:
        """Tell whether a name only tells what something else is like, or after which town it is called."""
        if _COMPOUND.match(self.text, mention.end) or Span(mention.start, mention.end) in self.unconcerned:
            return True
        return is_called_after(self.text, mention.end, mention.sense)

    def is_of_old(self, actor: Actor, end: int) -> bool:
        """Tell whether a state that is gone only tells how old a thing is: whoever has "Soviet-built tanks" gives them.

        Args:
            end: Where its name ends.
        """
        if actor.country is None or BUILT.match(self.text, end) is None:
            return False
        return self.gazetteer.state(actor.country).ended is not None

    def _of_a_state(self, start: int, end: int, before: NamedActor) -> Actor | None:
        """Return the body of a state that shares a plain name with one of many states: Russia's Security Council."""
        if before.actor.kind != "state" or not _ITS.fullmatch(self.text, before.end, start):
            return None
        return Actor(self.text[start:end], "organisation", before.actor.country)

    def _with_shorts(self, sentence: Sentence, named: list[NamedActor]) -> list[NamedActor]:
        """Return who is named in a sentence, the report's own short names that no list knows included."""
        known = {name.start for name in named}
        found = [
            NamedActor(token.start, token.end, actor, "abbreviation", in_subject(sentence, token.start, token.end))
            for token in sentence.tokens
            if (actor := self._shorts.get(token.text)) is not None and token.start not in known
        ]
        return sorted((*named, *found), key=lambda name: name.start) if found else named

    def _with_halves(self, sentence: Sentence, named: list[NamedActor]) -> list[NamedActor]:
        """Return who is named in a sentence, the halves of a land included that are states: "the North"."""
        found = [
            NamedActor(start, end, self._halves[self.text[start:end]], "alias", in_subject(sentence, start, end))
            for start, end in halves_in(self.text, *sentence_span(sentence))
            if self.text[start:end] in self._halves and all(end <= n.start or n.end <= start for n in named)
        ]
        return sorted((*named, *found), key=lambda name: name.start)

    def _is_surname(self, sentence: Sentence, start: int, end: int) -> bool:
        """Tell whether a word ends a person's name, or stands alone for somebody so named before: "Ana Trinidad"."""
        for name in sentence.names:
            if name.label != "PER" or not (name.start <= start and end == name.end):
                continue
            word = self.text[start:end]
            if name.start < start:
                self.surnames.add(word)
            return word in self.surnames
        return False

    def resolve(self, name: str) -> Actor | None:
        """Return whom a name means on the day of the report: looked up once, since reports repeat their names."""
        if name not in self._resolved:
            self._resolved[name] = self.gazetteer.resolve(name, self.report.published)
        return self._resolved[name]

    def state(self, code: str) -> Actor:
        """Return a state as an actor."""
        if code not in self._states:
            self._states[code] = Actor(self.gazetteer.state(code).name, "state", code)
        return self._states[code]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence_span(sentence)[0] for sentence in self.sentences]

    def whole(self, named: NamedActor) -> Actor:
        """Return the state of whoever is named ("Belgrade", "the Serbian Army"), or the body itself."""
        return self.state(named.actor.country) if named.actor.country else named.actor

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence in or after which an offset lies."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def opening_days(self) -> list[list[tuple[Span, str]]]:
        """The days that each of the sentences names with which the report opens."""
        return opening_days(self)

    @cached_property
    def told_home(self) -> str | None:
        """The state at home by publisher or dateline."""
        return told_home(self)

    @cached_property
    def home(self) -> str | None:
        """The state at home in the report."""
        return home_of(self)

    @cached_property
    def questions(self) -> frozenset[int]:
        """The sentences of the questions of an interview without marks of who speaks."""
        return questions_of(self)

    @cached_property
    def guest(self) -> Actor | None:
        """The state of whoever answers in an interview without marks of who speaks."""
        return guest_of(self)

    @cached_property
    def own(self) -> Actor | None:
        """Who speaks as "we" in the report's own voice."""
        return own_of(self)

    @cached_property
    def others(self) -> set[str]:
        """With whom "we" deal in the report's own voice, by code."""
        return others_of(self)

    @cached_property
    def voice(self) -> Actor | None:
        """Who surely speaks as "we" in the report's own voice; None where it is a guess."""
        return surely_own(self)

    @cached_property
    def towns(self) -> dict[str, set[str]]:
        """The places that the report names, by country."""
        return towns_of(self)

    @cached_property
    def venues(self) -> frozenset[str]:
        """Those whom the report only names for where something is, by code."""
        return venues_of(self)

    @cached_property
    def main(self) -> tuple[Actor, ...]:
        """The one or two states or organisations that the report is clearly about, the first first."""
        counts = self._counts
        ranked = self.salient
        if not ranked:
            return ()
        most = counts[polity(ranked[0]) or ranked[0].name]
        return tuple(a for a in ranked[:2] if counts[polity(a) or a.name] >= max(3, 0.6 * most))

    @cached_property
    def pair(self) -> tuple[Actor, ...]:
        """The two states or organisations that the report is about, if two stand out from the rest."""
        counts = [self._counts[polity(a) or a.name] for a in self.salient]
        if len(counts) < 2:
            return ()
        third = counts[2] if len(counts) > 2 else 0
        return self.salient[:2] if counts[1] > third else ()

    @cached_property
    def states(self) -> dict[str, NamedActor]:
        """Where each state is named first, by its code; by its own name where the report has it."""
        found: dict[str, NamedActor] = {}
        for named in (n for names in self.named for n in names if n.actor.kind == "state"):
            known = found.setdefault(named.polity, named)
            if named.sense == "name" != known.sense:
                found[named.polity] = named
        return found

    @cached_property
    def firms(self) -> dict[str, Span]:
        """Where each company is named first, by its name."""
        found: dict[str, Span] = {}
        for named in (n for names in self.named for n in names if n.actor.kind == "company"):
            found.setdefault(named.actor.name, Span(named.start, named.end))
        return found

    @cached_property
    def salient(self) -> tuple[Actor, ...]:
        """The states and organisations of the report, the most often named first."""
        counts = self._counts
        first: dict[str, Actor] = {}
        for names in self.named:
            for name in names:
                if name.polity in counts:
                    first.setdefault(name.polity, name.actor)
        return tuple(first[key] for key, _ in counts.most_common())

    def share(self, key: str) -> float:
        """Return which share of the names of states and organisations are one's, 0 to 1."""
        return self._counts[key] / max(1, self._total)

    def usual(self, key: str) -> Actor:
        """Return the state or organisation of a code, as the report names it most often."""
        actor = self._names[key].most_common(1)[0][0]
        return self.state(actor.country) if actor.country else actor

    @cached_property
    def _names(self) -> dict[str, Counter[Actor]]:
        found: dict[str, Counter[Actor]] = {}
        for names in self.named:
            for name in names:
                if key := polity(name.actor):
                    found.setdefault(key, Counter())[name.actor] += 1
        return found

    @cached_property
    def _total(self) -> int:
        return self._counts.total()

    def section(self, number: int) -> tuple[Actor, ...]:
        """Return whom the part of the report that a sentence stands in is about (`sections`); empty for none."""
        return self._sections[number]

    def are_apart(self, one: int, other: int) -> bool:
        """Tell whether two sentences stand in the sections of different states."""
        mine, theirs = self.section(one), self.section(other)
        return bool(mine and theirs) and mine != theirs

    @cached_property
    def longs(self) -> dict[str, str]:
        """What the report's own abbreviations are short for."""
        return longs_of(self.report)

    def first_mention(self, actor: Actor) -> Span | None:
        """Return where the report names a state or organisation, or anybody of it, first."""
        return self._first.get(polity(actor))

    @cached_property
    def _first(self) -> dict[str | None, Span]:
        found: dict[str | None, Span] = {}
        for name in (name for names in self.named for name in names):
            found.setdefault(polity(name.actor), Span(name.start, name.end))
        return found

    @cached_property
    def _sections(self) -> list[tuple[Actor, ...]]:
        return sections_of(self)

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for number, names in enumerate(self.named):
            for name in names:
                if name.actor.kind == "state" or name.actor.org:
                    counts[name.polity] += 3 if number == 0 else 1
        title = self.report.title or ""
        for mention in self.gazetteer.find(title):
            key = mention.entry.country or mention.entry.org
            if key and key in counts:  # whom the text does not name, nothing can be tied to
                counts[key] += 3
        return counts
