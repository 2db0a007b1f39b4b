"""Numbers of another time beside those of a happening."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "personnel"),
    [
        ("The drill involved 2,000 troops from Peru and Chile, compared with 1,200 in 2023.", [2000]),
        (
            "Togo and Benin will hold an exercise with 250 soldiers, up from 150 in 2024, when Mali first took part.",
            [250],
        ),
        ("Togo and Benin will hold a joint exercise with 250 soldiers from two brigades in October.", [250]),
    ],
)
def test_what_was_before_is_of_another_happening(code: Coder, text: str, personnel: list[int]) -> None:
    drills = [claim for claim in code(text).claims if claim.type == "exercise"]
    assert [[getattr(value, "n", None) for value in claim.values("field:personnel")] for claim in drills] == [personnel]
    assert not drills[0].values("field:first")


def test_who_looked_on_before_takes_part_now(code: Coder) -> None:
    text = (
        "Ghanaian and Togolese troops began the exercise Iron Elk near Tema on Monday. Benin's marines, previously "
        "observers, are taking part in full for the first time. Chad and Niger sent observers."
    )
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert "BEN" in {actor.country for actor in drill.actors("participant")}
    assert {actor.country for actor in drill.actors("observer")} == {"TCD", "NER"}


def test_who_sends_observers_beside_one_that_looked_on_before_looks_on(code: Coder) -> None:
    text = "Chad and Niger sent observers to the drill of Ghana and Togo, and Benin, formerly an observer, took part."
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("observer")} == {"TCD", "NER"}
    assert "BEN" in {actor.country for actor in drill.actors("participant")}
