"""Make the model directory that the package ships: `python -m training.release CHECKPOINT [OUT]`.

Exports, tunes on the development part, measures on the test parts, writes the model card, reference outputs and
checksums. `foedera doctor` checks the last two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from foedera.parse.model import MODEL, Model
from foedera.types import Segment
from training.data import DEV, HELD_BACK, load_frames
from training.evaluate import HERE
from training.export import export, load

REFERENCE = (
    "Chinese and Serbian special forces ended their first joint exercise in Hebei on July 28.",
    "Norway may hand over six patrol boats to Kenya next year, the ministry in Oslo said.",
    "Brazil denied that it had asked for membership of the alliance.",
    "The orchard lies in a quiet valley and the apples ripen late.",
)
"""Sentences whose output is kept beside the model, to tell whether it runs here as it ran where it was made."""


def run(*args: str) -> str:
    return subprocess.run([sys.executable, "-m", *args], check=True, capture_output=True, text=True).stdout  # noqa: S603


def reference(model: Model) -> list[dict[str, Any]]:
    """Return what the model makes of the reference sentences."""
    out = []
    for text in REFERENCE:
        for s in model.parse(text, [Segment(0, len(text), "prose", 0)]):
            out.append({
                "text": text,
                "heads": [t.head for t in s.tokens], "deprels": [t.deprel for t in s.tokens], "upos": [t.upos for t in s.tokens],
                "frames": [[f.type, f.status, f.start, f.end, [[x.label, x.start, x.end] for x in f.fillers]] for f in s.frames],
            })
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("out", type=Path, nargs="?", default=MODEL)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    args = ap.parse_args()
    export(load(args.checkpoint), args.out)
    tuned = json.loads(run("training.tune", str(args.out), "--frames", str(args.frames)))
    figures = json.loads(run("training.evaluate", str(args.out), "--treebanks", str(args.treebanks), "--frames", str(args.frames)))
    parts = load_frames(args.frames)
    data = {
        "frames": {k: len(v) for k, v in parts.items()},
        "frames hash": hashlib.sha256(b"".join(p.read_bytes() for p in sorted(args.frames.glob("*.txt")))).hexdigest()[:16],
        "code hash": hashlib.sha256(b"".join(p.read_bytes() for p in sorted(HERE.glob("*.py")))).hexdigest()[:16],
        "made": datetime.now(UTC).date().isoformat(),
    }
    config = json.loads((args.out / "config.json").read_text(encoding="utf-8"))
    (args.out / "config.json").write_text(json.dumps(config | {"data": data}, indent=1) + "\n", encoding="utf-8")
    (args.out / "figures.json").write_text(json.dumps(figures | {"tuning": tuned}, indent=1) + "\n", encoding="utf-8")
    (args.out / "reference.json").write_text(json.dumps(reference(Model(args.out)), indent=1) + "\n", encoding="utf-8")
    (args.out / "CARD.md").write_text(card(figures, tuned, data), encoding="utf-8")
    names = sorted(p.name for p in args.out.iterdir() if p.name != "SHA256SUMS")
    sums = "".join(f"{hashlib.sha256((args.out / n).read_bytes()).hexdigest()}  {n}\n" for n in names)
    (args.out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(json.dumps({k: v for k, v in figures["frames"].items() if k in ("typed trigger", "status", "fillers, overlap")}))


def table(rows: dict[str, dict[str, float]]) -> str:
    lines = ["| | P | R | F1 | n |", "|---|---|---|---|---|"]
    lines += [f"| {k} | {v['p']} | {v['r']} | {v['f1']} | {v['n']} |" for k, v in rows.items()]
    return "\n".join(lines)


def card(figures: dict[str, Any], tuned: dict[str, Any], data: dict[str, Any]) -> str:
    """Return the model card."""
    f = figures["frames"]
    trees = "\n".join(
        f"| {name} | {v['upos']} | {v['xpos']} | {v['lemma']} | {v['uas']} | {v['las']} | {v['las_universal']} | {v.get('ner', '-')} |"
        for name, v in figures.items() if name.startswith("en_")
    )
    statuses = "\n".join(f"| {k} | {right} | {n} |" for k, (right, n) in f["status by"].items())
    return f"""# Foedera's language model for English

One encoder (6 layers, 384 wide, int8) with heads for tags, dependency tree, names and candidate triggers, and a second
stage of two small layers that reads each candidate and gives its type, status and fillers. Made {data['made']} by
`python -m training.train` and `python -m training.release`; trained on two CPU cores.

**Use**: English reports on how states deal with each other. **Not for**: other languages, decisions on people.
It makes mistakes at the rates below; every claim that Foedera shows carries its passage so that a person can judge.

## Data and licences
| what | licence | part |
|---|---|---|
| all-MiniLM-L6-v2 (starting weights, tokenizer) | Apache-2.0 | encoder |
| Foedera's own annotated sentences, `training/frames`: {data['frames']['train']} trained on, {data['frames']['dev']} for tuning, {data['frames']['test']} held back ({HELD_BACK:.0%} and {DEV:.0%} of passages by hash) | Apache-2.0 | frames |
| UD English EWT (May 2025) | CC BY-SA 4.0 | tags, tree |
| UD English GUM, genres with texts free for any use (news, interview, bio, voyage, speech, textbook, academic) | CC BY / BY-SA texts of a corpus that is BY-NC-SA as a whole | tags, tree |
| Universal NER v1 on EWT | CC BY-SA 4.0 | names |

## Figures, all of the int8 model as shipped
| test set | UPOS | XPOS | lemmas | UAS | LAS | LAS, universal relations | names F1 |
|---|---|---|---|---|---|---|---|
{trees}

Gold words; punctuation counted; LAS with relation subtypes.

Frames, {f['sentences']} held-back sentences, from plain text:

{table({k: f[k] for k in ('typed trigger', 'typed trigger, exact', 'sentence has a frame', 'fillers, overlap', 'fillers, exact')})}

Typed triggers count as right when the type is and the words overlap; fillers are measured at gold triggers.
Status on right triggers: {f['status']} %. Calibration error of frame probabilities on the tuning part: {tuned['calibration error']}.

| status | right % | n |
|---|---|---|
{statuses}

### Triggers by type
{table(f['by type'])}

### Fillers by label (overlap)
{table(f['by label'])}
"""


if __name__ == "__main__":
    main()
