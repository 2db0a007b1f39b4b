"""What a sentence soon after tells again of a happening is part of its claim."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.gathering import is_new
from foedera.coding.repeats import without_repeats
from foedera.types import Actor, Cell, Span, Status
from tests.coding.conftest import Coder

PEOPLE = [Actor("Denmark", "state", "DNK"), Actor("Niger", "state", "NER")]


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
        "Peru was accorded observer status by the African Union in May 2020.",
        "Peru does not intend to join NATO.",
        "Peru withdrew its application to join the OECD in May 2020.",
    ],
)
def test_a_verb_and_its_noun_tell_of_one_membership(code: Coder, text: str) -> None:
    assert [claim.type for claim in code(text).claims] == ["membership"]


def test_a_complaint_and_its_rejection_are_two_positions(code: Coder) -> None:
    text = "Chile on Thursday brushed aside a formal protest by Peru against its warships in the strait."
    assert [claim.type for claim in code(text).claims] == ["oppose", "oppose"]


def _told(kind: str, status: Status, number: int, at: int, stage: str = "") -> Draft:
    roles = ("actor", "host") if kind == "deployment" else ("participant", "host")
    span = Span(at, at + 5)
    cells = [Cell(f"role:{role}", actor, "x", span, 0.9) for role, actor in zip(roles, PEOPLE, strict=True)]
    cells += [Cell("field:stage", stage, "x", span, 0.9)] if stage else []
    return Draft(kind, status, 0.9, 0.9, cells, [number], [span])


@pytest.mark.parametrize(
    ("kind", "stage", "statuses", "number", "count"),
    [
        ("exercise", "", ("planned", "expected"), 1, 1),
        ("exercise", "", ("occurred", "ongoing"), 6, 1),
        ("exercise", "", ("occurred", "planned"), 1, 2),
        ("exercise", "", ("occurred", "occurred"), 7, 2),
        ("deployment", "presence", ("ongoing", "ongoing"), 1, 1),
        ("deployment", "arrival", ("occurred", "occurred"), 1, 2),
    ],
)
def test_what_goes_on_or_stands_is_told_again(
    kind: str, stage: str, statuses: tuple[Status, Status], number: int, count: int
) -> None:
    engine = pipeline.load(None, 2)
    text = "They came. They stay. They sing. They eat. They sleep. They wake. They read. They left."
    document = pipeline.document_of(text.encode(), "text.txt")
    sentences = engine.parse(document)
    context = Context(document.report, sentences, engine.gazetteer, engine.codebook)
    first = _told(kind, statuses[0], 0, sentences[0].segment.start, stage)
    later = _told(kind, statuses[1], number, sentences[number].segment.start, stage)
    assert len(without_repeats([first, later], context)) == count


def test_what_was_not_held_since_it_was_called_off_is_one_claim(code: Coder) -> None:
    text = (
        "Norway and Kenya did not hold Iron Elk, which had been planned for 25 July to 6 August; Oslo announced that "
        "the exercise was cancelled because of the drought."
    )
    (claim,) = code(text).claims
    assert (claim.type, claim.status, claim.values("when")) == ("exercise", "cancelled", ("2025-07-25/2025-08-06",))


@pytest.mark.parametrize(("other", "count"), [("denied", 1), ("planned", 2)])
def test_only_the_denial_of_what_was_called_off_is_part_of_it(other: Status, count: int) -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(b"They never came and it was off.", "text.txt")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    drafts = [_told("exercise", "cancelled", 0, 5), _told("exercise", other, 0, 20)]
    assert len(without_repeats(drafts, context)) == count
    assert drafts[0].status == "cancelled"
