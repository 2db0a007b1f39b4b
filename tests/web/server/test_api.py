"""The API: the same answers as the record's verbs, decisions against what was shown, files to keep."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedera.web.settings import Settings
from tests.record.making import claim_in, new_record, report_of, three_on_one
from tests.web.server.making import FIRST, HOME, OWN, SECOND, THIRD, hash_of, served

EVENT = f"e-{FIRST}"


def test_events_are_found_counted_and_sorted(client: TestClient) -> None:
    """With the words of the command line, and how many there are of each kind."""
    found = client.get("/api/events", params={"country": "Serbia", "since": "2025", "text": "guardian"}).json()
    assert (found["total"], [each["id"] for each in found["events"]]) == (1, [EVENT])
    assert found["facets"]["type"] == [{"value": "exercise", "count": 1}]
    assert {each["value"] for each in found["facets"]["country"]} == {"SRB", "CHN"}
    assert client.get("/api/events", params={"status": "denied"}).json()["total"] == 0
    assert client.get("/api/events", params={"until": "", "country": ""}).json()["total"] == 1


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("country=Atlantis", "Atlantis"),
        ("type=nonsense", "nonsense"),
        ("since=someday", "someday"),
        ("order=color", "color"),
        ("pair=SRB", "pair"),
        ("text=%00", "characters"),
        ("publisher=%ED%A0%80%00", "characters"),
    ],
)
def test_a_question_that_means_nothing_is_told_so(client: TestClient, asked: str, word: str) -> None:
    """With the part of it that means nothing."""
    answer = client.get(f"/api/events?{asked}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in answer.json()["detail"]


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=1000000", "offset=-1", "least=2", "unknown=1", "conflicts=perhaps"]
)
def test_what_the_description_forbids_is_refused(client: TestClient, asked: str) -> None:
    """Columns and numbers are those of the description, and no others."""
    assert client.get(f"/api/events?{asked}").status_code == 422


def test_an_event_comes_with_its_claims_and_their_passages(client: TestClient) -> None:
    """Every value leads to the claims behind it, every claim to its report and place."""
    found = client.get(f"/api/events/{EVENT}").json()
    assert [each["id"] for each in found["claims"]] == [FIRST, SECOND, THIRD]
    clash = next(each for each in found["event"]["fields"] if each["field"] == "field:personnel")
    assert {claim for reading in clash["readings"] for claim in reading["claims"]} == {FIRST, SECOND, THIRD}
    assert all(set(reading["near"]) < set(reading["claims"]) for reading in clash["readings"])
    report = client.get(f"/api/reports/{found['claims'][0]['report']['id']}").json()
    evidence = found["claims"][0]["evidence"][0]
    assert report["text"][evidence["start"] : evidence["end"]].startswith("Serbia and China will hold")
    assert client.get(f"/api/events/e-{SECOND}").json()["event"]["id"] == EVENT
    assert client.get("/api/events/e-none").status_code == 404


def test_lists_come_as_files(client: TestClient) -> None:
    """All that the filters choose, not one page; formulas of spreadsheets are made harmless."""
    answer = client.get("/api/claims?format=csv&limit=1")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["id"] for row in rows} == {FIRST, SECOND, THIRD}
    lines = client.get("/api/events?format=jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [EVENT]


def test_a_decision_is_taken_shown_and_taken_back(client: TestClient) -> None:
    """In the user's name, with the reason, and the events follow."""
    shown = hash_of(client, SECOND)
    body = {"action": "reject", "target": SECOND, "reason": "another exercise", "shown": shown}
    decided = client.post("/api/decisions", json=body)
    assert decided.status_code == 201
    assert decided.json()["state"]["claim"]["verdict"] == "rejected"
    assert decided.json()["event"] is None
    assert decided.json()["merged"]
    assert SECOND not in client.get(f"/api/events/{EVENT}").json()["event"]["claims"]
    undone = client.post("/api/undo", json={}).json()
    assert undone["state"]["claim"]["verdict"] is None
    assert undone["event"] == EVENT
    history = client.get(f"/api/history/{SECOND}").json()
    assert [(each["action"], each["author"], each["in_force"]) for each in history] == [
        ("reject", "Ana", False),
        ("undo", "Ana", True),
    ]
    assert client.post("/api/undo", json={}).status_code == 400


