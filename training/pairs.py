"""Learn which two "the two countries" or "both" take up: `python -m training.pairs`.

The same `#~` lines of `frames/` as for `training.antecedents`, which goes before: its weights are signs here. Each pair
of those whom a report names is held against all others (`foedera.coding.pairs`). Printed: how often exactly the two
meant are chosen, by weights that have not seen the report. Takes a few minutes; writes `src/foedera/assets/pairs.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from foedera.coding.antecedents import Reference
from foedera.coding.context import Context
from foedera.coding.pairs import Pair, Pairs
from training.antecedents import passages_referring, references_of
from training.evaluate import HERE
from training.learning import Choice, choices_left_out, fit_choices, names_of, write

ASSET = HERE.parent / "src" / "foedera" / "assets" / "pairs.json"
_RIDGE = 1.0


def cases_of(folder: Path) -> tuple[list[Choice], int]:
    """Return the references to two in a folder of frame files, and how many others mean a pair that is not weighed."""
    found: list[Choice] = []
    beyond = 0
    for number, context, marked in passages_referring(folder):
        for reference, meant in references_of(context, marked):
            if reference.kind == "two" and len(meant) == 2:
                case = _case(context, reference, meant, number)
                found += [case] if case else []
                beyond += case is None
    return found, beyond


def _case(context: Context, reference: Reference, meant: frozenset[str], report: int) -> Choice | None:
    weighed = list(Pairs(context).weighed(reference))
    pairs: list[Pair] = [pair for pair, _ in weighed]
    wanted = tuple(sorted(meant))
    if wanted not in pairs:
        return None
    return Choice(str(report), pairs.index((wanted[0], wanted[1])), tuple(signs for _, signs in weighed))


def hits(cases: Sequence[Choice], names: list[str]) -> Iterator[bool]:
    """Yield whether the pair that is meant is chosen, by weights that have not seen its report."""
    return (answer == case.right for case, answer in choices_left_out(cases, names, _RIDGE))


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    cases, beyond = cases_of(wanted.frames)
    names = names_of([signs for case in cases for signs in case.signs])
    write(wanted.out, names, fit_choices(cases, names, _RIDGE), 0.0, 0.0)
    chosen = sum(hits(cases, names))
    print(json.dumps({"two": f"{chosen / (len(cases) + beyond):.2f} of {len(cases) + beyond}"}, indent=1))


if __name__ == "__main__":
    main()
