"""From examples to padded arrays, and from a first reading to what the second stage takes in.

Arrays are made by numpy alone, so that processes without torch can make them beside the training.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from foedera.parse.features import EDGES
from foedera.parse.inputs import Cut, cut_words, reader_inputs, size_of
from foedera.parse.pieces import Pieces
from training.augment import masked, other_case, other_states
from training.data import Example
from training.labels import FILLERS, NER, STATUSES, TRIGGERS, TYPES, UPOS

IGNORE = -100
MOST_PIECES = 256
NOTHING = len(TYPES)
"""The type of a candidate that is no trigger."""
INPUTS = ("ids", "cases", "mask", "first", "last", "words")
Arrays: TypeAlias = dict[str, NDArray[np.int64]]
Neighbours: TypeAlias = Mapping[int, Sequence[int]]
"""Pieces that can stand for each other, by number."""


@dataclass(frozen=True, slots=True)
class Augment:
    """Shares of training sentences that are varied."""

    case: float = 0.09
    states: float = 0.4
    mask_trigger: float = 0.2
    mask_word: float = 0.04
    reworded: float = 0.0
    """Of sentences some of whose words give way to neighbours in meaning; their marks no longer hold."""
    word: float = 0.15
    """Of the words of those."""


def batched(
    examples: Sequence[Example], sizes: Mapping[int, int], size: int, rng: random.Random | None
) -> Iterator[list[Example]]:
    """Yield batches of at most `size` padded pieces, of like lengths; in random order with `rng`.

    Sentences too long for the encoder are left out.

    Args:
        examples: The sentences.
        sizes: Pieces of each, by `id`: what `sizes_of` gives.
        size: Padded pieces of a batch.
        rng: For the order.
    """
    kept = [e for e in examples if sizes[id(e)] <= MOST_PIECES]
    noise = rng.random if rng else lambda: 0.0
    kept.sort(key=lambda e: sizes[id(e)] * (1 + 0.1 * noise()))
    batches: list[list[Example]] = []
    longest = 0
    for example in kept:
        if not batches or (len(batches[-1]) + 1) * max(sizes[id(example)], longest) > size:
            batches.append([])
            longest = 0
        batches[-1].append(example)
        longest = max(longest, sizes[id(example)])
    if rng:
        rng.shuffle(batches)
    yield from batches


def sizes_of(examples: Sequence[Example], pieces: Pieces) -> dict[int, int]:
    """Return how many pieces the encoder sees of each example, by its `id`."""
    return {id(e): size_of(pieces.of(e.words)) for e in examples}


@dataclass(frozen=True, slots=True)
class Maker:
    """Turns examples into the arrays of a batch: [B, S] pieces, [B, N] words, [T, 5] frames, [F, 4] fillers."""

    pieces: Pieces
    xpos: Mapping[str, int]
    deprels: Mapping[str, int]
    augment: Augment | None = None
    """None: the sentences as they are."""
    neighbours: Neighbours | None = None

    def make(self, examples: Sequence[Example], rng: random.Random) -> Arrays:
        """Return inputs and gold of a batch; gold of sentences that were reworded is left out."""
        shown, firm = [], []
        for example in examples:
            cut, holds = self._shown(example, rng)
            shown.append(cut)
            firm.append(example if holds else Example(example.words))
        arrays = reader_inputs(shown, self.pieces)
        n = arrays["words"].shape[1]
        frames, fillers = frame_targets(firm)
        return {
            **arrays,
            **tree_targets(firm, n, self.xpos, self.deprels),
            "triggers": trigger_targets(firm, n),
            "frames": frames,
            "fillers": fillers,
        }

    def _shown(self, example: Example, rng: random.Random) -> tuple[Cut, bool]:
        """Return a sentence as the encoder is to see it, and whether its gold still holds."""
        if self.augment is None:
            return cut_words(example.words, self.pieces), True
        if self.neighbours and rng.random() < self.augment.reworded:
            cut = cut_words(example.words, self.pieces)
            return replace(cut, pieces=reworded(cut.pieces, self.neighbours, self.augment.word, rng)), False
        words, hidden = varied(example, rng, self.augment)
        cut = cut_words(words, self.pieces)
        ids = [(self.pieces.mask,) * len(ids) if i in hidden else ids for i, ids in enumerate(cut.pieces)]
        return replace(cut, pieces=ids), True


def reworded(
    words: Sequence[tuple[int, ...]], neighbours: Neighbours, share: float, rng: random.Random
) -> list[tuple[int, ...]]:
    """Put neighbours in place of some of the words that have any."""
    return [
        (rng.choice(neighbours[ids[0]]),) if len(ids) == 1 and ids[0] in neighbours and rng.random() < share else ids
        for ids in words
    ]


def varied(example: Example, rng: random.Random, augment: Augment) -> tuple[list[str], set[int]]:
    """Return the words of a training sentence, some of them changed, and which ones to hide from the encoder."""
    words = example.words
    if example.frames is not None and rng.random() < augment.states:
        words = other_states(words, rng)
    if rng.random() < augment.case:
        words = other_case(words, rng)
    hidden = masked(example, rng, augment.mask_trigger, augment.mask_word) if example.frames is not None else set()
    return words, hidden


def tree_targets(examples: Sequence[Example], n: int, xpos: Mapping[str, int], rels: Mapping[str, int]) -> Arrays:
    """Return [B, N] gold indices of tags, heads (0 the root), relations and names; IGNORE where there are none."""
    out = {k: np.full((len(examples), n), IGNORE) for k in ("upos", "xpos", "heads", "rels", "ner")}
    for i, e in enumerate(examples):
        m = len(e.words)
        if e.upos and e.xpos and e.heads and e.deprels:
            out["upos"][i, :m] = [UPOS.index(t) for t in e.upos]
            out["xpos"][i, :m] = [xpos.get(t, IGNORE) for t in e.xpos]
            out["heads"][i, :m] = e.heads
            out["rels"][i, :m] = [rels.get(t, IGNORE) for t in e.deprels]
        if e.ner:
            out["ner"][i, :m] = [NER.index(t) for t in e.ner]
    return out


def trigger_targets(examples: Sequence[Example], n: int) -> NDArray[np.int64]:
    """Return [B, N] gold trigger labels."""
    out = np.full((len(examples), n), IGNORE)
    for i, e in enumerate(examples):
        if e.frames is None:
            continue
        out[i, : len(e.words)] = 0
        for f in e.frames:
            start, end = f.trigger
            out[i, start] = TRIGGERS.index(f"B-{f.type}")
            out[i, start + 1 : end] = TRIGGERS.index(f"I-{f.type}")
    return out


def frame_targets(examples: Sequence[Example]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the gold frames [T, 5] (sentence, words, type, status), and fillers [F, 4] (frame, label, words)."""
    frames: list[tuple[int, ...]] = []
    fillers: list[tuple[int, ...]] = []
    for i, e in enumerate(examples):
        for f in e.frames or ():
            fillers += [(len(frames), FILLERS.index(label), start, end) for label, start, end in f.fillers]
            frames.append((i, *f.trigger, TYPES.index(f.type), STATUSES.index(f.status)))
    return np.array(frames, np.int64).reshape(-1, 5), np.array(fillers, np.int64).reshape(-1, 4)


