"""Two sides that agree on something have an agreement, unless what they agree on is told as a claim of its own."""

from __future__ import annotations

import pytest

from foedera.types import Actor, Claim
from tests.coding.conftest import Coder


def _types(code: Coder, text: str) -> list[str]:
    return sorted(claim.type for claim in code(text).claims)


def test_what_two_states_agree_to_is_an_agreement(code: Coder) -> None:
    claims = code("Mali and Niger agreed in January to end a dispute over the upper river.").claims
    assert [(claim.type, claim.status) for claim in claims] == [("agreement", "occurred")]


@pytest.mark.parametrize("matter", ["on the catch of tuna", "that work on the road would stop until May"])
def test_what_both_agreed_on_is_an_agreement(code: Coder, matter: str) -> None:
    text = f"The fisheries ministers of Mali and Niger met in Bamako on Monday and agreed {matter}."
    assert _types(code, text) == ["agreement", "meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Niger agreed to hold a joint military exercise near Gao in May.",
        "Mali and Niger agreed that the next military exercise would be hosted by Togo in May.",
    ],
)
def test_an_agreed_exercise_is_an_exercise_only(code: Coder, text: str) -> None:
    assert _types(code, text) == ["exercise"]


def test_who_agreed_to_do_so_agreed_on_what_is_told_before(code: Coder) -> None:
    text = "Mali will deliver ten tanks to Niger, since its government agreed to do so on Monday."
    assert "agreement" not in _types(code, text)


def test_an_opinion_that_two_share_is_no_agreement(code: Coder) -> None:
    assert _types(code, "Most economists in Mali and Niger agree that prices will fall next year.") == []


@pytest.mark.parametrize("broker", ["brokered by Qatar", "mediated by Qatar and Oman", "reached with Qatari mediation"])
def test_who_brokers_a_treaty_is_no_party_to_it(code: Coder, broker: str) -> None:
    claims = code(f"Chad and Sudan on Monday signed a peace agreement {broker}.").claims
    parties = {claim.type: {a.country for a in _parties(claim)} for claim in claims}
    assert parties["agreement"] == {"TCD", "SDN"}


def _parties(claim: Claim) -> list[Actor]:
    return [cell.value for cell in claim.cells if cell.field == "role:party" and isinstance(cell.value, Actor)]
