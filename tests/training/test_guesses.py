"""Open parts of coded reports, and how often guesses for them are right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibration import load_scorer
from benchmarks.quality import SHARED
from foedera import pipeline
from training.guesses import Case, cases_of, learned_right


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer lies beside the repository")
def test_an_open_part_of_a_right_claim_is_a_case(tmp_path: Path) -> None:
    text = "Togo is small, and Togo is green. In May two patrol boats were bought from Denmark. Togo paid at once."
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text(f"Published: 2025-08-13\n\n{text}\n", encoding="utf-8")
    states = {"supplier": [{"name": "Denmark", "country": "DNK"}], "recipient": [{"name": "Togo", "country": "TGO"}]}
    at = text.index("In May")
    claim = {
        "type": "transfer",
        "status": "occurred",
        "roles": states,
        "evidence": [{"start": at, "end": text.index(" Togo paid"), "quote": text[at : text.index(" Togo paid")]}],
    }
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"claims": [claim]}), encoding="utf-8")
    cases = list(cases_of(pipeline.load(None, 2), tmp_path, load_scorer()))
    assert [(case.missing, case.usual, case.meant) for case in cases] == [(1, frozenset({"TGO"}), frozenset({"TGO"}))]
    assert [key for key, _ in cases[0].candidates] == ["TGO"]


def test_all_that_are_taken_must_be_meant() -> None:
    candidates = (("PER", ()), ("CHL", ()), ("BOL", ()))
    cases = [
        Case("a", 2, frozenset(), frozenset({"PER", "CHL"}), candidates),
        Case("a", 2, frozenset(), frozenset({"PER", "BOL"}), candidates),
    ]
    scores = np.array([0.9, 0.8, 0.1, 0.9, 0.8, 0.1], dtype=np.float32)
    assert learned_right(cases, scores) == 1
