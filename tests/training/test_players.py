"""Guessed parts of coded reports, and whether weights make more of them right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibration import load_scorer
from benchmarks.quality import SHARED
from foedera import pipeline
from foedera.codebook import Role
from foedera.coding.drafts import Draft
from foedera.coding.players import Part
from training.players import Case, cases_of, cases_of_passages, changed, implied_in

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


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer lies beside the repository")
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
    meant = (frozenset({"CHL"}), frozenset({"PER"}), frozenset[str]())
    cases = [Case("a", part, each, coded=True) for each in meant]
    scores = np.array([0.2, 0.9, 0.2, 0.9, 0.5, 0.51], dtype=np.float32)
    assert changed(cases, scores) == {"parts": 3, "right as guessed": 1, "gained": 1, "lost": 1}


def test_a_part_that_readers_filled_is_a_case_of_its_passage(tmp_path: Path) -> None:
    (tmp_path / "implied.tsv").write_text(
        "file\tpassage\tframe\trole\twho\n"
        "one\t0\t3.e1\trecipient\tTogo, Benin\n"
        "one\t0\t4.e1\tvisitor/host/participant\tvisitor=Denmark; host=Togo\n",
        encoding="utf-8",
    )
    (tmp_path / "one.txt").write_text(
        "Togo is small, and Togo is green.\nBenin is larger.\n"
        "In May two [patrol boats|e1.name] were {bought|e1 transfer occurred} from [Denmark|e1.supplier].\n",
        encoding="utf-8",
    )
    implied = implied_in(tmp_path / "implied.tsv")
    assert implied["one", 0]["4.e1", "visitor"] == {"Denmark"}
    assert implied["one", 0]["4.e1", "host"] == {"Togo"}
    cases = list(cases_of_passages(pipeline.load(None, 2), tmp_path, implied))
    assert [(case.part.role.name, case.meant, case.coded) for case in cases] == [
        ("recipient", frozenset({"TGO", "BEN"}), False)
    ]
