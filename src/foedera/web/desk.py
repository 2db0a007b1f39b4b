"""What lies on the desk: one claim in its report, with its event, what others say, and what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from foedera.analysis import Forecast
from foedera.codebook.groups import groups_of
from foedera.contract import claim_to_json
from foedera.events import Decision, Entry, Event, FieldView, Link
from foedera.record import Item, Record, foreseen
from foedera.record.corrections import in_force
from foedera.record.queue import today
from foedera.store import Stored
from foedera.types import CellValue, Claim
from foedera.web.context import Context
from foedera.web.marked import Piece, first_point, paragraphs, part_at, parts_of, sentences_in

_ORDER = ("name", "when", "where", "said_by")
_MOST_LINKS = 8
_MOST_FELLOWS = 30


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field with the words that print it; `spans` are where, in code points."""

    value: CellValue
    printed: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a claim."""

    field: str
    values: tuple[Value, ...]
    clash: bool = False
    """Whether the claims of its event cannot all be right on it."""
    others: tuple[tuple[CellValue, tuple[Entry, ...]], ...] = ()
    """What other claims of the event say instead."""
    read: tuple[CellValue, ...] | None = None
    """What the coder had read, where a person changed it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim of another event that may tell of the same happening."""

    link: Link
    entry: Entry
    shown: str
    """Hash of how the two stand, to be given back with a decision on them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report, or a part of it, with all its claims marked."""

    stored: Stored
    entries: tuple[Entry, ...]
    """Its claims as they stand; their places are their numbers, from 0."""
    focus: int | None
    part: int
    parts: int
    paragraphs: list[list[Piece]]
    bounds: tuple[int, int]

    @property
    def report(self) -> Any:
        """The report."""
        return self.stored.report


@dataclass(slots=True)
class Desk:
    """Everything that one item shows."""

    sheet: Sheet
    entry: Entry | None = None
    shown: str = ""
    """Hash of how the claim (of a pair, both) stands, to be given back with a decision."""
    rows: list[Row] = field(default_factory=list)
    event: Event | None = None
    fellows: list[Entry] = field(default_factory=list)
    """The other claims of its event."""
    candidates: list[Candidate] = field(default_factory=list)
    """Claims outside of its event that may tell of the same."""
    history: list[tuple[Decision, bool]] = field(default_factory=list)
    """Decisions on it, the latest first, each with whether it is in force."""
    item: Item | None = None
    other: Entry | None = None
    other_sheet: Sheet | None = None
    other_rows: dict[str, Row] = field(default_factory=dict)
    pair: Link | None = None
    forecast: Forecast | None = None
    shown_with: str = ""
    """Of a forecast, the hash of how it stands together with the claim that is proposed to resolve it."""
    data: dict[str, Any] = field(default_factory=dict)
    """What the page's scripts work with."""


def lay_out(page: Context, entry: Entry, item: Item | None = None) -> Desk:
    """Return the desk for one claim.

    Args:
        item: Why it is looked at; a pair shows both claims.
    """
    record = page.record
    with page.reading():
        desk = Desk(sheet_of(record, entry.report, entry.id), entry, item=item)
        _surroundings(desk, record)
        second = item.other if item else None
        if item and second and item.kind in ("pair", "forecast"):
            _beside(desk, record, second)
        if item and item.kind == "forecast":
            desk.forecast = _forecast_of(page, entry.id)
            if desk.forecast and desk.forecast.proposed:
                desk.shown_with = record.store.decisions.state(entry.id, desk.forecast.proposed[1]).hash
        pair = desk.other.id if item and item.kind == "pair" and desk.other else None
        desk.shown = record.store.decisions.state(entry.id, pair).hash
    desk.data = _data(desk, page)
    return desk


def _forecast_of(page: Context, claim: str) -> Forecast | None:
    found = foreseen.in_full(page.record.store, [claim], today())
    return found[0] if found else None


def lay_open(page: Context, report: str, part: int | None) -> Desk:
    """Return the desk for a report of which no claim is chosen."""
    with page.reading():
        desk = Desk(sheet_of(page.record, report, None, part))
    desk.data = _data(desk, page)
    return desk


def sheet_of(record: Record, report: str, claim: str | None, part: int | None = None) -> Sheet:
    """Return a report, or the part of it that a claim's words stand in.

    Raises:
        StoreError: There is no such report.
    """
    stored = record.store.reports.get(report)
    entries = record.store.entries.of_report(report)
    focus = next((at for at, entry in enumerate(entries) if entry.id == claim), None)
    text = stored.report.text
    parts = parts_of(text)
    if part is None:
        part = part_at(parts, first_point(entries[focus].claim)) if focus is not None else 0
    at = max(0, min(part, len(parts) - 1))
    marked = [_marks(entry, shown=number == focus) for number, entry in enumerate(entries)]
    start, end = parts[at]
    shown = paragraphs(stored.report, marked, start, end, groups_of(record.knowledge.codebook))
    return Sheet(stored, entries, focus, at, len(parts), shown, (start, end))


def _marks(entry: Entry, *, shown: bool) -> Claim:
    """Return a claim as it is marked in the text: one that was rejected leaves no marks unless it is looked at."""
    if entry.verdict == "rejected" and not shown:
        return replace(entry.claim, cells=(), evidence=(), triggers=())
    return entry.claim


