"""What the API takes and gives, for its description. Answers are written as plain JSON; the tests hold them to this."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(max_length=2000)]
Id = Annotated[str, Field(min_length=1, max_length=400)]
Value = str | bool | int | float | dict[str, Any]
"""A value of a claim: words, a number, or an object for an actor, place or quantity."""
Action = Literal[
    "accept", "reject", "unsure", "edit", "add", "note", "same", "different", "doubt", "split", "reliability", "resolve"
]


class Out(BaseModel):
    """Something the API gives."""

    model_config = ConfigDict(extra="forbid")


class Asked(BaseModel):
    """Something the API takes."""

    model_config = ConfigDict(extra="forbid")


class Problem(Out):
    """Why something cannot be done (RFC 9457)."""

    status: int
    title: str
    detail: str
    code: str | None = Field(description="Permanent code of the fault")
    state: dict[str, Any] | None = Field(None, description="How it stands now, where it changed since it was shown")


class Filters(Asked):
    """The filters of every question; the words of the command line."""

    country: list[Word] = Field(
        [], max_length=100, description="State or organisation that takes part; all of them must"
    )
    pair: list[Word] = Field([], max_length=2, description="Two that both take part")
    type: list[Word] = Field([], max_length=100, description="exercise, transfer, agreement, ...")
    status: list[Word] = Field([], max_length=100, description="occurred, planned, denied, ...")
    since: Word | None = Field(None, description="2025, 2025-07 or 2025-07-19")
    until: Word | None = None
    publisher: list[Word] = Field([], max_length=100, description="Who tells of it")
    least: float | None = Field(None, ge=0, le=1, description="Least confidence")
    text: Word | None = Field(None, description='words, "phrases", -not, prefix*')
    verdict: Literal["accepted", "rejected", "unsure", "none", ""] | None = None
    conflicts: bool = Field(default=False, description="Only events on which claims clash")


class Listed(Filters):
    """A page of a list."""

    order: Word | None = Field(None, description="when, added, claims, voices, ...; with - before it, turned round")
    limit: int = Field(50, ge=1, le=500)
    offset: int = Field(0, ge=0, le=10**9)
    format: Literal["json", "jsonl", "csv"] = Field("json", description="csv and jsonl give everything, as a file")


class FieldOfEvent(Out):
    """What the claims of an event say on one field."""

    field: str
    conflict: bool
    readings: list[Reading]
    undisclosed: list[str] = Field(description="Claims that say expressly that it was not disclosed")


class Reading(Out):
    """One value that some claims give."""

    value: Value
    claims: list[str]
    voices: int
    near: list[str] = Field(description="Those of the claims that give another value that agrees, not this very one")


class Event(Out):
    """What all claims about one happening add up to."""

    id: str
    type: str
    name: str | None
    status: str
    when: str | None = Field(description="EDTF")
    where: list[dict[str, Any]]
    claims: list[str]
    fields: list[FieldOfEvent]
    voices: int = Field(description="Independent publishers; near copies count once")
    first: str | None = Field(description="The claim that was published first")
    credibility: int = Field(description="1 confirmed ... 5 improbable, 6 cannot be judged")
    reasons: list[str]
    confidence: float
    group: str | None = Field(description="The series or deal that it belongs to")


class Home(Out):
    """The report of a claim."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


class Claim(Out):
    """What one report says on one happening, as it stands after people's decisions; the contract's form."""

    model_config = ConfigDict(extra="allow")

    id: str
    type: str
    status: str
    confidence: float
    roles: dict[str, list[Value]]
    fields: dict[str, Any]
    cells: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    report: Home
    verdict: Literal["accepted", "rejected", "unsure"] | None
    edited: bool
    source: str
    voice: str


class EventList(Out):
    """One page of events."""

    total: int
    limit: int
    offset: int
    events: list[Event]
    facets: dict[str, list[Count]]


class Count(Out):
    """How many there are of something."""

    value: str
    count: int


class ClaimList(Out):
    """One page of claims."""

    total: int
    limit: int
    offset: int
    claims: list[Claim]


class EventInFull(Out):
    """An event with its claims and the events that it belongs with."""

    event: Event
    claims: list[Claim]
    group: list[Event]
    decisions: list[Decision]


