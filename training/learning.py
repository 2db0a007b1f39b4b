"""What both learners of plain signs share: reports with their frames read, ridge logistic regression, folds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedera import pipeline
from foedera.coding.context import Context
from foedera.types import Report, Segment
from training.markup import Passage

FOLDS = 5
RIDGE = 1.5
"""Weight of the squared weights in the loss."""
PUBLISHED = "2025-06-16"
"""Day against which weekdays are resolved: the passages have none."""

Signs = Sequence[tuple[str, float]]


def read(engine: pipeline.Engine, passage: Passage) -> Context | None:
    """Return a passage as a report at work, read by the shipped model; None where a sentence is too long for it."""
    text, segments = "", []
    for sentence in passage.sentences:
        segments.append(Segment(len(text), len(text) + len(sentence.text), "prose", 0))
        text += sentence.text + "\n"
    parsed = [engine.with_patterns(sentence) for sentence in engine.model.parse(text, segments)]
    if len(parsed) != len(segments):
        return None
    return Context(Report("training", text, published=PUBLISHED), tuple(parsed), engine.gazetteer, engine.codebook)


def names_of(rows: Sequence[Signs]) -> list[str]:
    """Return the names of all signs, sorted."""
    return sorted({name for signs in rows for name, _ in signs})


def matrix(rows: Sequence[Signs], names: list[str]) -> NDArray[np.float32]:
    """Return signs as numbers, [rows, names]."""
    places = {name: i for i, name in enumerate(names)}
    out = np.zeros((len(rows), len(names)), dtype=np.float32)
    for row, signs in enumerate(rows):
        for name, value in signs:
            out[row, places[name]] = value
    return out


def fit(x: NDArray[np.float32], yes: NDArray[np.float32], ridge: float = RIDGE) -> tuple[NDArray[np.float32], float]:
    """Return weights and bias of a ridge logistic regression."""
    import torch  # noqa: PLC0415 - signs are made and counted without it

    rows, wanted = torch.from_numpy(x), torch.from_numpy(yes)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    steps = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        odds = rows @ weights + bias
        value = torch.nn.functional.binary_cross_entropy_with_logits(odds, wanted, reduction="sum")
        value = value + ridge * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach().numpy(), float(bias.detach())


def left_out(
    x: NDArray[np.float32], yes: NDArray[np.float32], reports: Sequence[object], ridge: float = RIDGE
) -> NDArray[np.float32]:
    """Return the probability of each row by weights that have not seen its report."""
    fold = np.array([zlib.crc32(str(report).encode()) % FOLDS for report in reports])
    scores = np.zeros(len(yes), dtype=np.float32)
    for number in range(FOLDS):
        weights, bias = fit(x[fold != number], yes[fold != number], ridge)
        scores[fold == number] = 1 / (1 + np.exp(-(x[fold == number] @ weights + bias)))
    return scores


def write(path: Path, names: list[str], weights: NDArray[np.float32], bias: float, least: float) -> None:
    """Write the weights as the package ships them."""
    data = {
        "bias": round(bias, 4),
        "least": least,
        "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)},
    }
    path.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
