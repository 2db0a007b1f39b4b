"""Words are weighed by whether the sentences that hold them are wanted."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

from training.glance import Row, figures, learn


def test_learning_tells_words_apart() -> None:
    """Rare words and those of both kinds weigh nothing; what is left out is counted by sentences, words, and losses."""
    told = [Row(["Peru", "held", "a", "drill", "."], wanted=True)] * 30
    silent = [Row(["Bread", "is", "a", "meal", "."], wanted=False)] * 60
    glance = learn([*told, *silent, Row(["once"], wanted=True)])
    assert glance.weights["drill"] > 20 > -20 > glance.weights["meal"]
    assert "once" not in glance.weights
    assert figures(glance, [*told, *silent]) == {"sentences": 0.667, "words": 0.667, "wanted": 0.0}
