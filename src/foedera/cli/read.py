"""`foedera read`: files in, claims out; an input that fails is named and the others go on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from typing import TYPE_CHECKING

from foedera import pipeline
from foedera.api import country_names, list_fields
from foedera.cli.coders import Costs, given_coding, jobs_for
from foedera.cli.early import FEW
from foedera.cli.inputs import STANDARD_INPUT, make_inputs, tell_left_out, told
from foedera.cli.main import DONE, FAILED, say
from foedera.cli.output import ONE_FILE, FailureSink, Sink, check_home, form_of, is_folder, open_sink
from foedera.codebook import load as load_codebook
from foedera.contract import LIST_FIELDS
from foedera.errors import Problem
from foedera.gazetteer import load as load_gazetteer
from foedera.run import Engine, read_many
from foedera.text.dates import parse_published, valid_edtf

if TYPE_CHECKING:
    from foedera.cli.ledger import Ledger

THREADS = 2
"""Of the language model where one process reads; the same as reading uses, so that it is loaded once."""
Advance = Callable[[str, bool], None]


def read(options: argparse.Namespace) -> int:
    """Read every input and write its claims; 1 if one of them failed."""
    published = given_date(options)
    options.format = options.format or form_of(options.output)
    if options.format == "parquet" and (options.output is None or options.output.is_file()):
        options.parser.error("--format parquet writes a folder of parts: name it with -o FOLDER")
    check_home(options.output)
    engine, coding = given_engine(options), given_coding(options)
    costs = Costs(coding)
    inputs, failed, lost = make_inputs(options), list[Problem](), list[Problem]()
    sources = told(inputs, lost)
    first = list(islice(sources, FEW + 1))
    few = len(first) <= FEW and options.engine == "local"
    jobs = 1 if few else options.jobs or jobs_for(coding)
    alone = len(first) + len(lost) == 1 and all(each.name in (*options.paths, STANDARD_INPUT) for each in first)
    several = bool(first) and not alone
    ledger = _open_ledger(options) if several else None
    with (
        _open_sink(options, jobs, ledger, several=several) as sink,
        _progress(options, len(first) if len(first) <= FEW else None) as advance,
    ):
        outcomes = read_many(
            chain(first, sources) if ledger is None else ledger.fresh(chain(first, sources)),
            published=published,
            publisher=options.publisher,
            codebook=options.codebook,
            jobs=jobs,
            engine=engine,
            coding=coding,
        )
        for outcome in outcomes:
            if outcome.report is not None:
                sink.add(outcome.report, "-" if outcome.source == STANDARD_INPUT else outcome.source)
            elif isinstance(sink, FailureSink):
                sink.fail(outcome.source, outcome.problems)
            failed += outcome.problems
            for problem in outcome.problems:
                say(str(problem))
            costs.take(outcome.usage, outcome.notes)
            advance(outcome.source, outcome.report is None)
        if isinstance(sink, FailureSink):
            for problem in lost:
                sink.fail(problem.source, (problem,))
    if ledger is not None:
        ledger.close(finished=True)
    tell_left_out(inputs)
    costs.tell()
    return FAILED if failed or lost else DONE


def _open_ledger(options: argparse.Namespace) -> Ledger | None:
    """Open the notes on what is written, where output goes that can be gone on with."""
    output, form = options.output, options.format
    if output is None:
        return None
    folder = is_folder(output, form, several=True)
    if not folder and form not in ONE_FILE:
        return None
    from foedera.cli.ledger import Ledger, path_of, settings_of

    ledger = Ledger(path_of(output, folder=folder), settings_of(options))
    if ledger.places:
        say(f"{output}: goes on where it was broken off, after {len(ledger.places):,} reports")
    return ledger


def _open_sink(
    options: argparse.Namespace, jobs: int | None, ledger: Ledger | None, *, several: bool
) -> AbstractContextManager[Sink]:
    """Open the output with what it needs to know of the gazetteer and the codebook, loading neither twice."""
    gazetteer = pipeline.load(options.codebook, THREADS).gazetteer if jobs == 1 else load_gazetteer()
    fields = list_fields(load_codebook(options.codebook)) if options.codebook else LIST_FIELDS
    names, two = country_names(gazetteer), options.coder == "both"
    more = {"several": several, "codebook": options.codebook, "two": two, "ledger": ledger}
    return open_sink(options.format, options.output, names, fields, **more)


def given_engine(options: argparse.Namespace) -> Engine:
    """Return who is to do the work; wrong usage where the arguments do not fit together."""
    if options.address is not None and options.engine == "local":
        options.parser.error("--address: goes with --engine ray")
    return Engine(options.engine, options.address)


def given_date(options: argparse.Namespace) -> str | None:
    """Return the date given by the user as EDTF; wrong usage if it is none."""
    given: str | None = options.published
    if given is None or valid_edtf(given):
        return given
    date = parse_published(given)
    if date is None:
        options.parser.error(f"--published: {given!r} is no date; write it as 2025-08-13")
    return date


def _progress(options: argparse.Namespace, count: int | None) -> AbstractContextManager[Advance]:
    """Return a progress bar on a terminal that shows nothing else; otherwise nothing."""
    shown = options.output is None and sys.stdout.isatty()
    return nullcontext(lambda _name, _failed: None) if shown else show_progress(options, count)


def show_progress(options: argparse.Namespace, count: int | None) -> AbstractContextManager[Advance]:
    """Return a progress bar on a terminal for more than one input; elsewhere nothing.

    Args:
        count: How many inputs there are; None for many, which are counted first where that is quick.
    """
    if (count is not None and count < 2) or not sys.stderr.isatty():
        return nullcontext(lambda _name, _failed: None)
    from foedera.cli.inputs import count_inputs
    from foedera.cli.progress import bar

    return bar(count_inputs(options.paths) if count is None else count)
