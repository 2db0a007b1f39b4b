"""Pacts with each of several are one claim each; those that everybody knows are between their members."""

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


def test_a_pact_of_few_binds_its_members_named_or_not(code: Coder) -> None:
    assert _parties(code, "Canberra is bound by the ANZUS pact of 1951.") == [{"AUS", "NZL", "USA"}]


def test_a_pact_that_others_are_to_join_is_not_that_of_its_members_alone(code: Coder) -> None:
    assert _parties(code, "Peru and Chile signed a defence pact in May, and ANZUS looked on.") == [{"PER", "CHL"}]


def test_its_members_stand_for_a_pact_where_the_report_names_them(code: Coder) -> None:
    text = "Australia, Britain and the United States build boats together. China condemned AUKUS in May."
    opposed = next(claim for claim in code(text).claims if claim.type == "oppose")
    assert {actor.country for actor in opposed.actors("target")} == {"AUS", "GBR", "USA"}
    alone = next(claim for claim in code("China condemned AUKUS in May.").claims if claim.type == "oppose")
    assert [actor.org for actor in alone.actors("target")] == ["AUKUS"]
