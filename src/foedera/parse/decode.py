"""From the model's numbers to names, triggers and fillers. Nothing here knows one event type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32]
_BARRED = -1e4
"""Log-score of what must not be."""
_SOME_NAME = 0.2
"""Least probability of any name tag for a sentence to be searched for names at all."""


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
    powers = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def log_softmax(x: Array) -> Array:
    """Return the log-softmax over the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def sigmoid(x: Array) -> Array:
    """Return the logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float32)


def find_names(logits: Array, length: int, labels: list[str]) -> list[tuple[int, int, str, float]]:
    """Return names as (start, end, label, score) by Viterbi over BIO tags; I must follow B or I of its kind.

    A name's score is its least certain word's.
    """
    scores = log_softmax(logits[:length])
    if not scores[:, 1:].max(initial=-np.inf) > np.log(_SOME_NAME):
        return []
    names: list[tuple[int, int, str, float]] = []
    for i, tag in enumerate(_best_path(scores, labels)):
        name, score = labels[tag], float(np.exp(scores[i, tag]))
        if name.startswith("B-"):
            names.append((i, i + 1, name[2:], score))
        elif name.startswith("I-"):
            start, _, label, least = names[-1]
            names[-1] = (start, i + 1, label, min(least, score))
    return names


def _best_path(scores: Array, labels: list[str]) -> list[int]:
    """Return the likeliest sequence of tags in which no I stands without its B."""
    inner = np.array([label.startswith("I-") for label in labels])
    same = np.array([[before[2:] == label[2:] and before != "O" for label in labels] for before in labels])
    barred = np.where(inner & ~same, _BARRED, 0).astype(np.float32)
    best = scores[0] + np.where(inner, _BARRED, 0).astype(np.float32)
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        step = best[:, None] + barred
        back[i] = step.argmax(0)
        best = step[back[i], np.arange(len(labels))] + scores[i]
    tags = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def find_triggers(logits: Array, lengths: list[int], least: float) -> list[Trigger]:
    """Return every stretch of words that may be a trigger, in order.

    Args:
        logits: [B, N, 1 + 2 * types] with "O" first, then B and I of each type.
        lengths: Words of each sentence.
        least: Smallest probability of being a trigger at all.
    """
    p = softmax(logits)
    nothing, typed, inside = p[..., 0], p[..., 1::2] + p[..., 2::2], p[..., 2::2]
    found = []
    for sentence, length in enumerate(lengths):
        at = 0
        for word in np.flatnonzero(nothing[sentence, :length] < 1 - least).tolist():
            if word < at:
                continue
            kind = int(typed[sentence, word].argmax())
            at = word + 1
            while at < length and inside[sentence, at, kind] > 0.5:
                at += 1
            prior = np.log(np.clip(np.append(typed[sentence, word], nothing[sentence, word]), 1e-6, None))
            found.append(Trigger(sentence, word, at, prior.astype(np.float32)))
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
        for start, end in _stretches(over[:, k].tolist(), (sigmoid(begin[:length, k]) >= 0.5).tolist()):
            found.append((labels[k], start, end, float(p[start:end, k].mean())))
    return sorted(found, key=lambda f: (f[1], f[2], f[0]))


def _stretches(inside: list[bool], begin: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield each run of words that are inside; a word that begins a filler ends the run before it."""
    start = -1
    for i, on in enumerate([*inside, False]):
        if start >= 0 and (not on or begin[i]):
            yield start, i
            start = -1
        if on and start < 0:
            start = i
