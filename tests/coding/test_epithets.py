"""Which states a phrase can stand for."""

from __future__ import annotations

import pytest

from foedera import gazetteer
from foedera.coding.epithets import fitting, too_few


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("the kingdom", {"NOR", "TON"}),
        ("the baltic country", {"LTU"}),
        ("island nation", {"TON"}),
        ("the country", {"NOR", "TON", "LTU", "EU"}),
        ("the sultanate", {"NOR", "TON", "LTU", "EU"}),
        ("the nordic kingdom", {"NOR"}),
    ],
)
def test_what_a_phrase_fits(words: str, kept: set[str]) -> None:
    assert fitting(words, ["NOR", "TON", "LTU", "EU"], gazetteer.load()) == kept


@pytest.mark.parametrize(
    ("words", "most"), [("the three european countries", 2), ("the two baltic states", 1), ("both countries", 9)]
)
def test_more_are_counted_than_lie_there(words: str, most: int) -> None:
    keys = ["NOR", "IRN", "LTU", "EU"]
    assert not too_few(words, keys, most)
    assert too_few(words, keys, most + 1) == (most < len(keys))
