"""Records to and from the JSON that the derived tables hold: short, exact, quick. Nobody else reads it.

The truth is kept in the contract's own JSON (`truth.py`, `reports.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from foedera.events import Event, FieldView, Query, Reading
from foedera.types import Actor, Cell, CellValue, Claim, Evidence, Place, Quantity, Span

_encoder = json.JSONEncoder(separators=(",", ":"))  # ASCII only: NUL and lone surrogates are safe in any database


def dump(value: Any) -> str:
    """Write JSON as the tables hold it."""
    return _encoder.encode(value)


def pack_value(value: CellValue) -> Any:
    """Return a cell's value as JSON: a list with its kind where it is a record."""
    if isinstance(value, Actor):
        return ["a", value.name, value.kind, value.country, value.org]
    if isinstance(value, Place):
        return ["p", value.name, value.country, value.lat, value.lon]
    if isinstance(value, Quantity):
        return ["q", value.n, value.qual, value.of, value.unit, value.currency]
    return value


def unpack_value(value: Any) -> CellValue:
    """Return the record that a JSON value stands for."""
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, *parts = value
    if kind == "a":
        return Actor(*parts)
    return Place(*parts) if kind == "p" else Quantity(*parts)


def pack_claim(claim: Claim) -> list[Any]:
    """Return a claim as JSON."""
    return [
        claim.id,
        claim.type,
        claim.status,
        [_pack_cell(cell) for cell in claim.cells],
        [[e.start, e.end, e.fields] for e in claim.evidence],
        claim.undisclosed,
        claim.confidence,
        [[span.start, span.end] for span in claim.triggers],
    ]


def unpack_claim(packed: list[Any]) -> Claim:
    """Return the claim that `pack_claim` wrote."""
    name, kind, status, cells, evidence, undisclosed, confidence, triggers = packed
    return Claim(
        name,
        kind,
        status,
        tuple(_unpack_cell(*parts) for parts in cells),
        tuple(Evidence(start, end, tuple(fields)) for start, end, fields in evidence),
        tuple(undisclosed),
        confidence,
        tuple(Span(start, end) for start, end in triggers),
    )


def _pack_cell(cell: Cell) -> list[Any]:
    packed = [cell.field, pack_value(cell.value), cell.printed, cell.span.start, cell.span.end, cell.score]
    return [*packed, cell.producer] if cell.producer else packed  # nearly all are our own coder's


def _unpack_cell(field: str, value: Any, printed: str, start: int, *rest: Any) -> Cell:
    end, score, *producer = rest
    return Cell(field, unpack_value(value), printed, Span(start, end), score, *producer)


def pack_event(event: Event) -> str:
    """Return an event as JSON."""
    return dump(
        [
            event.id,
            event.type,
            event.name,
            event.status,
            event.when,
            [pack_value(place) for place in event.where],
            event.claims,
            [_pack_view(view) for view in event.fields],
            event.group,
            event.voices,
            event.first,
            event.credibility,
            event.reasons,
            event.confidence,
        ]
    )


def unpack_event(body: str) -> Event:
    """Return the event that `pack_event` wrote."""
    name, kind, title, status, when, where, claims, fields, group, voices, first, credibility, reasons, confidence = (
        json.loads(body)
    )
    return Event(
        id=name,
        type=kind,
        name=title,
        status=status,
        when=when,
        where=tuple(Place(*parts[1:]) for parts in where),
        claims=tuple(claims),
        fields=tuple(_unpack_view(view) for view in fields),
        group=group,
        voices=voices,
        first=first,
        credibility=credibility,
        reasons=tuple(reasons),
        confidence=confidence,
    )


def _pack_view(view: FieldView) -> Sequence[Any]:
    readings = [[pack_value(r.value), r.claims, r.voices] for r in view.readings]
    return [view.field, readings, view.conflict, view.undisclosed]


def _unpack_view(view: Sequence[Any]) -> FieldView:
    field, readings, conflict, undisclosed = view
    found = tuple(Reading(unpack_value(value), tuple(claims), voices) for value, claims, voices in readings)
    return FieldView(field, found, conflict, tuple(undisclosed))


def pack_query(query: Query) -> str:
    """Return a query as JSON, with names: it is kept for long, and fields may be added."""
    return dump({name: getattr(query, name) for name in Query.__slots__})


def unpack_query(body: str) -> Query:
    """Return the query that `pack_query` wrote; parts that this program does not know make it fail.

    Raises:
        TypeError: It holds a part that a later program added. Passing over it would answer another question.
    """
    data = json.loads(body)
    parts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Query(**parts)
