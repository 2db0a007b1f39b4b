"""What is only to come, or may, and would be done by others is another happening than what was done."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("told", "role", "who"),
    [
        ("Peru bought 12 radars from Spain. Chile may buy similar radars.", "recipient", ["PER", "CHL"]),
        (
            "Poland delivered 40 tanks to Ukraine. Germany will deliver more tanks to Ukraine.",
            "supplier",
            ["POL", "DEU"],
        ),
        ("Greece has ordered 24 jets from France. Cyprus could order jets from France.", "recipient", ["GRC", "CYP"]),
    ],
)
def test_what_others_would_do_is_apart(code: Coder, told: str, role: str, who: list[str]) -> None:
    claims = code(told).claims
    assert [[actor.country for actor in claim.actors(role)] for claim in claims] == [[each] for each in who]
    assert claims[0].status == "occurred" != claims[1].status
