"""The record as FollowTheMoney entities, one line of JSON each, for Aleph, OpenAleph and yente.

Every event is an `Event`, every report an `Article`, every claim a `Documentation` that joins the two and quotes the
sentences, every actor a legal entity of its kind, every role an `UnknownLink` with the role's name.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, TypeAlias

from foedera.contract import value_to_json
from foedera.events import Entry, Event, FieldView
from foedera.export import ftm_values as values
from foedera.export.material import Material, Written, event_ids, iter_reports
from foedera.export.streams import write_lines
from foedera.export.summary import parties, roles, title
from foedera.types import Actor, Place, Report

Entity: TypeAlias = dict[str, Any]

_SCHEMATA = {
    "state": "PublicBody",
    "organisation": "Organization",
    "person": "Person",
    "unit": "Organization",
    "company": "Company",
    "group": "LegalEntity",
}
_OWN = frozenset({"Event", "UnknownLink"})
"""What belongs to one event; actors and places are shared."""
_CLASSIFIED = frozenset({"PublicBody", "Organization", "Company"})
_LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "am:amh ar:ara az:aze be:bel bg:bul bn:ben cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas fi:fin "
        "fr:fra he:heb hi:hin hr:hrv hu:hun hy:hye id:ind it:ita ja:jpn ka:kat kk:kaz km:khm ko:kor lt:lit lv:lav "
        "mk:mkd mn:mon ms:msa my:mya ne:nep nl:nld no:nor pl:pol ps:pus pt:por ro:ron ru:rus sk:slk sl:slv sq:sqi "
        "sr:srp sv:swe sw:swa ta:tam th:tha tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho"
    ).split()
)
"""Three-letter codes (ISO 639-3), which the model wants."""


def write_ftm(material: Material, stream: BinaryIO) -> Written:
    """Write the entities. Memory: a line for each claim, actor and place."""
    counts: Counter[str] = Counter()

    def entities() -> Iterator[Entity]:
        for item in _entities(material):
            counts[item["schema"]] += 1
            yield item

    total = write_lines(stream, entities())
    return Written({"entities": total} | dict(sorted(counts.items())))


def _entities(material: Material) -> Iterator[Entity]:
    seen: set[str] = set()
    for event in material.events():
        for item in _event(event, material):
            if item["schema"] in _OWN or item["id"] not in seen:
                yield item
            if item["schema"] not in _OWN:
                seen.add(item["id"])
    known = event_ids(material)
    for report, entries in iter_reports(material):
        yield _article(report, material)
        yield from (_documentation(entry, report, known[entry.id]) for entry in entries if entry.id in known)


def _event(event: Event, material: Material) -> Iterator[Entity]:
    """Yield an event, its actors, its places, and the roles that join them."""
    found = roles(event)
    actors = {actor: _actor(actor, material) for own in found.values() for actor in own}
    places = [_place(place, material) for place in event.where]
    yield from actors.values()
    yield from places
    name = _name("event", event.id)
    yield _entity(
        name,
        "Event",
        name=values.name(title(event), event.type),
        recordId=event.id,
        **values.dates(event.when),
        location=[values.address(place.name) for place in event.where],
        addressEntity=[place["id"] for place in places],
        country=[_country(place.country, material) for place in event.where],
        involved=list(dict.fromkeys(item["id"] for item in actors.values())),
        keywords=[event.type, event.status],
        summary=_summary(event),
        description=[_field_words(view) for view in event.fields if _is_told(view)],
        notes=_notes(event),
    )
    for role, own in found.items():
        for actor in own:
            ends = {"subject": name, "object": actors[actor]["id"], "role": role}
            yield _entity(
                _name("role", event.id, role, actors[actor]["id"]), "UnknownLink", **ends, **values.dates(event.when)
            )


def _article(report: Report, material: Material) -> Entity:
    other = [f"Address: {report.url}"] if report.url and not values.web_address(report.url) else []
    return _entity(
        _name("report", report.id),
        "Article",
        title=report.title,
        author=list(report.byline),
        publishedAt=values.point(report.published),
        publisher=report.publisher,
        sourceUrl=values.web_address(report.url),
        language=_LANGUAGES.get(report.language or ""),
        retrievedAt=(material.retrieved(report.id) or "")[:10],
        notes=[f"Foedera report {report.id}", *other],
    )


def _documentation(entry: Entry, report: Report, event: str) -> Entity:
    """Return a claim: which report says it of which event, in what words."""
    quotes = [report.text[item.start : item.end] for item in entry.claim.evidence]
    return _entity(
        _name("claim", entry.id),
        "Documentation",
        document=_name("report", report.id),
        entity=_name("event", event),
        role="claim",
        status=entry.claim.status,
        date=values.point(report.published),
        publisher=report.publisher,
        recordId=entry.id,
        summary=quotes,
        description=f"{entry.claim.type}, {entry.claim.status}" + (f", {entry.verdict}" if entry.verdict else ""),
    )


def _actor(actor: Actor, material: Material) -> Entity:
    schema = _SCHEMATA[actor.kind]
    classified = {"classification": actor.kind} if schema in _CLASSIFIED else {}
    country = _country(actor.country, material)
    return _entity(
        _name("actor", actor.kind, actor.country, actor.org, actor.name),
        schema,
        name=values.name(actor.name, actor.kind),
        weakAlias=actor.org if actor.org != actor.name else None,
        country=country,
        notes=f"Country: {actor.country}" if actor.country and not country else None,
        **classified,
    )


def _place(place: Place, material: Material) -> Entity:
    country = material.countries.get(place.country or "")
    full = values.address(f"{place.name}, {country}" if country and country != place.name else place.name)
    return _entity(
        _name("place", place.name, place.country, str(place.lat), str(place.lon)),
        "Address",
        full=full,
        remarks=place.name if full is None or place.name not in full else None,
        country=_country(place.country, material),
        latitude=values.degrees(place.lat),
        longitude=values.degrees(place.lon),
    )


def _summary(event: Event) -> str:
    who = "; ".join(f"{role}: {', '.join(names)}" for role, names in parties(event).items())
    when = f" When: {event.when}." if event.when else ""
    return f"{event.type}, {event.status}. {who}.{when}".replace(" ..", " .")


def _notes(event: Event) -> list[str]:
    notes = [f"Credibility {event.credibility} of 6; {event.voices} independent publishers"]
    notes += event.reasons
    notes += [f"Reports disagree. {_field_words(view)}" for view in event.conflicts]
    return notes


def _is_told(view: FieldView) -> bool:
    return view.field.startswith("field:") and bool(view.readings)


def _field_words(view: FieldView) -> str:
    """Return what is said on a field: `personnel: 3500 soldiers / 4000 soldiers`."""
    name = view.field.partition(":")[2] or view.field
    return f"{name}: " + " / ".join(_value_words(reading.value) for reading in view.readings)


def _value_words(value: Any) -> str:
    plain = value_to_json(value)
    if not isinstance(plain, Mapping):
        return json.dumps(plain) if isinstance(plain, bool) else str(plain)
    if "name" in plain:
        return str(plain["name"])
    keys = ("qual", "n", "currency", "unit", "of")
    return " ".join(str(plain[key]) for key in keys if key in plain)


def _country(code: str | None, material: Material) -> str | None:
    return material.alpha2.get(code or "", "").lower() or None


def _name(*parts: str | None) -> str:
    """Return the id of a thing: the same in every export."""
    return "foedera-" + hashlib.sha1(json.dumps(parts).encode(), usedforsecurity=False).hexdigest()


def _entity(name: str, schema: str, /, **properties: Any) -> Entity:
    """Return an entity; every property is a list of distinct texts, empty ones are left out."""
    lists = {key: list(dict.fromkeys(values.texts(value))) for key, value in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: found for key, found in lists.items() if found}}
