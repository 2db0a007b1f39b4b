"""Who deals in a thing is told once, and holds for its order, delivery and the batch to come."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        (
            (
                "Ghana bought ten A-29 aircraft from Embraer of Brazil in 2024. The contract was worth $120 million. "
                "Pilots have trained for a year. Delivery of the ten aircraft began in Accra on Monday."
            ),
            "BRA",
            "GHA",
        ),
        (
            (
                "Kazakhstan took delivery of four helicopters on Monday. They were ordered from Russia in 2021. "
                "A second batch of six helicopters will arrive in May."
            ),
            "RUS",
            "KAZ",
        ),
    ],
)
def test_all_claims_on_it_have_both(code: Coder, text: str, supplier: str, recipient: str) -> None:
    claims = [claim for claim in code(text, "2026-03-12").claims if claim.type == "transfer"]
    parts = [{c.field: c.value.country for c in claim.cells if isinstance(c.value, Actor)} for claim in claims]
    assert len(claims) > 1
    assert all(part == {"role:supplier": supplier, "role:recipient": recipient} for part in parts)


def test_who_takes_delivery_gets(code: Coder) -> None:
    (claim,) = code("Kazakhstan took delivery of four helicopters on Monday.", "2026-03-12").claims
    assert [cell.field for cell in claim.cells if isinstance(cell.value, Actor)] == ["role:recipient"]
