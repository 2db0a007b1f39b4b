"""Who plays a part that a claim's sentences leave open."""

from __future__ import annotations

from foedera.coding.weights import load
from tests.coding.conftest import Coder


def test_the_state_at_home_buys_though_another_is_named_more(code: Coder) -> None:
    text = (
        "Chile has a long coast. Chile has four ports, and Chile is proud of them. The ports are full in winter. "
        "Peru has three. Peru is not far behind. In spring two patrol boats were bought from Norway."
    )
    bought = next(
        claim
        for claim in code(text, publisher="Ministry of Defence of the Republic of Peru").claims
        if claim.type == "transfer"
    )
    assert [actor.country for actor in bought.actors("supplier")] == ["NOR"]
    assert [actor.country for actor in bought.actors("recipient")] == ["PER"]


def test_home_section_and_rule_of_thumb_speak_for_somebody() -> None:
    weights = load("guesses").weights
    assert min(weights[sign] for sign in ("home", "section's", "usual", "voice")) > 0
    assert weights["not the section's"] < 0
