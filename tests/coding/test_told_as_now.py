"""What is told in the present with a weekday: "is visiting Luanda on Wednesday" may be yesterday's news."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder


def told(code: Coder, text: str, kind: str = "meeting", published: str = "2026-03-12") -> set[tuple[str, object]]:
    """Return status and time of the claims of one type, in a report of a Thursday."""
    claims = [claim for claim in code(text, published).claims if claim.type == kind]
    return {(claim.status, next(iter(claim.values("when")), None)) for claim in claims}


@pytest.mark.parametrize(
    "text",
    [
        "The Finnish president is visiting Luanda on Wednesday.",
        "Serbian president lands in Baku on Wednesday.",
        "Finnish president visits Luanda\n\nPresident Alexander Stubb is visiting Luanda on Wednesday for talks.",
    ],
)
def test_the_weekday_just_behind_is_meant(code: Coder, text: str) -> None:
    assert told(code, text) == {("occurred", "2026-03-11")}


def test_who_is_somewhere_may_have_been_there_two_days_ago(code: Coder) -> None:
    text = "The Moroccan king is in Lisbon on Thursday for talks with the Portuguese president."
    assert told(code, text, published="2026-03-14") == {("occurred", "2026-03-12")}


def test_what_is_going_on_today_is_under_way(code: Coder) -> None:
    text = "The Polish defence minister is meeting his Danish counterpart in Copenhagen on Thursday."
    assert told(code, text) == {("ongoing", "2026-03-12")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya's defence minister travels to Oslo on Monday to meet his Norwegian counterpart.", "2026-03-16"),
        ("The Italian prime minister visits Tunis on Saturday.", "2026-03-14"),
        ("Canada's foreign minister is going to visit Dakar on Wednesday.", "2026-03-18"),
        ("The Croatian premier is due in Ankara on Wednesday for talks with the Turkish president.", "2026-03-18"),
    ],
)
def test_a_day_that_lies_far_behind_or_is_told_as_due_is_the_next(code: Coder, text: str, day: str) -> None:
    assert told(code, text) == {("planned", day)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Moroccan king visits Lisbon\n\nKing Mohammed VI is in Portugal this week for talks.",
            ("ongoing", "2026-03-09~/2026-03-15~"),
        ),
        (
            "Singapore navy chief calls on Omani minister\n\nAdmiral Sean Wat called on Oman's minister on Monday.",
            ("occurred", "2026-03-09"),
        ),
    ],
)
def test_a_headline_and_the_words_below_it_tell_of_one_visit(
    code: Coder, text: str, expected: tuple[str, object]
) -> None:
    assert told(code, text) == {expected}


def test_a_headline_of_others_is_another_visit(code: Coder) -> None:
    text = "Moroccan king visits Lisbon\n\nChad's president was in Oslo on Monday for talks with Norway's king."
    assert len(told(code, text)) > 1


def test_who_calls_on_a_minister_is_of_another_state(code: Coder) -> None:
    text = (
        "Rear Admiral Sean Wat of Singapore flew to Muscat. Admiral Ivo Tan met the Omani defence minister on Monday."
    )
    found = [cell.value for claim in code(text).claims for cell in claim.cells if cell.printed == "Ivo Tan"]
    assert {actor.country for actor in found if isinstance(actor, Actor)} <= {"SGP"}
