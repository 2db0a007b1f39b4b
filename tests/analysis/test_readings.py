from __future__ import annotations

from typing import Any

import pytest

from foedera.analysis import corroborate
from foedera.types import Actor, Place, Quantity, Status
from tests.analysis.make import BRIGADE, CHINA, RUSSIA, SERBIA, USA, entry, pair, view

HEBEI, BELGRADE = Place("Hebei", "CHN"), Place("Belgrade", "SRB")


@pytest.mark.parametrize(
    ("field", "left", "right", "values", "conflict"),
    [
        ("when", {"when": "2025-07"}, {"when": "2025-07-19/2025-07-28"}, ["2025-07-19/2025-07-28"], False),
        ("when", {"when": "2024-07-08"}, {"when": "2024-07-09"}, ["2024-07-08", "2024-07-09"], True),
        ("where", {"where": [HEBEI]}, {"where": [Place("China", "CHN")]}, None, False),
        ("where", {"where": [HEBEI]}, {"where": [Place("Hunan", "CHN")]}, None, False),
        ("where", {"where": [HEBEI]}, {"where": [BELGRADE]}, None, True),
        ("where", {"where": [HEBEI, BELGRADE]}, {"where": [BELGRADE]}, None, False),
        ("where", {"where": [HEBEI]}, {"where": [Place("Sea of Japan")]}, None, False),
        (
            "role:participant",
            {"roles": {"participant": [SERBIA]}},
            {"roles": {"participant": [BRIGADE]}},
            [BRIGADE],
            False,
        ),
        ("role:participant", {"roles": {"participant": [SERBIA]}}, {"roles": {"participant": [CHINA]}}, None, False),
        ("role:observer", {"roles": {"observer": [USA]}}, {"roles": {"observer": [RUSSIA]}}, None, False),
        ("role:host", {"roles": {"host": [SERBIA]}}, {"roles": {"host": [CHINA]}}, None, True),
        ("role:host", {"roles": {"host": [SERBIA]}}, {"roles": {"host": [Actor("others", "group")]}}, None, False),
        (
            "role:visitor",
            {"roles": {"visitor": [Actor("Ana Anić", "person", "SRB")]}},
            {"roles": {"visitor": [Actor("Ivo Ivić", "person", "SRB")]}},
            None,
            False,
        ),
        (
            "field:quantity",
            {"fields": {"quantity": Quantity(500, "about")}},
            {"fields": {"quantity": Quantity(512)}},
            [Quantity(512)],
            False,
        ),
        ("field:quantity", {"fields": {"quantity": Quantity(6)}}, {"fields": {"quantity": Quantity(8)}}, None, True),
        (
            "field:quantity",
            {"fields": {"quantity": Quantity(2, unit="squadrons")}},
            {"fields": {"quantity": Quantity(2, unit="regiments")}},
            None,
            False,
        ),
        (
            "field:value",
            {"fields": {"value": Quantity(10, currency="EUR")}},
            {"fields": {"value": Quantity(11, currency="USD")}},
            None,
            False,
        ),
        (
            "field:personnel",
            {"fields": {"personnel": [Quantity(3000, "over"), Quantity(56, of="USA")]}},
            {"fields": {"personnel": [Quantity(3000), Quantity(63, of="USA")]}},
            None,
            True,
        ),
        (
            "field:personnel",
            {"fields": {"personnel": [Quantity(56, of="USA")]}},
            {"fields": {"personnel": [Quantity(33, of="CHN")]}},
            None,
            False,
        ),
        ("field:edition", {"fields": {"edition": 7}}, {"fields": {"edition": 8}}, [7, 8], True),
        ("field:first", {"fields": {"first": True}}, {"fields": {"first": False}}, None, True),
        ("field:since", {"fields": {"since": "2016"}}, {"fields": {"since": "2016-05"}}, ["2016-05"], False),
        ("field:stage", {"fields": {"stage": "order"}}, {"fields": {"stage": "delivery"}}, None, True),
        (
            "field:activities",
            {"fields": {"activities": ["mountaineering"]}},
            {"fields": {"activities": ["urban combat"]}},
            None,
            False,
        ),
        ("field:purpose", {"fields": {"purpose": "training"}}, {"fields": {"purpose": "deterrence"}}, None, False),
        ("name", {"name": "Talisman Sabre"}, {"name": "Talisman Sabre 2025"}, ["Talisman Sabre 2025"], False),
        ("name", {"name": "Eagle Assault"}, {"name": "Attacking Falcon"}, None, False),
        (
            "name",
            {"name": "Eagle Assault", "fields": {"alias": ["Attacking Falcon"]}},
            {"name": "Attacking Falcon 2024"},
            ["Attacking Falcon 2024"],
            False,
        ),
    ],
)
def test_agreement_and_conflict(
    field: str, left: dict[str, Any], right: dict[str, Any], values: list[Any] | None, *, conflict: bool
) -> None:
    for one, other in ((left, right), (right, left)):
        found = view(pair(one, other), field)
        assert found.conflict is conflict
        assert sorted(map(repr, (r.value for r in found.readings))) == sorted(map(repr, values)) if values else True
        if conflict:
            assert len(found.readings) > 1


