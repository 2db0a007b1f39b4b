"""Learn which words tell of dealings between states: `python -m training.subject`.

A word weighs the log of how much oftener it stands in sentences of `frames/` that have a frame than in those that have
none (sport, business, weather, the arts, and the furniture of reports), drawn towards nought where it is rare. Only
what the networks are trained on is counted. Printed: the mean weight of the words of the reports of `reports/`, those
without a claim first. Takes seconds; writes `src/foedera/assets/subject_words.json`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from foedera import pipeline
from foedera.coding.subject import bearing
from foedera.pipeline import document_of
from training.data import Example, load_frames
from training.evaluate import HERE

ASSET = HERE.parent / "src" / "foedera" / "assets" / "subject_words.json"
RARE = 4
"""Sentences that a word must stand in, and by how many its weight is drawn towards nought."""
LEAST = 0.25
"""Least weight, either way, that is kept."""


def weights_of(examples: Iterable[Example]) -> dict[str, float]:
    """Return the weight of each word in small letters that tells enough: names are left out, since anybody may play."""
    told, silent = Counter[str](), Counter[str]()
    sentences = Counter[bool]()
    for example in examples:
        words = {word for word in example.words if word[:1].islower()}
        (told if example.frames else silent).update(words)
        sentences[bool(example.frames)] += 1
    found = {}
    for word in sorted(told | silent):
        stood = told[word] + silent[word]
        share = math.log((told[word] + 0.5) / (sentences[True] + 1)) - math.log(
            (silent[word] + 0.5) / (sentences[False] + 1)
        )
        weight = round(share * stood / (stood + RARE), 2)
        if stood >= RARE and abs(weight) >= LEAST:
            found[word] = weight
    return found


def main() -> None:
    """Count, write, and say how well the reports without a claim stand apart."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--reports", type=Path, default=HERE / "reports")
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    weights = weights_of(load_frames(wanted.frames)["train"])
    wanted.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    engine = pipeline.load(None, 2)
    said: dict[str, dict[str, float]] = {"without a claim": {}, "with claims": {}}
    for path in sorted((wanted.reports / "gold").glob("*.json")):
        source = wanted.reports / f"{path.stem}.txt"
        sentences = engine.parse(document_of(source.read_bytes(), str(source)))
        has = bool(json.loads(path.read_text(encoding="utf-8"))["claims"])
        said["with claims" if has else "without a claim"][path.stem] = round(bearing(sentences), 3)
    print(json.dumps({kind: dict(sorted(of.items(), key=lambda each: each[1])) for kind, of in said.items()}, indent=1))


if __name__ == "__main__":
    main()
