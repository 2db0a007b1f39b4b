"""Set thresholds and calibration of a model directory on the development part: `python -m training.tune MODEL`.

Chosen for F1: the weight of the first stage's opinion, the least probability of a frame, and of a filler by label. The
probabilities of frames are calibrated by a logistic fit (Platt) of "right" on the raw log-odds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from foedera.parse.model import Model
from foedera.types import Segment
from training.evaluate import HERE, marked_part, overlap, score_fillers
from training.markup import Marked

GRID = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
WEIGHTS = (0.5, 1.0, 1.5)
ENOUGH = 40
"""Fewest gold fillers of a label for a threshold of its own."""


def triggers(model: Model, sentences: list[Marked]) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the raw log-odds of every candidate, whether it is right, and the number of gold frames."""
    odds, right, wanted = [], [], 0
    for s in sentences:
        left = list(s.triggers)
        wanted += len(left)
        found = [f for p in model.parse(s.text, [Segment(0, len(s.text), "prose", 0)]) for f in p.frames]
        for f in sorted(found, key=lambda f: -f.score):
            hit = next((t for t in left if t.type == f.type and overlap((f.start, f.end), (t.start, t.end))), None)
            if hit:
                left.remove(hit)
            p = min(max(f.score, 1e-7), 1 - 1e-7)
            odds.append(np.log(p / (1 - p)))
            right.append(hit is not None)
    return np.array(odds), np.array(right), wanted


def best_threshold(odds: np.ndarray, right: np.ndarray, wanted: int) -> tuple[float, float]:
    """Return the log-odds above which to keep frames for the best F1, and that F1."""
    order = np.argsort(-odds)
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    best = int(f1.argmax())
    return float(odds[order][best]), float(f1[best])


def platt(odds: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Return slope and intercept of the logistic fit, by Newton's method."""
    x = np.stack([odds, np.ones_like(odds)], 1)
    w = np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (right - p) - 1e-3 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        w = w + np.linalg.solve(hessian, gradient)
    return float(w[0]), float(w[1])


def calibration_error(p: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error over equally wide bins."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any()))


def fillers(model: Model, sentences: list[Marked]) -> dict[str, float]:
    """Return the best threshold of each label; labels with few examples share the best common one."""
    labels = model.config.fillers
    scores: dict[float, dict[str, tuple[int, int, int]]] = {}
    for at in GRID:
        model._thresholds = np.full(len(labels), at, dtype=np.float32)
        hits: dict[str, Counter[str]] = {"overlap": Counter(), "exact": Counter()}
        want: Counter[str] = Counter()
        give: Counter[str] = Counter()
        for s in sentences:
            if not s.triggers:
                continue
            found = model.frames_at(s.text, Segment(0, len(s.text), "prose", 0), [(t.start, t.end, t.type) for t in s.triggers])
            for t in s.triggers:
                mine = next((f.fillers for f in found if f.type == t.type and overlap((f.start, f.end), (t.start, t.end))), ())
                score_fillers([(f.label, f.start, f.end) for f in s.fillers_of(t.id)], mine, hits, want, give)
        scores[at] = {k: (hits["overlap"][k] + hits["exact"][k], want[k], give[k]) for k in labels}

    def f1(at: float, some: list[str]) -> float:
        hit, want, give = (sum(scores[at][k][i] for k in some) for i in range(3))
        return hit / (want + give) if want + give else 0.0  # overlap and exact count half each

    common = max(GRID, key=lambda at: f1(at, labels))
    return {
        k: max(GRID, key=lambda at: f1(at, [k]) - 0.01 * abs(at - common)) if scores[common][k][1] >= ENOUGH else common
        for k in labels
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("model", type=Path)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    args = ap.parse_args()
    sentences = marked_part(args.frames, "dev")
    model = Model(args.model, threads=2)
    path = args.model / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    tried = {}
    for weight in WEIGHTS:
        model.config = replace(model.config, prior_weight=weight, trigger=0.0, candidate=0.08, calibration=(1.0, 0.0))
        odds, right, wanted = triggers(model, sentences)
        tried[weight] = (*best_threshold(odds, right, wanted), platt(odds, right), odds, right)
    weight = max(tried, key=lambda w: tried[w][1])
    cut, f1, (slope, intercept), odds, right = tried[weight]
    p = 1 / (1 + np.exp(-(slope * odds + intercept)))
    config |= {
        "prior_weight": weight, "candidate": 0.08, "calibration": [round(slope, 4), round(intercept, 4)],
        "trigger": round(float(1 / (1 + np.exp(-(slope * cut + intercept)))), 3), "filler": fillers(model, sentences),
    }
    path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"sentences": len(sentences), "f1": {w: round(100 * t[1], 1) for w, t in tried.items()},
                      "calibration error": round(calibration_error(p, right), 3),
                      **{k: config[k] for k in ("prior_weight", "trigger", "calibration", "filler")}}, indent=1))


if __name__ == "__main__":
    main()
