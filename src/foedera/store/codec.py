"""Events and questions to and from the JSON that the derived tables hold; claims are packed by `packed.py`.

The truth is kept in the contract's own JSON (`truth.py`, `reports.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from foedera.events import Event, FieldView, Query, Reading
from foedera.packed import dump, pack_value, unpack_value
from foedera.types import Place


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
    readings = [[pack_value(r.value), r.claims, r.voices, r.near] for r in view.readings]
    return [view.field, readings, view.conflict, view.undisclosed]


def _unpack_view(view: Sequence[Any]) -> FieldView:
    field, readings, conflict, undisclosed = view
    found = tuple(_unpack_reading(*reading) for reading in readings)
    return FieldView(field, found, conflict, tuple(undisclosed))


def _unpack_reading(value: Any, claims: Sequence[str], voices: int, near: Sequence[str] = ()) -> Reading:
    """Return a reading; records that an earlier program merged do not tell which claims are near."""
    return Reading(unpack_value(value), tuple(claims), voices, tuple(near))


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
