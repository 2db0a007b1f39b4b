"""Coding quality: `python benchmarks/quality.py`. Reads the development reports and scores the claims.

The reports and the scorer lie beside the repository in `../shared`; without them this says so and ends well.
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


def main() -> int:
    """Score, print, and keep the figures if asked to."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--keep", action="store_true", help="write the figures to benchmarks/quality.json, to be committed")
    ap.add_argument("--misses", type=int, default=0, help="show so many errors")
    args = ap.parse_args()
    reports, scorer = SHARED / "reports", SHARED / "bench" / "score.py"
    if not reports.is_dir() or not scorer.is_file():
        print(f"development reports: not measured, {reports} is not there")
        return 0
    figures, text = score(reports, scorer, args.misses)
    print(text)
    before = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    print("\n".join(["main figures (change since the committed ones)", *changes(before, figures)]))
    if args.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
