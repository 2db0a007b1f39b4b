"""Calibration of whole claims: passages become reports, claims are judged once, the curve is monotone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from foedera.types import Claim, Span
from training.calibrate import Judged, as_report, best_threshold, fit, judge, keep, mapped, told
from training.markup import iter_passages

PASSAGE = """\
[Peru|e1.participant] and [Chile|e1.participant] {held a drill|e1 exercise occurred}.
[The drill|e1.name] {ended|e1 exercise occurred} on Friday.
[Peru|e2.actor] {condemned|e2 oppose occurred} [Togo|e2.target].
#= 1.e1 2.e1
"""


def _claim(kind: str, start: int, end: int, sure: float) -> Claim:
    return Claim("x", kind, "occurred", (), (), confidence=sure, triggers=(Span(start, end),))


def test_a_passage_is_a_report_with_its_happenings(tmp_path: Path) -> None:
    """Mentions of one happening are one, in offsets of the report."""
    path = tmp_path / "a.txt"
    path.write_text(PASSAGE, encoding="utf-8")
    report, segments, happenings = as_report(next(iter_passages(path)))
    assert [report.text[s.start : s.end].split()[0] for s in segments] == ["Peru", "The", "Peru"]
    words = [[report.text[start:end] for start, end in each.triggers] for each in happenings]
    assert {(each.type, tuple(some)) for each, some in zip(happenings, words, strict=True)} == {
        ("exercise", ("held a drill", "ended")),
        ("oppose", ("condemned",)),
    }
    start, end = happenings[0].triggers[0]
    claims = [_claim(happenings[0].type, start, end, sure) for sure in (0.4, 0.9)]
    # a happening is found once, by the surest
    assert list(judge(claims, happenings)) == [(0.9, True), (0.4, False)]
    assert list(judge([_claim("meeting", start, end, 0.5)], happenings)) == [(0.5, False)]


def test_a_curve_makes_bragging_claims_honest_and_keeps_their_order() -> None:
    """Claims that say 0.95 and are right seven times in ten say so afterwards."""
    rng = np.random.default_rng(1)
    said = rng.uniform(0.3, 0.99, 4000)
    part = Judged(said, rng.uniform(size=4000) < said * 0.75, 4000)
    after = mapped(part, *fit(part))
    assert told(after)["ece"] < 0.04 < told(part)["ece"]
    assert (np.argsort(after.sure, kind="stable") == np.argsort(said, kind="stable")).all()


def test_of_thresholds_that_are_as_good_the_highest_is_taken() -> None:
    """It shows fewer wrong claims."""
    part = Judged(np.array([0.9, 0.8, 0.31]), np.array([True, True, False]), 2)
    assert best_threshold(part) == pytest.approx(0.8)


def test_settings_are_kept_with_their_checksum(tmp_path: Path) -> None:
    """A model directory stays whole; other files keep theirs."""
    config, sums = tmp_path / "config.json", tmp_path / "SHA256SUMS"
    config.write_text(json.dumps({"hash": "x"}), encoding="utf-8")
    sums.write_text("00  config.json\n11  reader.onnx\n", encoding="utf-8")
    keep(tmp_path, {"least": 0.4})
    assert json.loads(config.read_text(encoding="utf-8")) == {"hash": "x", "least": 0.4}
    digest = hashlib.sha256(config.read_bytes()).hexdigest()
    assert sums.read_text(encoding="utf-8") == f"{digest}  config.json\n11  reader.onnx\n"
