"""How ties stand: words that say more than what is taken for granted, and ties that are told of twice."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "text",
    [
        "Over the past decade we have seen a steady deepening of defence cooperation between Kenya and Uganda.",
        "Recent years have brought a marked strengthening of security cooperation between Peru and Chile.",
    ],
)
def test_a_steady_deepening_is_a_deepening(code: Coder, text: str) -> None:
    (ties,) = (claim for claim in code(text).claims if claim.type == "relations")
    assert ties.values("field:trend") == ("deepening",)


def test_ties_that_deepen_are_those_told_of_without_a_trend(code: Coder) -> None:
    text = (
        "Military cooperation between Kenya and Uganda is deepening. Uganda ordered ten trucks from Kenya in May. "
        "The drill was a step in the military alliance between Kenya and Uganda."
    )
    (ties,) = (claim for claim in code(text).claims if claim.type == "relations")
    assert ties.values("field:trend") == ("deepening",)


def test_ties_that_are_told_to_move_otherwise_are_told_apart(code: Coder) -> None:
    text = "Trade between Kenya and Uganda grew. Political ties between Kenya and Uganda are badly strained."
    trends = {claim.values("field:trend") for claim in code(text).claims if claim.type == "relations"}
    assert ("strained",) in trends


@pytest.mark.parametrize("again", ["Norway is not a member of the European Union.", "Norway will not join the EU."])
def test_that_a_state_is_no_member_is_told_once(code: Coder, again: str) -> None:
    text = (
        "Norway is not a member of the European Union. In May 2025 Norway and Germany held a joint exercise off "
        "Bergen. The crews practised boarding ships. The frigate Otto then called at Oslo. Germany has ordered "
        f"missiles from Norway. Norway supports Moldova's bid. {again}"
    )
    claims = [claim for claim in code(text).claims if claim.type == "membership"]
    assert [(claim.status, claim.values("field:stage")) for claim in claims] == [("denied", ("not a member",))]
