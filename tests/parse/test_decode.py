"""From numbers to names, triggers and fillers."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from foedera.parse.decode import find_fillers, find_names, find_triggers, log_softmax, sigmoid

Array = NDArray[np.float32]
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def may_follow(before: str, tag: str) -> bool:
    return not tag.startswith("I-") or before in {f"B-{tag[2:]}", f"I-{tag[2:]}"}


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], i + 1, tag[2:])
    return found


@given(st.lists(st.lists(st.floats(-4, 4, width=32), min_size=5, max_size=5), min_size=1, max_size=4))
@settings(deadline=None)
def test_names_are_those_of_the_likeliest_allowed_tags(rows: list[list[float]]) -> None:
    """All sequences of tags are tried; one with I after O, or after another kind, is no candidate."""
    logits = np.array(rows, dtype=np.float32)
    scores = log_softmax(logits).astype(float)
    allowed = [
        tags
        for tags in product(range(5), repeat=len(rows))
        if all(may_follow(TAGS[a], TAGS[b]) for a, b in zip((0, *tags), tags, strict=False))
    ]
    totals = sorted(((sum(scores[i, t] for i, t in enumerate(tags)), tags) for tags in allowed), reverse=True)
    if len(totals) > 1 and totals[0][0] - totals[1][0] < 1e-4:
        return  # a tie may be broken either way
    wanted = spans([TAGS[t] for t in totals[0][1]]) if scores[:, 1:].max() > np.log(0.2) else []
    assert [name[:3] for name in find_names(logits[None], [len(rows)], TAGS)[0]] == wanted


def test_a_name_is_as_sure_as_its_least_sure_word() -> None:
    logits = np.zeros((4, 5), dtype=np.float32)
    logits[0, 1], logits[1, 2], logits[2, 0], logits[3, 4] = 9, 3, 9, 9
    ((name,),) = find_names(logits[None], [3], TAGS)
    assert name[:3] == (0, 2, "PER")
    assert name[3] == pytest.approx(np.exp(3) / (np.exp(3) + 4), rel=1e-5)


def test_padding_is_not_read() -> None:
    logits = np.full((3, 5), -9, dtype=np.float32)
    logits[:2, 0], logits[2, 1] = 9, 9
    short, whole = find_names(np.stack([logits, logits]), [2, 3], TAGS)
    assert short == []
    assert len(whole) == 1


def triggers_of(*words: dict[int, float], types: int = 2) -> Array:
    """Return trigger logits of one sentence: by word, the odds of label numbers (0 none, then B and I of each type)."""
    logits = np.full((1, len(words), 1 + 2 * types), -9, dtype=np.float32)
    for i, odds in enumerate(words):
        for label, odd in odds.items():
            logits[0, i, label] = odd
    return logits


def test_triggers_go_on_while_inside_their_type() -> None:
    """Words 1 and 2 are one trigger of type 0; word 3 is inside of another type, so it begins its own."""
    logits = triggers_of({0: 5}, {1: 5}, {2: 5}, {4: 5}, {0: 5})
    found = find_triggers(logits, [5], 0.15)
    assert [(t.sentence, t.start, t.end) for t in found] == [(0, 1, 3), (0, 3, 4)]
    assert [int(t.prior[:-1].argmax()) for t in found] == [0, 1]
    assert np.exp(found[0].prior).sum() == pytest.approx(1, abs=1e-3)


def test_a_doubtful_trigger_needs_the_least_probability() -> None:
    logits = triggers_of({0: 1, 1: 0})  # 27 per cent
    assert find_triggers(logits, [1], 0.3) == []
    assert len(find_triggers(logits, [1], 0.25)) == 1


def test_triggers_end_with_their_sentence() -> None:
    logits = np.concatenate([triggers_of({1: 5}, {2: 5}, {2: 5}), triggers_of({0: 5}, {3: 5}, {4: 5})])
    found = find_triggers(logits, [2, 2], 0.15)
    assert [(t.sentence, t.start, t.end) for t in found] == [(0, 0, 2), (1, 1, 2)]


def test_fillers_split_where_one_begins() -> None:
    """Two participants side by side are two; the first word of a stretch needs no mark."""
    inside = np.full((6, 2), -5, dtype=np.float32)
    begin = np.full((6, 2), -5, dtype=np.float32)
    inside[0:4, 0], begin[2, 0] = 5, 5
    inside[3:5, 1], begin[5, 1] = 0.5, 5
    least = np.array([0.4, 0.6], dtype=np.float32)
    (found,) = find_fillers(sigmoid(inside)[None], begin[None] > 0, [6], ["party", "when"], least)
    assert [f[:3] for f in found] == [("party", 0, 2), ("party", 2, 4), ("when", 3, 5)]
    assert found[0][3] == pytest.approx(1 / (1 + np.exp(-5)), rel=1e-5)


def test_fillers_need_the_threshold_of_their_label_and_frame() -> None:
    """The second frame asks for less, and its sentence is shorter."""
    inside = np.full((2, 2, 2), 0.62, dtype=np.float32)
    begin = np.zeros((2, 2, 2), dtype=bool)
    least = np.array([0.6, 0.7], dtype=np.float32)
    assert [[f[:3] for f in found] for found in find_fillers(inside, begin, [2, 0], ["a", "b"], least)] == [
        [("a", 0, 2)],
        [],
    ]
    each = np.array([[0.6, 0.7], [0.7, 0.6]], dtype=np.float32)
    assert [[f[:3] for f in found] for found in find_fillers(inside, begin, [2, 1], ["a", "b"], each)] == [
        [("a", 0, 2)],
        [("b", 0, 1)],
    ]
    assert find_fillers(inside[:0], begin[:0], [], ["a", "b"], least) == []
