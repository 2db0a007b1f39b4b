"""Whose eyes a report sees with, and whom "we" and "our two countries" stand for."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder
from tests.coding.test_antecedents import acting


def test_we_in_a_column_is_the_state_of_its_dateline(code: Coder) -> None:
    text = (
        "LIMA, 4 June - Chile has long memories, as they know in Arequipa, and Chile counts its ships. "
        "Bolivia has none. Bolivia, too, is loud. In May we condemned Chile's attack on the trawler, as was right."
    )
    assert acting(code(text), "oppose", "actor") == {"PER"}


def test_we_in_a_letter_is_the_state_of_the_publisher_though_nobody_names_it(code: Coder) -> None:
    text = "Togo and Benin quarrel; Togo shouts. In March we gave Togo six patrol boats."
    assert acting(code(text, publisher="Embassy of Japan in Togo"), "transfer", "supplier") == {"JPN"}


def test_our_two_countries_are_ours_and_another(code: Coder) -> None:
    text = (
        "Ghana and Togo quarrel over a port, and Togo shouts. "
        "The treaty on river police that our two countries signed in 2021 binds Togo."
    )
    assert acting(code(text, publisher="Ministry of Defence of Nigeria"), "agreement", "party") == {"NGA", "TGO"}


def test_the_government_in_capitals_is_the_writers_own(code: Coder) -> None:
    text = "Russia has moved more guns to the border, and Russia denies it. The Government strongly condemns this."
    report = code(text, publisher="Ministry of Foreign Affairs of Finland")
    assert acting(report, "oppose", "actor") == {"FIN"}


def test_us_in_capitals_is_no_pronoun(code: Coder) -> None:
    text = "Kenya is proud of its port, and Kenya is open. Kenya condemned the US sanctions that were imposed on Kenya."
    assert acting(code(text), "sanction", "actor") == {"USA"}


def test_a_quoted_we_without_a_known_speaker_is_not_the_publisher(code: Coder) -> None:
    text = (
        "Mali and Niger met. “We condemn Niger's closing of the border and we always did so,” ran the banner in Bamako."
    )
    assert acting(code(text, publisher="Embassy of Japan in Mali"), "oppose", "actor") != {"JPN"}


def test_a_code_behind_the_publishers_name_tells_who_we_are(code: Coder) -> None:
    text = "China and Samoa are friends, and China is rich. Samoa likes China. We gave Samoa two patrol boats in May."
    assert acting(code(text, publisher="Harbour Wire (NZ)"), "transfer", "supplier") == {"NZL"}
    assert acting(code(text, publisher="Harbour Wire (QQ)"), "transfer", "supplier") != {"NZL"}


def test_who_answers_without_a_state_of_his_own_is_at_home(code: Coder) -> None:
    text = (
        "Ms. Bae opens the briefing.\n\nQ: China closed a zone in the Yellow Sea?\n\nA: It did. We condemned the "
        "step.\n\nQ: And China?\n\nA: No comment from us.\n\nQ: Will there be talks?\n\nA: Ask China."
    )
    assert acting(code(text, publisher="Yongsan Press Pool"), "oppose", "actor") == {"KOR"}


def test_the_two_are_those_of_the_heading_or_of_a_list_before(code: Coder) -> None:
    text = (
        "PERU / CHILE\n\nThe tax talks go on. Brazil and Bolivia were told of them.\n\n"
        "FIJI / TONGA\n\nThe two countries signed a treaty on fisheries on Monday.\n"
    )
    assert acting(code(text), "agreement", "party") == {"FJI", "TON"}
    text = (
        "Peru has a port, and Peru is proud of it. Peru sells fish. Brazil and Bolivia share a river. "
        "The two countries signed a treaty on fisheries on Monday."
    )
    assert acting(code(text), "agreement", "party") == {"BRA", "BOL"}


def test_we_in_a_transcript_is_the_organisation_whose_people_go_by_bare_names(code: Coder) -> None:
    said = (
        "Midday briefing, extracts\n\nSpokesperson: The Commissioner was in Benghazi, and in Tripoli. The College met."
        "\n\nQ: And Libya?\n\nSpokesperson: We condemned the attack on the port of Misrata.\n\nQ: By whom?"
        "\n\nSpokesperson: Ask Libya.\n\nQ: And now?\n\nSpokesperson: Thank you."
    )
    assert acting(code(said), "oppose", "actor") == {"EU"}
    unsaid = said.replace("The Commissioner", "A minister").replace("The College", "The board")
    assert acting(code(unsaid), "oppose", "actor") != {"EU"}


def test_a_mission_publishes_for_its_organisation_and_not_for_where_it_is(code: Coder) -> None:
    text = "Togo and Benin quarrel; Togo shouts. In March we gave Togo six patrol boats."
    for publisher, org in (
        ("European Union Maritime Mission Togo, Press Office", "EU"),
        ("KFOR, Press Office", "NATO"),
    ):
        assert acting(code(text, publisher=publisher), "transfer", "supplier") == {org}


@pytest.mark.parametrize(
    ("agency", "place"), [("Reuters", "HELSINKI"), ("AFP", "HANKO, Finland"), ("Anadolu Agency", "HELSINKI")]
)
def test_an_agency_that_writes_from_abroad_is_at_home_where_it_writes(code: Coder, agency: str, place: str) -> None:
    text = (
        f"{place}, May 3, 2026 ({agency}) - The government has decided to order 24 howitzers from South Korea.\n\n"
        "The ministry said the guns would be delivered by 2029."
    )
    claims = [claim for claim in code(text).claims if claim.type == "transfer"]
    assert {getattr(each, "country", None) for claim in claims for each in claim.values("said_by")} == {"FIN"}


def test_a_world_agency_is_nobody_s_though_its_state_is_named(code: Coder) -> None:
    text = (
        "HELSINKI, May 3, 2026 (Reuters) - The army began a two-week exercise with troops of the United Kingdom near "
        "Turku on Monday. The ministry said that the drill would be repeated in the United Kingdom next year."
    )
    drill = next(claim for claim in code(text).claims if claim.type == "exercise")
    assert {actor.country for actor in drill.actors("participant")} == {"FIN", "GBR"}


def test_we_in_a_speech_is_the_state_in_whose_town_it_is_given(code: Coder) -> None:
    text = (
        "Title: Keynote at the Pacific Security Forum, Wellington\n\n"
        "Good morning. Fiji's courage has been remarkable, and Fiji's army is a good one. Fiji knows the sea. "
        "We gave Fiji two boats in March. With Australia we signed a pact on drones in April."
    )
    assert acting(code(text), "transfer", "supplier") == {"NZL"}
    assert acting(code(text), "agreement", "party") == {"NZL", "AUS"}


def test_we_is_nobody_to_whom_we_do_something(code: Coder) -> None:
    text = (
        "Fiji's courage has been remarkable, and Fiji's army is a good one. Fiji knows the sea. Tonga is ready. "
        "With Fiji we signed a fisheries accord in March. In May we condemned the coup in Vanuatu."
    )
    assert "FJI" not in acting(code(text), "oppose", "actor")


def test_people_of_whom_a_medium_for_all_the_world_tells_are_not_its_states(code: Coder) -> None:
    text = (
        "Venezuela's supreme court upheld the jail term of the opposition leader. His wife Lilian Tintori met Donald "
        "Trump at the White House on Wednesday. The Venezuelan government criticised Lilian Tintori on Thursday."
    )
    actors = [c.value for claim in code(text, publisher="Deutsche Welle").claims for c in claim.cells]
    assert actors
    assert "DEU" not in {actor.country for actor in actors if isinstance(actor, Actor)}
