"""A model that answers well: its words are found in the report, and our own data give the values."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from foedera import pipeline
from foedera.codebook import load as load_codebook
from foedera.contract import claim_to_json
from foedera.schema import schema
from foedera.secondreader import Endpoint, SecondReader
from foedera.secondreader.prompt import answer_schema
from foedera.types import Claim
from tests.secondreader.conftest import DOCUMENT, Read
from tests.secondreader.server import DELIVERED, HELD, cell, completion, delivery, drill, sends, serving, tells, writes

TEXT = DOCUMENT.report.text


def _plain(claim: Claim) -> dict[str, Any]:
    return {key: value for key, value in claim_to_json(claim).items() if key not in ("id", "cells", "evidence")}


def test_values_come_from_our_own_gazetteer_dates_and_numbers(read: Read) -> None:
    """The model gives words; codes, EDTF, coordinates and numbers are ours."""
    with serving(tells(drill())) as server:
        (claim,) = read(server).claims
    plain = _plain(claim)
    assert [actor["country"] for actor in plain["roles"]["participant"]] == ["MNE", "ITA"]
    assert plain["when"] == "2025-08-04/2025-08-08"
    assert plain["where"][0]["country"] == "MNE"
    assert plain["fields"] == {
        "domain": ["naval"],
        "personnel": [{"n": 300, "qual": "about", "unit": "sailors"}],
    }
    assert plain["said_by"][0]["country"] == "MNE"
    assert plain["name"] == "Blue Lantern"


def test_a_relative_date_is_resolved_against_the_day_of_publication(read: Read) -> None:
    """The model is not asked to reckon."""
    with serving(tells(delivery())) as server:
        (claim,) = read(server).claims
    assert claim.values("when") == ("2025-07",)


def test_offsets_are_computed_here_and_evidence_is_whole_sentences(read: Read) -> None:
    """Every cell's words stand where it says; the evidence is the sentence in which they do."""
    with serving(tells(drill(), delivery())) as server:
        claims = read(server).claims
    for claim in claims:
        for each in claim.cells:
            assert TEXT[each.span.start : each.span.end] == each.printed
            assert any(e.start <= each.span.start and each.span.end <= e.end for e in claim.evidence)
    assert [TEXT[e.start : e.end] for e in claims[1].evidence] == [DELIVERED]
    # the personnel and the source stand in the second sentence, which the model did not quote
    assert [TEXT[e.start : e.end].split()[0] for e in claims[0].evidence] == ["Montenegro", "About"]


def test_every_cell_names_the_model(read: Read) -> None:
    """Who reads the values later can tell whose they are."""
    with serving(tells(drill())) as server:
        (claim,) = read(server).claims
    assert {each.producer for each in claim.cells} == {"llm:tiny"}
    assert all(each["producer"] == "llm:tiny" for each in claim_to_json(claim)["cells"])


def test_claims_satisfy_the_published_schema(read: Read) -> None:
    """What the second reader gives is the contract's JSON."""
    with serving(tells(drill(), delivery())) as server:
        claims = read(server).claims
    validator = jsonschema.Draft202012Validator(schema()["$defs"]["claim"] | {"$defs": schema()["$defs"]})
    for claim in claims:
        validator.validate(json.loads(json.dumps(claim_to_json(claim))))


def test_quotation_marks_dashes_case_and_breaks_may_differ(read: Read) -> None:
    """Models copy with small changes of type, not of letters."""
    loose = HELD.replace("“", '"').replace("”", '"').replace(" in the", "\nin  the").upper()
    with serving(tells(drill(evidence=[{"quote": loose}]))) as server:
        reading = read(server)
    assert len(reading.claims) == 1
    assert not +reading.dropped


def test_the_contracts_own_shape_is_understood(read: Read) -> None:
    """Some models answer in roles and fields; codes and dates that they add are not taken."""
    claim = {
        "type": "exercise",
        "status": "occurred",
        "said_by": [],
        "roles": {"participant": [{"name": "Montenegro", "kind": "state", "country": "XXX"}, {"name": "Italy"}]},
        "name": "Blue Lantern",
        "when": {"quote": "from 4 to 8 August", "value": "1999-01-01"},
        "where": [{"name": "Bay of Kotor", "country": "ALB"}],
        "fields": {"domain": [{"value": "naval", "quote": "naval exercise"}]},
        "evidence": [{"quote": HELD, "start": 3, "end": 99999}],
    }
    with serving(tells(claim)) as server:
        (found,) = read(server).claims
    plain = _plain(found)
    assert [actor["country"] for actor in plain["roles"]["participant"]] == ["MNE", "ITA"]
    assert (plain["when"], plain["where"][0]["country"]) == ("2025-08-04/2025-08-08", "MNE")
    assert plain["fields"]["domain"] == ["naval"]


