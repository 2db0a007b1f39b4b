"""Forces and partners that are only foreign: of nobody in particular."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

BEFORE = "Paraguay and Brazil signed a trade agreement on Monday. Brazil welcomed it. "


def acting(code: Coder, text: str, kind: str, role: str) -> set[str | None]:
    claims = [claim for claim in code(text).claims if claim.type == kind]
    assert claims
    return {actor.country for claim in claims for actor in claim.actors(role)} - {None}


def test_who_admits_no_foreign_troops_is_the_host_and_nobody_would_send_them(code: Coder) -> None:
    text = BEFORE + "Paraguay is neutral and does not admit foreign troops on its soil."
    assert acting(code, text, "deployment", "host") == {"PRY"}
    assert acting(code, text, "deployment", "actor") == set()


def test_forces_of_a_foreign_state_are_foreign(code: Coder) -> None:
    text = BEFORE + "The ministry denied that Paraguay would host forces of a foreign state."
    assert acting(code, text, "deployment", "host") == {"PRY"}
    assert acting(code, text, "deployment", "actor") == set()


def test_partners_of_an_exercise_who_are_only_foreign_are_not_guessed(code: Coder) -> None:
    text = BEFORE + "A moratorium on exercises with foreign armies was declared by Paraguay after the invasion."
    assert acting(code, text, "exercise", "participant") == {"PRY"}


def test_the_first_foreign_ship_is_somebodys(code: Coder) -> None:
    text = BEFORE + "A Chilean frigate, the first foreign warship there, docked in Santos on Friday."
    assert acting(code, text, "deployment", "actor") == {"CHL"}
    assert acting(code, text, "deployment", "host") == {"BRA"}


@pytest.mark.parametrize(
    ("text", "kind", "role", "who"),
    [
        ("Paraguay is negotiating a bilateral treaty with a certain country.", "agreement", "party", {"PRY"}),
        ("Paraguay is to sign a defence pact with an unnamed Asian state.", "agreement", "party", {"PRY"}),
        ("Paraguay bought 10,000 shells from a third country in May.", "transfer", "supplier", set()),
    ],
)
def test_whom_a_report_leaves_open_is_nobody_named(code: Coder, text: str, kind: str, role: str, who: set[str]) -> None:
    before = "Argentina and Brazil have been rivals for years. Brazil counts its ships. "
    assert acting(code, before + text, kind, role) == who


def test_who_lets_foreign_forces_into_another_land_sends_none(code: Coder) -> None:
    text = (
        "Indonesia has bowed to pressure and agreed to let foreign peacekeepers into East Timor. "
        "Australia is expected to lead the force."
    )
    assert "IDN" not in acting(code, text, "deployment", "actor")
