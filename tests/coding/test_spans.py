"""Fillers cut clean by the tree."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "text",
    [
        "For Ghana, the growing military cooperation between Peru and Chile is a threat.",
        "In Ghana the military ties between Peru and Chile are closely watched.",
    ],
)
def test_only_those_between_whom_ties_are_have_a_part_in_them(code: Coder, text: str) -> None:
    ties = [claim for claim in code(text).claims if claim.type == "relations"]
    assert ties
    assert all({actor.country for actor in claim.actors("party")} == {"PER", "CHL"} for claim in ties)


def test_a_phrase_that_was_cut_in_two_is_one(code: Coder) -> None:
    """What was practised is told in whole phrases, and a list's items stay apart."""
    text = (
        "Norway and Latvia held the exercise Cold Harbour in May. The crews practised searching for a missing "
        "submarine and passing messages between command posts."
    )
    (drill,) = (claim for claim in code(text).claims if claim.type == "exercise")
    assert set(map(str, drill.values("field:activities"))) == {
        "searching for a missing submarine",
        "passing messages between command posts",
    }
