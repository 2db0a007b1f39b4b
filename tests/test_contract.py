"""Reports as the contract's JSON: the schema holds, nothing is lost, files written by hand are read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera import codebook
from foedera.contract import LIST_FIELDS, ContractError, from_json, to_json
from foedera.schema import schema
from foedera.text.edtf import valid_edtf
from foedera.types import STATUSES, Actor, Cell, Claim, Evidence, Place, Quantity, Report, Span
from tests.render.sample import REPORT, SILENT

VALIDATOR = jsonschema.Draft202012Validator(schema())
WORDS = st.text(max_size=12)
NAMES = st.text(min_size=1, max_size=12)
COUNTRIES = st.none() | st.sampled_from(["SRB", "CHN", "XKX"])
ACTORS = st.builds(
    Actor, NAMES, st.sampled_from(["state", "unit", "group"]), COUNTRIES, st.none() | st.sampled_from(["EU", "NATO"])
)
QUANTITIES = st.builds(
    Quantity, st.integers(0, 10**12) | st.floats(0, 1e9), st.none() | st.sampled_from(["about", "up to"]),
    COUNTRIES, st.none() | NAMES, st.none() | st.just("EUR"),
)  # fmt: skip
PLACES = st.builds(Place, NAMES, COUNTRIES, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180))
SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: Span(min(pair), max(pair)))
SCORES = st.floats(0, 1)
CELLS = st.one_of(
    st.builds(Cell, st.sampled_from(["role:host", "role:party", "said_by"]), ACTORS, WORDS, SPANS, SCORES),
    st.builds(Cell, st.just("where"), PLACES, WORDS, SPANS, SCORES),
    st.builds(Cell, st.sampled_from(["field:personnel", "field:value"]), QUANTITIES, WORDS, SPANS, SCORES),
    st.builds(Cell, st.sampled_from(["name", "field:issue", "field:own"]), WORDS, WORDS, SPANS, SCORES),
    st.builds(Cell, st.just("field:first"), st.booleans(), WORDS, SPANS, SCORES),
    st.builds(Cell, st.just("field:edition"), st.integers(0, 99), WORDS, SPANS, SCORES),
    st.builds(Cell, st.just("when"), st.sampled_from(["2025", "2025-07-19/..", "2021~"]), WORDS, SPANS, SCORES),
)
CLAIMS = st.builds(
    Claim, NAMES, st.sampled_from(["exercise", "transfer", "own_type"]), st.sampled_from(STATUSES),
    st.lists(CELLS, max_size=6).map(tuple),
    st.lists(SPANS.map(lambda span: Evidence(span.start, span.end, ("when",))), min_size=1, max_size=3).map(tuple),
    st.lists(WORDS, max_size=2).map(tuple), SCORES, st.lists(SPANS, max_size=2).map(tuple),
)  # fmt: skip


def test_schema_is_a_schema() -> None:
    """The schema is valid itself, and the sample report satisfies it."""
    jsonschema.Draft202012Validator.check_schema(schema())
    VALIDATOR.validate(to_json(REPORT))
    VALIDATOR.validate(to_json(SILENT))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claims", 0, "status"), "perhaps"),
        (("claims", 0, "when"), "July"),
        (("claims", 0, "evidence"), []),
        (("claims", 0, "own"), 1),
        (("claims", 0, "roles", "host"), ["China"]),
        (("report", "published"), "yesterday"),
    ],
)
def test_schema_refuses_what_is_wrong(path: tuple[str | int, ...], value: object) -> None:
    """A wrong status, date, empty evidence, unknown key or bare name is caught."""
    data: Any = json.loads(json.dumps(to_json(REPORT)))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


@given(claims=st.lists(CLAIMS, max_size=3).map(tuple))
def test_nothing_is_lost(claims: tuple[Claim, ...]) -> None:
    """Any report comes back from its JSON as it was, and its JSON satisfies the schema."""
    report = replace(REPORT, claims=claims)
    data = json.loads(json.dumps(to_json(report)))
    assert from_json(data) == report
    VALIDATOR.validate(data)


def test_the_words_of_the_contract() -> None:
    """Roles, when, where, name and fields stand where the contract has them, lists where it has lists."""
    claim = to_json(REPORT)["claims"][0]
    assert [actor["name"] for actor in claim["roles"]["participant"]] == ["72nd Special Operations Brigade", "China"]
    assert claim["roles"]["host"] == [{"name": "China", "kind": "state", "country": "CHN"}]
    assert claim["name"] == "Peace Guardian 2025"
    assert claim["when"] == "2025-07-19/2025-07-28"
    assert claim["where"] == [{"name": "Hebei", "country": "CHN", "lat": 38.0, "lon": 115.5}]
    assert claim["fields"]["domain"] == ["special forces"]
    assert claim["fields"]["personnel"] == [{"n": 120, "qual": "about", "of": "SRB", "unit": "soldiers"}]
    assert claim["fields"]["first"] is True
    assert to_json(REPORT)["claims"][1]["fields"]["value"] == {"n": 2_700_000_000, "currency": "EUR"}


def test_list_fields_are_those_of_the_codebook() -> None:
    """What holds a list by the codebook holds one in JSON."""
    lists = {"numbers", "phrases", "enumerations"}
    kinds = codebook.load().types.values()
    assert {f"{kind.id}.{field.name}" for kind in kinds for field in kind.fields if field.kind in lists} == LIST_FIELDS


def test_a_file_written_by_hand_is_read() -> None:
    """Without cells, a value's passage is the sentence that supports it."""
    data = {
        "report": {"id": "r", "text": "Serbia met China. They agreed."},
        "claims": [
            {
                "id": "c",
                "type": "meeting",
                "status": "occurred",
                "roles": {"participant": [{"name": "Serbia", "kind": "state", "country": "SRB"}]},
                "when": "2025",
                "fields": {"topics": ["trade", "arms"]},
                "evidence": [
                    {"start": 0, "end": 17, "fields": ["participant"]},
                    {"start": 18, "end": 30, "fields": ["when"]},
                ],
            }
        ],
    }
    claim = from_json(data).claims[0]
    assert claim.actors("participant") == (Actor("Serbia", "state", "SRB"),)
    assert [(cell.field, cell.printed) for cell in claim.cells] == [
        ("role:participant", "Serbia met China."),
        ("when", "They agreed."),
        ("field:topics", "Serbia met China."),
        ("field:topics", "Serbia met China."),
    ]


@pytest.mark.parametrize("data", [{}, {"report": {}}, {"report": None, "claims": []}, {"report": {}, "claims": [{}]}])
def test_other_json_is_refused(data: dict[str, Any]) -> None:
    """JSON of another shape raises one clear error."""
    with pytest.raises(ContractError):
        from_json(data)


@given(st.from_regex(schema()["$defs"]["edtf"]["pattern"], fullmatch=True) | st.text(max_size=12))
def test_pattern_and_reader_of_dates_agree(value: str) -> None:
    """Every date that the reader accepts fits the schema's pattern."""
    if valid_edtf(value):
        jsonschema.validate(value, schema()["$defs"]["edtf"])


def test_report_needs_nothing() -> None:
    """A bare report makes the round trip too."""
    assert from_json(to_json(Report("r", ""))) == Report("r", "")
