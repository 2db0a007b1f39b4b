"""From decoded numbers to the records of `foedera.types`: words become code points of the text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foedera.parse.config import Config
from foedera.parse.decode import Trigger, find_fillers, find_names, log_softmax, softmax
from foedera.parse.inputs import Cut, Outputs
from foedera.parse.lemmas import lemma
from foedera.parse.tree import best_tree
from foedera.types import Filler, Frame, Name, Sentence, Token

_FAINT = 0.1
"""Least probability of a weak filler."""
_NEVER = 2.0
"""A threshold that no probability reaches."""
_GLUED = 2
"""Words that a hyphen joins to a name: itself and the next."""


def to_sentence(cut: Cut, read: Outputs, frames: Sequence[Frame], config: Config) -> Sentence:
    """Return one parsed sentence.

    Args:
        read: The first stage's outputs for this sentence, padded.
    """
    spans = cut.spans
    names = tuple(
        Name(spans[start][0], spans[_glued(spans, end) - 1][1], label, score)  # type: ignore[arg-type]
        for start, end, label, score in find_names(read["ner"], len(cut.words), config.ner)
    )
    return Sentence(cut.segment, _tokens(cut, read, config), names, tuple(frames))


def _tokens(cut: Cut, read: Outputs, config: Config) -> tuple[Token, ...]:
    n = len(cut.words)
    columns = zip(
        cut.spans,
        cut.words,
        [config.upos[tag] for tag in read["upos"][:n].tolist()],
        [config.xpos[tag] for tag in read["xpos"][:n].tolist()],
        best_tree(read["arcs"][:n, : n + 1]),
        [config.deprels[rel] for rel in read["rels"][:n].tolist()],
        strict=True,
    )
    return tuple(
        Token(start, end, word, lemma(word, upos, xpos), upos, xpos, head - 1, _relation(rel, head))
        for (start, end), word, upos, xpos, head, rel in columns
    )


def _relation(rel: str, head: int) -> str:
    """Keep `root` for the root alone: the relation was scored at the greedy head, the tree may differ."""
    if head == 0:
        return "root"
    return "dep" if rel == "root" else rel


def _glued(spans: list[tuple[int, int]], end: int) -> int:
    """Return where a name ends that was cut at a hyphen ("Ahn Gyu|-|back"): words without space belong together."""
    at = end
    while at < len(spans) and spans[at][0] == spans[at - 1][1] and at - end < _GLUED:
        at += 1
    # A possessive or a comma is glued too, but is not what a hyphen joins: two more words must follow.
    return at if at - end == _GLUED and spans[end][1] - spans[end][0] == 1 else end


def to_frame(
    trigger: Trigger, cut: Cut, read: Outputs, config: Config, thresholds: NDArray[np.float32]
) -> Frame | None:
    """Return the frame of a candidate trigger, or None where the second stage refuses it.

    Args:
        read: The second stage's outputs for this candidate, padded.
        thresholds: [L] least probability of a filler of each label.
    """
    score = frame_score(read["typed"], trigger.prior, config.prior_weight, config.calibration)
    if score < config.trigger:
        return None
    likely = softmax(read["status"])
    best = int(likely.argmax())
    found = _fillers(cut, read, config.fillers, thresholds)
    have = {filler.label for filler in found}
    faint = np.array([_NEVER if label in have else _FAINT for label in config.fillers], dtype=np.float32)
    return Frame(
        type=config.types[int(read["types"])],
        status=config.statuses[best],  # type: ignore[arg-type]
        start=cut.spans[trigger.start][0],
        end=cut.spans[trigger.end - 1][1],
        fillers=found,
        score=score,
        status_score=float(likely[best]),
        producer="model",
        weak=_fillers(cut, read, config.fillers, faint),
    )


def _fillers(cut: Cut, read: Outputs, labels: list[str], thresholds: NDArray[np.float32]) -> tuple[Filler, ...]:
    found = find_fillers(read["inside"], read["begin"], len(cut.words), labels, thresholds)
    return tuple(Filler(label, cut.spans[start][0], cut.spans[end - 1][1], p) for label, start, end, p in found)


def frame_score(
    typed: NDArray[np.float32], prior: NDArray[np.float32], weight: float, calibration: Sequence[float]
) -> float:
    """Return the calibrated probability that a candidate is a frame, from both stages' log-probabilities."""
    joint = log_softmax(typed) + weight * prior
    odds = float(np.logaddexp.reduce(joint[:-1]) - joint[-1]) / (1 + weight)
    return float(1 / (1 + np.exp(-(calibration[0] * odds + calibration[1]))))
