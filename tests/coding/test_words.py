"""The words of a sentence and the tree over them."""

from __future__ import annotations

from itertools import combinations

import pytest

from foedera import pipeline
from foedera.codebook.tree import Tree
from foedera.coding.words import head_of, tokens_in
from foedera.types import Segment, Sentence

TEXT = "After long talks in Oslo the ministers of Peru and Chile, who had met before, signed a treaty on fishing."


@pytest.fixture(scope="module")
def sentence() -> Sentence:
    return pipeline.load(None, 2).model.parse(TEXT, [Segment(0, len(TEXT), "prose", 0)])[0]


def test_a_stretch_of_characters_covers_words_wholly_or_in_part(sentence: Sentence) -> None:
    start = TEXT.index("isters")
    assert [sentence.tokens[at].text for at in tokens_in(sentence, start, start + 9)] == ["ministers", "of"]


def test_the_head_of_any_stretch_is_the_first_of_its_words_that_hangs_on_none_of_them(sentence: Sentence) -> None:
    for start, end in combinations(range(len(TEXT) + 1), 2):
        inside = tokens_in(sentence, start, end)
        out = [at for at in inside if not (inside[0] <= sentence.tokens[at].head <= inside[-1])]
        assert head_of(sentence, start, end) == (out[0] if out else None), TEXT[start:end]


def test_a_stretch_without_words_has_no_head(sentence: Sentence) -> None:
    blank = TEXT.index(" ")
    assert head_of(sentence, blank, blank + 1) is None
    assert head_of(sentence, len(TEXT), len(TEXT) + 5) is None
    assert head_of(sentence, blank + 1, blank + 1) is None


def test_a_tree_knows_its_words_and_their_lemmas_without_case(sentence: Sentence) -> None:
    tree = Tree(sentence.tokens)
    assert {"after", "ministers", "met"} <= tree.words
    assert {"after", "minister", "meet"} <= tree.lemmas
    assert "minister" not in tree.words
    assert tree.words is tree.words
