"""Statuses and parts that words settle, whatever the networks take them for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import pipeline
from foedera.codebook.tree import Tree
from foedera.coding import code
from foedera.types import Actor, Claim, Filler, Frame, Place, Sentence, Status

Fill = tuple[str, str]
Told = tuple[str, str, Status, float, tuple[Fill, ...]]
"""Type, trigger, status, its score and parts of a frame that a network found."""


def read_as(text: str, *frames: Told) -> list[Claim]:
    """Return the claims of a sentence in which a network found some frames."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    (sentence,) = engine.parse(document)
    found = tuple(frame_of(sentence, document.report.text, *frame) for frame in frames)
    parsed = (replace(sentence, frames=found, faint=()),)
    return list(code(document.report, parsed, engine.codebook, engine.gazetteer, least=0.0))


def frame_of(
    sentence: Sentence, text: str, kind: str, trigger: str, status: Status, score: float, parts: tuple[Fill, ...]
) -> Frame:
    def span(words: str) -> tuple[int, int]:
        at = text.index(words, sentence.segment.start)
        return at, at + len(words)

    fillers = tuple(Filler(label, *span(words), 0.95) for label, words in parts)
    start, end = span(trigger)
    return Frame(kind, status, start, end, fillers, 0.9, score, "model")


@pytest.mark.parametrize(("score", "status"), [(0.5, "conditional"), (0.9, "possible")])
def test_a_condition_settles_a_status_that_is_not_sure(score: float, status: str) -> None:
    text = "A Norwegian hospital ship may call at Lomé in Togo again if funds allow."
    parts = (("actor", "Norwegian"), ("forces", "hospital ship"), ("where", "Lomé"), ("host", "Togo"))
    (claim,) = read_as(text, ("deployment", "call", "possible", score, parts))
    assert claim.status == status


def test_what_is_on_order_is_still_to_come() -> None:
    text = "Six more Skjold corvettes from Norway are on order for Ghana."
    parts = (("quantity", "Six"), ("name", "Skjold"), ("supplier", "Norway"), ("recipient", "Ghana"))
    (claim,) = read_as(text, ("transfer", "order", "ongoing", 0.9, parts))
    assert claim.status == "planned"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norwegian troops are there under a treaty with Togo renewed last year.", "occurred"),
        ("Norwegian troops are there under a treaty with Togo to be renewed next year.", "ongoing"),
    ],
)
def test_what_was_renewed_is_told_of_for_that(text: str, status: str) -> None:
    (claim,) = read_as(text, ("agreement", "treaty", "ongoing", 0.9, (("party", "Norwegian"), ("party", "Togo"))))
    assert claim.status == status


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        ("Qatar got Congo and Rwanda to sign a framework on 15 November.", "occurred", "2024-11-15"),
        ("Qatar wants Congo and Rwanda to sign a framework on 15 November.", "planned", "2025-11-15"),
    ],
)
def test_what_somebody_was_brought_to_sign_was_signed(text: str, status: str, when: str) -> None:
    parts = (("party", "Congo"), ("party", "Rwanda"), ("stage", "sign"), ("when", "15 November"))
    (claim,) = read_as(text, ("agreement", "framework", "planned", 0.6, parts))
    assert (claim.status, claim.values("when")) == (status, (when,))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("It is not the first time that Ghana and Togo have trained together.", "trained"),
        ("Ghana and Togo trained together for no more than two weeks.", "trained"),
    ],
)
def test_words_of_time_and_number_deny_nothing(text: str, trigger: str) -> None:
    parts = (("participant", "Ghana"), ("participant", "Togo"))
    (claim,) = read_as(text, ("exercise", trigger, "denied", 0.5, parts))
    assert claim.status == "occurred"


@pytest.mark.parametrize(
    ("text", "status"),
    [("Oman is ready to host a new round.", "possible"), ("Oman is due to host a new round.", "planned")],
)
def test_who_is_only_ready_to_do_something_may_do_it(text: str, status: str) -> None:
    engine = pipeline.load(None, 2)
    (sentence,) = engine.parse(pipeline.document_of(text.encode(), "text.txt"))
    at = next(i for i, token in enumerate(sentence.tokens) if token.text == "host")
    assert engine.codebook.grammar.status(Tree(sentence.tokens), at, "occurred")[0] == status


def test_a_verb_around_a_noun_is_no_stage_of_its_own_for_that_noun() -> None:
    text = "The decision does not affect Italy's mission, which has about 300 soldiers in Niger."
    parts = (("actor", "Italy"), ("personnel", "about 300"), ("forces", "soldiers"), ("host", "Niger"))
    claims = read_as(text, ("deployment", "mission", "ongoing", 0.9, parts))
    assert [claim.status for claim in claims] == ["ongoing"]


def test_whoever_acts_is_not_dealt_with_as_well() -> None:
    text = "Vučić told his Chinese host of Serbia's support, restating Serbia's commitment to the one-China principle."
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    (sentence,) = engine.parse(document)
    told: Told = ("support", "commitment", "ongoing", 0.7, (("actor", "Serbia's"), ("issue", "one-China principle")))
    faint: Told = ("support", "restating", "occurred", 0.7, (("target", "Serbia's"), ("issue", "one-China principle")))
    found, half = (frame_of(sentence, text, *each) for each in (told, faint))
    parsed = (replace(sentence, frames=(found,), faint=(replace(half, score=0.3),)),)
    claims = code(document.report, parsed, engine.codebook, engine.gazetteer, least=0.0)
    acting = [{actor.country for actor in claim.actors("actor")} for claim in claims if claim.type == "support"]
    assert acting == [{"SRB"}]
    assert all("SRB" not in {actor.country for actor in claim.actors("target")} for claim in claims)


