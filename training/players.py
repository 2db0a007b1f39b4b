"""Learn whether somebody else is likelier than who was guessed: `python -m training.players`.

The coder makes claims of reports coded by hand; wherever it has guessed who plays a part of a claim that it has right,
all whom the report names are held against those whom the gold gives or allows (`foedera.coding.players`). Printed: how
often all guesses for a part are right, before and after, by weights that have not seen the report. To be learned anew
after `training.guesses`, whose guesses it looks at. Takes about a minute; writes `src/foedera/assets/players.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
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
from foedera.coding.inference import Inference
from foedera.coding.players import CLEARLY, Part, Players, crossed
from foedera.coding.rightness import odds
from foedera.contract import claim_to_json
from foedera.pipeline import Engine, document_of
from training.evaluate import HERE
from training.learning import fit, left_out, matrix, write

ASSET = HERE.parent / "src" / "foedera" / "assets" / "players.json"
RIDGE = 5.0
"""Weight of the squared weights in the loss."""
RARE = 10
"""Signs seen less often are left out."""


@dataclass(frozen=True, slots=True)
class Case:
    """One part that was guessed, and who plays it."""

    report: str
    part: Part
    meant: frozenset[str]
    """Whom the gold gives or allows."""


class _Noted(Players):
    """Notes the parts that were guessed, and leaves them."""

    noted: ClassVar[list[Part]] = []

    def chosen(self, part: Part) -> Sequence[str]:
        """Note a part."""
        if part.candidates:
            self.noted.append(part)
        return part.guessed


class _Noting(Inference):
    """Fills parts as ever, and has the guesses noted."""

    players = _Noted


def cases_of(engine: Engine, folder: Path, scorer: ModuleType) -> Iterator[Case]:
    """Yield the guessed parts of the reports of a folder whose claims are right."""
    for path in sorted((folder / "gold").glob("*.json")):
        source = folder / f"{path.stem}.txt"
        document = document_of(source.read_bytes(), str(source))
        sentences = tuple(engine.with_patterns(sentence) for sentence in engine.parse(document))
        _Noted.noted.clear()
        claims = code(document.report, sentences, engine.codebook, engine.gazetteer, inference=_Noting)
        given, gold = [claim_to_json(claim) for claim in claims], json.loads(path.read_text(encoding="utf-8"))
        pairs = scorer.match(gold["claims"], given, scorer.texts_of(folder, path.stem), document.report.text)
        right = {(claims[j].type, claims[j].triggers[0].start): gold["claims"][i] for i, j in pairs}
        for part in _Noted.noted:
            claim = right.get((part.draft.type, part.draft.triggers[0].start))
            if claim is not None:
                allowed = {scorer.polity(a) for a in claim.get("optional_roles", {}).get(part.role.name, ())}
                yield Case(path.stem, part, frozenset(scorer.polities(claim, part.role.name) | allowed))


def changed(cases: list[Case], scores: NDArray[np.float32]) -> dict[str, int]:
    """Return for how many parts all guesses are right, and how many the weights gain and lose."""
    found: Counter[str] = Counter()
    at = 0
    for case in cases:
        keys, guessed = [key for key, _ in case.part.candidates], case.part.guessed
        mine = [odds(p) + CLEARLY * (key in guessed) for key, p in zip(keys, scores[at : at + len(keys)], strict=True)]
        at += len(keys)
        taken = {keys[place] for place in np.argsort(-np.array(mine), kind="stable")[: len(guessed)]}
        before, after = case.meant.issuperset(guessed), taken <= case.meant
        found.update({"parts": 1, "right as guessed": before, "gained": after > before, "lost": before > after})
    return dict(found)


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--reports", type=Path, nargs="+", default=[HERE / "reports"])
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    engine, scorer = pipeline.load(None, 2), load_scorer()
    cases = [case for folder in wanted.reports for case in cases_of(engine, folder, scorer)]
    rows = [list(crossed(case.part, signs)) for case in cases for _, signs in case.part.candidates]
    counts = Counter(name for signs in rows for name, _ in signs)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    x = matrix([[sign for sign in signs if counts[sign[0]] >= RARE] for signs in rows], names)
    yes = np.array([key in case.meant for case in cases for key, _ in case.part.candidates], dtype=np.float32)
    weights, bias = fit(x, yes, RIDGE)
    write(wanted.out, names, weights, bias, 0.5)
    scores = left_out(x, yes, [case.report for case in cases for _ in case.part.candidates], RIDGE)
    print(json.dumps(changed(cases, scores), indent=1))


if __name__ == "__main__":
    main()
