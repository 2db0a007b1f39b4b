"""Train the language model: `python -m training.train --out training/runs/NAME`.

Needs `training/requirements.txt`, the treebanks (see training/README.md) and two cores. A checkpoint is written after
every epoch; `--resume` goes on from it.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor

from foedera.parse.pieces import Pieces, load_pieces
from training.batches import Augment, batched
from training.data import Example, load_frames, load_treebank
from training.losses import Weights, frame_loss, tree_loss
from training.model import LanguageModel, pretrained

EARLY, EARLY_SHARE = 3 / 8, 0.4
"""How far into the training the early checkpoint of the blend lies, and its share."""
HERE = Path(__file__).parent
WARM_UP = 200
"""Steps over which the learning rate rises."""
LEAST_RATE = 0.01
"""Share of the learning rate that is left at the end."""
CLIP = 2.0
KEEP = 0.998
"""Of the moving average of the weights, which is what is exported."""
DRAWS = (("extra_*", 0.5),)
"""Files that seek rare wordings are drawn half as often as others."""
DRAW = "how often an epoch draws the sentences of files of such a name, before extra_*=0.5; may be given more than once"
Work = tuple[Literal["frame", "tree"], list[Example]]


def optimiser_of(model: LanguageModel, rate: float) -> torch.optim.Optimizer:
    """Return AdamW with the rate of the pretrained encoder, four times it for the second stage, ten for the heads."""
    model.reader.encoder.words.weight.requires_grad = False
    encoder: list[Tensor] = []
    second: list[Tensor] = []
    heads: list[Tensor] = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            group = encoder if ".encoder." in name else second if "framer" in name and p.dim() == 2 else heads
            group.append(p)
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": second, "lr": rate * 4}, {"params": heads, "lr": rate * 10}],
        weight_decay=0.01,
    )


@dataclass(slots=True)
class Data:
    """Training sentences, and the order in which they come."""

    trees: list[Example]
    frames: list[Example]
    pieces: Pieces
    size: int
    """Padded pieces of a batch."""
    rng: random.Random
    draws: Sequence[tuple[str, float]] = DRAWS
    """How often an epoch draws a sentence, by a pattern of its file's name: the first that fits, 1 where none does."""
    pool: list[list[Example]] = field(default_factory=list)
    """Batches of trees that this pass over the treebanks has still to give."""

    def batches(self, examples: list[Example]) -> list[list[Example]]:
        """Return all examples in batches, anew each time."""
        return list(batched(examples, self.pieces, self.size, self.rng))

    def drawn(self) -> list[Example]:
        """Return the frame sentences of one epoch."""
        return [e for e in self.frames for _ in range(self._times(e))]

    def _times(self, example: Example) -> int:
        """Return how often this epoch draws a sentence: what is over of a whole number is its chance of once more."""
        times = next((n for pattern, n in self.draws if fnmatch(example.source.split(":")[0], pattern)), 1.0)
        return int(times) + (self.rng.random() < times % 1)

    def steps(self, epochs: int, passes: int) -> int:
        """Return the steps of an epoch: all frames, and a share of the passes over the treebanks."""
        return len(self.batches(self.drawn())) + int(len(self.batches(self.trees)) * passes / epochs)

    def epoch(self, steps: int) -> list[Work]:
        """Return the work of one epoch in random order."""
        work: list[Work] = [("frame", batch) for batch in self.batches(self.drawn())]
        while len(work) < steps:
            if not self.pool:
                self.pool = self.batches(self.trees)
            work.append(("tree", self.pool.pop()))
        self.rng.shuffle(work)
        return work


class Trainer:
    """The model in training, its moving average, and how far it has come."""

    def __init__(self, model: LanguageModel, data: Data, weights: Weights, rate: float, total: int) -> None:
        self.model, self.data, self.weights, self.total = model, data, weights, total
        self.optimiser = optimiser_of(model, rate)
        self.average = copy.deepcopy(model).eval()
        self.augment = Augment()
        self.done = self.step = self.words = 0
        self.started = time.time()

    def epoch(self, steps: int) -> None:
        """Train for one epoch."""
        self.model.train()
        losses: defaultdict[str, float] = defaultdict(float)
        counts: Counter[str] = Counter()
        for kind, batch in self.data.epoch(steps):
            losses[kind] += self._learn(kind, batch)
            counts[kind] += 1
            self.words += sum(len(example.words) for example in batch)
            if self.step % 50 == 0:
                means = " ".join(f"{k} {losses[k] / max(1, counts[k]):.3f}" for k in losses)
                speed = self.words / (time.time() - self.started)
                print(f"step {self.step}/{self.total} {speed:.0f} words/s {means}", flush=True)
        self.done += 1

    def _learn(self, kind: str, batch: list[Example]) -> float:
        self._set_rate()
        loss = (tree_loss if kind == "tree" else frame_loss)(
            self.model, batch, self.data.pieces, self.data.rng, self.augment, self.weights
        )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_((p for p in self.model.parameters() if p.requires_grad), CLIP)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return float(loss.item())

    def _set_rate(self) -> None:
        factor = min(1.0, (self.step + 1) / WARM_UP) * max(LEAST_RATE, 1 - self.step / self.total)
        for group in self.optimiser.param_groups:
            group["lr"] = factor * group.setdefault("base", group["lr"])

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(KEEP, (self.step + 1) / (self.step + 10))
        for slow, fast in zip(self.average.parameters(), self.model.parameters(), strict=True):
            if fast.requires_grad:
                slow.lerp_(fast, 1 - keep)

    def save(self, folder: Path) -> None:
        """Write what `--resume` needs, and the model to be released."""
        state = {name: getattr(self, name).state_dict() for name in ("model", "average", "optimiser")}
        torch.save({**state, "done": self.done, "step": self.step}, folder / "last.pt")
        torch.save(self.average.checkpoint(), folder / f"epoch-{self.done}.pt")

    def resume(self, path: Path) -> None:
        """Go on from the last checkpoint."""
        state = torch.load(path, weights_only=True)
        for name in ("model", "average", "optimiser"):
            getattr(self, name).load_state_dict(state[name])
        self.done, self.step = state["done"], state["step"]


