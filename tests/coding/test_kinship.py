"""Who is named only to say whose neighbour or ally another is takes no part."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Georgia's neighbours Armenia and Azerbaijan will hold an exercise in June.", {"ARM", "AZE"}),
        ("France's old ally Chad held a drill with Niger in March.", {"TCD", "NER"}),
        ("Russia and its ally Belarus held a drill in Brest in March.", {"RUS", "BLR"}),
    ],
)
def test_whose_neighbour_somebody_is_takes_no_part(code: Coder, text: str, who: set[str]) -> None:
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("participant")} == who
