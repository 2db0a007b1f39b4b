"""Who is meant by a position that only takes up what was done or said before."""

from __future__ import annotations

from tests.coding.conftest import Coder


def targets(code: Coder, text: str, actor: str) -> set[str | None]:
    claims = [claim for claim in code(text).claims if claim.type == "oppose"]
    mine = [claim for claim in claims if actor in {each.country for each in claim.actors("actor")}]
    assert mine
    return {each.country for claim in mine for each in claim.actors("target")}


def test_who_rejects_the_charge_answers_whoever_made_it(code: Coder) -> None:
    text = (
        "Three states share the lake, and Burundi is the smallest. "
        "Uganda accused Rwanda on Monday of arming rebels near the lake. Kigali rejects the charge."
    )
    assert targets(code, text, "RWA") == {"UGA"}


def test_what_is_called_something_was_done_by_whoever_is_told_of_before(code: Coder) -> None:
    text = (
        "Peru and Chile, and Bolivia too, have much to discuss. "
        "Chile expelled two Bolivian diplomats on Friday. "
        "Bolivia's president, Ana Rojas, called this blatant interference."
    )
    assert targets(code, text, "BOL") == {"CHL"}


def test_that_claim_is_of_whoever_it_belonged_to_before(code: Coder) -> None:
    text = (
        "Panama took no side, and Costa Rica did not either. "
        "The minister was asked about Venezuela's claim to the river. Guyana has repeatedly rejected that claim."
    )
    assert targets(code, text, "GUY") == {"VEN"}


def test_who_takes_a_position_beside_another_is_not_its_target(code: Coder) -> None:
    text = (
        "Bolivia opened a new base on Friday. "
        "Peru has expressed serious concern over the new base, and Ecuador lodged a stern protest."
    )
    assert "PER" not in targets(code, text, "ECU")


def test_of_a_purchase_the_buyer_is_the_doer(code: Coder) -> None:
    """And of a sale the seller."""
    bought = "Greece ordered three frigates from France in March 2022. Turkey has criticised the purchase."
    sold = "France sold three frigates to Greece in March 2022. Turkey has criticised the sale."
    for text, country in ((bought, "GRC"), (sold, "FRA")):
        (claim,) = (claim for claim in code(text).claims if claim.type == "oppose")
        assert [actor.country for actor in claim.actors("target")] == [country]


def test_the_withdrawal_of_troops_is_demanded_of_whose_they_are(code: Coder) -> None:
    text = "Norway supports Moldova and calls for the departure of all Russian soldiers from the country."
    demand = next(claim for claim in code(text).claims if claim.type == "demand")
    assert {actor.country for actor in demand.actors("target")} == {"RUS"}


def test_the_step_is_of_whoever_took_it(code: Coder) -> None:
    text = (
        "Russian instructors train cadets of Nicaragua, and Russia has sent wheat.\n\n"
        "In May Canada widened its sanctions against Nicaragua. The Nicaraguan government called the step illegal."
    )
    assert targets(code, text, "NIC") == {"CAN"}


def test_who_protests_without_a_word_on_what_means_who_just_did_something(code: Coder) -> None:
    text = (
        "Three ships of Djibouti and two of Kenya lie in the port.\n\n"
        "Egypt delivered a second load of howitzers to Mogadishu in August. Ethiopia protested."
    )
    assert targets(code, text, "ETH") == {"EGY"}


def test_of_a_list_all_are_meant(code: Coder) -> None:
    text = "Indonesia urged restraint and asked that talks on a code between China and ASEAN be completed by July."
    claims = [claim for claim in code(text).claims if claim.type == "demand"]
    targets = [{str(each.country or each.org) for each in claim.actors("target")} for claim in claims]
    assert {"CHN", "ASEAN"} in targets


def test_a_request_from_somebody_is_made_by_them(code: Coder) -> None:
    text = (
        "China lent Sri Lanka 500 million dollars for a port in 2019. "
        "Beijing is studying a request from Colombo for a delay, an official said."
    )
    (claim,) = (claim for claim in code(text).claims if claim.type == "demand")
    assert [{a.country for a in claim.actors(role)} for role in ("actor", "target")] == [{"LKA"}, {"CHN"}]


