"""What speaks for and against two claims being one happening."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generator import generate
from foedera.events import Entry
from foedera.merge import Profile, blocks, link, profile, reasons
from foedera.merge.score import FEATURES, FLOOR, compare, probability
from foedera.types import Place
from tests.merge.made import made, number, person, state

ENTRIES = {
    claim.id: Entry(claim, told.report.id, told.report.published, told.report.publisher, told.report.id)
    for told in generate(250, seed=11)
    for claim in told.report.claims
}
POOL = [profile(entry) for entry in ENTRIES.values()]
NEAR = [(a, b) for a in POOL for b in POOL if a.id < b.id and set(blocks(a)) & set(blocks(b))]


def odds(left: Entry, right: Entry) -> float:
    return compare(profile(left), profile(right)).odds


def one(left: Entry, right: Entry) -> bool:
    found = link(left, right)
    return found is not None and found.score >= 0.5


@given(st.sampled_from(NEAR))
def test_a_link_depends_on_its_claims_alone_and_its_reasons_add_up(pair: tuple[object, object]) -> None:
    left, right = pair
    assert isinstance(left, type(POOL[0]))
    assert isinstance(right, type(POOL[0]))
    found = link(left, right)
    assert found == link(right, left)
    if found is None:
        assert compare(left, right).odds < FLOOR
    else:
        assert found.left < found.right
        one, other = ENTRIES[left.id], ENTRIES[right.id]
        why = reasons(one, other)
        assert why == reasons(other, one)
        assert found.score == pytest.approx(probability(sum(reason.weight for reason in why)), abs=0.02)
        assert all(reason.left and reason.right for reason in why)


@given(st.sampled_from(NEAR))
def test_no_feature_adds_more_than_it_may_and_none_that_is_passed_over_would_add(pair: tuple[Profile, Profile]) -> None:
    """So the score may stop as soon as the rest cannot lift it over the floor."""
    left, right = pair
    all_of_them = [(name, weigh(left, right), most) for name, weigh, most in FEATURES]
    assert all(weight <= most for _, weight, most in all_of_them)
    if all(weight != -math.inf for _, weight, _ in all_of_them):
        assert compare(left, right).weights == tuple((name, weight) for name, weight, _ in all_of_them if weight)


def test_reasons_say_what_was_compared() -> None:
    left = made("exercise", {"participant": "SRB CHN"}, name="Peace Keeper", when="2031-07-19/2031-07-28")
    right = made("exercise", {"participant": "CHN SRB"}, name="Mirovnik", when="2031-07")
    found = link(left, right)
    assert found is not None
    said = {reason.feature: {reason.left, reason.right} for reason in reasons(left, right)}
    assert said["name"] == {"Peace Keeper", "Mirovnik"}
    assert said["dates"] == {"2031-07-19/2031-07-28", "2031-07"}
    assert said["parties"] == {"CHN, SRB"}
    assert found.score > 0.95


def test_other_types_and_other_parties_are_hopeless() -> None:
    drill = made("exercise", {"participant": "SRB CHN"}, when="2031-07-19")
    assert odds(drill, made("meeting", {"participant": "SRB CHN"}, when="2031-07-19")) == -math.inf
    assert odds(drill, made("exercise", {"participant": "PER CHL"}, when="2031-07-19")) == -math.inf
    assert link(drill, made("exercise", {"participant": "PER CHL"}, when="2031-07-19")) is None


def test_exercises_are_told_apart_by_edition_and_year() -> None:
    first = made("exercise", {"participant": "SRB USA"}, name="Iron Lynx 30", when="2030-06")
    assert not one(first, made("exercise", {"participant": "SRB USA"}, name="Iron Lynx 31", when="2031-06"))
    assert not one(first, made("exercise", {"participant": "SRB USA"}, name="Iron Lynx", when="2031-06-03"))
    numbered = made("exercise", {"participant": "SRB USA"}, name="Iron Lynx", edition=4)
    assert odds(numbered, made("exercise", {"participant": "SRB USA"}, name="Iron Lynx", edition=5)) == -math.inf
    assert one(first, made("exercise", {"participant": "SRB USA BGR"}, name="Iron Lynx", when="2030-06-03/2030-06-09"))


def test_a_plan_and_its_happening_are_one_as_are_word_and_denial() -> None:
    plan = made("exercise", {"participant": "SRB USA"}, status="planned", name="Iron Lynx", when="2030-06")
    assert one(plan, made("exercise", {"participant": "SRB USA"}, name="Iron Lynx", when="2030-06-03/2030-06-09"))
    fight = {"supplier": "IRN", "recipient": "RUS"}
    told = made("transfer", fight, report="r", name="Fath-360", stage="delivery")
    assert one(told, made("transfer", fight, report="r", status="denied", name="Fath-360", stage="delivery"))
    assert not one(told, made("transfer", fight, report="r", status="planned", name="Fath-360", stage="delivery"))


def test_a_systems_versions_are_one_family_other_systems_are_not() -> None:
    sides = {"supplier": "CHN", "recipient": "SRB"}
    order = made("transfer", sides, name="FK-3", stage="order", when="2019")
    assert one(order, made("transfer", sides, name="HQ-22", stage="order", when="2019"))
    assert not one(order, made("transfer", sides, name="CH-92A", stage="order", when="2019"))
    assert not one(order, made("transfer", sides, name="FK-3", stage="delivery", when="2022-04"))
    unknown = made("transfer", sides, name="XQ-77", stage="order", when="2019")
    assert one(unknown, made("transfer", sides, name="XQ77", stage="order", when="2019"))
    assert not one(unknown, made("transfer", sides, name="XQ-78", stage="order", when="2019"))


def test_three_delivered_and_two_to_come_are_two() -> None:
    sides = {"supplier": "RUS", "recipient": "IND"}
    first = made("transfer", sides, name="S-400", stage="delivery", quantity=number(3))
    rest = made("transfer", sides, name="S-400", stage="delivery", quantity=number(2), status="planned", when="2027")
    assert not one(first, rest)
    assert one(
        first, made("transfer", sides, name="S-400", stage="delivery", quantity=number(3), published="2025-08-09")
    )


def test_meetings_are_told_apart_by_who_meets_whom_and_by_the_day() -> None:
    day = "2031-09-02"
    talks = made("meeting", {"participant": [person("Ana Kos", "SRB"), person("Bo Li", "CHN")]}, when=day)
    assert one(talks, made("meeting", {"participant": [person("A. Kos", "SRB"), state("CHN")]}, when=day))
    assert not one(
        talks,
        made("meeting", {"participant": [person("Ana Kos", "SRB"), person("Ivan Il", "RUS")], "host": "CHN"}, when=day),
    )
    assert not one(talks, made("meeting", {"participant": [person("Ana Kos", "SRB"), state("CHN")]}, when="2031-09-12"))
    call = made("meeting", {"participant": "SRB CHN"}, when=day, mode="call")
    assert odds(call, made("meeting", {"participant": "SRB CHN"}, when=day, mode="visit")) < 0.5


def test_papers_are_told_apart_by_subject_and_stage() -> None:
    def paper(subject: str, stage: str) -> Entry:
        return made("agreement", {"party": "CHN SRB"}, subject=subject, stage=stage, published="2031-11-03")

    signed = made("agreement", {"party": "SRB CHN"}, subject="free trade", stage="signed", when="2031-10-17")
    assert one(signed, paper("free trade agreement", "signed"))
    assert not one(signed, paper("extradition", "signed"))
    assert not one(signed, paper("free trade", "ratified"))


def test_positions_go_by_actor_target_and_issue() -> None:
    said = made("oppose", {"actor": "CHN", "target": "AUS"}, issue="human rights criticism")
    assert one(
        said,
        made("oppose", {"actor": "CHN", "target": "AUS"}, issue="criticism of human rights", published="2026-01-01"),
    )
    assert not one(said, made("oppose", {"actor": "CHN", "target": "AUS"}, issue="submarine purchases"))
    assert not one(said, made("oppose", {"actor": "AUS", "target": "CHN"}, issue="human rights criticism"))


@pytest.mark.parametrize(
    ("kind", "roles", "fields", "other"),
    [
        ("relations", {"party": "SRB CHN"}, {"domain": "military"}, {"domain": "economic"}),
        ("membership", {"actor": "SRB"}, {"name": "CSTO"}, {"name": "NATO"}),
        (
            "office",
            {"holder": [person("Ana Kos", "SRB")]},
            {"name": "defence minister"},
            {"name": "president of parliament"},
        ),
        ("variant", {}, {"name": "FK-3", "of": "HQ-22"}, {"name": "CH-92A", "of": "CH-92"}),
    ],
)
def test_standing_facts_last(kind: str, roles: dict[str, str], fields: dict[str, str], other: dict[str, str]) -> None:
    claim = made(kind, roles, published="2024-01-01", **fields)  # type: ignore[arg-type]
    assert one(claim, made(kind, roles, published="2025-06-01", **fields))  # type: ignore[arg-type]
    assert not one(claim, made(kind, roles, published="2024-01-01", **other))  # type: ignore[arg-type]


def test_a_thing_announced_after_it_was_over_is_another_one() -> None:
    past = made("exercise", {"participant": "SRB CHN"}, when="2030-07-19/2030-07-28")
    assert odds(past, made("exercise", {"participant": "SRB CHN"}, status="planned", published="2031-03-01")) < -1


def test_places_near_each_other_speak_for_it() -> None:
    def drill(name: str, lat: float, published: str) -> Entry:
        place = Place(name, "SRB", lat, 21.7)
        return made("exercise", {"participant": "SRB CHN"}, when="2031-07", where=place, published=published)

    near = odds(drill("Bujanovac", 42.46, "2031-07-01"), drill("South base", 42.5, "2031-07-02"))
    assert near > odds(drill("Bujanovac", 42.46, "2031-07-01"), drill("Senta", 45.9, "2031-07-02"))


def test_a_type_of_a_users_own_merges_too() -> None:
    claim = made("space_launch", {"actor": "IND", "target": "PHL"}, when="2031-07-19", item="weather satellite")
    assert one(claim, made("space_launch", {"actor": "IND", "target": "PHL"}, when="2031-07-19"))
    assert not one(claim, made("space_launch", {"actor": "IND", "target": "PHL"}, when="2031-09-19"))
