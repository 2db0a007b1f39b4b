"""Set thresholds and calibration of a model directory on the development part: `python -m training.tune MODEL`.

Chosen for F1: the weight of the first stage's opinion, the least probability of a frame, and of a filler by label. The
probabilities of frames are calibrated by a logistic fit (Platt) of "right" on the raw log-odds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedera.parse import Model
from training.evaluate import HERE, filled_in, found_in, marked_part
from training.markup import Marked
from training.scores import FillerScores, overlap, span_of

Floats = NDArray[np.float64]
GRID = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
WEIGHTS = (0.5, 1.0, 1.5)
CANDIDATE = 0.08
"""Least probability for the second stage to look at a word; lower costs time and finds nothing."""
SMALL = 1e-9
"""Step of the calibration's fit that is as good as none."""
ENOUGH = 100
"""Fewest gold fillers of a label for a threshold of its own."""
PULL = 0.05
"""F1 that a label's own threshold must win for each 1.0 that it departs from the common one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What one weight of the first stage gives on the development part."""

    cut: float
    """Log-odds above which to keep frames for the best F1."""
    f1: float
    slope: float
    intercept: float
    error: float
    """Expected calibration error after the fit."""


def triggers(model: Model, sentences: Sequence[Marked]) -> tuple[Floats, NDArray[np.bool_], int]:
    """Return the raw log-odds of every candidate, whether it is right, and the number of gold frames."""
    odds, right, wanted = [], [], 0
    for sentence in sentences:
        left = list(sentence.triggers)
        wanted += len(left)
        for frame in sorted(found_in(model, sentence), key=lambda f: -f.score):
            hit = next((t for t in left if t.type == frame.type and overlap(span_of(frame), span_of(t))), None)
            if hit:
                left.remove(hit)
            p = min(max(frame.score, 1e-7), 1 - 1e-7)
            odds.append(np.log(p / (1 - p)))
            right.append(hit is not None)
    return np.array(odds), np.array(right), wanted


def best_threshold(odds: Floats, right: NDArray[np.bool_], wanted: int) -> tuple[float, float]:
    """Return the log-odds above which to keep frames for the best F1, and that F1."""
    order = np.argsort(-odds)
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    best = int(f1.argmax())
    return float(odds[order][best]), float(f1[best])


def platt(odds: Floats, right: NDArray[np.bool_], ridge: float = 1e-3) -> tuple[float, float]:
    """Return slope and intercept of the logistic fit, by Newton's method.

    Steps are halved until they help: candidates far from the threshold make full steps run away.
    """
    x = np.stack([odds, np.ones_like(odds)], 1)

    def cost(w: Floats) -> float:
        z = x @ w
        return float(np.logaddexp(0, np.where(right, -z, z)).sum() + ridge / 2 * (w @ w))

    w = np.array([1.0, 0.0])
    for _ in range(100):
        p = logistic(x @ w)
        gradient = x.T @ (right - p) - ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        while cost(w + step) > cost(w) and np.abs(step).max() > SMALL:
            step = step / 2
        w = w + step
        if np.abs(step).max() <= SMALL:
            break
    return float(w[0]), float(w[1])


def calibration_error(p: Floats, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error over equally wide bins."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    filled = [at == b for b in range(bins) if (at == b).any()]
    return float(sum(abs(p[some].mean() - right[some].mean()) * some.mean() for some in filled))


def logistic(odds: Any) -> Any:
    """Return probabilities of log-odds; without overflow, however large these are."""
    return (1 + np.tanh(odds / 2)) / 2


def fit(
    model: Model, sentences: Sequence[Marked], weight: float, calibration: tuple[float, float] | None = None
) -> Fit:
    """Try one weight of the first stage's opinion, all candidates let through; calibrate unless that is given."""
    model.adjust(prior_weight=weight, trigger=0.0, candidate=CANDIDATE, calibration=(1.0, 0.0))
    odds, right, wanted = triggers(model, sentences)
    slope, intercept = platt(odds, right) if calibration is None else calibration
    error = calibration_error(logistic(slope * odds + intercept), right)
    return Fit(*best_threshold(odds, right, wanted), slope, intercept, error)


def fillers(model: Model, sentences: Sequence[Marked]) -> dict[str, float]:
    """Return the best threshold of each label; labels with few examples share the best common one."""
    labels = model.config.fillers
    scores: dict[float, FillerScores] = {}
    for at in GRID:
        model.adjust(filler=dict.fromkeys(labels, at))
        scores[at] = FillerScores()
        for sentence in sentences:
            if sentence.triggers:
                scores[at].add_frames(sentence, filled_in(model, sentence))

    def f1(at: float, some: Sequence[str]) -> float:
        score = scores[at]
        hits = sum(score.overlap[k] + score.exact[k] for k in some)
        total = sum(score.wanted[k] + score.given[k] for k in some)
        return hits / total if total else 0.0  # overlap and exact count half each

    def own(label: str, common: float) -> float:
        return max(GRID, key=lambda at: f1(at, [label]) - PULL * abs(at - common))

    common = max(GRID, key=lambda at: f1(at, labels))
    return {k: own(k, common) if scores[common].wanted[k] >= ENOUGH else common for k in labels}


def tune(model: Model, sentences: Sequence[Marked], keep: Sequence[str] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the settings to be written into the configuration, and what is to be told of them.

    Args:
        model: As it was exported.
        sentences: Of the development part.
        keep: Settings that stay as they are.
    """
    before = {name: getattr(model.config, name) for name in keep}
    weights = (before["prior_weight"],) if "prior_weight" in before else WEIGHTS
    tried = {weight: fit(model, sentences, weight, before.get("calibration")) for weight in weights}
    weight = max(tried, key=lambda w: tried[w].f1)
    best = tried[weight]
    settings = {
        "prior_weight": weight,
        "candidate": CANDIDATE,
        "calibration": [round(best.slope, 4), round(best.intercept, 4)],
        "trigger": round(float(logistic(best.slope * best.cut + best.intercept)), 3),
        "filler": fillers(model, sentences),
        **before,
    }
    told = {
        "sentences": len(sentences),
        "f1": {w: round(100 * t.f1, 1) for w, t in tried.items()},
        "calibration error": round(best.error, 3),
        **{k: settings[k] for k in ("prior_weight", "trigger", "calibration", "filler")},
    }
    return settings, told


def main() -> None:
    """Tune, write the settings into `config.json`, print what was found."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("model", type=Path)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    # The `extra_*` files seek rare wordings by design: reports do not hold so many, and a model tuned on them doubts
    # the plainest sentence.
    ap.add_argument("--only", default="!extra_*", help="glob of frame files to tune on; ! before it: all others")
    ap.add_argument("--keep", action="append", default=[], metavar="SETTING", help="leave it as it is")
    args = ap.parse_args()
    settings, told = tune(Model(args.model, threads=2), marked_part(args.frames, "dev", args.only), args.keep)
    path = args.model / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(config | settings, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
