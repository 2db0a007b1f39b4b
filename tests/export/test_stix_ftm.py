"""STIX and FollowTheMoney, judged by those projects' own libraries."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import followthemoney
import pytest
import stix2  # type: ignore[import-untyped] # ships no types
from hypothesis import HealthCheck, given, settings

from foedera.export import Material
from foedera.export.stix import CREDIBILITY
from tests.export.generated import materials
from tests.export.record import EVENTS, REPORTS, material
from tests.export.test_json import strict, write

_UUID5 = re.compile(r"[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _references(item: Any) -> Iterator[str]:
    for key, value in item.items():
        if key.endswith("_ref"):
            yield value
        elif key.endswith("_refs"):
            yield from value


def _empties(value: Any) -> Iterator[Any]:
    """Yield what STIX forbids at any depth: null and empty lists."""
    if value is None or value == []:
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _empties(item)


def _check_bundle(record: Material) -> list[dict[str, Any]]:
    """Check a bundle with the library, strictly, and against what the library does not look at; return its objects."""
    bundle = strict(write("stix", record))
    parsed = stix2.parse(bundle, allow_custom=False, version="2.1")
    objects: list[dict[str, Any]] = bundle["objects"]
    assert [json.loads(item.serialize()) for item in parsed.objects] == objects, (
        "the library changed or dropped something"
    )
    ids = [item["id"] for item in objects]
    assert len(set(ids)) == len(ids)
    assert all(_UUID5.fullmatch(name) for name in (*ids, bundle["id"]))
    assert {name for item in objects for name in _references(item)} <= set(ids)
    extensions = {item["id"] for item in objects if item["type"] == "extension-definition"}
    assert {name for item in objects for name in item.get("extensions", {})} <= extensions
    assert not list(_empties(bundle))
    return objects


def test_bundle_is_strict_stix() -> None:
    """The library takes the bundle without custom content, and gives back every property."""
    objects = _check_bundle(material())
    assert Counter(item["type"] for item in objects) == {
        "identity": 9,
        "extension-definition": 1,
        "incident": 3,
        "relationship": 9,
        "location": 3,
        "report": 4,
        "note": 4,
    }


def test_event_in_stix() -> None:
    """An event has its confidence on the Admiralty scale, its roles as relations, and itself whole in the extension."""
    objects = _check_bundle(material())
    by_id = {item["id"]: item for item in objects}
    incident = next(item for item in objects if item["type"] == "incident")
    assert (incident["name"], incident["confidence"]) == ("Peace Shield 2025 (exercise)", CREDIBILITY[2])
    (own,) = incident["extensions"].values()
    assert own["event"]["conflicts"][0]["field"] == "when"
    told = [(item["relationship_type"], by_id[item["target_ref"]]["name"]) for item in objects if _from(item, incident)]
    assert told == [
        ("participant", "China"),
        ("participant", "72nd Special Operations Brigade"),
        ("host", "China"),
        ("observer", "NATO"),
        ("located-at", "Hebei"),
        ("located-at", "China"),
        ("located-at", "Blue Valley"),
    ]
    note = next(item for item in objects if item["type"] == "note")
    assert note["content"].splitlines()[1] == "About 3,500 soldiers took part."
    assert incident["id"] in note["object_refs"]
    report = next(item for item in objects if item["type"] == "report")
    assert {incident["id"], note["id"]} <= set(report["object_refs"])


def _from(item: dict[str, Any], source: dict[str, Any]) -> bool:
    return item["type"] == "relationship" and bool(item["source_ref"] == source["id"])


def test_ids_and_creation_stay_between_exports() -> None:
    """A later export names the same things alike, with the same `created` and a later `modified`."""
    first = {item["id"]: item for item in _check_bundle(material())}
    later = replace(material(), now="2027-01-01T00:00:00.5Z", events=lambda: iter(EVENTS[::-1]))
    second = {item["id"]: item for item in _check_bundle(later)}
    assert set(first) == set(second)
    assert all(second[name]["created"] == item["created"] for name, item in first.items())
    assert all(
        second[name]["modified"] == "2027-01-01T00:00:00.500Z" > item["modified"] for name, item in first.items()
    )


def test_characters_of_two_codes_are_composed() -> None:
    """The library composes what it takes in, so that `e` with an accent of its own would come back another text."""
    record = replace(
        material(), reports=lambda: iter([replace(REPORTS[0], publisher="Cafe\u0301 \U0002f800"), *REPORTS[1:]])
    )
    entities = _check_entities(record)
    assert ["Caf\u00e9 \u4e3d"] in [item["properties"].get("publisher") for item in entities]


def test_a_time_that_is_none_is_refused() -> None:
    """The time of an export must be one, in UTC."""
    with pytest.raises(ValueError, match="no time in UTC"):
        write("stix", replace(material(), now="yesterday"))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_record_is_strict_stix(record: Material) -> None:
    """Whatever texts, numbers and gaps a record has, the bundle is valid and whole."""
    objects = _check_bundle(record)
    kinds = Counter(item["type"] for item in objects)
    assert kinds["incident"] == len(list(record.events()))
    assert kinds["note"] == len(list(record.entries()))
    assert kinds["report"] == len(list(record.reports()))


def _check_entities(record: Material) -> list[dict[str, Any]]:
    """Check entities with the library: schema, properties, references; nothing is dropped or changed by cleaning."""
    entities = [strict(line) for line in write("ftm", record).split(b"\n")[:-1]]
    schemata = {item["id"]: followthemoney.model[item["schema"]] for item in entities}
    assert len(schemata) == len(entities)
    for item in entities:
        schema = schemata[item["id"]]
        schema.validate(item)
        assert set(item["properties"]) <= set(schema.properties)
        proxy = followthemoney.EntityProxy.from_dict(item, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in item["properties"].items()}, item["schema"]
        for name, values in item["properties"].items():
            wanted = schema.properties[name].range
            for value in values if wanted else ():
                assert schemata[value].is_a(wanted), (item["schema"], name)
    return entities


def test_entities_are_valid() -> None:
    """Every entity is valid in its schema, every property is taken as it is, references are to what they may be."""
    entities = _check_entities(material())
    assert Counter(item["schema"] for item in entities) == {
        "PublicBody": 1,
        "Organization": 2,
        "Person": 1,
        "Company": 1,
        "Event": 3,
        "Address": 3,
        "UnknownLink": 6,
        "Article": 4,
        "Documentation": 4,
    }
    event = next(item["properties"] for item in entities if item["schema"] == "Event")
    assert (event["startDate"], event["endDate"], event["country"]) == (["2025-07-19"], ["2025-07-28"], ["cn", "rs"])
    quotes = next(item["properties"] for item in entities if item["schema"] == "Documentation")["summary"]
    assert quotes[1] == "About 3,500 soldiers took part."


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_record_gives_valid_entities(record: Material) -> None:
    """Whatever a record holds, no entity is invalid and no value is lost to the library's cleaning."""
    kinds = Counter(item["schema"] for item in _check_entities(record))
    assert kinds["Event"] == len(list(record.events()))
    assert kinds["Article"] == len(list(record.reports()))
    assert kinds["Documentation"] == len(list(record.entries()))
