"""The counting behind the figures."""

from __future__ import annotations

import pytest

from foedera.types import Filler, Frame
from training.data import Example
from training.markup import parse_line
from training.scores import FillerScores, TreeScores, TriggerScores, bio_spans, ratio

SENTENCE = parse_line(
    "[Serbia|e1.participant] held {joint drills|e1 exercise occurred} and may {buy|e2 transfer possible} "
    "[jets|e2.item]."
)
TEXT = SENTENCE.text


def frame(kind: str, words: str, status: str = "occurred", fillers: tuple[Filler, ...] = ()) -> Frame:
    start = TEXT.index(words)
    return Frame(kind, status, start, start + len(words), fillers, 0.9, 0.9, "model")  # type: ignore[arg-type]


def filler(label: str, words: str) -> Filler:
    start = TEXT.index(words)
    return Filler(label, start, start + len(words), 0.9)


def test_ratio() -> None:
    assert ratio(1, 2, 4) == {"p": 25.0, "r": 50.0, "f1": 33.3, "n": 2}
    assert ratio(0, 0, 0) == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 0}


def test_triggers() -> None:
    """One overlaps, one has another type, one is where nothing is; a second hit on the same trigger is none."""
    scores = TriggerScores()
    found = [frame("exercise", "drills"), frame("exercise", "joint"), frame("aid", "buy"), frame("aid", "jets")]
    scores.add(SENTENCE, found)
    figures = scores.figures()
    assert figures["typed trigger"] == {"p": 25.0, "r": 50.0, "f1": 33.3, "n": 2}
    assert figures["typed trigger, exact"]["f1"] == 0
    assert figures["sentence has a frame"]["f1"] == 100
    assert figures["status"] == 100
    assert scores.most_confused() == {"transfer -> aid": 1, "- -> aid": 1}
    assert scores.by_type()["exercise"] == {"p": 50.0, "r": 100.0, "f1": 66.7, "n": 1}


def test_statuses_count_on_right_triggers_only() -> None:
    scores = TriggerScores()
    scores.add(SENTENCE, [frame("exercise", "joint drills", "planned"), frame("aid", "buy", "possible")])
    assert scores.figures()["status"] == 0
    assert scores.figures()["status by"] == {"occurred": [0.0, 1]}
    assert scores.figures()["typed trigger, exact"]["r"] == 50


def test_fillers() -> None:
    """A gold filler is found once, best where it is the same; a frame that is missing gives none."""
    scores = FillerScores()
    mine = (filler("participant", "Serbia held"), filler("participant", "Serbia"), filler("when", "may"))
    scores.add_frames(SENTENCE, [frame("exercise", "joint drills", fillers=mine)])
    assert scores.figures()["fillers, overlap"] == {"p": 33.3, "r": 50.0, "f1": 40.0, "n": 2}
    assert scores.exact["participant"] == 1
    assert scores.by_label()["item"]["r"] == 0


def test_names_and_long_sentences() -> None:
    assert list(bio_spans(["O", "B-PER", "I-PER", "B-PER", "O", "I-LOC"])) == [
        (1, 3, "PER"),
        (3, 4, "PER"),
        (5, 6, "LOC"),
    ]
    scores = TreeScores()
    scores.add(Example(["a"] * 10), None)
    assert scores.words == 10
    assert scores.figures() == {}


@pytest.mark.parametrize("name", ["scores", "data", "markup", "labels", "augment", "card", "tune"])
def test_what_needs_no_torch_loads_without_it(name: str) -> None:
    """The tests of CI, which has no torch, read these."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    code = f"import sys; sys.modules['torch'] = None; import training.{name}"
    assert subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": "src:."}).returncode == 0
