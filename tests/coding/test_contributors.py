"""Who sends forces to a drill that was told of right before takes part in it."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

DRILL = "Kenya and Uganda began the naval exercise Blue Anchor off Mombasa on Monday."


@pytest.mark.parametrize(
    ("sent", "countries"),
    [
        ("Rwanda sent 40 troops.", {"RWA"}),
        ("Rwanda and Burundi each sent a patrol boat.", {"RWA", "BDI"}),
        ("Rwanda sent a mine hunter, while Malawi followed the manoeuvres as an observer.", {"RWA"}),
        ("About 900 troops were there. Rwanda contributed a frigate.", {"RWA"}),
    ],
)
def test_who_sends_forces_to_a_drill_takes_part(code: Coder, sent: str, countries: set[str]) -> None:
    (claim,) = code(f"{DRILL} {sent}").claims
    assert {actor.country for actor in claim.actors("participant")} == {"KEN", "UGA", *countries}


@pytest.mark.parametrize(
    "sent",
    [
        "Rwanda sent 40 troops to Somalia.",
        "Rwanda sent no troops.",
        "Rwanda sent a letter of protest.",
        "Rwanda will send 40 troops into eastern Congo.",
    ],
)
def test_who_sends_them_elsewhere_or_none_does_not(code: Coder, sent: str) -> None:
    claims = [claim for claim in code(f"{DRILL} {sent}").claims if claim.status != "denied"]
    assert {a.country for claim in claims for a in claim.actors("participant")} == {"KEN", "UGA"}