def test_two_windows_hear_of_each_other(tmp_path: Path) -> None:
    """The second to decide on what both saw is told so, with how it stands now; nothing of theirs is stored."""
    with served(tmp_path) as (one, site), TestClient(site, base_url=HOME, headers=OWN) as two:
        seen_by_one, seen_by_two = hash_of(one, SECOND), hash_of(two, SECOND)
        assert seen_by_one == seen_by_two
        assert (
            one.post("/api/decisions", json={"action": "accept", "target": SECOND, "shown": seen_by_one}).status_code
            == 201
        )
        late = two.post("/api/decisions", json={"action": "reject", "target": SECOND, "shown": seen_by_two})
        assert late.status_code == 409
        assert late.json()["code"] == "S122"
        assert late.json()["state"]["claim"]["verdict"] == "accepted"
        assert late.json()["state"]["decisions"][0]["author"] == "Ana"
        assert one.get(f"/api/claims/{SECOND}").json()["verdict"] == "accepted"
        again = {"action": "reject", "target": SECOND, "shown": late.json()["state"]["hash"]}
        assert two.post("/api/decisions", json=again).status_code == 201


def test_the_command_line_and_the_page_hear_of_each_other(tmp_path: Path) -> None:
    """A decision of another process, between showing and deciding, is a conflict as well."""
    with served(tmp_path) as (client, _):
        shown = hash_of(client, FIRST)
        with new_record(tmp_path) as record:
            record.accept(FIRST)
        answer = client.post("/api/decisions", json={"action": "reject", "target": FIRST, "shown": shown})
        assert answer.status_code == 409


def test_merging_and_splitting_are_checked_against_what_was_shown(tmp_path: Path) -> None:
    """An act of many decisions is stored whole or not at all."""
    text = "Hungary and Serbia held talks on a border drill."
    other = report_of(
        "x", text, "2021-01-05", "Pannonia Online", claim_in("x", text, parties=("HUN", "SRB"), when="2021")
    )
    with served(tmp_path, *three_on_one(), other) as (client, _):
        alone = "c-x-exercise-occurred"
        pair = hash_of(client, FIRST, alone)
        body = {"action": "same", "target": EVENT, "other": f"e-{alone}", "shown": pair}
        merged = client.post("/api/decisions", json=body)
        assert merged.status_code == 201
        assert len(client.get("/api/events").json()["events"]) == 1
        assert client.post("/api/decisions", json=body).status_code == 409
        stale = hash_of(client, alone)
        client.post("/api/decisions", json={"action": "accept", "target": alone})
        split = {"action": "split", "target": alone, "shown": stale}
        assert client.post("/api/decisions", json=split).status_code == 409
        assert len(client.get("/api/events").json()["events"]) == 1
        split["shown"] = hash_of(client, alone)
        assert client.post("/api/decisions", json=split).status_code == 201
        assert len(client.get("/api/events").json()["events"]) == 2
        client.post("/api/undo", json={})
        assert len(client.get("/api/events").json()["events"]) == 1


def test_a_claim_is_edited_and_added(client: TestClient) -> None:
    """In the contract's form; what was read stays; a claim that the coder missed gets an id of its own."""
    claim = client.get(f"/api/claims/{THIRD}").json()
    contract = {
        key: claim[key] for key in ("type", "status", "confidence", "cells", "evidence", "undisclosed", "triggers")
    }
    for cell in contract["cells"]:
        if cell["field"] == "when":
            cell["value"] = "2025-07-20"
    edit = {
        "action": "edit",
        "target": THIRD,
        "claim": contract,
        "shown": hash_of(client, THIRD),
        "reason": "he means the 20th",
    }
    assert client.post("/api/decisions", json=edit).status_code == 201
    edited = client.get(f"/api/claims/{THIRD}").json()
    assert (edited["when"], edited["edited"]) == ("2025-07-20", True)
    added = {"action": "add", "target": "r2", "report": "r2", "claim": {**contract, "type": "meeting"}}
    answer = client.post("/api/decisions", json=added)
    assert answer.status_code == 201
    new = answer.json()["decisions"][0]["target"]
    assert client.get(f"/api/claims/{new}").json()["type"] == "meeting"
    assert client.post("/api/decisions", json=added).status_code == 400


