"""Learn who plays a part that a claim's sentences leave open: `python -m training.guesses`.

The coder makes claims of reports coded by hand; wherever it would guess who plays a part of a claim that it has right,
the report's states and organisations are held against those whom the gold gives (`foedera.coding.guesses`). Printed:
how often all guesses for a part are right, by the rule of thumb and by weights that have not seen the report. Takes
under a minute; writes `src/foedera/assets/guesses.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration import load_scorer
from foedera import pipeline
from foedera.coding import code
from foedera.coding.guesses import Slot, weighed
from foedera.coding.inference import Inference
from foedera.pipeline import Engine
from training.evaluate import HERE
from training.learning import Signs, fit, left_out, matrix, names_of, reports_coded, write

ASSET = HERE.parent / "src" / "foedera" / "assets" / "guesses.json"
RIDGE = 10.0
"""Weight of the squared weights in the loss: there are few parts."""


@dataclass(frozen=True, slots=True)
class Case:
    """One part that is open, with everybody who may play it."""

    report: str
    missing: int
    usual: frozenset[str]
    meant: frozenset[str]
    candidates: tuple[tuple[str, Signs], ...]
    """Code and signs of each."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An open part as the coder came upon it."""

    trigger: tuple[str, int]
    role: str
    missing: int
    usual: frozenset[str]
    candidates: tuple[tuple[str, Signs], ...]


class _Noting(Inference):
    """Notes the parts for which somebody is guessed."""

    noted: ClassVar[list[_Open]] = []

    def likeliest(self, slot: Slot, least: float) -> Sequence[str]:  # noqa: ARG002 - whoever may be meant is noted
        """Note a part, and fill it by the rule of thumb."""
        draft = slot.draft
        candidates = tuple(weighed(self._context, slot, self._parts.drafts))
        usual, trigger = frozenset(slot.usual), (draft.type, draft.triggers[0].start)
        self.noted.append(_Open(trigger, slot.role.name, max(1, len(usual)), usual, candidates))
        return slot.usual


def cases_of(engine: Engine, folder: Path, scorer: ModuleType) -> Iterator[Case]:
    """Yield the open parts of the reports of a folder whose claims are right."""
    for coded in reports_coded(engine, folder, scorer):
        _Noting.noted.clear()
        claims = code(coded.report, coded.sentences, engine.codebook, engine.gazetteer, inference=_Noting)
        right = {(claims[j].type, claims[j].triggers[0].start): gold for j, gold in coded.right(claims).items()}
        for found in _Noting.noted:
            meant = scorer.polities(right[found.trigger], found.role) if found.trigger in right else set()
            if meant and found.candidates:
                yield Case(coded.name, found.missing, found.usual, frozenset(meant), found.candidates)


def learned_right(cases: list[Case], scores: NDArray[np.float32]) -> int:
    """Return for how many parts all whom the weights would take are meant."""
    right = at = 0
    for case in cases:
        mine = scores[at : at + len(case.candidates)]
        at += len(case.candidates)
        taken = {case.candidates[place][0] for place in np.argsort(-mine, kind="stable")[: case.missing]}
        right += taken <= case.meant
    return right


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--reports", type=Path, nargs="+", default=[HERE / "reports"])
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    engine, scorer = pipeline.load(None, 2), load_scorer()
    cases = [case for folder in wanted.reports for case in cases_of(engine, folder, scorer)]
    rows = [signs for case in cases for _, signs in case.candidates]
    names = names_of(rows)
    x = matrix(rows, names)
    yes = np.array([key in case.meant for case in cases for key, _ in case.candidates], dtype=np.float32)
    weights, bias = fit(x, yes, RIDGE)
    write(wanted.out, names, weights, bias, 0.5)
    scores = left_out(x, yes, [case.report for case in cases for _ in case.candidates], RIDGE)
    said = {
        "parts": len(cases),
        "right by the rule": sum(bool(case.usual) and case.usual <= case.meant for case in cases),
        "right by weights, reports left out": learned_right(cases, scores),
    }
    print(json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
