"""Whose clause a time stands in."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.clauses import (
    BESIDE,
    DESCRIBING,
    ELSEWHERE,
    OWN,
    clause_of,
    is_aside,
    is_fronted,
    is_of_a_thing,
    nearness,
    opens_when,
)
from foedera.coding.words import head_of
from foedera.types import Sentence, Span


@pytest.fixture(scope="module")
def engine() -> pipeline.Engine:
    return pipeline.load(None, 2)


def read(engine: pipeline.Engine, text: str) -> Sentence:
    """Return the one sentence of a text, parsed."""
    (sentence,) = engine.parse(pipeline.document_of(text.encode(), "text.txt", published="2025-08-13"))
    return sentence


def at(text: str, words: str) -> Span:
    """Return where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "trigger", "time", "near"),
    [
        ("The pact that Ghana signed in 2021 stands firm.", "pact", "2021", DESCRIBING),
        ("Ghana delivered two boats in 2021.", "delivered", "2021", OWN),
        ("Ghana left in 2021 and joined the bank.", "joined", "2021", BESIDE),
        ("Ghana, which left the bank in 2021, has offered two boats.", "offered", "2021", ELSEWHERE),
    ],
)
def test_nearness_tells_the_clause(engine: pipeline.Engine, text: str, trigger: str, time: str, near: int) -> None:
    assert nearness(read(engine, text), at(text, trigger), at(text, time)) == near


@pytest.mark.parametrize(
    ("text", "time", "of"),
    [
        ("Ghana praised the 1951 treaty.", "1951", True),
        ("Ghana praised the strikes of 6 May.", "6 May", True),
        ("Ghana praised it on the night of 6 May.", "6 May", False),
    ],
)
def test_a_time_may_belong_to_another_noun(engine: pipeline.Engine, text: str, time: str, *, of: bool) -> None:
    assert is_of_a_thing(read(engine, text), at(text, "praised"), at(text, time)) == of


def test_a_time_at_the_head_is_fronted(engine: pipeline.Engine) -> None:
    for text, front in (("In May 2024 Ghana left the bank.", True), ("Ghana left the bank in May 2024.", False)):
        assert is_fronted(read(engine, text), at(text, "May 2024")) == front


@pytest.mark.parametrize(
    ("text", "trigger", "time", "opens"),
    [
        (
            "The matter got moving in March, when the envoy of Ghana was in Oslo to see the minister.",
            "see",
            "March",
            True,
        ),
        ("Ghana has sought frigates since 2019, when Norway warned that it might sell them.", "warned", "2019", True),
        ("Ghana has sought frigates since 2019, when Norway warned that it might sell them.", "sought", "2019", False),
        ("Ghana bought boats in March. Norway was angry when Togo protested.", "bought", "March", False),
    ],
)
def test_a_clause_of_when_tells_what_was_at_the_time_before_it(
    engine: pipeline.Engine, text: str, trigger: str, time: str, *, opens: bool
) -> None:
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    sentence, words = engine.parse(document)[0], at(text, trigger)
    own = clause_of(sentence, head_of(sentence, words.start, words.end))
    assert own is not None
    assert opens_when(sentence, own, at(text, time)) is opens


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("The summit of 5 May, at which Ghana received the president of Togo, changed nothing.", False),
        ("The ship of 2011, which Ghana received from Norway, has left for Togo.", True),
    ],
)
def test_what_is_done_at_a_thing_is_of_its_day(engine: pipeline.Engine, text: str, *, aside: bool) -> None:
    time = "5 May" if "5 May" in text else "2011"
    assert is_aside(read(engine, text), at(text, "received"), at(text, time)) is aside
