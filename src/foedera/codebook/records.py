"""The records of a codebook: what a claim type is, without any knowledge of one particular type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from foedera.codebook.fields import Field
from foedera.codebook.groups import GROUP_NAMES
from foedera.codebook.words import all_values, contains, longest_value, stems
from foedera.types import ActorKind, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.codebook.join import Join
    from foedera.codebook.rules import AbroadRule, MergeRule, PloverRule, StatusRule
    from foedera.codebook.status import Grammar

Manner: TypeAlias = Literal["dealing", "deed", "for", "against"]
"""How those of whom a type tells face each other.

`dealing`: states do it with each other; `deed`: it is done to somebody, and told of one by one; `for`, `against`: a
side, which each of several may take towards the same.
"""

MANNERS: tuple[str, ...] = get_args(Manner)
GROUPS: tuple[str, ...] = tuple(GROUP_NAMES)
"""Groups of types that share a colour and a line wherever claims are shown."""
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
COMMON_LABELS: tuple[str, ...] = ("said_by", "when", "where", "name", "undisclosed")
"""Labels that every type has without naming them in its file."""
NAME_SOURCES = frozenset({"act", "trigger", "system", "organisation", "earlier", "title"})
"""Where a name comes from, beside fields: the trigger's noun phrase, the weapon system named shortly before, the
organisation told of last, the claim of the type that this one takes up, the resolution or package by which a measure
was taken."""
TWO = 2
"""Actors of one role that deal with each other."""


@dataclass(frozen=True, slots=True)
class Role:
    """A part that actors play in claims of a type; the frame label is the name."""

    name: str
    definition: str
    required: bool = False
    """A claim without any filler of a required role is not worth showing."""
    minimum: int = 0
    """Fewer different actors than this, where the role is filled at all, is a sign of an error."""
    maximum: int | None = None
    kinds: tuple[ActorKind, ...] = ()
    """Kinds of actor that may fill it; empty: all."""
    infer: tuple[str, ...] = ()
    """Where to look, in order, when nobody marked fills it: `weak` (fillers below the threshold), `where` (the state of
    the place), `maker` (whose product the thing is), `siblings` (the report's other claims of the type), `issue` (who
    does what a position is about), `phrase` (who is named in the words of the issue), `with` (whom "with" names in what
    the thing is on), `forces` (whose people are told of there), `ship` (whose ships are named), `sentence` (states of
    the sentence without a part), `occasion` (the two who were just told to meet), `home` (where the report is at home,
    of a visit that names its guest alone), `guest` (who comes to those at home, of a meeting that names nobody else),
    `context` (the subject before, the report's main states), `addressee` (whom the report rather surely means, of a
    demand or sanction)."""
    faint: float = 0.15
    """Least probability of a `weak` filler that is taken."""
    mouths: tuple[ActorKind, ...] = ()
    """Kinds of actor that speak for their state here: it takes the role, they go to `said_by`."""
    passive: str = ""
    """Role that the subject of a passive trigger plays in place of this one (`target` for an actor)."""
    does: tuple[str, ...] = ()
    """Verbs, as lemmas, whose subject plays it, whatever it was taken for: who delivers is the supplier.

    They are in the trigger, or stand above it where it is a noun: who allows no bases is the host.
    """
    wins: tuple[str, ...] = ()
    """Verbs, as lemmas, above a noun that tells of it, whose subject plays it, and gets it "from" who plays the other
    side: who *won a contract from Peru* is the supplier, and Peru the recipient. A noun behind the verb is the only one
    that does (`receive order`)."""
    feels: tuple[str, ...] = ()
    """Verbs, as lemmas, whose object plays it, and whose subject the part of `passive`: a drill *alarms* Japan."""
    outside: frozenset[str] = frozenset()
    """Lemmas of verbs and nouns that keep whoever does so out of it: who *brokers* a truce is no party to it."""
    announces: bool = False
    """Whether who announces it by a noun plays it, and not the owner of what it is for: who *announced five million in
    support of Togo's police* gives them."""
    stance: bool = False
    """Whether it is part of a position, which organisations hold and are held against as often as states."""
    at_home: str = ""
    """Role that an actor of this one really plays in its own country (`host` for a participant)."""
    away: str = ""
    """Role of the others then (`visitor`)."""
    joins: str = ""
    """Role that its actors play as well, as a rule (`participant` for the host of an exercise)."""
    place: bool = False
    """Whether the state in this role is where it happens, if no place is given."""
    home: bool = False
    """Whether a claim is placed in the state of who plays this role, if no place is given: an office in its country."""
    shared: bool = False
    """Whether its actors may play another such part too (a host that takes part)."""
    mutual: bool = False
    """Whether its actors deal with each other, as the parties to a treaty do; a `minimum` of two says so by itself."""
    people: bool = False
    """Whether the people of a place play it in general political news, where nobody else does: who riots in Lagos."""
    aside: bool = False
    """Whether they only look on: reports leave them out as they like, and none speaks against another by that."""

    @property
    def is_open(self) -> bool:
        """Whether many may play it: one report lists more of them than another, and both are right."""
        return self.mutual or self.aside


