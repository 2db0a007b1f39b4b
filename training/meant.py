"""Learn whom "it", "they" and "the country" take up, one, several or nobody: `python -m training.meant`.

The same `#~` lines of `frames/` as for `training.antecedents`, which goes before: its weights are signs here. Those who
are meant are held against everybody else, alone and together, and against nobody (`foedera.coding.meant`), as whom a
phrase counts that stands for somebody of no known state. Printed: how often exactly those meant are chosen, by weights
that have not seen the report. Passages tell little of whom a long report is on: references of reports coded by hand,
where they are parts of claims that are right, count besides. Takes ten minutes; writes `src/foedera/assets/meant.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.calibration import load_scorer
from foedera import pipeline
from foedera.coding import code
from foedera.coding.antecedents import Reference
from foedera.coding.context import Context
from foedera.coding.meant import KINDS, Keys, Meant, size_of
from foedera.coding.reference import kind_of
from foedera.pipeline import Engine
from foedera.types import Claim, Filler, Frame
from training.antecedents import marked_in, passages_referring, resolver_of
from training.evaluate import HERE
from training.learning import Choice, Signs, choices_left_out, fit_choices, names_of, reports_coded, write

ASSET = HERE.parent / "src" / "foedera" / "assets" / "meant.json"
_RIDGE = 1.5
_COUNTS = 3
"""How often a reference of a coded report counts: there are few."""


@dataclass(frozen=True, slots=True)
class Case:
    """One reference with all whom it may mean."""

    kind: str
    meant: Keys
    choice: Choice | None
    """None where those meant are not weighed."""


def cases_of(folder: Path) -> list[Case]:
    """Return the references of the reports in a folder of frame files."""
    found: list[Case] = []
    for number, context, marked in passages_referring(folder):
        people, resolver = resolver_of(context)
        meant, told = Meant(context, people), marked_in(context, marked, resolver)
        found += [_case(meant, reference, keys, str(number)) for reference, keys in told if reference.kind in KINDS]
    return found


def cases_of_reports(engine: Engine, folder: Path, scorer: ModuleType) -> Iterator[Case]:
    """Yield the references of a folder's reports that are parts of claims which are right, with whom the gold gives."""
    for coded in reports_coded(engine, folder, scorer):
        claims = code(coded.report, coded.sentences, engine.codebook, engine.gazetteer)
        context = Context(coded.report, coded.sentences, engine.gazetteer, engine.codebook)
        yield from of_claims(context, claims, coded.right(claims), scorer, coded.name)


def of_claims(
    context: Context, claims: Sequence[Claim], right: dict[int, dict[str, Any]], scorer: ModuleType, report: str
) -> Iterator[Case]:
    """Yield a case for each reference that is a part of claims, by number those that are right with their gold."""
    people, resolver = resolver_of(context)
    meant = Meant(context, people)
    told = {
        (at, filler.start): (filler, keys)
        for number, gold in right.items()
        for at, frame in _frames(context, claims[number])
        for filler in frame.fillers
        if (keys := _told(context, at, frame, filler, gold, scorer)) is not None
    }
    for (at, start), (filler, keys) in told.items():
        low = " ".join(context.text[start : filler.end].split()).casefold()
        kind = kind_of(low)
        known = len(keys) == 1 or kind == "they" or (kind == "it" and not keys)
        named = any(start <= name.start < filler.end for name in context.named[at])
        if kind in KINDS and known and not named:
            reference = Reference(at, start, kind, resolver.speaker(at, start), kind == "country", words=low)
            yield _case(meant, reference, keys, report)


def _frames(context: Context, claim: Claim) -> Iterator[tuple[int, Frame]]:
    """Yield the frames that a claim was made of, each with the number of its sentence."""
    for trigger in claim.triggers:
        at = context.sentence_at(trigger.start)
        for frame in context.sentences[at].frames:
            if frame.start == trigger.start and frame.type == claim.type:
                yield at, frame


def _told(
    context: Context, at: int, frame: Frame, filler: Filler, gold: dict[str, Any], scorer: ModuleType
) -> Keys | None:
    """Return who has a filler's part by the gold, but for those whom others of it name; None where that is open."""
    kind = context.codebook.types[frame.type]
    if not kind.role(filler.label) or filler.label in gold.get("optional_roles", {}):
        return None
    other = [f for f in frame.fillers if f.label == filler.label and f.start != filler.start]
    named = {n.polity for n in context.named[at] if any(n.start < f.end and f.start < n.end for f in other)}
    whole = frozenset(scorer.polities(gold, filler.label))
    left = whole - named
    return left if left or not whole else None


def _case(meant: Meant, reference: Reference, keys: Keys, report: str) -> Case:
    groups, weighed = meant.groups(reference), list(meant.weighed(reference))
    sets = [each for each, _ in weighed]
    signs = tuple(_in_groups(signs, (*groups, size_of(each))) for each, signs in weighed)
    choice = Choice(report, sets.index(keys), signs) if keys in sets else None
    return Case(reference.kind, keys, choice)


def _in_groups(signs: dict[str, float], groups: tuple[str, ...]) -> Signs:
    """Return signs by themselves, and once more for each group."""
    return [(group + name, value) for group in ("", *groups) for name, value in signs.items()]


def figures(cases: list[Case], chosen: dict[int, bool]) -> dict[str, str]:
    """Return by kind how many references are taken for exactly those that they stand for, known ones and others.

    Args:
        chosen: Whether each choice is right, by its identity.
    """
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for case in cases:
        right[f"{case.kind}, {'known' if case.meant else 'nobody known'}"].append(chosen.get(id(case.choice), False))
    return {kind: f"{sum(hits) / len(hits):.2f} of {len(hits)}" for kind, hits in sorted(right.items())}


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--reports", type=Path, nargs="+", default=[HERE / f"reports{kind}" for kind in ("", "_w", "_f")])
    ap.add_argument("--out", type=Path, default=ASSET)
    wanted = ap.parse_args()
    engine, scorer = pipeline.load(None, 2), load_scorer()
    passages = cases_of(wanted.frames)
    coded = [case for folder in wanted.reports for case in cases_of_reports(engine, folder, scorer)]
    cases = passages + coded * _COUNTS
    choices = [case.choice for case in cases if case.choice]
    names = names_of([signs for choice in choices for signs in choice.signs])
    write(wanted.out, names, fit_choices(choices, names, _RIDGE), 0.0, 0.0)
    chosen = {id(choice): answer == choice.right for choice, answer in choices_left_out(choices, names, _RIDGE)}
    print(json.dumps({"passages": figures(passages, chosen), "reports": figures(coded, chosen)}, indent=1))


if __name__ == "__main__":
    main()
