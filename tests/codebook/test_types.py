"""The built codebook: what every type must have, and the words that say values."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from foedera.codebook import check, load, parse_markup
from foedera.codebook.layout import format_type
from foedera.codebook.source import read_yaml
from foedera.parse import Model
from foedera.types import STATUSES, Segment, Sentence, Status
from tests.codebook.trees import OWN, read_trees

DATA = Path(__file__).parents[2] / "data" / "codebook"
CODEBOOK = load()
CONTRACT = {
    "exercise": "participant host observer",
    "transfer": "supplier recipient",
    "agreement": "party",
    "meeting": "visitor host participant",
    "deployment": "actor host",
    "aid": "donor recipient",
    "training": "provider trainee",
    "relations": "party",
    "support": "actor target",
    "oppose": "actor target",
    "concern": "actor target",
    "demand": "actor target",
    "threat": "actor target",
    "sanction": "actor target",
    "membership": "actor",
    "office": "holder",
    "variant": "",
    "assault": "actor target",
    "coerce": "actor target",
    "protest": "actor target",
    "mobilize": "actor target",
    "concede": "actor target",
    "retreat": "actor target",
    "investigate": "actor target",
}


def test_the_data_have_no_faults() -> None:
    assert check(DATA) == []


def test_every_built_pattern_finds_its_example_as_it_is_marked() -> None:
    trees = read_trees(OWN / "built.trees")
    faults = check(DATA, lambda text: trees.get(text, Sentence(Segment(0, len(text), "prose", 0), ())))
    assert [fault for fault in faults if fault.code != "C139"] == []


@pytest.mark.model
def test_every_trigger_is_a_lemma() -> None:
    model = Model(threads=1)

    def parse(text: str) -> Sentence:
        return replace(model.parse(text, [Segment(0, len(text), "prose", 0)])[0], frames=())

    assert [fault for fault in check(DATA, parse) if fault.code == "C139"] == []


def test_types_and_roles_are_those_of_the_contract() -> None:
    assert {item.id: " ".join(role.name for role in item.roles) for item in CODEBOOK.types.values()} == CONTRACT


def test_every_status_is_defined() -> None:
    assert tuple(rule.id for rule in CODEBOOK.statuses) == STATUSES


@pytest.mark.parametrize("type_id", sorted(CONTRACT))
def test_a_type_has_examples_of_several_statuses_and_counterexamples(type_id: str) -> None:
    claim_type = CODEBOOK.types[type_id]
    labels = {item.id: item.labels for item in CODEBOOK.types.values()}
    frames = [
        frame for line in claim_type.examples for frame in parse_markup(line, labels).frames if frame.type == type_id
    ]
    assert len(claim_type.examples) >= 6
    assert len(claim_type.counterexamples) >= 4
    assert len({frame.status for frame in frames}) >= 2
    required = {role.name for role in claim_type.roles}
    assert required <= {filler.label for frame in frames for filler in frame.fillers}


@pytest.mark.parametrize("path", sorted([*DATA.glob("*.yaml"), *OWN.glob("*.yaml")]), ids=lambda path: path.stem)
def test_files_are_written_in_the_one_layout(path: Path) -> None:
    wanted = format_type(read_yaml(path).data)
    if os.environ.get("FOEDERA_FIX"):
        path.write_text(wanted, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == wanted, "FOEDERA_FIX=1 pytest rewrites it"


@pytest.mark.parametrize(
    ("type_id", "field", "phrase", "value"),
    [
        ("transfer", "stage", "ordered", "order"),
        ("transfer", "stage", "signed a contract", "order"),
        ("transfer", "stage", "took delivery of", "delivery"),
        ("transfer", "stage", "handed over", "delivery"),
        ("transfer", "stage", "entered service", "in service"),
        ("transfer", "stage", "in talks", "negotiation"),
        ("transfer", "stage", "commissioned into", "in service"),
        ("transfer", "means", "free of charge", "gift"),
        ("transfer", "means", "under licence", "licence"),
        ("transfer", "means", "on loan", "loan"),
        ("agreement", "stage", "entered into force", "in force"),
        ("agreement", "stage", "put the signature", "signed"),
        ("agreement", "stage", "ratification", "ratified"),
        ("agreement", "stage", "pulled out", "ended"),
        ("agreement", "stage", "is in abeyance", "suspended"),
        ("agreement", "stage", "negotiating", "negotiation"),
        ("meeting", "mode", "telephone conversation", "call"),
        ("meeting", "mode", "summit", "summit"),
        ("meeting", "mode", "paid a visit", "visit"),
        ("meeting", "level", "Deputy Defence Minister", "minister"),
        ("meeting", "level", "Chief of the General Staff", "military"),
        ("meeting", "level", "Prime Minister", "head of government"),
        ("relations", "trend", "ever closer", "deepening"),
        ("relations", "trend", "broken off", "broken"),
        ("relations", "trend", "strained", "strained"),
        ("relations", "domain", "defence", "military"),
        ("deployment", "stage", "port call", "arrival"),
        ("deployment", "stage", "stationed", "presence"),
        ("deployment", "stage", "pulled out", "withdrawal"),
        ("sanction", "stage", "remain in force", "extended"),
        ("sanction", "stage", "lifted", "lifted"),
        ("membership", "stage", "candidate status", "candidate"),
        ("membership", "stage", "militarily neutral", "neutral"),
        ("membership", "stage", "remains outside", "not a member"),
        ("variant", "kind", "export", "export version"),
        ("aid", "kind", "humanitarian", "humanitarian"),
        ("exercise", "domain", "anti-terrorist", "counter-terrorism"),
        ("assault", "means", "shot down", "air defence"),
        ("assault", "means", "shot dead", "small arms"),
        ("meeting", "mode", "called an emergency session", "talks"),
        ("transfer", "stage", "the weather", None),
        ("transfer", "colour", "ordered", None),
    ],
)
def test_words_say_values(type_id: str, field: str, phrase: str, value: str | None) -> None:
    assert CODEBOOK.types[type_id].enum_value(field, phrase) == value


def test_a_list_of_values_keeps_the_order_of_the_report() -> None:
    assert CODEBOOK.types["exercise"].enum_values("domain", "naval and air") == ("naval", "air")


@pytest.mark.parametrize(
    ("type_id", "field", "trigger", "status", "value"),
    [
        ("deployment", "stage", "troops", "ongoing", "presence"),
        ("membership", "stage", "bloc", "denied", "not a member"),
        ("meeting", "mode", "anything", "occurred", "talks"),
        ("agreement", "stage", "treaty", "ongoing", "in force"),
        ("agreement", "stage", "treaty", "occurred", None),
    ],
)
def test_defaults_speak_where_words_do_not(
    type_id: str, field: str, trigger: str, status: Status, value: str | None
) -> None:
    assert CODEBOOK.types[type_id].default_value(field, trigger, status) == value


@pytest.mark.parametrize(
    ("type_id", "status", "values", "event"),
    [
        ("transfer", "occurred", {"means": "gift", "stage": "delivery"}, "AID"),
        ("transfer", "occurred", {"stage": "order"}, "COOPERATE"),
        ("transfer", "planned", {"stage": "order"}, "AGREE"),
        ("agreement", "occurred", {"stage": "ratified"}, "SUPPORT"),
        ("exercise", "planned", {}, "AGREE"),
        ("exercise", "occurred", {}, "COOPERATE"),
        ("deployment", "occurred", {"stage": "withdrawal"}, "RETREAT"),
        ("meeting", "occurred", {"mode": "visit"}, "CONSULT"),
        ("oppose", "occurred", {"kind": "rejection"}, "REJECT"),
        ("oppose", "occurred", {"kind": "criticism"}, "ACCUSE"),
        ("office", "ongoing", {}, None),
    ],
)
def test_claims_map_to_plover(type_id: str, status: Status, values: dict[str, str], event: str | None) -> None:
    rule = CODEBOOK.types[type_id].plover_rule(status, values)
    assert (rule.event if rule else None) == event


def test_a_visitor_is_the_actor_for_plover() -> None:
    rule = CODEBOOK.types["meeting"].plover_rule("occurred", {"mode": "visit"})
    assert rule is not None
    assert (rule.actor, rule.recipient) == ("visitor", "host")
