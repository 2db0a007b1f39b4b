"""Where an envoy is sent has no part in what befalls him, and is who summons him."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Chile accused Peru's ambassador to Bolivia of spying.", {"CHL"}, {"PER"}),
        ("Togo expelled the Norwegian ambassador to Lome.", {"TGO"}, {"NOR"}),
        ("The Chilean ambassador to Lima was summoned on Monday over a raid on a fishing boat.", {"PER"}, {"CHL"}),
        (
            "Peru's foreign ministry says the Chilean ambassador to Lima was summoned to explain an exchange of fire.",
            {"PER"},
            {"CHL"},
        ),
    ],
)
def test_where_an_envoy_is_sent_has_no_part_but_in_summoning_him(
    code: Coder, text: str, actor: set[str], target: set[str]
) -> None:
    claims = [claim for claim in code(text).claims if claim.type in {"oppose", "sanction"}]
    assert {each.country for claim in claims for each in claim.actors("actor")} == actor
    assert {each.country for claim in claims for each in claim.actors("target")} == target


def test_whose_an_envoy_is_stands_before_him(code: Coder) -> None:
    text = "Gunmen killed Norway's ambassador to Togo in Lome on Monday."
    targets = [each.country for claim in code(text).claims for each in claim.actors("target")]
    assert targets == ["NOR"]
