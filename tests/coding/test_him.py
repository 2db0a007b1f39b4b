"""Whom "him" means: not whoever does it to him."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Togo's president flew to Accra, where the Ghanaian foreign minister urged him to hold a vote.", "TGO"),
        ("Gabon's president was in Paris when a Congolese envoy accused him of theft.", "GAB"),
        ("The Fijian foreign minister met Tonga's president and urged him to sign the treaty.", "TON"),
        ("Chad's president met Sudan's envoy, who urged him to open the border.", "TCD"),
        ("Peru's minister said his Chilean colleague had accused him of bad faith.", "PER"),
    ],
)
def test_the_subject_of_a_verb_is_not_its_object(text: str, country: str, code: Coder) -> None:
    """Though it was told of last."""
    meant = [
        actor.country
        for claim in code(text).claims
        if claim.type in {"demand", "oppose"}
        for actor in claim.actors("target")
    ]
    assert meant == [country]
