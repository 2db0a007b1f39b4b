"""The whole way to a model by one command: `python -m training.recipe --out training/runs/NAME`.

Two models are trained from different seeds. What both think of the treebanks' sentences is written down, and the second
goes on from there on all frames with these opinions beside the trees: two teachers keep it from seeing triggers
where there are none. Some three hours on two cores; `--share 0.01` goes the whole way in minutes, to see that it goes.
A step whose output is there is not done again, and a training that was broken off goes on at its last epoch, when the
same command is given again. Then: `python -m training.release`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(done: Path, module: str, *arguments: str) -> None:
    """Run one step, unless what it makes is there."""
    if not done.exists():
        subprocess.run([sys.executable, "-m", module, *arguments], check=True)  # noqa: S603


def main() -> None:
    """Train, teach, train on."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--share", default="1", help="share of the frame sentences, for a trial of the way")
    args = ap.parse_args()
    given = ("--treebanks", str(args.treebanks), "--share", args.share, "--resume")
    first, second, third = (args.out / name for name in ("first", "second", "third"))
    for folder, seed in ((first, "1"), (second, "7")):
        training = ("--out", str(folder), "--frame-epochs", "7", "--epochs", "5", "--seed", seed)
        run(folder / "model.pt", "training.train", *training, *given)
    opinion = args.out / "taught.pt"
    models = [str(folder / "model.pt") for folder in (first, second)]
    run(opinion, "training.teach", *models, "--treebanks", str(args.treebanks), "--out", str(opinion))
    onward = ("--start", models[1], "--taught", str(opinion), "--rate", "1.5e-4", "--seed", "21")
    last = ("--out", str(third), "--frame-epochs", "6", "--epochs", "4", *onward)
    run(third / "model.pt", "training.train", *last, *given)
    print(f"python -m training.release {third / 'model.pt'}")


if __name__ == "__main__":
    main()
