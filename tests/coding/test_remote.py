"""Who deal with each other from afar: nobody is guest or host, and nowhere."""

from __future__ import annotations

import pytest

from foedera.types import Actor
from tests.coding.conftest import Coder


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (
            "The Undersecretary, Ms. Macarena Paz of Chile, spoke today by telephone with her counterpart in Lima.",
            {"CHL", "PER"},
        ),
        ("Ghana's foreign minister held a phone call with Togo's in Lome on Monday.", {"GHA", "TGO"}),
        ("The Polish premier and the Norwegian premier talked by video link on Tuesday.", {"POL", "NOR"}),
    ],
)
def test_those_who_telephone_only_take_part(code: Coder, text: str, countries: set[str]) -> None:
    (claim,) = code(text, "2026-03-12").claims
    parts = [(c.field, c.value.country) for c in claim.cells if isinstance(c.value, Actor)]
    assert {field for field, _ in parts} == {"role:participant"}
    assert {country for _, country in parts} == countries
    assert not claim.values("where")
    assert claim.values("field:mode") == ("call",)


@pytest.mark.parametrize(
    "text",
    [
        "Singapore's navy chief called on Oman's defence minister in Muscat on Monday.",
        "Albania's premier called off a trip to Athens on Monday.",
        "President Ford of Chile called in to Jakarta on his way from Beijing and met President Suharto of Indonesia.",
    ],
)
def test_who_calls_on_somebody_or_calls_off_a_trip_does_not(code: Coder, text: str) -> None:
    claims = [claim for claim in code(text, "2026-03-12").claims if claim.type == "meeting"]
    fields = {cell.field for claim in claims for cell in claim.cells if isinstance(cell.value, Actor)}
    assert fields == {"role:visitor", "role:host"}
