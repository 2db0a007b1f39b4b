"""What a batch costs the model: by its gold marks, and by what a teacher thinks of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (its usual name)

from training.batches import IGNORE, INPUTS, NOTHING, filler_targets, framer_inputs, prior_of
from training.labels import TRIGGERS
from training.model import LanguageModel

LOOKS = 0.08
"""Probability of being a trigger from which a word is worth refusing."""
REFUSED = 2
"""Words to be refused in each sentence, at most."""
ASKED, WORTH = 3, 0.02
"""Words of each sentence on which the teacher's second stage is asked, at most, and the probability from which."""
LONGEST = 3
"""Words of a trigger of a sentence that nobody has marked."""
OPINIONS = ("upos", "xpos", "arcs", "rels", "ner", "triggers")
INNER = torch.tensor([label.startswith("I-") for label in TRIGGERS])


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the parts of the loss."""

    trigger: float = 12
    filler: float = 0.15
    status: float = 0.4
    upos: float = 0.5
    xpos: float = 0.5
    arcs: float = 1
    rels: float = 1
    ner: float = 1.5
    typed: float = 0.5
    gold: float = 0.3
    """Of the gold marks beside a teacher's opinion."""


Batch = dict[str, Tensor]


def gold_loss(model: LanguageModel, batch: Batch, weights: Weights, out: Batch | None = None) -> Tensor:
    """Return the loss by gold marks; what is not marked costs nothing.

    Args:
        model: In training.
        batch: What `batches.tensors` gives.
        weights: Of the parts.
        out: The first stage's reading, if it is there.
    """
    if out is None:
        out = read(model, batch, batch["heads"])
    loss = weights.trigger * cross_entropy(out["triggers"], batch["triggers"])
    for name, gold in (("upos", "upos"), ("xpos", "xpos"), ("arcs", "heads"), ("rels", "rels"), ("ner", "ner")):
        loss = loss + getattr(weights, name) * cross_entropy(out[name], batch[gold])
    marked = batch["triggers"] == 0
    wrong = refused(marked, 1 - prior_of(out["triggers"].detach())[..., -1].exp())
    found = torch.cat([batch["frames"], wrong])
    return loss + second_loss(model, found, batch, out, weights) if len(found) else loss


def read(model: LanguageModel, batch: Batch, heads: Tensor) -> Batch:
    """Return the first stage's reading of a batch, relations at `heads` [B, N], at its own where those are negative."""
    with torch.autocast(batch["ids"].device.type, torch.bfloat16):
        reading: Batch = model.reader(**{name: batch[name] for name in INPUTS}, heads=heads)
    return reading


def cross_entropy(logits: Tensor, gold: Tensor) -> Tensor:
    """Return the mean over labels that are there; 0 where none is."""
    costs = F.cross_entropy(logits.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE, reduction="sum")
    return costs / (gold != IGNORE).sum().clamp(min=1)


def refused(free: Tensor, looks: Tensor) -> Tensor:
    """Return [T, 5] some words that only look like triggers, so that the second stage learns to refuse.

    Args:
        free: [B, N] whether a word is known to be no trigger.
        looks: [B, N] the probability that it is one, by the first stage.
    """
    chance = torch.rand_like(looks) * (free & (looks > LOOKS))
    best, at = chance.topk(min(REFUSED, chance.shape[1]), -1)
    rows, columns = (best > 0).nonzero(as_tuple=True)
    places = at[rows, columns]
    return torch.stack([rows, places, places + 1, torch.full_like(rows, NOTHING), torch.full_like(rows, IGNORE)], 1)


def second_loss(model: LanguageModel, found: Tensor, batch: Batch, out: Batch, weights: Weights) -> Tensor:
    """Return the loss of what the second stage makes of candidates [T, 5], the gold frames first."""
    n = batch["words"].shape[1]
    types, status = found[:, 3], found[:, 4]
    real = len(batch["frames"])
    with torch.autocast(found.device.type, torch.bfloat16):
        inputs = framer_inputs(found, out, batch["words"])
        told = model.framer(**inputs, types=types.clamp(max=NOTHING - 1))
    loss = weights.typed * F.cross_entropy(told["typed"].float(), types)
    if real:
        shown = inputs["words"][:real].unsqueeze(-1)
        gold = filler_targets(batch["fillers"], real, n)
        for part, marks in gold.items():
            wrong = F.binary_cross_entropy_with_logits(told[part][:real].float(), marks, reduction="none")
            loss = loss + weights.filler * (wrong * shown).sum() / real
        loss = loss + weights.status * cross_entropy(told["status"], status)
    return loss


