"""The time that the coding of a report may take ends between its steps."""

from __future__ import annotations

import time

import pytest

from foedera import pipeline
from foedera.clock import Clock, LateError
from foedera.parse import MODEL

pytestmark = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
TEXT = "Serbia and China signed an agreement on joint patrols in Belgrade on 3 May 2024."


def test_a_text_that_takes_too_long_is_given_up() -> None:
    engine = pipeline.load(None, 2)
    document = pipeline.document_of(TEXT.encode(), "text.txt")
    parsed = engine.parse(document)
    with pytest.raises(LateError, match=r"took more than 0 s"):
        engine.parse(document, clock=Clock(0))
    with pytest.raises(LateError):
        engine.claims(document.report, parsed, clock=Clock(0))
    assert len(engine.claims(document.report, parsed, clock=Clock(60))) == 1


def test_time_that_others_use_makes_nothing_late() -> None:
    clock = Clock(0.05)
    time.sleep(0.15)
    clock.check()
    used = time.process_time() + 0.1
    while time.process_time() < used:
        pass
    with pytest.raises(LateError):
        clock.check()
