"""How ties stand: words that say more than what is taken for granted, and ties that are told of twice."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "text",
    [
        "Over the past decade we have seen a steady deepening of defence cooperation between Kenya and Uganda.",
        "Recent years have brought a marked strengthening of security cooperation between Peru and Chile.",
    ],
)
def test_a_steady_deepening_is_a_deepening(code: Coder, text: str) -> None:
    (ties,) = (claim for claim in code(text).claims if claim.type == "relations")
    assert ties.values("field:trend") == ("deepening",)