def rows_of(claim: Claim, event: Event | None = None, others: Mapping[str, Entry] | None = None) -> list[Row]:
    """Return a claim field by field: name, time, place, parties, the rest, who says so."""
    names = list(dict.fromkeys(cell.field for cell in claim.cells))
    head = [name for name in ("name", "when", "where") if name in names]
    roles = [name for name in names if name.startswith("role:")]
    rest = [name for name in names if name not in (*_ORDER, *roles)]
    said = ["said_by"] if "said_by" in names else []
    views = {view.field: view for view in event.fields} if event else {}
    return [_row(claim, name, views.get(name), others or {}) for name in [*head, *roles, *rest, *said]]


def _row(claim: Claim, name: str, view: FieldView | None, others: Mapping[str, Entry]) -> Row:
    values = []
    for value in claim.values(name):
        cells = [cell for cell in claim.cells if cell.field == name and cell.value == value]
        printed = tuple(dict.fromkeys(cell.printed for cell in cells if cell.printed))
        values.append(Value(value, printed, tuple(dict.fromkeys((c.span.start, c.span.end) for c in cells))))
    if view is None or not view.conflict:
        return Row(name, tuple(values))
    against = []
    for reading in view.readings:
        tellers = tuple(others[id_] for id_ in reading.claims if id_ in others)
        if claim.id not in reading.claims and tellers:
            against.append((reading.value, tellers))
    return Row(name, tuple(values), clash=bool(against), others=tuple(against))


def _surroundings(desk: Desk, record: Record) -> None:
    entry = desk.entry
    assert entry is not None
    desk.event = record.store.events.find(f"e-{entry.id}")
    ids = desk.event.claims[: _MOST_FELLOWS + 1] if desk.event else ()
    fellows = record.store.entries.many([id_ for id_ in ids if id_ != entry.id])
    desk.fellows = list(fellows.values())
    desk.rows = rows_of(entry.claim, desk.event, fellows)
    if entry.edited:
        desk.rows = _with_read(desk.rows, record.store.reports.claims_as_read([entry.id]).get(entry.id))
    made = record.store.decisions.about([entry.id])
    force = {decision.id for decision in in_force(made)}
    about = [each for each in made if each.action != "undo"]
    desk.history = [(decision, decision.id in force) for decision in reversed(about)]
    desk.candidates = _candidates(record, entry, desk.event)


def _with_read(rows: Iterable[Row], read: Claim | None) -> list[Row]:
    """Add to each row what was read there before a person changed it."""
    if read is None:
        return list(rows)
    kept = [
        row if (before := read.values(row.field)) == tuple(v.value for v in row.values) else replace(row, read=before)
        for row in rows
    ]
    gone = [cell.field for cell in read.cells if all(row.field != cell.field for row in kept)]
    return kept + [Row(name, (), read=read.values(name)) for name in dict.fromkeys(gone)]


def _candidates(record: Record, entry: Entry, event: Event | None) -> list[Candidate]:
    inside = set(event.claims) if event else {entry.id}
    links = [link for link in record.store.links.of([entry.id]) if _far(link, entry.id) not in inside]
    links = sorted(links, key=lambda link: -link.score)[:_MOST_LINKS]
    found = record.store.entries.many([_far(link, entry.id) for link in links])
    state = record.store.decisions.state
    return [
        Candidate(link, found[id_], state(entry.id, id_).hash)
        for link in links
        if (id_ := _far(link, entry.id)) in found
    ]


def _far(link: Link, id_: str) -> str:
    return link.right if link.left == id_ else link.left


def _beside(desk: Desk, record: Record, second: str) -> None:
    """Lay a second claim beside the first."""
    desk.other = record.store.entries.find(second)
    if desk.other is None or desk.entry is None:
        return
    desk.other_sheet = sheet_of(record, desk.other.report, second)
    desk.other_rows = {row.field: row for row in rows_of(desk.other.claim)}
    links = record.store.links.of([desk.entry.id])
    desk.pair = next((link for link in links if second in (link.left, link.right)), None)


def _data(desk: Desk, page: Context) -> dict[str, Any]:
    sheet = desk.sheet
    text, (start, end) = sheet.report.text, sheet.bounds
    lists = page.knowledge.list_fields
    return {
        "report": sheet.report.id,
        "claim": claim_to_json(desk.entry.claim, lists) if desk.entry else None,
        "number": sheet.focus,
        "other": desk.other.id if desk.other else None,
        "kind": desk.item.kind if desk.item else None,
        "shown": desk.shown,
        "event": desk.event.id if desk.event else None,
        "together": len(desk.event.claims) if desk.event else 1,
        "decisions": [decision.id for decision, _ in desk.history],
        "proposed": desk.forecast.proposed if desk.forecast else None,
        "shown_with": desk.shown_with,
        "bounds": [start, end],
        "sentences": sentences_in(text, start, end),
        "types": [entry.claim.type for entry in sheet.entries],
    }


def pair_fields(desk: Desk) -> Sequence[str]:
    """Return the fields that either claim of a pair has."""
    return list(dict.fromkeys([*(row.field for row in desk.rows), *desk.other_rows]))
