"""Batches and padding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedera.parse import MODEL, Model
from foedera.parse.inputs import Cut, batches, cut_words, reader_inputs
from foedera.parse.pieces import load_pieces
from foedera.types import Segment


def cut_of(pieces: int) -> Cut:
    return Cut(Segment(0, 1, "prose", 0), [], [], [(7,)] * pieces, pieces + 2)


@given(st.lists(st.integers(1, 238), max_size=60))
def test_every_sentence_is_in_one_batch_that_is_small_enough(sizes: list[int]) -> None:
    cuts = [cut_of(size) for size in sizes]
    found = list(batches(cuts))
    assert sorted(i for batch in found for i in batch) == list(range(len(cuts)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(cuts[i].size for i in batch) <= 320


def test_padding(model: Model) -> None:
    """Each word knows its first and last piece; padding is marked as such."""
    pieces = load_pieces(MODEL / "tokenizer.json")
    long, short = cut_words(["Peacekeeperships", "left", "Hebei"], pieces), cut_words(["Yes"], pieces)
    inputs = reader_inputs([long, short], pieces)
    assert model.size_of(long.words) == long.size == inputs["ids"].shape[1]
    assert inputs["words"].tolist() == [[1, 1, 1], [1, 0, 0]]
    assert inputs["mask"].sum(1).tolist() == [long.size, short.size]
    starts, ends = inputs["first"][0].tolist(), inputs["last"][0].tolist()
    assert starts[0] == 1
    assert [e - s + 1 for s, e in zip(starts, ends, strict=True)] == [len(p) for p in long.pieces]
    assert starts[1:] == [e + 1 for e in ends[:-1]]
