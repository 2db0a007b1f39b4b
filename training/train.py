"""Train the language model: `python -m training.train --out training/runs/NAME`.

Needs `training/requirements.txt` and the treebanks (see training/README.md). A checkpoint is written after every epoch;
`--resume` goes on from it. With `--large` the encoder is the one that teaches; with `--teacher CHECKPOINT` the model
learns beside the marks what that teacher thinks of every sentence, of plain texts (`--texts`) and reworded ones too.
"""

from __future__ import annotations

import argparse
import copy
import json
import multiprocessing
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor

from foedera.parse.pieces import Pieces, load_pieces
from training.batches import Arrays, Augment, Maker, batched, sizes_of, tensors
from training.blend import blend, pair_of
from training.data import Example, load_frames, load_texts, load_treebank
from training.losses import Weights, gold_loss, taught_loss
from training.model import LARGE, SMALL, LanguageModel, pretrained
from training.neighbours import neighbours_of

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
TOLD = 50
"""Steps between two lines on the screen."""
DRAWS = (("extra_*", 0.5),)
"""Files that seek rare wordings are drawn half as often as others."""
DRAW = "how often an epoch draws the sentences of files of such a name, before extra_*=0.5; may be given more than once"
TEACHER = "a checkpoint whose opinion of every sentence is learned too; of several, their mean"


