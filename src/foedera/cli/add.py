"""`foedera add`: files into a record; an input that fails is named and the others go on."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import chain, islice

from foedera.cli.coders import Costs, given_coding, jobs_for
from foedera.cli.inputs import STANDARD_INPUT, cache_of, make_inputs, tell_left_out
from foedera.cli.main import DONE, FAILED, say
from foedera.cli.opened import counted, opened, print_json, progress
from foedera.cli.read import given_date, given_engine, show_progress
from foedera.record import AddOutcome, Record, Wishes
from foedera.sources import Inputs, roots_of

FEW = 4
"""Up to as many inputs, each is stored as soon as it is read: somebody waits for it."""


def add(options: argparse.Namespace) -> int:
    """Add every input, merge, and tell what came in; 1 if an input failed."""
    with opened(options, create=True) as record:
        inputs = make_inputs(options, cache=cache_of(record.store.address))
        return _finish(options, record, inputs, _add(options, record, inputs))


def retry(options: argparse.Namespace) -> int:
    """Read again what failed; 1 if an input failed anew."""
    with opened(options, writes=True) as record:
        failures = {each.source for each in record.store.failures.all()}
        wanted = {each for each in failures if not options.paths or each in options.paths}
        for name in sorted(set(options.paths) - failures):
            say(f"{name}: no failed input of this name")
        if STANDARD_INPUT in wanted:
            say("standard input cannot be read again; give it once more")
            wanted.discard(STANDARD_INPUT)
        cache = cache_of(record.store.address)
        roots = roots_of(sorted(wanted))
        inputs = make_inputs(options, roots, wanted=frozenset(wanted), cache=cache)
        tally = _add(options, record, inputs, wanted)
        done = tally.done | (wanted.intersection(roots) - tally.failed)
        for name in sorted(done):
            record.store.failures.drop(name)
        for name in sorted(wanted - done - tally.failed):
            say(f"{name}: no longer where it was")
        code = _finish(options, record, inputs, tally)
        return FAILED if (set(options.paths) - failures) or (wanted - done) else code


def rebuild(options: argparse.Namespace) -> int:
    """Make everything that can be rebuilt anew."""
    with opened(options, writes=True, anew=True) as record, progress("merging") as told:
        count = record.rebuild(told, engine=given_engine(options), jobs=options.jobs)
        events = record.status().events
    if options.json:
        print_json({"claims": count, "events": events})
    else:
        print(f"{counted(count, 'claims')}, {counted(events, 'events')}")
    return DONE


@dataclass(slots=True)
class _Tally:
    """What became of the inputs; of each by itself only where it is asked for: there may be millions."""

    keep: bool
    kinds: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    outcomes: list[AddOutcome] = field(default_factory=list)
    watched: frozenset[str] = frozenset()
    done: set[str] = field(default_factory=set)
    """Which of the watched are in the record now."""
    failed: set[str] = field(default_factory=set)
    """Which of the watched have failed again."""

    def take(self, outcome: AddOutcome) -> None:
        """Count one."""
        self.kinds[outcome.kind] += 1
        self.claims += outcome.claims
        if outcome.source in self.watched:
            (self.failed if outcome.kind == "failed" else self.done).add(outcome.source)
        if self.keep:
            self.outcomes.append(outcome)


def _add(options: argparse.Namespace, record: Record, inputs: Inputs, wanted: Iterable[str] = ()) -> _Tally:
    coding = given_coding(options)
    costs, jobs = Costs(coding), options.jobs or jobs_for(coding)
    wishes = Wishes(given_date(options), options.publisher, options.codebook, jobs, given_engine(options), coding)
    tally = _Tally(options.json, watched=frozenset(wanted))
    stream = iter(inputs)
    first = list(islice(stream, FEW + 1))
    few = len(first) <= FEW and options.engine == "local"
    with show_progress(options, len(first) if few else None) as advance:
        for outcome in record.iter_add(chain(first, stream), wishes, at_once=few):
            for problem in outcome.problems:
                say(str(problem))
            if outcome.kind == "version":
                say(f"{outcome.source}: another version of report {outcome.version_of}; both are kept")
            if outcome.kind != "failed":
                inputs.done(outcome.source)
            costs.take(outcome.usage, outcome.notes)
            tally.take(outcome)
            advance(outcome.source, outcome.kind == "failed")
    inputs.finish()
    costs.tell()
    return tally


def _finish(options: argparse.Namespace, record: Record, inputs: Inputs, tally: _Tally) -> int:
    with progress("merging") as told:
        record.refresh(told, engine=given_engine(options), jobs=options.jobs)
    tell_left_out(inputs)
    _tell(record, tally, as_json=options.json)
    return FAILED if tally.kinds["failed"] else DONE


def _tell(record: Record, tally: _Tally, *, as_json: bool) -> None:
    stats = record.status()
    if as_json:
        plain = [
            {name: value for name, value in asdict(each).items() if value or name not in ("notes", "usage")}
            for each in tally.outcomes
        ]
        print_json({"inputs": plain, "reports": stats.reports, "claims": stats.claims, "events": stats.events})
        return
    kinds = tally.kinds
    parts = [f"{kinds['new']} new"]
    parts += [f"{kinds['version']} new version{'s' if kinds['version'] > 1 else ''}"] if kinds["version"] else []
    parts += [f"{kinds['same']} known already"] if kinds["same"] else []
    parts += [f"{kinds['failed']} failed"] if kinds["failed"] else []
    print(f"{', '.join(parts)}; {counted(tally.claims, 'claims')} came in")
    print(
        f"{record.store.address}: {counted(stats.reports, 'reports')}, {counted(stats.claims, 'claims')}, "
        f"{counted(stats.events, 'events')}"
    )
