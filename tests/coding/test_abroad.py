"""Between states, fighters scrambled and troops pulled back are a deployment, and a truce is an agreement."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.reading import read
from foedera.types import Actor
from tests.coding.conftest import Coder


def _claims(code: Coder, text: str) -> list[tuple[str, str]]:
    return sorted((claim.type, claim.status) for claim in code(text).claims)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway scrambled two fighter jets on Monday after Russian bombers flew along its coast.", "occurred"),
        ("Eritrea pulled back its troops from the Ethiopian border on Monday.", "occurred"),
        ("Eritrea will not withdraw its troops from the Ethiopian border, its information minister said.", "denied"),
    ],
)
def test_forces_that_move_are_a_deployment(code: Coder, text: str, status: str) -> None:
    assert ("deployment", status) in _claims(code, text)


def test_a_truce_between_states_is_an_agreement(code: Coder) -> None:
    claims = code("The truce between Eritrea and Ethiopia, reached in Asmara in June, has held so far.").claims
    assert [claim.type for claim in claims] == ["agreement"]
    parties = [cell.value for cell in claims[0].cells if cell.field == "role:party"]
    assert {actor.country for actor in parties if isinstance(actor, Actor)} == {"ERI", "ETH"}


def test_inside_a_state_they_stay_what_they_are() -> None:
    document = read(b"The rebels and the army agreed on a ceasefire in Juba on Monday.", "text.txt")
    claims = pipeline.load(None, 2).code(document, domestic=True).claims
    assert "retreat" in {claim.type for claim in claims}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad does not recognise Kosovo, whose envoy left on Monday.", ("oppose", "ongoing")),
        ("Fiji will not recognise the government of Niger, its foreign minister said.", ("oppose", "occurred")),
        ("Chad has not recognised the government of Niger.", ("support", "denied")),
        ("Ghana recognises the independence of Kosovo, its president said.", ("support", "ongoing")),
        ("Tuvalu recognises Taipei.", ("relations", "ongoing")),
    ],
)
def test_who_does_not_recognise_rejects_and_who_recognises_a_state_has_relations(
    code: Coder, text: str, told: tuple[str, str]
) -> None:
    assert told in _claims(code, text)


def test_what_a_government_does_not_accept_it_opposes(code: Coder) -> None:
    claims = _claims(code, "Libya took no part in the hearing and does not accept the award, Chad's minister said.")
    assert ("oppose", "denied") not in claims
    assert ("oppose", "occurred") in claims