def taught_loss(model: LanguageModel, teachers: Sequence[LanguageModel], batch: Batch, weights: Weights) -> Tensor:
    """Return how far the model is from what its teachers think in the mean, and a share of the loss by gold marks."""
    words = batch["words"].bool()
    heads, readings = batch["heads"], []
    with torch.no_grad():
        for teacher in teachers:
            readings.append(read(teacher, batch, heads))
            heads = readings[0]["heads"]
    mine = read(model, batch, heads)
    loss = weights.gold * gold_loss(model, batch, weights, mine)
    for name in OPINIONS:
        weight = weights.trigger if name == "triggers" else getattr(weights, name)
        theirs = mean_of([torch.softmax(reading[name][words].float(), -1) for reading in readings])
        loss = loss + weight * opinion_loss(mine[name][words], theirs)
    found = asked(batch, mean_of([torch.softmax(reading["triggers"].float(), -1) for reading in readings]))
    return loss + second_taught(model, teachers, found, batch, mine, readings, weights) if len(found) else loss


def mean_of(opinions: Sequence[Tensor]) -> Tensor:
    """Return the mean of the teachers' probabilities."""
    return sum(opinions[1:], opinions[0]) / len(opinions)


def opinion_loss(mine: Tensor, theirs: Tensor) -> Tensor:
    """Return the mean cross-entropy of the teachers' probabilities [R, labels] and the model's logits."""
    return -(theirs * torch.log_softmax(mine.float(), -1)).sum(-1).mean()


def asked(batch: Batch, p: Tensor) -> Tensor:
    """Return [T, 4] the gold frames, and words that the teachers take for triggers; type NOTHING: they shall say.

    Args:
        batch: With gold marks, where there are any.
        p: [B, N, labels] the teachers' probabilities.
    """
    free = batch["words"].bool() & (batch["triggers"] <= 0)
    inner = INNER.to(p.device)[p.argmax(-1)] & free
    looks = (1 - p[..., 0]) * (free & ~inner)
    best, at = looks.topk(min(ASKED, looks.shape[1]), -1)
    rows, columns = (best > WORTH).nonzero(as_tuple=True)
    start = at[rows, columns]
    end, going = start + 1, torch.ones_like(start, dtype=torch.bool)
    for _ in range(LONGEST - 1):
        inside = end.clamp(max=inner.shape[1] - 1)
        going = going & (end < inner.shape[1]) & inner[rows, inside]
        end = end + going.long()
    return torch.cat([batch["frames"][:, :4], torch.stack([rows, start, end, torch.full_like(rows, NOTHING)], 1)])


def second_taught(
    model: LanguageModel,
    teachers: Sequence[LanguageModel],
    found: Tensor,
    batch: Batch,
    mine: Batch,
    readings: Sequence[Batch],
    weights: Weights,
) -> Tensor:
    """Return how far the model's second stage is from its teachers' on candidates [T, 4]."""
    marked = found[:, 3] != NOTHING
    with torch.autocast(found.device.type, torch.bfloat16):
        with torch.no_grad():
            inputs = [framer_inputs(found, reading, batch["words"]) for reading in readings]
            prior = mean_of([each["prior"].exp() for each in inputs])
            types = torch.where(marked, found[:, 3], prior[:, :-1].argmax(-1))
            told = [t.framer(**each, types=types) for t, each in zip(teachers, inputs, strict=True)]
        own = model.framer(**framer_inputs(found, mine, batch["words"]), types=types)
    typed = mean_of([torch.softmax(each["typed"].float(), -1) for each in told])
    loss = weights.typed * opinion_loss(own["typed"], typed)
    odds = typed * prior
    sure = torch.where(marked, 1.0, 1 - odds[:, -1] / odds.sum(-1))
    total = sure.sum().clamp(min=1)
    shown = inputs[0]["words"].unsqueeze(-1) * sure[:, None, None]
    for part in ("inside", "begin"):
        theirs = mean_of([torch.sigmoid(each[part].float()) for each in told])
        wrong = F.binary_cross_entropy_with_logits(own[part].float(), theirs, reduction="none")
        loss = loss + weights.filler * (wrong * shown).sum() / total
    status = mean_of([torch.softmax(each["status"].float(), -1) for each in told])
    costs = -(status * torch.log_softmax(own["status"].float(), -1)).sum(-1)
    return loss + weights.status * (costs * sure).sum() / total