def arguments() -> argparse.Namespace:
    """Return what the user wants."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--epochs", type=int, default=6, help="passes over the treebanks")
    ap.add_argument("--frame-epochs", type=int, default=10)
    ap.add_argument("--share", type=float, default=1.0, help="share of the frame sentences, for the learning curve")
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--size", type=int, default=1200)
    ap.add_argument("--trigger", type=float, default=12)
    ap.add_argument("--filler", type=float, default=0.15)
    ap.add_argument("--status", type=float, default=0.4)
    ap.add_argument("--draw", action="append", default=[], type=pair_of, metavar="PATTERN=TIMES", help=DRAW)
    ap.add_argument("--taught", type=Path, help="what `training.teach` wrote of the treebanks' sentences")
    ap.add_argument("--start", type=Path, help="a checkpoint to go on from, instead of the pretrained encoder")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--resume", action="store_true")
    return ap.parse_args()


def pair_of(text: str) -> tuple[str, float]:
    """Return the two sides of PATTERN=TIMES.

    Raises:
        ValueError: If the text has another form.
    """
    pattern, times = text.rsplit("=", 1)
    return pattern, float(times)


def load_data(args: argparse.Namespace) -> Data:
    """Read the training material."""
    trees = load_trees(args.treebanks)
    if args.taught:
        for i, opinion in torch.load(args.taught, weights_only=True).items():
            trees[i].taught = opinion
    frames = load_frames(args.frames)["train"]
    frames = frames[: int(len(frames) * args.share)] if args.share < 1 else frames
    pieces = load_pieces(pretrained() / "tokenizer.json")
    return Data(trees, frames, pieces, args.size, random.Random(args.seed), (*args.draw, *DRAWS))  # noqa: S311 - the same order each time


def load_trees(folder: Path) -> list[Example]:
    """Read the treebanks' training sentences, always in the same order."""
    return load_treebank(folder, "en_ewt-train") + load_treebank(folder, "en_gum-train")


def labels_of(trees: list[Example], column: Literal["xpos", "deprels"]) -> list[str]:
    """Return the labels of one column of the treebanks, sorted."""
    return sorted({label for example in trees for label in getattr(example, column) or ()})


def main() -> None:
    """Train and save."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    data = load_data(args)
    model = LanguageModel(labels_of(data.trees, "xpos"), labels_of(data.trees, "deprels"))
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True)["weights"])
    else:
        model.reader.encoder.load(pretrained() / "model.safetensors")
    steps = data.steps(args.frame_epochs, args.epochs)
    weights = Weights(args.trigger, args.filler, args.status)
    trainer = Trainer(model, data, weights, args.rate, steps * args.frame_epochs)
    if args.resume and (args.out / "last.pt").exists():
        trainer.resume(args.out / "last.pt")
    told: dict[str, Any] = {"sentences": [len(data.trees), len(data.frames)], "steps": trainer.total, **vars(args)}
    print(json.dumps(told, default=str), flush=True)
    while trainer.done < args.frame_epochs:
        trainer.epoch(steps)
        trainer.save(args.out)
        print(f"epoch {trainer.done}/{args.frame_epochs} done after {time.time() - trainer.started:.0f} s", flush=True)
    early = max(1, round(EARLY * args.frame_epochs))
    blend(args.out, {early: EARLY_SHARE, args.frame_epochs: 1 - EARLY_SHARE})


def blend(folder: Path, shares: dict[int, float]) -> None:
    """Write `model.pt`: the weighted mean of some epochs' checkpoints.

    The last epochs know the training sentences best and real reports a little less; a share of an early checkpoint of
    the same run brings claims F1 up (figures in EXPERIMENTS.md).
    """
    mixed: dict[str, Any] = {}
    for epoch, share in shares.items():
        state = torch.load(folder / f"epoch-{epoch}.pt", weights_only=True)
        mixed = mixed or {**state, "weights": {}}
        for name, value in state["weights"].items():
            before = mixed["weights"].get(name, 0)
            mixed["weights"][name] = before + value * share if value.is_floating_point() else value
    torch.save(mixed, folder / "model.pt")


if __name__ == "__main__":
    main()
