"""PLOVER: its own rules of type, direction, time and auxiliary modes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from foedera.codebook import load
from foedera.events import Entry
from foedera.export import Material, export, rules_of
from foedera.export.plover import plover_event
from foedera.types import Actor, Cell, CellValue, Claim, Quantity, Span, Status
from tests.export.generated import materials
from tests.export.record import BRIGADE, CHINA, SERBIA, SPEAKER, material
from tests.export.test_json import strict, write

RULES = rules_of(load())
RECORD = Material(tuple, tuple, tuple, plover=RULES)
AUXILIARY = {"historical", "future", "hypothetical", "negation"}


def coded(kind: str, status: Status, **values: CellValue | list[CellValue]) -> dict[str, Any]:
    """Return the PLOVER event of a claim; `field_x` is a field, `when` a date, anything else a role."""
    cells = []
    for key, value in values.items():
        field = f"field:{key[6:]}" if key.startswith("field_") else key if key == "when" else f"role:{key}"
        cells += [Cell(field, one, "", Span(0, 0), 1.0) for one in (value if isinstance(value, list) else [value])]
    claim = Claim("c", kind, status, tuple(cells), ())
    rule = RULES(claim)
    assert rule is not None
    return plover_event(Entry(claim, "r", "2025-08-01", "Gazette", "r"), rule, RECORD)


def sides(event: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the names of actors and recipients."""
    return [one["name"] for one in event["actor"]], [one["name"] for one in event["recipient"]]


@pytest.mark.parametrize(
    ("kind", "status", "fields", "wanted"),
    [
        ("exercise", "occurred", {}, "COOPERATE"),
        ("exercise", "planned", {}, "AGREE"),
        ("exercise", "denied", {}, "REJECT"),
        ("agreement", "occurred", {"field_stage": "signed"}, "SUPPORT"),
        ("agreement", "occurred", {"field_stage": "ratified"}, "SUPPORT"),
        ("agreement", "planned", {"field_stage": "signed"}, "AGREE"),
        ("agreement", "ongoing", {"field_stage": "in force"}, "COOPERATE"),
        ("transfer", "occurred", {"field_means": "gift"}, "AID"),
        ("transfer", "occurred", {"field_means": "sale"}, "COOPERATE"),
        ("deployment", "occurred", {"field_stage": "withdrawal"}, "RETREAT"),
        ("sanction", "occurred", {"field_stage": "lifted"}, "CONCEDE"),
        ("threat", "occurred", {}, "THREATEN"),
        ("investigate", "ongoing", {}, "ACCUSE"),
        ("concede", "occurred", {"field_kind": "release"}, "RETREAT"),
        ("concede", "occurred", {"field_kind": "easing"}, "CONCEDE"),
        ("coerce", "occurred", {"field_kind": "conviction"}, "SANCTION"),
        ("coerce", "occurred", {"field_kind": "charge"}, "ACCUSE"),
        ("coerce", "occurred", {"field_kind": "execution"}, "ASSAULT"),
        ("coerce", "occurred", {"field_kind": "arrest"}, "COERCE"),
        ("aid", "cancelled", {}, "SANCTION"),
    ],
)
def test_types(kind: str, status: Status, fields: dict[str, CellValue], wanted: str) -> None:
    """PLOVER's types follow its own rules: future is AGREE, signing SUPPORT, a gift AID, lifting a sanction CONCEDE."""
    assert coded(kind, status, **fields)["type"] == wanted


def test_a_promise_is_dated_by_its_report() -> None:
    """A planned exercise is a promise made now: dated by the report, without a mode that would say it twice."""
    event = coded("exercise", "planned", participant=CHINA, when="2025-09")
    assert (event["date"], event["target_date"], event["auxiliary"]) == ("2025-08-01", "2025-09", [])
    held = coded("exercise", "occurred", participant=CHINA, when="2025-07")
    assert (held["date"], held["target_date"], held["auxiliary"]) == ("2025-07", None, [])


@pytest.mark.parametrize(
    ("status", "when", "wanted"),
    [
        ("occurred", "2025-07", []),
        ("occurred", "2020", ["historical"]),
        ("occurred", None, []),
        ("planned", "2026", ["future"]),
        ("expected", "2026", ["future"]),
        ("possible", None, ["hypothetical"]),
        ("conditional", None, ["hypothetical"]),
    ],
)
def test_auxiliary_modes(status: Status, when: str | None, wanted: list[str]) -> None:
    """A demand keeps its type whatever its status; the auxiliary mode says the rest."""
    event = coded("demand", status, actor=CHINA, target=SERBIA, **({"when": when} if when else {}))
    assert (event["type"], event["auxiliary"]) == ("REQUEST", wanted)


