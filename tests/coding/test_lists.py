"""Lists of things: each counted item is a claim, with a designation or without."""

from __future__ import annotations

import pytest

from foedera.types import Quantity
from tests.coding.conftest import Coder


def test_items_without_a_designation_are_claims_beside_one_that_has_it(code: Coder) -> None:
    text = "Norway handed over 12 M113 carriers, four field hospitals and 300 sets of radios to Moldova on Monday."
    items = {
        (str(claim.values("name")[0]), getattr(claim.values("field:quantity")[0], "n", None))
        for claim in code(text).claims
        if claim.type == "transfer"
    }
    assert items == {("M113", 12), ("field hospitals", 4), ("radios", 300)}


def test_the_kind_of_a_designation_is_no_item(code: Coder) -> None:
    text = "Turkey will deliver six T129 helicopters and Anka drones to Kenya."
    names = {str(claim.values("name")[0]) for claim in code(text).claims if claim.type == "transfer"}
    assert names == {"T129", "Anka"}


def test_items_and_partners_that_stand_by_turns_are_deals_of_their_own(code: Coder) -> None:
    report = code("Peru acquired twelve Leopard tanks from Norway and six M113 carriers from Belgium in 2019.")
    deals = {
        str(claim.values("name")[0]): [actor.country for actor in claim.actors("supplier")]
        for claim in report.claims
        if claim.type == "transfer"
    }
    assert deals == {"Leopard": ["NOR"], "M113": ["BEL"]}


def test_partners_before_all_items_share_them(code: Coder) -> None:
    report = code("Portugal bought Leopard 2 tanks and M113 carriers from Norway and Belgium in 2019.")
    deals = [claim for claim in report.claims if claim.type == "transfer"]
    assert len(deals) == 2
    assert all({actor.country for actor in claim.actors("supplier")} == {"NOR", "BEL"} for claim in deals)


def test_two_designations_before_one_kind_are_two_items(code: Coder) -> None:
    text = "China delivered FK-3 missiles, CH-92 and CH-95 drones to Kenya in April 2022."
    names = {str(claim.values("name")[0]) for claim in code(text).claims if claim.type == "transfer"}
    assert names == {"FK-3", "CH-92", "CH-95"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Danish side handed over ten fire engines and a batch of radio equipment to Kenya.", "fire engines"),
        ("Denmark handed over two ambulances and a batch of medical equipment to Kenya.", "ambulances"),
    ],
)
def test_a_batch_is_named_by_what_it_holds_and_is_an_item(code: Coder, text: str, names: str) -> None:
    found = {str(name) for claim in code(text).claims if claim.type == "transfer" for name in claim.values("name")}
    assert names in found
    assert len(found) == 2
    assert any(name.endswith("equipment") for name in found)


def test_an_uncounted_kind_in_a_list_is_an_item(code: Coder) -> None:
    claims = code("Denmark delivered 18 Archer howitzers and radars to Kenya in 2024.").claims
    assert {str(name) for claim in claims for name in claim.values("name")} == {"Archer", "radars"}


@pytest.mark.parametrize(
    ("text", "name", "quantity"),
    [
        ("Two An-124s delivered eight Mi-17 helicopters from Russia to Peru in May.", "Mi-17", 8),
        (
            "In April, six Y-20 aircraft brought in one night the FK-3 missile system from China to Serbia.",
            "FK-3",
            None,
        ),
    ],
)
def test_what_brings_the_rest_is_not_what_is_handed_over(
    code: Coder, text: str, name: str, quantity: int | None
) -> None:
    (claim,) = (c for c in code(text).claims if c.type == "transfer")
    assert claim.values("name") == (name,)
    assert next((value.n for value in claim.values("field:quantity") if isinstance(value, Quantity)), None) == quantity


def test_what_a_deal_holds_besides_is_no_deal_of_its_own(code: Coder) -> None:
    text = (
        "Bulgaria is to receive 183 Stryker vehicles from the United States. The contract, signed in November 2023, "
        "covers command, engineer and medical variants, together with ammunition, spare parts and simulators."
    )
    names = {name for claim in code(text).claims if claim.type == "transfer" for name in claim.values("name")}
    assert names == {"Stryker"}


@pytest.mark.parametrize("share", ["two thirds", "Three quarters", "a third"])
def test_a_share_is_no_number_of_things(code: Coder, share: str) -> None:
    text = f"Sweden has delivered to Ukraine {share} of the Archer howitzers that it promised last year."
    told = [claim for claim in code(text).claims if claim.type == "transfer" and claim.status == "occurred"]
    assert told
    assert not any(claim.values("field:quantity") for claim in told)
