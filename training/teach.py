"""What several checkpoints think of the treebanks' sentences: `python -m training.teach CHECKPOINT... --out FILE`.

The treebanks' sentences are real prose without frame annotation. The mean of several models is right more often than
each of them, so their opinion of every word (trigger of which type, or none) is written down and a new model learns it
beside the trees: real sentences, most of them without any frame, keep it from seeing triggers everywhere. Nothing of
the sentences themselves is kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from foedera.parse.pieces import Pieces, load_pieces
from training.batches import batched, encode
from training.data import Example
from training.model import LanguageModel, pretrained
from training.train import labels_of, load_trees

LEAST = 1e-3
"""Probabilities below are dropped: most words are no trigger of any type."""


def opinions(model: LanguageModel, examples: list[Example], pieces: Pieces) -> dict[int, torch.Tensor]:
    """Return [words, trigger labels] probabilities by the place of the example in the list."""
    at = {id(example): i for i, example in enumerate(examples)}
    found = {}
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batched(examples, pieces, 4000, None):
            shares = torch.softmax(model.reader(**encode(batch, pieces))["triggers"].float(), -1)
            for row, example in enumerate(batch):
                found[at[id(example)]] = shares[row, : len(example.words)]
    return found


def main() -> None:
    """Write the mean opinion, sparse: for each sentence the words, labels and probabilities that are not nothing."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoints", nargs="+", type=Path)
    ap.add_argument("--treebanks", type=Path, default=Path(__file__).parent / "treebanks")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    trees = load_trees(args.treebanks)
    pieces = load_pieces(pretrained() / "tokenizer.json")
    mean: dict[int, torch.Tensor] = {}
    for path in args.checkpoints:
        model = LanguageModel(labels_of(trees, "xpos"), labels_of(trees, "deprels"))
        model.load_state_dict(torch.load(path, weights_only=True)["weights"])
        for i, shares in opinions(model, trees, pieces).items():
            mean[i] = mean.get(i, 0) + shares / len(args.checkpoints)
    sparse = {i: torch.where(shares < LEAST, 0, shares).half().to_sparse() for i, shares in mean.items()}
    torch.save(sparse, args.out)
    seen = sum(bool((shares[:, 1:].sum(-1) > 0.5).any()) for shares in mean.values())
    print(f"{len(sparse)} sentences, {seen} with a trigger")


if __name__ == "__main__":
    main()
