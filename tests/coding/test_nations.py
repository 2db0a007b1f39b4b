"""What a pattern asks of a state holds for its capital, its people and its nationality too."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding import with_nations
from foedera.types import Name, Segment, Sentence, Token
from tests.coding.conftest import Coder


def _sentence(*words: tuple[str, str, str, str], names: tuple[Name, ...] = ()) -> Sentence:
    tokens, at = [], 0
    for text, upos, xpos, deprel in words:
        tokens.append(Token(at, at + len(text), text, text.lower(), upos, xpos, -1, deprel))
        at += len(text) + 1
    return Sentence(Segment(0, at, "prose", 0), tuple(tokens), names)


def _places(sentence: Sentence) -> list[tuple[int, int]]:
    named = with_nations(sentence, pipeline.load(None, 1).gazetteer)
    return sorted((name.start, name.end) for name in named.names if name.label == "LOC")


@pytest.mark.parametrize("word", [("Danes", "PROPN", "NNPS", "nsubj"), ("Danish", "ADJ", "JJ", "amod")])
def test_peoples_and_nationalities_are_places(word: tuple[str, str, str, str]) -> None:
    sentence = _sentence(("The", "DET", "DT", "det"), word, ("left", "VERB", "VBD", "root"))
    assert _places(sentence) == [(4, 4 + len(word[0]))]


@pytest.mark.parametrize("word", [("Rafales", "PROPN", "NNPS", "nsubj"), ("European", "ADJ", "JJ", "amod")])
def test_other_words_with_a_capital_are_none(word: tuple[str, str, str, str]) -> None:
    assert _places(_sentence(("The", "DET", "DT", "det"), word, ("left", "VERB", "VBD", "root"))) == []


def test_a_capital_that_is_taken_for_a_person_is_a_place() -> None:
    sentence = _sentence(
        ("Sofia", "PROPN", "NNP", "nsubj"), ("insists", "VERB", "VBZ", "root"), names=(Name(0, 5, "PER", 1.0),)
    )
    assert _places(sentence) == [(0, 5)]


def test_a_persons_name_with_a_capital_in_it_stays_a_persons() -> None:
    sentence = _sentence(
        ("Sofia", "PROPN", "NNP", "nsubj"),
        ("Petrova", "PROPN", "NNP", "flat"),
        ("left", "VERB", "VBD", "root"),
        names=(Name(0, 13, "PER", 1.0),),
    )
    assert _places(sentence) == []


def test_a_junta_is_the_state_told_of(code: Coder) -> None:
    text = (
        "The European Union maintains an arms embargo on Myanmar. Russia nevertheless sold to the junta twenty MiG-29s "
        "in December 2009."
    )
    (claim,) = (c for c in code(text).claims if c.type == "transfer")
    assert [(actor.name, actor.country) for actor in claim.actors("recipient")] == [("Myanmar", "MMR")]
