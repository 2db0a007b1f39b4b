"""`foedera add`: files into a record; an input that fails is named and the others go on."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path

from foedera.cli.main import DONE, FAILED, say
from foedera.cli.opened import opened, print_json, progress
from foedera.cli.read import Advance, given_date
from foedera.errors import Problem
from foedera.reading.files import STANDARD_INPUT, find_files, load_stream
from foedera.record import AddOutcome, Record, Wishes
from foedera.run import Source

FEW = 4
"""Up to as many inputs, each is stored as soon as it is read: somebody waits for it."""


def add(options: argparse.Namespace) -> int:
    """Add every input, merge, and tell what came in; 1 if an input failed."""
    wishes = Wishes(given_date(options), options.publisher, options.codebook, options.jobs)
    found = list(find_files(options.paths))
    inputs = [each for each in found if isinstance(each, Path)]
    lost = [AddOutcome(each.source, "failed", problems=(each,)) for each in found if isinstance(each, Problem)]
    with opened(options, create=True) as record:
        outcomes = lost + _add(record, inputs, wishes)
        with progress("merging") as told:
            record.refresh(told)
        _tell(record, outcomes, as_json=options.json)
    return FAILED if any(each.problems for each in outcomes) else DONE


def rebuild(options: argparse.Namespace) -> int:
    """Make everything that can be rebuilt anew."""
    with opened(options) as record, progress("merging") as told:
        count = record.rebuild(told)
        events = record.status().events
    if options.json:
        print_json({"claims": count, "events": events})
    else:
        print(f"{count} claims, {events} events")
    return DONE


def _add(record: Record, inputs: Sequence[Path], wishes: Wishes) -> list[AddOutcome]:
    outcomes = []
    with _progress(len(inputs)) as advance:
        for outcome in record.iter_add(_sources(inputs), wishes, at_once=len(inputs) <= FEW):
            for problem in outcome.problems:
                say(str(problem))
            if outcome.kind == "version":
                say(f"{outcome.source}: another version of report {outcome.version_of}; both are kept")
            advance(outcome.source)
            outcomes.append(outcome)
    return outcomes


def _sources(inputs: Sequence[Path]) -> Iterator[Source]:
    for path in inputs:
        if str(path) == STANDARD_INPUT:
            yield Source("standard input", data=load_stream(sys.stdin.buffer))
        else:
            yield Source(str(path), path)


def _tell(record: Record, outcomes: Sequence[AddOutcome], *, as_json: bool) -> None:
    stats = record.status()
    if as_json:
        plain = [{**asdict(each), "problems": [asdict(problem) for problem in each.problems]} for each in outcomes]
        print_json({"inputs": plain, "reports": stats.reports, "claims": stats.claims, "events": stats.events})
        return
    kinds = Counter(each.kind for each in outcomes)
    parts = [f"{kinds['new']} new"]
    parts += [f"{kinds['version']} new version{'s' if kinds['version'] > 1 else ''}"] if kinds["version"] else []
    parts += [f"{kinds['same']} known already"] if kinds["same"] else []
    parts += [f"{kinds['failed']} failed"] if kinds["failed"] else []
    claims = sum(each.claims for each in outcomes)
    print(f"{', '.join(parts)}; {claims} claims came in")
    print(f"{record.store.address}: {stats.reports} reports, {stats.claims} claims, {stats.events} events")


def _progress(count: int) -> AbstractContextManager[Advance]:
    if count < 2 or not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from foedera.cli.progress import bar

    return bar(count)
