"""Those who only watch what others do together."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

DRILL = "Peru and Chile began a joint naval exercise off Callao on Monday. "


@pytest.mark.parametrize(
    ("told", "watching"),
    [
        ("Ghana and Togo, which left the pact in 2012, are represented by observers.", {"GHA", "TGO"}),
        ("Ghana sent observers.", {"GHA"}),
        ("Ghana has sent observers to the border of Togo.", set()),
        ("Ghana held elections in June, with observers reporting fraud.", set()),
    ],
)
def test_observers_named_after_an_exercise_watch_it(code: Coder, told: str, watching: set[str]) -> None:
    claims = [claim for claim in code(DRILL + told).claims if claim.type == "exercise"]
    assert claims
    assert {actor.country for claim in claims for actor in claim.actors("observer")} == watching


@pytest.mark.parametrize(
    ("text", "observer"),
    [
        ("Norwegian and Danish divers trained off Bergen in May as Icelandic officers watched.", "ISL"),
        ("Chile and Peru fired torpedoes together in an exercise last week while Ecuador looked on.", "ECU"),
    ],
)
def test_who_looks_on_in_the_same_sentence_observes(code: Coder, text: str, observer: str) -> None:
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert [actor.country for actor in drill.actors("observer")] == [observer]
    assert observer not in {actor.country for actor in drill.actors("participant")}
