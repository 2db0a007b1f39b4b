"""A noun of which several stages are told gives one claim a stage, each with its own time."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Peru's parliament ratified on Monday the defence treaty that Peru and Brazil signed in March 2024.",
            "agreement",
            {("ratified", "2025-08-11"), ("signed", "2024-03")},
        ),
        (
            "The memorandum on cyber defence, signed by Estonia and Japan in May 2023, entered into force on Monday.",
            "agreement",
            {("signed", "2023-05"), ("in force", "2025-08-11/..")},
        ),
        (
            "Ghana lifted the arms embargo that it imposed on Togo in 2021.",
            "sanction",
            {("lifted", ""), ("imposed", "2021")},
        ),
        ("Peru and Brazil signed a defence treaty in March 2024.", "agreement", {("signed", "2024-03")}),
    ],
)
def test_each_stage_is_a_claim_with_its_time(code: Coder, text: str, kind: str, expected: set[tuple[str, str]]) -> None:
    found = {
        (str(claim.values("field:stage")[0]), str(next(iter(claim.values("when")), "")))
        for claim in code(text).claims
        if claim.type == kind
    }
    assert found == expected


def test_a_measure_thought_up_once_and_lifted_later_was_imposed(code: Coder) -> None:
    text = "UN sanctions on Eritrea, thought up in 2009, were lifted on Monday."
    stages = {claim.values("field:stage") for claim in code(text).claims if claim.type == "sanction"}
    assert stages == {("imposed",), ("lifted",)}


def test_two_words_for_two_stages_are_two_claims(code: Coder) -> None:
    text = "The last of 12 Caracal helicopters ordered from France in 2021 arrived in Chile on Monday."
    stages = {str(claim.values("field:stage")[0]) for claim in code(text).claims if claim.type == "transfer"}
    assert stages == {"order", "delivery"}


def test_in_force_is_no_part_of_the_verb_that_stands_by_it(code: Coder) -> None:
    text = "The fishing treaty between Norway and Chile, concluded in 1997 and in force since 1999, was praised."
    times = {
        str(c.values("field:stage")[0]): str(c.values("when")[0]) for c in code(text).claims if c.type == "agreement"
    }
    assert times == {"signed": "1997", "in force": "1999/.."}


def test_what_a_word_is_to_lead_to_is_no_stage_beside_it(code: Coder) -> None:
    text = "Georgia's application to join the European Union was handed in in March 2022."
    assert len([claim for claim in code(text).claims if claim.type == "membership"]) == 1


def test_a_word_that_says_which_thing_is_meant_is_no_stage_beside_it(code: Coder) -> None:
    text = "Mongolia holds observer status in the Shanghai Cooperation Organisation, obtained in 2004."
    assert len([claim for claim in code(text).claims if claim.type == "membership"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The text of the border treaty between Chile and Peru was agreed in May, but it has not been signed.",
        "The treaty between Chile and Peru was initialled in May but has not been signed.",
    ],
)
def test_a_step_that_was_not_taken_is_told_beside_the_one_that_was(code: Coder, text: str) -> None:
    claims = [claim for claim in code(text).claims if claim.type == "agreement"]
    assert {(claim.status, claim.values("when")) for claim in claims} == {("occurred", ("2025-05",)), ("denied", ())}


def _statuses(code: Coder, text: str) -> dict[str, str]:
    return {str(next(iter(c.values("when")), "")): c.status for c in code(text).claims if c.type == "agreement"}


def test_what_was_suspended_had_been_signed(code: Coder) -> None:
    text = "The accord signed by Ghana and Togo in Lomé in October was suspended by Accra a fortnight later."
    assert _statuses(code, text) == {"2024-10": "occurred", "": "cancelled"}


def test_an_agreement_at_work_was_signed_on_its_day(code: Coder) -> None:
    text = "Britain's five-year defence agreement with Kenya, signed in 2021, allows its troops to train at Nanyuki."
    assert _statuses(code, text) == {"2021": "occurred"}
