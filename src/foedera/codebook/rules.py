"""What a codebook says of claims that were found: their status, their PLOVER event, how they are read abroad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from foedera.types import Status

Nature: TypeAlias = Literal["happening", "deal", "treaty", "standing"]
"""What tells two of a kind apart: a `happening` its time; a `deal` what changes hands and how far it is; a `treaty`
what it is about and how far it is; a `standing` fact who holds it on what, while time only makes it likelier or not."""
NATURES: tuple[str, ...] = get_args(Nature)

Background: TypeAlias = Literal["aim", "landmark", "carrier", "reason", "averted", "terms", "name"]
"""How words tell of something only by the way.

In claims: as an `aim` of something else, as a `landmark` of its time or cause, as a `carrier`, a verb whose matter is
told as a claim of its own. Among PLOVER events of one sentence: as the `reason` of something else, as what is
`averted`, as the `terms` under which something else happens, as the `name` that somebody gives it ("what he called a
coup").
"""
BACKGROUNDS: tuple[str, ...] = get_args(Background)
SUBJECT = ("issue", "item", "subject")
"""Fields that say what something is about, where a type names no others."""


@dataclass(frozen=True, slots=True)
class PloverRule:
    """The PLOVER event type of claims that meet every condition given; the first rule that fits counts."""

    event: str
    mode: str | None = None
    actor: str | None = None
    """Role that is PLOVER's actor; None: every pair of actors, both ways."""
    recipient: str | None = None
    statuses: tuple[Status, ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def fits(self, status: Status, values: Mapping[str, str]) -> bool:
        """Tell whether a claim with this status and these enumeration values falls under the rule."""
        if self.statuses and status not in self.statuses:
            return False
        return all(values.get(name) in allowed for name, allowed in self.fields)


@dataclass(frozen=True, slots=True)
class AbroadRule:
    """What a mention of a type tells in a report on how states deal with each other; the first that fits counts."""

    type: str
    """The type that it is read as."""
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Values that the trigger must say."""
    statuses: tuple[Status, ...] = ()
    """Empty: any status."""
    words: frozenset[str] = frozenset()
    """What the trigger must be, as printed: only "does not", "will not" and the like stand before "recognise"."""
    without: frozenset[str] = frozenset()
    """Labels of what must not be told along with it."""
    status: Status | None = None
    """Its status there; None: the one that it has."""
    parts: tuple[tuple[str, str], ...] = ()
    """Its roles and those that they become; one of the same name stays, one that the other type lacks goes."""


@dataclass(frozen=True, slots=True)
class MergeRule:
    """How the claims of a type are held against each other, so that those of many reports become events."""

    nature: Nature = "happening"
    sides: tuple[tuple[str, ...], ...] = (("actor",), ("target",))
    """Roles that answer each other; roles of one side are not told apart (a host takes part too)."""
    slack: int = 3
    """Days by which reports on one happening differ."""
    subject: tuple[str, ...] = SUBJECT
    """Fields whose words say what it is about."""
    named: bool = False
    """Whether its name is a name of its own, not that of a system or an organisation."""
    systems: tuple[str, ...] = ()
    """Fields that designate equipment."""
    stages: tuple[tuple[str, ...], ...] = ()
    """Stages that are one happening; stages of two groups are two. Empty: a stage weighs, no more."""
    series: bool = False
    """Whether it comes in editions."""


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A status, and the words that give it to what they govern."""

    id: Status
    definition: str
    wording: tuple[str, ...]
    """Typical wordings, for people."""
    auxiliaries: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    """Lemmas of verbs, adjectives and nouns that govern the trigger; a particle follows after a space."""
    markers: frozenset[str] = frozenset()
    """Conjunctions and adverbs; several words are joined by spaces."""
