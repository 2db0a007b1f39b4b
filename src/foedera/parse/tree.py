"""The best single-root dependency tree of a sentence (Chu-Liu-Edmonds), and the check whether greedy heads are one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
_NONE = -1
"""The head of a root, and of a node that has gone into another."""


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
    return greedy if is_tree(greedy) else _best_rooted(scores.astype(np.float64))


def _best_rooted(scores: Scores) -> list[int]:
    """Try each word as the root, the most promising first, until no other can do better."""
    roots, words = scores[:, 0], scores[:, 1:].copy()
    np.fill_diagonal(words, -np.inf)
    heads, best = [0], -np.inf
    if len(words) == 1:
        return heads
    most = words.max(1)
    bound = roots + (most.sum() - most)  # what a tree with that root has at best: every other word's dearest head
    for root in np.argsort(-bound, kind="stable").tolist():
        if bound[root] <= best:
            break
        found = _arborescence(words, root)
        value = sum(roots[i] if i == root else words[i, head] for i, head in enumerate(found))
        if value > best:
            best, heads = value, [head + 1 for head in found]
    return heads


@dataclass(slots=True)
class _Cycle:
    """A cycle of best heads that became one node (its first member)."""

    members: list[int]
    heads: list[int]
    """Each member's head in the cycle."""
    broken: list[int]
    """For every node: which member gives up its head where the cycle hangs on that node."""
    source: list[int]
    """For every node: which member it hangs on where it hangs on the cycle."""


def _arborescence(words: Scores, root: int) -> list[int]:
    """Return the head of every word (the root's is -1) in the best tree below a root.

    A cycle of best heads becomes one node, until none is left; then each is opened again where its head enters it.
    """
    scores = words.copy()
    heads: list[int] = scores.argmax(1).tolist()
    heads[root] = _NONE
    cycles = []
    while members := _find_cycle(heads):
        cycles.append(_contract(scores, heads, members))
    for cycle in reversed(cycles):
        first = cycle.members[0]
        into = heads[first]
        for i, head in enumerate(heads):
            if head == first:
                heads[i] = cycle.members[cycle.source[i]]
        for member, head in zip(cycle.members, cycle.heads, strict=True):
            heads[member] = head
        heads[cycle.members[cycle.broken[into]]] = into
    return heads


def _contract(scores: Scores, heads: list[int], members: list[int]) -> _Cycle:
    """Make one node of a cycle, in place: its first member speaks for all, the others are gone."""
    first, *others = members
    own = [heads[member] for member in members]
    entering = scores[members] - scores[members, own][:, None]
    entering[:, members] = -np.inf
    leaving = scores[:, members]
    cycle = _Cycle(members, own, entering.argmax(0).tolist(), leaving.argmax(1).tolist())
    scores[first], scores[:, first] = entering.max(0), leaving.max(1)
    scores[first, first] = -np.inf
    scores[:, others] = -np.inf
    inside = set(members)
    for i, head in enumerate(heads):
        if head in inside:
            heads[i] = first
    for member in others:
        heads[member] = _NONE
    heads[first] = int(scores[first].argmax())
    return cycle


def _find_cycle(heads: list[int]) -> list[int]:
    """Return the nodes of a cycle, or nothing where all heads lead to a root."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at, path = start, []
        while at != _NONE and not seen[at]:
            seen[at] = start + 1
            path.append(at)
            at = heads[at]
        if at != _NONE and seen[at] == start + 1:
            return path[path.index(at) :]
    return []
