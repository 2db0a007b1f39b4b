"""Whose "the two ministers" and "both leaders" are: those of the people told of by name and office."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

READ_OUT = (
    "Foreign Minister Ana Ruiz of Peru received Chile's Foreign Minister, Ivo Berg, in Lima on Tuesday.\n\n"
    "Minister Ruiz thanked her guest for the help after the flood. "
    "Minister Berg told her of Chile's relations with Bolivia and Argentina, which are strained.\n\n"
)


def parties(code: Coder, text: str) -> list[set[str | None]]:
    claims = (claim for claim in code(text).claims if claim.type == "agreement")
    return [{actor.country for actor in claim.actors("party")} for claim in claims]


@pytest.mark.parametrize("words", ["The ministers", "The two ministers"])
def test_the_ministers_are_those_who_met_not_of_the_states_told_of_last(code: Coder, words: str) -> None:
    assert parties(code, f"{READ_OUT}{words} signed an agreement on fishing.") == [{"PER", "CHL"}]


def test_both_countries_are_those_of_the_ministers_before(code: Coder) -> None:
    text = f"{READ_OUT}The ministers signed an agreement on fishing. Both countries will hold a naval exercise in May."
    exercise = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in exercise.actors("participant")} == {"PER", "CHL"}


def test_the_two_leaders_are_those_who_met_a_third(code: Coder) -> None:
    text = (
        "On May 8 Prime Minister Ana Ruiz of Peru and Chile's President Ivo Berg met President Donald Trump in "
        "Washington, where they had lunch. The two leaders also signed a declaration."
    )
    assert parties(code, text) == [{"PER", "CHL"}]


def test_ministers_told_of_by_their_states_alone_are_nearer(code: Coder) -> None:
    text = (
        f"{READ_OUT}On Wednesday the ministers of Bolivia and Argentina met in La Paz. "
        "The two ministers signed an agreement on gas."
    )
    assert parties(code, text) == [{"BOL", "ARG"}]