def test_who_is_thanked_for_backing_gave_it(code: Coder) -> None:
    text = (
        "Belize and Honduras quarrel over the cays. Honduras has the support of Cuba. "
        "Belize, by contrast, has thanked Kingston for its backing in the dispute over the cays."
    )
    claims = [claim for claim in code(text).claims if claim.type == "support"]
    sides = [[{a.country for a in claim.actors(role)} for role in ("actor", "target")] for claim in claims]
    assert [{"JAM"}, {"BLZ"}] in sides


def test_european_instructors_are_of_the_union_that_the_report_names(code: Coder) -> None:
    text = (
        "The European Union has a training mission in Mozambique.\n\n"
        "A company of marines spent nine weeks with European instructors on first aid and patrolling."
    )
    providers = {a.org for c in code(text).claims if c.type == "training" for a in c.actors("provider")}
    assert "EU" in providers


def test_where_an_envoy_is_sent_to_takes_no_position(code: Coder) -> None:
    text = (
        "On great questions Tanzania speaks clearly.\n\n"
        "Its envoy at the UN condemned Russia's recognition of Donetsk in a speech in 2022."
    )
    (claim,) = (claim for claim in code(text).claims if claim.type == "oppose")
    assert {each.country or each.org for each in claim.actors("actor")} == {"TZA"}


def test_a_demand_is_made_on_whom_the_report_is_rather_about(code: Coder) -> None:
    text = (
        "North Macedonia has not changed its constitution, and North Macedonia waits.\n\n"
        "At issue is a passage that would name Bulgarians among the peoples listed in the preamble. "
        "Sofia insists that it be adopted first."
    )
    (claim,) = (claim for claim in code(text).claims if claim.type == "demand")
    assert {each.country for each in claim.actors("target")} == {"MKD"}


def test_who_dismisses_a_charge_is_against_whoever_said_it(code: Coder) -> None:
    text = (
        "The Dutch frigate Tromp sailed through the Taiwan Strait, drawing a protest from Beijing.\n\nKosovo's "
        "president said Serbia had trained gunmen on its soil; Belgrade dismissed the charge."
    )
    claim = [claim for claim in code(text).claims if claim.type == "oppose"][-1]
    assert [actor.country for actor in claim.actors("target")] == ["XKX"]


def test_a_concern_about_what_two_do_is_about_both(code: Coder) -> None:
    text = (
        "China and Russia launched three days of naval drills off Vladivostok on Sunday. Ships of both navies will "
        "practise anti-submarine warfare. Japan's defence ministry warned last month that the growing military "
        "cooperation between the two raises serious security concerns."
    )
    (concern,) = (claim for claim in code(text).claims if claim.type == "concern")
    assert {actor.country for actor in concern.actors("target")} == {"CHN", "RUS"}


def test_a_measure_told_of_far_above_is_taken_up(code: Coder) -> None:
    text = (
        "The European Union on Friday adopted new sanctions against Belarus. The package lists 22 banks. Diplomats in "
        "Brussels had worked on it for weeks. The text runs to 94 pages. Some of it is lists. Lawyers do not print it "
        "out any more. Spokeswoman Anna Petrova said in Minsk that it would change nothing. Spokesman Ivan Belov of "
        "Belarus called the sanctions illegal."
    )
    positions = [c for c in code(text).claims if c.type == "oppose" and "illegal" in text[c.evidence[-1].start :]]
    assert any({actor.org for actor in claim.actors("target")} == {"EU"} for claim in positions)


def test_a_drill_of_many_is_held_against_whoever_holds_it(code: Coder) -> None:
    text = (
        "Soldiers from Latvia, Poland and Portugal are taking part in the exercise Grey Fox, hosted by Latvia. "
        "Russia's foreign ministry criticised the drill as a provocation."
    )
    assert targets(code, text, "RUS") == {"LVA"}


def test_whom_a_deed_befell_is_not_blamed_for_it(code: Coder) -> None:
    text = (
        "Gunmen killed five Israelis near Hebron on Sunday. France denounced the attack as an act of terrorism. "
        "Palestinian police made no arrests."
    )
    assert "ISR" not in targets(code, text, "FRA")
    assert "ISR" not in targets(code, "France condemned the attack on Israel. Chad said nothing.", "FRA")


def test_who_did_a_deed_is_blamed_for_it_whatever_befell_him(code: Coder) -> None:
    text = "Pakistan attacked Iran on Monday. Iran attacked Pakistan on Sunday. China condemned the attack by Iran."
    assert targets(code, text, "CHN") == {"IRN"}
