"""Words of the subject are counted in sentences with and without frames."""

from __future__ import annotations

from training.data import Example, FrameExample
from training.subject import weights_of


def test_words_weigh_by_where_they_stand() -> None:
    frame = FrameExample("exercise", "occurred", (1, 2), [])
    told = [Example(["Peru", "held", "a", "drill", "rarely"], frames=[frame]) for _ in range(20)]
    silent = [Example(["Peru", "scored", "a", "goal"], frames=[]) for _ in range(20)]
    weights = weights_of([*told, *silent, Example(["once"], frames=[])])
    assert weights["drill"] > 2 > -2 > weights["goal"]
    assert not {"Peru", "a", "once"} & weights.keys()  # names, words of both, rare ones