@pytest.mark.parametrize(
    "words",
    [
        "```json\n{}\n```",
        "Here are the claims [as asked]:\n{}\nI hope that helps {{really}}.",
        "<think>The report says {{a lot}}.</think>{}",
        "{}",
    ],
)
def test_json_is_found_in_prose_fences_and_after_thoughts(read: Read, words: str) -> None:
    """A server that cannot be held to JSON still gives it somewhere."""
    with serving(writes(words.format(json.dumps({"claims": [drill()]})))) as server:
        assert len(read(server).claims) == 1


def test_a_bare_list_and_an_empty_one_are_answers(read: Read) -> None:
    """No claim is an answer too."""
    with serving(writes(json.dumps([drill()])), writes('{"claims": []}'), writes("[]")) as server:
        assert [len(read(server).claims) for _ in range(3)] == [1, 0, 0]


def test_the_codebook_is_sent_and_the_report_between_marks_of_its_own(read: Read) -> None:
    """Types, statuses and definitions are those of the codebook; a mark is made up for each question."""
    with serving(tells(drill())) as server:
        read(server)
        read(server)
    system = server.asked[0]["messages"][0]["content"]
    for kind in load_codebook().types.values():
        assert f"{kind.id}: {kind.definition}" in system
    marks = [piece.splitlines()[0] for piece in server.pieces]
    assert marks[0] != marks[1]
    assert "Published: 2025-08-13" in server.pieces[0]
    assert HELD in server.pieces[0]


def test_the_strictest_form_of_answer_is_asked_for_first(read: Read) -> None:
    """A schema where the server takes one; what the test sends satisfies it."""
    with serving(tells(drill())) as server:
        read(server)
    form = server.asked[0]["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"] == answer_schema(load_codebook())
    jsonschema.validate({"claims": [drill(), delivery()]}, form["json_schema"]["schema"])


def test_a_server_that_takes_no_schema_is_asked_for_json_then_for_plain_text(read: Read) -> None:
    """What it took is remembered."""
    no = sends({"error": {"message": "response_format is not supported"}}, 400)
    with serving(no, no, tells(drill())) as server:
        assert len(read(server).claims) == 1
    kinds = [body.get("response_format", {}).get("type") for body in server.asked]
    assert kinds == ["json_schema", "json_object", None]


def test_usage_is_counted(read: Read) -> None:
    """As the server counts it; one that counts nonsense counts nothing."""
    body = completion('{"claims": []}') | {"usage": {"prompt_tokens": "many", "completion_tokens": -4}}
    with serving(tells(), sends(body), sends(body | {"usage": None})) as server:
        first, second, third = (read(server).usage for _ in range(3))
    assert (first.requests, first.tokens_in, first.tokens_out) == (1, 700, 90)
    assert (second.requests, second.tokens_in, second.tokens_out) == (1, 0, 0)
    assert third.tokens_in == 0


def test_the_key_goes_into_the_header_and_nowhere_else(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read from the environment."""
    with serving(tells(drill())) as server:
        read(server)
        assert "authorization" not in server.headers[0]
        monkeypatch.setenv("FOEDERA_LLM_KEY", "sk-secret-1")
        reading = _read_with_key(server.url)
    assert server.headers[1]["authorization"] == "Bearer sk-secret-1"
    assert "sk-secret-1" not in json.dumps(server.asked)
    assert "sk-secret-1" not in repr(reading)


def _read_with_key(url: str) -> object:
    engine = pipeline.load(None, 2)
    return SecondReader(Endpoint(url, "tiny"), engine.codebook, engine.gazetteer).read(
        DOCUMENT.report, engine.parse(DOCUMENT)
    )


def test_a_cell_of_a_field_that_holds_several_values_may_stand_often(read: Read) -> None:
    """Each value is a cell."""
    cells = [
        cell("role:party", "Montenegro"),
        cell("role:party", "Italy"),
        cell("field:domain", "naval exercise", "no"),
    ]
    claim = drill(type="relations", cells=cells)
    with serving(tells(claim)) as server:
        (found,) = read(server).claims
    assert len(found.actors("party")) == 2
