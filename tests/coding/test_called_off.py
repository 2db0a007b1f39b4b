"""What was called off before and is told of anew is two claims."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def _told(code: Coder, text: str, kind: str) -> set[tuple[str, str | None]]:
    claims = [claim for claim in code(text).claims if claim.type == kind]
    return {(claim.status, str(claim.values("when")[0]) if claim.values("when") else None) for claim in claims}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "The Desert Fox exercise of Oman and Kenya, which Oman cancelled in 2017, could be revived next year.",
            "exercise",
            {("possible", "2026"), ("cancelled", "2017")},
        ),
        (
            "Peru's president will come to Chile in October for a visit that was put off in May.",
            "meeting",
            {("planned", "2025-10"), ("cancelled", "2025-05")},
        ),
    ],
)
def test_what_was_called_off_and_what_is_to_come_are_two(
    code: Coder, text: str, kind: str, expected: set[tuple[str, str | None]]
) -> None:
    assert _told(code, text, kind) == expected


def test_what_is_called_off_now_is_one(code: Coder) -> None:
    text = "Oman cancelled the Desert Fox exercise with Kenya, which was to begin in October."
    assert {status for status, _ in _told(code, text, "exercise")} == {"cancelled"}


def test_what_a_meeting_suspended_was_something_else(code: Coder) -> None:
    text = "The presidents of Peru and Chile held a meeting in Lima in May, which suspended the tariffs."
    assert {status for status, _ in _told(code, text, "meeting")} == {"occurred"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad has not cancelled a single contract with France for Rafale jets.", "transfer"),
        ("Kenya did not suspend its deployment of police in Haiti.", "deployment"),
        ("Ghana never called off the drill with Togo.", "exercise"),
    ],
)
def test_what_was_not_called_off_stands(code: Coder, text: str, kind: str) -> None:
    statuses = {claim.status for claim in code(text).claims if claim.type == kind}
    assert statuses <= {"ongoing", "planned"}
    assert statuses


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The drill Cope Lion of Thailand and Singapore, suspended since 2014, resumed on 3 March.", "occurred"),
        ("Ghana and Togo will resume the exercise Blue Heron, which was suspended in 2019, in June.", "planned"),
    ],
)
def test_what_is_resumed_is_held_again(code: Coder, text: str, status: str) -> None:
    drills = [claim for claim in code(text).claims if claim.type == "exercise"]
    assert [claim.status for claim in drills] == [status, "cancelled"]
    assert {actor.country for claim in drills for actor in claim.actors("participant")} in (
        {"THA", "SGP"},
        {"GHA", "TGO"},
    )


def test_what_was_not_only_called_off_was_called_off(code: Coder) -> None:
    text = "Peru has not only cancelled the exercise with Chile but also recalled its ambassador."
    assert _told(code, text, "exercise") == {("cancelled", None)}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (
            "The opposition wants Canada to cancel its order for 88 F-35 fighters from Lockheed Martin.",
            "transfer",
            "ongoing",
        ),
        ("Saudi Arabia wants Iran to stop arming the Houthis.", "transfer", "ongoing"),
        (
            "Kim demanded that the United States call off a naval drill with South Korea planned for next week.",
            "exercise",
            "planned",
        ),
        ("Canada wants to cancel its order for 88 F-35 fighters from Lockheed Martin.", "transfer", "cancelled"),
    ],
)
def test_what_others_want_called_off_stands(code: Coder, text: str, kind: str, status: str) -> None:
    assert {claim.status for claim in code(text).claims if claim.type == kind} == {status}
