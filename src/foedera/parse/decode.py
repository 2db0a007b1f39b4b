"""From the model's numbers to names, triggers and fillers. Nothing here knows one event type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32]
Found: TypeAlias = tuple[int, int, str, float]
"""A name: first word, word after it, label, and the probability of its least certain word."""
Filled: TypeAlias = tuple[str, int, int, float]
"""A filler: label, first word, word after it, and the mean probability of its words."""
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


def find_names(logits: Array, lengths: Sequence[int], labels: Sequence[str]) -> list[list[Found]]:
    """Return each sentence's names: the likeliest tags in which every I follows B or I of its kind.

    Args:
        logits: [B, N, tags] of each word's BIO tag.
        lengths: Words of each sentence.
    """
    scores = log_softmax(logits)
    some = (scores[..., 1:].max(-1) > np.log(_SOME_NAME)) if len(labels) > 1 else np.zeros(scores.shape[:2], bool)
    greedy = scores.argmax(-1).tolist()
    names = []
    for row, length in enumerate(lengths):
        tags = greedy[row][:length]
        if any(tags) and not some[row, :length].any():
            tags = []
        elif not _is_allowed(tags, labels):  # seldom: only then is the search for the best allowed tags needed
            tags = _best_path(scores[row, :length], labels)
        names.append(_names_of(tags, scores[row], labels) if any(tags) else [])
    return names


def _names_of(tags: Sequence[int], scores: Array, labels: Sequence[str]) -> list[Found]:
    """Return the names that a sentence's tags spell."""
    names: list[Found] = []
    for i, tag in enumerate(tags):
        if not tag:
            continue
        name, score = labels[tag], float(np.exp(scores[i, tag]))
        if name.startswith("B-"):
            names.append((i, i + 1, name[2:], score))
        else:
            start, _, label, least = names[-1]
            names[-1] = (start, i + 1, label, min(least, score))
    return names


def _is_allowed(tags: Sequence[int], labels: Sequence[str]) -> bool:
    """Tell whether every I in a sequence of tags stands behind B or I of its kind."""
    before = "O"
    for tag in tags:
        label = labels[tag]
        if label[0] == "I" and label[2:] != before[2:]:
            return False
        before = label
    return True


@lru_cache(maxsize=4)
def _barred(labels: tuple[str, ...]) -> tuple[Array, Array]:
    """Return [tags] and [tags, tags] what a tag costs at the beginning, and after each other tag."""
    inner = np.array([label.startswith("I-") for label in labels])
    same = np.array([[before[2:] == label[2:] and before != "O" for label in labels] for before in labels])
    first = np.where(inner, _BARRED, 0).astype(np.float32)
    return first, np.where(inner & ~same, _BARRED, 0).astype(np.float32)


def _best_path(scores: Array, labels: Sequence[str]) -> list[int]:
    """Return the likeliest sequence of tags in which no I stands without its B."""
    first, barred = _barred(tuple(labels))
    best = scores[0] + first
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        step = best[:, None] + barred
        back[i] = step.argmax(0)
        best = step.max(0) + scores[i]
    tags = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def find_triggers(logits: Array, lengths: Sequence[int], least: float) -> list[Trigger]:
    """Return every stretch of words that may be a trigger, in order.

    Args:
        logits: [B, N, 1 + 2 * types] with "O" first, then B and I of each type.
        lengths: Words of each sentence.
        least: Smallest probability of being a trigger at all.
    """
    p = softmax(logits)
    words = np.arange(p.shape[1]) < np.array(lengths)[:, None]
    hot = np.argwhere((p[..., 0] < 1 - least) & words)
    chosen = p[hot[:, 0], hot[:, 1]]
    typed = chosen[:, 1::2] + chosen[:, 2::2]
    priors = np.log(np.clip(np.concatenate([typed, chosen[:, :1]], 1), 1e-6, None)).astype(np.float32)
    kinds = typed.argmax(1).tolist()
    found: list[Trigger] = []
    last, reached = -1, 0
    for row, (sentence, word) in enumerate(hot.tolist()):
        if sentence == last and word < reached:
            continue
        inside, reached = 2 + 2 * kinds[row], word + 1
        while reached < lengths[sentence] and p[sentence, reached, inside] > 0.5:
            reached += 1
        last = sentence
        found.append(Trigger(sentence, word, reached, priors[row]))
    return found


def find_fillers(
    inside: Array, begin: NDArray[np.bool_], lengths: Sequence[int], labels: Sequence[str], thresholds: Array
) -> list[list[Filled]]:
    """Return the fillers of some frames, those of each in order of their words.

    Args:
        inside: [K, N, L] probability that a word is inside a filler of each label.
        begin: [K, N, L] whether it begins one: it ends the filler before it.
        lengths: [K] words of the sentence of each frame.
        thresholds: [L] or [K, L] least probability of being inside.
    """
    words = (np.arange(inside.shape[1]) < np.array(lengths, dtype=np.int64)[:, None])[:, None]
    high = (inside >= thresholds[..., None, :]).transpose(0, 2, 1) & words
    found: list[list[Filled]] = [[] for _ in lengths]
    for frame, label, start, end in _runs(high, begin):
        # the mean over many words is of floats of the same width as theirs
        total = inside[frame, start, label] if end == start + 1 else np.add.reduce(inside[frame, start:end, label])
        found[frame].append((labels[label], start, end, float(total / (end - start))))
    for fillers in found:
        fillers.sort(key=lambda f: (f[1], f[2], f[0]))
    return found


def _runs(high: NDArray[np.bool_], begin: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Return each stretch of words that are inside one filler, as frame, label, first word, word after it.

    Args:
        high: [K, L, N].
        begin: [K, N, L].
    """
    runs: list[tuple[int, int, int, int]] = []
    before = (-1, -1, -1)  # frame, label, and the word that would go on with the last stretch
    for at in zip(*(axis.tolist() for axis in high.nonzero()), strict=True):
        frame, label, word = at
        if at == before and not begin[frame, word, label]:
            runs[-1] = (frame, label, runs[-1][2], word + 1)
        else:
            runs.append((frame, label, word, word + 1))
        before = (frame, label, word + 1)
    return runs
