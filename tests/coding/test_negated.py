"""Things of which there were none are no part of what happened: "a drill without tanks" has no tanks in it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "told",
    [
        "Kenya and Uganda ended the drill: 300 soldiers, 20 vehicles, no aircraft.",
        "Kenya and Uganda held a drill on Friday. There was no live fire and no aircraft were used.",
        "Kenya and Uganda staged an exercise without live firing or aircraft.",
        "Kenya and Uganda held a drill near Nakuru. No aircraft took part.",
        "Kenya and Uganda held a drill near Nakuru. No aircraft and no ships took part in the drill.",
        "Kenya and Uganda held a drill near Nakuru. Neither aircraft nor live ammunition was involved in the drill.",
    ],
)
def test_what_there_was_none_of_is_no_part_of_a_drill(code: Coder, told: str) -> None:
    (claim,) = code(told).claims
    assert claim.status == "occurred"
    assert {*claim.values("field:equipment"), *claim.values("field:activities")} <= {"vehicles"}


def test_what_is_there_beside_it_stays(code: Coder) -> None:
    (claim,) = code("Kenya and Uganda staged an exercise with no tanks but 20 helicopters.").claims
    assert claim.values("field:equipment") == ("helicopters",)


def test_no_fewer_than_so_many_are_there(code: Coder) -> None:
    (claim,) = code("Poland delivered no fewer than 40 tanks to Ukraine.").claims
    assert claim.values("name") == ("tanks",)


def test_a_denial_keeps_what_it_denies(code: Coder) -> None:
    (claim,) = code("Poland has not delivered any tanks to Ukraine.").claims
    assert (claim.status, claim.values("name")) == ("denied", ("tanks",))


def test_who_took_no_part_is_still_told(code: Coder) -> None:
    claims = code("Poland and Latvia held an exercise. No American soldiers took part in the exercise.").claims
    assert [claim.status for claim in claims] == ["occurred", "denied"]


def test_a_drill_without_fire_is_no_fire_drill(code: Coder) -> None:
    (claim,) = code("Peru and Chile conducted a naval exercise off Iquique with no live fire.").claims
    assert (claim.type, claim.status) == ("exercise", "occurred")
