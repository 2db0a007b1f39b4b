"""A glance at words: which sentences the networks need not read, and what is left of those."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from foedera import codebook
from foedera.codebook.markup import parse_markup
from foedera.parse import Model, load_glance
from foedera.parse.glance import Glance, signs
from foedera.parse.words import split_words
from foedera.types import Segment

TOLD = "Peru and Chile held a joint naval exercise off Callao on Monday."
SILENT = "The old bakery on the corner sells bread, cakes and coffee from six in the morning."
LEANING = "It ended on Friday."


def words_of(text: str) -> list[str]:
    return [text[start:end] for start, end in split_words(text)]


def laid_out(texts: Sequence[str]) -> tuple[str, list[Segment]]:
    """Return texts on lines, with their segments."""
    segments, at = [], 0
    for number, text in enumerate(texts):
        segments.append(Segment(at, at + len(text), "prose", number))
        at += len(text) + 1
    return "\n".join(texts), segments


@pytest.mark.parametrize("text", [TOLD, LEANING, "TOKYO EXPELS DIPLOMAT", "Sanctions followed."])
def test_what_may_tell_of_something_is_read(text: str) -> None:
    assert load_glance().wants(words_of(text))


@pytest.mark.parametrize("text", [SILENT, "Wheat futures slip on rain forecast", "Her novel sold 40,000 copies."])
def test_what_tells_of_nothing_is_left_out(text: str) -> None:
    assert not load_glance().wants(words_of(text))


def test_the_examples_of_the_codebook_are_read() -> None:
    """All but a few that have no word of dealings between states ("Villagers filled the square")."""
    book = codebook.load()
    lines = [line for kind in book.types.values() for line in kind.examples]
    texts = [parse_markup(line, {name: kind.labels for name, kind in book.types.items()}).text for line in lines]
    out = [text for text in texts if not load_glance().wants(words_of(text))]
    assert len(texts) > 400
    assert len(out) <= len(texts) / 50, out


def test_case_order_and_repetition_make_no_difference() -> None:
    once, again = signs(["the", "Army", "has", "7"]), signs(["7,200", "HAS", "army", "The", "the"])
    assert {sign for sign in once if sign[0] != "#"} == {sign for sign in again if sign[0] != "#"}
    weights = Glance({"a": 300, "b": -100, "#words 1": 50}, 0)
    assert weights.weigh(signs(["b", "a", "unseen", "a"])) == 250


def test_unread_sentences_keep_their_place_and_words(model: Model) -> None:
    text, segments = laid_out((SILENT, TOLD, "  ", SILENT, LEANING))
    parsed = model.parse(text, segments, load_glance().wants)
    assert [sentence.segment for sentence in parsed] == [segments[i] for i in (0, 1, 3, 4)]
    for sentence in parsed:
        assert [text[t.start : t.end] for t in sentence.tokens] == [t.text for t in sentence.tokens]
    silent, told = parsed[:2]
    assert (silent.names, silent.frames, silent.faint) == ((), (), ())
    assert [t.head for t in silent.tokens] == [-1, *[0] * (len(silent.tokens) - 1)]
    assert {t.upos for t in silent.tokens} == {"X"}
    assert "cake" in {t.lemma for t in silent.tokens}
    assert [(t.text, t.upos, t.head) for t in told.tokens] == [
        (t.text, t.upos, t.head) for t in model.parse(text, segments[1:2])[0].tokens
    ]
    assert told.frames


def test_nothing_is_run_where_nothing_is_wanted() -> None:
    class Idle(Model):
        """A model whose networks must not be run."""

        def run_encoder(self, inputs: object) -> list[object]:  # type: ignore[override]
            raise AssertionError(inputs)

    text, segments = laid_out((SILENT, SILENT))
    assert [len(s.tokens) > 10 for s in Idle().parse(text, segments, lambda _: False)] == [True, True]
