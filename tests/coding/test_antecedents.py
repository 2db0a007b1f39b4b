"""Whom "it", "they", "both" and "the country" take up."""

from __future__ import annotations

import pytest

from foedera.coding.reference import kind_of
from foedera.types import Report
from tests.coding.conftest import Coder


def acting(report: Report, kind: str, role: str) -> set[str | None]:
    return {actor.country or actor.org for claim in report.claims if claim.type == kind for actor in claim.actors(role)}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("it", "it"),
        ("our", "we"),
        ("them", "they"),
        ("the two countries", "two"),
        ("both armies", "two"),
        ("all three", "three"),
        ("the country", "country"),
        ("the alliance", None),
        ("norway", None),
    ],
)
def test_kinds_of_reference(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_it_takes_up_the_subject_of_the_sentence_before(code: Coder) -> None:
    text = "Norway has become a large donor in the region. It gave Kenya six patrol boats in May 2024."
    assert acting(code(text), "transfer", "supplier") == {"NOR"}


def test_both_take_up_the_two_that_meet(code: Coder) -> None:
    text = (
        "The foreign ministers of Chile and Peru met in Arica on Monday. "
        "The two countries signed an agreement on border police, a spokesman said. Argentina was not invited."
    )
    assert acting(code(text), "agreement", "party") == {"CHL", "PER"}


def test_we_in_a_quotation_is_the_speakers_state(code: Coder) -> None:
    text = (
        "Ghana and Togo are at odds over the port. "
        "“We condemn the arrest of our fishermen by Togo,” Ghana's foreign minister, Ama Mensah, said on Friday."
    )
    assert acting(code(text), "oppose", "actor") == {"GHA"}


def test_a_long_quotation_without_a_speaker_ends(code: Coder) -> None:
    text = "“It said that it had told it what it said,” it said. “They said they had,” they said. “We did,” we said."
    assert code(text).claims == ()
