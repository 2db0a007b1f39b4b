"""The properties of a type's claims, and by which words an enumeration has which value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.types import Status

FieldKind: TypeAlias = Literal[
    "number", "numbers", "phrase", "phrases", "enumeration", "enumerations", "flag", "name", "place", "time", "actor"
]
FIELD_KINDS: tuple[str, ...] = get_args(FieldKind)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an enumeration and the words that say it, by dictionary form."""

    value: str
    words: tuple[str, ...]
    definition: str = ""
    read_as: tuple[tuple[Status, Status], ...] = ()
    """Statuses that mean another one with this value: talks on a purchase that is planned are going on."""
    opens: bool = False
    """Whether it holds from a day told of it on: who took office in May has held it since then."""
    stands: bool = False
    """Whether it holds now where nothing else is said: "in force", "in service"."""
    homeward: tuple[str, ...] = ()
    """Words it opens with, in small letters, that lead to a place of whoever acts: who *returns* to Togo is Togo's."""
    elsewhere: str | None = None
    """The value instead where such words lead to a place of somebody else: who returns to a base abroad arrives."""
    denied: str | None = None
    """The value instead in a claim that is denied: who did not *join*, or is not to be a *member*, is none."""
    remote: str | None = None
    """Role that all who take part play then, and nowhere in particular: who telephones is nobody's guest."""


@dataclass(frozen=True, slots=True)
class Default:
    """What an enumeration is where no marked words say it; the first rule of a field that fits counts."""

    value: str
    triggers: tuple[tuple[str, ...], ...] = ()
    """Stems of trigger wordings; empty: any trigger."""
    statuses: tuple[Status, ...] = ()
    """Empty: any status."""


@dataclass(frozen=True, slots=True)
class Field:
    """A property of claims of a type."""

    name: str
    kind: FieldKind
    definition: str = ""
    label: str | None = None
    """Its label in frames (`activity` for `activities`); None: no words are marked, see `sources`."""
    sources: tuple[str, ...] = ()
    """Where else to look for the words of an enumeration, in order: labels, `trigger`, `titles`, `name`."""
    values: tuple[Value, ...] = ()
    defaults: tuple[Default, ...] = ()
    unless: tuple[str, ...] = ()
    """Ends of phrases, as lemmas, that are none of it: where all it names are such, a frame is none of its type."""
    people: str = ""
    """Role that those whom it tells of play in general political news, where nobody else does: *troops* deployed."""
    index: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False, repr=False)
    """Stemmed wording to value."""

    def in_denial(self, value: object) -> str | None:
        """Return what a value is in a claim that is denied, if it is another: whoever did not join is no member."""
        return next((each.denied for each in self.values if each.value == value), None)
