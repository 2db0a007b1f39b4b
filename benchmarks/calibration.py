"""Is a claim's confidence what it says? `python -m benchmarks.calibration [--keep]`.

A claim is right where the scorer matches it with a gold claim (type, and the same happening); what the scorer counts
neither as a hit nor as an error is left out. Prints the expected calibration error (ECE: mean distance between
confidence and share right, over ten bins of equal width), the Brier score, and precision, recall and F1 at each
threshold. The held-back reports give figures only, never single errors.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from foedera import pipeline
from foedera.coding import LEAST
from foedera.contract import claim_to_json
from foedera.pictures.draw import svg
from foedera.pipeline import Engine, document_of
from foedera.types import Claim

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
HELD_BACK = Path(__file__).parent / "reports"
FIGURES = Path(__file__).parent / "calibration.json"
PLOT = ROOT / "docs" / "calibration.svg"
THRESHOLDS = (0.25, 0.4, 0.5, 0.6, 0.75, 0.9)
"""Least confidences that are tried, beside the one by default: those of `--favour` among them."""
BINS = 10


@dataclass(slots=True)
class Tally:
    """What a set of reports gives at one threshold."""

    sure: list[float] = field(default_factory=list)
    """Confidence of each claim that is a hit or an error."""
    right: list[bool] = field(default_factory=list)
    optional: list[bool] = field(default_factory=list)
    """Whether the gold claim that it hits is one that need not be found."""
    wanted: int = 0
    """Gold claims that must be found."""

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 as the scorer counts them."""
        hits = sum(r and not o for r, o in zip(self.right, self.optional, strict=True))
        given = hits + self.right.count(False)
        p, r = (hits / given if given else 0.0), (hits / self.wanted if self.wanted else 0.0)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 3), "r": round(r, 3), "f1": round(f1, 3)}

    def reliability(self) -> list[dict[str, float]]:
        """Return, of each bin with claims in it: mean confidence, share right, number."""
        bins: list[list[int]] = [[] for _ in range(BINS)]
        for at, sure in enumerate(self.sure):
            bins[min(int(sure * BINS), BINS - 1)].append(at)
        return [
            {
                "confidence": round(sum(self.sure[i] for i in some) / len(some), 3),
                "right": round(sum(self.right[i] for i in some) / len(some), 3),
                "n": len(some),
            }
            for some in bins
            if some
        ]

    def error(self) -> float:
        """Return the expected calibration error."""
        total = len(self.sure) or 1
        return round(sum(abs(b["confidence"] - b["right"]) * b["n"] for b in self.reliability()) / total, 3)

    def brier(self) -> float:
        """Return the mean squared distance between confidence and what was the case."""
        pairs = zip(self.sure, self.right, strict=True)
        return round(sum((s - r) ** 2 for s, r in pairs) / (len(self.sure) or 1), 3)


def judge(scorer: ModuleType, gold: dict[str, Any], claims: Sequence[Claim], text: str, gold_text: str) -> Tally:
    """Return which claims of one report are right, by the scorer's own matching."""
    wanted, given = gold.get("claims", []), [claim_to_json(claim) for claim in claims]
    pairs = {j: i for i, j in scorer.match(wanted, given, gold_text, text)}
    tally = Tally(wanted=sum(not g.get("optional") for g in wanted))
    for j, claim in enumerate(given):
        hit = pairs.get(j)
        if hit is None and (claim["type"] == "office" or _second_stage(scorer, wanted, claim, text, gold_text)):
            continue
        tally.sure.append(float(claim["confidence"]))
        tally.right.append(hit is not None)
        tally.optional.append(hit is not None and bool(wanted[hit].get("optional")))
    return tally


def _second_stage(scorer: ModuleType, wanted: Sequence[Any], claim: Any, text: str, gold_text: str) -> bool:
    """Tell whether the scorer counts a claim as another stage of a deal that the gold holds as one."""
    return claim["type"] in ("transfer", "agreement") and any(
        scorer.likeness(g, claim, gold_text, text) >= 0.5 for g in wanted
    )


