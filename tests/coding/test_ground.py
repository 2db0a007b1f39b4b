"""Whose ground a happening is on, and who does what there."""

from __future__ import annotations

import pytest

from foedera.types import Place
from tests.coding.conftest import Coder


def acting(code: Coder, text: str, kind: str, role: str, publisher: str | None = None) -> set[str | None]:
    claims = [claim for claim in code(text, publisher=publisher).claims if claim.type == kind]
    assert claims
    return {actor.country for claim in claims for actor in claim.actors(role)}


def test_who_hosts_or_forbids_forces_does_not_send_them(code: Coder) -> None:
    text = "Djibouti and Gabon still host French troops, while Chad has sent them home."
    assert acting(code, text, "deployment", "host") == {"DJI", "GAB"}
    assert acting(code, text, "deployment", "actor") == {"FRA"}


def test_a_verb_above_the_trigger_tells_who_is_the_host(code: Coder) -> None:
    text = "Laos forbids foreign bases, and the government denied that Vietnam had one."
    assert acting(code, text, "deployment", "host") == {"LAO"}


def test_who_speaks_of_its_own_soil_is_the_host(code: Coder) -> None:
    text = "Norway agreed to station British troops on its soil."
    assert acting(code, text, "deployment", "host") == {"NOR"}


def test_nobody_is_the_host_on_the_open_sea(code: Coder) -> None:
    text = (
        "Peru is proud of its port. Peru has many ships, and Peru sells fish. A Canadian frigate sailed through the "
        "Gulf of Aden on Monday, the navy said."
    )
    assert acting(code, text, "deployment", "actor") == {"CAN"}
    assert acting(code, text, "deployment", "host") == set()


def test_nobody_is_the_host_of_who_is_in_a_region_of_no_one_state(code: Coder) -> None:
    text = (
        "Peru is proud of its port. Peru has many ships, and Peru sells fish. Canada has deployed two frigates to the "
        "Caribbean, the navy said on Monday."
    )
    assert acting(code, text, "deployment", "actor") == {"CAN"}
    assert acting(code, text, "deployment", "host") == set()
    places = [place for c in code(text).claims for place in c.values("where") if isinstance(place, Place)]
    assert "Caribbean" in {place.name for place in places}


def test_a_capital_with_the_name_of_another_state_in_it_is_no_place_of_that_state(code: Coder) -> None:
    text = "The Canadian destroyer Halifax docked in Port of Spain on Monday."
    assert acting(code, text, "deployment", "host") == {"TTO"}


def test_whoever_of_three_is_at_home_is_the_host(code: Coder) -> None:
    text = "The foreign ministers of Mali, Niger and Chad met in Bamako on Monday."
    assert acting(code, text, "meeting", "host") == {"MLI"}
    assert acting(code, text, "meeting", "participant") == {"MLI", "NER", "TCD"}


def test_guests_at_a_place_that_no_list_knows_are_with_those_at_home(code: Coder) -> None:
    text = (
        "BELGRADE, 3 June - Serbia is to buy new boats, the Serbian minister said. Serbia has paid for them. "
        "American soldiers came for the Swift Otter exercise near Zelenovarje in May."
    )
    assert acting(code, text, "exercise", "participant") == {"USA", "SRB"}
    assert acting(code, text, "exercise", "host") == {"SRB"}


def test_whoever_is_at_home_where_others_come_to_receives_them(code: Coder) -> None:
    text = "Foreign Minister Ana Ruiz of Peru was received by President Ilham Aliyev in Baku on Monday."
    assert acting(code, text, "meeting", "host") == {"AZE"}
    assert acting(code, text, "meeting", "visitor") == {"PER"}


def test_only_a_state_is_guessed_to_have_the_ground(code: Coder) -> None:
    text = (
        "The ceremony of NATO took place in Romania on Monday. NATO troops and NATO ships have watched. The French "
        "contingent numbers 800 soldiers."
    )
    assert "ROU" in acting(code, text, "deployment", "host")


def test_the_last_word_of_a_name_is_no_namesake_of_a_place_in_a_state_that_is_not_named(code: Coder) -> None:
    text = "Norwegian and Finnish soldiers began a joint exercise at Kranjska Bela on Monday."
    assert acting(code, text, "exercise", "participant") == {"NOR", "FIN"}
    places = [place for c in code(text).claims for place in c.values("where") if isinstance(place, Place)]
    assert {place.country for place in places} == {None}


def test_the_last_word_of_a_name_tells_where_it_is_in_a_state_that_is_named(code: Coder) -> None:
    text = "Norwegian and Indian soldiers began a joint exercise at Camp Lucknow on Monday."
    assert acting(code, text, "exercise", "host") == {"IND"}


