"""What a report's own short names stand for."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.shorts import shorts_of, strangers_of
from foedera.gazetteer import load
from tests.coding.conftest import Coder


def test_a_short_name_is_of_whoever_the_report_spells_out(code: Coder) -> None:
    text = "The Rwanda Security Forces (RSF) run a clinic. On Monday the RSF handed over 200 desks to Mozambique."
    gift = next(claim for claim in code(text).claims if claim.type == "aid")
    assert {actor.country for actor in gift.actors("donor")} == {"RWA"}
    assert {actor.country for actor in gift.actors("recipient")} == {"MOZ"}


@pytest.mark.parametrize(
    ("text", "short", "country"),
    [
        ("The Rwanda Security Forces (RSF) opened a clinic.", "RSF", "RWA"),
        ("Two ships of the Royal Cambodian Navy (RCNX) came.", "RCNX", "KHM"),
        ("The Australian Federal Police (AFP) asked.", "AFP", "AUS"),
        ("The Joint Chiefs of Staff (JCS) met.", "JCS", None),
        ("The clinic (Building) opened.", "Building", None),
    ],
)
def test_only_names_that_tell_whose_they_are_have_a_short_one(text: str, short: str, country: str | None) -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    sentences = engine.parse(document)
    found = shorts_of(document.report, sentences, engine.gazetteer)
    assert (found[short].country if short in found else None) == country


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("The Neighborhood Reinvestment Corporation (NRC) got more.", {"NRC"}),
        ("The Northern Bank of Counties and Farmers (NBCF) closed.", set()),
        ("The NATO-Russia Council (NRC) met.", set()),
        ("The International Atomic Energy Association (IAEA) met.", set()),
        ("Every year the council (NRC) meets.", set()),
        ("The African Union (AU) met.", set()),
    ],
)
def test_an_abbreviation_of_a_body_that_no_list_knows_is_nobody_elses(text: str, strangers: set[str]) -> None:
    report = pipeline.document_of(text.encode(), "text.txt").report
    assert strangers_of(report, load()) == strangers


def test_a_short_name_that_no_list_knows_is_found_wherever_it_stands() -> None:
    engine = pipeline.load(None, 2)
    text = "Two ships of the Royal Cambodian Navy (RCNX) came. The RCNX left."
    document = pipeline.document_of(text.encode(), "text.txt", published="2025-08-13")
    context = Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)
    assert [name.polity for name in context.named[1]] == ["KHM"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russia's Security Council accused Latvia of sabotage on Friday.", "RUS"),
        ("Iraq's National Security Council accused Latvia of sabotage on Friday.", "IRQ"),
        ("The Security Council accused Latvia of sabotage on Friday.", "UNSC"),
    ],
)
def test_a_body_behind_a_state_is_its_own(code: Coder, text: str, actor: str) -> None:
    charge = next(claim for claim in code(text).claims if claim.type == "oppose")
    assert {holder.country or holder.org for holder in charge.actors("actor")} == {actor}
