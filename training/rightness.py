"""Learn how likely a claim is right: `python -m training.rightness`.

The coder makes claims of two kinds of text that the networks have not seen: the held-back and tuning passages of
`frames/`, where a claim is right if its happening is marked, and the reports of `reports/`, coded by hand as whole
claims, where the scorer beside the repository decides. A logistic regression learns from plain signs
(`foedera.coding.rightness`). Printed: how well right claims go before wrong ones by the networks' score alone and by
weights that have not seen the report (area under the curve), the expected calibration error, and F1 by the least
confidence shown. Takes about three minutes; writes `src/foedera/assets/rightness.json` and `trigger_words.json`.
How far types are `underrated` on reports by others, and all claims `in_conflict`, is measured by hand: what is written
anew has none of it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration import load_scorer
from foedera import pipeline
from foedera.coding import LEAST, code
from foedera.coding.coder import happenings
from foedera.coding.context import Context
from foedera.coding.drafts import Draft
from foedera.coding.rightness import Surroundings, Words, crossed
from foedera.pipeline import Engine
from foedera.types import Claim
from training.data import load_frames
from training.evaluate import HERE
from training.learning import Signs, fit, frames_marked, left_out, matrix, names_of, read, reports_coded, write
from training.markup import Passage, iter_passages
from training.tune import calibration_error

ASSETS = HERE.parent / "src" / "foedera" / "assets"
SENTENCES = 4
"""Sentences of a passage, at least: in less there is no report to look at."""
GRID = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
BEFORE_WEIGHING = "score"
RIDGE = 20.0
"""Strong, since many signs are rare."""


@dataclass(frozen=True, slots=True)
class Case:
    """One claim in the making."""

    report: str
    signs: Signs
    right: bool
    coded: bool
    """Whether it is of a report coded by hand, where all that is right is known."""


def words_of(folder: Path) -> Words:
    """Return how often the words of the sentences that are trained on told of each type, and stood there at all."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stood: Counter[str] = Counter()
    for example in load_frames(folder)["train"]:
        stood.update(word.casefold() for word in example.words)
        for frame in example.frames or ():
            told[frame.type][example.words[frame.trigger[1] - 1].casefold()] += 1
    return {
        kind: {word: (count, stood[word]) for word, count in sorted(counts.items())}
        for kind, counts in sorted(told.items())
    }


def of_passages(engine: Engine, folder: Path, words: Words) -> Iterator[Case]:
    """Yield the claims in the making of the passages that nothing was trained on."""
    parts = load_frames(folder)
    unseen = {example.text for part in ("dev", "test") for example in parts[part]}
    for path in sorted(folder.glob("*.txt")):
        for number, passage in enumerate(iter_passages(path)):
            if len(passage.sentences) >= SENTENCES and passage.sentences[0].text in unseen:
                yield from _of_passage(engine, passage, f"{path.stem} {number}", words)


def _of_passage(engine: Engine, passage: Passage, name: str, words: Words) -> Iterator[Case]:
    context = read(engine, passage)
    if context is None:
        return
    marked = frames_marked(context, passage)
    joined, _ = happenings(context)
    around = Surroundings(joined, context, words)
    for draft in joined:
        right = any((context.sentence_at(t.start), t.start) in marked for t in draft.triggers)
        yield Case(name, around.signs(draft), right, coded=False)


def of_reports(engine: Engine, folder: Path, scorer: ModuleType, words: Words) -> Iterator[Case]:
    """Yield the claims in the making of the reports that are coded by hand."""
    for coded in reports_coded(engine, folder, scorer):
        context = Context(coded.report, coded.sentences, engine.gazetteer, engine.codebook)
        joined, _ = happenings(context)
        around = Surroundings(joined, context, words)
        claims = code(coded.report, coded.sentences, engine.codebook, engine.gazetteer, least=0.0)
        hits = coded.right(claims)
        for draft, at in claims_of(joined, claims):
            yield Case(coded.name, around.signs(draft), at in hits, coded=True)


