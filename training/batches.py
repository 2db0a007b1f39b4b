"""From examples to padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from foedera.parse.features import distance_buckets, tree_features
from foedera.parse.inputs import cut_words, reader_inputs, size_of
from foedera.parse.pieces import Pieces
from training.augment import masked, other_case, other_states
from training.data import Example, FrameExample
from training.labels import FILLERS, NER, STATUSES, TRIGGERS, TYPES, UPOS

IGNORE = -100
MOST_PIECES = 256


@dataclass(slots=True)
class Augment:
    """Shares of training sentences that are varied."""

    case: float = 0.09
    states: float = 0.4
    mask_trigger: float = 0.2
    mask_word: float = 0.04


def batched(
    examples: Sequence[Example], pieces: Pieces, size: int, rng: random.Random | None
) -> Iterator[list[Example]]:
    """Yield batches of at most `size` padded pieces, of like lengths; in random order with `rng`.

    Sentences too long for the encoder are left out.
    """
    lengths = {id(e): size_of(pieces.of(e.words)) for e in examples}
    kept = [e for e in examples if lengths[id(e)] <= MOST_PIECES]
    noise = rng.random if rng else lambda: 0.0
    kept.sort(key=lambda e: lengths[id(e)] * (1 + 0.1 * noise()))
    batches: list[list[Example]] = []
    longest = 0
    for example in kept:
        if not batches or (len(batches[-1]) + 1) * max(lengths[id(example)], longest) > size:
            batches.append([])
            longest = 0
        batches[-1].append(example)
        longest = max(longest, lengths[id(example)])
    if rng:
        rng.shuffle(batches)
    yield from batches


def varied(example: Example, rng: random.Random, augment: Augment) -> tuple[list[str], set[int]]:
    """Return the words of a training sentence, some of them changed, and which ones to hide from the encoder."""
    words = example.words
    if example.frames is not None and rng.random() < augment.states:
        words = other_states(words, rng)
    if rng.random() < augment.case:
        words = other_case(words, rng)
    hidden = masked(example, rng, augment.mask_trigger, augment.mask_word) if example.frames is not None else set()
    return words, hidden


def encode(
    examples: Sequence[Example], pieces: Pieces, rng: random.Random | None = None, augment: Augment | None = None
) -> dict[str, torch.Tensor]:
    """Return the first stage's inputs; sentences are varied when `rng` and `augment` are given."""
    cuts, shown = [], []
    for example in examples:
        words, hidden = varied(example, rng, augment) if rng and augment else (example.words, set())
        cut = cut_words(words, pieces)
        shown.append([(pieces.mask,) * len(ids) if i in hidden else ids for i, ids in enumerate(cut.pieces)])
        cuts.append(cut)
    covered = [replace(cut, pieces=ids) for cut, ids in zip(cuts, shown, strict=True)]
    return {name: torch.from_numpy(array) for name, array in reader_inputs(covered, pieces).items()}


def tree_targets(
    examples: Sequence[Example], n: int, xpos: dict[str, int], rels: dict[str, int]
) -> dict[str, torch.Tensor]:
    """Return [B, N] gold indices of tags, heads (0 the root), relations and names; IGNORE where there are none."""
    out = {k: torch.full((len(examples), n), IGNORE) for k in ("upos", "xpos", "heads", "rels", "ner")}
    for i, e in enumerate(examples):
        m = len(e.words)
        if e.upos and e.xpos and e.heads and e.deprels:
            out["upos"][i, :m] = torch.tensor([UPOS.index(t) for t in e.upos])
            out["xpos"][i, :m] = torch.tensor([xpos.get(t, IGNORE) for t in e.xpos])
            out["heads"][i, :m] = torch.tensor(e.heads)
            out["rels"][i, :m] = torch.tensor([rels.get(t, IGNORE) for t in e.deprels])
        if e.ner:
            out["ner"][i, :m] = torch.tensor([NER.index(t) for t in e.ner])
    return out


def trigger_targets(examples: Sequence[Example], n: int) -> torch.Tensor:
    """Return [B, N] gold trigger labels."""
    out = torch.full((len(examples), n), IGNORE)
    for i, e in enumerate(examples):
        if e.frames is None:
            continue
        out[i, : len(e.words)] = 0
        for f in e.frames:
            start, end = f.trigger
            out[i, start] = TRIGGERS.index(f"B-{f.type}")
            out[i, start + 1 : end] = TRIGGERS.index(f"I-{f.type}")
    return out


@dataclass(slots=True)
class Candidate:
    """A trigger to be read by the second stage: sentence of the batch, word range, gold frame or None."""

    sentence: int
    start: int
    end: int
    gold: FrameExample | None


def prior_of(logits: torch.Tensor) -> torch.Tensor:
    """Return [..., types + 1] log-probabilities from trigger logits: B and I of a type added up, "no frame" last."""
    p = torch.softmax(logits.float(), -1)
    typed = p[..., 1:].reshape(*p.shape[:-1], len(TYPES), 2).sum(-1)
    return torch.cat([typed, p[..., :1]], -1).clamp(min=1e-6).log()


def framer_inputs(
    candidates: Sequence[Candidate], out: dict[str, torch.Tensor], words: torch.Tensor
) -> dict[str, torch.Tensor]:
    """Return the second stage's inputs for some candidates of one batch."""
    n = words.shape[1]
    at = torch.tensor([c.sentence for c in candidates])
    arcs = torch.softmax(out["arcs"].detach().float(), -1).numpy()
    marks = torch.zeros(len(candidates), n)
    distances = np.zeros((len(candidates), n), dtype=np.int64)
    tree = np.zeros((len(candidates), n, 6), dtype=np.float32)
    for i, c in enumerate(candidates):
        marks[i, c.start : c.end] = 1
        distances[i] = distance_buckets(n, c.start, c.end)
        tree[i] = tree_features(arcs[c.sentence], c.start, c.end)
    prior = prior_of(out["triggers"].detach())
    return {
        "states": out["states"][at],
        "words": words[at],
        "marks": marks,
        "distances": torch.from_numpy(distances),
        "tree": torch.from_numpy(tree),
        "rels": out["rels"].detach().argmax(-1)[at],
        "prior": torch.stack([prior[c.sentence, c.start] for c in candidates]),
    }


def framer_targets(candidates: Sequence[Candidate], n: int) -> dict[str, torch.Tensor]:
    """Return gold types ("no frame" last), statuses and filler marks [T, N, L] (inside, begin)."""
    t = len(candidates)
    types, status = torch.full((t,), len(TYPES)), torch.full((t,), IGNORE)
    inside, begin = torch.zeros(t, n, len(FILLERS)), torch.zeros(t, n, len(FILLERS))
    for i, c in enumerate(candidates):
        if c.gold is None:
            continue
        types[i], status[i] = TYPES.index(c.gold.type), STATUSES.index(c.gold.status)
        for label, start, end in c.gold.fillers:
            k = FILLERS.index(label)
            inside[i, start:end, k] = 1
            begin[i, start, k] = 1
    return {"types": types, "status": status, "inside": inside, "begin": begin}
