"""From sentences to what the networks take in: cutting into words and pieces, batching, padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedera.parse.decode import Trigger, softmax
from foedera.parse.features import distance_buckets, many_tree_features
from foedera.parse.pieces import SPECIAL_CASE, Pieces, case_class
from foedera.parse.words import split_words
from foedera.types import Segment

Inputs: TypeAlias = dict[str, NDArray[np.int64]]
Outputs: TypeAlias = dict[str, Any]
"""Arrays by name; float or integer as the network gives them."""
_BATCH_PIECES = 320
_MOST_PIECES = 240
"""Longer sentences are cut between words: the encoder was trained up to 256 pieces."""
_MARKS = 2
"""Pieces that open and close every sentence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One sentence cut into words and pieces."""

    segment: Segment
    spans: list[tuple[int, int]]
    """Where each word stands in the text."""
    words: list[str]
    pieces: list[tuple[int, ...]]
    size: int
    """Pieces that the encoder sees."""


def size_of(pieces: Sequence[tuple[int, ...]]) -> int:
    """Return how many pieces the encoder sees of the words of one sentence."""
    return sum(map(len, pieces)) + _MARKS


def cut_segment(text: str, segment: Segment, pieces: Pieces) -> Iterator[Cut]:
    """Cut a segment of a text into words; one too long for the encoder gives several, one without words none."""
    spans = split_words(text, segment.start, segment.end)
    words = [text[start:end] for start, end in spans]
    cut = pieces.of(words)
    whole = size_of(cut)
    if words and whole <= _MOST_PIECES:
        yield Cut(segment, spans, words, cut, whole)
        return
    at = 0
    while at < len(words):
        end, size = at, _MARKS
        while end < len(words) and size + len(cut[end]) <= _MOST_PIECES:
            size += len(cut[end])
            end += 1
        yield Cut(segment, spans[at:end], words[at:end], cut[at:end], size)
        at = end


def cut_words(words: Sequence[str], pieces: Pieces) -> Cut:
    """Return a sentence of given words, as if they were joined by blanks."""
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    cut = pieces.of(words)
    return Cut(Segment(0, max(0, at - 1), "prose", 0), spans, list(words), cut, size_of(cut))


def batches(cuts: Sequence[Cut]) -> Iterator[list[int]]:
    """Yield index lists of like length, each at most 320 padded pieces (or one sentence)."""
    order = sorted(range(len(cuts)), key=lambda i: (cuts[i].size, i))
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * cuts[i].size > _BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def reader_inputs(batch: Sequence[Cut], pieces: Pieces) -> Inputs:
    """Return the first stage's inputs: ids, cases, mask [B, S]; first, last, words [B, N]."""
    cut_up = list(chain.from_iterable(cut.pieces for cut in batch))
    sizes = np.fromiter(map(len, cut_up), dtype=np.int64, count=len(cut_up))
    kinds = np.fromiter(map(case_class, chain.from_iterable(cut.words for cut in batch)), dtype=np.int64)
    whole, counts = np.array([(cut.size, len(cut.words)) for cut in batch], dtype=np.int64).T[:, :, None]
    columns, places = np.arange(whole.max()), np.arange(counts.max())
    mask, words = columns < whole, places < counts
    inner = (columns > 0) & (columns < whole - 1)  # between the pieces that open and close a sentence
    ids = np.where(columns == whole - 1, pieces.sep, 0)
    ids[:, 0] = pieces.cls
    ids[inner] = np.fromiter(chain.from_iterable(cut_up), dtype=np.int64)
    cases = np.where(mask, SPECIAL_CASE, 0)
    cases[inner] = np.repeat(kinds, sizes)
    # pieces are counted through the whole batch, then from the beginning of each sentence
    last, first = np.zeros((2, len(batch), len(places)), dtype=np.int64)
    before = np.cumsum(whole - _MARKS) - (whole - _MARKS)[:, 0]
    last[words] = np.cumsum(sizes) - np.repeat(before, counts[:, 0])
    first[words] = last[words] - sizes + 1
    marked = {"mask": mask.astype(np.int64), "words": words.astype(np.int64)}
    return {"ids": ids, "cases": cases, "first": first, "last": last, **marked}


def framer_inputs(
    triggers: Sequence[Trigger], batch: Sequence[Cut], read: Outputs, words: NDArray[np.int64], weight: float
) -> Outputs:
    """Return the second stage's inputs for some candidates of one batch.

    Args:
        read: The first stage's outputs.
        words: [B, N] the first stage's input of that name.
        weight: Of the first stage's opinion of the type.
    """
    width = max(len(batch[t.sentence].words) for t in triggers)
    at = [t.sentence for t in triggers]
    some = {sentence: number for number, sentence in enumerate(dict.fromkeys(at))}
    arcs, which = softmax(read["arcs"][list(some)])[:, :width, : width + 1], np.array([some[each] for each in at])
    starts, ends = np.array([t.start for t in triggers])[:, None], np.array([t.end for t in triggers])[:, None]
    columns = np.arange(width)
    return {
        "states": read["states"][at, :width],
        "words": words[at, :width],
        "marks": ((columns >= starts) & (columns < ends)).astype(np.float32),
        "distances": distance_buckets(width, starts, ends),
        "tree": many_tree_features(arcs, which, starts[:, 0], ends[:, 0]),
        "rels": read["rels"][at, :width],
        "prior": np.array([t.prior for t in triggers]) * weight,
    }
