"""Who holds a position: states and people, never what goes on between them."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Russian-Iranian military cooperation may thus support the view that Armenia stays neutral.", False),
        ("Russian and Iranian diplomats support the neutrality of Armenia.", True),
    ],
)
def test_a_dealing_holds_no_position(code: Coder, text: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert ("support" in {claim.type for claim in code(text).claims}) == holds


def test_the_day_on_which_it_is_stated_is_the_day_of_a_position(code: Coder) -> None:
    text = '"We demand the immediate withdrawal of Rwandan troops from Congo," the Congolese minister stated on Monday.'
    demand = next(claim for claim in code(text).claims if claim.type == "demand")
    assert demand.values("when") == ("2025-08-11",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru cautioned Chile against buying the tanks.", "demand"),
        ("Lima warned Quito not to send soldiers to the border.", "demand"),
        ("Ghana warned Togo that it would close the border.", "threat"),
    ],
)
def test_who_warns_against_a_deed_asks_to_leave_it(code: Coder, text: str, kind: str) -> None:
    assert [claim.type for claim in code(text).claims] == [kind]


def test_who_threatens_may_be_whom_the_report_is_about(code: Coder) -> None:
    text = (
        "Chile and Peru broke off talks on Monday. Santiago gave no reason. "
        "Any landing will be met with force, they warned Lima."
    )
    threats = [claim for claim in code(text).claims if claim.type == "threat"]
    assert [[actor.country for actor in claim.actors("actor")] for claim in threats] == [["CHL"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru should condemn the embargo of Chile, the opposition says.", False),
        ("Peru condemns the embargo of Chile, as it should.", True),
        ("Tokyo should stop the arms buildup at once, Pyongyang demanded.", True),
    ],
)
def test_a_position_that_somebody_only_ought_to_take_is_none(code: Coder, text: str, told: bool) -> None:  # noqa: FBT001 - a table
    assert bool({"oppose", "demand"} & {claim.type for claim in code(text).claims}) == told


@pytest.mark.parametrize(
    ("whom", "told"),
    [("the population", False), ("all citizens", False), ("all partners", True), ("the people of Ghana", True)],
)
def test_who_calls_upon_his_own_people_demands_nothing_of_others(code: Coder, whom: str, told: bool) -> None:  # noqa: FBT001 - a table
    text = f"Togo and Ghana held an exercise in May. The army of Togo called upon {whom} to remain calm."
    assert ("demand" in {claim.type for claim in code(text).claims}) == told


def test_who_threatens_is_looked_for_in_the_report(code: Coder) -> None:
    text = "Peru was threatened with sanctions on Monday. Chile closed its border with Peru in May."
    threat = next(claim for claim in code(text).claims if claim.type == "threat")
    assert [{actor.country for actor in threat.actors(role)} for role in ("actor", "target")] == [{"CHL"}, {"PER"}]


@pytest.mark.parametrize(
    "text",
    [
        "Chad should avoid provocations, the foreign ministry of Sudan said on Monday.",
        "Mr Bello should refrain from political statements, the foreign ministry of Sudan said on Monday.",
    ],
)
def test_who_says_what_another_should_leave_off_demands_it(code: Coder, text: str) -> None:
    assert "demand" in {claim.type for claim in code(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "The foreign minister of Chad called for a review of the water treaty with Sudan on Monday.",
        "Chad and Sudan spoke by phone on Monday. Chad's minister underlined the need to lift the blockade.",
        "A spokesman of Sudan said that Khartoum expected Chad to abide by the water treaty of 2019.",
    ],
)
def test_who_calls_for_stresses_the_need_of_or_expects_demands(code: Coder, text: str) -> None:
    assert "demand" in {claim.type for claim in code(text).claims}


def test_what_anybody_may_expect_is_no_demand(code: Coder) -> None:
    assert "demand" not in {claim.type for claim in code("One may therefore expect Chad to stop at that.").claims}


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("The drill that China held near Okinawa alarmed Japan.", "concern", "JPN", "CHN"),
        ("China's drill near Okinawa alarmed Japan.", "concern", "JPN", "CHN"),
        ("Poland worries about Russian missiles in Kaliningrad.", "concern", "POL", "RUS"),
        ("Ethiopia signed a port deal with Somaliland in January, angering Somalia.", "oppose", "SOM", "ETH"),
    ],
)
def test_whom_something_alarms_is_alarmed(code: Coder, text: str, kind: str, actor: str, target: str) -> None:
    (claim,) = (c for c in code(text).claims if c.type == kind)
    assert [each.country for each in claim.actors("actor")] == [actor]
    assert [each.country for each in claim.actors("target")] == [target]


def test_an_announced_measure_is_a_plan_and_no_threat(code: Coder) -> None:
    text = "Canada announced on Monday that it would impose sanctions on Serbia."
    assert {(claim.type, claim.status) for claim in code(text).claims} == {("sanction", "planned")}


def test_who_is_asked_is_not_on_whom_the_thing_falls(code: Coder) -> None:
    text = "Estonia has been urging its allies to confiscate Russian assets."
    (claim,) = (claim for claim in code(text).claims if claim.type == "demand")
    assert [(actor.name, actor.country) for actor in claim.actors("target")] == [("allies", None)]
