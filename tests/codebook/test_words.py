"""Wordings are compared whatever their inflection, longest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.codebook.words import all_values, index_words, longest_value, stem, stems

FAMILIES = [
    "deliver delivers delivered delivering",
    "delivery deliveries",
    "sign signs signed signing",
    "take took taken taking",
    "buy buys bought buying",
    "agree agrees agreed agreeing",
    "free frees freed freeing",
    "expel expelled expelling",
    "ratify ratifies ratified ratifying",
    "suspend suspended",
    "cancel cancelled canceled cancelling",
    "lie lies lying lain",
    "withdraw withdrew withdrawn",
    "modernise modernised modernize modernizing",
    "pass passes passed passing",
    "gas gases",
    "plan planned planning",
    "seize seized seizing",
    "China China's",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_inflections_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1, [stem(word) for word in family.split()]


@pytest.mark.parametrize("pair", ["deliver delivery", "supply supplier", "sign signal", "sale sell", "train trainee"])
def test_different_words_keep_apart(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@given(st.text(max_size=30))
def test_stems_never_fail_and_ignore_case_of_ascii(text: str) -> None:
    assert stems(text.upper() if text.isascii() else text) == stems(text)


def test_the_longest_wording_decides() -> None:
    index = index_words([("force", "imposed"), ("in force", "extended"), ("take delivery", "delivery")])
    assert longest_value("remains in force", index) == "extended"
    assert longest_value("took delivery of", index) == "delivery"
    assert longest_value("by force", index) == "imposed"
    assert longest_value("nothing of the kind", index) is None


def test_all_values_come_in_order_without_those_inside_longer_ones() -> None:
    index = index_words([("air", "air"), ("air defence", "air defence"), ("naval", "naval")])
    assert all_values("naval and air defence", index) == ("naval", "air defence")
    assert all_values("air, naval, air", index) == ("air", "naval")
