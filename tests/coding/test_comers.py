"""Forces that come for a drill, and those that are sent for something else."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

DRILL = "Ghana and Norway are holding the exercise Iron Elk in Accra. "


def kinds(code: Coder, text: str) -> list[str]:
    return [claim.type for claim in code(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "From Norway 120 marines take part, who arrived in Ghana on 6 August.",
        "Some 120 Norwegian soldiers arrived in Ghana on 6 August.",
        "How many Norwegian soldiers will travel to Ghana has not been made public.",
    ],
)
def test_soldiers_who_come_to_where_their_drill_is_held_are_no_deployment(code: Coder, text: str) -> None:
    assert "deployment" not in kinds(code, DRILL + text)


@pytest.mark.parametrize(
    "text",
    [
        "Some 120 Norwegian soldiers arrived in Togo on 6 August.",  # elsewhere
        "Some 120 Danish soldiers arrived in Ghana on 6 August.",  # others
        "Some 120 Norwegian soldiers are stationed in Ghana.",  # they stay
        "The Norwegian frigate Otra arrived in Ghana on 6 August.",  # a ship that calls
    ],
)
def test_other_forces_are_a_deployment_beside_a_drill(code: Coder, text: str) -> None:
    assert "deployment" in kinds(code, DRILL + text)


def test_how_many_come_is_told_of_the_drill(code: Coder) -> None:
    drill = next(
        c for c in code(DRILL + "Some 120 Norwegian soldiers arrived in Ghana.").claims if c.type == "exercise"
    )
    assert [getattr(value, "n", None) for value in drill.values("field:personnel")] == [120]


def test_others_who_may_come_to_a_drill_may_take_part_in_it(code: Coder) -> None:
    claims = code(DRILL + "Denmark may send soldiers to Ghana as well.").claims
    assert [(c.type, c.status, [a.country for a in c.actors("participant")]) for c in claims[1:]] == [
        ("exercise", "possible", ["DNK"])
    ]


def test_soldiers_who_came_in_another_year_came_to_another_drill(code: Coder) -> None:
    claims = code("This week " + DRILL + "Norwegian soldiers went to Ghana in 2018.").claims
    drills = [c for c in claims if c.type == "exercise" and "2018" in c.values("when")]
    assert [{a.country for a in c.actors("participant")} for c in drills] == [{"NOR", "GHA"}]
