"""What the second stage is told of a candidate trigger's surroundings; training and inference share it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_EDGES = np.array([-40, -25, -16, -11, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 14, 22, 35])
"""Left edges of the distance buckets: fine near the trigger, coarse far from it."""


def distance_buckets(length: int, start: int, end: int) -> NDArray[np.int64]:
    """Return [length] the bucket of each word's signed distance, in words, from a trigger of words start..end."""
    at = np.arange(length)
    signed = np.where(at < start, at - start, np.where(at >= end, at - end + 1, 0))
    return np.searchsorted(_EDGES, signed, side="right").astype(np.int64)


def tree_features(arcs: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """Return [N, 6]: how the tree relates each word to the trigger.

    Args:
        arcs: [N, N + 1] probability of each head, column 0 the root.

    The columns: trigger is the head, the grandparent, the great-grandparent; the word is the trigger's head, its
    grandparent; the two share a head.
    """
    up = arcs[:, 1:]
    to_trigger = up[:, start:end].sum(1)
    two = up @ to_trigger
    three = up @ two
    from_trigger = up[start:end].mean(0)
    above = from_trigger @ up
    siblings = up @ from_trigger
    return np.stack([to_trigger, two, three, from_trigger, above, siblings], 1).astype(np.float32)
