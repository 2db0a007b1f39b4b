"""JSON: the contract's events and claims, GeoJSON."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from foedera.contract import from_json
from foedera.events import FieldView, Reading
from foedera.export import FORMATS, Material, export
from foedera.export.material import iter_reports
from foedera.export.tables import TABLES, iter_rows
from foedera.record.answers import event_to_json
from foedera.types import Place, Quantity
from tests.export.generated import materials
from tests.export.record import DRILL_1, ENTRIES, EVENTS, REPORTS, material


def write(name: str, record: Material | None = None) -> bytes:
    """Return what a format writes."""
    stream = io.BytesIO()
    export(name, record or material(), stream)
    return stream.getvalue()


def strict(text: bytes | str) -> Any:
    """Parse JSON, without the numbers that JSON does not have."""

    def refuse(word: str) -> Any:
        raise AssertionError(word)

    return json.loads(text, parse_constant=refuse)


def test_events_have_the_shape_of_the_contract() -> None:
    """Every event has type, name, status, dates, places, roles, fields, its claims, and conflicts with theirs."""
    event = strict(write("json"))["events"][0]
    assert (event["id"], event["type"], event["name"], event["status"], event["when"]) == (
        "e-c1",
        "exercise",
        "Peace Shield 2025",
        "occurred",
        "2025-07-19/2025-07-28",
    )
    assert event["where"][0] == {"name": "Hebei", "country": "CHN", "lat": 38.0, "lon": 115.5}
    assert [actor["name"] for actor in event["roles"]["participant"]] == ["China", "72nd Special Operations Brigade"]
    assert event["claims"] == [{"report": "r1", "claim": "c1"}, {"report": "r2", "claim": "c2"}]
    assert event["fields"]["edition"] == {"n": 2}, "the best supported value"
    assert event["fields"]["activities"] == ['"=1+1"'], "a list field is a list"
    assert event["fields"]["first"] is True
    assert event["conflicts"][1] == {
        "field": "edition",
        "values": [
            {"value": {"n": 2}, "claims": [{"report": "r1", "claim": "c1"}]},
            {"value": {"n": 3}, "claims": [{"report": "r2", "claim": "c2"}]},
        ],
    }
    assert event["undisclosed"] == [{"field": "equipment", "claims": [{"report": "r1", "claim": "c1"}]}]


def test_claims_come_back_from_their_lines() -> None:
    """Each line is a report of the contract, from which report and claims can be built again."""
    lines = write("jsonl").splitlines()
    reports = [from_json(strict(line)) for line in lines]
    assert [report.text for report in reports] == [report.text for report in REPORTS]
    assert reports[0].claims == (DRILL_1,)
    assert [claim.id for report in reports for claim in report.claims] == [entry.id for entry in ENTRIES]


def test_every_event_is_on_the_map_or_unlocated() -> None:
    """A feature for each place, longitude first; without coordinates the geometry is null."""
    collection = strict(write("geojson"))
    assert collection["type"] == "FeatureCollection"
    found = [(item["id"], item["geometry"], item["properties"]["place_precision"]) for item in collection["features"]]
    assert found == [
        ("e-c1#1", {"type": "Point", "coordinates": [115.5, 38.0]}, "place"),
        ("e-c1#2", {"type": "Point", "coordinates": [105.0, 35.0]}, "country"),
        ("e-c1#3", None, None),
        ("e-c4", None, None),
        ("e-c5", None, None),
    ]
    first = collection["features"][0]["properties"]
    assert (first["date_precision"], first["place_conflict"]) == ("day", False)
    assert first["parties"]["host"] == ["China"]
    assert collection["features"][4]["properties"]["date_precision"] == "about year"


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_record_gives_valid_json(record: Material) -> None:
    """Whatever is in a record, every format of JSON is JSON, and nothing is missing from it."""
    events = {event.id for event in record.events()}
    assert {event["id"] for event in strict(write("json", record))["events"]} == events
    features = strict(write("geojson", record))["features"]
    assert {feature["properties"]["event"] for feature in features} == events
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    lines = write("jsonl", record).split(b"\n")[:-1]
    assert len(lines) == len(list(record.reports()))
    for line, (report, entries) in zip(lines, iter_reports(record), strict=True):
        told = strict(line)
        assert told["report"]["id"] == report.id
        assert [claim["id"] for claim in told["claims"]] == [entry.id for entry in entries]


def test_no_coordinates_off_the_earth() -> None:
    """Coordinates that are none give no point."""
    wrong = (Place("a", None, 91.0, 0.0), Place("b", None, 0.0, 200.0), Place("c", None, math.nan, 1.0))
    record = replace(material(), events=lambda: iter([replace(EVENTS[0], where=wrong)]))
    assert [item["geometry"] for item in strict(write("geojson", record))["features"]] == [None] * 3


def test_a_value_that_a_claim_does_not_give_is_not_put_into_its_mouth() -> None:
    """Claims that agree with a value but give another are told, in the JSON, in the tables, and by a question."""
    reading = Reading(Quantity(1340), ("c1", "c2"), 2, ("c2",))
    event = replace(EVENTS[0], fields=(FieldView("field:personnel", (reading,), conflict=False),))
    record = replace(material(), events=lambda: iter([event]))
    (told,) = strict(write("json", record))["events"]
    assert told["fields"]["personnel"] == [{"n": 1340}]
    assert told["near"] == [{"field": "personnel", "value": {"n": 1340}, "claims": [{"report": "r2", "claim": "c2"}]}]
    asked = event_to_json(event, {})["near"]
    assert asked == [{"field": "field:personnel", "value": {"n": 1340}, "claims": ["c2"]}]
    tables = {table.name: list(iter_rows(table, record)) for table in TABLES if table.name.startswith("reading")}
    assert tables["readings"][0][-4:] == (2, 2, 1, False)
    assert [row[-2:] for row in tables["reading_claims"]] == [("c1", False), ("c2", True)]


def test_formats_say_what_they_are() -> None:
    """Each format has a title for help, and an ending unless it writes a folder."""
    assert set(FORMATS) == set("csv parquet json jsonl geojson plover stix ftm bibtex csl-json ris".split())
    assert all(item.title and (item.folder == (item.name in ("csv", "parquet"))) for item in FORMATS.values())
