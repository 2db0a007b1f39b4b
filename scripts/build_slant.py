"""Check data/slant/slant.yaml and write it as src/foedera/assets/slant.json.

usage: python scripts/build_slant.py

The file's examples are part of the check: each must give the marks in its brackets and no others of its kind.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from ruamel.yaml import YAML

from foedera.text.slant import build_lexicon, find_slant

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "slant" / "slant.yaml"
TARGET = ROOT / "src" / "foedera" / "assets" / "slant.json"
KEYS = frozenset(
    """definition extends phrases modifiers unless_before unless_after naming attribution
    examples counterexamples""".split()
)
RUNTIME = ("extends", "phrases", "modifiers", "unless_before", "unless_after", "naming", "attribution")


def load_source(path: Path = SOURCE) -> dict[str, dict[str, object]]:
    """Read the data file."""
    values: dict[str, dict[str, object]] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return values


def find_faults(values: dict[str, dict[str, object]]) -> list[str]:
    """Return what is wrong: unknown keys, missing examples, examples that do not come true."""
    lexicon = build_lexicon(values)
    faults = []
    for kind, entry in values.items():
        faults += [f"{kind}: unknown key {key}" for key in entry if key not in KEYS]
        examples, counterexamples = entry.get("examples"), entry.get("counterexamples")
        if not isinstance(examples, list) or not isinstance(counterexamples, list):
            faults.append(f"{kind}: needs examples and counterexamples")
            continue
        for marked in (*examples, *counterexamples):
            text = marked.replace("[", "").replace("]", "")
            wanted = re.findall(r"\[(.*?)\]", marked)
            found = [text[mark.start : mark.end] for mark in find_slant(text, lexicon) if mark.kind == kind]
            if found != wanted:
                faults.append(f"{kind}: {text!r} gives {found}, not {wanted}")
    return faults


def render(values: dict[str, dict[str, object]]) -> str:
    """Return the asset's content: what marking needs, without examples."""
    kept = {kind: {key: entry[key] for key in RUNTIME if entry.get(key)} for kind, entry in values.items()}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> int:
    """Build; print every fault."""
    values = load_source()
    faults = find_faults(values)
    for fault in faults:
        sys.stderr.write(f"{SOURCE}: {fault}\n")
    if not faults:
        TARGET.write_text(render(values), encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