def optimiser_of(model: LanguageModel, rate: float, heads_rate: float) -> torch.optim.Optimizer:
    """Return AdamW with a rate for the pretrained encoder, one for the heads, two fifths of it for the second stage."""
    model.reader.encoder.words.weight.requires_grad = False
    encoder: list[Tensor] = []
    second: list[Tensor] = []
    heads: list[Tensor] = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            group = encoder if ".encoder." in name else second if "framer" in name and p.dim() == 2 else heads
            group.append(p)
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": rate},
            {"params": second, "lr": heads_rate * 0.4},
            {"params": heads, "lr": heads_rate},
        ],
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
    texts: list[Example] = field(default_factory=list)
    """Sentences that nobody has marked, for a teacher to give an opinion of."""
    pool: list[list[Example]] = field(default_factory=list)
    """Batches of trees that this pass over the treebanks has still to give."""
    sizes: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count the pieces of all sentences."""
        self.sizes = sizes_of([*self.trees, *self.frames, *self.texts], self.pieces)

    def batches(self, examples: list[Example]) -> list[list[Example]]:
        """Return all examples in batches, anew each time."""
        return list(batched(examples, self.sizes, self.size, self.rng))

    def drawn(self) -> list[Example]:
        """Return the frame sentences of one epoch."""
        return [e for e in self.frames for _ in range(self._times(e))]

    def _times(self, example: Example) -> int:
        """Return how often this epoch draws a sentence: what is over of a whole number is its chance of once more."""
        times = next((n for pattern, n in self.draws if fnmatch(example.source.split(":")[0], pattern)), 1.0)
        return int(times) + (self.rng.random() < times % 1)

    def steps(self, epochs: int, passes: float) -> int:
        """Return the steps of an epoch: all frames and texts, and a share of the passes over the treebanks."""
        every = len(self.batches(self.drawn())) + len(self.batches(self.texts))
        return every + int(len(self.batches(self.trees)) * passes / epochs)

    def epoch(self, steps: int) -> list[list[Example]]:
        """Return the batches of one epoch in random order."""
        work = self.batches(self.drawn()) + self.batches(self.texts)
        while len(work) < steps:
            if not self.pool:
                self.pool = self.batches(self.trees)
            work.append(self.pool.pop())
        self.rng.shuffle(work)
        return work


@dataclass(frozen=True, slots=True)
class Making:
    """The batches of one epoch, to be laid out by several processes: each makes those whose numbers it is given."""

    maker: Maker
    work: list[list[Example]]
    seed: int

    def __call__(self, number: int) -> Arrays:
        """Return the arrays of one batch."""
        return self.maker.make(self.work[number], random.Random(self.seed * 1_000_003 + number))  # noqa: S311 - varied, not secret


_making: Making | None = None


def _make(number: int) -> Arrays:
    """Make one batch in a process that was split off, which has the work already."""
    if _making is None:
        raise RuntimeError("the work is set before the processes are split off")
    return _making(number)


def laid_out(making: Making, workers: int) -> Iterator[Arrays]:
    """Yield the arrays of all batches, made by so many processes beside this one; by this one with 0."""
    if not workers:
        yield from map(making, range(len(making.work)))
        return
    global _making  # noqa: PLW0603 - what is split off inherits it, so that no sentence is sent
    _making = making
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield from pool.imap(_make, range(len(making.work)), chunksize=4)


class Trainer:
    """The model in training, its moving average, and how far it has come."""

    def __init__(
        self,
        model: LanguageModel,
        data: Data,
        weights: Weights,
        args: argparse.Namespace,
        total: int,
        teachers: Sequence[LanguageModel] = (),
    ) -> None:
        self.model, self.data, self.weights, self.total = model.to(args.device), data, weights, total
        self.args, self.device = args, args.device
        self.teachers = [teacher.to(args.device).eval() for teacher in teachers]
        self.optimiser = optimiser_of(model, args.rate, args.heads_rate or args.rate * 10)
        self.average = copy.deepcopy(model).eval()
        moving = [p.requires_grad for p in model.parameters()]
        self.fast: list[Tensor] = [p for p, moves in zip(model.parameters(), moving, strict=True) if moves]
        self.slow: list[Tensor] = [p for p, moves in zip(self.average.parameters(), moving, strict=True) if moves]
        xpos, deprels = ({label: i for i, label in enumerate(some)} for some in (model.xpos, model.deprels))
        near = neighbours_of(model.reader.encoder.words.weight, vocabulary()) if teachers else None
        augment = Augment(reworded=args.reworded if teachers else 0)
        self.maker = Maker(data.pieces, xpos, deprels, augment, near)
        self.done = self.step = self.words = 0
        self.started = time.time()

    def epoch(self, steps: int) -> None:
        """Train for one epoch."""
        self.model.train()
        work = self.data.epoch(steps)
        cost = torch.zeros((), device=self.device)
        for number, arrays in enumerate(laid_out(Making(self.maker, work, self.step), self.args.workers), 1):
            cost += self._learn(tensors(arrays, self.device))
            self.words += int(arrays["words"].sum())
            if self.step % TOLD == 0:
                speed = self.words / (time.time() - self.started)
                print(f"step {self.step}/{self.total} {speed:.0f} words/s {cost.item() / number:.3f}", flush=True)
        self.done += 1

    def _learn(self, batch: dict[str, Tensor]) -> Tensor:
        self._set_rate()
        if self.teachers:
            loss = taught_loss(self.model, self.teachers, batch, self.weights)
        else:
            loss = gold_loss(self.model, batch, self.weights)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.fast, CLIP)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return loss.detach()

    def _set_rate(self) -> None:
        factor = min(1.0, (self.step + 1) / WARM_UP) * max(LEAST_RATE, 1 - self.step / self.total)
        for group in self.optimiser.param_groups:
            group["lr"] = factor * group.setdefault("base", group["lr"])

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(KEEP, (self.step + 1) / (self.step + 10))
        torch._foreach_lerp_(self.slow, self.fast, 1 - keep)

    def save(self, folder: Path) -> None:
        """Write what `--resume` needs, and the model to be released."""
        state = {name: getattr(self, name).state_dict() for name in ("model", "average", "optimiser")}
        torch.save({**state, "done": self.done, "step": self.step}, folder / "last.pt")
        torch.save(self.average.checkpoint(), folder / f"epoch-{self.done}.pt")

    def resume(self, path: Path) -> None:
        """Go on from the last checkpoint."""
        state = torch.load(path, weights_only=True, map_location=self.device)
        for name in ("model", "average", "optimiser"):
            getattr(self, name).load_state_dict(state[name])
        self.done, self.step = state["done"], state["step"]


def arguments() -> argparse.Namespace:
    """Return what the user wants."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--texts", type=Path, help="folder of plain reports, for the teacher to read")
    ap.add_argument("--epochs", type=float, default=6, help="passes over the treebanks")
    ap.add_argument("--frame-epochs", type=int, default=10)
    ap.add_argument(
        "--share", type=float, default=1.0, help="share of the frame sentences and texts, for the learning curve"
    )
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--heads-rate", type=float, help="ten times the encoder's where it is not given")
    ap.add_argument("--size", type=int, default=1200)
    ap.add_argument("--trigger", type=float, default=12)
    ap.add_argument("--filler", type=float, default=0.15)
    ap.add_argument("--status", type=float, default=0.4)
    ap.add_argument("--gold", type=float, default=0.3, help="weight of the marks beside a teacher's opinion")
    ap.add_argument("--draw", action="append", default=[], type=pair_of, metavar="PATTERN=TIMES", help=DRAW)
    ap.add_argument("--large", type=Path, metavar="FILE", help="train the teacher from MPNet's model.safetensors")
    ap.add_argument("--teacher", action="append", default=[], type=Path, help=TEACHER)
    ap.add_argument("--reworded", type=float, default=0.4, help="share of sentences reworded for the teacher to read")
    ap.add_argument("--start", type=Path, help="a checkpoint to go on from, instead of the pretrained encoder")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--workers", type=int, default=0, help="processes that lay out batches beside the training")
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--resume", action="store_true")
    return ap.parse_args()