class Decision(Out):
    """What a person decided."""

    id: str
    action: str
    target: str
    author: str
    time: str
    reason: str
    other: str | None
    value: str | None
    shown: str | None
    in_force: bool


class State(Out):
    """How a claim, a pair of claims or a publisher stands."""

    hash: str = Field(description="To be sent back as `shown` with a decision")
    target: str
    claim: Claim | None
    other: Claim | None
    decisions: list[Decision]
    event: str | None


class Report(Out):
    """A report, without its text in lists."""

    id: str
    title: str | None
    byline: list[str]
    dateline: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    source: str
    added: str
    media_type: str
    version_of: str | None
    voice: str


class ReportList(Out):
    """One page of reports, in the order in which they were added."""

    total: int
    reports: list[Report]
    next: int | None = Field(description="`after` of the next page")


class ReportInFull(Report):
    """A report with its text and its claims."""

    text: str
    slant: list[dict[str, Any]]
    claims: list[Claim]
    versions: list[str]


class Hit(Out):
    """A report that a search found."""

    id: str
    score: float
    title: str | None
    publisher: str | None
    published: str | None
    claims: int
    passages: list[Passage]


class Passage(Out):
    """Some words of a report, and where among them the words stand that were looked for."""

    start: int = Field(description="In the report's text, code points")
    text: str
    marks: list[list[int]] = Field(description="Start and end within `text`")


class Found(Out):
    """What a search found."""

    hits: list[Hit]
    more: bool


class QueueItem(Out):
    """One thing to be looked at."""

    kind: Literal["conflict", "pair", "forecast", "claim"]
    claim: str
    other: str | None
    event: str | None
    reason: str
    urgency: float


class DecisionAsked(Asked):
    """A decision to be taken."""

    action: Action
    target: Id = Field(description="Claim or event; publisher for `reliability`")
    other: Id | list[Id] | None = Field(None, description="Second claim or event; the claim that resolves a forecast")
    value: str | None = Field(None, max_length=20_000, description="Text of a note, letter A to F, outcome")
    claim: dict[str, Any] | None = Field(None, description="The claim, for `edit` and `add`")
    report: Id | None = Field(None, description="Report that an added claim stands in")
    reason: str = Field("", max_length=2000)
    shown: str | None = Field(None, max_length=64, description="Hash of the state that was shown")


class UndoAsked(Asked):
    """A decision to be taken back; one's own last act where none is named."""

    decision: Id | None = None


class Decided(Out):
    """What was decided, and how the target stands now."""

    decisions: list[Decision]
    state: State | None
    event: str | None
    merged: bool = Field(description="Whether events are up to date; else they will be in a moment")


class QueryAsked(Asked):
    """A question to be kept."""

    filters: Filters


class Saved(Out):
    """A question that was kept."""

    name: str
    query: dict[str, Any]
    words: str
    address: str = Field(description="Where the page shows it")
    new: int


class Job(Out):
    """Reports that are being added."""

    id: str
    state: Literal["waiting", "reading", "merging", "done", "failed"]
    total: int
    done: int
    merged: float = Field(description="Share of the merging that is done")
    outcomes: list[Outcome]
    problem: str | None


class Outcome(Out):
    """What became of one input."""

    source: str
    kind: Literal["new", "same", "version", "failed"]
    report: str | None
    claims: int
    version_of: str | None
    problems: list[Fault]


class Fault(Out):
    """What was wrong with an input."""

    code: str
    message: str


class Publisher(Out):
    """One publisher: what came from it, how reliable it is, how it words, how its forecasts turned out."""

    name: str | None
    reports: int
    claims: int
    events: int
    reliability: str | None
    slant: dict[str, Any] | None
    forecasts: dict[str, Any] | None


class Status(Out):
    """How much the record holds, and what could not be read."""

    address: str
    schema_: str = Field(alias="schema")
    seq: int
    reports: int
    claims: int
    cells: int
    entries: int
    links: int
    events: int
    decisions: int
    failures: int
    pending: int
    publishers: int
    voices: int
    bytes: int
    failed: list[dict[str, Any]]


class Me(Out):
    """Who asks, and what they may do."""

    name: str
    role: Literal["read", "judge", "admin"]


for each in (FieldOfEvent, EventList, EventInFull, State, Job, Hit, Outcome):
    each.model_rebuild()
