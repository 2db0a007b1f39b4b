"""From sentences to what the networks take in: cutting into words and pieces, batching, padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedera.parse.decode import Trigger, softmax
from foedera.parse.features import distance_buckets, gaps, many_tree_features
from foedera.parse.pieces import SPECIAL_CASE, Pieces, case_class
from foedera.parse.words import split_words
from foedera.types import Frame, Segment

Inputs: TypeAlias = dict[str, NDArray[np.int64]]
Outputs: TypeAlias = dict[str, Any]
"""Arrays by name; float or integer as the network gives them."""
_BATCH_PIECES = 320
_WINDOW = 160
"""Pieces of neighbouring sentences that are read together, at most."""
_CANDIDATE_WORDS = 480
"""Padded words of the candidates that the second stage reads at once."""
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


def windows(cuts: Sequence[Cut], most: int = _WINDOW) -> Iterator[list[int]]:
    """Yield index lists of neighbours that are read together, so that each is read in its context.

    Args:
        most: Pieces of a window, at most; a longer sentence stands alone.
    """
    window: list[int] = []
    size = 0
    for i, cut in enumerate(cuts):
        if window and size + cut.size - 1 > most:
            yield window
            window = []
        size = size + cut.size - 1 if window else cut.size
        window.append(i)
    if window:
        yield window


def batches(cuts: Sequence[Cut]) -> Iterator[list[list[int]]]:
    """Yield lists of windows of like length, each list at most 320 padded pieces (or one window)."""
    many = [(window_size([cuts[i] for i in window]), window) for window in windows(cuts)]
    batch: list[list[int]] = []
    for size, window in sorted(many):
        if batch and (len(batch) + 1) * size > _BATCH_PIECES:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def window_size(window: Sequence[Cut]) -> int:
    """Return how many pieces the encoder sees of neighbours: one mark opens them, one closes each."""
    return 1 + sum(cut.size - 1 for cut in window)


def reader_inputs(batch: Sequence[Sequence[Cut]], pieces: Pieces) -> Inputs:
    """Return the first stage's inputs for W windows of B sentences.

    They are ids, cases, mask [W, S]; first, last, words [B, N]; roots [B]. Where a word begins and ends, and the mark
    before each sentence, are counted through all pieces of the batch, padding too.
    """
    cuts = list(chain.from_iterable(batch))
    cut_up = list(chain.from_iterable(cut.pieces for cut in cuts))
    sizes = np.fromiter(map(len, cut_up), dtype=np.int64, count=len(cut_up))
    kinds = np.fromiter(map(case_class, chain.from_iterable(cut.words for cut in cuts)), dtype=np.int64)
    own, counts = np.array([(cut.size - _MARKS, len(cut.words)) for cut in cuts], dtype=np.int64).T
    whole = np.array([window_size(window) for window in batch], dtype=np.int64)[:, None]
    mask, words = np.arange(whole.max()) < whole, np.arange(counts.max()) < counts[:, None]
    at = np.repeat(np.arange(len(batch)), [len(window) for window in batch])
    # sentences lie one behind the other, a mark behind each, from the second piece of their window on
    behind = np.cumsum(own + 1)
    opens = behind - own - 1
    heads = np.cumsum([0, *map(len, batch)])[:-1]
    start = at * mask.shape[1] + 1 + opens - opens[heads][at]
    places = np.repeat(start - np.cumsum(own) + own, own) + np.arange(own.sum())
    ids, cases = np.zeros(mask.size, dtype=np.int64), np.where(mask, SPECIAL_CASE, 0).ravel()
    ids[:: mask.shape[1]] = pieces.cls
    ids[start + own] = pieces.sep
    ids[places] = np.fromiter(chain.from_iterable(cut_up), dtype=np.int64)
    cases[places] = np.repeat(kinds, sizes)
    last, first = np.zeros((2, len(cuts), words.shape[1]), dtype=np.int64)
    ends = np.cumsum(sizes)
    last[words], first[words] = places[ends - 1], places[ends - sizes]
    return {
        "ids": ids.reshape(mask.shape),
        "cases": cases.reshape(mask.shape),
        "mask": mask.astype(np.int64),
        "first": first,
        "last": last,
        "words": words.astype(np.int64),
        "roots": start - 1,
    }


def of_like_length(triggers: Sequence[Trigger], lengths: Sequence[int]) -> Iterator[list[Trigger]]:
    """Yield candidates in sentences of like lengths, so many as the second stage reads at once.

    Args:
        triggers: Of one batch.
        lengths: Words of each sentence.
    """
    some: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: lengths[t.sentence]):
        if some and (len(some) + 1) * lengths[trigger.sentence] > _CANDIDATE_WORDS:
            yield some
            some = []
        some.append(trigger)
    if some:
        yield some


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


def names_in(cuts: Sequence[Cut]) -> NDArray[np.int64]:
    """Return [M, 2] the words that may name somebody, those with a capital: sentence and word."""
    found = [(i, at) for i, cut in enumerate(cuts) for at, word in enumerate(cut.words) if word[0].isupper()]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def caster_inputs(
    found: Sequence[tuple[Trigger, Frame]],
    names: NDArray[np.int64],
    windows: NDArray[np.int64],
    states: NDArray[np.float32],
    types: Sequence[str],
) -> Outputs:
    """Return the third stage's inputs: T frames, M words, and the pairs of them that stand in one window.

    Args:
        found: The frames, each with the trigger that it was made of.
        names: [M, 2] sentence and word.
        windows: [B] of each sentence.
        states: [B, N, STATE] of the first stage.
        types: The frame types in order.
    """
    at = np.array([trigger.sentence for trigger, _ in found])
    pairs = np.argwhere(windows[at][:, None] == windows[names[:, 0]][None])
    return {
        "triggers": states[at, [trigger.start for trigger, _ in found]],
        "types": np.array([types.index(frame.type) for _, frame in found]),
        "names": states[names[:, 0], names[:, 1]],
        "pairs": pairs,
        "gaps": gaps(names[pairs[:, 1], 0], at[pairs[:, 0]]),
    }
