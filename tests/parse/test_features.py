"""What the second stage is told of a trigger's surroundings."""

from __future__ import annotations

import numpy as np

from foedera.parse.features import distance_buckets, tree_features


def test_distances_grow_away_from_the_trigger() -> None:
    buckets = distance_buckets(200, 90, 92)
    assert (np.diff(buckets) >= 0).all()
    assert len(set(buckets[89:93].tolist())) == 3  # before, the trigger's two words alike, after
    assert buckets[90] == buckets[91]
    assert (buckets.min(), buckets.max()) == (0, 20)


def test_many_triggers_at_once_are_as_each_alone() -> None:
    starts, ends = np.array([[0], [3], [7]]), np.array([[1], [5], [8]])
    together = distance_buckets(8, starts, ends)
    for row, (start, end) in enumerate(zip(starts[:, 0].tolist(), ends[:, 0].tolist(), strict=True)):
        assert together[row].tolist() == distance_buckets(8, start, end).tolist()


def test_tree_features_of_a_chain() -> None:
    """Word 0 is the root, 1 hangs on 0, 2 and 4 on 1, 3 on 2; the trigger is word 1."""
    arcs = np.zeros((5, 6), dtype=np.float32)
    for word, head in enumerate([0, 1, 2, 3, 2]):
        arcs[word, head] = 1
    child, grandchild, third, head, above, sibling = tree_features(arcs, 1, 2).T
    assert child.tolist() == [0, 0, 1, 0, 1]
    assert grandchild.tolist() == [0, 0, 0, 1, 0]
    assert not third.any()
    assert head.tolist() == [1, 0, 0, 0, 0]
    assert not above.any()
    assert sibling.tolist() == [0, 1, 0, 0, 0]