@pytest.mark.parametrize("field", ["when", "field:quantity", "role:host"])
def test_what_was_planned_otherwise_is_no_contradiction(field: str) -> None:
    planned: dict[str, Any] = {"when": "2025-07", "fields": {"quantity": Quantity(4)}, "roles": {"host": [SERBIA]}}
    held: dict[str, Any] = {"when": "2025-08-03", "fields": {"quantity": Quantity(6)}, "roles": {"host": [CHINA]}}
    event = corroborate([entry("c1", "planned", publisher="A", **planned), entry("c2", publisher="B", **held)])
    found = view(event, field)
    assert (len(found.readings), found.conflict) == (2, False)
    assert found.readings[0].claims == ("c2",)
    assert event.when == "2025-08-03"


@pytest.mark.parametrize("status", ["planned", "expected"])
def test_two_plans_can_contradict_each_other(status: Status) -> None:
    assert view(pair({"when": "2025-07"}, {"when": "2025-09"}, status), "when").conflict


def test_a_day_on_which_it_happened_stands_before_the_days_planned() -> None:
    planned = entry("c1", "planned", when="2025-09-02/2025-09-04", publisher="A")
    assert corroborate([planned, entry("c2", when="2025-09-04", publisher="B")]).when == "2025-09-04"
    assert corroborate([planned, entry("c2", when="2025-09", publisher="B")]).when == "2025-09-02/2025-09-04"


def test_a_third_report_that_names_both_hosts_settles_it() -> None:
    entries = [
        entry(f"c{i}", publisher=f"P{i}x", roles={"host": hosts})
        for i, hosts in enumerate([[SERBIA], [CHINA], [SERBIA, CHINA]])
    ]
    assert not view(corroborate(entries), "role:host").conflict
    assert view(corroborate(entries[:2]), "role:host").conflict


def test_signed_in_october_and_in_force_in_july_is_progress() -> None:
    signed = {"when": "2023-10", "fields": {"stage": "signed"}}
    force = {"when": "2024-07/..", "fields": {"stage": "in force"}}
    event = pair(signed, force)
    assert event.conflicts == ()
    assert view(pair({"fields": {"stage": "signed"}}, {"fields": {"stage": "in force"}}), "field:stage").conflict


def test_the_best_supported_reading_comes_first_and_near_copies_do_not_help() -> None:
    entries = [entry(f"copy{i}", voice="agency", publisher=f"Site {i}x", when="2025-07-08") for i in range(5)]
    entries += [entry(f"own{i}", publisher=f"Paper {i}x", when="2025-07-09") for i in range(2)]
    event = corroborate(entries)
    assert event.when == "2025-07-09"
    assert [(r.value, len(r.claims), r.voices) for r in view(event, "when").readings] == [
        ("2025-07-09", 2, 2),
        ("2025-07-08", 5, 1),
    ]
    assert event.voices == 3


def test_a_vague_value_supports_one_reading_only() -> None:
    entries = [
        entry("c1", publisher="A", when="2025-07-08"),
        entry("c2", publisher="B", when="2025-07-09"),
        entry("c3", publisher="C", when="2025-07-09"),
        entry("c4", publisher="D", when="2025-07"),
    ]
    assert [r.claims for r in view(corroborate(entries), "when").readings] == [("c2", "c3", "c4"), ("c1",)]


