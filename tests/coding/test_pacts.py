"""Pacts with each of several are one claim each."""

from __future__ import annotations

from foedera.types import Actor
from tests.coding.conftest import Coder


def _parties(code: Coder, text: str) -> list[set[str | None]]:
    claims = [claim for claim in code(text).claims if claim.type == "agreement"]
    return [{a.country for a in claim.values("role:party") if isinstance(a, Actor)} for claim in claims]


def test_pacts_with_each_of_several_are_one_each(code: Coder) -> None:
    told = _parties(code, "Peru has similar defence pacts with Chile, Fiji and Kenya.")
    assert sorted(sorted(map(str, each)) for each in told) == [["CHL", "PER"], ["FJI", "PER"], ["KEN", "PER"]]


def test_a_pact_with_several_is_one(code: Coder) -> None:
    assert _parties(code, "Peru signed a defence pact with Chile and Fiji in May.") == [{"PER", "CHL", "FJI"}]
