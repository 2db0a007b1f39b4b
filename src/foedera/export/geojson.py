"""Events on a map: GeoJSON (RFC 7946), one point for each place of each event."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, BinaryIO

from foedera.events import Event
from foedera.export.material import Material, Written
from foedera.export.streams import known, write_array
from foedera.export.summary import date_precision, days, parties
from foedera.types import Place

_DIGITS = 6
"""Of a degree: about a decimetre, finer than any report says (and what RFC 7946 advises)."""


def write_geojson(material: Material, stream: BinaryIO) -> Written:
    """Write a feature collection.

    A place without coordinates, and an event without any place, is a feature whose geometry is null ("unlocated" in the
    words of the standard), so that no event is missing.
    """
    counts = {"features": 0, "points": 0, "unlocated": 0}

    def features() -> Iterator[dict[str, Any]]:
        for event in material.events():
            for feature in event_features(event, material):
                counts["points" if feature["geometry"] else "unlocated"] += 1
                yield feature

    about = known(version=material.version or None, author=material.author or None, made=material.now)
    head = {"type": "FeatureCollection", "foedera": about}
    counts["features"] = write_array(stream, head, "features", features())
    return Written(counts)


def event_features(event: Event, material: Material) -> Iterator[dict[str, Any]]:
    """Return a feature for each place of an event; one without geometry where it has none."""
    common = _properties(event)
    for number, place in enumerate(event.where, 1):
        own = {
            "place": place.name,
            "place_country": place.country,
            "place_number": number,
            "place_precision": _precision(place, material),
        }
        yield _feature(f"{event.id}#{number}", _point(place), common | own)
    if not event.where:
        own = {"place": None, "place_country": None, "place_number": 0, "place_precision": None}
        yield _feature(event.id, None, common | own)


def _feature(name: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _point(place: Place) -> dict[str, Any] | None:
    """Return a point, longitude first; None where there are no coordinates on Earth."""
    if place.lat is None or place.lon is None or not (math.isfinite(place.lat) and math.isfinite(place.lon)):
        return None
    if abs(place.lat) > 90 or abs(place.lon) > 180:
        return None
    return {"type": "Point", "coordinates": [round(float(place.lon), _DIGITS), round(float(place.lat), _DIGITS)]}


def _precision(place: Place, material: Material) -> str | None:
    """Return `country` where only a country is named (the point is its middle), else `place`; None without point."""
    if _point(place) is None:
        return None
    return "country" if place.name == material.countries.get(place.country or "") else "place"


def _properties(event: Event) -> dict[str, Any]:
    first, last = days(event.when)
    return {
        "event": event.id,
        "type": event.type,
        "name": event.name,
        "status": event.status,
        "when": event.when,
        "first_day": first,
        "last_day": last,
        "date_precision": date_precision(event.when),
        "parties": parties(event),
        "group": event.group,
        "claims": len(event.claims),
        "voices": event.voices,
        "credibility": event.credibility,
        "confidence": event.confidence,
        "place_conflict": any(view.field == "where" for view in event.conflicts),
        "conflicts": [view.field for view in event.conflicts],
    }