def test_about_a_number_is_the_nearest_of_those_given() -> None:
    told = [Quantity(1350), Quantity(1340), Quantity(1200), Quantity(1200, "about")]
    entries = [entry(f"c{i}", publisher=f"P{i}x", fields={"personnel": n}) for i, n in enumerate(told)]
    found = view(corroborate(entries), "field:personnel").readings
    assert [r.claims for r in found] == [("c0", "c1"), ("c2", "c3")]


def test_a_state_beside_two_of_its_brigades_is_a_reading_of_its_own() -> None:
    other = Actor("63rd Parachute Brigade", "unit", "SRB")
    entries = [
        entry(f"c{i}", publisher=f"P{i}x", published=f"2025-08-0{i + 1}", roles={"participant": actors})
        for i, actors in enumerate([[CHINA, BRIGADE], [other], [SERBIA, CHINA]])
    ]
    found = view(corroborate(entries), "role:participant").readings
    assert [(r.value, r.claims) for r in found] == [
        (CHINA, ("c0", "c2")),
        (BRIGADE, ("c0",)),
        (other, ("c1",)),
        (SERBIA, ("c2",)),
    ]


def test_a_person_stands_for_a_state_only_where_reports_name_the_person_as_often() -> None:
    minister = Actor("Ana Anić", "person", "SRB")
    entries = [
        entry(f"c{i}", publisher=f"P{i}x", roles={"party": [actor]})
        for i, actor in enumerate([minister, SERBIA, SERBIA])
    ]
    assert [r.value for r in view(corroborate(entries), "role:party").readings] == [SERBIA]
    assert [r.value for r in view(corroborate(entries[:2]), "role:party").readings] == [minister]


def test_who_says_so_is_not_folded_into_a_person_of_that_state() -> None:
    """A commodore who is quoted once is not the ministry that tells of the exercise; nor is a state's company."""
    for other, again in (
        (Actor("Ana Anić", "person", "SRB"), Actor("Anić", "person", "SRB")),
        (Actor("Yugoimport", "company", "SRB"), Actor("Yugoimport", "company", "SRB")),
    ):
        found = view(pair({"said_by": [SERBIA, other]}, {"said_by": [again]}), "said_by")
        assert [(r.value, r.claims) for r in found.readings] == [(SERBIA, ("c1",)), (other, ("c1", "c2"))]
        assert not found.conflict
    ministry = Actor("Ministry of Defence", "group", "SRB")
    folded = view(pair({"said_by": [SERBIA]}, {"said_by": [ministry]}), "said_by").readings
    assert [r.value for r in folded] == [SERBIA]


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ({"fields": {"personnel": Quantity(1340)}}, {"fields": {"personnel": Quantity(1350, "up to")}}, ("c2",)),
        ({"fields": {"personnel": Quantity(1340)}}, {"fields": {"personnel": Quantity(1340, unit="troops")}}, ()),
        ({"when": "2025-07"}, {"when": "2025-07-19/2025-07-28"}, ("c1",)),
        ({"when": "2025"}, {"when": "2025~"}, ("c2",)),
        ({"name": "Talisman Sabre"}, {"name": "Talisman Sabre 2025"}, ("c1",)),
        ({"name": "Talisman-Sabre"}, {"name": "Talisman sabre"}, ()),
        ({"roles": {"participant": [SERBIA]}}, {"roles": {"participant": [BRIGADE]}}, ("c1",)),
        ({"where": [HEBEI]}, {"where": [Place("Hebei", "CHN", 39.0, 116.0)]}, ()),
        ({"fields": {"first": True}}, {"fields": {"first": True}}, ()),
    ],
)
def test_claims_that_agree_without_giving_the_very_value_are_told(
    left: dict[str, Any], right: dict[str, Any], near: tuple[str, ...]
) -> None:
    event = pair(left, right)
    (reading,) = next(each for each in event.fields if each.field != "status").readings
    assert (reading.claims, reading.near) == (("c1", "c2"), near)


