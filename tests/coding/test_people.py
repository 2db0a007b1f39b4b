"""Who is a person in a report."""

from __future__ import annotations

from dataclasses import replace

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.people import People
from foedera.types import Name
from tests.coding.conftest import Coder


def test_a_capital_that_the_model_takes_for_a_person_is_none() -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(b"Accra denied it.", "text.txt", published="2025-08-13")
    sentences = tuple(replace(s, names=(Name(0, 5, "PER", 1.0),)) for s in engine.parse(document))
    people = People(Context(document.report, sentences, engine.gazetteer, engine.codebook))
    assert people.inside(0, 0, 5) == []


def test_of_a_state_or_its_army_behind_a_name_tells_whose_somebody_is(code: Coder) -> None:
    text = (
        "LIMA, 3 June - Lieutenant General Anders Lund of the Danish Army assumed command of the UN mission in Peru on "
        "Monday. He succeeds Major General Jean Petit of France, who had led it since May 2024."
    )
    holders = {a.name: a.country for claim in code(text).claims for a in claim.actors("holder")}
    assert holders == {"Anders Lund": "DNK", "Jean Petit": "FRA"}
