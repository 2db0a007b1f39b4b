"""Negations that deny nothing of what they stand with, and those that do."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder

CASES = [
    ("It was not the first visit by a Peruvian president to Oslo.", "meeting", "occurred"),
    ("Spain did not stop selling missiles to Qatar.", "transfer", "ongoing"),
    ("Kenya did not sign the defence agreement with Canada until June.", "agreement", "occurred"),
    ("Australia lost no time in condemning North Korea.", "oppose", "occurred"),
    ("Kenya did not sign the defence agreement with Canada in June.", "agreement", "denied"),
    ("Spain did not sell missiles to Qatar.", "transfer", "denied"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CASES)
def test_a_negation_beside_a_happening_may_deny_nothing_of_it(code: Coder, text: str, kind: str, status: str) -> None:
    assert [claim.status for claim in code(text).claims if claim.type == kind] == [status]


def test_entry_denied_to_somebody_is_a_deed(code: Coder) -> None:
    (claim,) = code("The Russian ambassador was denied entry by Estonia.").claims
    assert claim.status == "occurred"
    assert [actor.country for actor in claim.actors("actor")] == ["EST"]


def test_a_ship_denied_access_did_not_come(code: Coder) -> None:
    (claim,) = code("A Chinese destroyer was denied access to the port of Colombo by Sri Lanka.").claims
    assert (claim.type, claim.status) == ("deployment", "denied")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Iran vowed not to strike Israel.", set()),
        ("Iran vowed to strike Israel.", {"threat"}),
    ],
)
def test_who_promises_to_do_no_harm_threatens_nobody(code: Coder, text: str, types: set[str]) -> None:
    assert {claim.type for claim in code(text).claims if claim.type == "threat"} == types
