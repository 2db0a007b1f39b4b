"""Who is a person in a report."""

from __future__ import annotations

from dataclasses import replace

from foedera import pipeline
from foedera.coding.context import Context
from foedera.coding.people import People
from foedera.types import Name


def test_a_capital_that_the_model_takes_for_a_person_is_none() -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(b"Accra denied it.", "text.txt", published="2025-08-13")
    sentences = tuple(replace(s, names=(Name(0, 5, "PER", 1.0),)) for s in engine.parse(document))
    people = People(Context(document.report, sentences, engine.gazetteer, engine.codebook))
    assert people.inside(0, 0, 5) == []
