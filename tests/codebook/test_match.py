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
    return only_frame_of((EXAMPLES | STATUSES)[text], codebook)


def only_frame_of(sentence: Sentence, codebook: Codebook) -> Frame:
    """Return the one frame of a sentence's own type."""
    frames = [frame for frame in match(sentence, codebook) if frame.type == "border_closure"]
    assert len(frames) == 1, frames
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
    assert [found for found in match(known, codebook) if found.type == frame.type] == []


def test_a_part_that_the_model_left_open_is_filled(codebook: Codebook) -> None:
    text = "Niger closed its border with Benin on Monday."
    whole = only_frame(text, codebook)
    left = tuple(filler for filler in whole.fillers if filler.label != "target")
    given = dataclasses.replace(whole, fillers=left, producer="model", score=0.7)
    again = only_frame_of(dataclasses.replace(EXAMPLES[text], frames=(given,)), codebook)
    assert (again.producer, again.score) == ("model", 0.7)
    assert filled(text, again)["target"] == ["Benin"]


def test_a_part_that_the_model_filled_stays_as_it_is(codebook: Codebook) -> None:
    text = "Niger closed its border with Benin on Monday."
    given = dataclasses.replace(only_frame(text, codebook), producer="model")
    known = dataclasses.replace(EXAMPLES[text], frames=(given,))
    assert [found for found in match(known, codebook) if found.type == "border_closure"] == []


def test_what_a_verb_only_carries_is_told_once(codebook: Codebook) -> None:
    text = "Ankara announced the closure of the border with Syria."
    closure = dataclasses.replace(only_frame(text, codebook), producer="model", status="planned")
    known = dataclasses.replace(EXAMPLES[text], frames=(closure,))
    assert [found for found in match(known, codebook) if found.type == "border_closure"] == []
