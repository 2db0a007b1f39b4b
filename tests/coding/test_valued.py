"""Support that another values, and support for what is somebody's own."""

from __future__ import annotations

import pytest

from foedera.types import Claim
from tests.coding.conftest import Coder


def positions(claims: tuple[Claim, ...], kind: str) -> set[tuple[str | None, str | None]]:
    found = (claim for claim in claims if claim.type == kind)
    return {
        (actor.country, target.country)
        for claim in found
        for actor in claim.actors("actor")
        for target in claim.actors("target")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Lima supports Bolivia's bid, while Chile appreciates Peru's support for its claim to the glacier.",
        "Chile is grateful for little, but Chile values Peru's support for its policy on fishing.",
    ],
)
def test_whose_support_is_valued_gives_it(code: Coder, text: str) -> None:
    found = positions(code(text).claims, "support")
    assert ("PER", "CHL") in found
    assert ("CHL", "PER") not in found


def test_in_a_states_case_its_position_is_that_states(code: Coder) -> None:
    """Who is only named in what it criticises gets no support."""
    text = (
        "In Peru's case, this is Chile's support for its criticism of Cuba's tariffs as an obstacle to trade, while "
        "Chile appreciates Peru's support for its claim to the glacier."
    )
    claims = code(text).claims
    assert positions(claims, "support") == {("CHL", "PER"), ("PER", "CHL")}
    assert positions(claims, "oppose") <= {("PER", "CUB")}
