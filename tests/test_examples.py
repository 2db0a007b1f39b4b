"""The example reports: all are read, and they show what examples/README.rst says."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from foedera import pipeline
from foedera.parse import MODEL
from foedera.reading import read
from foedera.reading.files import find_files

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path for path in find_files([str(ROOT / "examples")]) if isinstance(path, Path))
needs_model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")


def test_every_example_is_listed_and_no_other() -> None:
    """The list of the examples names just those that there are."""
    listed = re.findall(r"^``([\w.]+)``", (ROOT / "examples" / "README.rst").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == [path.name for path in EXAMPLES]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_whole(path: Path) -> None:
    """An example has a title, a date and the length of a short report; nothing is wrong with it."""
    document = read(path.read_bytes(), path.name)
    assert document.problems == ()
    assert document.report.title
    assert re.fullmatch(r"2026-\d\d-\d\d", document.report.published or "")
    assert 250 <= len(document.report.text.split()) <= 600


def test_page_furniture_is_left_out() -> None:
    """Navigation, advertisements and links of the page are not in its text."""
    text = read((ROOT / "examples" / "port_visit.html").read_bytes(), "port_visit.html").report.text
    assert "Two proud ladies" in text
    for furniture in ("cookies", "Advertisement", "mackerel", "All rights reserved", "newsletter"):
        assert furniture not in text


def test_written_examples_are_up_to_date(tmp_path: Path) -> None:
    """The Word and PDF files are what their script writes."""
    script = runpy.run_path(str(ROOT / "scripts" / "make_examples.py"))
    script["write_word"](tmp_path / "communique.docx", script["COMMUNIQUE"])
    script["write_pdf"](tmp_path / "press_release.pdf", script["RELEASE"], script["RELEASE_HEAD"])
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (ROOT / "examples" / path.name).read_bytes()


@needs_model
def test_the_silent_example_has_no_claims() -> None:
    """Words of war and treaty about brass bands are no claims."""
    report = pipeline.load(None, 2).read((ROOT / "examples" / "silent.txt").read_bytes(), "silent.txt")
    assert report.claims == ()


@needs_model
@pytest.mark.parametrize("name", ["exercise_wire.txt", "exercise_ministry.txt", "exercise_analysis.txt"])
def test_three_reports_tell_of_one_exercise(name: str) -> None:
    """Each of the three has an exercise of Indonesia, Vietnam and the Philippines in March 2026."""
    report = pipeline.load(None, 2).read((ROOT / "examples" / name).read_bytes(), name)
    found = [
        claim
        for claim in report.claims
        if claim.type == "exercise" and {a.country for a in claim.actors("participant")} >= {"IDN", "VNM", "PHL"}
    ]
    assert found


@needs_model
def test_loaded_wording_is_marked() -> None:
    """The opinion piece has marks of slant, the wire report none."""
    engine = pipeline.load(None, 2)
    opinion = engine.read((ROOT / "examples" / "op_ed.txt").read_bytes(), "op_ed.txt")
    assert {"so-called"} <= {opinion.text[mark.start : mark.end] for mark in opinion.slant}
    assert len(opinion.slant) > 3
    assert engine.read((ROOT / "examples" / "exercise_wire.txt").read_bytes(), "exercise_wire.txt").slant == ()
