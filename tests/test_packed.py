"""Claims come back from the short JSON as they went in: also numbers that are equal and not the same, and odd texts."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from foedera.packed import claim_text, unpack_claim
from foedera.types import STATUSES, Actor, Cell, Claim, Evidence, Place, Quantity, Span

TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)  # lone surrogates and NUL too
MAYBE = st.none() | TEXTS
NUMBERS = st.sampled_from([0, 1, 1.0, 0.5, -1, 10**15, 1e300])
VALUES = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.builds(Actor, TEXTS, st.sampled_from(["state", "person", "group"]), MAYBE, MAYBE),
    st.builds(Place, TEXTS, MAYBE, st.none() | NUMBERS, st.none() | NUMBERS),
    st.builds(Quantity, NUMBERS, MAYBE, MAYBE, MAYBE, MAYBE),
)
PLACES = st.integers(0, 10**6)
SPANS = st.builds(Span, PLACES, PLACES)
CELLS = st.builds(Cell, TEXTS, VALUES, TEXTS, SPANS, st.floats(0, 1), st.sampled_from(["", "llm:x"]))
CLAIMS = st.builds(
    Claim,
    TEXTS,
    TEXTS,
    st.sampled_from(STATUSES),
    st.lists(CELLS, max_size=4).map(tuple),
    st.lists(st.builds(Evidence, PLACES, PLACES, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.floats(0, 1),
    st.lists(SPANS, max_size=2).map(tuple),
)


@given(CLAIMS)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    text = claim_text(claim)
    found = unpack_claim(json.loads(text))
    assert found == claim
    assert repr(found) == repr(claim)  # 1, 1.0 and True are equal
    assert text.isascii()
    assert not set("\t\n").intersection(text)
