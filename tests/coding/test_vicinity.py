"""Whom a neighbour stands for: who borders on whose neighbour it is, and was told of last."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def targets(code: Coder, text: str, kind: str) -> set[str | None]:
    """Return on whom the last claim of a type is, by code."""
    return {actor.country for actor in [c for c in code(text).claims if c.type == kind][-1].actors("target")}


@pytest.mark.parametrize("phrase", ["its neighbour", "its northern neighbor", "its neighbour to the north"])
def test_a_neighbour_is_who_borders_on_whose_neighbour_it_is(code: Coder, phrase: str) -> None:
    text = (
        "Chad and Niger signed a trade accord last week. Officials from Portugal watched the ceremony. "
        f"On Monday, Benin's foreign ministry condemned {phrase}."
    )
    assert targets(code, text, "oppose") == {"NER"}


def test_two_neighbours_are_the_two_told_of_last(code: Coder) -> None:
    text = (
        "Shells fell on the frontier of Ghana and Togo on Sunday. Burkina Faso's foreign ministry condemned its two "
        "neighbours on Monday."
    )
    assert targets(code, text, "oppose") == {"GHA", "TGO"}