def test_the_shorter_time_is_the_more_precise_one_though_it_is_approximate() -> None:
    assert pair({"when": "2020"}, {"when": "2020-06-22~/2020-06-28~"}).when == "2020-06-22~/2020-06-28~"
    assert pair({"when": "2020-06-23"}, {"when": "2020-06-22~/2020-06-28~"}).when == "2020-06-23"


def test_what_is_not_disclosed_is_shown_with_who_says_so() -> None:
    event = corroborate(
        [
            entry("c1", publisher="A", roles={"participant": [SERBIA]}, undisclosed=["participant:SRB:unit", "value"]),
            entry(
                "c2", publisher="B", undisclosed=["value:SRB", "when"], fields={"value": Quantity(5, currency="EUR")}
            ),
        ]
    )
    assert view(event, "role:participant").undisclosed == ("c1",)
    assert view(event, "field:value").undisclosed == ("c1", "c2")
    assert view(event, "when").undisclosed == ("c2",)
    assert view(event, "when").readings == ()


def test_a_role_that_nobody_fills_can_be_undisclosed_too() -> None:
    entries = [entry("c1", undisclosed=["host:CHN", "value"])]
    told = corroborate(entries, kind_of=lambda _, field: "number" if field == "value" else None)
    assert [view.field for view in told.fields if view.undisclosed] == ["role:host", "field:value"]


def test_words_where_numbers_belong_clash_with_nothing() -> None:
    left: dict[str, Any] = {"fields": {"personnel": ["many", Quantity(5)]}}
    right: dict[str, Any] = {"fields": {"personnel": ["few", Quantity(5)]}}
    event = corroborate(
        [entry("c1", publisher="A", **left), entry("c2", publisher="B", **right)], kind_of=lambda *_: "numbers"
    )
    assert event.conflicts == ()


def test_the_codebook_tells_what_a_field_holds() -> None:
    kinds = {("closure", "extent"): "enumeration", ("closure", "ways"): "phrases"}
    entries = [
        entry("c1", type="closure", publisher="A", fields={"extent": "goods", "ways": ["road"]}),
        entry("c2", type="closure", publisher="B", fields={"extent": "people", "ways": ["rail"]}),
    ]
    told = corroborate(entries, kind_of=lambda type_, field: kinds.get((type_, field)))
    assert [view.field for view in told.conflicts] == ["field:extent"]
    assert corroborate(entries).conflicts == ()


def test_names_of_states_known_besides_place_towns() -> None:
    entries = [entry("c1", where=[HEBEI]), entry("c2", where=[Place("China", "CHN")])]
    assert corroborate(entries, states={"China": "CHN"}).where == (HEBEI,)
    assert len(corroborate(entries).where) == 2


def test_where_it_was_planned_is_not_where_it_happened() -> None:
    entries = [entry("c1", "planned", where=[BELGRADE]), entry("c2", publisher="B", where=[HEBEI])]
    assert corroborate(entries).where == (HEBEI,)
    assert corroborate(entries[:1]).where == (BELGRADE,)


def test_who_acts_stands_before_who_looks_on() -> None:
    """Roles keep the order of the claims, whichever of them a claim leaves out, and not that of the alphabet."""
    first = entry("a", roles={"participant": [SERBIA, CHINA], "observer": [USA]})
    second = entry("b", roles={"participant": [CHINA, SERBIA], "host": [SERBIA], "observer": [RUSSIA]})
    for claims in ([first, second], [second, first]):
        event = corroborate(claims)
        roles = [each.field for each in event.fields if each.field.startswith("role:")]
        assert roles == ["role:participant", "role:host", "role:observer"]
    sale = corroborate([entry("c", type="transfer", roles={"supplier": [CHINA], "recipient": [SERBIA]})])
    assert [each.field for each in sale.fields if each.field.startswith("role:")] == ["role:supplier", "role:recipient"]


def test_the_codebook_says_of_which_roles_lists_differ_without_a_clash() -> None:
    entries = [entry(actor.name, publisher=actor.name, roles={"host": [actor]}) for actor in (SERBIA, CHINA)]
    for kinds, conflict in (({"role:host": "actors"}, False), ({"role:host": "actor"}, True), ({}, True)):
        told = corroborate(entries, kind_of=lambda _, field, kinds=kinds: kinds.get(field))  # type: ignore[misc]
        assert view(told, "role:host").conflict is conflict
