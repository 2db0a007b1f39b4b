"""What a time counts from, and what is told by how far it lies from something else."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

CASES = {
    "a week after": (
        "Togo closed its border on Tuesday, a week after Ghana left the Arctic Council.",
        "membership",
        "2025-08-05~",
    ),
    "days before": (
        "Togo recalled its envoy on Tuesday, two days before the presidents of Ghana and Norway are to meet in Accra.",
        "meeting",
        "2025-08-14",
    ),
    "years after": (
        "A price was named in the press in 2023, four years after Norway had bought 13 howitzers from Ghana.",
        "transfer",
        "2019~",
    ),
    "months after, of the day": (
        "Three months after Ghana and Togo signed a defence agreement, the Togolese embassy has been opened again.",
        "agreement",
        "2025-05~",
    ),
    "many weeks after": (
        "It comes seven weeks after Ghana signed a defence agreement with Norway.",
        "agreement",
        "2025-06",
    ),
    "hours after": (
        "The parliament in Oslo rose on Monday, hours after Norway had imposed sanctions on two banks of Ghana.",
        "sanction",
        "2025-08-11",
    ),
}


def when(code: Coder, text: str, kind: str) -> list[object]:
    return [next(iter(claim.values("when")), None) for claim in code(text).claims if claim.type == kind]


@pytest.mark.parametrize("case", CASES)
def test_what_is_told_by_how_far_it_lies_from_something_is_reckoned(code: Coder, case: str) -> None:
    text, kind, expected = CASES[case]
    assert when(code, text, kind) == [expected]


def test_the_same_day_counts_from_a_day_and_not_from_how_far_something_lies_from_it(code: Coder) -> None:
    text = (
        "Togo closed its border on Tuesday, a week after its troops had come home. "
        "In Oslo the same day Norway signed a defence agreement with Ghana."
    )
    assert when(code, text, "agreement") == ["2025-08-12"]


def test_a_day_earlier_counts_from_the_day_on_which_the_report_opens(code: Coder) -> None:
    text = (
        "Ghana recalled its ambassador from Oslo on Tuesday. Shops were closed. The rain went on. It was warm. Nobody "
        "was hurt. A day earlier Norway had imposed sanctions on two banks of Ghana."
    )
    assert when(code, text, "sanction")[-1] == "2025-08-11"


@pytest.mark.parametrize(
    ("text", "whens"),
    [
        (
            "The ministers of Norway and Finland met twice last year, in Tromso in March and in Oulu in October.",
            ["2024-03", "2024-10"],
        ),
        (
            "In 2023 Ghana and Togo held two drills, one in Lome in March and one in Accra in September.",
            ["2023-03", "2023-09"],
        ),
        ("After the 2014 coup Ghana and Togo held a drill in March.", ["2025-03"]),
    ],
)
def test_a_month_is_of_the_year_told_before_it(code: Coder, text: str, whens: list[str]) -> None:
    assert [str(claim.values("when")[0]) for claim in code(text).claims if claim.values("when")] == whens


@pytest.mark.parametrize(
    ("later", "expected"), [("Three weeks", "2025-06~"), ("A week", "2025-05~"), ("Two weeks", None)]
)
def test_weeks_count_from_a_month_where_most_of_its_days_lead_to_the_same_one(
    code: Coder, later: str, expected: str | None
) -> None:
    text = (
        "On 11 January 2024 Chad thanked Mali. Ghana bought two boats from Norway in May. "
        f"{later} later the Norwegian king was in Accra for talks with its president."
    )
    assert when(code, text, "meeting") == [expected]
