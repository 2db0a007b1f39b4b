"""The best tree, against trying all of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from foedera.parse.tree import best_tree, is_tree

Scores = NDArray[np.float32]


def leads_to_root(heads: tuple[int, ...], node: int) -> bool:
    for _ in heads:
        node = heads[node - 1] if node else 0
    return node == 0


@lru_cache
def trees(n: int) -> NDArray[np.int64]:
    """Return all trees of n words with one root, found without the code under test."""
    every = product(range(n + 1), repeat=n)
    return np.array([h for h in every if h.count(0) == 1 and all(leads_to_root(h, w + 1) for w in range(n))])


@st.composite
def matrices(draw: st.DrawFn) -> Scores:
    """Draw log-scores of heads; small whole numbers make many cycles and ties."""
    n = draw(st.integers(1, 6))
    number = st.integers(-3, 3) | st.floats(-20, 20, width=32)
    rows = draw(st.lists(st.lists(number, min_size=n + 1, max_size=n + 1), min_size=n, max_size=n))
    return np.array(rows, dtype=np.float32)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_is_tree_knows_all_of_them(n: int) -> None:
    assert len(trees(n)) == n ** (n - 1)  # Cayley
    found = {heads for heads in product(range(n + 1), repeat=n) if is_tree(list(heads))}
    assert found == set(map(tuple, trees(n).tolist()))


@given(matrices())
@settings(deadline=None)
def test_no_tree_is_better(scores: Scores) -> None:
    n = len(scores)
    heads = best_tree(scores)
    words = np.arange(n)
    assert is_tree(heads)
    best = scores.astype(float)[words, trees(n)].sum(1).max()
    assert scores.astype(float)[words, heads].sum() == pytest.approx(best, abs=1e-3)


@given(st.integers(0, 1000), st.integers(20, 120))
@settings(max_examples=20, deadline=None)
def test_long_sentences_have_one_root(seed: int, n: int) -> None:
    """Random scores are cycles within cycles."""
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


def test_a_word_is_never_its_own_head() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[np.arange(3), np.arange(1, 4)] = 100
    assert is_tree(best_tree(scores))
