"""What the second stage is told of a candidate trigger's surroundings; training and inference share it."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Place: TypeAlias = int | NDArray[np.int64]

EDGES = np.array([-40, -25, -16, -11, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 14, 22, 35])
"""Left edges of the distance buckets: fine near the trigger, coarse far from it."""


def distance_buckets(length: int, start: Place, end: Place) -> NDArray[np.int64]:
    """Return [length] the bucket of each word's signed distance, in words, from a trigger of words start..end.

    Columns [K, 1] of starts and ends give [K, length].
    """
    at = np.arange(length)
    signed = np.minimum(at - start, 0) + np.maximum(at - end + 1, 0)
    return np.asarray(np.searchsorted(EDGES, signed, side="right"), np.int64)


def tree_features(arcs: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """Return [N, 6]: how the tree relates each word to the trigger.

    Args:
        arcs: [N, N + 1] probability of each head, column 0 the root.

    The columns: trigger is the head, the grandparent, the great-grandparent; the word is the trigger's head, its
    grandparent; the two share a head.
    """
    found = many_tree_features(arcs[None], np.zeros(1, np.int64), np.array([start]), np.array([end]))
    return np.asarray(found[0])


def many_tree_features(
    arcs: NDArray[np.float32], which: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return [K, N, 6]: the features of K triggers in B sentences.

    Args:
        arcs: [B, N, N + 1] of each sentence.
        which: [K] the sentence of each trigger.
        starts: [K] its first word.
        ends: [K] the word after it.
    """
    up = arcs[which][:, :, 1:]
    at = np.arange(len(starts))
    features = np.empty((len(starts), up.shape[1], 6), dtype=np.float32)
    to_trigger, from_trigger = up[at, :, starts], up[at, starts]
    for k in np.flatnonzero(ends - starts > 1).tolist():
        inside = slice(starts[k], ends[k])
        to_trigger[k], from_trigger[k] = up[k, :, inside].sum(1), up[k, inside].mean(0)
    two = (up @ to_trigger[:, :, None])[:, :, 0]
    features[:, :, 0], features[:, :, 1], features[:, :, 2] = to_trigger, two, (up @ two[:, :, None])[:, :, 0]
    features[:, :, 3], features[:, :, 4] = from_trigger, (from_trigger[:, None] @ up)[:, 0]
    features[:, :, 5] = (up @ from_trigger[:, :, None])[:, :, 0]
    return features
