"""Learn which two "the two countries" or "both" take up: `python -m training.pairs`.

The same `#~` lines of `frames/` as for `training.antecedents`, which goes before: its weights are signs here. Each pair
of those whom a report names is held against all others (`foedera.coding.pairs`). Printed: how often exactly the two
meant are chosen, by weights that have not seen the report. Takes a few minutes; writes `src/foedera/assets/pairs.json`.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedera import pipeline
from foedera.coding.antecedents import Reference
from foedera.coding.context import Context
from foedera.coding.pairs import Pair, Pairs
from training.antecedents import references_of
from training.evaluate import HERE
from training.learning import FOLDS, Signs, matrix, names_of, read, write
from training.markup import iter_passages

ASSET = HERE.parent / "src" / "foedera" / "assets" / "pairs.json"
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """One reference to two of a report, with all pairs that it may mean."""

    report: int
    right: int
    """The number of the pair that is meant."""
    signs: tuple[Signs, ...]
    """Of each pair."""


def cases_of(folder: Path) -> tuple[list[Case], int]:
    """Return the references to two in a folder of frame files, and how many others mean a pair that is not weighed."""
    engine = pipeline.load()
    passages = [p for path in sorted(folder.glob("*.txt")) for p in iter_passages(path) if p.references]
    found: list[Case] = []
    beyond = 0
    for number, passage in enumerate(passages):
        context = read(engine, passage)
        if context is None:
            continue
        for reference, meant in references_of(context, passage.references):
            if reference.kind == "two" and len(meant) == 2:
                case = _case(context, reference, meant, number)
                found += [case] if case else []
                beyond += case is None
    return found, beyond


def _case(context: Context, reference: Reference, meant: frozenset[str], report: int) -> Case | None:
    weighed = list(Pairs(context).weighed(reference))
    pairs: list[Pair] = [pair for pair, _ in weighed]
    wanted = tuple(sorted(meant))
    if wanted not in pairs:
        return None
    return Case(report, pairs.index((wanted[0], wanted[1])), tuple(signs for _, signs in weighed))


def fit(cases: Sequence[Case], names: list[str]) -> NDArray[np.float32]:
    """Return the weights by which the pairs that are meant are likelier than all others of their reports."""
    import torch  # noqa: PLC0415 - signs are made and counted without it

    rows = [torch.from_numpy(matrix(case.signs, names)) for case in cases]
    most = max(map(len, rows))
    signs, hidden = torch.zeros(len(rows), most, len(names)), torch.full((len(rows), most), float("-inf"))
    for number, row in enumerate(rows):
        signs[number, : len(row)], hidden[number, : len(row)] = row, 0.0
    right = torch.tensor([case.right for case in cases])
    weights = torch.zeros(len(names), requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        value = torch.nn.functional.cross_entropy(signs @ weights + hidden, right, reduction="sum")
        value = value + _RIDGE * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    steps.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def hits(cases: Sequence[Case], names: list[str]) -> Iterator[bool]:
    """Yield whether the pair that is meant is chosen, by weights that have not seen its report."""
    fold = [zlib.crc32(str(case.report).encode()) % FOLDS for case in cases]
    for number in range(FOLDS):
        weights = fit([case for case, at in zip(cases, fold, strict=True) if at != number], names)
        for case in (case for case, at in zip(cases, fold, strict=True) if at == number):
            yield int((matrix(case.signs, names) @ weights).argmax()) == case.right


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    cases, beyond = cases_of(wanted.frames)
    names = names_of([signs for case in cases for signs in case.signs])
    write(wanted.out, names, fit(cases, names), 0.0, 0.0)
    chosen = sum(hits(cases, names))
    print(json.dumps({"two": f"{chosen / (len(cases) + beyond):.2f} of {len(cases) + beyond}"}, indent=1))


if __name__ == "__main__":
    main()
