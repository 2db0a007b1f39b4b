"""What a codebook says of claims that were found: their status, their PLOVER event, how they are read abroad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedera.types import Status


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
