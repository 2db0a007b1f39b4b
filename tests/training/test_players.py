"""Guessed parts of coded reports, and whether weights make more of them right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from benchmarks.calibration import load_scorer
from foedera import pipeline
from foedera.codebook import Role
from foedera.coding.drafts import Draft
from foedera.coding.players import Part
from training.players import Case, cases_of, changed

_TEXT = (
    "Togo is small, and Togo is green. Benin is larger. In May two patrol boats were bought from Denmark. "
    "Togo paid at once."
)


def _claim() -> dict[str, object]:
    start, end = _TEXT.index("In May"), _TEXT.index(" Togo paid")
    return {
        "type": "transfer",
        "status": "occurred",
        "roles": {"supplier": [{"name": "Denmark", "country": "DNK"}]},
        "optional_roles": {"recipient": [{"name": "Togo", "country": "TGO"}]},
        "evidence": [{"start": start, "end": end, "quote": _TEXT[start:end]}],
    }


def test_a_guess_of_a_right_claim_is_a_case_and_who_may_be_named_is_meant(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text(f"Published: 2025-08-13\n\n{_TEXT}\n", encoding="utf-8")
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"claims": [_claim()]}), encoding="utf-8")
    cases = list(cases_of(pipeline.load(None, 2), tmp_path, load_scorer()))
    found = [(case.part.role.name, case.part.guessed, case.meant) for case in cases]
    assert found == [("recipient", ("TGO",), frozenset({"TGO"}))]
    assert {key for key, _ in cases[0].part.candidates} == {"TGO", "BEN"}


def test_what_changes_hands_is_gained_or_lost() -> None:
    draft = Draft("transfer", "occurred", 1.0, 1.0, [], [0], [])
    part = Part(draft, Role("recipient", "Who buys."), "is acted on", ("PER",), (("PER", []), ("CHL", [])))
    cases = [Case("a", part, frozenset({"CHL"})), Case("b", part, frozenset({"PER"})), Case("c", part, frozenset())]
    scores = np.array([0.2, 0.9, 0.2, 0.9, 0.5, 0.51], dtype=np.float32)
    assert changed(cases, scores) == {"parts": 3, "right as guessed": 1, "gained": 1, "lost": 1}
