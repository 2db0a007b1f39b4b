"""Lists of things: each counted item is a claim, with a designation or without."""

from __future__ import annotations

from tests.coding.conftest import Coder


def test_items_without_a_designation_are_claims_beside_one_that_has_it(code: Coder) -> None:
    text = "Norway handed over 12 Bandvagn carriers, four field hospitals and 300 sets of radios to Moldova on Monday."
    items = {
        (str(claim.values("name")[0]), getattr(claim.values("field:quantity")[0], "n", None))
        for claim in code(text).claims
        if claim.type == "transfer"
    }
    assert items == {("Bandvagn", 12), ("field hospitals", 4), ("radios", 300)}


def test_the_kind_of_a_designation_is_no_item(code: Coder) -> None:
    text = "Turkey will deliver six T129 helicopters and Anka drones to Kenya."
    names = {str(claim.values("name")[0]) for claim in code(text).claims if claim.type == "transfer"}
    assert names == {"T129", "Anka"}
