"""One word for several happenings of different times: each is a claim with the time and place of its own."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Spanish troops left Gao in December and Kidal on January 11.", "deployment", {"2024-12", "2025-01-11"}),
        ("Canada's fleet visited Lima in May 2023 and again in June 2024.", "deployment", {"2023-05", "2024-06"}),
        (
            "The last of 12 Caracal helicopters ordered from France in 2021 arrived in Chile on Monday.",
            "transfer",
            {"2021", "2025-08-11"},
        ),
    ],
)
def test_each_time_is_a_happening(code: Coder, text: str, kind: str, expected: set[str]) -> None:
    assert {str(claim.values("when")[0]) for claim in code(text).claims if claim.type == kind} == expected


def test_an_earlier_edition_happened_though_the_next_is_planned(code: Coder) -> None:
    claims = code("Chile and Peru will exercise in Arica in September, as they did in 2017.").claims
    assert {(claim.status, str(claim.values("when")[0])) for claim in claims} == {
        ("planned", "2025-09"),
        ("occurred", "2017"),
    }


def test_days_side_by_side_are_one_happening(code: Coder) -> None:
    claims = code("Chile and Peru trained in Arica on Monday and Tuesday.").claims
    assert len([claim for claim in claims if claim.type == "exercise"]) == 1


def test_when_a_drill_was_last_held_is_another_edition(code: Coder) -> None:
    text = "Desert Fox, the exercise of Oman and Kenya that was last held in Mombasa in 2019, is to be resumed."
    told = {(claim.status, str((claim.values("when") or [None])[0])) for claim in code(text).claims}
    assert {("planned", "None"), ("occurred", "2019")} <= told


def test_a_drill_that_was_just_held_is_one(code: Coder) -> None:
    text = "Desert Fox, the drill of Oman and Kenya held in Mombasa in 2019, was praised by both armies."
    assert len([claim for claim in code(text).claims if claim.type == "exercise"]) == 1


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("Malta's premier went to Rome first and to Tunis second.", [{"ITA"}, {"TUN"}]),
        ("Nepal's prime minister went to India and then to China.", [{"IND"}, {"CHN"}]),
        ("The Danish king visited Oman, Qatar and Kuwait last week.", [{"OMN", "QAT", "KWT"}]),
    ],
)
def test_one_visit_after_the_other_is_two_and_a_round_is_one(code: Coder, text: str, hosts: list[set[str]]) -> None:
    visits = [claim for claim in code(text).claims if claim.type == "meeting"]
    assert [{actor.country for actor in visit.actors("host")} for visit in visits] == hosts
