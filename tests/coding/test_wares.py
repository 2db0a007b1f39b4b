"""Who is meant where wares are named: tariffs on "goods from Peru" are on Peru."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("told", "whose"),
    [
        ("The United States imposed a 25 percent tariff on goods from Colombia.", {"COL"}),
        ("Turkey imposed a ban on products from Israel.", {"ISR"}),
        ("Britain imposed sanctions on exports from Iran.", {"IRN"}),
        ("India imposed sanctions on steel exports from Vietnam and Indonesia.", {"VNM", "IDN"}),
    ],
)
def test_what_hits_wares_hits_whose_they_are(code: Coder, told: str, whose: set[str]) -> None:
    (claim,) = code(told).claims
    assert {(actor.kind, actor.country) for actor in claim.actors("target")} == {("state", each) for each in whose}


def test_wares_of_nobody_are_no_target(code: Coder) -> None:
    claims = code("Kenya imposed a tariff of 10 percent on imported cars.").claims
    assert all(actor.kind == "state" for claim in claims for actor in claim.actors("target"))
