"""Words that can stand for each other: nearest neighbours among the encoder's own embeddings.

A teacher's opinion of a sentence with other words in it is as good as one of a sentence that somebody wrote, so that
the model learns from wordings without number (after TinyBERT, Jiao et al. 2020).
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

MOST, LEAST = 10, 0.35
"""Neighbours of a word, and how near (cosine) they are at least."""
COMMONEST = 2300
"""Numbers below are signs and the commonest words, with which a sentence would lose its grammar."""
SHORTEST = 3


def neighbours_of(embeddings: Tensor, vocabulary: Mapping[str, int]) -> dict[int, list[int]]:
    """Return the neighbours of each whole word of letters among the pieces, by number."""
    words = [n for word, n in vocabulary.items() if n >= COMMONEST and word.isalpha() and len(word) >= SHORTEST]
    at = torch.tensor(sorted(words))
    units = torch.nn.functional.normalize(embeddings.detach().float().cpu()[at], dim=1)
    found: dict[int, list[int]] = {}
    for start in range(0, len(at), 1000):
        near, which = (units[start : start + 1000] @ units.T).topk(min(MOST + 1, len(at)), 1)
        for number, row, places in zip(at[start : start + 1000].tolist(), near.tolist(), which.tolist(), strict=True):
            some = [int(at[i]) for i, likeness in zip(places, row, strict=True) if likeness >= LEAST]
            if others := [n for n in some if n != number]:
                found[number] = others
    return found