BROKEN: list[dict[str, Any]] = [
    {},
    {"type": "exercise"},
    {"type": "nonsense", "status": "occurred", "cells": []},
    {"type": "exercise", "status": "nonsense", "cells": []},
    {"type": "exercise", "status": "occurred", "cells": [{"field": "when"}]},
    {"type": "exercise", "status": "occurred", "cells": "x"},
    {"type": "exercise", "status": "occurred", "cells": [], "evidence": [{"start": 0, "end": 10**9}]},
    {"type": "exercise", "status": "occurred", "cells": [], "evidence": [{"start": "0", "end": "3"}]},
    {"type": "exercise", "status": "occurred", "cells": [], "evidence": [{"start": 0.5, "end": 3}]},
    {"type": "exercise", "status": "occurred", "cells": [], "confidence": 7},
    {"type": "exercise", "status": "occurred", "cells": [], "confidence": "sure"},
    {"type": "exercise", "status": "occurred", "cells": [], "undisclosed": [1]},
    {"type": ["exercise"], "status": "occurred", "cells": []},
    {"type": "exercise", "status": "occurred", "roles": {"participant": [{"name": {"a": 1}, "kind": "state"}]}},
    {
        "type": "exercise",
        "status": "occurred",
        "cells": [
            {"field": "where", "value": {"name": "x", "lat": "y"}, "printed": "x", "start": 0, "end": 1, "score": 1}
        ],
    },
    {
        "type": "exercise",
        "status": "occurred",
        "cells": [
            {"field": "field:personnel", "value": {"n": "many"}, "printed": "x", "start": 0, "end": 1, "score": 1}
        ],
    },
    {
        "type": "exercise",
        "status": "occurred",
        "cells": [
            {
                "field": "role:participant",
                "value": {"name": "x", "kind": [1]},
                "printed": "",
                "start": 0,
                "end": 1,
                "score": 1,
            }
        ],
    },
]


@pytest.mark.parametrize("claim", BROKEN, ids=range(len(BROKEN)))
def test_a_claim_that_is_none_is_refused_and_nothing_is_stored(client: TestClient, claim: dict[str, Any]) -> None:
    """Whatever JSON comes: the record holds no claim that it could not read again."""
    body = {"action": "edit", "target": FIRST, "claim": claim}
    assert client.post("/api/decisions", json=body).status_code in (400, 422)
    assert client.get(f"/api/history/{FIRST}").json() == []
    assert client.get(f"/api/claims/{FIRST}").status_code == 200


def test_publishers_are_rated_and_their_events_follow(client: TestClient) -> None:
    """A letter from A to F, with the publishers' list and the event's credibility."""
    before = client.get(f"/api/events/{EVENT}").json()["event"]["credibility"]
    for name in ("Hebei Post", "Danube Review"):
        rate = {"action": "reliability", "target": name, "value": "A"}
        assert client.post("/api/decisions", json=rate).status_code == 201
    rows = {row["name"]: row for row in client.get("/api/publishers").json()}
    assert rows["Hebei Post"]["reliability"] == "A"
    assert rows["Hebei Post"]["claims"] == 1
    assert client.get(f"/api/events/{EVENT}").json()["event"]["credibility"] <= before
    assert client.post("/api/decisions", json={"action": "reliability", "target": "x", "value": "Z"}).status_code == 400


def test_questions_are_kept_seen_and_forgotten(client: TestClient) -> None:
    """Looking at them changes nothing; saying that they were seen does."""
    asked = {"filters": {"country": ["Serbia"], "type": ["exercise"]}}
    assert client.put("/api/queries/arms for Serbia", json=asked).json()["new"] == 0
    kept = client.get("/api/queries").json()
    assert [(each["name"], each["query"]) for each in kept] == [
        ("arms for Serbia", {"states": ["SRB"], "types": ["exercise"]})
    ]
    assert client.post("/api/queries/arms for Serbia/seen").status_code == 204
    assert client.post("/api/queries/nothing/seen").status_code == 404
    assert client.delete("/api/queries/arms for Serbia").status_code == 204
    assert client.get("/api/queries").json() == []


def test_words_are_found_in_their_place(client: TestClient) -> None:
    """With where they stand among the words around them."""
    hit = client.get("/api/search", params={"text": '"Peace Guardian" -Mirovnik'}).json()["hits"][0]
    passage = hit["passages"][0]
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["Peace Guardian"]
    assert client.get("/api/search?text=...").status_code == 400