@dataclass(frozen=True, slots=True)
class Fill:
    """A relation from the trigger whose word fills a label."""

    path: tuple[str, ...]
    """Steps through the tree, such as `obj`, `obl:with` (a case word), `nationality`, `^obj` (up to the verb)."""
    label: str | None = None
    """None: the word is only a condition."""
    lemmas: frozenset[str] = frozenset()
    """Only a word with one of these lemmas fills it; empty: any."""
    names: frozenset[str] = frozenset()
    """Only a word in a name of one of these kinds (PER, ORG, LOC, or NONE: in no name) fills it; empty: any."""
    required: bool = False
    """Without such a word the pattern does not match."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording that gives a frame: a trigger by lemma and part of speech, and what stands around it in the tree."""

    id: str
    triggers: tuple[tuple[str, ...], ...]
    """Lemmas; of several words, the first is the head and the others stand next to it or depend on it."""
    pos: tuple[str, ...]
    fills: tuple[Fill, ...]
    status: Status = "occurred"
    """Status of the bare wording, before auxiliaries, negation and governing words are weighed."""
    act: bool = False
    """Whether saying so is doing it, whatever is said of the future: who says "you must stop" demands."""
    domestic: bool = False
    """Whether it is for general political news only: a wording that in reports on states' dealings says too little."""
    abroad: bool = False
    """Whether it is for reports on states' dealings only: a wording that inside a state says something else."""

    @property
    def is_exact(self) -> bool:
        """Whether it names what it is about, by a list of words."""
        return any(fill.required and fill.lemmas for fill in self.fills)


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One type of claim, as its file defines it."""

    id: str
    definition: str
    roles: tuple[Role, ...]
    fields: tuple[Field, ...]
    join: Join
    plover: tuple[PloverRule, ...]
    patterns: tuple[Pattern, ...]
    examples: tuple[str, ...]
    """Sentences in frame markup that hold a frame of the type."""
    counterexamples: tuple[str, ...]
    """Sentences in frame markup that look like the type and hold no frame of it."""
    merge: MergeRule | None = None
    """How claims of many reports become events; None of a type that was not read from a file."""
    group: str = "other"
    """Which of `GROUPS` it is shown with."""
    manner: Manner | None = None
    """How those of whom it tells face each other; None: nothing follows from it."""
    faint: float = 1.0
    """Least probability of a half believed mention that counts in general political news."""
    lasts: bool = False
    """Whether it takes days or weeks, so that its time and the day of publication settle its status."""
    read_as: tuple[tuple[Status, Status], ...] = ()
    """Statuses of mentions and what they count as: a spoken position (`ongoing`) has been spoken (`occurred`)."""
    held: frozenset[str] = frozenset()
    """Verbs of what somebody holds rather than says: in the present, in the report's own words, it is not `read_as`."""
    unless: frozenset[str] = frozenset()
    """Words that, before a trigger, make it something else: an orange warning threatens nobody."""
    needs: tuple[str, ...] = ()
    """Keys of which one at least must have a value: ties of which nobody says how they are make no claim."""
    shown: tuple[str, ...] = ()
    """Keys, each with or without a value (`field:stage withdrawal`): a claim without any of them has to be surer."""
    encloses: bool = False
    """Whether what its words govern is its matter and no claim of its own: what is threatened has not happened."""
    background: tuple[str, ...] = ()
    """How a mention tells of it only by the way, one or more of `BACKGROUNDS`."""
    ends: bool = False
    """Whether its words may tell that something else is over, which then happens no more: the end of a curfew."""
    wanted: frozenset[str] = frozenset()
    """Triggers that tell only what somebody wants where they are the matter of a position: who backs an accession."""
    armed: bool = False
    """Whether it is of forces or arms, so that a report which speaks of neither does not tell of it."""
    outward: bool = False
    """Whether it is against others even where nobody is named: who bans exports."""
    day_of: tuple[str, ...] = ()
    """Types of happenings at which it takes place, so that their day is its own where none is told of it."""
    comes_for: tuple[str, ...] = ()
    """Types of what forces come for: their coming is told with it, and is no claim of its own."""
    abroad: tuple[AbroadRule, ...] = ()
    """What it is read as in a report on how states deal with each other; what no reading fits stays what it is."""
    trained: bool = False
    """Whether the language model finds the type; patterns then only add rare wordings."""
    source: str = ""
    """File it was read from."""

    @property
    def is_position(self) -> bool:
        """Whether it is what somebody thinks, asks or threatens, and no deed."""
        return bool(self.roles) and self.roles[0].stance

    @property
    def takes_side(self) -> bool:
        """Whether it is for or against somebody or something, so that each of several may take it by itself."""
        return self.manner in ("for", "against")

    @property
    def is_against(self) -> bool:
        """Whether it is a side against somebody: sanctions, criticism."""
        return self.manner == "against"

    @property
    def is_deed(self) -> bool:
        """Whether force is done, whoever speaks of it: an attack, an arrest, a riot."""
        return self.manner == "deed"

    @property
    def is_fight(self) -> bool:
        """Whether it is done with weapons, so that it is done to the other side: an attack, no arrest."""
        return self.is_deed and self.field("equipment") is not None

    @property
    def is_between(self) -> bool:
        """Whether it has two sides: a treaty, a gift; a drill may be held, an office or seat is held, by one alone."""
        alone = len(self.roles) == 1 and self.roles[0].minimum < TWO
        return bool(self.roles) and not (alone or self.outward or any(role.joins for role in self.roles))

    @property
    def is_of_people(self) -> bool:
        """Whether people do it rather than rulers, so that in general news a crowd without a name may: a protest."""
        return bool(self.roles) and self.roles[0].people

    @property
    def is_shared(self) -> bool:
        """Whether several take part alike in what goes on for a while: a drill, no meeting and no treaty."""
        return self.lasts and bool(self.roles) and self.roles[0].minimum >= TWO

    @property
    def direction(self) -> tuple[str, str] | None:
        """The roles of whoever does it and of those to whom it is done, the first two; None if all take part alike."""
        if len(self.roles) < TWO:
            return None
        doer, other = self.roles[:TWO]
        alike = doer.mutual or doer.aside or other.mutual or other.aside or other.joins
        return None if alike else (doer.name, other.name)

    @property
    def doer(self) -> str:
        """Name of the role of whoever acts, gives, comes or takes part, which is the first; empty if it has none."""
        return self.roles[0].name if self.roles else ""

    @property
    def onlooker(self) -> str:
        """Name of the role of those who only look on, empty if it has none."""
        return next((role.name for role in self.roles if role.aside), "")

    @property
    def ground(self) -> str:
        """Name of the role of the state where it happens, empty if it has none."""
        return next((role.name for role in self.roles if role.place), "")

    def role(self, name: str) -> Role | None:
        """Return the role of that name, if the type has it."""
        for role in self.roles:  # a loop: it is asked for every filler, and `next` makes a generator each time
            if role.name == name:
                return role
        return None

    def field(self, name: str) -> Field | None:
        """Return the field of that name, if the type has it."""
        for item in self.fields:  # likewise
            if item.name == name:
                return item
        return None

    def stands(self, field: str, value: str) -> bool:
        """Tell whether a value of an enumeration holds now where nothing else is said."""
        known = self.field(field)
        return known is not None and any(each.stands for each in known.values if each.value == value)

    def field_of_label(self, label: str) -> Field | None:
        """Return the field that a frame label fills, if the type has one."""
        return next((item for item in self.fields if item.label == label), None)

    @property
    def labels(self) -> frozenset[str]:
        """Every label that may stand in frames of the type."""
        own = {item.label for item in self.fields if item.label}
        return frozenset(own.union(COMMON_LABELS, (role.name for role in self.roles)))

    def enum_value(self, field: str, phrase: str) -> str | None:
        """Return the value that a wording says, by its longest known part; None if it says none.

        Inflection does not matter: the phrase may be as printed or in dictionary forms.

        Example:
            >>> from foedera.codebook import load
            >>> load().types["transfer"].enum_value("stage", "took delivery of")
            'delivery'
        """
        found = self.field(field)
        return longest_value(phrase, found.index) if found else None

    def enum_values(self, field: str, phrase: str) -> tuple[str, ...]:
        """Return every value that a wording says, in order, for fields that hold several."""
        found = self.field(field)
        return all_values(phrase, found.index) if found else ()

    def default_value(self, field: str, trigger: str, status: Status) -> str | None:
        """Return the value that the trigger word and status imply where no words say it."""
        found = self.field(field)
        if found is None:
            return None
        key = stems(trigger)
        for rule in found.defaults:
            if rule.triggers and not any(contains(key, wording) for wording in rule.triggers):
                continue
            if not rule.statuses or status in rule.statuses:
                return rule.value
        return None

    def plover_rule(self, status: Status, values: Mapping[str, str]) -> PloverRule | None:
        """Return the PLOVER rule for a claim with these enumeration values; None where PLOVER has no such event."""
        return next((rule for rule in self.plover if rule.fits(status, values)), None)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger wording of one pattern of one type."""

    words: tuple[str, ...]
    pattern: Pattern
    type: ClaimType
    asked: tuple[frozenset[str], ...]
    """Sets of lemmas of each of which a sentence must have one, or the pattern cannot match there."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All claim types and statuses at hand."""

    types: Mapping[str, ClaimType]
    statuses: tuple[StatusRule, ...]
    hash: str
    """SHA-256 of everything that the codebook says, whatever the files are called."""
    grammar: Grammar = field(repr=False, compare=False)
    """The statuses, by their words."""
    triggers: Mapping[str, tuple[Trigger, ...]] = field(repr=False)
    """Patterns by the lemma of the head of their trigger, those of more words first."""
    plain: Mapping[str, tuple[Trigger, ...]] = field(repr=False)
    """The same without those that are for general political news only."""
