"""Patterns of a user's own type over trees: roles, circumstances, statuses."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from foedera.codebook import Codebook, load, match
from tests.codebook.trees import OWN, read_trees

if TYPE_CHECKING:
    from foedera.types import Frame, Sentence

EXAMPLES = read_trees(OWN / "border_closure.trees")
STATUSES = read_trees(OWN / "statuses.trees")


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    """Return the built codebook with the tests' own type."""
    return load(OWN)


def only_frame(text: str, codebook: Codebook) -> Frame:
    """Return the one frame that the patterns find in a sentence."""
    sentence = (EXAMPLES | STATUSES)[text]
    frames = [frame for frame in match(sentence, codebook) if frame.type == "border_closure"]
    assert len(frames) == 1, (text, frames)
    return frames[0]


def filled(text: str, frame: Frame) -> dict[str, list[str]]:
    """Return the printed fillers by label."""
    fillers: dict[str, list[str]] = {}
    for filler in frame.fillers:
        fillers.setdefault(filler.label, []).append(text[filler.start : filler.end])
    return fillers


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "Niger closed its border with Benin on Monday.",
            "closed",
            {"actor": ["Niger"], "crossing": ["its border"], "target": ["Benin"], "when": ["Monday"]},
        ),
        (
            "The frontier was sealed by Chad over the raid.",
            "sealed",
            {"actor": ["Chad"], "crossing": ["frontier"], "reason": ["raid"]},
        ),
        ("Kenya plans to shut down two crossings.", "shut down", {"actor": ["Kenya"], "crossing": ["two crossings"]}),
        (
            "Ankara announced the closure of the border with Syria.",
            "closure",
            {"actor": ["Ankara"], "crossing": ["border"], "target": ["Syria"]},
        ),
        (
            "Chad and Niger closed the border, officials said.",
            "closed",
            {"actor": ["Chad", "Niger"], "crossing": ["border"], "said_by": ["officials"]},
        ),
        (
            "The border that Niger closed in 2023 is long.",
            "closed",
            {"actor": ["Niger"], "crossing": ["border"], "when": ["2023"]},
        ),
        ("Benin urged Niger not to close its border.", "close", {"actor": ["Niger"], "crossing": ["its border"]}),
        ("Niger is expected to close its border.", "close", {"actor": ["Niger"], "crossing": ["its border"]}),
        ("Niger has no plans to close its border.", "close", {"actor": ["Niger"], "crossing": ["its border"]}),
    ],
)
def test_fillers_are_found_whatever_the_voice(
    text: str, trigger: str, expected: dict[str, list[str]], codebook: Codebook
) -> None:
    frame = only_frame(text, codebook)
    assert text[frame.start : frame.end] == trigger
    assert filled(text, frame) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Niger closed its border with Benin on Monday.", "occurred"),
        ("Niger will close its border.", "planned"),
        ("Niger to close border with Benin", "planned"),
        ("Niger will meet envoys and close its border.", "planned"),
        ("Niger may close its border.", "possible"),
        ("Niger has not ruled out closing its border.", "possible"),
        ("Niger did not close its border.", "denied"),
        ("Niger has no plans to close its border.", "denied"),
        ("Niger denied that it had closed its border.", "denied"),
        ("No state has closed its border.", "denied"),
        ("Niger is closing its border.", "ongoing"),
        ("Niger is expected to close its border.", "expected"),
        ("Niger will close its border if Benin objects.", "conditional"),
        ("Niger called off the closure of its border.", "cancelled"),
        ("Niger not only closed its border but recalled its envoy.", "occurred"),
        ("Niger declined to say whether it had closed its border.", "occurred"),
    ],
)
def test_status_follows_auxiliaries_negation_and_governing_words(text: str, status: str, codebook: Codebook) -> None:
    assert only_frame(text, codebook).status == status


@pytest.mark.parametrize(
    "text", ["The bakery closed its doors in spring.", "The closure of the old mine cost two hundred jobs."]
)
def test_a_required_word_keeps_other_senses_out(text: str, codebook: Codebook) -> None:
    assert match(EXAMPLES[text], codebook) == ()


def test_producer_names_the_pattern(codebook: Codebook) -> None:
    assert only_frame("Niger may close its border.", codebook).producer == "pattern:close-border"


def test_a_frame_of_the_model_is_not_repeated(codebook: Codebook) -> None:
    sentence = STATUSES["Niger may close its border."]
    frame = only_frame("Niger may close its border.", codebook)
    known: Sentence = dataclasses.replace(sentence, frames=(dataclasses.replace(frame, producer="model"),))
    assert match(known, codebook) == ()
