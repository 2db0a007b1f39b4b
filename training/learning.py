"""What the learners of plain signs share: reports with their frames read, ridge logistic regression, folds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedera import pipeline
from foedera.coding.context import Context
from foedera.contract import claim_to_json
from foedera.types import Claim, Report, Segment, Sentence
from training.markup import Passage
from training.real_texts import parts_in

FOLDS = 5
RIDGE = 1.5
"""Weight of the squared weights in the loss."""
TO_MEASURE = "p_*.txt"
"""Reports of `reports_g` that only measure; which of the real texts do is in their `parts.tsv`."""
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


def frames_marked(context: Context, passage: Passage) -> dict[tuple[int, int], str]:
    """Return which marked frame each that the model found is, by number of the sentence and start of the trigger."""
    found: dict[tuple[int, int], str] = {}
    for number, (sentence, marked) in enumerate(zip(context.sentences, passage.sentences, strict=True)):
        shift = sentence.segment.start
        for frame in sentence.frames:
            for trigger in marked.triggers:
                meet = trigger.start + shift < frame.end and frame.start < trigger.end + shift
                if meet and trigger.type == frame.type:
                    found[number, frame.start] = trigger.id
    return found


@dataclass(frozen=True, slots=True)
class Coded:
    """A report coded by hand, with its sentences as the shipped model reads them."""

    name: str
    report: Report
    sentences: tuple[Sentence, ...]
    gold: list[dict[str, Any]]
    source: Path
    scorer: ModuleType

    def right(self, claims: Sequence[Claim]) -> dict[int, dict[str, Any]]:
        """Return by the number of each claim that is right its claim in the gold, as the scorer pairs them."""
        given, texts = [claim_to_json(claim) for claim in claims], self.scorer.texts_of(self.source.parent, self.name)
        return {j: self.gold[i] for i, j in self.scorer.match(self.gold, given, texts, self.report.text)}


def kept_to_measure(folder: Path) -> frozenset[str]:
    """Return the names of reports of a folder from which nothing is learned and whose errors nobody looks at."""
    table = folder / "parts.tsv"
    held = [part.name for part in parts_in(table) if part.half == "held"] if table.exists() else []
    return frozenset([*held, *(path.stem for path in folder.glob(TO_MEASURE))])


def reports_coded(engine: pipeline.Engine, folder: Path, scorer: ModuleType) -> Iterator[Coded]:
    """Yield the reports of a folder that have gold claims beside them, but for those that only measure."""
    only_measure = kept_to_measure(folder)
    for path in sorted((folder / "gold").glob("*.json")):
        if path.stem in only_measure:
            continue
        source = folder / f"{path.stem}.txt"
        document = pipeline.document_of(source.read_bytes(), str(source))
        sentences = tuple(engine.with_patterns(sentence) for sentence in engine.parse(document))
        gold = json.loads(path.read_text(encoding="utf-8"))["claims"]
        yield Coded(path.stem, document.report, sentences, gold, source, scorer)


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


def fit(
    x: NDArray[np.float32], yes: NDArray[np.float32], ridge: float = RIDGE, counts: NDArray[np.float32] | None = None
) -> tuple[NDArray[np.float32], float]:
    """Return weights and bias of a ridge logistic regression.

    Args:
        counts: How much each row counts; without them, all count 1.
    """
    import torch  # noqa: PLC0415 - signs are made and counted without it

    rows, wanted = torch.from_numpy(x), torch.from_numpy(yes)
    counted = torch.ones(len(yes)) if counts is None else torch.from_numpy(counts)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    steps = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        odds = rows @ weights + bias
        value = torch.nn.functional.binary_cross_entropy_with_logits(odds, wanted, counted, reduction="sum")
        value = value + ridge * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach().numpy(), float(bias.detach())


def fold_of(report: object) -> int:
    """Return the fold of a report, below `FOLDS`."""
    return zlib.crc32(str(report).encode()) % FOLDS


def left_out(
    x: NDArray[np.float32], yes: NDArray[np.float32], reports: Sequence[object], ridge: float = RIDGE
) -> NDArray[np.float32]:
    """Return the probability of each row by weights that have not seen its report."""
    fold = np.array([fold_of(report) for report in reports])
    scores = np.zeros(len(yes), dtype=np.float32)
    for number in range(FOLDS):
        weights, bias = fit(x[fold != number], yes[fold != number], ridge)
        scores[fold == number] = 1 / (1 + np.exp(-(x[fold == number] @ weights + bias)))
    return scores


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of a report with all its answers, of which one is right."""

    report: str
    right: int
    """The number of the right answer."""
    signs: tuple[Signs, ...]
    """Of each answer."""


def fit_choices(choices: Sequence[Choice], names: list[str], ridge: float) -> NDArray[np.float32]:
    """Return the weights by which the right answers are likelier than all others to the same questions."""
    import torch  # noqa: PLC0415 - signs are made and counted without it

    rows = torch.from_numpy(matrix([signs for choice in choices for signs in choice.signs], names))
    sizes = [len(choice.signs) for choice in choices]
    of = torch.repeat_interleave(torch.arange(len(sizes)), torch.tensor(sizes))
    first = np.cumsum([0, *sizes[:-1]])
    right = torch.from_numpy(first + np.array([choice.right for choice in choices]))
    weights = torch.zeros(len(names), requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=150, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        odds = rows @ weights
        most = torch.full((len(sizes),), float("-inf")).scatter_reduce(0, of, odds.detach(), "amax")
        each = torch.zeros(len(sizes)).index_add(0, of, torch.exp(odds - most[of]))
        value = (torch.log(each) + most - odds[right]).sum() + ridge * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def choices_left_out(choices: Sequence[Choice], names: list[str], ridge: float) -> Iterator[tuple[Choice, int]]:
    """Yield each choice with the answer that weights take which have not seen its report."""
    fold = [fold_of(choice.report) for choice in choices]
    for number in range(FOLDS):
        weights = fit_choices([c for c, at in zip(choices, fold, strict=True) if at != number], names, ridge)
        for choice in (c for c, at in zip(choices, fold, strict=True) if at == number):
            yield choice, int((matrix(choice.signs, names) @ weights).argmax())


def write(
    path: Path, names: list[str], weights: NDArray[np.float32], bias: float, least: float, more: Mapping[str, Any] = {}
) -> None:
    """Write the weights as the package ships them, with whatever else was measured."""
    data = {
        "bias": round(bias, 4),
        "least": least,
        "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)},
        **more,
    }
    path.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