def read_set(engine: Engine, scorer: ModuleType, reports: Path, shown: float) -> dict[float, Tally]:
    """Read every report once and judge its claims at each threshold, that of the claims shown by default included."""
    tallies = {least: Tally() for least in sorted({*THRESHOLDS, shown})}
    for path in sorted((reports / "gold").glob("*.json")):
        source = reports / f"{path.stem}.txt"
        document = document_of(source.read_bytes(), str(source))
        parsed, gold = engine.parse(document), json.loads(path.read_text(encoding="utf-8"))
        gold_text = scorer.texts_of(reports, path.stem)
        for least, tally in tallies.items():
            claims = engine.claims(document.report, parsed, least)
            one = judge(scorer, gold, claims, document.report.text, gold_text)
            tally.sure += one.sure
            tally.right += one.right
            tally.optional += one.optional
            tally.wanted += one.wanted
    return tallies


def load_scorer() -> ModuleType:
    """Return the scorer beside the repository as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "bench" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def summary(tallies: dict[float, Tally], shown: float) -> dict[str, Any]:
    """Return the figures of one set of reports."""
    now = tallies[shown]
    return {
        "shown from": shown,
        "claims": len(now.sure),
        "ece": now.error(),
        "brier": now.brier(),
        "reliability": now.reliability(),
        "at": {f"{least:.2f}": tally.figures() for least, tally in tallies.items()},
    }


def tell(name: str, figures: dict[str, Any]) -> None:
    """Print one set's figures."""
    print(f"{name}: ECE {figures['ece']:.3f} over {figures['claims']} claims shown, Brier {figures['brier']:.3f}")
    for b in figures["reliability"]:
        print(f"  said {b['confidence']:.2f}  right {b['right']:.2f}  of {b['n']}")
    for least, f in figures["at"].items():
        print(f"  from {least}: P {f['p']:.3f}  R {f['r']:.3f}  F1 {f['f1']:.3f}")


def plot(figures: dict[str, Any]) -> str:
    """Return the reliability plot as SVG: share right over confidence, with 95% intervals (Wilson)."""
    import vl_convert  # noqa: PLC0415 - 50 MB that only pictures need

    rows = [
        {"set": name, "said": b["confidence"], "right": b["right"], "n": b["n"]} | _interval(b["right"], int(b["n"]))
        for name, each in figures.items()
        for b in each["reliability"]
    ]
    axis = {"type": "quantitative", "scale": {"domain": [0, 1]}}
    said = axis | {"field": "said", "title": "confidence of the claim"}
    colours = {"domain": list(figures), "range": ["#0072b2", "#d55e00"]}
    colour = {"field": "set", "type": "nominal", "scale": colours, "legend": {"title": None, "orient": "bottom"}}
    diagonal = [{"said": 0, "right": 0}, {"said": 1, "right": 1}]
    right = axis | {"field": "right", "title": "share that is right"}
    spec = {
        "width": 360,
        "height": 360,
        "background": "white",
        "title": "Is a claim's confidence what it says?",
        "layer": [
            {
                "data": {"values": diagonal},
                "mark": {"type": "line", "color": "#777777", "strokeDash": [4, 4]},
                "encoding": {"x": said, "y": right},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "rule", "strokeWidth": 1.5},
                "encoding": {"x": said, "y": axis | {"field": "low"}, "y2": {"field": "high"}, "color": colour},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "opacity": 1},
                "encoding": {
                    "x": said,
                    "y": right,
                    "color": colour,
                    "shape": {"field": "set", "type": "nominal", "scale": {"domain": list(figures)}},
                    "size": {"field": "n", "type": "quantitative", "title": "claims", "legend": {"orient": "bottom"}},
                },
            },
        ],
    }
    return svg(dict(vl_convert.vegalite_to_vega(spec))) + "\n"


def _interval(share: float, n: int, z: float = 1.96) -> dict[str, float]:
    """Return Wilson's interval of a share."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return {"low": max(0.0, middle - half), "high": min(1.0, middle + half)}


def main() -> int:
    """Measure, print, and keep figures and plot if asked to."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--keep", action="store_true", help=f"write {FIGURES.name} and the plot, to be committed")
    args = ap.parse_args()
    if not (SHARED / "bench" / "score.py").is_file():
        print(f"calibration: not measured, {SHARED} has no scorer")
        return 0
    engine, scorer = pipeline.load(None, 2), load_scorer()
    least = LEAST
    sets = {"development": SHARED / "reports", "held back": HELD_BACK}
    now = {name: summary(read_set(engine, scorer, folder, least), least) for name, folder in sets.items()}
    for name, figures in now.items():
        tell(name, figures)
    if args.keep:
        FIGURES.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        PLOT.write_text(plot(now), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
