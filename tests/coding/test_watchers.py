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
