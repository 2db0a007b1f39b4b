"""Answers: lists of events or claims that also come as dictionaries, as a polars frame, or as a table in a notebook."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from foedera.contract import claim_to_json, value_to_json
from foedera.errors import FoederaError
from foedera.events import Entry, Event, FieldView
from foedera.types import Actor, CellValue, Place

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")
Row = dict[str, Any]


class Answers(Sequence[T], Generic[T]):
    """What a question found, in order.

    Iterating gives the records themselves; `to_dicts` one flat row each, `to_polars` a frame of these rows.
    """

    def __init__(self, found: Sequence[T], row: Callable[[T], Row]) -> None:
        self._found, self._row = found, row

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Answers[T]: ...
    def __getitem__(self, at: int | slice) -> T | Answers[T]:
        return Answers(self._found[at], self._row) if isinstance(at, slice) else self._found[at]

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[T]:
        return iter(self._found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._found))

    def __repr__(self) -> str:
        return f"<{len(self)} answers>"

    def to_dicts(self) -> list[Row]:
        """Return one flat row of plain values for each answer."""
        return [self._row(each) for each in self._found]

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a polars frame.

        Raises:
            FoederaError: polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - an extra, and slow to load
        except ModuleNotFoundError as error:
            message = "to_polars needs polars: pip install 'foedera[parquet]'"
            raise FoederaError(message) from error
        return pl.DataFrame(self.to_dicts(), infer_schema_length=None)

    def _repr_html_(self) -> str:
        rows = self.to_dicts()
        if not rows:
            return "<p>nothing found</p>"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in rows[0])
        body = "".join("<tr>" + "".join(f"<td>{_cell(v)}</td>" for v in row.values()) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return "" if value is None else html.escape(str(value))


def event_row(event: Event) -> Row:
    """Return an event as one flat row."""
    return {
        "id": event.id,
        "type": event.type,
        "name": event.name,
        "status": event.status,
        "when": event.when,
        "where": [place.name for place in event.where],
        "place_countries": sorted({p.country for p in event.where if p.country}),
        "parties": list(parties_of(event)),
        "roles": json.dumps(_roles(event), ensure_ascii=False, sort_keys=True),
        "claims": len(event.claims),
        "voices": event.voices,
        "credibility": event.credibility,
        "confidence": event.confidence,
        "conflicts": [view.field for view in event.conflicts],
        "group": event.group,
    }


def claim_row(entry: Entry) -> Row:
    """Return a claim as one flat row."""
    claim = entry.claim
    plain = claim_to_json(claim)
    return {
        "id": claim.id,
        "type": claim.type,
        "status": claim.status,
        "name": plain.get("name"),
        "when": plain.get("when"),
        "where": [place["name"] for place in plain.get("where", ())],
        "roles": json.dumps(plain["roles"], ensure_ascii=False, sort_keys=True),
        "fields": json.dumps(plain["fields"], ensure_ascii=False, sort_keys=True),
        "said_by": [actor["name"] for actor in plain["said_by"]],
        "undisclosed": list(claim.undisclosed),
        "confidence": claim.confidence,
        "verdict": entry.verdict,
        "edited": entry.edited,
        "report": entry.report,
        "publisher": entry.publisher,
        "published": entry.published,
        "title": entry.title,
    }


def parties_of(event: Event) -> tuple[str, ...]:
    """Return the codes of the states and organisations in an event's roles, in order of support."""
    values = [r.value for view in event.fields if view.field.startswith("role:") for r in view.readings]
    codes = [value.country or value.org for value in values if isinstance(value, Actor)]
    return tuple(dict.fromkeys(code for code in codes if code))


def event_to_json(event: Event, reports: Mapping[str, str]) -> Row:
    """Return an event in the contract's form, with all its fields' readings beside.

    Args:
        reports: Report of each claim.
    """
    fields = [view for view in event.fields if view.field.startswith("field:")]
    return {
        "id": event.id,
        "type": event.type,
        "name": event.name,
        "status": event.status,
        "when": event.when,
        "where": [value_to_json(place) for place in event.where],
        "roles": _roles(event),
        "fields": {view.field.removeprefix("field:"): _plain(view) for view in fields},
        "claims": [{"report": reports.get(claim, ""), "claim": claim} for claim in event.claims],
        "conflicts": [_conflict(view) for view in event.conflicts],
        "near": [near for view in event.fields for near in _near(view)],
        "undisclosed": {view.field: list(view.undisclosed) for view in event.fields if view.undisclosed},
        "voices": event.voices,
        "first": event.first,
        "credibility": event.credibility,
        "reasons": list(event.reasons),
        "confidence": event.confidence,
        "group": event.group,
    }


def _roles(event: Event) -> dict[str, list[Any]]:
    return {
        view.field.removeprefix("role:"): [value_to_json(reading.value) for reading in view.readings]
        for view in event.fields
        if view.field.startswith("role:") and view.readings
    }


def _plain(view: FieldView) -> Any:
    values = [value_to_json(reading.value) for reading in view.readings]
    return values[0] if len(values) == 1 or view.conflict else values


def _conflict(view: FieldView) -> Row:
    return {
        "field": view.field,
        "values": [
            {"value": value_to_json(reading.value), "claims": list(reading.claims)} for reading in view.readings
        ],
    }


def _near(view: FieldView) -> Iterator[Row]:
    """Yield the values with which some claims agree without giving them, and these claims."""
    for reading in view.readings:
        if reading.near:
            yield {"field": view.field, "value": value_to_json(reading.value), "claims": list(reading.near)}


def place_words(value: CellValue) -> str:
    """Return the name of a place or any other value."""
    return value.name if isinstance(value, Place | Actor) else str(value)
