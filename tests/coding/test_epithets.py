"""Which states a phrase can stand for."""

from __future__ import annotations

import pytest

from foedera import gazetteer
from foedera.coding.epithets import fitting


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
