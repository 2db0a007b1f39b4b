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
    """Return the scorer's figures for the claims that Foedera reads from a folder of reports, and some errors."""
    with tempfile.TemporaryDirectory() as out:
        read = [sys.executable, "-m", "foedera", "read", str(reports), "--format", "json", "-o", out]
        subprocess.run(read, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        given = [sys.executable, str(scorer), str(reports / "gold"), out, "--texts", str(reports)]
        done = subprocess.run([*given, "--json"], check=True, capture_output=True, text=True)  # noqa: S603
        listed = [*given, "--json", "--misses", str(misses)]
        text = subprocess.run(listed, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(done.stdout), text.stdout.removeprefix(done.stdout)


def main_figures(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return lines with each main figure and its change since the committed figures."""
    lines = [
        f"{name:12s} {told(now['claims'][key], before.get('claims', {}).get(key))}"
        for name, key in (("claims F1", "f1"), ("claims P", "p"), ("claims R", "r"))
    ]
    lines.append(f"{'perfect':12s} {told(now['perfect'], before.get('perfect'))}")
    right, old = now["right on matched claims"], before.get("right on matched claims", {})
    names = ("status", "said_by", "when", "roles", "name", "where")
    lines += [f"{name:12s} {told(right[name], old.get(name))}" for name in names if name in right]
    was = before.get("silent reports left silent", "not measured")
    return [*lines, f"{'silent':12s} {now['silent reports left silent']}  (was {was})"]


def parts(key: str, before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return a line for each type, role or field: F1, precision and recall with their changes, and the number in gold.

    Args:
        key: `by type`, `roles (polities)` or `fields`.
    """
    old = before.get(key, {})
    rows = sorted(now.get(key, {}).items(), key=lambda row: (-row[1]["n"], row[0]))
    return [
        f"{name:14s} "
        + "  ".join(f"{label} {told(row[k], old.get(name, {}).get(k))}" for label, k in _MEASURES)
        + f"  of {row['n']}"
        for name, row in rows
        if row["n"] or row["p"]
    ]


_MEASURES = (("F1", "f1"), ("P", "p"), ("R", "r"))


def told(now: float, before: float | None) -> str:
    """Return a figure with its change since the committed one."""
    return f"{now:.3f} ({'  new' if before is None else f'{now - before:+.3f}'})"


def measure(name: str, reports: Path, scorer: Path, before: dict[str, Any], misses: int) -> dict[str, Any]:
    """Score one set of reports, print every figure with its change since the committed one, and return them."""
    figures, errors = score(reports, scorer, misses)
    figures = {"reports": len(list((reports / "gold").glob("*.json")))} | figures
    print(f"{name}: {figures['reports']} reports (in brackets: since the committed figures)")
    print("\n".join(main_figures(before, figures)))
    for key, title in (("by type", "claims by type"), ("roles (polities)", "roles"), ("fields", "fields")):
        print("\n".join([f"\n{title}", *parts(key, before, figures)]))
    print(errors)
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
