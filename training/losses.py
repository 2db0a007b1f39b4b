"""What a batch of trees and a batch of frames cost the model."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (its usual name)

from foedera.parse.pieces import Pieces
from training.batches import (
    IGNORE,
    Augment,
    Candidate,
    encode,
    framer_inputs,
    framer_targets,
    prior_of,
    tree_targets,
    trigger_targets,
)
from training.data import Example
from training.labels import TYPES
from training.model import LanguageModel

LOOKS = 0.08
"""Probability of being a trigger from which a word is worth refusing."""
REFUSED = 2
"""Words to be refused in each sentence, at most."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the parts of the loss of frames."""

    trigger: float
    filler: float
    status: float


def cross_entropy(logits: Tensor, gold: Tensor) -> Tensor:
    """Return the mean over labels that are there."""
    return F.cross_entropy(logits.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE)


def tree_loss(
    model: LanguageModel,
    batch: list[Example],
    pieces: Pieces,
    rng: random.Random,
    augment: Augment,
    weights: Weights,
) -> Tensor:
    """Return the loss of tags, tree and names."""
    inputs = encode(batch, pieces, rng, augment)
    xpos, rels = ({label: i for i, label in enumerate(labels)} for labels in (model.xpos, model.deprels))
    gold = tree_targets(batch, inputs["words"].shape[1], xpos, rels)
    with torch.autocast("cpu", torch.bfloat16):
        out = model.reader(**inputs, heads=gold["heads"].clamp(min=0))
    loss = (
        cross_entropy(out["upos"], gold["upos"]) * 0.5
        + cross_entropy(out["xpos"], gold["xpos"]) * 0.5
        + cross_entropy(out["arcs"], gold["heads"])
        + cross_entropy(out["rels"], gold["rels"])
    )
    if (gold["ner"] != IGNORE).any():
        loss = loss + cross_entropy(out["ner"], gold["ner"]) * 1.5
    return loss + weights.trigger * _taught_loss(out["triggers"], batch)


def _taught_loss(logits: Tensor, batch: list[Example]) -> Tensor:
    """Return how far the opinion of the words is from that of the models that teach; 0 where none does."""
    known = [(i, example.taught) for i, example in enumerate(batch) if example.taught is not None]
    if not known:
        return logits.new_zeros(())
    mine = torch.cat([logits[i, : taught.shape[0]] for i, taught in known]).float()
    theirs = torch.cat([taught.to_dense() for _, taught in known]).float()
    return -(theirs * torch.log_softmax(mine, -1)).sum(-1).mean()


def candidates_of(batch: list[Example], triggers: Tensor, rng: random.Random) -> list[Candidate]:
    """Return the gold triggers and, so that the second stage learns to refuse, words that only look like some."""
    looks = 1 - prior_of(triggers.detach())[..., -1].exp()
    found = []
    for i, example in enumerate(batch):
        taken: set[int] = set()
        for frame in example.frames or ():
            found.append(Candidate(i, *frame.trigger, frame))
            taken |= set(range(*frame.trigger))
        wrong = [w for w in range(len(example.words)) if w not in taken and looks[i, w] > LOOKS]
        found += [Candidate(i, w, w + 1, None) for w in rng.sample(wrong, min(REFUSED, len(wrong)))]
    return found


def frame_loss(
    model: LanguageModel,
    batch: list[Example],
    pieces: Pieces,
    rng: random.Random,
    augment: Augment,
    weights: Weights,
) -> Tensor:
    """Return the loss of triggers and of what the second stage makes of the candidates."""
    inputs = encode(batch, pieces, rng, augment)
    n = inputs["words"].shape[1]
    with torch.autocast("cpu", torch.bfloat16):
        out = model.reader(**inputs)
    loss = weights.trigger * cross_entropy(out["triggers"], trigger_targets(batch, n))
    found = candidates_of(batch, out["triggers"], rng)
    return loss + _second_loss(model, found, out, inputs["words"], weights) if found else loss


def _second_loss(
    model: LanguageModel, found: list[Candidate], out: dict[str, Tensor], words: Tensor, weights: Weights
) -> Tensor:
    gold = framer_targets(found, words.shape[1])
    real = gold["types"] < len(TYPES)
    with torch.autocast("cpu", torch.bfloat16):
        inputs = framer_inputs(found, out, words)
        read = model.framer(**inputs, types=gold["types"].clamp(max=len(TYPES) - 1))
    loss = 0.5 * F.cross_entropy(read["typed"].float(), gold["types"])
    if real.any():
        shown = inputs["words"][real].unsqueeze(-1)
        for part in ("inside", "begin"):
            wrong = F.binary_cross_entropy_with_logits(read[part][real].float(), gold[part][real], reduction="none")
            loss = loss + weights.filler * (wrong * shown).sum() / real.sum()
        loss = loss + weights.status * F.cross_entropy(read["status"][real].float(), gold["status"][real])
    return loss
