"""Making STIX objects: ids, the properties that all have, actors, places, and Foedera's own extension."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from foedera.export.material import Material
from foedera.types import Actor, Place

Json: TypeAlias = dict[str, Any]

NAMESPACE = uuid.UUID("6f2d0c1e-93b5-5d0a-8f4e-1b7a5c3e9d42")
"""Under which all ids are made. It never changes."""
_BEGAN = "2026-01-01T00:00:00.000Z"
"""`created` of every object: STIX wants it the same in all versions of one, whenever they are exported."""
_CLASSES = {
    "state": "organization",
    "organisation": "organization",
    "person": "individual",
    "unit": "organization",
    "company": "organization",
    "group": "group",
}
_SECTORS = {"state": ["government-national"], "unit": ["defense"]}
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?(?:Z|\+00:00)")
_SCHEMA = """\
Properties that Foedera adds. incident: `event`, the event as Foedera's claim contract writes it (type, status, when in
EDTF, where, roles, fields, claims, conflicts, voices, credibility, ...), `first_day` and `last_day` that `when` can
mean. note: `claim` in the words of the contract, `claim_id`, `sentences` (start and end of each, in code points of the
report's text), `verdict` and `edited` (by a person), `origin`. report: `report` (id), `publisher`, `published` (EDTF),
`byline`, `dateline`, `retrieved`. identity: `kind` of actor, `country` (ISO 3166-1 alpha-3), `org`, `reliability` of a
publisher. location: `country` (alpha-3)."""


class Maker:
    """Makes the objects of one bundle."""

    def __init__(self, now: str) -> None:
        """Set the time of the export: UTC, ISO 8601."""
        found = _TIME.fullmatch(now)
        if not found:
            message = f"{now!r} is no time in UTC, as 2026-11-25T18:40:00Z"
            raise ValueError(message)
        self.now = f"{found[1]}.{found[2] or '0':0<3}Z"
        self.author = self.name("identity", "foedera")
        self._extension = self.name("extension-definition", "foedera", "1")
        self._yielded: set[str] = set()

    def name(self, kind: str, *parts: str | None) -> str:
        """Return the id of a thing."""
        return f"{kind}--{uuid.uuid5(NAMESPACE, json.dumps([kind, *parts]))}"

    def thing(self, kind: str, *parts: str | None, own: Mapping[str, Any] | None = None, **more: Any) -> Json:
        """Return an object; what is None or empty is left out, as STIX wants it.

        Args:
            parts: What the thing is named by.
            own: Properties under Foedera's extension.
        """
        out: Json = {
            "type": kind,
            "spec_version": "2.1",
            "id": self.name(kind, *parts),
            "created_by_ref": self.author,
            "created": min(_BEGAN, self.now),
            "modified": self.now,
        }
        out |= _said(more)
        if own and (added := _said(own)):
            out["extensions"] = {self._extension: {"extension_type": "property-extension"} | added}
        return out

    def once(self, item: Json) -> Iterator[Json]:
        """Yield an object the first time only."""
        if item["id"] not in self._yielded:
            self._yielded.add(item["id"])
            yield item

    def preamble(self, material: Material) -> Iterator[Json]:
        """Yield who made the bundle, and the extension definition."""
        told = f"Foedera {material.version}".strip() + (f", used by {material.author}" if material.author else "")
        yield self.thing("identity", "foedera", name="Foedera", description=told, identity_class="system")
        yield self.thing(
            "extension-definition",
            "foedera",
            "1",
            name="Foedera record",
            description="What reports say of dealings between states, claim by claim.",
            schema=_SCHEMA,
            version="1.0.0",
            extension_types=["property-extension"],
        )

    def actor(self, actor: Actor) -> Json:
        """Return an actor as an identity; namesakes of different kinds or countries are different."""
        return self.thing(
            "identity",
            actor.kind,
            actor.country,
            actor.org,
            actor.name,
            name=actor.name,
            identity_class=_CLASSES[actor.kind],
            sectors=_SECTORS.get(actor.kind),
            own={"kind": actor.kind, "country": actor.country, "org": actor.org},
        )

    def publisher(self, publisher: str, material: Material) -> Json:
        """Return a publisher as an identity."""
        own = {"reliability": material.reliability.get(publisher)}
        return self.thing("identity", "publisher", publisher, name=publisher, identity_class="organization", own=own)

    def place(self, place: Place, alpha2: str | None) -> Json | None:
        """Return a place as a location; None where neither country nor coordinates are known, which STIX asks for."""
        located = place.lat is not None and place.lon is not None and abs(place.lat) <= 90 and abs(place.lon) <= 180
        if not located and alpha2 is None:
            return None
        return self.thing(
            "location",
            place.name,
            place.country,
            str(place.lat),
            str(place.lon),
            name=place.name,
            country=alpha2,
            latitude=float(place.lat) if located and place.lat is not None else None,
            longitude=float(place.lon) if located and place.lon is not None else None,
            own={"country": place.country},
        )

    def relation(self, source: Json, kind: str, target: Json, **more: Any) -> Json:
        """Return a relationship."""
        ends = (source["id"], kind, target["id"])
        refs = {"relationship_type": kind, "source_ref": source["id"], "target_ref": target["id"]}
        return self.thing("relationship", *ends, **refs, **more)


def _said(value: Any) -> Any:
    """Return a value without what is None or empty at any depth; STIX forbids both."""
    if isinstance(value, Mapping):
        items = ((key, _said(item)) for key, item in value.items())
        return {key: item for key, item in items if item is not None and item not in ("", [], {})}
    if isinstance(value, list | tuple):
        return [item for item in map(_said, value) if item is not None and item not in ("", [], {})]
    return value
