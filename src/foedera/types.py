"""The records that every room of Foedera shares: frozen, slotted, hashable, made of plain values.

Offsets are Unicode code points into `Report.text`, start inclusive, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Status: TypeAlias = Literal[
    "occurred", "ongoing", "planned", "expected", "possible", "conditional", "denied", "cancelled"
]
STATUSES: tuple[Status, ...] = (
    "occurred",
    "ongoing",
    "planned",
    "expected",
    "possible",
    "conditional",
    "denied",
    "cancelled",
)
HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})
"""Statuses of what came about, or holds."""
AHEAD: frozenset[Status] = frozenset({"planned", "expected", "possible", "conditional"})
"""Statuses of what is to come, or may."""
FORESEEN: frozenset[Status] = AHEAD - {"conditional"}
"""The same without what hangs on something else."""
OFF: frozenset[Status] = frozenset({"denied", "cancelled"})
"""Statuses of what is said not to be, or was called off."""
ActorKind: TypeAlias = Literal["state", "organisation", "person", "unit", "company", "group"]
SegmentKind: TypeAlias = Literal["headline", "dateline", "heading", "prose", "bullet", "caption", "furniture"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: code points from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence (or heading, bullet, caption) of a report, before parsing."""

    start: int
    end: int
    kind: SegmentKind
    paragraph: int
    """Number of the paragraph, from 0; a list is one paragraph."""


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word. `head` is the index of its head in the sentence, -1 for the root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity found by the language model."""

    start: int
    end: int
    label: Literal["PER", "ORG", "LOC"]
    score: float


@dataclass(frozen=True, slots=True)
class Filler:
    """A span that fills a role or field of a frame (`label` as in the frame markup)."""

    label: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One mention of an event or relation in one sentence."""

    type: str
    status: Status
    start: int
    """Start of the trigger."""
    end: int
    fillers: tuple[Filler, ...]
    score: float
    """Probability that the typed trigger is right, 0 to 1."""
    status_score: float
    producer: str
    """`model` or `pattern:ID`."""
    type_score: float = 1.0
    """Probability of the type, given that it is one of any type."""
    weak: tuple[Filler, ...] = ()
    """Likeliest fillers below the threshold, of labels that have none, for a reader who knows there must be one."""
    worth: float = 0.0
    """For how many log-odds what it is in its sentence speaks for a claim, as coders of whole reports make them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed segment: words, tree, names and frames."""

    segment: Segment
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    frames: tuple[Frame, ...] = ()
    faint: tuple[Frame, ...] = ()
    """Frames below the threshold, for a reader who knows what else the report tells."""
    ends: tuple[int, ...] = field(init=False, compare=False, repr=False)
    """Where each word ends: words are looked for by their place all the time."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ends", tuple([token.end for token in self.tokens]))


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, person, armed unit, company or group that does or receives something."""

    name: str
    kind: ActorKind
    country: str | None = None
    """ISO 3166-1 alpha-3 (`XKX` for Kosovo) of the state itself or the state it belongs to."""
    org: str | None = None
    """Usual short name of an intergovernmental organisation (`NATO`)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed, with its country and coordinates (WGS 84 degrees) where they are known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what the report says about it."""

    n: float
    qual: str | None = None
    """`about`, `over`, `nearly`, `up to` or `at least`."""
    of: str | None = None
    """Whose: a country code or organisation."""
    unit: str | None = None
    currency: str | None = None
    """ISO 4217."""


CellValue: TypeAlias = Actor | Place | Quantity | str | bool | int


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one claim with the passage it comes from.

    `field` is `role:NAME` for a role, `said_by`, `when`, `where`, `name`, or `field:NAME`.
    """

    field: str
    value: CellValue
    printed: str
    """The value as the report prints it."""
    span: Span
    score: float
    producer: str = ""
    """Who reads the report so, where it is not our own coder: `llm:MODEL`."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that gives values of a claim, and the names of the fields it supports."""

    start: int
    end: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says about one event or relation."""

    id: str
    type: str
    status: Status
    cells: tuple[Cell, ...]
    evidence: tuple[Evidence, ...]
    undisclosed: tuple[str, ...] = ()
    confidence: float = 1.0
    """Calibrated probability that the claim's type and happening are right."""
    triggers: tuple[Span, ...] = ()

    def values(self, field: str) -> tuple[CellValue, ...]:
        """Return the distinct values of one field, in order of appearance."""
        return tuple(dict.fromkeys(cell.value for cell in self.cells if cell.field == field))

    def actors(self, role: str) -> tuple[Actor, ...]:
        """Return the actors in one role, in order of appearance."""
        return tuple(value for value in self.values(f"role:{role}") if isinstance(value, Actor))


@dataclass(frozen=True, slots=True)
class SlantMark:
    """Loaded wording: where it stands and of what kind it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What another reader makes of a report."""

    producer: str
    """`llm:MODEL`."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One document by one publisher, with the claims that were read from it."""

    id: str
    text: str
    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    """EDTF date, as precise as the report gives it."""
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    slant: tuple[SlantMark, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
    second: Reading | None = None
    """What a second reader makes of it, where one was asked beside our own coder."""
