"""Who plays a part that a claim's sentences leave open."""

from __future__ import annotations

from foedera.coding.weights import load
from tests.coding.conftest import Coder


def test_the_state_at_home_buys_though_another_is_named_more(code: Coder) -> None:
    text = (
        "Chile has a long coast. Chile has four ports, and Chile is proud of them. The ports are full in winter.\n\n"
        "Peru has three. Peru is not far behind. In spring two patrol boats were bought from Norway."
    )
    bought = next(
        claim
        for claim in code(text, publisher="Ministry of Defence of the Republic of Peru").claims
        if claim.type == "transfer"
    )
    assert [actor.country for actor in bought.actors("supplier")] == ["NOR"]
    assert [actor.country for actor in bought.actors("recipient")] == ["PER"]


def test_who_is_named_in_the_paragraph_and_is_no_power_gets_the_boats(code: Coder) -> None:
    weights = load("guesses").weights
    assert min(weights[sign] for sign in ("in the paragraph", "first of the paragraph", "acts: a power")) > 0
    assert weights["is acted on: a power"] < 0
    text = (
        "The winter was mild. Rains were late in Chile and in Chad.\n\n"
        "Togo has a short coast. Its harbour was dredged in the spring, and the pier is new. "
        "In May two patrol boats were delivered from Norway."
    )
    assert {actor.country for claim in code(text).claims for actor in claim.actors("recipient")} == {"TGO"}


def test_a_deal_on_no_named_thing_goes_on_about_the_one_before(code: Coder) -> None:
    text = (
        "Indonesia bought a submarine from France in 2021 and two frigates from France in 2022. "
        "France also sold it forty-two Rafale jets.\n\n"
        "In May Indonesia ordered forty K9 howitzers from South Korea. Deliveries are to start in 2027."
    )
    planned = [claim for claim in code(text).claims if claim.type == "transfer" and claim.status == "planned"]
    assert [actor.country for claim in planned for actor in claim.actors("supplier")] == ["KOR"]


def test_a_demand_that_names_nobody_is_made_on_whom_it_is_surely_about(code: Coder) -> None:
    text = (
        "Greece has an old quarrel with Turkey. The frigate left Smyrna on Monday. "
        "Greece calls for restraint and for respect of the law of the sea."
    )
    assert [actor.country for claim in code(text).claims for actor in claim.actors("target")] == ["TUR"]


def test_home_section_and_rule_of_thumb_speak_for_somebody() -> None:
    weights = load("guesses").weights
    assert min(weights[sign] for sign in ("home", "section's", "usual", "voice")) > 0
    assert weights["not the section's"] < 0


def test_nobody_deals_by_being_the_place_of_talks(code: Coder) -> None:
    report = code(
        "Three Somali factions signed a power-sharing accord in Kenya. The talks took place in Nairobi in May."
    )
    accord = next(claim for claim in report.claims if claim.type == "agreement")
    talks = next(claim for claim in report.claims if claim.type == "meeting")
    assert {actor.country for actor in accord.actors("party")} == {"SOM"}
    assert {actor.country for actor in talks.actors("host")} == {"KEN"}
    assert "KEN" not in {actor.country for actor in talks.actors("participant")}


def test_nothing_is_asked_of_the_place_of_talks(code: Coder) -> None:
    report = code("Sudan has demanded a delay of the talks in Egypt. Its minister said more time was needed.")
    (demand,) = (claim for claim in report.claims if claim.type == "demand")
    assert not demand.actors("target")


def test_an_end_to_attacks_is_not_asked_of_those_who_are_attacked(code: Coder) -> None:
    report = code("Peru's president, Ana Rojas, called for an end to attacks on Chileans. Ecuador welcomed it.")
    (demand,) = (claim for claim in report.claims if claim.type == "demand")
    assert not demand.actors("target")
