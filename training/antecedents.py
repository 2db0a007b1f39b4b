"""Learn whom "it", "they" or "the country" takes up: `python -m training.antecedents`.

`#~` lines of `frames/` say what phrases of a report stand for. The shipped model reads the report, and a logistic
regression learns which of the states and organisations that it names is meant (`foedera.coding.antecedents`). Printed:
how often exactly those meant are chosen, by weights that have not seen the report. Takes about two minutes; writes
`src/foedera/assets/antecedents.json`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedera import pipeline
from foedera.coding.actors import Actors
from foedera.coding.antecedents import FIXED, OPEN, Reference, weighed
from foedera.coding.context import Context, polity
from foedera.coding.people import People
from foedera.coding.reference import References, kind_of
from foedera.coding.sources import Sources
from training.evaluate import HERE
from training.learning import Signs, fit, left_out, matrix, names_of, read, write
from training.markup import Reference as Marked
from training.markup import iter_passages

ASSET = HERE.parent / "src" / "foedera" / "assets" / "antecedents.json"
_FRAME = re.compile(r"\d+\.e\d+")


@dataclass(frozen=True, slots=True)
class Case:
    """One reference of a report, with everybody it may mean."""

    report: int
    kind: str
    meant: frozenset[str]
    candidates: tuple[tuple[str, Signs], ...]
    """Code and signs of each."""


def cases_of(folder: Path) -> list[Case]:
    """Return the references of the reports in a folder of frame files."""
    return [case for number, context, marked in passages_referring(folder) for case in _cases(context, marked, number)]


def passages_referring(folder: Path) -> Iterator[tuple[int, Context, list[Marked]]]:
    """Yield the passages in a folder of frame files that mark what references stand for: number, report, references."""
    engine = pipeline.load()
    passages = [p for path in sorted(folder.glob("*.txt")) for p in iter_passages(path) if p.references]
    for number, passage in enumerate(passages):
        context = read(engine, passage)
        if context is not None:
            yield number, context, passage.references


def resolver_of(context: Context) -> tuple[People, References]:
    """Return the people of a report, and what resolves its references, which knows who speaks where."""
    people = People(context)
    resolver = References(context, people)
    speakers = Sources(context, Actors(context, people, resolver)).speakers
    resolver.speaker, resolver.quoted = speakers.speaker_at, speakers.quoted
    return people, resolver


def references_of(context: Context, references: list[Marked]) -> Iterator[tuple[Reference, frozenset[str]]]:
    """Yield the marked references of a report to those whom it names, each with their codes."""
    _, resolver = resolver_of(context)
    return ((reference, meant) for reference, meant in marked_in(context, references, resolver) if meant)


def marked_in(
    context: Context, references: list[Marked], resolver: References
) -> Iterator[tuple[Reference, frozenset[str]]]:
    """Yield the marked references of a report with the codes of those meant: none for somebody of no known state.

    What stands for a happening is no such reference.
    """
    for marked in references:
        low = marked.phrase.casefold()
        segment = context.sentences[marked.sentence - 1].segment
        words = re.compile(rf"(?<!\w){re.escape(marked.phrase)}(?!\w)", re.IGNORECASE)
        printed = words.search(context.text, segment.start, segment.end)
        kind, happening = kind_of(low), any(_FRAME.fullmatch(name) for name in _names(marked.stands_for))
        if kind and printed and not happening:
            number, start = marked.sentence - 1, printed.start()
            reference = Reference(number, start, kind, resolver.speaker(number, start), kind == "country", words=low)
            yield reference, _meant(context, marked.stands_for)


def _cases(context: Context, references: list[Marked], report: int) -> Iterator[Case]:
    for reference, meant in references_of(context, references):
        plain = replace(reference, states=False, words="")
        yield Case(report, plain.kind, meant, tuple(weighed(context, plain)))


def _meant(context: Context, stands_for: str) -> frozenset[str]:
    """Return the codes of those whom a phrase stands for; empty where one of them is not known."""
    names = _names(stands_for)
    whole = None if "," in stands_for else context.gazetteer.resolve(stands_for.strip())  # "Trinidad and Tobago"
    actors = [whole] if whole is not None else [context.gazetteer.resolve(name) for name in names]
    names = names if whole is None else [stands_for]
    codes = [polity(actor) for actor in actors if actor is not None]
    return frozenset(code for code in codes if code) if len(codes) == len(names) and all(codes) else frozenset()


def _names(stands_for: str) -> list[str]:
    """Return the parts of what stands behind the sign of a reference."""
    return [part.strip() for part in re.split(r",| and ", stands_for) if part.strip()]


def figures(cases: list[Case], scores: NDArray[np.float32], least: float) -> dict[str, str]:
    """Return by kind how many references are taken for exactly those that they stand for."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    at = 0
    for case in cases:
        codes = [code for code, _ in case.candidates]
        ranked = sorted(zip(scores[at : at + len(codes)].tolist(), codes, strict=True), reverse=True)
        at += len(codes)
        likely = {code for score, code in ranked if score > least} if case.kind in OPEN else set()
        chosen = likely or {code for _, code in ranked[: FIXED.get(case.kind, 1)]}
        for key in (case.kind, "all"):
            right[key].append(chosen == case.meant)
    return {kind: f"{np.mean(hits):.2f} of {len(hits)}" for kind, hits in sorted(right.items())}


def main() -> None:
    """Learn, measure on reports left out, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--frames", type=Path, default=HERE / "frames")
    ap.add_argument("--out", type=Path, default=ASSET)
    ap.add_argument("--least", type=float, default=0.4, help="least probability at which one is of several meant")
    wanted = ap.parse_args()
    cases = cases_of(wanted.frames)
    rows = [signs for case in cases for _, signs in case.candidates]
    names = names_of(rows)
    x = matrix(rows, names)
    yes = np.array([code in case.meant for case in cases for code, _ in case.candidates], dtype=np.float32)
    reports = [case.report for case in cases for _ in case.candidates]
    weights, bias = fit(x, yes)
    write(wanted.out, names, weights, bias, wanted.least)
    print(json.dumps(figures(cases, left_out(x, yes, reports), wanted.least), indent=1))


if __name__ == "__main__":
    main()
