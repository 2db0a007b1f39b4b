"""Fillers cut clean by the tree."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.spans import tidy
from foedera.types import Filler, Frame
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "text",
    [
        "For Ghana, the growing military cooperation between Peru and Chile is a threat.",
        "In Ghana the military ties between Peru and Chile are closely watched.",
    ],
)
def test_only_those_between_whom_ties_are_have_a_part_in_them(code: Coder, text: str) -> None:
    ties = [claim for claim in code(text).claims if claim.type == "relations"]
    assert ties
    assert all({actor.country for actor in claim.actors("party")} == {"PER", "CHL"} for claim in ties)


def test_a_phrase_that_was_cut_in_two_is_one(code: Coder) -> None:
    """What was practised is told in whole phrases, and a list's items stay apart."""
    text = (
        "Norway and Latvia held the exercise Cold Harbour in May. The crews practised searching for a missing "
        "submarine and passing messages between command posts."
    )
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert set(map(str, drill.values("field:activities"))) == {
        "searching for a missing submarine",
        "passing messages between command posts",
    }


def test_a_price_names_no_system(code: Coder) -> None:
    """Trade papers print currency and sum as one word, as they do designations."""
    text = (
        "Kenya's navy has taken the first of two patrol vessels from a Spanish yard, sources said. Kenya signed the "
        "EUR159.9 million contract in April 2022."
    )
    names = [name for claim in code(text).claims for name in claim.values("name")]
    assert not any("EUR" in str(name) for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("China has bought the Club-S missiles from Russia.", "Club-S"),
        (
            "The six CH-47F-standard machines that Chile procured in 2016 from the United States left in three lots.",
            "CH-47F",
        ),
    ],
)
def test_a_name_does_not_end_at_a_hyphen(code: Coder, text: str, name: str) -> None:
    assert [claim.values("name") for claim in code(text).claims if claim.type == "transfer"] == [(name,)]


def test_a_designation_of_letters_number_and_name_is_one(code: Coder) -> None:
    """A headline's short name is the longer one of the text."""
    text = "Peru buys four Gripens\n\nLIMA, Aug. 13 - Peru will buy four JAS 39 Gripen fighters from Sweden."
    assert [claim.values("name") for claim in code(text).claims if claim.type == "transfer"] == [("JAS 39 Gripen",)]


def test_a_place_is_no_bare_adjective_and_an_ocean_has_no_host(code: Coder) -> None:
    text = "The Ghanaian and Togolese navies plan to patrol relevant waters of the Pacific together in May."
    (patrol,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert not any(getattr(place, "name", "") == "relevant" for place in patrol.values("where"))
    assert not patrol.actors("host")


def test_a_word_of_three_with_and_in_it_stays_whole(code: Coder) -> None:
    text = "Ghana's navy and its Togolese counterpart held a search-and-rescue drill off Lome on Thursday, their third."
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert drill.values("field:domain") == ("search and rescue",)
    assert set(map(str, drill.values("field:activities"))) <= {"search-and-rescue"}


@pytest.mark.parametrize("part", ["first phase", "second stage"])
def test_the_parts_of_a_drill_are_no_editions(code: Coder, part: str) -> None:
    text = f"The {part} of the exercise Varuna of India and France was conducted off Mormugao from 3 to 6 May."
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert not drill.values("field:first")
    assert not drill.values("field:edition")


@pytest.mark.parametrize(
    ("words", "whole"),
    [("strengthen", "strengthen its defence against air threats"), ("more", "more complex scenarios")],
)
def test_a_phrase_does_not_end_at_its_verb_or_before_its_noun(words: str, whole: str) -> None:
    text = "Serbia bought the system to strengthen its defence against air threats and trains more complex scenarios."
    engine = pipeline.load(None, 1)
    (sentence,) = engine.parse(pipeline.document_of(text.encode(), "text.txt"))
    start = text.index(words)
    frame = Frame(
        "transfer", "occurred", 7, 13, (Filler("purpose", start, start + len(words), 0.9),), 0.9, 0.9, "model"
    )
    (filler,) = tidy(sentence, frame, engine.codebook.types["transfer"]).fillers
    assert text[filler.start : filler.end] == whole
