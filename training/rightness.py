"""Learn how likely a claim is right: `python -m training.rightness`.

The coder makes claims of two kinds of text that the networks have not seen: the held-back and tuning passages of
`frames/`, where a claim is right if its happening is marked, and reports coded by hand as whole claims, where the
scorer beside the repository decides. Two logistic regressions are averaged: one learns from plain signs
(`foedera.coding.rightness`) of both, the other from those of reports and from what the second network makes of each
frame (its features), which tells what no plain sign does. Printed: how well right claims go before wrong ones by the
networks' score alone and by weights that have not seen the report (area under the curve), the expected calibration
error, and F1 by the least confidence shown. Takes about five minutes; writes `rightness.json` and
`trigger_words.json` of `src/foedera/assets`, and into `config.json` of the model what each feature weighs.
How far types are `underrated` on reports by others, and all claims `in_conflict`, is measured by hand, and kept.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from foedera.coding.weights import logistic, table
from foedera.parse import MODEL, Model
from foedera.pipeline import Engine
from foedera.types import Claim, Frame, Sentence, Span
from training.data import load_frames
from training.evaluate import HERE
from training.learning import FOLDS, Signs, fit, fold_of, frames_marked, matrix, names_of, read, reports_coded, write
from training.markup import Passage, iter_passages
from training.model_files import seal, write_json
from training.real_texts import SETS
from training.tune import calibration_error

ASSETS = HERE.parent / "src" / "foedera" / "assets"
CODED = [*(HERE / name for name in ("reports", "reports_w", "reports_f", "reports_g")), *SETS]
"""Reports coded by hand; the texts of the real ones have to be laid out (`training.real_texts`)."""
SENTENCES = 4
"""Sentences of a passage, at least: in less there is no report to look at."""
GRID = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
BEFORE_WEIGHING = "score"
RIDGE = 20.0
"""Strong, since many signs are rare."""
DIRECTIONS = 128
"""In which features differ most, of all that they have."""
SPREAD = 0.3
"""Of the features in each direction, where a sign that is there counts 1: how far they are trusted."""
OF_TYPE = 0.4
"""The same of what a sign weighs for one type only, beside features."""
OPTIONAL = 0.3
"""Weight of a right claim that the gold leaves to the coder: shown or not, it costs nothing."""
LESS = 0.23
"""Taken from the log-odds of all claims, so that what is likelier than the least that is shown has the highest F1 on
reports that nothing was learned from: measured by hand."""
SHARE = 0.5
"""Of the weights that are learned with features."""


@dataclass(frozen=True, slots=True)
class Case:
    """One claim in the making."""

    report: str
    signs: Signs
    right: bool
    coded: bool
    """Whether it is of a report coded by hand, where all that is right is known."""
    optional: bool = False
    features: NDArray[np.float32] | None = None
    """[F] what the second network makes of its first mention; none of what patterns found."""


class Noting(Model):
    """The shipped model, which keeps the features of every frame: its `worth` is their row in `kept`, from 1."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Load a model directory."""
        super().__init__(folder)
        self.kept: list[NDArray[np.float32]] = []

    def worth_of(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return [K] the rows of the features of K frames."""
        first = len(self.kept) + 1
        self.kept.extend(features)
        return np.arange(first, first + len(features), dtype=np.float32)

    def unnoted(self, sentences: Iterable[Sentence]) -> tuple[tuple[Sentence, ...], dict[Span, NDArray[np.float32]]]:
        """Return sentences whose frames have no row, and by triggers the features of those frames."""
        sentences = tuple(sentences)
        frames = [frame for sentence in sentences for frame in (*sentence.frames, *sentence.faint)]
        features = {Span(f.start, f.end): self.kept[int(f.worth) - 1] for f in frames if f.worth}
        return tuple(_without_rows(sentence) for sentence in sentences), features


def _without_rows(sentence: Sentence) -> Sentence:
    def plain(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
        return tuple(replace(frame, worth=0.0) for frame in frames)

    return replace(sentence, frames=plain(sentence.frames), faint=plain(sentence.faint))


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
    noting = Noting()
    engine.model = noting
    for coded in reports_coded(engine, folder, scorer):
        sentences, features = noting.unnoted(coded.sentences)
        noting.kept.clear()
        context = Context(coded.report, sentences, engine.gazetteer, engine.codebook)
        joined, _ = happenings(context)
        around = Surroundings(joined, context, words)
        claims = code(coded.report, sentences, engine.codebook, engine.gazetteer, least=0.0)
        hits = coded.right(claims)
        for draft, at in claims_of(joined, claims):
            gold = hits.get(at, {})
            seen = features.get(draft.triggers[0]) if draft.producer == "model" else None
            signs, is_optional = around.signs(draft), bool(gold.get("optional"))
            yield Case(coded.name, signs, at in hits, coded=True, optional=is_optional, features=seen)


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


@dataclass(frozen=True, slots=True)
class Learned:
    """What speaks for a claim, in log-odds."""

    bias: float
    weights: Mapping[str, float]
    """Of signs, those of single types among them."""
    worth: NDArray[np.float32]
    """[F + 1] of the features, and the intercept that claims with features have."""

    def odds(self, case: Case) -> float:
        """Return how likely a claim is right."""
        said = sum(self.weights.get(name, 0.0) * value for name, value in crossed(case.signs))
        seen = 0.0 if case.features is None else float(case.features @ self.worth[:-1] + self.worth[-1])
        return self.bias + said + seen


def learn(cases: Sequence[Case]) -> Learned:
    """Return the mean of what is learned from signs alone and of what is learned with features."""
    plain, seeing = from_signs(cases), from_features([case for case in cases if case.coded])
    names = sorted({*plain.weights, *seeing.weights})
    return Learned(
        (1 - SHARE) * plain.bias + SHARE * seeing.bias,
        {n: (1 - SHARE) * plain.weights.get(n, 0.0) + SHARE * seeing.weights.get(n, 0.0) for n in names},
        np.asarray(SHARE * seeing.worth),
    )


def from_signs(cases: Sequence[Case]) -> Learned:
    """Return what plain signs say, in passages and reports."""
    rows = [list(crossed(case.signs)) for case in cases]
    names = names_of(rows)
    x, right = matrix(rows, names), np.array([case.right for case in cases], dtype=np.float32)
    weights, _ = fit(with_reports_apart(x, np.array([case.coded for case in cases])), right, RIDGE)
    # What is to be read are reports: there a sign weighs what it weighs everywhere and what it weighs in reports.
    common, here = np.split(weights, [len(names)])
    summed = common + here[:-1]
    passages = np.array([not case.coded for case in cases])
    bias = fitting_bias(x[passages] @ summed, float(right[passages].mean()))
    return Learned(bias, dict(zip(names, summed.tolist(), strict=True)), np.zeros(1, dtype=np.float32))


def from_features(cases: Sequence[Case]) -> Learned:
    """Return what plain signs and features say, in reports."""
    rows = [list(crossed(case.signs)) for case in cases]
    names = names_of(rows)
    trust = np.array([1.0 if is_of_all(name) else OF_TYPE for name in names], dtype=np.float32)
    signs = matrix(rows, names) * trust
    seen = np.array([case.features is not None for case in cases])
    features = np.stack([case.features for case in cases if case.features is not None])
    to_directions = directions(features)
    along = np.zeros((len(cases), to_directions.shape[1]), dtype=np.float32)
    along[seen] = features @ to_directions[:-1] + to_directions[-1]
    right = np.array([case.right for case in cases], dtype=np.float32)
    counts = np.array([OPTIONAL if case.optional else 1.0 for case in cases], dtype=np.float32)
    weights, bias = fit(np.hstack([signs, along]), right, RIDGE, counts)
    of_signs, of_directions = np.split(weights, [len(names)])
    return Learned(bias, dict(zip(names, (of_signs * trust).tolist(), strict=True)), to_directions @ of_directions)


def directions(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return [F + 1, D] what takes features, and a 1, to the directions in which those given differ most."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    _, lengths, axes = np.linalg.svd((features - mean) / spread, full_matrices=False)
    scale = SPREAD * math.sqrt(len(features)) / lengths[:DIRECTIONS]
    turned = (axes[:DIRECTIONS] / spread).T * scale
    return np.vstack([turned, -mean @ turned]).astype(np.float32)


def is_of_all(name: str) -> bool:
    """Tell whether a sign weighs for claims of every type, or is the type itself."""
    return ": " not in name or name.startswith("type: ")


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


def set_worth(folder: Path, worth: Sequence[float]) -> None:
    """Write into the configuration of a model directory what each feature weighs."""
    path = folder / "config.json"
    write_json(path, json.loads(path.read_text(encoding="utf-8")) | {"worth": list(worth)})
    seal(folder)


def chances_left_out(cases: Sequence[Case]) -> NDArray[np.float32]:
    """Return the probability of each case by weights that have not seen its report."""
    fold = [fold_of(case.report) for case in cases]
    chances = np.zeros(len(cases), dtype=np.float32)
    for number in range(FOLDS):
        learned = learn([case for case, at in zip(cases, fold, strict=True) if at != number])
        for row, (case, at) in enumerate(zip(cases, fold, strict=True)):
            if at == number:
                chances[row] = logistic(learned.odds(case))
    return chances


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--reports", type=Path, nargs="+", default=CODED)
    ap.add_argument("--out", type=Path, default=ASSETS)
    wanted = ap.parse_args()
    engine, words, scorer = pipeline.load(None, 2), words_of(wanted.frames), load_scorer()
    cases = [
        *of_passages(engine, wanted.frames, words),
        *(case for folder in wanted.reports for case in of_reports(engine, folder, scorer, words)),
    ]
    learned = learn(cases)
    weights = np.array(list(learned.weights.values()), dtype=np.float32)
    kept = {key: value for key, value in table("rightness").items() if key in {"in_conflict", "underrated"}}
    write(wanted.out / "rightness.json", [*learned.weights], weights, learned.bias - LESS, LEAST, kept)
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("},", "},\n")
    (wanted.out / "trigger_words.json").write_text(text + "\n", encoding="utf-8")
    set_worth(wanted.out / MODEL.name, [round(float(weight), 5) for weight in learned.worth])
    chances = chances_left_out(cases)
    said = {kind: figures(cases, chances, coded=coded) for kind, coded in (("passages", False), ("reports", True))}
    print(json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
