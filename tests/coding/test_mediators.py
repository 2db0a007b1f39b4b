"""Who mediates talks takes no part in them, however few of those who do are named beside it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "talks",
    [
        "Talks that Algeria had mediated took place in Oslo in May.",
        "Under Qatari mediation, talks were held in May.",
    ],
)
def test_whoever_mediates_is_no_participant(code: Coder, talks: str) -> None:
    claims = code(f"Chad and Niger are at odds over a well. {talks}").claims
    (claim,) = [each for each in claims if each.type == "meeting"]
    assert {actor.country for actor in claim.actors("participant")} == {"TCD", "NER"}
