"""People who are listed side by side with their states."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "text",
    [
        "The defence ministers of Peru and Chile, Ana Ruiz and Ivo Berg, met in Lima on Monday.",
        "Ana Ruiz and Ivo Berg, the defence ministers of Peru and Chile, met in Lima on Monday.",
        "Presidents Ana Ruiz and Ivo Berg of Peru and Chile met in Lima on Monday.",
        "The Peruvian and Chilean presidents, Ana Ruiz and Ivo Berg, met in Lima on Monday.",
    ],
)
def test_each_is_of_the_state_in_the_same_place_of_the_other_list(code: Coder, text: str) -> None:
    (meeting,) = (claim for claim in code(text).claims if claim.type == "meeting")
    people = {cell.value.name: cell.value.country for cell in meeting.cells if isinstance(cell.value, Actor)}
    assert people.get("Ana Ruiz") == "PER"
    assert people.get("Ivo Berg") == "CHL"


def test_the_title_of_the_next_is_not_that_of_the_one_before(code: Coder) -> None:
    text = (
        "Minister of Defence Ivo Berg, Peruvian Minister of Defence Ana Ruiz and Bolivia's Minister of Defence Luis "
        "Paz signed an agreement in Lima today."
    )
    (pact,) = (c for c in code(text, publisher="Chilean Ministry of Defence").claims if c.type == "agreement")
    assert {actor.country for actor in pact.actors("party")} == {"CHL", "PER", "BOL"}
