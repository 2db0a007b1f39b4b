"""Somebody and a "Fijian counterpart": the one is no Fijian, the other stands for Fiji where it is not named."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    "told",
    [
        "is holding talks in Kampala with his Ugandan counterpart on Wednesday.",
        "met his Ugandan counterpart in Kampala on Wednesday.",
    ],
)
def test_who_has_a_counterpart_at_home_is_from_abroad(code: Coder, told: str) -> None:
    text = f"Kenyan minister visits Uganda\n\nKAMPALA, 11 March 2026 (EAN) - Defence Minister Peter Otieno {told}"
    cells = [cell for claim in code(text).claims for cell in claim.cells]
    named = {cell.value for cell in cells if isinstance(cell.value, Actor) and cell.value.kind == "person"}
    assert {actor.country for actor in named} == {"KEN"}


@pytest.mark.parametrize("host", ["his Vietnamese counterpart", "his Vietnamese opposite number"])
def test_an_unnamed_counterpart_stands_for_its_state(code: Coder, host: str) -> None:
    claims = code(f"WARSAW - Poland's Prime Minister Jan Nowak will travel to Hanoi on 12 May to meet {host}.").claims
    assert [(a.kind, a.country) for claim in claims for a in claim.actors("host")] == [("state", "VNM")]


def test_who_met_is_whom_the_headline_has_come(code: Coder) -> None:
    told = "HANOI, 3 May 2026 (PW) - Prime Minister Jan Nowak met his Vietnamese counterpart in Hanoi."
    text = f"Polish PM visits Vietnam\n\n{told}"
    (claim,) = code(text).claims
    assert [(a.name, a.country) for a in claim.actors("visitor")] == [("Jan Nowak", "POL")]