def test_negation_only_where_the_type_does_not_say_it() -> None:
    """That ties are not broken off is SANCTION with negation; that an accord was refused is REJECT as it is."""
    broken = coded("relations", "denied", party=CHINA, field_trend="broken")
    assert (broken["type"], broken["auxiliary"]) == ("SANCTION", ["negation"])
    sent = coded("agreement", "denied", party=[CHINA, SERBIA])
    assert (sent["type"], sent["auxiliary"]) == ("REJECT", [])


@pytest.mark.parametrize("kind", "assault coerce protest mobilize sanction investigate deployment".split())
@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("planned", ["future"]),
        ("expected", ["future"]),
        ("possible", ["hypothetical"]),
        ("conditional", ["hypothetical"]),
        ("denied", ["negation"]),
        ("cancelled", ["negation"]),
    ],
)
def test_conflict_keeps_its_type_whatever_its_status(kind: str, status: Status, wanted: list[str]) -> None:
    """A planned march is a march, future; only cooperation that is still to come is a type of its own, AGREE."""
    role = "host" if kind == "deployment" else "target"
    event = coded(kind, status, actor=CHINA, **{role: SERBIA})
    assert event["type"] == coded(kind, "occurred", actor=CHINA, **{role: SERBIA})["type"]
    assert event["auxiliary"] == wanted


def test_directions() -> None:
    """A visitor is the actor and the host the recipient; the supplier gives; equals deal with each other."""
    assert sides(coded("meeting", "occurred", visitor=SPEAKER, host=SERBIA, field_mode="visit")) == (
        ["Li Wei"],
        ["Serbia"],
    )
    visit = coded("meeting", "occurred", visitor=SPEAKER, participant=SERBIA, field_mode="visit")
    assert sides(visit) == (["Li Wei"], ["Serbia"]), "whom else should the visitor meet"
    assert visit["mode"] == "visit"
    assert sides(coded("transfer", "occurred", supplier=CHINA, recipient=SERBIA)) == (["China"], ["Serbia"])
    drill = coded("exercise", "occurred", participant=[CHINA, SERBIA], host=CHINA)
    assert sides(drill) == (["China", "Serbia"], ["China", "Serbia"])
    assert drill["reciprocal"] is True


def test_sectors_and_contexts() -> None:
    """Sectors as far as the kind of actor tells; contexts from what the claim says, not from its type's name."""
    event = coded("relations", "ongoing", party=[BRIGADE, CHINA], field_domain="economic", field_trend="deepening")
    assert [one["sector"] for one in event["actor"]] == ["MIL", "GOV"]
    assert event["context"] == ["economic", "military"]
    sale = coded("transfer", "occurred", supplier=Actor("NATO", "organisation", org="NATO"), field_equipment="tanks")
    assert (sale["actor"][0]["sector"], sale["context"]) == ("IGO", ["military"])
    assert coded("exercise", "occurred", field_quantity=Quantity(3))["context"] == []


def test_contexts_of_the_codebook_come_first() -> None:
    """A rule that names contexts gives them to all its claims."""
    claim = Claim("c", "meeting", "occurred", (), ())
    event = plover_event(Entry(claim, "r", None, None, "r"), {"event": "CONSULT", "context": ["diplomatic"]}, RECORD)
    assert event["context"] == ["diplomatic"]


def test_any_of_several_values_fits() -> None:
    """Where a field holds several values, one that a rule names is enough."""
    both = coded("relations", "ongoing", party=CHINA, field_domain=["political", "military"], field_trend="deepening")
    assert both["type"] == "COOPERATE"


def test_lines_and_what_is_left_out() -> None:
    """Every claim is a line or counted by reason; a line says which report and which event it belongs to."""
    stream = io.BytesIO()
    written = export("plover", material(), stream)
    assert written.counts == {"events": 3}
    assert written.left_out == {"PLOVER has no event for office that is ongoing": 1}
    lines = [strict(line) for line in stream.getvalue().splitlines()]
    assert [(line["id"], line["event"], line["report"]) for line in lines] == [
        ("c1", "e-c1", "r1"),
        ("c2", "e-c1", "r2"),
        ("c4", "e-c4", "r4"),
    ]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_record(record: Material) -> None:
    """Whatever a record holds, each claim is a line with PLOVER's words, or left out with a reason."""
    stream = io.BytesIO()
    written = export("plover", record, stream)
    assert written.counts["events"] + sum(written.left_out.values()) == len(list(record.entries()))
    for line in write("plover", record).splitlines():
        event = strict(line)
        assert event["type"].isupper()
        assert set(event["auxiliary"]) <= AUXILIARY
        assert not (event["reciprocal"] and event["actor"] != event["recipient"])
