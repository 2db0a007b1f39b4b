"""What is done on an occasion is of its day."""

from __future__ import annotations

import pytest

from foedera.types import Place
from tests.coding.conftest import Coder

LEAD = (
    "On Monday the Minister of Defence of Ghana, Kofi Anane, received the Norwegian minister, Ilse Amundsen, in Accra. "
)
OPENED = "2025-08-11"

CASES = {
    "at its end": ("At the end of the visit Ghana and Norway signed a defence agreement.", OPENED),
    "beside it": ("On the sidelines of the ceremony Norway and Ghana signed a defence agreement.", OPENED),
    "no occasion": ("Peru and Chile signed a defence agreement.", None),
    "a time of its own": ("After the visit, in June 2024, Ghana and Norway signed a defence agreement.", "2024-06"),
}


def when(code: Coder, text: str, kind: str) -> list[object]:
    return [next(iter(claim.values("when")), None) for claim in code(text).claims if claim.type == kind]


@pytest.mark.parametrize("case", CASES)
def test_what_is_done_on_an_occasion_is_of_the_day_on_which_the_report_opens(code: Coder, case: str) -> None:
    told, expected = CASES[case]
    assert when(code, LEAD + told, "agreement") == [expected]


def test_talks_right_after_which_something_is_said_are_of_that_day(code: Coder) -> None:
    text = (
        "Ghana will buy four patrol boats from Norway, President Kofi Anane said on Monday after talks with the "
        "Norwegian minister, Ilse Amundsen."
    )
    assert when(code, text, "meeting") == [OPENED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norwegian minister also met the president of Togo, Ama Serwaa.", [OPENED, OPENED]),
        ("At the end of the visit a plan of cooperation for 2026 was signed by Ghana and Norway.", [OPENED]),
        ("In June the Norwegian minister had met the president of Togo, Ama Serwaa.", [OPENED, "2025-06"]),
    ],
)
def test_who_meets_whom_is_news_of_the_day(code: Coder, text: str, expected: list[object]) -> None:
    assert when(code, LEAD + text, "meeting") == expected


def test_a_plan_for_a_year_is_signed_on_the_day_of_the_occasion(code: Coder) -> None:
    text = LEAD + "At the end of the visit Ghana and Norway signed a cooperation plan for 2026."
    assert when(code, text, "agreement") == [OPENED]


def test_a_position_is_not_dated_by_the_occasion(code: Coder) -> None:
    text = LEAD + "The ceremony over, Togo condemned the visit."
    assert when(code, text, "oppose") in ([], [None])


PLACES = {
    "at its end": ("At the end of the visit Ghana and Norway signed a defence agreement.", {"Accra"}),
    "of others": ("Peru and Chile signed a defence agreement.", set()),
    "a place of its own": ("After the visit Ghana and Norway signed a defence agreement in Tema.", {"Tema"}),
}


@pytest.mark.parametrize("case", PLACES)
def test_a_pact_is_signed_where_its_parties_meet(code: Coder, case: str) -> None:
    told, expected = PLACES[case]
    claims = [claim for claim in code(LEAD + told).claims if claim.type == "agreement"]
    assert {place.name for claim in claims for place in claim.values("where") if isinstance(place, Place)} == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Canadian prime minister failed to sign an agreement during a trip to Jamaica.", {"CAN", "JAM"}),
        ("Japan's foreign minister signed a pact on mapping during a visit to Kenya, home of Juma.", {"JPN", "KEN"}),
        ("India's prime minister also failed to conclude a trade accord during his stay in Oman.", {"IND", "OMN"}),
    ],
)
def test_what_is_signed_during_a_visit_is_with_its_host(code: Coder, text: str, parties: set[str]) -> None:
    report = code(f"Peru and Chile have a treaty. Peru's parliament is to ratify it. Peru's premier praised it. {text}")
    pact = next(
        claim for claim in report.claims if claim.type == "agreement" and claim.actors("party")[0].country != "PER"
    )
    assert {actor.country for actor in pact.actors("party")} == parties
