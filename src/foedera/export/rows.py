"""The rows of every table, in the order of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from foedera.events import Decision, Entry, Event, Link
from foedera.export.material import Material
from foedera.text.edtf import bounds
from foedera.types import Actor, CellValue, Place, Quantity, Report

Value: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = tuple[Value, ...]

_PART = "; "


def event(event: Event, _: Material) -> Iterator[Row]:
    """Return the row of an event."""
    yield (
        event.id,
        event.type,
        event.name,
        event.status,
        event.when,
        *_days(event.when),
        event.group,
        len(event.claims),
        event.voices,
        event.first,
        event.credibility,
        _PART.join(event.reasons) or None,
        event.confidence,
        _PART.join(view.field for view in event.conflicts) or None,
    )


def readings(event: Event, _: Material) -> Iterator[Row]:
    """Return a row for each reading of each field of an event."""
    for view in event.fields:
        for rank, reading in enumerate(view.readings, 1):
            support = (len(reading.claims), reading.voices, len(reading.near), view.conflict)
            yield (event.id, view.field, rank, *columns(reading.value), *support)


def reading_claims(event: Event, _: Material) -> Iterator[Row]:
    """Return a row for each claim of each reading."""
    for view in event.fields:
        for rank, reading in enumerate(view.readings, 1):
            yield from ((event.id, view.field, rank, claim, claim in reading.near) for claim in reading.claims)


def withheld(event: Event, _: Material) -> Iterator[Row]:
    """Return a row for each claim that calls a field of the event undisclosed."""
    for view in event.fields:
        yield from ((event.id, view.field, claim) for claim in dict.fromkeys(view.undisclosed))


def places(event: Event, material: Material) -> Iterator[Row]:
    """Return a row for each place of an event."""
    for number, place in enumerate(event.where, 1):
        country = material.countries.get(place.country or "")
        yield (event.id, number, place.name, place.country, country, place.lat, place.lon)


def claim(entry: Entry, report: Report, _: Material, event_id: str | None) -> Iterator[Row]:
    """Return the row of a claim."""
    when = first_text(entry, "when")
    yield (
        entry.id,
        event_id,
        report.id,
        entry.claim.type,
        entry.claim.status,
        first_text(entry, "name"),
        when,
        *_days(when),
        entry.claim.confidence,
        entry.verdict,
        entry.edited,
        entry.source,
        entry.voice,
    )


def cells(entry: Entry, report: Report, _: Material, __: str | None) -> Iterator[Row]:
    """Return a row for each value of a claim."""
    for number, cell in enumerate(entry.claim.cells, 1):
        start, end = cell.span.start, cell.span.end
        passage = next((e for e in entry.claim.evidence if e.start <= start < e.end), None)
        quote = report.text[passage.start : passage.end] if passage else None
        yield (entry.id, number, cell.field, *columns(cell.value), cell.printed, start, end, cell.score, quote)


def parties(entry: Entry, _: Report, material: Material, event_id: str | None) -> Iterator[Row]:
    """Return a row for each actor in each role of a claim."""
    roles = dict.fromkeys(
        (cell.field, cell.value)
        for cell in entry.claim.cells
        if isinstance(cell.value, Actor) and _is_party(cell.field)
    )
    for number, (field, actor) in enumerate(roles, 1):
        assert isinstance(actor, Actor)
        country = material.countries.get(actor.country or "")
        who = (actor.name, actor.kind, actor.country, country, actor.org)
        yield (entry.id, number, event_id, field.removeprefix("role:"), *who)


def passages(entry: Entry, report: Report, _: Material, __: str | None) -> Iterator[Row]:
    """Return a row for each sentence that a claim rests on."""
    for number, item in enumerate(entry.claim.evidence, 1):
        text = report.text[item.start : item.end]
        yield (entry.id, number, item.start, item.end, " ".join(item.fields) or None, text)


def undisclosed(entry: Entry, *__: object) -> Iterator[Row]:
    """Return a row for each thing that a claim calls undisclosed."""
    for number, words in enumerate(entry.claim.undisclosed, 1):
        item, _, rest = words.partition(":")
        country, _, what = rest.partition(":")
        yield (entry.id, number, item, country or None, what or None)


def source(report: Report, entries: list[Entry], material: Material) -> Iterator[Row]:
    """Return the row of a report."""
    yield (
        report.id,
        report.title,
        _PART.join(report.byline) or None,
        report.dateline,
        report.published,
        report.publisher,
        material.reliability.get(report.publisher or ""),
        report.url,
        report.language,
        material.retrieved(report.id),
        len(report.text),
        len(entries),
    )


def slant(report: Report, _: list[Entry], __: Material) -> Iterator[Row]:
    """Return a row for each piece of loaded wording of a report."""
    for number, mark in enumerate(report.slant, 1):
        yield (report.id, number, mark.start, mark.end, mark.kind, report.text[mark.start : mark.end])


def link(link: Link) -> Iterator[Row]:
    """Return the row of a link."""
    yield (link.left, link.right, link.score, link.judgement)


def reasons(link: Link) -> Iterator[Row]:
    """Return a row for each reason of a link."""
    for number, reason in enumerate(link.reasons, 1):
        yield (link.left, link.right, number, reason.feature, reason.weight, reason.left, reason.right)


def decision(decision: Decision) -> Iterator[Row]:
    """Return the row of a decision."""
    what = (decision.id, decision.action, decision.target, decision.other, decision.value)
    yield (*what, decision.author, decision.time, decision.reason or None, decision.shown)


def columns(item: CellValue) -> Row:
    """Return a value of any kind in the columns of `columns.VALUE`."""
    if isinstance(item, Actor):
        return (item.name, "actor", item.kind, item.country, item.org, None, None, None, None, None, None, None)
    if isinstance(item, Place):
        return (item.name, "place", None, item.country, None, item.lat, item.lon, None, None, None, None, None)
    if isinstance(item, Quantity):
        about = (item.qual, item.of, item.unit, item.currency)
        return (number_text(item.n), "quantity", None, None, None, None, None, float(item.n), *about)
    if isinstance(item, bool):
        return ("true" if item else "false", "flag", *(None,) * 10)
    if isinstance(item, int | float):
        return (number_text(item), "number", None, None, None, None, None, float(item), None, None, None, None)
    return (item, "text", *(None,) * 10)


def number_text(number: float) -> str:
    """Return a number in the fewest figures that say it exactly.

    Example:
        >>> number_text(3500.0), number_text(0.5)
        ('3500', '0.5')
    """
    return str(int(number)) if isinstance(number, int) or number.is_integer() else repr(number)


def first_text(entry: Entry, field: str) -> str | None:
    """Return the first value of a field that is text."""
    return next((value for value in entry.claim.values(field) if isinstance(value, str)), None)


def _is_party(field: str) -> bool:
    return field.startswith("role:") or field == "said_by"


def _days(when: str | None) -> tuple[date | None, date | None]:
    return bounds(when) if when else (None, None)
