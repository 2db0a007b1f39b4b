"""The record as a STIX 2.1 bundle, for platforms of threat intelligence.

Every event is an `incident`, every actor an `identity`, every place a `location`, every report a `report`, every claim
a `note` with the sentences that say it. Roles are relationships from incident to identity, named as in the codebook.
What STIX has no property for stands under one extension definition. Ids are UUIDv5 of what they name: the same thing
has the same id in every export, on every machine; `created` never changes either, and `modified` is the time of the
export.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from foedera.contract import claim_to_json
from foedera.events import Entry, Event
from foedera.export.events_json import event_object
from foedera.export.material import Material, Written, event_ids, iter_reports, report_ids
from foedera.export.stix_objects import Json, Maker
from foedera.export.streams import write_array
from foedera.export.summary import days, roles, title
from foedera.types import Report

CREDIBILITY = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""Confidence for each step of the Admiralty scale, as appendix A of STIX 2.1 sets it; 6 (unknown) has none."""
_NO_OBJECTS = frozenset({"cells", "triggers", "id", "evidence"})
"""Parts of a claim that a note does not repeat: its id and passages stand in it anyway."""


def write_stix(material: Material, stream: BinaryIO) -> Written:
    """Write a bundle, object by object. Memory: a line for each claim, actor and place."""
    make = Maker(material.now)
    counts: dict[str, int] = {}

    def objects() -> Iterator[Json]:
        for item in _objects(material, make):
            counts[item["type"]] = counts.get(item["type"], 0) + 1
            yield item

    head = {"type": "bundle", "id": make.name("bundle", material.author, material.now)}
    total = write_array(stream, head, "objects", objects())
    return Written({"objects": total} | dict(sorted(counts.items())))


def _objects(material: Material, make: Maker) -> Iterator[Json]:
    yield from make.preamble(material)
    reports = report_ids(material)
    for event in material.events():
        yield from _event(event, material, make, event_object(event, reports, material.list_fields))
    known = event_ids(material)
    for report, entries in iter_reports(material):
        yield from _report(report, entries, material, make, known)


def _event(event: Event, material: Material, make: Maker, whole: Json) -> Iterator[Json]:
    """Yield an event with the actors and places that have not been yielded before, and its relations to them."""
    first, last = days(event.when)
    incident = make.thing(
        "incident",
        event.id,
        name=title(event),
        description="; ".join(event.reasons),
        labels=[event.type, event.status],
        confidence=CREDIBILITY.get(event.credibility),
        own={"event": whole, "first_day": first, "last_day": last},
    )
    yield incident
    time = {"start_time": f"{first}T00:00:00Z", "stop_time": f"{last}T23:59:59Z"} if first and last else {}
    for role, actors in roles(event).items():
        for actor in actors:
            identity = make.actor(actor)
            yield from make.once(identity)
            yield make.relation(incident, role.replace("_", "-"), identity, **time)
    for place in event.where:
        if location := make.place(place, material.alpha2.get(place.country or "")):
            yield from make.once(location)
            yield make.relation(incident, "located-at", location)


def _report(
    report: Report, entries: list[Entry], material: Material, make: Maker, events: dict[str, str]
) -> Iterator[Json]:
    """Yield a report, its publisher and its claims."""
    publisher = make.publisher(report.publisher, material) if report.publisher else None
    if publisher:
        yield from make.once(publisher)
    notes = [_note(entry, report, make, events) for entry in entries]
    yield from notes
    happenings = dict.fromkeys(make.name("incident", events[one.id]) for one in entries if one.id in events)
    told = [*happenings, *(note["id"] for note in notes)]
    published = days(report.published)[0]
    yield make.thing(
        "report",
        report.id,
        name=report.title or "Report without a title",
        published=f"{published}T00:00:00Z" if published else f"{make.now[:19]}Z",
        object_refs=told or [publisher["id"] if publisher else make.author],
        lang=report.language,
        external_references=_references(report),
        own={
            "report": report.id,
            "publisher": report.publisher,
            "published": report.published,
            "byline": list(report.byline),
            "dateline": report.dateline,
            "retrieved": material.retrieved(report.id),
        },
    )


def _references(report: Report) -> list[Json]:
    if not report.url:
        return []
    return [{"source_name": report.publisher or "unknown publisher", "url": report.url}]


def _note(entry: Entry, report: Report, make: Maker, events: dict[str, str]) -> Json:
    """Return a claim as a note on its event and its report: the sentences that say it."""
    quotes = [report.text[item.start : item.end] for item in entry.claim.evidence]
    body = claim_to_json(entry.claim)
    about = [make.name("report", report.id)]
    if entry.id in events:
        about.insert(0, make.name("incident", events[entry.id]))
    return make.thing(
        "note",
        entry.id,
        abstract=f"{entry.claim.type}, {entry.claim.status}",
        content="\n".join(quotes) or f"{entry.claim.type}, {entry.claim.status}",
        authors=list(report.byline),
        object_refs=about,
        confidence=round(100 * min(max(entry.claim.confidence, 0.0), 1.0)),
        labels=[entry.claim.type, entry.claim.status],
        lang=report.language,
        own={
            "claim": {key: value for key, value in body.items() if key not in _NO_OBJECTS},
            "claim_id": entry.id,
            "sentences": [[item.start, item.end] for item in entry.claim.evidence],
            "verdict": entry.verdict,
            "edited": entry.edited,
            "origin": entry.source,
        },
    )
