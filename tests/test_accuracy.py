"""docs/accuracy.md says what was measured: its tables are those of the kept figures, its errors happen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks import accuracy, calibration, quality, typical
from foedera import pipeline
from foedera.codebook import load as load_codebook
from foedera.coding.coder import LEAST
from foedera.parse import MODEL
from foedera.types import STATUSES

ROOT = Path(__file__).parents[1]
AGAIN = "run: python -m benchmarks.accuracy"
model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")


def test_the_tables_are_those_of_the_kept_figures() -> None:
    """Nobody writes a figure by hand, or forgets to write it anew."""
    document = accuracy.DOCUMENT.read_text(encoding="utf-8")
    made = accuracy.blocks(*accuracy.load(), [])
    for name, lines in made.items():
        if name != "errors":
            found = re.search(rf"<!-- begin {name} -->\n(.*?)<!-- end -->", document, re.DOTALL)
            assert found is not None, name
            assert found[1].splitlines() == lines, f"{name}: {AGAIN}"


@pytest.mark.parametrize("page", ["accuracy.md", "claims.md"])
def test_the_least_confidence_is_that_of_the_coder(page: str) -> None:
    """From where on claims are shown is told in prose too, in more than one place."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    told = re.findall(r"laims are shown from (?:a confidence of )?(\d\.\d\d) on", text)
    assert told == [f"{LEAST:.2f}"]


@model
def test_the_errors_shown_are_made() -> None:
    """Each is a text of ours, on which the coder is wrong as shown."""
    document = accuracy.DOCUMENT.read_text(encoding="utf-8")
    shown = document.partition("<!-- begin errors -->\n")[2].partition("<!-- end -->")[0]
    made = "\n".join([*accuracy.errors(list(typical.typical(pipeline.load(None, 2)))), ""])
    assert shown == made, AGAIN
    assert shown.count("> Foedera:") >= 8, "too few to learn from: write new ones into benchmarks/typical_errors.json"


def test_the_texts_are_coded_in_words_of_the_codebook() -> None:
    """What a careful coder says is written as claims are."""
    types = load_codebook().types
    cases = typical.cases()
    assert len({case["id"] for case in cases}) == len(cases)
    for case in cases:
        for claim in case["claims"]:
            assert claim["type"] in types, case["id"]
            assert claim["status"] in STATUSES, case["id"]
            assert claim["parties"] == sorted(claim["parties"]), case["id"]


def test_no_text_stands_in_the_training_material() -> None:
    """An error that was trained away would be no example."""
    frames = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "training" / "frames").glob("*.txt"))
    plain = re.sub(r"\|[^\]}]*[\]}]|[\[{]", "", frames)
    for case in typical.cases():
        for sentence in case["text"].split("\n\n"):
            assert sentence not in plain, case["id"]


def test_a_figure_is_told_with_its_change() -> None:
    """Since the committed one; a new one is told as new."""
    assert quality.told(0.5, 0.4) == "0.500 (+0.100)"
    assert quality.told(0.5, None) == "0.500 (  new)"
    row = {"p": 0.5, "r": 0.4, "f1": 0.444, "n": 7}
    before, now = {"by type": {"aid": {**row, "f1": 0.5}}}, {"by type": {"aid": row, "none": {**row, "n": 0, "p": 0.0}}}
    assert quality.parts("by type", before, now) == [
        "aid            F1 0.444 (-0.056)  P 0.500 (+0.000)  R 0.400 (+0.000)  of 7"
    ]


def test_calibration_error_and_counts() -> None:
    """A claim that says 0.9 and is right half of the time is 0.4 off; optional hits count for neither side."""
    tally = calibration.Tally([0.9, 0.9, 0.9], [True, False, True], [False, False, True], wanted=4)
    assert tally.figures() == {"p": 0.5, "r": 0.25, "f1": 0.333}
    assert tally.error() == pytest.approx(0.9 - 2 / 3, abs=0.001)
    assert tally.reliability() == [{"confidence": 0.9, "right": 0.667, "n": 3}]


def test_the_plot_is_the_one_of_the_kept_figures() -> None:
    """It is drawn again from them, mark for mark."""
    figures = json.loads(calibration.FIGURES.read_text(encoding="utf-8"))
    assert calibration.PLOT.read_text(encoding="utf-8") == calibration.plot(figures)
