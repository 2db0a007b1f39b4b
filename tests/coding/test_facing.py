"""Those of one state face each other where something is done to people: police arrest their countrymen."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_police_arrest_a_leader_of_their_own_people(code: Coder) -> None:
    text = "Palestinian police arrested Omar Darwish, a senior leader of Hamas, on Tuesday as Israel had demanded."
    arrest = next(claim for claim in code(text, "2001-12-10").claims if claim.type == "coerce")
    assert {actor.country for actor in arrest.actors("actor")} == {"PSE"}
    assert {actor.country for actor in arrest.actors("target")} == {"PSE"}