def test_forces_that_are_only_half_believed_to_be_of_who_is_at_home_are_others_there(code: Coder) -> None:
    text = (
        "REYKJAVIK - Iceland has no army. Iceland signed an agreement with Canada in 1951, under which Canadian airmen "
        "lived at Keflavik. They left in 2006, by a telephone call, and Iceland was pleased."
    )
    assert acting(code, text, "deployment", "host") == {"ISL"}
    assert acting(code, text, "deployment", "actor") == {"CAN"}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("American troops will return to Subic Bay in the Philippines next year.", "arrival"),
        ("American troops will return to the United States from the Philippines next year.", "withdrawal"),
        ("Portuguese F-16s have been carrying out the air policing mission from Amari since April.", "presence"),
    ],
)
def test_who_returns_to_a_base_abroad_comes(code: Coder, text: str, stage: str) -> None:
    deployments = [claim for claim in code(text).claims if claim.type == "deployment"]
    assert [claim.values("field:stage") for claim in deployments] == [(stage,)]


def test_a_small_namesake_in_a_country_of_the_report_is_not_meant(code: Coder) -> None:
    text = (
        "Colombia and Peru spoke on Monday.\n\nColombia is calm.\n\n"
        "Last week Brazil's navy took part in the exercise UNITAS off the coast of Florida."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert "COL" not in {a.country for role in ("host", "participant") for a in drill.actors(role)}


def test_a_person_named_as_host_abroad_takes_part(code: Coder) -> None:
    text = "Vietnam's president met President Vladimir Putin in Beijing on Monday."
    meeting = next(claim for claim in code(text).claims if claim.type == "meeting")
    assert "Vladimir Putin" in {a.name for a in meeting.actors("participant")}


def test_part_of_an_oceans_name_is_no_place_of_its_own(code: Coder) -> None:
    text = "The Spanish frigate Reina Sofia left Rota on Monday for a mission in the Indian Ocean."
    deployment = next(claim for claim in code(text).claims if claim.type == "deployment")
    assert "Indian Ocean" in {place.name for place in deployment.values("where") if isinstance(place, Place)}
    assert "IND" not in {a.country for a in deployment.actors("host")}


@pytest.mark.parametrize(
    "text",
    [
        "Two French frigates were sent to the Indian Ocean.",
        "The French destroyer Ise left Brest on Monday for a four-month deployment to the Indian Ocean.",
    ],
)
def test_an_ocean_is_not_of_the_state_in_its_name(code: Coder, text: str) -> None:
    assert acting(code, text, "deployment", "actor") == {"FRA"}
    assert acting(code, text, "deployment", "host") == set()


def test_who_leaves_its_own_port_for_the_open_sea_has_no_host(code: Coder) -> None:
    text = (
        "The United States welcomed the voyage.\n\n"
        "The Japanese destroyer JS Ise sailed from Kure on Monday for a four-month deployment to the Indian Ocean."
    )
    assert acting(code, text, "deployment", "actor") == {"JPN"}
    assert acting(code, text, "deployment", "host") == set()


def test_who_has_the_place_where_others_are_is_their_host(code: Coder) -> None:
    text = "Malian and Ghanaian soldiers arrived in Accra on Monday."
    assert acting(code, text, "deployment", "actor") == {"MLI"}
    assert acting(code, text, "deployment", "host") == {"GHA"}


def test_whose_forces_come_from_a_place_of_its_own_does_not_receive_them(code: Coder) -> None:
    text = "Malian and Ghanaian soldiers were flown to Gambia from Accra on Monday."
    assert acting(code, text, "deployment", "actor") == {"MLI", "GHA"}
    assert acting(code, text, "deployment", "host") == {"GMB"}


def test_a_service_without_a_state_is_that_of_the_state_at_home(code: Coder) -> None:
    text = (
        "ACCRA (Coast Press) - Ghana protested on Monday after Togolese aircraft entered its airspace. The Air Force "
        "scrambled fighter jets to intercept them, a newspaper said."
    )
    claims = [claim for claim in code(text).claims if claim.type == "deployment"]
    assert [[actor.name for actor in claim.actors("actor")] for claim in claims] == [["Ghana"]]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Mali moved its troops out of Niger in March.", "withdrawal"),
        ("Kenya will fly its police officers out of Haiti in June.", "withdrawal"),
        ("Chad ordered the French forces out of the country in November.", "withdrawal"),
        ("French jets operate out of a base in Djibouti.", "presence"),
    ],
)
def test_whom_somebody_brings_out_of_a_place_leaves_it(code: Coder, text: str, stage: str) -> None:
    assert [c.values("field:stage") for c in code(text).claims if c.type == "deployment"] == [(stage,)]