def claims_of(drafts: list[Draft], claims: tuple[Claim, ...]) -> Iterator[tuple[Draft, int]]:
    """Yield each draft that became a claim, with the claim's number; what one frame was split into goes by order."""
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        places[claim.type, claim.triggers[0].start].append(at)
    for draft in drafts:
        if mine := places[draft.type, draft.triggers[0].start]:
            yield draft, mine.pop(0)


def with_reports_apart(x: NDArray[np.float32], coded: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return signs with a second copy, and a constant, that only reports have: [rows, 2 signs + 1].

    So passages teach what reports do not contradict (Daumé 2007, Frustratingly Easy Domain Adaptation).
    """
    apart = np.where(coded[:, None], np.hstack([x, np.ones((len(x), 1), dtype=np.float32)]), np.float32(0))
    return np.hstack([x, apart])


def fitting_bias(odds: NDArray[np.float32], share: float) -> float:
    """Return what must be added to log-odds for their mean probability to be a share.

    How many claims are right depends on how much a coder codes: writers who code their own reports code all of it, as
    nobody does who codes the reports of others. So signs are weighed as in reports, and the rate is that of passages.
    """
    low, high = -10.0, 10.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if float((1 / (1 + np.exp(-(odds + middle)))).mean()) < share else (low, middle)
    return (low + high) / 2


def separation(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """Return how often a right claim has a higher score than a wrong one (area under the ROC curve)."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    hits = int(right.sum())
    return float((ranks[right].sum() - hits * (hits + 1) / 2) / max(hits * (len(right) - hits), 1))


def figures(cases: list[Case], scores: NDArray[np.float32], *, coded: bool) -> dict[str, object]:
    """Return what is printed of one kind of text."""
    rows = [row for row, case in enumerate(cases) if case.coded == coded]
    right = np.array([cases[row].right for row in rows])
    by_score = np.array([dict(cases[row].signs)[BEFORE_WEIGHING] for row in rows], dtype=np.float32)
    mine = scores[rows]
    found = {least: (int((right & (mine >= least)).sum()), int((mine >= least).sum())) for least in GRID}
    return {
        "claims": len(rows),
        "right": int(right.sum()),
        "separation by score": round(separation(by_score, right), 3),
        "separation learned": round(separation(mine, right), 3),
        "calibration error": round(calibration_error(mine.astype(float), right), 3),
        "precision, share of the right ones": {
            f"{least}": (round(hit / max(shown, 1), 3), round(hit / max(int(right.sum()), 1), 3))
            for least, (hit, shown) in found.items()
        },
    }


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--reports", type=Path, nargs="+", default=[HERE / "reports"])
    ap.add_argument("--out", type=Path, default=ASSETS)
    wanted = ap.parse_args()
    engine, words, scorer = pipeline.load(None, 2), words_of(wanted.frames), load_scorer()
    cases = [
        *of_passages(engine, wanted.frames, words),
        *(case for folder in wanted.reports for case in of_reports(engine, folder, scorer, words)),
    ]
    rows = [list(crossed(case.signs)) for case in cases]
    names = names_of(rows)
    x, right = matrix(rows, names), np.array([case.right for case in cases], dtype=np.float32)
    x = with_reports_apart(x, np.array([case.coded for case in cases]))
    weights, _ = fit(x, right, RIDGE)
    # What is to be read are reports: there a sign weighs what it weighs everywhere and what it weighs in reports.
    common, here = np.split(weights, [len(names)])
    summed = common + here[:-1]
    passages = np.array([not case.coded for case in cases])
    bias = fitting_bias(x[passages][:, : len(names)] @ summed, float(right[passages].mean()))
    write(wanted.out / "rightness.json", names, summed, bias, LEAST)
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("},", "},\n")
    (wanted.out / "trigger_words.json").write_text(text + "\n", encoding="utf-8")
    scores = left_out(x, right, [case.report for case in cases], RIDGE)
    said = {kind: figures(cases, scores, coded=coded) for kind, coded in (("passages", False), ("reports", True))}
    print(json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
