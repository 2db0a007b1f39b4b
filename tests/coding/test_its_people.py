"""Whose people "its envoy", "its president" are: those of the state or body that the possessive takes up."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("before", "its", "whose"),
    [
        ("Peru kept silent.", "Its foreign minister", "PER"),
        ("The African Union kept silent.", "Its envoy", "AU"),
    ],
)
def test_its_envoy_is_of_whoever_was_told_of(code: Coder, before: str, its: str, whose: str) -> None:
    (claim,) = code(f"{before} {its} is to visit Lomé in May.").claims
    assert {actor.country or actor.org for actor in claim.actors("visitor")} == {whose}
    assert len(claim.actors("visitor")) == 1


def test_a_visit_and_its_return_are_told_apart_by_whose_the_guests_are(code: Coder) -> None:
    text = (
        "Eritrea would regard that as a threat. Its president visited Egypt twice last year and received his Somali "
        "counterpart in May."
    )
    claims = [claim for claim in code(text).claims if claim.type == "meeting"]
    assert [{a.country for a in claim.actors("visitor")} for claim in claims] == [{"ERI"}, {"SOM"}]


def test_its_allies_are_others(code: Coder) -> None:
    claims = code("Peru kept silent. Its allies sent troops to Togo on Monday.").claims
    assert all(actor.country is None for claim in claims for actor in claim.actors("actor") if "allies" in actor.name)
