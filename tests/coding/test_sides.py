"""Who gave and who got, where a claim leaves one or both open."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.sides import sides_of, surer_first
from foedera.types import Claim
from tests.coding.conftest import Coder


def _claim(code: Coder, text: str, kind: str) -> Claim:
    return next(claim for claim in reversed(code(text).claims) if claim.type == kind)


def _states(claim: Claim, role: str) -> set[str | None]:
    return {actor.country for actor in claim.actors(role)}


def test_two_open_sides_are_guessed_together() -> None:
    text = (
        "The navy of Peru took part in the parade in Lima. Canada sent its ambassador. "
        "Two patrol boats were delivered in May."
    )
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    claims = engine.claims(document.report, engine.parse(document), 0.0)  # so little is not believed without them
    deal = next(claim for claim in claims if claim.type == "transfer")
    assert _states(deal, "supplier") == {"CAN"}
    assert _states(deal, "recipient") == {"PER"}


def test_the_side_that_leaves_a_likely_one_for_the_other_goes_first() -> None:
    sides = sides_of(pipeline.load(None, 2).codebook.types["transfer"])
    alone = {"supplier": (0.6, "PER"), "recipient": (0.5, "PER")}
    beside = {("supplier", "PER"): (0.5, "CAN"), ("recipient", "PER"): (0.2, "CAN")}
    ordered = surer_first(sides, lambda role, other: beside[role.name, other] if other else alone[role.name])
    assert [role.name for role in ordered] == ["recipient", "supplier"]
    assert surer_first(sides, lambda _role, _other: None) == sides


@pytest.mark.parametrize(("kind", "names"), [("aid", ["donor", "recipient"]), ("agreement", []), ("oppose", [])])
def test_only_deals_and_the_like_have_sides(kind: str, names: list[str]) -> None:
    assert [role.name for role in sides_of(pipeline.load(None, 2).codebook.types[kind])] == names


def test_a_firm_of_no_state_sells_for_itself(code: Coder) -> None:
    text = (
        "Portugal bought two frigates from Denmark in 2020, and Denmark trained their crews. "
        "Portugal has ordered six A400M transport planes from Airbus."
    )
    deal = _claim(code, text, "transfer")
    assert [actor.name for actor in deal.actors("supplier")] == ["Airbus"]


def test_forces_of_a_part_of_the_world_are_of_no_state_told_of(code: Coder) -> None:
    text = "Chad received 20 trucks from France. France will deliver radars to other African armies next year."
    deal = _claim(code, text, "transfer")
    assert _states(deal, "supplier") == {"FRA"}
    assert _states(deal, "recipient") == {None}


def test_a_yard_named_after_its_state_is_of_it(code: Coder) -> None:
    deal = _claim(code, "Cyprus has ordered two patrol boats from Israel Shipyards.", "transfer")
    assert _states(deal, "supplier") == {"ISR"}


def test_whoever_hands_over_a_batch_supplies_it(code: Coder) -> None:
    text = "Peru will hand over a batch of equipment to Bolivia's border troops in May."
    deal = _claim(code, text, "transfer")
    supplier = next(cell for cell in deal.cells if cell.field == "role:supplier")
    assert (supplier.printed, supplier.score > 0.5) == ("Peru", True)


def test_who_learns_abroad_is_taught_by_whoever_is_at_home_there(code: Coder) -> None:
    text = (
        "Peru bought six trainers from Brazil in March. Bolivia has none. "
        "Twelve Peruvian pilots have begun a training course in Madrid."
    )
    course = _claim(code, text, "training")
    assert _states(course, "provider") == {"ESP"}
    assert _states(course, "trainee") == {"PER"}


def test_a_sanction_is_imposed_on_somebody_whatever_it_forbids(code: Coder) -> None:
    text = (
        "PHNOM PENH, May 3 - Cambodia complained on Friday that it could not buy helicopters. Cambodia said it was a "
        "poor country. The United States imposed an arms embargo in 2019."
    )
    embargo = _claim(code, text, "sanction")
    assert _states(embargo, "actor") == {"USA"}
    assert _states(embargo, "target") == {"KHM"}


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        ("President Jorge Rojas of Peru and the foreign minister of Chile met in Bogota.", {"PER", "CHL"}),
        ("The foreign ministers of Peru, Chile and Ecuador held talks in Bogota.", {"BOL", "BRA"}),
    ],
)
def test_a_document_is_of_the_two_who_just_met(code: Coder, told: str, parties: set[str]) -> None:
    text = f"Bolivia and Brazil traded more last year. Brazil thanked Bolivia.\n\n{told} No document was signed."
    assert _states(_claim(code, text, "agreement"), "party") == parties


@pytest.mark.parametrize(
    "text",
    [
        "Saab has won a contract from Brazil for 36 Gripen jets.",
        "Saab won an order for 36 Gripen jets from Brazil.",
        "Saab won the tender for 36 Gripen jets from the Brazilian Air Force.",
        "Saab received an order from Brazil for 36 Gripen jets.",
        "Saab has received an order for 36 Gripen jets from Brazil.",
    ],
)
def test_who_wins_a_contract_sells_to_whom_it_is_from(code: Coder, text: str) -> None:
    (claim,) = (c for c in code(text).claims if c.type == "transfer")
    assert [(a.name, a.country) for a in claim.actors("supplier")] == [("Saab", "SWE")]
    assert [actor.country for actor in claim.actors("recipient")] == ["BRA"]


def test_who_leases_from_somebody_gets(code: Coder) -> None:
    (claim,) = (c for c in code("Malaysia leased four Black Hawks from Kuwait.").claims if c.type == "transfer")
    assert [actor.country for actor in claim.actors("recipient")] == ["MYS"]
    assert [actor.country for actor in claim.actors("supplier")] == ["KWT"]


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Peru has sold 20 drones to its neighbours since then.", "transfer", "recipient"),
        ("More than 100 countries have recognised Kosovo.", "support", "actor"),
    ],
)
def test_nobody_is_guessed_beside_many_states_that_are_not_told(code: Coder, text: str, kind: str, role: str) -> None:
    before = "Peru and Chile signed a border accord in May. Peru is pleased with the accord."
    assert _states(_claim(code, f"{before} {text}", kind), role) == {None}


def test_who_sells_anothers_product_sells_the_like(code: Coder) -> None:
    text = (
        "Chile is acquiring 24 F-16s from Norway, and Washington has cleared a package of missiles for them. A 25th, a "
        "grounded F-16B to be used for instruction, is to be airfreighted to Iquique by December. "
    )
    (flown,) = (c for c in code(text).claims if c.type == "transfer" and "F-16B" in map(str, c.values("name")))
    assert {actor.country for actor in flown.actors("supplier")} == {"NOR"}
