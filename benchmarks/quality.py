"""Coding quality: `python benchmarks/quality.py`. Reads two sets of reports and scores the claims.

The development reports and the scorer lie beside the repository in `../shared`; without them this says so and ends.
The held-back reports (`benchmarks/reports`) were written by one and coded blind by another; errors are never listed for
them, so that nobody is led to code for them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FIGURES = Path(__file__).parent / "quality.json"
HELD_BACK = Path(__file__).parent / "reports"


def score(reports: Path, scorer: Path, misses: int = 0) -> tuple[dict[str, Any], str]:
    """Return the scorer's figures for the claims that Foedera reads from a folder of reports."""
    with tempfile.TemporaryDirectory() as out:
        read = [sys.executable, "-m", "foedera", "read", str(reports), "--format", "json", "-o", out]
        subprocess.run(read, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        given = [sys.executable, str(scorer), str(reports / "gold"), out, "--texts", str(reports)]
        done = subprocess.run([*given, "--json"], check=True, capture_output=True, text=True)  # noqa: S603
        text = subprocess.run([*given, "--misses", str(misses)], check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(done.stdout), text.stdout


def changes(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return lines with each main figure and its change since the committed figures."""
    rows = [("claims F1", "claims", "f1"), ("claims P", "claims", "p"), ("claims R", "claims", "r")]
    lines = [f"{name:12s} {now[a][b]:.3f}  ({now[a][b] - before.get(a, {}).get(b, 0):+.3f})" for name, a, b in rows]
    lines.append(f"{'perfect':12s} {now['perfect']:.3f}  ({now['perfect'] - before.get('perfect', 0):+.3f})")
    right, old = now["right on matched claims"], before.get("right on matched claims", {})
    lines += [
        f"{k:12s} {right[k]:.3f}  ({right[k] - old.get(k, 0):+.3f})"
        for k in ("status", "said_by", "when", "roles", "name", "where")
    ]
    return lines


def measure(name: str, reports: Path, scorer: Path, before: dict[str, Any], misses: int) -> dict[str, Any]:
    """Score one set of reports, print the figures and their change, and return them."""
    figures, text = score(reports, scorer, misses)
    print(f"{name}: {len(list((reports / 'gold').glob('*.json')))} reports\n{text}")
    print("\n".join(["main figures (change since the committed ones)", *changes(before, figures)]), end="\n\n")
    return figures


def main() -> int:
    """Score, print, and keep the figures if asked to."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--keep", action="store_true", help="write the figures to benchmarks/quality.json, to be committed")
    ap.add_argument("--misses", type=int, default=0, help="show so many errors in the development reports")
    args = ap.parse_args()
    scorer = SHARED / "bench" / "score.py"
    if not (SHARED / "reports").is_dir() or not scorer.is_file():
        print(f"coding quality: not measured, {SHARED} has no reports and scorer")
        return 0
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    now = {"development": measure("development", SHARED / "reports", scorer, kept.get("development", {}), args.misses)}
    if (HELD_BACK / "gold").is_dir():
        now["held back"] = measure("held back", HELD_BACK, scorer, kept.get("held back", {}), 0)
    if args.keep:
        FIGURES.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
