"""Learn whether somebody else is likelier than who was guessed: `python -m training.players`.

The coder makes claims of two kinds of text: reports coded by hand, and passages of `frames/` of which
`implied_roles.tsv` says who plays the roles that a sentence leaves out. Wherever it has guessed who plays a part of a
claim that is right, all whom the text names are held against those who are meant (`foedera.coding.players`). Printed:
how often all guesses for a part of a report are right, before and after, by weights that have not seen the report. To
be learned anew after `training.guesses`, whose guesses it looks at. Takes about three minutes; writes
`src/foedera/assets/players.json`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
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
from foedera.coding.context import Context, polity
from foedera.coding.inference import Inference
from foedera.coding.players import CLEARLY, Part, Players, crossed
from foedera.coding.weights import odds
from foedera.pipeline import Engine
from training.evaluate import HERE
from training.learning import PUBLISHED, fit, frames_marked, left_out, matrix, read, reports_coded, write
from training.markup import Passage, iter_passages
from training.rightness import with_reports_apart

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
    coded: bool
    """Whether it is of a report coded by hand, the kind of text that is to be read."""


Implied = dict[tuple[str, str], set[str]]
"""By frame ("2.e1") and role: the names of those who play it."""


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
    for coded in reports_coded(engine, folder, scorer):
        _Noted.noted.clear()
        claims = code(coded.report, coded.sentences, engine.codebook, engine.gazetteer, inference=_Noting)
        right = {(claims[j].type, claims[j].triggers[0].start): gold for j, gold in coded.right(claims).items()}
        for part in _Noted.noted:
            claim = right.get((part.draft.type, part.draft.triggers[0].start))
            if claim is not None:
                allowed = {scorer.polity(a) for a in claim.get("optional_roles", {}).get(part.role.name, ())}
                yield Case(coded.name, part, frozenset(scorer.polities(claim, part.role.name) | allowed), coded=True)


def implied_in(table: Path) -> dict[tuple[str, int], Implied]:
    """Return by file and number of the passage who plays the roles that its sentences leave out."""
    found: defaultdict[tuple[str, int], Implied] = defaultdict(dict)
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            passage = found[row["file"], int(row["passage"])]
            for part in row["who"].split(";"):  # of a meeting: "visitor=X; host=Y"
                role, _, who = part.strip().rpartition("=")
                names = passage.setdefault((row["frame"], role or row["role"]), set())
                names.update(name.strip() for name in who.split(","))
    return found


def cases_of_passages(engine: Engine, folder: Path, implied: dict[tuple[str, int], Implied]) -> Iterator[Case]:
    """Yield the guessed parts of passages for which it is said who plays them, where the gazetteer knows whom."""
    for file in sorted({file for file, _ in implied}):
        for number, passage in enumerate(iter_passages(folder / f"{file}.txt")):
            context = read(engine, passage) if (file, number) in implied else None
            if context is not None:
                yield from _of_passage(engine, context, passage, f"{file} {number}", implied[file, number])


def _of_passage(engine: Engine, context: Context, passage: Passage, name: str, implied: Implied) -> Iterator[Case]:
    marked = {where: f"{where[0] + 1}.{frame}" for where, frame in frames_marked(context, passage).items()}
    _Noted.noted.clear()
    code(context.report, context.sentences, engine.codebook, engine.gazetteer, inference=_Noting)
    for part in _Noted.noted:
        frames = {marked.get((context.sentence_at(t.start), t.start), "") for t in part.draft.triggers}
        names = set[str]().union(*(implied.get((frame, part.role.name), set()) for frame in frames))
        actors = (engine.gazetteer.resolve(each, PUBLISHED) for each in sorted(names))
        meant = frozenset(key for actor in actors if actor is not None and (key := polity(actor)))
        if meant:
            yield Case(name, part, meant, coded=False)


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
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--implied", type=Path, default=HERE / "implied_roles.tsv")
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    engine, scorer = pipeline.load(None, 2), load_scorer()
    cases = [case for folder in wanted.reports for case in cases_of(engine, folder, scorer)]
    coded = len(cases)
    cases += cases_of_passages(engine, wanted.frames, implied_in(wanted.implied))
    rows = [list(crossed(case.part, signs)) for case in cases for _, signs in case.part.candidates]
    of_reports = np.array([case.coded for case in cases for _ in case.part.candidates])
    counts = Counter(name for signs in rows[: int(of_reports.sum())] for name, _ in signs)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    x = matrix([[sign for sign in signs if counts[sign[0]] >= RARE] for signs in rows], names)
    x = with_reports_apart(x, of_reports)
    yes = np.array([key in case.meant for case in cases for key, _ in case.part.candidates], dtype=np.float32)
    weights, bias = fit(x, yes, RIDGE)
    # What is to be read are reports: there a sign weighs what it weighs everywhere and what it weighs in reports.
    common, here = np.split(weights, [len(names)])
    write(wanted.out, names, common + here[:-1], bias + float(here[-1]), 0.5)
    scores = left_out(x, yes, [case.report for case in cases for _ in case.part.candidates], RIDGE)
    print(json.dumps({**changed(cases[:coded], scores), "parts of passages": len(cases) - coded}, indent=1))


if __name__ == "__main__":
    main()
