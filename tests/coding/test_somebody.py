"""Whether a claim names anybody, or goes on about those whom another claim of the report names."""

from __future__ import annotations

import pytest

from foedera import pipeline
from foedera.coding.coder import mentions
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.somebody import Told, names_somebody
from foedera.types import Actor, Cell, Span
from tests.coding.conftest import Coder

_TEXT = "The gun is a copy of one made in Togo. A judge will decide whether they are kept in custody. We protest."


@pytest.fixture(scope="module")
def engine() -> pipeline.Engine:
    return pipeline.load(None, 2)


@pytest.fixture
def context(engine: pipeline.Engine) -> Context:
    document = pipeline.document_of(_TEXT.encode(), "text.txt", published="2025-08-13")
    return Context(document.report, engine.parse(document), engine.gazetteer, engine.codebook)


def _draft(kind: str, printed: str, role: str = "target") -> Draft:
    start = _TEXT.index(printed)
    span = Span(start, start + len(printed))
    cells = [Cell(f"role:{role}", Actor("Togo", "state", "TGO"), printed, span, 0.5)]
    return Draft(kind, "possible", 0.9, 0.9, cells if role else [], [_TEXT[:start].count(". ")], [span])


@pytest.mark.parametrize(("printed", "names"), [("they", False), ("We", True), ("Togo", True)])
def test_a_pronoun_names_nobody(context: Context, *, printed: str, names: bool) -> None:
    assert names_somebody(_draft("coerce", printed), context, mentions(context)[2]) is names


@pytest.mark.parametrize(("told", "goes_on"), [("variant", False), ("transfer", True)])
def test_what_is_told_of_things_is_of_nobody(context: Context, *, told: str, goes_on: bool) -> None:
    drafts = [_draft(told, "Togo", "" if told == "variant" else "supplier")]
    assert Told(drafts, context).goes_on(_draft("coerce", "they")) is goes_on


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ilan Verro was sworn in as prime minister on Monday.", {"office"}),
        ("Ilan Verro was appointed chief executive of the bakery on Monday.", set()),
    ],
)
def test_whoever_governs_is_told_of_though_no_state_is_named(code: Coder, text: str, told: set[str]) -> None:
    assert {claim.type for claim in code(text).claims} == told
