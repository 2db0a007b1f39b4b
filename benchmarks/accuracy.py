"""The figures and examples of docs/accuracy.md: `python -m benchmarks.accuracy` measures and writes them anew.

That is the one command after a new model: it measures coding quality and confidence, keeps the figures
(`quality.json`, `calibration.json`, `docs/calibration.svg`) and rewrites what stands between the document's
`<!-- begin ... -->` and `<!-- end ... -->`. With `--kept` nothing is measured: the kept figures are written, and the
examples of typical errors are read anew. A test holds the document against both.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.typical import Case, Said, typical
from foedera import pipeline
from foedera.cli.coder_arguments import FAVOURS

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "accuracy.md"
SETS = ("development", "held back")
_BLOCK = re.compile(r"(<!-- begin (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HUMAN = {
    "claims F1": "0.85–0.92",
    "perfect, of all that must be found": "0.65–0.77",
    "status": "0.92–0.97",
    "said_by": "0.93–0.97",
    "when": "0.90–0.94",
    "roles": "0.89–0.91",
}
"""What a second, blind human coding of the development reports reaches against the first."""
_FIELDS_OF_INTEREST = 5
"""Gold values, in both sets together, from which a field or role is listed."""
Figures = dict[str, Any]


def load() -> tuple[Figures, Figures]:
    """Return the kept figures: of quality and of confidence."""
    quality = json.loads((HERE / "quality.json").read_text(encoding="utf-8"))
    calibration = json.loads((HERE / "calibration.json").read_text(encoding="utf-8"))
    return quality, calibration


def in_short(quality: Figures) -> list[str]:
    """Return the table of the main figures."""
    rows: list[tuple[str, Callable[[Figures], Any]]] = [
        ("claims F1", lambda f: f["claims"]["f1"]),
        ("claims precision", lambda f: f["claims"]["p"]),
        ("claims recall", lambda f: f["claims"]["r"]),
        ("perfect, of all that must be found", lambda f: f["perfect"]),
        ("perfect, of those found", lambda f: f["perfect"] / f["claims"]["r"] if f["claims"]["r"] else None),
    ]
    right = [(name, _right(name)) for name in ("status", "said_by", "when", "roles", "name", "where")]
    heads = " | ".join(f"{each}: {quality[each]['reports']} reports" for each in SETS)
    lines = [f"| | {heads} | a human second coder |", "|---|---|---|---|"]
    for name, figure in [*rows, *right]:
        values = " | ".join(_share(figure(quality[each])) for each in SETS)
        lines.append(f"| {_plain(name)} | {values} | {_HUMAN.get(name, '')} |")
    silent = " | ".join(str(quality[each]["silent reports left silent"]).replace("/", " of ") for each in SETS)
    return [*lines, f"| reports without claims left without | {silent} | |"]


def _right(name: str) -> Callable[[Figures], Any]:
    return lambda figures: figures["right on matched claims"].get(name)


def _plain(name: str) -> str:
    return f"`{name}`" if name in ("status", "said_by", "when", "name", "where") else name


def by_part(quality: Figures, key: str, title: str) -> list[str]:
    """Return a table with a row for each type, role or field: precision, recall and number in gold, of both sets."""
    names = {name: sum(quality[each][key].get(name, {}).get("n", 0) for each in SETS) for name in _all(quality, key)}
    lines = [
        f"| {title} | development: precision | recall | F1 | of | held back: precision | recall | F1 | of |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name in sorted((n for n in names if names[n] >= _FIELDS_OF_INTEREST), key=lambda n: (-names[n], n)):
        cells = [_cells(quality[each][key].get(name)) for each in SETS]
        lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return lines


def _all(quality: Figures, key: str) -> set[str]:
    return {name for each in SETS for name in quality[each][key]}


def _cells(row: Figures | None) -> str:
    if not row or not row["n"]:
        return "– | – | – | 0"
    return f"{_share(row['p'])} | {_share(row['r'])} | {_share(row['f1'])} | {row['n']}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def confidence(calibration: Figures) -> list[str]:
    """Return how confidence and truth stand to each other."""
    lines = [
        "| confidence | development: claims | of them right | held back: claims | of them right |",
        "|---|---|---|---|---|",
    ]
    bands = sorted({_band(b) for each in SETS for b in calibration[each]["reliability"]})
    for band in bands:
        cells = []
        for each in SETS:
            row = next((b for b in calibration[each]["reliability"] if _band(b) == band), None)
            cells += [str(row["n"]), _share(row["right"])] if row else ["0", "–"]
        lines.append(f"| {band / 10:.1f} to {(band + 1) / 10:.1f} | {' | '.join(cells)} |")
    errors = ", ".join(f"{calibration[each]['ece']:.3f} on the {each} reports" for each in SETS)
    return [*lines, "", f"Expected calibration error: {errors}."]


def _band(row: Figures) -> int:
    return min(int(row["confidence"] * 10), 9)


def thresholds(calibration: Figures) -> list[str]:
    """Return what each wish gives."""
    shown = calibration[SETS[0]]["shown from"]
    rows = [
        ("`--favour recall`", FAVOURS["recall"]),
        ("(default)", shown),
        ("`--favour precision`", FAVOURS["precision"]),
    ]
    rows += [("`--confidence 0.9`", 0.9)]
    lines = [
        "| | claims from | development: precision | recall | F1 | held back: precision | recall | F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, least in rows:
        found = [calibration[each]["at"][f"{least:.2f}"] for each in SETS]
        cells = " | ".join(f"{_share(f['p'])} | {_share(f['r'])} | {_share(f['f1'])}" for f in found)
        lines.append(f"| {name} | {least:.2f} | {cells} |")
    return lines


def errors(cases: Sequence[Case]) -> list[str]:
    """Return the typical errors: each text, what a careful coder says of it, and what Foedera does."""
    lines = list[str]()
    for kind in dict.fromkeys(case.kind for case in cases):
        lines += [f"**{kind[:1].upper()}{kind[1:]}**", ""]
        for case in (c for c in cases if c.kind == kind):
            text = " ".join(case.text.split())
            lines += [f"> {text} *({case.published})*", ">", f"> A careful coder: {_claims(case.wanted)}  "]
            lines += [f"> Foedera: {_claims(case.given)}", ""]
    return lines[:-1]


def _claims(claims: Sequence[Said]) -> str:
    return "; ".join(f"`{claim.words()}`" for claim in claims) or "no claim"


def blocks(quality: Figures, calibration: Figures, cases: Sequence[Case]) -> dict[str, list[str]]:
    """Return what stands between the document's marks, by name."""
    return {
        "in short": in_short(quality),
        "types": by_part(quality, "by type", "type"),
        "roles": by_part(quality, "roles (polities)", "role"),
        "fields": by_part(quality, "fields", "field"),
        "confidence": confidence(calibration),
        "thresholds": thresholds(calibration),
        "errors": errors(cases),
    }


def written(document: str, parts: dict[str, list[str]]) -> str:
    """Return the document with its marked parts made anew."""

    def part(found: re.Match[str]) -> str:
        return found[1] + "\n".join([*parts[found["name"]], found[3]])

    return _BLOCK.sub(part, document)


def main() -> int:
    """Measure unless told not to, and write the document."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--kept", action="store_true", help="measure nothing; write the kept figures")
    if not ap.parse_args().kept:
        for module in ("quality", "calibration"):
            subprocess.run([sys.executable, "-m", f"benchmarks.{module}", "--keep"], check=True)  # noqa: S603
    cases = list(typical(pipeline.load(None, 2)))
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(written(document, blocks(*load(), cases)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
