"""Events and claims as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from foedera.contract import to_json, value_to_json
from foedera.events import Event, FieldView
from foedera.export.material import Material, Written, iter_reports, report_ids
from foedera.export.streams import write_array, write_lines

Json = dict[str, Any]


def write_events(material: Material, stream: BinaryIO) -> Written:
    """Write every event with the claims that make it up: `foedera events --format json`."""
    reports = report_ids(material)
    objects = (event_object(event, reports, material.list_fields) for event in material.events())
    return Written({"events": write_array(stream, {}, "events", objects)})


def write_claims(material: Material, stream: BinaryIO) -> Written:
    """Write each report with its claims as one line: the batch form of the contract, which `import` reads again."""
    count = 0

    def objects() -> Iterator[Json]:
        nonlocal count
        for report, entries in iter_reports(material):
            count += len(entries)
            whole = replace(report, claims=tuple(entry.claim for entry in entries))
            yield to_json(whole, material.list_fields)

    reports = write_lines(stream, objects())
    return Written({"reports": reports, "claims": count})


def event_object(event: Event, reports: Mapping[str, str], list_fields: frozenset[str]) -> Json:
    """Return one event as the contract's object.

    A field on which claims clash holds the best supported value; all values stand in `conflicts`. Beside the contract's
    words it tells `group`, `voices`, `first`, `credibility` with its `reasons`, `confidence`, `said_by`, per field
    what claims call `undisclosed`, and which claims are `near` a value: they agree with it, but give another.

    Args:
        reports: The report of each claim.
    """
    out: Json = {
        "id": event.id,
        "type": event.type,
        "name": event.name,
        "status": event.status,
        "when": event.when,
        "where": [value_to_json(place) for place in event.where],
        "said_by": [value_to_json(value) for value in event.values("said_by")],
        "roles": {},
        "fields": {},
        "claims": _refer(event.claims, reports),
        "conflicts": [_conflict(view, reports) for view in event.conflicts],
        "near": [near for view in event.fields for near in _near(view, reports)],
        "undisclosed": [_withheld(view, reports) for view in event.fields if view.undisclosed],
        "group": event.group,
        "voices": event.voices,
        "first": event.first,
        "credibility": event.credibility,
        "reasons": list(event.reasons),
        "confidence": event.confidence,
    }
    for view in event.fields:
        kind, _, name = view.field.partition(":")
        if kind == "role":
            out["roles"][name] = [value_to_json(reading.value) for reading in view.readings]
        elif kind == "field" and view.readings:
            out["fields"][name] = _field(view, as_list=f"{event.type}.{name}" in list_fields)
    return out


def _field(view: FieldView, *, as_list: bool) -> Any:
    values = [value_to_json(reading.value) for reading in view.readings]
    return values if as_list or (len(values) > 1 and not view.conflict) else values[0]


def _conflict(view: FieldView, reports: Mapping[str, str]) -> Json:
    values = [{"value": value_to_json(r.value), "claims": _refer(r.claims, reports)} for r in view.readings]
    return {"field": _name(view), "values": values}


def _near(view: FieldView, reports: Mapping[str, str]) -> Iterator[Json]:
    for reading in view.readings:
        if reading.near:
            yield {"field": _name(view), "value": value_to_json(reading.value), "claims": _refer(reading.near, reports)}


def _withheld(view: FieldView, reports: Mapping[str, str]) -> Json:
    return {"field": _name(view), "claims": _refer(view.undisclosed, reports)}


def _name(view: FieldView) -> str:
    """Return a field's name as in the `fields` of evidence: without what kind it is."""
    return view.field.partition(":")[2] or view.field


def _refer(claims: tuple[str, ...], reports: Mapping[str, str]) -> list[Json]:
    return [{"report": reports.get(claim), "claim": claim} for claim in claims]