@pytest.mark.parametrize("name", "geojson plover stix ftm bibtex csl-json ris json jsonl".split())
def test_exports_are_what_the_record_writes(tmp_path: Path, name: str) -> None:
    """Byte for byte, but for the time; as a file to keep, whatever it holds."""
    with served(tmp_path) as (client, site):
        answer = client.get(f"/api/export/{name}?country=SRB")
        assert answer.headers["content-disposition"].startswith("attachment")
        buffer = io.BytesIO()
        site.server.record.export(name, buffer, country=["SRB"])
        assert len(answer.content) == len(buffer.getvalue())
        assert len(client.get(f"/api/export/{name}?status=denied").content) < len(answer.content)


def test_folders_and_the_whole_record_come_as_zip_files(tmp_path: Path) -> None:
    """The archive restores the record elsewhere, without loss."""
    with served(tmp_path) as (client, _):
        tables = zipfile.ZipFile(io.BytesIO(client.get("/api/export/csv").content))
        assert "claims.csv" in tables.namelist()
        (tmp_path / "copy.zip").write_bytes(client.get("/api/export/archive").content)
    import foedera  # noqa: PLC0415 - used here only

    with foedera.open(tmp_path / "copy.db") as copy:
        copy.restore(tmp_path / "copy.zip")
        assert [event.id for event in copy.events()] == [EVENT]


def test_pictures_come_with_policies_of_their_own(client: TestClient) -> None:
    """A drawing runs nothing; a page runs its own scripts by hash, in a sandbox, and only in our own frame."""
    drawing = client.get("/api/pictures/timeline.svg?country=SRB&theme=dark")
    assert drawing.headers["content-type"].startswith("image/svg+xml")
    assert "script-src" not in drawing.headers["content-security-policy"]
    assert "sandbox" in drawing.headers["content-security-policy"]
    page = client.get("/api/pictures/timeline.html")
    policy = page.headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert "'unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert client.get("/api/pictures/balance.svg").status_code == 400
    assert client.get("/api/pictures/balance.svg?subject=SRB&among=CHN,RUS").status_code == 200
    assert client.get("/api/pictures/timeline.exe").status_code == 422


def test_analyses_are_those_of_the_record(tmp_path: Path) -> None:
    """The same numbers, each with the events behind it."""
    with served(tmp_path) as (client, site):
        found = client.get("/api/balance?subject=Serbia&among=CHN,RUS").json()
        own = site.server.record.balance("SRB", ["CHN", "RUS"])
        assert [share["count"] for share in found["total"]["shares"]] == [share.count for share in own.total.shares]
        assert found["total"]["shares"][0]["events"] == [EVENT]
        assert client.get("/api/actors/China").json()["total"] == 1
        assert client.get("/api/pairs?left=SRB&right=CHN").json()["events"] == [EVENT]
        forecasts = client.get("/api/forecasts").json()["forecasts"]
        assert [each["claim"] for each in forecasts] == [FIRST]
        assert client.get("/api/forecasts?status=denied").json()["total"] == 0
        assert len(client.get("/api/forecasts/scores").json()) == 1
        assert client.get("/api/status").json()["reports"] == 3
        assert client.get("/api/queue").json()[0]["claim"] in (FIRST, SECOND, THIRD)


def test_what_is_kept_follows_the_record(client: TestClient) -> None:
    """Answers that are kept are thrown away when the record changes."""
    total = client.get("/api/claims?verdict=accepted").json()["total"]
    client.post("/api/decisions", json={"action": "accept", "target": FIRST})
    assert client.get("/api/claims?verdict=accepted").json()["total"] == total + 1


def test_the_description_loads_nothing_from_the_network(client: TestClient) -> None:
    """OpenAPI as JSON; the usual pages around it would load scripts from elsewhere, and are not there."""
    description = client.get("/api/openapi.json").json()
    assert "/api/decisions" in description["paths"]
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404


def test_names_with_half_characters_do_no_harm(tmp_path: Path) -> None:
    """File names that are no UTF-8, and texts with every kind of character."""
    text = "Serbia and China held Peace \ud800 Guardian\u202e 2025 in Hebei. \x00"
    report = report_of("odd", text, "2025-08-01", "Paper \udfff", claim_in("odd", text, name="Peace \ud800"))
    with served(tmp_path, report, settings=Settings(author="Ana")) as (client, _):
        for path in ("/api/events", "/api/claims", "/api/reports", "/api/reports/odd", "/api/publishers", "/api/queue"):
            assert client.get(path).status_code == 200, path
        for path in ("/api/events?format=csv", "/api/claims?format=jsonl", "/api/reports/odd/original"):
            assert client.get(path).status_code == 200, path
