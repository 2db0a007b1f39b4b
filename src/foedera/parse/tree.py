"""The best single-root dependency tree of a sentence (Chu-Liu-Edmonds), and the check whether greedy heads are one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def is_tree(heads: list[int]) -> bool:
    """Say whether heads (0 the root, i + 1 word i) form one tree with one root."""
    if heads.count(0) != 1:
        return False
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            if heads[at] == 0:
                break
            at = heads[at] - 1
            if state[at] == 1:
                return False
        for node in path:
            state[node] = 2
    return True


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Return the heads of the best tree with exactly one root.

    Args:
        scores: [N, N + 1] log-scores of each word's head, column 0 the root.
    """
    greedy: list[int] = scores.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    full[np.arange(n + 1), np.arange(n + 1)] = -np.inf
    # One root only: a penalty on the root's edges that outweighs everything else leaves just one of them.
    span = float(np.ptp(scores[np.isfinite(scores)])) * (n + 1) + 1
    full[1:, 0] -= span
    heads: list[int] = _edmonds(full)[1:].tolist()
    return heads


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the head of every node (node 0 the root) of the maximum spanning arborescence.

    A cycle of best heads becomes one node of a smaller graph (the last), whose solution says where the cycle breaks.
    """
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    members = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), members)
    # Into the cycle: break it where entering costs least. Out of it: from its best member.
    entering = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    leaving = scores[np.ix_(outside, members)]
    broken, source = members[entering.argmax(0)], members[leaving.argmax(1)]
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    small[m, :m], small[:m, m] = entering.max(0), leaving.max(1)
    solved = _edmonds(small)
    for position, node in enumerate(outside[1:], 1):
        head = solved[position]
        heads[node] = source[position] if head == m else outside[head]
    heads[broken[solved[m]]] = outside[solved[m]]
    return heads


def _find_cycle(heads: NDArray[np.int64]) -> list[int]:
    """Return the nodes of a cycle, or nothing where all heads lead to the root."""
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        at, path = start, []
        while not seen[at]:
            seen[at] = start
            path.append(int(at))
            at = heads[at]
        if seen[at] == start:
            return path[path.index(int(at)) :]
        for node in path:
            seen[node] = -1
    return []
