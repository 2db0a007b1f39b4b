"""Lists that go together item by item: each item of one with that of the other."""

from __future__ import annotations

import pytest

from foedera.types import Actor, Claim, Quantity
from tests.coding.conftest import Coder


def told(claim: Claim) -> tuple[set[str | None], set[float]]:
    """Return the states that have a part in a claim, and the numbers that it gives."""
    values = [cell.value for cell in claim.cells]
    return (
        {value.country for value in values if isinstance(value, Actor)},
        {value.n for value in values if isinstance(value, Quantity)},
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China and Russia bought 12 and 30 aircraft respectively.", [({"CHN"}, {12}), ({"RUS"}, {30})]),
        (
            "Turkey and Egypt ordered 24 and 40 Typhoon fighters, respectively.",
            [({"TUR"}, {24}), ({"EGY"}, {40})],
        ),
        (
            "The Polish and Czech presidents visited Riga and Vilnius respectively on Monday.",
            [({"POL", "LVA"}, set()), ({"CZE", "LTU"}, set())],
        ),
        (
            "Germany and Norway will give Ukraine 10 Leopard tanks and 8 howitzers respectively.",
            [({"DEU", "UKR"}, {10}), ({"NOR", "UKR"}, {8})],
        ),
        (
            "Indonesia and Vietnam signed defence pacts with Japan and South Korea respectively.",
            [({"IDN", "JPN"}, set()), ({"VNM", "KOR"}, set())],
        ),
        (
            "Chile and Peru sent 200 and 150 soldiers to Haiti, respectively.",
            [({"CHL", "HTI"}, {200}), ({"PER", "HTI"}, {150})],
        ),
    ],
)
def test_each_item_goes_with_its_own(
    code: Coder, text: str, expected: list[tuple[set[str | None], set[float]]]
) -> None:
    assert [told(claim) for claim in code(text, "2026-03-12").claims] == expected


def test_without_the_word_lists_are_shared(code: Coder) -> None:
    claims = code("Chile and Peru sent 200 soldiers and two ships to Haiti.", "2026-03-12").claims
    assert {frozenset(told(claim)[0]) for claim in claims} == {frozenset({"CHL", "PER", "HTI"})}
