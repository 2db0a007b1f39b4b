"""Measure a model directory: `python -m training.evaluate [MODEL] [--part test] [--json OUT]`.

Trees with the treebanks' words, punctuation and relation subtypes counted; frames from plain text on the held-back
passages. A typed trigger is right if its type is and its words overlap the gold's (`exact`: are the same).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from foedera.parse import MODEL, Model
from foedera.types import Frame, Segment
from training.data import Example, load_frames, load_treebank
from training.markup import Marked, iter_passages
from training.scores import FillerScores, TreeScores, TriggerScores

HERE = Path(__file__).parent
TREEBANKS = ("en_ewt", "en_gum")
MOST_PIECES = 240
"""As long as the encoder reads a sentence in one piece."""


def trees(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    """Return the figures of tags, tree, lemmas and names."""
    scores = TreeScores()
    for example in examples:
        fits = model.size_of(example.words) < MOST_PIECES
        scores.add(example, model.parse_words(example.words) if fits else None)
    return scores.figures()


def marked_part(folder: Path, part: str, only: str = "*") -> list[Marked]:
    """Return the marked sentences of one part (train, dev, test) as plain text with marks.

    Args:
        folder: The frame files.
        part: Of the split by passage.
        only: Glob of file names, without `.txt`; with `!` before it, all others.
    """
    texts = {example.text for example in load_frames(folder)[part]}
    paths = set(folder.glob(f"{only.removeprefix('!')}.txt"))
    if only.startswith("!"):
        paths = set(folder.glob("*.txt")) - paths
    passages = (passage for path in sorted(paths) for passage in iter_passages(path))
    return [sentence for passage in passages for sentence in passage.sentences if sentence.text in texts]


def found_in(model: Model, sentence: Marked) -> list[Frame]:
    """Return the frames that the model finds in plain text."""
    segment = Segment(0, len(sentence.text), "prose", 0)
    return [frame for parsed in model.parse(sentence.text, [segment]) for frame in parsed.frames]


def filled_in(model: Model, sentence: Marked) -> list[Frame]:
    """Return what the model makes of the gold triggers."""
    triggers = [(t.start, t.end, t.type) for t in sentence.triggers]
    return model.frames_at(sentence.text, Segment(0, len(sentence.text), "prose", 0), triggers)


def frames(model: Model, sentences: Sequence[Marked]) -> dict[str, Any]:
    """Return trigger, status and filler figures over some marked sentences."""
    triggers, fillers = TriggerScores(), FillerScores()
    for sentence in sentences:
        triggers.add(sentence, found_in(model, sentence))
        if sentence.triggers:
            fillers.add_frames(sentence, filled_in(model, sentence))
    return {
        **triggers.figures(),
        **fillers.figures(),
        "by type": triggers.by_type(),
        "by label": fillers.by_label(),
        "confused": triggers.most_confused(),
    }


def main() -> None:
    """Measure, print JSON, and keep it where the user says."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("model", type=Path, nargs="?", default=MODEL)
    ap.add_argument("--treebanks", type=Path, default=HERE / "treebanks")
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--part", default="test")
    ap.add_argument("--only", default="*", help="glob of frame files, without .txt")
    ap.add_argument("--no-trees", action="store_true")
    ap.add_argument("--json", type=Path)
    args = ap.parse_args()
    model = Model(args.model, threads=2)
    out: dict[str, Any] = {}
    for name in () if args.no_trees else TREEBANKS:
        out[f"{name}-{args.part}"] = trees(model, load_treebank(args.treebanks, f"{name}-{args.part}"))
    sentences = marked_part(args.frames, args.part, args.only)
    out["frames"] = {"sentences": len(sentences), **frames(model, sentences)}
    text = json.dumps(out, indent=1)
    print(text)
    if args.json:
        args.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
