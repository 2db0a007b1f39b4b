"""Names that "and" joins into one, and abbreviations behind them."""

from __future__ import annotations

import pytest

from tests.coding.conftest import Coder


def names(code: Coder, text: str, kind: str) -> list[str]:
    return sorted(str(name) for claim in code(text).claims if claim.type == kind for name in claim.values("name"))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (
            "Ghana has ordered a fourth Patrol and Support Frigate (PSF) from Umoe Mandal of Norway.",
            "transfer",
            ["Patrol and Support Frigate"],
        ),
        ("Poland bought Leopard and Abrams tanks from Germany in 2023.", "transfer", ["Abrams", "Leopard"]),
        ("Italy sold two Bergamini-class (FREMM) frigates to Ghana last year.", "transfer", ["Bergamini-class"]),
    ],
)
def test_one_name_is_one_thing(code: Coder, text: str, kind: str, found: list[str]) -> None:
    assert names(code, text, kind) == found


def test_an_agreement_has_all_of_its_name(code: Coder) -> None:
    text = "The Acquisition and Cross-Servicing Agreement between Japan and Fiji was signed in Suva on Monday."
    assert names(code, text, "agreement")[0].startswith("Acquisition and Cross-Servicing Agreement")
