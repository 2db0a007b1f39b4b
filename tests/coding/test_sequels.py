"""What comes next, came before, or is of everything of its kind is no part of what was told of."""

from __future__ import annotations

import pytest

from foedera.types import Claim, Report
from tests.coding.conftest import Coder


def drills(report: Report) -> list[Claim]:
    return [claim for claim in report.claims if claim.type == "exercise"]


AFTER = [
    "After the exercise, ships of both navies will carry out a joint patrol in the Atlantic.",
    "Afterwards the two navies plan to patrol the Atlantic together.",
    "Upon completion part of the forces will begin a joint patrol in the Atlantic.",
]


@pytest.mark.parametrize("sequel", AFTER)
def test_a_patrol_after_a_drill_is_another_happening_and_begins_then(code: Coder, sequel: str) -> None:
    text = f"Ghana and Togo are holding the naval exercise Blue Heron off Tema from 11 to 15 August. {sequel}"
    drill, patrol = drills(code(text))
    assert (drill.values("name"), drill.values("when")) == (("Blue Heron",), ("2025-08-11/2025-08-15",))
    assert (patrol.values("name"), patrol.values("when"), patrol.status) == ((), ("2025-08-15~/..",), "planned")
    assert not patrol.actors("host")


def test_what_only_tells_when_something_else_is_is_no_evidence_of_it(code: Coder) -> None:
    text = f"Ghana and Togo will hold the naval exercise Blue Heron off Tema from 18 to 22 August. {AFTER[0]}"
    drill, _ = drills(code(text))
    assert len(drill.evidence) == 1


def test_they_had_met_on_another_day_at_another_meeting(code: Coder) -> None:
    text = (
        "The defence ministers of Ghana, Togo and Benin met in Accra on Wednesday. The Togolese minister, Ama Lawson, "
        "had met her Ghanaian counterpart, Kofi Mensah, in Lomé on Monday."
    )
    days = {claim.values("when") for claim in code(text, published="2025-08-15").claims if claim.type == "meeting"}
    assert days == {("2025-08-13",), ("2025-08-11",)}


def test_a_freeze_of_all_drills_is_not_the_drill_that_was_left(code: Coder) -> None:
    text = (
        "Ghana has pulled out of the exercise Blue Heron with Togo, which was to begin on Thursday, and has "
        "suspended all exercises with foreign partners for six months, Defence Minister Kofi Mensah said."
    )
    assert len(drills(code(text))) == 2


def test_the_first_day_told_beside_the_last_counts_before_a_vague_week(code: Coder) -> None:
    text = (
        "Marines from Ghana and Togo are training together this week. Operation Blue Heron, run by the Ghanaian navy "
        "off Tema, opened on Aug. 4 and ends next Tuesday."
    )
    assert {claim.values("when") for claim in drills(code(text))} == {("2025-08-04/2025-08-19",)}


def test_so_many_who_were_trained_are_not_those_who_are_being_trained(code: Coder) -> None:
    text = "Russia has trained 16,000 Malian soldiers since 2021. It is currently training 450 Malian cadets in Kazan."
    assert [claim.status for claim in code(text).claims if claim.type == "training"] == ["occurred", "ongoing"]
