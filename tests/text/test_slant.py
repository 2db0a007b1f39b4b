"""Loaded wording."""

from __future__ import annotations

import json
from itertools import pairwise

import build_slant
import pytest

from foedera.text.slant import ASSET, find_slant


def marks(text: str) -> list[tuple[str, str]]:
    """Return kind and wording of each mark."""
    return [(mark.kind, text[mark.start : mark.end]) for mark in find_slant(text)]


def test_whole_insults_are_marked() -> None:
    """Adjectives of the insult belong to it; the article does not."""
    text = "It is dreamed of by the corrupt anti-Northern thugs of the port."
    assert marks(text) == [("ridicule", "dreamed of by"), ("name-calling", "corrupt anti-Northern thugs")]


def test_quoted_words_are_not_the_reports() -> None:
    """What somebody is quoted as saying is no slant of the report."""
    assert marks("“They are puppets and thugs,” the envoy said.") == []
    assert marks("The envoy called it a farce.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The “partners” of this pact pay for it.",
        "It was closed for “repairs” again.",
    ],
)
def test_scare_quotes(text: str) -> None:
    """A single common word in quotation marks that nobody spoke."""
    assert [kind for kind, _ in marks(text)] == ["scare quotes"]


@pytest.mark.parametrize(
    "text",
    [
        "The sanctions regime was extended.",
        "Both armies fight violent extremists.",
        "The dance company visited Oslo.",
        "He described the talks as “useful”.",
        "The exercise, “Wolf”, ended.",
        "It is impossible to verify the claim.",
        "The drums were returned to the band of the guards.",
        "The ship “Aurora” sailed.",
    ],
)
def test_plain_wording_is_not_marked(text: str) -> None:
    """Precision: terms of the trade and attributed quotations."""
    assert marks(text) == []


def test_marks_of_one_kind_do_not_overlap() -> None:
    """A longer mark swallows a shorter one that begins in it."""
    found = find_slant("The puppet regime of thugs and the puppet masters met the so-called self-styled king.")
    for kind in {mark.kind for mark in found}:
        spans = sorted((mark.start, mark.end) for mark in found if mark.kind == kind)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_the_asset_is_built_from_the_data() -> None:
    """The data file has no faults, and the built file is what it gives. Run scripts/build_slant.py to mend this."""
    values = build_slant.load_source()
    assert build_slant.find_faults(values) == []
    assert build_slant.render(values) == ASSET.read_text(encoding="utf-8")
    assert set(json.loads(ASSET.read_text(encoding="utf-8"))) == set(values)
