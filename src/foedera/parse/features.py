"""What the second stage is told of a candidate trigger's surroundings; training and inference share it."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Place: TypeAlias = int | NDArray[np.int64]

_EDGES = np.array([-40, -25, -16, -11, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 14, 22, 35])
"""Left edges of the distance buckets: fine near the trigger, coarse far from it."""


def distance_buckets(length: int, start: Place, end: Place) -> NDArray[np.int64]:
    """Return [length] the bucket of each word's signed distance, in words, from a trigger of words start..end.

    Columns [K, 1] of starts and ends give [K, length].
    """
    at = np.arange(length)
    signed = np.minimum(at - start, 0) + np.maximum(at - end + 1, 0)
    return np.asarray(np.searchsorted(_EDGES, signed, side="right"), np.int64)


def tree_features(arcs: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """Return [N, 6]: how the tree relates each word to the trigger.

    Args:
        arcs: [N, N + 1] probability of each head, column 0 the root.

    The columns: trigger is the head, the grandparent, the great-grandparent; the word is the trigger's head, its
    grandparent; the two share a head.
    """
    up = arcs[:, 1:]
    features = np.empty((len(arcs), 6), dtype=np.float32)
    to_trigger = up[:, start] if end - start == 1 else up[:, start:end].sum(1)
    from_trigger = up[start] if end - start == 1 else up[start:end].mean(0)
    two = up @ to_trigger
    features[:, 0], features[:, 1], features[:, 2] = to_trigger, two, up @ two
    features[:, 3], features[:, 4], features[:, 5] = from_trigger, from_trigger @ up, up @ from_trigger
    return features
