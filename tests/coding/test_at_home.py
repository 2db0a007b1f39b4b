"""Demands, deals and gifts among the people of one state are no dealings between states."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

AT_HOME = {
    "a strike": (
        "Bus drivers in Vienna will walk out on Friday after talks with the city over working hours broke down. "
        "Their union demanded a week of 37 hours. The operator said it regretted the decision. Austria's transport "
        "minister called on both sides to return to the table. The lines carry 300,000 people a day."
    ),
    "a deal on pay": (
        "Nurses in Peru went back to work on Monday after their union reached an agreement with the government. "
        "Wages will rise by a tenth in May. The union had demanded twice as much. Peru's health minister welcomed "
        "the end of the stoppage. Wards in three towns had been closed for nine days."
    ),
    "a budget": (
        "The governor of Buenos Aires province accused the national government of holding back money. He threatened "
        "to go to court. Argentina's economy minister denied the claim. The two will meet on Friday at the palace. "
        "Schools in the province have run out of chalk."
    ),
}
AT_SEA = (
    "The American destroyer Halsted sailed through the Gulf of Aden on Monday. She is on her second cruise this year. "
    "Her crew numbers 300. The ship has a helicopter on board. She left her port in May."
)
SURNAME = (
    "The delegation came to Lima on Monday. Chile and Peru signed an agreement on fishing. Deputy minister Luan Kosova "
    "welcomed the treaty on behalf of Chile. Both parliaments will have to approve it."
)


@pytest.mark.parametrize("subject", AT_HOME)
def test_a_report_on_one_state_makes_no_claims_between_two(code: Coder, subject: str) -> None:
    assert code(AT_HOME[subject]).claims == ()


def test_a_line_that_leaves_out_the_other_side_is_read(code: Coder) -> None:
    assert [claim.type for claim in code("Austria's minister called for an end to the blockade.").claims] == ["demand"]


ONE_SIDED = {
    "oppose": (
        "Indonesia condemned the attack on a hospital in Gaza on Monday. The foreign ministry called it a crime. It "
        "said all must spare the sick. A spokesman read the statement out. Marches took place in several cities."
    ),
    "sanction": (
        "Russia has banned exports of petrol until the end of August, the government said on Tuesday. Prices had risen "
        "by a tenth. Refineries are being repaired. Traders expect a longer ban. Queues have formed at the pumps."
    ),
}


@pytest.mark.parametrize("kind", ONE_SIDED)
def test_what_is_done_to_others_who_are_not_named_is_read(code: Coder, kind: str) -> None:
    assert kind in {claim.type for claim in code(ONE_SIDED[kind]).claims}


def test_ships_on_open_water_are_on_nobodys_ground(code: Coder) -> None:
    assert "deployment" in {claim.type for claim in code(AT_SEA).claims}


def test_a_person_whose_surname_a_state_bears_is_no_state(code: Coder) -> None:
    report = code(SURNAME)
    actors = [cell.value for claim in report.claims for cell in claim.cells if cell.field.startswith("role:")]
    assert actors
    assert not [actor for actor in actors if getattr(actor, "country", None) == "XKX"]


REBELS = {
    "blamed by": (
        "Rebels accused the Indonesian army on Monday of an attack on two villages in the hills. Four houses burned "
        "down. The army denied the attack. Villagers fled to a school. Rain has made the roads hard to pass."
    ),
    "hit by": (
        "Separatist fighters attacked an army post in the Indonesian highlands on Monday. Four soldiers were killed. "
        "The army said it was looking for the attackers. Villagers fled to a school. Rain has made the roads hard to "
        "pass."
    ),
}
ROBBERS = (
    "Gunmen attacked a bank in the centre of Lima on Monday. Two guards were killed. Peru's police arrested three men. "
    "The bank will stay closed until Friday. Shops nearby opened as usual."
)


@pytest.mark.parametrize("report", REBELS)
def test_a_movement_in_arms_is_a_side_of_its_own_whatever_its_country(code: Coder, report: str) -> None:
    claims = code(REBELS[report]).claims
    actors = [cell.value for claim in claims for cell in claim.cells if cell.field == "role:actor"]
    assert {"Rebels", "Separatist fighters"} & {getattr(actor, "name", "") for actor in actors}


def test_gunmen_who_rob_are_no_side(code: Coder) -> None:
    assert code(ROBBERS).claims == ()


def test_in_a_report_on_a_conflict_force_is_told_of_whoever_suffers_it(code: Coder) -> None:
    war = (
        "Eritrean jets bombed the Ethiopian town of Adigrat on Monday. Ethiopian guns shelled two Eritrean villages in "
        "return. Twelve shopkeepers were killed when a rocket hit the market. Schools are closed. Rain has made the "
        "roads hard to pass."
    )
    targets = [c.printed for claim in code(war).claims for c in claim.cells if c.field == "role:target"]
    assert any("shopkeepers" in printed for printed in targets)
    assert code("Twelve shopkeepers were killed when a rocket hit the market.").claims == ()
