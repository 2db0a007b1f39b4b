"""Learn which mentions of a report tell of one happening: `python -m training.links`.

Whole reports of `frames/` say by their `#=` lines which frames are one happening. The shipped model reads them, the
coder makes a mention of each frame that it finds, and a logistic regression learns from what speaks for and against
each pair (`foedera.coding.links.signs`). Printed: the same by the codebook's rules and by weights that have not seen
the report. Takes about three minutes; writes `src/foedera/assets/links.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedera import pipeline
from foedera.coding.coder import mentions
from foedera.coding.context import Context
from foedera.coding.gathering import candidates, copy, mention_of
from foedera.coding.joining import Mention, rule_says
from foedera.coding.links import crossed, signs
from training.evaluate import HERE
from training.learning import fit, frames_marked, left_out, matrix, names_of, read, write
from training.markup import Passage, iter_passages

ASSET = HERE.parent / "src" / "foedera" / "assets" / "links.json"
EXAMPLES = 25
"""Least mentions of a type that go on about something: with fewer, its codebook's rules decide."""
SENTENCES = 4
"""Least sentences of a passage with groups; one without groups tells as much when it has twice as many."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention held against a happening told before it."""

    mention: tuple[int, int]
    """Number of the report and of the mention."""
    kind: str
    signs: dict[str, float]
    same: bool
    rules: float
    """What the codebook's rules say: joined if over 0."""


def pairs_of(folder: Path) -> list[Pair]:
    """Return all pairs of the reports in a folder of frame files."""
    engine = pipeline.load()
    found: list[Pair] = []
    passages = [p for path in sorted(folder.glob("*.txt")) for p in iter_passages(path) if _is_whole(p)]
    for number, passage in enumerate(passages):
        found += _pairs(engine, passage, number)
    return found


def _is_whole(passage: Passage) -> bool:
    return len(passage.sentences) >= (SENTENCES if passage.groups else 2 * SENTENCES)


def _pairs(engine: pipeline.Engine, passage: Passage, number: int) -> Iterator[Pair]:
    """Yield the pairs of one report, each mention being put where it belongs before the next is looked at."""
    context = read(engine, passage)
    if context is None:
        return
    names = frames_named(context, passage)
    told: dict[str, list[tuple[object, Mention]]] = defaultdict(list)
    for place, draft in enumerate(mentions(context)[0]):
        name = names.get((draft.sentences[0], draft.triggers[0].start))
        if name is None:
            continue  # no frame of the report, but a mistake of the model
        kind, mention, earlier = context.codebook.types[draft.type], mention_of(draft, context), told[draft.type]
        open_ones = candidates(mention, [other for _, other in earlier], kind)
        own = [other for its, other in earlier if its == name and other in open_ones]
        right = max(own, key=lambda other: rule_says(mention, other, lasts=kind.lasts) or -1, default=None)
        for rank, other in enumerate(open_ones):
            if other is right or other not in own:
                found = signs(mention, other, kind, context.sentences, len(open_ones), latest=rank == 0)
                rules = rule_says(mention, other, lasts=kind.lasts) or 0.0
                yield Pair((number, place), kind.id, found, other is right, rules)
        if right is None:
            mention.draft = copy(draft)
            earlier.append((name, mention))
        else:
            right.absorb(mention)


def frames_named(context: Context, passage: Passage) -> dict[tuple[int, int], object]:
    """Return the happening of each frame that the model found, by sentence and where its trigger begins."""
    groups = {member: number for number, members in enumerate(passage.groups) for member in members}
    marked = frames_marked(context, passage)
    return {(at, start): groups.get((at + 1, frame), (at, frame)) for (at, start), frame in marked.items()}


def figures(pairs: list[Pair], scores: NDArray[np.float32], least: float) -> dict[str, float]:
    """Return precision, recall and F1 of the links, and the share of mentions that are put where they belong."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        rows[pair.mention].append(row)
    right = links = wanted = placed = 0
    for mine in rows.values():
        best = max(mine, key=lambda row: scores[row])
        linked, belongs = scores[best] > least, any(pairs[row].same for row in mine)
        links, wanted = links + bool(linked), wanted + belongs
        right += bool(linked) and pairs[best].same
        placed += pairs[best].same if linked else not belongs
    p, r = right / max(links, 1), right / max(wanted, 1)
    return {
        "P": round(p, 3),
        "R": round(r, 3),
        "F1": round(2 * p * r / max(p + r, 1e-9), 3),
        "placed": round(placed / max(len(rows), 1), 3),
    }


def better(pairs: list[Pair], scores: NDArray[np.float32], rules: NDArray[np.float32], least: float) -> set[str]:
    """Return the types with enough examples whose links are found better by weights than by the codebook's rules."""
    kept = set()
    for kind in {pair.kind for pair in pairs}:
        rows = [row for row, pair in enumerate(pairs) if pair.kind == kind]
        own = [pairs[row] for row in rows]
        if sum(pair.same for pair in own) >= EXAMPLES:
            by_weights, by_rules = figures(own, scores[rows], least), figures(own, rules[rows], 0)
            kept |= {kind} if by_weights["F1"] > by_rules["F1"] else set()
    return kept


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--out", type=Path, default=ASSET)
    ap.add_argument("--least", type=float, default=0.4, help="least probability at which two mentions are one")
    wanted = ap.parse_args()
    pairs = pairs_of(wanted.frames)
    rows = [list(crossed(pair.kind, pair.signs)) for pair in pairs]
    names = names_of(rows)
    x, same = matrix(rows, names), np.array([pair.same for pair in pairs], dtype=np.float32)
    weights, bias = fit(x, same)
    scores = left_out(x, same, [pair.mention[0] for pair in pairs])
    rules = np.array([pair.rules for pair in pairs], dtype=np.float32)
    learned = better(pairs, scores, rules, wanted.least)
    kept = [
        i for i, name in enumerate(names) if not name.startswith("type: ") or name.removeprefix("type: ") in learned
    ]
    write(wanted.out, [names[i] for i in kept], weights[kept], bias, wanted.least)
    said = {
        "reports": len({pair.mention[0] for pair in pairs}),
        "mentions": len({pair.mention for pair in pairs}),
        "left to the rules": sorted({pair.kind for pair in pairs} - learned),
        "rules": figures(pairs, rules, 0),
        "learned, reports left out": {str(t): figures(pairs, scores, t) for t in (0.3, 0.4, 0.5, 0.6)},
    }
    print(json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
