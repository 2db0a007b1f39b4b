"""From the model's numbers to names, triggers and fillers. Nothing here knows one event type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A candidate trigger: word range of one sentence of a batch, and what the first stage thinks of its type."""

    sentence: int
    start: int
    end: int
    prior: Array
    """[types + 1] log-probabilities, "no frame" last."""


def softmax(x: Array) -> Array:
    """Return the softmax over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def log_softmax(x: Array) -> Array:
    """Return the log-softmax over the last axis."""
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def sigmoid(x: Array) -> Array:
    """Return the logistic function."""
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def find_names(logits: Array, length: int, labels: list[str]) -> list[tuple[int, int, str, float]]:
    """Return names as (start, end, label, score) by Viterbi over BIO tags; I must follow B or I of its kind."""
    scores = log_softmax(logits[:length])
    if not scores[:, 1:].max(initial=-np.inf) > np.log(0.2):
        return []
    k = len(labels)
    allowed = np.zeros((k, k), dtype=np.float32)
    for j, tag in enumerate(labels):
        if tag.startswith("I-"):
            allowed[:, j] = [0 if before[2:] == tag[2:] and before != "O" else -1e4 for before in labels]
    best = scores[0] + np.array([-1e4 if t.startswith("I-") else 0 for t in labels], dtype=np.float32)
    back = np.zeros((length, k), dtype=np.int64)
    for i in range(1, length):
        step = best[:, None] + allowed
        back[i] = step.argmax(0)
        best = step[back[i], np.arange(k)] + scores[i]
    tags = [int(best.argmax())]
    for i in range(length - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    tags.reverse()
    names: list[tuple[int, int, str, float]] = []
    for i, tag in enumerate(tags):
        name = labels[tag]
        if name.startswith("B-"):
            names.append((i, i + 1, name[2:], float(np.exp(scores[i, tag]))))
        elif name.startswith("I-"):
            start, _, label, score = names[-1]
            names[-1] = (start, i + 1, label, min(score, float(np.exp(scores[i, tag]))))
    return names


def find_triggers(logits: Array, lengths: list[int], types: int, least: float) -> list[Trigger]:
    """Return every stretch of words that may be a trigger.

    Args:
        logits: [B, N, 1 + 2 * types] with "O" first, then B and I of each type.
        lengths: Words of each sentence.
        least: Smallest probability of being a trigger at all.
    """
    p = softmax(logits)
    begin, inside, nothing = p[..., 1::2], p[..., 2::2], p[..., 0]
    found = []
    for sentence, length in enumerate(lengths):
        at = 0
        some = np.flatnonzero(nothing[sentence, :length] < 1 - least)
        for word in some.tolist():
            if word < at:
                continue
            kind = int((begin[sentence, word] + inside[sentence, word]).argmax())
            at = word + 1
            while at < length and inside[sentence, at, kind] > 0.5:
                at += 1
            typed = begin[sentence, word] + inside[sentence, word]
            prior = np.log(np.clip(np.append(typed, nothing[sentence, word]), 1e-6, None)).astype(np.float32)
            found.append(Trigger(sentence, word, at, prior))
    return found


def find_fillers(
    inside: Array, begin: Array, length: int, labels: list[str], thresholds: Array
) -> list[tuple[str, int, int, float]]:
    """Return the fillers of one frame as (label, start, end, score), in order of their words.

    Args:
        inside: [N, L] logits that a word is inside a filler of each label.
        begin: [N, L] logits that it begins one.
        thresholds: [L] least probability of being inside.
    """
    p = sigmoid(inside[:length])
    over = p >= thresholds
    found: list[tuple[str, int, int, float]] = []
    for k in np.flatnonzero(over.any(0)).tolist():
        starts = sigmoid(begin[:length, k]) >= 0.5
        column, open_at = over[:, k], -1
        for i in range(length + 1):
            on = i < length and column[i]
            if open_at >= 0 and (not on or starts[i]):
                found.append((labels[k], open_at, i, float(p[open_at:i, k].mean())))
                open_at = -1
            if on and open_at < 0:
                open_at = i
    return sorted(found, key=lambda f: (f[1], f[2], f[0]))
