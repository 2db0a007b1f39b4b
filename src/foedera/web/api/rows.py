"""The records as the API gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from foedera.contract import claim_to_json, value_to_json
from foedera.events import Decision, Entry, Event, FieldView
from foedera.store import State, Stored

if TYPE_CHECKING:
    from foedera.web.context import Context

Row = dict[str, Any]


def event_row(event: Event) -> Row:
    """Return an event with every field's readings."""
    return {
        "id": event.id,
        "type": event.type,
        "name": event.name,
        "status": event.status,
        "when": event.when,
        "where": [value_to_json(place) for place in event.where],
        "claims": list(event.claims),
        "fields": [_field(view) for view in event.fields],
        "voices": event.voices,
        "first": event.first,
        "credibility": event.credibility,
        "reasons": list(event.reasons),
        "confidence": event.confidence,
        "group": event.group,
    }


def _field(view: FieldView) -> Row:
    readings = [
        {
            "value": value_to_json(each.value),
            "claims": list(each.claims),
            "voices": each.voices,
            "near": list(each.near),
        }
        for each in view.readings
    ]
    return {
        "field": view.field,
        "conflict": view.conflict,
        "readings": readings,
        "undisclosed": list(view.undisclosed),
    }


def claim_row(entry: Entry) -> Row:
    """Return a claim in the contract's form, with its report and what people said of it."""
    home = {
        "id": entry.report,
        "title": entry.title,
        "publisher": entry.publisher,
        "published": entry.published,
        "url": entry.url,
    }
    marks = {"verdict": entry.verdict, "edited": entry.edited, "source": entry.source, "voice": entry.voice}
    return {**claim_to_json(entry.claim), "report": home, **marks}


def decision_rows(decisions: Iterable[Decision]) -> list[Row]:
    """Return decisions, each with whether it still holds; an undo holds until it is undone itself."""
    listed = list(decisions)
    undone: set[str] = set()
    for each in reversed(listed):
        if each.action == "undo" and each.id not in undone:
            undone.add(each.target)
    return [{**asdict(each), "in_force": each.id not in undone} for each in listed]


def state_row(state: State, event: str | None) -> Row:
    """Return how something stands."""
    return {
        "hash": state.hash,
        "target": state.target,
        "claim": claim_row(state.entry) if state.entry else None,
        "other": claim_row(state.other) if state.other else None,
        "decisions": decision_rows(state.decisions),
        "event": event,
    }


def report_row(stored: Stored) -> Row:
    """Return a report without its text."""
    report = stored.report
    return {
        "id": report.id,
        "title": report.title,
        "byline": list(report.byline),
        "dateline": report.dateline,
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "language": report.language,
        "source": stored.source,
        "added": stored.added,
        "media_type": stored.media_type,
        "version_of": stored.version_of,
        "voice": stored.voice,
    }


def event_of(page: Context, claim: str) -> str | None:
    """Return the id of the event that a claim is in."""
    return page.record.store.events.of_claims([claim]).get(claim)
