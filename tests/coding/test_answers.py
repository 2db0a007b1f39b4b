"""A deed and the deed that it answers are each of its own time and place."""

from __future__ import annotations

from foedera.types import Claim
from tests.coding.conftest import Coder


def _when(claim: Claim) -> str | None:
    return next((str(cell.value) for cell in claim.cells if cell.field == "when"), None)


def test_what_a_deed_answers_has_neither_its_day_nor_its_place(code: Coder) -> None:
    text = (
        "On Monday Iran fired missiles at Al Udeid, the largest US base in the region, in response to American strikes "
        "on three nuclear sites."
    )
    strikes = [c for c in code(text, "2025-06-24").claims if c.type == "assault"]
    assert {(c.actors("actor")[0].country, _when(c)) for c in strikes} == {("IRN", "2025-06-23"), ("USA", None)}


def test_who_answers_a_sanction_in_kind_imposes_one(code: Coder) -> None:
    text = (
        "The United States imposed a tariff of 25 per cent on Colombian goods. "
        "President Gustavo Petro of Colombia answered that his country would impose tariffs of its own."
    )
    sanctions = [c for c in code(text, "2025-01-26").claims if c.type == "sanction" and c.status == "planned"]
    assert [actor.country for c in sanctions for actor in c.actors("actor")] == ["COL"]
