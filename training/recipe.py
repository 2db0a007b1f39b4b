"""The whole way to a model by one command: `python -m training.recipe --out training/runs/NAME --large FILE`.

A small model is trained by the marks alone. Two large ones (`FILE`: `model.safetensors` of all-mpnet-base-v2, see
training/README.md) are trained likewise, from different seeds. Then the small one goes on: it learns what the two think
of all sentences, of plain reports and of sentences with other words in them, beside the marks. At last it goes on twice
more, mostly on rough texts and wires, with its own opinion beside the marks, and the three are blended; then twice
more, on real sentences before all, and half of each is taken. Ten minutes on
one GPU (`--device cuda`), some two days on two cores; `--share 0.001` goes the whole way on few sentences, to see that
it goes. A step whose output is there is not done again, and a training that was broken off goes on at its last epoch,
when the same command is given again. Then: `python -m training.release`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
_ROUGH = (
    ("rough", "10", "5", 0.3, "rough_*=2 wire_*=1 conflict_*=.6 real_*=.3 report_*=.2 plain_*=.15 extra_*=.03 *=.1"),
    ("sober", "11", "2", 0.2, "rough_*=1 wire_*=1.5 real_*=.8 report_*=.6 plain_*=.3 extra_*=.03 *=.4"),
)
"""Name, seed and passes of a further training, its share in the blend, and how often sentences are drawn."""
_SPARE = "wire_*=.9 conflict_*=.6 report_*=.4 real_*=.35 plain_*=.15 extra_*=.03 *=.1"
"""How often older material is drawn beside real sentences."""
_REAL = (("real", "11", "5", 0.5, f"found_*=3 rough_[J-Q]_*=3 rough_*=1.4 {_SPARE}"),)
"""The same, from the blend of the first: real sentences (`training.real_frames` lays them out) before all."""
_OLDER = "wire_*=.8 conflict_*=.6 report_*=.7 real_*=.5 plain_*=.15 extra_*=.03 *=.12"
_MORE = (("more", "12", "4", 0.5, f"found_*=2.5 rough_[N-Z]_*=3 rough_[J-M]_*=2 rough_*=1 {_OLDER}"),)
"""The same once more, with what was written since, from the training before and with the blend's opinion."""


def run(done: Path, module: str, *arguments: str) -> None:
    """Run one step, unless what it makes is there."""
    if not done.exists():
        subprocess.run([sys.executable, "-m", module, *arguments], check=True)  # noqa: S603


def main() -> None:
    """Train, train the teachers, learn from them."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--large", required=True, help="all-mpnet-base-v2's model.safetensors")
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--share", default=1.0, type=float, help="of all material, for a trial of the way")
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--workers", default="0", help="processes that lay out batches beside the training")
    args = ap.parse_args()
    common = ("--treebanks", str(args.treebanks), "--share", str(args.share), "--device", args.device, "--resume")
    given = (*common, "--workers", args.workers)

    def passes(whole: int) -> str:
        """Return the passes over the treebanks, of which a trial makes a part of one."""
        return str(whole * args.share)

    run(HERE / "frames" / "found_01.txt", "training.real_frames", "--treebanks", str(args.treebanks))
    first, taught = args.out / "first", args.out / "taught"
    run(first / "model.pt", "training.train", "--out", str(first), "--frame-epochs", "7", "--epochs", passes(5), *given)
    teachers: list[str] = []
    rates = ["--rate", "6e-5", "--heads-rate", "1.2e-3", "--size", "2000"]
    for seed in ("1", "2"):
        folder = args.out / f"teacher-{seed}"
        how = ["--large", args.large, *rates, "--frame-epochs", "9", "--epochs", passes(5), "--seed", seed]
        run(folder / "model.pt", "training.train", "--out", str(folder), *how, *given)
        teachers += ["--teacher", str(folder / "epoch-9.pt")]
    rates = ["--rate", "2.5e-4", "--heads-rate", "1.5e-3", "--size", "4000"]
    how = ["--start", str(first / "model.pt"), *rates, "--frame-epochs", "30", "--epochs", passes(20), "--seed", "3"]
    texts = ["--texts", str(HERE / "texts"), *teachers]
    run(taught / "model.pt", "training.train", "--out", str(taught), *how, *texts, *given)
    blended = further(args.out / "blend.pt", taught / "epoch-30.pt", _ROUGH, args.share, given)
    blended = further(args.out / "real-blend.pt", blended, _REAL, args.share, given)
    name, _, last, _, _ = _REAL[0]
    start = args.out / name / f"epoch-{last}.pt"
    blended = further(args.out / "more-blend.pt", blended, _MORE, args.share, given, start=start)
    print(f"python -m training.release {blended}")


def further(
    out: Path,
    model: Path,
    trainings: Sequence[tuple[str, str, str, float, str]],
    share: float,
    given: Sequence[str],
    *,
    start: Path | None = None,
) -> Path:
    """Train with some mixtures of material and a model's opinion, and return the blend of it (half) and all of them.

    Args:
        out: Where the blend is written.
        model: Whose opinion is learned beside the marks.
        start: Where the trainings begin; at the model where it is not given.
    """
    how = ["--start", str(start or model), "--teacher", str(model)]
    how += ["--rate", "1.5e-4", "--heads-rate", "7.5e-4", "--size", "1600", "--gold", "2", "--reworded", "0.15"]
    parts = [f"{model}=0.5"]
    for name, seed, epochs, weight, draws in trainings:
        folder = out.parent / name
        drawn = [word for draw in draws.split() for word in ("--draw", draw)]
        length = ["--seed", seed, "--frame-epochs", epochs, "--epochs", str(0.12 * int(epochs) * share)]
        run(folder / "model.pt", "training.train", "--out", str(folder), *how, *drawn, *length, *given)
        parts.append(f"{folder / f'epoch-{epochs}.pt'}={weight}")
    run(out, "training.blend", str(out), *parts)
    return out


if __name__ == "__main__":
    main()
