"""Make the model directory that the package ships: `python -m training.release CHECKPOINT [OUT]`.

Exports, tunes on the development part, measures on the test parts, writes the model card, reference
outputs and checksums. `foedera doctor` checks the last two.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from foedera.parse import MODEL, Model
from foedera.parse.check import REFERENCE, outputs
from training.card import card
from training.data import load_frames
from training.evaluate import HERE
from training.export import SETTINGS, export, load
from training.model_files import digest, seal, write_json
from training.real_frames import GROUP, rows_in

SENTENCES = [
    "Chinese and Serbian special forces ended their first joint exercise in Hebei on July 28.",
    "Norway may hand over six patrol boats to Kenya next year, the ministry in Oslo said.",
    "Brazil denied that it had asked for membership of the alliance.",
    "The orchard lies in a quiet valley and the apples ripen late.",
]
"""Sentences whose output is kept beside the model, to tell whether it runs here as it ran where it was made."""

REAL = HERE / "frames_r" / "marks.tsv"
"""The marks of real sentences, which are trained on beside our own."""
KEEP = "a setting of the model that is there to be kept, not tuned (one that whole reports bear out better)"


def run(*args: str) -> dict[str, Any]:
    """Run a module of ours in a process of its own and return the JSON it prints."""
    command = [sys.executable, "-m", *args]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    result: dict[str, Any] = json.loads(printed)
    return result


def arguments() -> argparse.Namespace:
    """Return what the user wants."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("out", type=Path, nargs="?", default=MODEL)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--note", help="what else is to be known of the sentences that it learned from")
    ap.add_argument("--keep", action="append", default=[], metavar="SETTING", help=KEEP)
    return ap.parse_args()


def data_of(folder: Path) -> dict[str, Any]:
    """Return what the model was made from: sizes of the parts, hashes of frames, real sentences and code, the day."""
    return {
        "frames": {part: len(examples) for part, examples in load_frames(folder).items()},
        "frames hash": digest(*sorted(folder.glob("*.txt")))[:16],
        "real sentences": sum(row.sentence != GROUP for row in rows_in(REAL)),
        "real sentences hash": digest(REAL)[:16],
        "code hash": digest(*sorted(HERE.glob("*.py")))[:16],
        "made": datetime.now(UTC).date().isoformat(),
    }


def main() -> None:
    """Make the directory and print the main figures."""
    args = arguments()
    out: Path = args.out
    frames = ("--frames", str(args.frames))
    before = json.loads((out / "config.json").read_text(encoding="utf-8")) if args.keep else {}
    export(load(args.checkpoint), out, SETTINGS | {name: before[name] for name in args.keep})
    tuned = run("training.tune", str(out), *frames, *(f"--keep={name}" for name in args.keep))
    figures = run("training.evaluate", str(out), "--treebanks", str(args.treebanks), *frames)
    plain = run("training.evaluate", str(out), "--no-trees", "--only", "!extra_*", *frames)
    figures["frames without extra_*"] = plain["frames"]
    data = data_of(args.frames) | ({"note": args.note} if args.note else {})
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    write_json(out / "config.json", config | {"data": data})
    write_json(out / "figures.json", figures | {"tuning": tuned})
    write_json(out / REFERENCE, outputs(Model(out), SENTENCES))
    (out / "CARD.md").write_text(card(figures, tuned, data), encoding="utf-8")
    seal(out)
    print(json.dumps({k: figures["frames"][k] for k in ("typed trigger", "status", "fillers, overlap")}))


if __name__ == "__main__":
    main()
