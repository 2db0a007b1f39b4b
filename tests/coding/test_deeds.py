"""Two deeds of one type in a sentence of general political news."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera import pipeline


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("An army helicopter strafed a village in Peru and guerrillas dynamited a bridge.", 2),
        ("Rebels in Peru kidnapped two engineers and killed three soldiers on Monday.", 2),
        ("The army in Peru shelled a village and bombed a road on Monday.", 1),
        ("Rebels in Peru ambushed a convoy, killing three soldiers.", 1),
    ],
)
def test_other_people_or_other_victims_make_another_deed(text: str, count: int) -> None:
    engine = pipeline.load(None, 2)
    report = engine.code(pipeline.document_of(text.encode(), "lead.txt", published="2025-05-06"), domestic=True)
    assert [claim.type for claim in report.claims] == ["assault"] * count


def test_the_codebook_says_of_what_deeds_are_told_one_by_one() -> None:
    engine = pipeline.load(None, 2)
    types = engine.codebook.types
    assault = replace(types["assault"], manner=None)
    other = replace(engine, codebook=replace(engine.codebook, types={**types, "assault": assault}))
    text = b"An army helicopter strafed a village in Peru and guerrillas dynamited a bridge."
    report = other.code(pipeline.document_of(text, "lead.txt", published="2025-05-06"), domestic=True)
    assert [claim.type for claim in report.claims] == ["assault"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A strike by Zambian doctors went on and students boycotted lectures in Lusaka.", 2),
        ("Tunisian teachers marched in Sfax while miners blocked a railway.", 2),
        ("Police broke up a march by pupils in Mali, who were joined by women.", 1),
    ],
)
def test_other_people_make_another_protest(text: str, count: int) -> None:
    """Who joins others does the same."""
    engine = pipeline.load(None, 2)
    report = engine.code(pipeline.document_of(text.encode(), "lead.txt", published="2025-05-06"), domestic=True)
    assert [claim.type for claim in report.claims].count("protest") == count
