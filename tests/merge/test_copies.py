"""Near copies: one voice for one text, two for two texts that quote the same words."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.merge import bands, near, same_text, signature, voices

WORDS = (
    "harbour minister convoy agreed morning radar coast budget signed pilots valley reported exercise troops visit"
    " grain railway border talks parliament delayed warship island deal spokesman council winter launch repeated"
    " western fuel"
).split()


def text_of(seed: int, words: int) -> str:
    draw = random.Random(seed)  # noqa: S311
    return " ".join(draw.choice(WORDS) + draw.choice(("", "s", "ed", " of", " in the")) for _ in range(words))


AGENCY = text_of(1, 400)
QUOTE = text_of(2, 60)


def same(left: str, right: str) -> bool:
    found = same_text(signature(left), signature(right))
    assert found == same_text(signature(right), signature(left))
    return found


def test_another_headline_furniture_and_a_few_changes_leave_it_one_text() -> None:
    copy = (
        "WORLD | Share this\n\n" + AGENCY.replace("minister", "Minister") + "\n\nMore from The Paper: weather, sport."
    )
    assert same(AGENCY, copy)
    edited = AGENCY.split()
    edited[::25] = ["changed"] * len(edited[::25])
    assert same(AGENCY, " ".join(edited))


@pytest.mark.parametrize("part", [0.8, 0.6, 0.4, 0.3])
def test_a_shortened_copy_is_one_text(part: float) -> None:
    short = "Another headline\n" + AGENCY[: int(part * len(AGENCY))]
    assert same(AGENCY, short)
    assert set(bands(signature(AGENCY))) & set(bands(signature(short)))


def test_a_quoted_paragraph_makes_no_copy_of_two_articles() -> None:
    left, right = text_of(3, 300) + " " + QUOTE, QUOTE + " " + text_of(4, 250)
    assert not same(left, right)


def test_a_statement_quoted_whole_is_another_voice_than_the_articles_that_quote_it() -> None:
    articles = [text_of(seed, 350) + " " + QUOTE for seed in (5, 6)]
    assert not any(same(QUOTE, article) for article in articles)


def test_other_texts_are_not_alike() -> None:
    texts = [text_of(seed, 200) for seed in range(20)]
    assert not any(same(left, right) for left, right in pairwise(texts))
    assert max(near(signature(left), signature(right)) for left, right in pairwise(texts)) < 0.1


def test_short_texts_are_copies_only_if_nearly_equal() -> None:
    brief = "Serbia and China will hold joint drills in July, the ministry said on Monday"
    assert same(brief, brief + ".")
    assert not same(brief, "Serbia and China will hold joint talks in May, the ministry said on Monday")
    assert not same("", "")
    assert not same("Yes", "Yes")


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_has_a_sketch_that_is_its_own(text: str) -> None:
    sketch = signature(text)
    assert sketch == signature(text)
    assert near(sketch, sketch) in {0.0, 1.0}
    assert len(bands(sketch)) <= 16


def test_the_sketch_of_a_long_text_is_short() -> None:
    assert len(signature(text_of(9, 5000))) < 8 * 5000 / 4


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=10), st.randoms())
def test_a_voice_is_the_smallest_report_of_those_connected(copies: list[tuple[str, str]], draw: object) -> None:
    assert hasattr(draw, "shuffle")
    found = voices("abcdefgh", copies)
    assert all(found[left] == found[right] for left, right in copies)
    assert all(voice <= report and found[voice] == voice for report, voice in found.items())
    shuffled = [(right, left) for left, right in copies]
    draw.shuffle(shuffled)
    assert voices("hgfedcba", shuffled) == found
