"""Towns that are taken: an attack on those from whom they are taken, and where it was."""

from __future__ import annotations

import pytest

from foedera.types import Actor, Claim, Place
from tests.coding.conftest import Coder


def attack(code: Coder, text: str) -> Claim:
    """Return the attack that a text tells of."""
    [claim] = [claim for claim in code(text).claims if claim.type in {"assault", "coerce"}]
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "The town of Palmyra was seized from the Syrian army by Islamic State in December, the ministry said.",
        "Islamic State seized the town of Palmyra from the Syrian army in December, the ministry said.",
    ],
)
def test_who_takes_a_town_attacks_those_who_held_it(code: Coder, text: str) -> None:
    found = attack(code, text)
    assert found.type == "assault"
    assert [actor.name for actor in found.actors("actor")] == ["Islamic State"]
    assert {actor.country for actor in found.actors("target")} == {"SYR"}
    assert [place.name for place in found.values("where") if isinstance(place, Place)] == ["Palmyra"]


def test_a_ship_that_is_seized_is_no_town(code: Coder) -> None:
    found = attack(code, "Iran seized a Greek tanker in the Gulf.")
    assert found.type == "coerce"
    assert [cell.value.country for cell in found.cells if isinstance(cell.value, Actor)] == ["IRN", "GRC"]
