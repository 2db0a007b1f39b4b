"""The records of the record: claims in it, what links them, what people decided, and the events they add up to.

Frozen, slotted, plain values, as in `foedera.types`. A claim's id is unique in a record: it hashes the report's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from foedera.types import CellValue, Claim, Place, Status

Verdict: TypeAlias = Literal["accepted", "rejected", "unsure"]
"""What a person thinks of one claim."""
Judgement: TypeAlias = Literal["same", "different", "unsure"]
"""What a person thinks of two claims: one happening or two. No judgement at all is the fourth value."""
Action: TypeAlias = Literal[
    "accept",
    "reject",
    "unsure",
    "edit",
    "add",
    "note",
    "same",
    "different",
    "doubt",
    "reliability",
    "resolve",
    "undo",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
JUDGEMENT_OF: dict[str, Judgement] = {"same": "same", "different": "different", "doubt": "unsure"}
"""The judgement that an action on two claims expresses."""
Outcome: TypeAlias = Literal["came true", "did not", "overtaken", "open"]
"""What became of a forecast."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided at one time. Decisions are added, never changed; an `undo` names the one it takes back."""

    id: str
    action: Action
    target: str
    """Claim id; publisher for `reliability`; decision id for `undo`."""
    author: str
    time: str
    """UTC, ISO 8601 with microseconds, as "2026-11-25T18:40:00.000000Z"."""
    reason: str = ""
    other: str | None = None
    """Second claim of `same`, `different`, `doubt`; claim that resolves a forecast; report of an added claim."""
    value: str | None = None
    """JSON of the whole claim for `edit` and `add` (contract form), letter A to F for `reliability`, `Outcome` for
    `resolve`, text of a `note`. Decisions of one author at one time are one act, and are undone together."""
    shown: str | None = None
    """Hash of what the person saw when they decided."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in the record as it stands after people's decisions, with what of its report the other rooms need."""

    claim: Claim
    report: str
    published: str | None
    """EDTF."""
    publisher: str | None
    voice: str
    """Id of the group of near copies that the report belongs to: copies of one agency text are one voice."""
    title: str | None = None
    url: str | None = None
    verdict: Verdict | None = None
    edited: bool = False
    """Whether a person changed or added it."""
    source: str = "report"
    """`report`, or `table` for a row of an imported spreadsheet."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score, in a form that a person can judge."""

    feature: str
    """`type`, `parties`, `dates`, `place`, `name`, `equipment`, `quantity`, `stage`, `subject`, `person`."""
    weight: float
    """Added to the log-odds that both are one; negative speaks against it."""
    left: str
    """What was compared, as words."""
    right: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that may be one happening. `left` < `right`."""

    left: str
    right: str
    score: float
    """Probability that both tell of the same happening."""
    reasons: tuple[Reason, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that some claims of an event give for a field."""

    value: CellValue
    claims: tuple[str, ...]
    voices: int
    """Independent voices among them."""
    near: tuple[str, ...] = ()
    """Those of the claims that do not give this very value, but one that agrees with it: "up to 1,350" with 1,340."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """What the claims of an event say on one field; `field` as in `Cell`, or `status`."""

    field: str
    readings: tuple[Reading, ...]
    """Values that differ, the best supported first; values that say the same, one more precisely, are one reading."""
    conflict: bool
    """Whether the readings cannot all be right."""
    undisclosed: tuple[str, ...] = ()
    """Claims that say expressly that it was not disclosed."""


@dataclass(frozen=True, slots=True)
class Event:
    """What all claims about one happening add up to, with agreement and conflict per field."""

    id: str
    """`e-` and the smallest claim id; any `e-CLAIM` of a claim of the event finds it."""
    type: str
    name: str | None
    status: Status
    when: str | None
    """EDTF."""
    where: tuple[Place, ...]
    claims: tuple[str, ...]
    """Ids, sorted by publication, then id."""
    fields: tuple[FieldView, ...]
    """Every field of the claims; roles are `role:NAME`."""
    group: str | None = None
    """What it belongs to: an exercise's series, a deal's order, delivery and service (id of the group)."""
    voices: int = 1
    """Independent publishers: near copies count once."""
    first: str | None = None
    """The claim that was published first."""
    credibility: int = 6
    """1 confirmed by independent voices ... 5 improbable, 6 cannot be judged (the Admiralty scale)."""
    reasons: tuple[str, ...] = ()
    """Why this credibility, in words."""
    confidence: float = 1.0
    """Of the best claim."""

    def values(self, field: str) -> tuple[CellValue, ...]:
        """Return the values of one field, the best supported first."""
        view = next((view for view in self.fields if view.field == field), None)
        return tuple(reading.value for reading in view.readings) if view else ()

    @property
    def conflicts(self) -> tuple[FieldView, ...]:
        """The fields on which claims clash."""
        return tuple(view for view in self.fields if view.conflict)


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims or events are wanted; every part that is given must hold."""

    states: tuple[str, ...] = ()
    """Country codes or organisations: each must be a party."""
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    """First day (ISO); events without a date are judged by their first report's."""
    until: str | None = None
    publishers: tuple[str, ...] = ()
    least: float | None = None
    """Least confidence, 0 to 1."""
    text: str | None = None
    """Words to find in names, parties, places, fields and passages."""
    verdict: Verdict | Literal["none"] | None = None
    conflicts: bool = False
    """Only events on which claims clash."""
    added_after: int | None = None
    """Only what came in after this sequence number (for saved queries)."""
    limit: int | None = None
    offset: int = 0
