"""Batches and padding."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedera.parse import MODEL, Model
from foedera.parse.decode import Trigger
from foedera.parse.inputs import Cut, batches, cut_words, of_like_length, reader_inputs, window_size
from foedera.parse.pieces import load_pieces
from foedera.types import Segment


def cut_of(pieces: int) -> Cut:
    return Cut(Segment(0, 1, "prose", 0), [], [], [(7,)] * pieces, pieces + 2)


@given(st.lists(st.integers(1, 238), max_size=60))
def test_every_sentence_is_in_one_window_and_batch_that_are_small_enough(sizes: list[int]) -> None:
    cuts = [cut_of(size) for size in sizes]
    found = list(batches(cuts))
    read = [window for batch in found for window in batch]
    assert sorted(i for window in read for i in window) == list(range(len(cuts)))
    for window in read:
        assert window == list(range(window[0], window[-1] + 1))
        assert len(window) == 1 or window_size([cuts[i] for i in window]) <= 160
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(window_size([cuts[i] for i in window]) for window in batch) <= 320


def test_padding(model: Model) -> None:
    """Each word knows its first and last piece; padding is marked as such."""
    pieces = load_pieces(MODEL / "tokenizer.json")
    long, short = cut_words(["Peacekeeperships", "left", "Hebei"], pieces), cut_words(["Yes"], pieces)
    inputs = reader_inputs([[long], [short]], pieces)
    assert model.size_of(long.words) == long.size == inputs["ids"].shape[1]
    assert inputs["words"].tolist() == [[1, 1, 1], [1, 0, 0]]
    assert inputs["mask"].sum(1).tolist() == [long.size, short.size]
    starts, ends = inputs["first"][0].tolist(), inputs["last"][0].tolist()
    assert starts[0] == 1
    assert [e - s + 1 for s, e in zip(starts, ends, strict=True)] == [len(p) for p in long.pieces]
    assert starts[1:] == [e + 1 for e in ends[:-1]]
    assert inputs["roots"].tolist() == [0, inputs["ids"].shape[1]]


def test_neighbours_lie_in_one_window() -> None:
    """Its pieces are those of each sentence with a mark behind it, and words and roots point to their own."""
    pieces = load_pieces(MODEL / "tokenizer.json")
    cuts = [cut_words(words, pieces) for words in (["Yes"], ["Peacekeeperships", "left"], ["Hebei", "waits", "."])]
    inputs = reader_inputs([cuts[:2], cuts[2:]], pieces)
    ids = inputs["ids"].ravel().tolist()
    for row, cut in enumerate(cuts):
        assert ids[inputs["roots"][row]] == (pieces.cls if row in {0, 2} else pieces.sep)
        for word, expected in enumerate(cut.pieces):
            first, last = inputs["first"][row, word], inputs["last"][row, word]
            assert tuple(ids[first : last + 1]) == expected
        assert ids[inputs["last"][row, len(cut.words) - 1] + 1] == pieces.sep
    assert inputs["mask"].sum(1).tolist() == [window_size(cuts[:2]), window_size(cuts[2:])]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 60)), max_size=60))
def test_candidates_are_read_once_with_others_in_sentences_as_long(some: list[tuple[int, int]]) -> None:
    lengths = [length for _, length in some]
    triggers = [Trigger(i, 0, 1, np.zeros(1, np.float32)) for i, (count, _) in enumerate(some) for _ in range(count)]
    found = list(of_like_length(triggers, lengths))
    assert sorted(t.sentence for part in found for t in part) == [t.sentence for t in triggers]
    for part in found:
        assert len(part) == 1 or len(part) * max(lengths[t.sentence] for t in part) <= 480
