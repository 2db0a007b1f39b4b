"""Whose eyes a report sees with, and whom "we" and "our two countries" stand for."""

from __future__ import annotations

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