def tensors(arrays: Arrays, device: torch.device | str = "cpu") -> dict[str, Tensor]:
    """Return a batch as the networks take it in."""
    return {name: torch.from_numpy(array).to(device, non_blocking=True) for name, array in arrays.items()}


def prior_of(logits: Tensor) -> Tensor:
    """Return [..., types + 1] log-probabilities from trigger logits: B and I of a type added up, "no frame" last."""
    p = torch.softmax(logits.float(), -1)
    typed = p[..., 1:].reshape(*p.shape[:-1], len(TYPES), 2).sum(-1)
    return torch.cat([typed, p[..., :1]], -1).clamp(min=1e-6).log()


def framer_inputs(candidates: Tensor, out: dict[str, Tensor], words: Tensor) -> dict[str, Tensor]:
    """Return the second stage's inputs for candidates [T, 3 or more]: sentence, first word, word behind."""
    at, start, end = candidates[:, 0], candidates[:, 1, None], candidates[:, 2, None]
    places = torch.arange(words.shape[1], device=words.device)
    marks = ((places >= start) & (places < end)).float()
    signed = (places - start).clamp(max=0) + (places - end + 1).clamp(min=0)
    edges = torch.tensor(EDGES, device=words.device)
    return {
        "states": out["states"][at],
        "words": words[at],
        "marks": marks,
        "distances": torch.searchsorted(edges, signed, right=True),
        "tree": tree_features(torch.softmax(out["arcs"].detach().float(), -1)[at], marks),
        "rels": out["rels"].detach().argmax(-1)[at],
        "prior": prior_of(out["triggers"].detach())[at, candidates[:, 1]],
    }


def tree_features(arcs: Tensor, marks: Tensor) -> Tensor:
    """Return [T, N, 6]: `foedera.parse.features.tree_features` of candidates marked [T, N] in trees [T, N, N + 1]."""
    up = arcs[:, :, 1:]
    to = (up @ marks.unsqueeze(-1)).squeeze(-1)
    away = (marks.unsqueeze(1) @ up).squeeze(1) / marks.sum(1, keepdim=True)
    two = (up @ to.unsqueeze(-1)).squeeze(-1)
    three = (up @ two.unsqueeze(-1)).squeeze(-1)
    up_from = (away.unsqueeze(1) @ up).squeeze(1)
    beside = (up @ away.unsqueeze(-1)).squeeze(-1)
    return torch.stack([to, two, three, away, up_from, beside], -1)


def filler_targets(fillers: Tensor, frames: int, n: int) -> dict[str, Tensor]:
    """Return the gold filler marks [T, N, L] of fillers [F, 4]: inside, begin."""
    inside = torch.zeros(frames, n, len(FILLERS), device=fillers.device)
    begin = torch.zeros_like(inside)
    frame, label, start, end = fillers.unbind(1)
    begin[frame, start, label] = 1
    places = torch.arange(n, device=fillers.device)
    which, at = ((places >= start[:, None]) & (places < end[:, None])).nonzero(as_tuple=True)
    inside[frame[which], at, label[which]] = 1
    return {"inside": inside, "begin": begin}
