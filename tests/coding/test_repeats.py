"""What the next sentence tells again of a happening is part of its claim."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.gathering import is_new
from tests.coding.conftest import Coder


def _meetings(code: Coder, text: str) -> int:
    return len([claim for claim in code(text).claims if claim.type == "meeting"])


def test_whom_a_visitor_will_meet_is_told_of_the_visit(code: Coder) -> None:
    text = "Norway's defence minister arrives in Lima on Sunday. She will see the Peruvian foreign minister."
    (meeting,) = [claim for claim in code(text).claims if claim.type == "meeting"]
    assert [actor.country for actor in meeting.actors("visitor")] == ["NOR"]
    assert len(meeting.evidence) == 2
    assert not meeting.actors("participant")


def test_another_visitor_at_another_time_makes_another_visit(code: Coder) -> None:
    text = (
        "Kenya's president William Ruto was in Beijing in March to see Xi Jinping. "
        "Kenyan defence minister Soipan Tuya visited Beijing in July."
    )
    assert _meetings(code, text) == 2


def test_a_noun_with_an_indefinite_article_brings_in_something_new() -> None:
    text = "Instructors conduct a course at Nanyuki, and the drill goes on."
    (sentence,) = pipeline.load(None, 2).parse(pipeline.document_of(text.encode(), "text.txt"))
    places = {token.text: at for at, token in enumerate(sentence.tokens)}
    assert is_new(sentence, places["course"])
    assert not is_new(sentence, places["drill"])


@pytest.mark.parametrize(
    "text",
    [
        "Peru was granted candidate status by the European Union in May 2020.",
        "Peru does not intend to join NATO.",
        "Peru has waited as a candidate for membership of the OECD since 2012.",
    ],
)
def test_a_verb_and_its_noun_tell_of_one_membership(code: Coder, text: str) -> None:
    assert [claim.type for claim in code(text).claims] == ["membership"]


def test_a_complaint_and_its_rejection_are_two_positions(code: Coder) -> None:
    text = "Chile on Thursday dismissed Peruvian complaints about its warships in the strait."
    assert [claim.type for claim in code(text).claims] == ["oppose", "oppose"]
