"""Which two "the two countries", "both" and "the neighbours" take up."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.antecedents import Reference
from foedera.coding.context import Context
from foedera.coding.pairs import Pairs
from foedera.types import Report
from tests.coding.conftest import Coder


def together(report: Report, kind: str, role: str) -> set[str | None]:
    return {actor.country for claim in report.claims if claim.type == kind for actor in claim.actors(role)}


@pytest.mark.parametrize(
    ("before", "two", "meant"),
    [
        (
            "Kyrgyzstan accused Tajikistan of shelling its villages. Turkey sold Kyrgyzstan drones last year.",
            "neighbours",
            {"KGZ", "TJK"},
        ),
        (
            "Armenia and Azerbaijan fought until 2023. The guns are silent. Trade is slow. Russia sold Armenia grain.",
            "countries",
            {"ARM", "AZE"},
        ),
        (
            "Chad and Niger share a desert. Few people live there. The wells are deep. Algeria has sent Niger doctors.",
            "governments",
            {"NER", "TCD"},
        ),
    ],
)
def test_two_are_those_who_belong_together_not_whoever_was_named_last(
    code: Coder, before: str, two: str, meant: set[str]
) -> None:
    text = f"{before} On Friday the two {two} signed an agreement on cattle."
    assert together(code(text), "agreement", "party") == meant


def test_neighbours_are_looked_for_behind_a_list_of_others(code: Coder) -> None:
    text = (
        "Ghana has been the largest customer of Togo since 2010. Japan and Australia sent ships to Accra in June. "
        "The two neighbours held a joint exercise in May."
    )
    assert together(code(text), "exercise", "participant") == {"GHA", "TGO"}


def _context(text: str) -> Context:
    engine = pipeline.load(None, 1)
    document = pipeline.document_of(text.encode(), "a.txt")
    return Context(document.report, tuple(engine.parse(document)), engine.gazetteer, engine.codebook)


def test_whoever_speaks_is_one_of_our_two_countries() -> None:
    context = _context("Peru met Chile and Bolivia in Lima. Fiji came, too. It was a long day for both.")
    reference = Reference(2, context.text.index("both"), "two", None, words="both")
    assert "FJI" in {actor.country for actor in Pairs(context).choose(reference, own="FJI")}


def test_one_name_is_no_pair() -> None:
    context = _context("Peru has two neighbours at odds. The two will meet.")
    assert Pairs(context).choose(Reference(1, context.text.index("The two"), "two", None, words="the two")) == ()


def test_all_who_break_with_one_are_told_to_break_with_it_and_not_with_each_other(code: Coder) -> None:
    text = "Saudi Arabia, Egypt, Bahrain and Jordan have cut diplomatic ties with Qatar."
    pairs = {
        frozenset(actor.country for actor in claim.actors("party"))
        for claim in code(text, "2017-06-05").claims
        if claim.type == "relations"
    }
    assert pairs == {frozenset({state, "QAT"}) for state in ("SAU", "EGY", "BHR", "JOR")}
