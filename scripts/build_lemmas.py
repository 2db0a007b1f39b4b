"""Build `assets/lemmas.json`: the words whose lemma the rules of `foedera.parse.lemmas` get wrong.

Source: the tables inside the lemminflect package (MIT licence, from the NIH Specialist Lexicon). Run after any change
to those rules: `python scripts/build_lemmas.py`.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from importlib.util import find_spec
from pathlib import Path

from foedera.parse.lemmas import by_rule

OUT = Path(__file__).parent.parent / "src" / "foedera" / "assets" / "lemmas.json"
KINDS = {"verb": "v", "noun": "n", "adj": "a", "adv": "r"}
_PREFERRED = {
    "v": "found/find saw/see lay/lay bound/bind left/leave felt/feel wound/wind fell/fall born/bear rose/rise "
    "shot/shoot",
    "n": "leaves/leaf data/data media/media forces/force talks/talk axes/axis bases/base troops/troops",
    "a": "more/more most/most least/least",
    "r": "more/more most/most least/least later/late",
}
"""Forms that English texts use far more often with the second reading of the source, and their lemmas."""
PREFERRED = {
    (kind, form): lemma
    for kind, pairs in _PREFERRED.items()
    for form, lemma in (pair.split("/") for pair in pairs.split())
}


def main() -> None:
    """Build the table."""
    spec = find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install lemminflect first")
    packed = (Path(spec.origin).parent / "resources" / "lemma_lu.csv.gz").read_bytes()
    table: dict[str, dict[str, str]] = {kind: {} for kind in KINDS.values()}
    for form, pos, lemmas in csv.reader(io.StringIO(gzip.decompress(packed).decode())):
        kind, low = KINDS.get(pos), form.lower()
        if kind is None or not form.isascii() or form != low:
            continue
        wanted = PREFERRED.get((kind, low), lemmas.split("/")[0])
        endings = {
            "v": "",
            "n": "NNS",
            "a": "JJR" if low.endswith("er") else "JJS",
            "r": "RBR" if low.endswith("er") else "RBS",
        }
        if by_rule(low, kind, endings[kind]) != wanted:
            table[kind][low] = wanted
    OUT.write_text(json.dumps(table, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    print({kind: len(words) for kind, words in table.items()}, OUT.stat().st_size)


if __name__ == "__main__":
    main()
