"""Whether a model directory is whole, and runs here as it ran where it was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedera.errors import Problem
from foedera.parse.model import Model
from foedera.parse.networks import MODEL
from foedera.types import Segment, Sentence

SUMS = "SHA256SUMS"
REFERENCE = "reference.json"
_AGAIN = "reinstall foedera"


def check(folder: Path = MODEL) -> list[Problem]:
    """Return what is wrong with a model directory: files changed or missing (M102), other results (M103).

    A directory without sums or reference outputs, as one in training, is not blamed for that.

    Raises:
        ModelError: The model cannot be loaded at all.
    """
    return [*_changed(folder), *_different(folder)]


def outputs(model: Model, texts: list[str]) -> list[dict[str, Any]]:
    """Return what a model makes of some sentences, in plain values."""
    return [
        _plain(text, sentence) for text in texts for sentence in model.parse(text, [Segment(0, len(text), "prose", 0)])
    ]


def _plain(text: str, sentence: Sentence) -> dict[str, Any]:
    return {
        "text": text,
        "heads": [token.head for token in sentence.tokens],
        "deprels": [token.deprel for token in sentence.tokens],
        "upos": [token.upos for token in sentence.tokens],
        "frames": [
            [frame.type, frame.status, frame.start, frame.end, [[f.label, f.start, f.end] for f in frame.fillers]]
            for frame in sentence.frames
        ],
    }


def _changed(folder: Path) -> Iterator[Problem]:
    """Compare the files with the sums beside them."""
    sums = folder / SUMS
    for line in sums.read_text(encoding="utf-8").splitlines() if sums.exists() else ():
        wanted, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            yield Problem("M102", str(path), f"file of the language model is missing; {_AGAIN}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            yield Problem("M102", str(path), f"file of the language model was changed; {_AGAIN}")


def _different(folder: Path) -> Iterator[Problem]:
    """Compare the model's outputs with those kept when it was made."""
    path = folder / REFERENCE
    if not path.exists():
        return
    wanted = json.loads(path.read_text(encoding="utf-8"))
    got = outputs(Model(folder), list(dict.fromkeys(row["text"] for row in wanted)))
    for kept, now in zip(wanted, got, strict=True):
        parts = [name for name in kept if kept[name] != now[name]]
        if parts:
            yield Problem(
                "M103", str(path), f"{', '.join(parts)} of {kept['text']!r} come out differently here; {_AGAIN}"
            )
