"""What the networks half believe is told where the report says when it was, tells it again, or names both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import pipeline
from foedera.coding import code
from foedera.coding.faint import apart
from foedera.types import Claim, Sentence
from tests.coding.conftest import Coder


def half_believed(sentence: Sentence, score: float) -> Sentence:
    """Return a sentence whose frames are faint ones."""
    return replace(sentence, frames=(), faint=tuple(replace(frame, score=score) for frame in sentence.frames))


def claims_of(text: str, score: float, *faint: int) -> list[Claim]:
    """Return the claims of a text, the sentences of some numbers being half believed."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    parsed = [half_believed(s, score) if n in faint else s for n, s in enumerate(engine.parse(document))]
    return list(code(document.report, tuple(parsed), engine.codebook, engine.gazetteer, least=0.0))


DRILL = "Ghana and Togo began a joint naval exercise off Lomé on Monday."


@pytest.mark.parametrize(
    ("told", "score", "counts"),
    [
        ("Chile delivered forty tanks in May 2024.", 0.16, True),
        ("Chile delivered forty tanks.", 0.16, False),
        ("Chile delivered forty tanks to Peru.", 0.16, False),
        ("Chile delivered forty tanks to Peru.", 0.25, True),
    ],
)
def test_a_time_or_both_sides_speak_for_it(told: str, score: float, counts: bool) -> None:  # noqa: FBT001 - a table
    kinds = [claim.type for claim in claims_of(f"{DRILL} {told}", score, 1)]
    assert "exercise" in kinds
    assert ("transfer" in kinds) == counts


def test_another_mention_speaks_for_it() -> None:
    text = f"{DRILL} Chile delivered forty tanks. The delivery of the tanks by Chile was the first."
    assert [c.type for c in claims_of(text, 0.16, 1, 2)].count("transfer") == 1


def test_a_faint_mention_adds_to_what_is_told() -> None:
    more = "The manoeuvres, in which 400 soldiers take part, will last five days."
    alone, both = claims_of(DRILL, 0.2), claims_of(f"{DRILL} {more}", 0.2, 1)
    assert [c.type for c in both] == [c.type for c in alone] == ["exercise"]
    assert len(both[0].evidence) == 2


def test_a_word_of_a_sure_frame_is_no_faint_one_too() -> None:
    engine = pipeline.load(None, 2)
    sentence = engine.parse(pipeline.document_of(DRILL.encode(), "text.txt"))[0]
    assert apart(replace(sentence, faint=sentence.frames)) == ()
    assert apart(half_believed(sentence, 0.2)) == tuple(replace(frame, score=0.2) for frame in sentence.frames)


def test_at_home_the_half_believed_is_left_out() -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(f"{DRILL} Chile delivered tanks in May 2024.".encode(), "text.txt")
    parsed = tuple(half_believed(s, 0.2) if n else s for n, s in enumerate(engine.parse(document)))
    kinds = {c.type for c in code(document.report, parsed, engine.codebook, engine.gazetteer, least=0.0, domestic=True)}
    assert "transfer" not in kinds


def test_at_home_words_and_protests_count_that_are_half_believed() -> None:
    """Not what is believed less than that, and not gifts or seizures."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(f"{DRILL} Chile condemned a coup in Togo on Monday.".encode(), "text.txt")
    found = []
    for score in (0.2, 0.1):
        parsed = tuple(half_believed(s, score) if n else s for n, s in enumerate(engine.parse(document)))
        claims = code(document.report, parsed, engine.codebook, engine.gazetteer, domestic=True)
        found.append("oppose" in {claim.type for claim in claims})
    assert found == [True, False]


def test_a_faint_noun_tells_on_whom_the_verb_imposes_something() -> None:
    """The verb is marked without the target, whatever the networks mark by themselves."""
    text = "Norway condemned the coup in Togo.\n\nCanada imposed sanctions on 14 Belarusian prosecutors on Monday, and "
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(f"{text}Australia followed suit a day later.".encode(), "text.txt")
    first, second = engine.parse(document)
    noun = next(frame for frame in second.frames if document.report.text[frame.start : frame.end] == "sanctions")
    at = document.report.text.index("imposed")
    named = tuple(filler for filler in noun.fillers if filler.label == "actor")
    verb = replace(noun, start=at, end=at + len("imposed"), fillers=named)
    others = tuple(frame for frame in second.frames if frame is not noun)
    parsed = (first, replace(second, frames=(verb, *others), faint=(replace(noun, score=0.2),)))
    claims = code(document.report, parsed, engine.codebook, engine.gazetteer, least=0.0)
    imposed = next(c for c in claims if c.type == "sanction")
    assert [(a.kind, a.country) for a in imposed.actors("target")] == [("group", "BLR")]


@pytest.mark.parametrize(
    "text",
    [
        "Saudi Arabia is in talks with Italy to buy C-27J transport aircraft.",
        "Peru is negotiating to buy 24 fighters from South Korea.",
    ],
)
def test_what_talks_are_held_for_is_no_deal_beside_them(code: Coder, text: str) -> None:
    (claim,) = code(text).claims
    assert claim.status == "ongoing"
    assert claim.values("field:stage") == ("negotiation",)


@pytest.mark.parametrize("terms", ["The delivery times were too long", "The delivery schedule has not been published"])
def test_the_terms_of_something_are_not_it(code: Coder, terms: str) -> None:
    text = f"Talks of Peru with Germany on the PzH 2000 howitzer ended without result last autumn. {terms}."
    assert {claim.status for claim in code(text).claims if claim.type == "transfer"} <= {"cancelled", "denied"}
