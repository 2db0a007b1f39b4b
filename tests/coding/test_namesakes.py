"""Parliaments and parties that many states call by one name."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.types import Actor


def countries(text: str, words: str) -> set[str | None]:
    """Return the countries of those whose printed words hold some words."""
    engine = pipeline.load(None, 2)
    report = engine.code(pipeline.document_of(text.encode(), "lead.txt", published="2005-05-06"), domestic=True)
    cells = [cell for claim in report.claims for cell in claim.cells if cell.field.startswith("role:")]
    return {cell.value.country for cell in cells if isinstance(cell.value, Actor) and words in cell.printed}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Peru's president asked Congress for powers to rule by decree.", "Congress", "PER"),
        ("Congress in Brasilia on Thursday censured Brazil's energy minister.", "Congress", "BRA"),
        ("The Zimbabwe Farmers' Congress accused the government of theft.", "Congress", "ZWE"),
        ("Chile's Christian Democrats called on the president to dismiss a minister.", "Democrats", "CHL"),
        ("In Vietnam, the Politburo dismissed the governor of the central bank.", "Politburo", "VNM"),
        ("Congress voted on Thursday to impose sanctions on China.", "Congress", "USA"),
        ("China condemned a vote in Congress on Thursday. Congress had imposed sanctions on China.", "Congress", "USA"),
        ("Peru's president dissolved Congress. The United States voiced concern.", "Congress", "PER"),
        ("The United States condemned Peru. Congress voted on Thursday to impose sanctions on it.", "Congress", "USA"),
        ("British Conservatives criticised the French government.", "Conservatives", "GBR"),
    ],
)
def test_a_name_of_many_states_is_of_the_one_that_is_named(text: str, words: str, country: str) -> None:
    """Not of the state that it is usually of, unless that is named, or no other that has one."""
    assert countries(text, words) == {country}


def parties(text: str) -> set[str | None]:
    """Return the states that have a part in what a text tells between states."""
    report = pipeline.load(None, 2).read(text.encode(), "text.txt", published="2026-03-12")
    cells = [cell for claim in report.claims for cell in claim.cells if cell.field.startswith("role:")]
    return {cell.value.country for cell in cells if isinstance(cell.value, Actor)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Senate in Manila ratified the visiting forces agreement with Japan on Monday.", {"PHL", "JPN"}),
        ("Nigeria's president asked the Senate to approve sending troops to Benin.", {"NGA", "BEN"}),
    ],
)
def test_a_body_that_each_state_has_is_of_the_one_named_beside_it(text: str, expected: set[str | None]) -> None:
    assert parties(text) == expected
