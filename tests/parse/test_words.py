"""Words as the treebanks cut them, whatever the text."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.parse.words import split_words

CUT = [
    "Serbia|'s| army| did|n't| say| so|.",
    "“|We|’ll| stay|,|”| he| said|…| and| left|—|twice|.",
    "The| U.S.| and| the| U.K.| ca|n't| agree|;| they| can|not|.",
    "air|-|defence| units| of| the| EU|-|backed| mission",
    "FK-3| systems| and| an| S-400|,| two| Su-35s| and| a| C-130J",
    "AK-47/74| rifles|,| J-10CE|/|J-11B| jets|,| an| M1A2",
    "non-lethal| aid| for| pro-Western| parties",
    "Gen.| O'Brien| met| Lt.| Col.| Nguyễn| on| 19.07.2025| at| 12:30|.",
    "some| 3,500.5| tonnes|,| $|2.7|bn| and| 15|%",
    "the| 72nd| brigade| in| the| 1990s",
    "write| to| press@mod.example.org| or| see| https://mod.example/a?b=1",
    "@mod_rs| #Peace2025",
    "the| Kyiv|–|Warsaw| talks| and|/|or",
    "No.| 4| and| No| more",
    "the| ministers|'| meeting",
    "Belgrade|.|Then| it",
    "10|-|day| visit",
]
HOSTILE = [
    "a",
    "A",
    "1",
    ".",
    "-",
    "'",
    "A1",
    "A1-",
    "1.",
    "1,",
    "a.",
    "a@",
    "a-",
    "a'",
    "n't",
    "/1",
    "_",
    "co-",
    "www.",
]
TAILS = ["", "-ab", "@", "n'", "-"]


@pytest.mark.parametrize("cut", CUT)
def test_words_are_cut_as_in_the_treebanks(cut: str) -> None:
    text = cut.replace("|", "")
    assert [text[start:end] for start, end in split_words(text)] == [word.strip() for word in cut.split("|")]


@given(st.text(max_size=80) | st.text(alphabet="A1a-/.,'’n t@_—é😀", max_size=60))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    spans = split_words(text)
    assert "".join(text[start:end] for start, end in spans) == re.sub(r"\s", "", text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(0 < end - start <= 200 for start, end in spans)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("unit", HOSTILE)
def test_long_hostile_input_takes_linear_time(unit: str, tail: str) -> None:
    """50,000 characters that no word fits well: quadratic time would be a minute."""
    text = "A" + unit * (50_000 // len(unit)) + tail
    began = time.process_time()
    assert split_words(text)
    assert time.process_time() - began < 3
