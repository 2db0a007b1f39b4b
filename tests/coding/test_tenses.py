"""Times and tenses: what is to come, what stands since it was taken, and whose time contradicts whose verb."""

from __future__ import annotations

import pytest

from foedera.coding.tenses import vaguer
from tests.coding.conftest import Coder


def told(code: Coder, text: str, kind: str, published: str = "2025-08-13") -> set[tuple[str, object]]:
    """Return status and time of the claims of one type."""
    claims = [claim for claim in code(text, published).claims if claim.type == kind]
    return {(claim.status, next(iter(claim.values("when")), None)) for claim in claims}


def test_an_office_that_was_taken_is_held_from_then_on(code: Coder) -> None:
    text = "General Ama Owusu took office as defence minister of Ghana in March."
    assert told(code, text, "office") == {("ongoing", "2025-03/..")}


def test_what_was_ordered_is_no_plan_because_its_delivery_is(code: Coder) -> None:
    text = "Ghana has ordered 20 Gripen fighters from Sweden; the first four are due in late 2026."
    assert ("occurred", None) in told(code, text, "transfer")


def test_what_will_be_delivered_was_not_so_when_the_contract_was_signed(code: Coder) -> None:
    text = "Norway will deliver 30 Leopard 2 tanks to Ghana under a contract signed in June 2024."
    assert ("planned", None) in told(code, text, "transfer")


def test_what_began_and_is_yet_to_end_keeps_both_days(code: Coder) -> None:
    text = "The exercise Iron Elk of Ghana and Norway began on 11 August and will run until 20 August."
    assert told(code, text, "exercise") == {("ongoing", "2025-08-11/2025-08-20")}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Togo takes over the presidency of ECOWAS in January.", "office", ("planned", "2026-01/..")),
        (
            "The exercise Iron Elk takes place in Ghana from 9 to 19 March with soldiers of Norway.",
            "exercise",
            ("planned", "2026-03-09/2026-03-19"),
        ),
        (
            "The Norwegian frigate Ask leaves for Ghana on 3 November.",
            "deployment",
            ("planned", "2025-11-03"),
        ),
    ],
)
def test_a_plain_present_with_a_day_looks_ahead(
    code: Coder, text: str, kind: str, expected: tuple[str, object]
) -> None:
    assert told(code, text, kind) == {expected}


def test_the_day_of_what_is_condemned_lies_behind(code: Coder) -> None:
    text = "Ghana condemns the Norwegian attack of 16 November on a Ghanaian patrol boat."
    assert told(code, text, "assault") == {("occurred", "2024-11-16")}


def test_until_when_a_measure_holds_is_not_when_it_was_taken(code: Coder) -> None:
    text = "The UN Security Council on Tuesday extended the arms embargo on Togo until May 31, 2026."
    assert told(code, text, "sanction") == {("occurred", "2025-08-12")}


def test_a_past_verb_without_a_subject_goes_on_about_the_week_before_it(code: Coder) -> None:
    text = "The border commanders of Ghana and Togo met at Lomé last week and agreed to open a hotline."
    assert told(code, text, "agreement") == {("occurred", "2025-08-04~/2025-08-10~")}


def test_begin_and_end_may_stand_in_joined_clauses(code: Coder) -> None:
    text = (
        "Iron Elk 2025, an exercise which Ghana and Norway opened at Tema on 7 August and which will close tomorrow, "
        "is a small affair."
    )
    assert ("ongoing", "2025-08-07/2025-08-14") in told(code, text, "exercise")


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (["2025-05-14", "2025-05-14/2025-05-26", "2016"], {"2016"}),
        (["../2024-09-17", "2023"], {"2023"}),
        (["../2024-02-17", "2023"], set()),
        (["2025-07-13/..", "2023"], {"2023"}),
        (["2025-05-14", "2025"], set()),
        (["2022", "2023"], set()),
    ],
)
def test_a_year_outside_of_the_days_told_is_of_another_edition(told: list[str], wrong: set[str]) -> None:
    assert vaguer(told) == wrong