ANNOUNCED = (
    "Chilean President Ana Rey announced that a ship would call at Lima, and that a team would train Peruvian crews."
)


@pytest.mark.parametrize(("relation", "head"), [("conj", "call"), ("conj", "announced"), ("advcl", "call")])
def test_what_stands_behind_and_that_is_said_by_the_same_however_it_is_parsed(relation: str, head: str) -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(ANNOUNCED.encode(), "text.txt", published="2025-08-13")
    (sentence,) = engine.parse(document)
    words = [token.text for token in sentence.tokens]
    at, above = words.index("train"), words.index(head)
    hung = replace(sentence.tokens[at], deprel=relation, head=above)
    tokens = tuple(hung if i == at else token for i, token in enumerate(sentence.tokens))
    parts = (("provider", "team"), ("trainee", "Peruvian"))
    frame = frame_of(sentence, ANNOUNCED, "training", "train", "planned", 0.9, parts)
    parsed = (replace(sentence, tokens=tokens, frames=(frame,), faint=()),)
    (claim,) = code(document.report, parsed, engine.codebook, engine.gazetteer, least=0.0)
    assert [actor.name for actor in claim.values("said_by") if isinstance(actor, Actor)] == ["Ana Rey"]


def test_whoever_else_signed_is_a_party() -> None:
    text = "Serbia criticised the declaration that Croatia and Albania signed on Tuesday with Kosovo."
    parts = (("party", "Croatia"), ("party", "Albania"), ("stage", "signed"))
    (claim,) = read_as(text, ("agreement", "declaration", "occurred", 0.9, parts))
    assert {actor.country for actor in claim.actors("party")} == {"HRV", "ALB", "XKX"}


@pytest.mark.parametrize(
    ("text", "parts", "kind", "trigger", "place"),
    [
        (
            "Turkey runs a base in Mogadishu and has trained 15,000 Somali soldiers there.",
            (("provider", "Turkey"), ("trainee", "Somali")),
            "training",
            "trained",
            "Mogadishu",
        ),
        (
            "Turkey's ships will patrol Somali waters.",
            (("actor", "Turkey"), ("forces", "ships"), ("host", "Somali")),
            "deployment",
            "patrol",
            "Somali waters",
        ),
    ],
)
def test_a_verb_has_its_place_by_its_own_words(
    text: str, parts: tuple[Fill, ...], kind: str, trigger: str, place: str
) -> None:
    (claim,) = read_as(text, (kind, trigger, "occurred", 0.9, parts))
    assert [where.name for where in claim.values("where") if isinstance(where, Place)] == [place]


def test_a_phrase_is_whole_around_whose_it_is() -> None:
    text = "China supports the criticism of Kosovo's recognition."
    parts = (("actor", "China"), ("issue", "criticism"), ("issue", "recognition"))
    (claim,) = read_as(text, ("support", "supports", "ongoing", 0.9, parts))
    assert claim.values("field:issue") == ("criticism of Kosovo's recognition",)


def test_a_treaty_is_not_called_what_the_tanks_are_called() -> None:
    text = "The framework agreement of Poland and South Korea, signed in July 2022, spoke of 1,000 K2 tanks."
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    (sentence,) = engine.parse(document)
    parts = (("quantity", "1,000"), ("name", "K2"), ("equipment", "tanks"), ("stage", "signed"))
    read = replace(frame_of(sentence, text, "transfer", "agreement", "occurred", 0.99, parts), score=0.43)
    told = engine.with_patterns(replace(sentence, frames=(read,)))
    names = [f for frame in told.frames if frame.type == "agreement" for f in frame.fillers if f.label == "name"]
    assert not names


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The armies of Ghana and Togo will continue to cooperate in training.", "ongoing"),
        ("The armies of Ghana and Togo will begin to cooperate in training.", "planned"),
    ],
)
def test_ties_that_are_to_go_on_hold_now(text: str, status: str) -> None:
    parts = (("party", "Ghana"), ("party", "Togo"))
    (claim,) = read_as(text, ("relations", "cooperate", "planned", 0.8, parts))
    assert claim.status == status


def test_its_own_headquarters_are_nobody_elses_mouth() -> None:
    text = "The Caribbean Community, in a statement from its headquarters, called on Venezuela to withdraw."
    parts = (("actor", "Caribbean Community"), ("target", "Venezuela"), ("said_by", "headquarters"))
    (claim,) = read_as(text, ("demand", "called", "occurred", 0.9, parts))
    assert not claim.values("said_by")


def test_how_many_they_are_tells_which_ones() -> None:
    text = (
        "The military rulers of Mali, Burkina Faso and Niger met on Monday. The three juntas accused France of "
        "aggression."
    )
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    first, second = engine.parse(document)
    parts = (("actor", "juntas"), ("target", "France"))
    frame = frame_of(second, document.report.text, "oppose", "accused", "occurred", 0.9, parts)
    parsed = (first, replace(second, frames=(frame,), faint=()))
    claims = code(document.report, parsed, engine.codebook, engine.gazetteer, least=0.0)
    (claim,) = (claim for claim in claims if claim.type == "oppose")
    assert {actor.country for actor in claim.actors("actor")} == {"MLI", "BFA", "NER"}
