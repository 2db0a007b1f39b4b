"""Companies that sell."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_beside_a_company_of_several_countries_no_state_sells(code: Coder) -> None:
    text = "Turkey assembles Anka drones in Togo. Airbus has delivered the first of two A400M aircraft to Togo."
    deal = next(c for c in code(text).claims if c.type == "transfer" and "A400M" in c.values("name"))
    assert [(a.name, a.country) for a in deal.actors("supplier")] == [("Airbus", None)]
