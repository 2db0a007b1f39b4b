"""The work of coding grows with a text, however often it says the same: steps are counted, not seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from foedera import pipeline
from foedera.coding.drafts import Draft
from foedera.coding.growing import FEW
from foedera.parse import MODEL
from foedera.types import Cell, Span

needs_model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
STATES = "Serbia China France Egypt Kenya Japan India Peru Chile Cuba Qatar Jordan".split()
FEWER, TIMES, MOST = 64, 3, 5
"""Sentences of the shorter text, how many times the longer has, and how many times its steps it may take: the square
would be 9. More than what one happening is held against (`joining.REACH`), or that window would only begin to fill."""


def _pair(number: int) -> tuple[str, str]:
    return STATES[number % 12], STATES[(number * 5 + 1) % 12]


TEXTS = {
    "one agreement": "Serbia and China signed an agreement on joint patrols in Belgrade on 3 May 2024.",
    "two words of one thing": "Serbia would grant China a credit line and signed a loan deal with China after talks.",
    "quotations": '"We signed the agreement with {}," the foreign minister of {} said on 3 May.',
    "they": "They signed an agreement with Serbia in the city after talks.",
    "plans": "{} and {} will hold a naval drill after the talks.",
}


def _steps(text: str) -> int:
    """Return how many lines of the package's coding run, each turn of a loop or comprehension too."""
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(text.encode(), "text.txt")
    parsed, count, before = engine.parse(document), 0, sys.gettrace()

    def step(_frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return step

    def enter(frame: FrameType, _event: str, _: object) -> Any:
        return step if "/foedera/coding/" in frame.f_code.co_filename else None

    sys.settrace(enter)
    try:
        engine.claims(document.report, parsed)
    finally:
        sys.settrace(before)
    return count


@needs_model
@pytest.mark.parametrize("name", TEXTS)
def test_the_steps_grow_with_the_text(name: str) -> None:
    some, many = (
        _steps(" ".join(TEXTS[name].format(*_pair(n)) for n in range(count))) for count in (FEWER, FEWER * TIMES)
    )
    assert many < MOST * some, many / some


def _cell(field: str, at: int) -> Cell:
    return Cell(field, str(at), "x", Span(at, at + 1), 0.9)


def test_cells_are_found_by_field_while_they_grow() -> None:
    draft = Draft("exercise", "occurred", 0.9, 0.9, [], [0], [Span(0, 1)])
    for at in range(3 * FEW):
        draft.cells.append(_cell("when" if at % 3 else "name", at))
        for field in ("when", "name", "where"):
            assert draft.values(field) == [cell for cell in draft.cells if cell.field == field]
    draft.cells[0] = _cell("name", 99)  # gives way to another of its field
    assert draft.values("name")[0].value == "99"
    draft.cells = [cell for cell in draft.cells if cell.field != "when"] + [_cell("where", 1)] * FEW
    assert draft.values("when") == []
    assert len(draft.values("where")) == FEW
    draft.values("where").clear()  # whoever asks may change what comes back
    assert len(draft.values("where")) == FEW
