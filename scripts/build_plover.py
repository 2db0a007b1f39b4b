"""Check data/plover/ and write it as src/foedera/assets/plover.json: `python scripts/build_plover.py`.

Wordings are stemmed when built, so that reading compares them as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedera.codebook.words import stems

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "plover"
TARGET = ROOT / "src" / "foedera" / "assets" / "plover.json"


KEYS: dict[str, tuple[set[str], set[str]]] = {
    "modes.yaml": ({"event", "modes"}, {"default", "fields_first"}),
    "contexts.yaml": ({"context", "words"}, set()),
    "turns.yaml": ({"claim", "event", "words", "near", "becomes"}, {"mode", "unless", "only"}),
    "no_acts.yaml": ({"claim", "pattern"}, set()),
}
"""Keys that an entry of each file needs, and those that it may have as well."""


class DataError(ValueError):
    """The data files have faults; all of them are named."""


def build(source: Path) -> dict[str, Any]:
    """Return the compiled lexicon: `modes` by event, `contexts` by wording, `turns` in their order, `no_acts` by claim.

    Raises:
        DataError: A wording stands for two modes of one event, an entry lacks a key, or a key is unknown.
    """
    faults: list[str] = []
    modes = {str(entry["event"]): _modes(entry, faults) for entry in _entries(source / "modes.yaml", faults)}
    contexts: dict[str, list[str]] = {}
    for entry in _entries(source / "contexts.yaml", faults):
        for word in entry["words"]:
            contexts.setdefault(_stemmed(word), []).append(entry["context"])
    turns = [
        entry
        | {"mode": entry.get("mode")}
        | {key: sorted({_stemmed(word) for word in entry.get(key, ())}) for key in ("words", "unless", "only")}
        for entry in _entries(source / "turns.yaml", faults)
    ]
    no_acts: dict[str, str] = {}
    for entry in _entries(source / "no_acts.yaml", faults):
        if entry["claim"] in no_acts:
            faults.append(f"no_acts.yaml: `{entry['claim']}` stands there twice; make one pattern of both")
        no_acts[entry["claim"]] = entry["pattern"]
    if faults:
        raise DataError("\n".join(faults))
    return {"modes": modes, "contexts": contexts, "turns": turns, "no_acts": no_acts}


def _modes(entry: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    words: dict[str, str] = {}
    for mode in entry["modes"]:
        for word in mode["words"]:
            known = words.setdefault(_stemmed(word), mode["mode"])
            if known != mode["mode"]:
                faults.append(f"modes.yaml: {entry['event']}: `{word}` is {known} and {mode['mode']}; delete one")
    return {"default": entry.get("default"), "fields_first": entry.get("fields_first", False), "words": words}


def _stemmed(wording: str) -> str:
    return " ".join(stems(wording))


def _entries(path: Path, faults: list[str]) -> Iterator[dict[str, Any]]:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only when data are built

    needed, allowed = KEYS[path.name]
    for entry in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
        if needed <= set(entry) <= needed | allowed:
            yield entry
        else:
            faults.append(f"{path.name}: an entry has the keys {sorted(entry)}; it needs {sorted(needed)}")


def main() -> int:
    """Build; print every fault of the data files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=TARGET, help="file to write")
    options = parser.parse_args()
    try:
        built = build(SOURCE)
    except DataError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    text = json.dumps(built, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    options.to.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
