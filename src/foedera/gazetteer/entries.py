"""Records of the gazetteer: frozen, slotted, made of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

EntryKind: TypeAlias = Literal[
    "state",
    "organisation",
    "service",
    "person",
    "office",
    "system",
    "company",
    "media",
    "group",
    "unit",
    "place",
]
"""`service` is a state's armed service as a whole, `media` an agency, newspaper or broadcaster, `group` a party or
armed movement that is no state, `place` a sea, strait or region (South China Sea) that hides the state in its name."""

Sense: TypeAlias = Literal[
    "name",
    "official",
    "alias",
    "former",
    "abbreviation",
    "adjective",
    "people",
    "combining",
    "capital",
    "metonym",
    "surname",
]
"""How a name points to its entry: `adjective` and `people` are the two demonyms, `combining` is Sino-."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the gazetteer knows by name."""

    id: str
    """`state:SRB`, `organisation:NATO`, `system:HQ-22`: kind and key, unique and permanent."""
    kind: EntryKind
    name: str
    """Usual English name."""
    country: str | None = None
    """The state itself, the state it belongs to, or the maker's state."""
    org: str | None = None
    """Short name of the intergovernmental organisation that it is or belongs to."""
    within: str | None = None
    """Short name of the body or company that it is part of, where that is not `org`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text; `entry` is what it means first, `others` what else it can mean."""

    start: int
    end: int
    entry: Entry
    sense: Sense
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a territory that is spoken of like one."""

    code: str
    """ISO 3166-1 alpha-3; `XKX` for Kosovo; ISO 3166-3 for states that are gone (`SUN`)."""
    alpha2: str | None
    numeric: str | None
    name: str
    official: str | None
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    former: tuple[str, ...]
    ended: str | None = None
    """The day a state that is gone ended."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An intergovernmental organisation, a bloc or an organ of one."""

    short: str
    name: str
    kind: str
    members: tuple[str, ...] = ()
    """Codes of the member states, where membership is fixed and matters."""
    part_of: str | None = None
    """Short name of the organisation whose organ it is."""
    seat: str | None = None
    inside: tuple[str, ...] = ()
    """What those who speak for it call its people and members, without saying whose: "the Secretary-General"."""


@dataclass(frozen=True, slots=True)
class System:
    """A weapon system or a family of them."""

    name: str
    kind: str
    """Kind of equipment in plain words: `air defence system`, `fighter`."""
    country: str | None = None
    """State of the maker."""
    maker: str | None = None
    variant_of: str | None = None
    relation: str | None = None
    """How it comes from `variant_of`: `export version`, `licence`, `copy`, `upgrade` or `version`."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person held, with the days it began and ended (EDTF, `end` None: still held)."""

    person: str
    office: str
    country: str | None
    org: str | None
    start: str
    end: str | None = None

    def covers(self, day: str) -> bool:
        """Tell whether the office may have been held on a day; of two dates the less precise one decides."""
        began = self.start[: len(day)] <= day[: len(self.start)]
        return began and (self.end is None or day[: len(self.end)] <= self.end[: len(day)])