def load_data(args: argparse.Namespace) -> Data:
    """Read the training material."""
    trees = load_trees(args.treebanks)
    frames = load_frames(args.frames)["train"]
    frames = frames[: int(len(frames) * args.share)] if args.share < 1 else frames
    texts = load_texts(args.texts) if args.texts else []
    texts = texts[: int(len(texts) * args.share)] if args.share < 1 else texts
    pieces = load_pieces(pretrained() / "tokenizer.json")
    rng = random.Random(args.seed)  # noqa: S311 - the same order each time
    return Data(trees, frames, pieces, args.size, rng, (*args.draw, *DRAWS), texts)


def vocabulary() -> dict[str, int]:
    """Return the number of each piece."""
    found: dict[str, int] = json.loads((pretrained() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def load_trees(folder: Path) -> list[Example]:
    """Read the treebanks' training sentences, always in the same order."""
    return load_treebank(folder, "en_ewt-train") + load_treebank(folder, "en_gum-train")


def labels_of(trees: list[Example], column: Literal["xpos", "deprels"]) -> list[str]:
    """Return the labels of one column of the treebanks, sorted."""
    return sorted({label for example in trees for label in getattr(example, column) or ()})


def model_of(args: argparse.Namespace, trees: list[Example]) -> LanguageModel:
    """Return the model to be trained, as it is before."""
    if args.start:
        return LanguageModel.load(args.start)
    shape, source = (LARGE, args.large) if args.large else (SMALL, pretrained() / "model.safetensors")
    model = LanguageModel(labels_of(trees, "xpos"), labels_of(trees, "deprels"), shape)
    model.reader.encoder.load(source)
    return model


def main() -> None:
    """Train and save."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    data = load_data(args)
    steps = data.steps(args.frame_epochs, args.epochs)
    weights = Weights(args.trigger, args.filler, args.status, gold=args.gold)
    teachers = [LanguageModel.load(path) for path in args.teacher]
    trainer = Trainer(model_of(args, data.trees), data, weights, args, steps * args.frame_epochs, teachers)
    if args.resume and (args.out / "last.pt").exists():
        trainer.resume(args.out / "last.pt")
    sentences = [len(data.trees), len(data.frames), len(data.texts)]
    told: dict[str, Any] = {"sentences": sentences, "steps": trainer.total, **vars(args)}
    print(json.dumps(told, default=str), flush=True)
    while trainer.done < args.frame_epochs:
        trainer.epoch(steps)
        trainer.save(args.out)
        print(f"epoch {trainer.done}/{args.frame_epochs} done after {time.time() - trainer.started:.0f} s", flush=True)
    # The last epochs know the training sentences best and real reports a little less; a share of an early checkpoint of
    # the same run brings claims F1 up (figures in EXPERIMENTS.md).
    early = max(1, round(EARLY * args.frame_epochs))
    shares = {early: EARLY_SHARE, args.frame_epochs: 1 - EARLY_SHARE}
    blend(args.out / "model.pt", {args.out / f"epoch-{epoch}.pt": share for epoch, share in shares.items()})


if __name__ == "__main__":
    main()
