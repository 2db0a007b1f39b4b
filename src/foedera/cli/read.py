"""`foedera read`: files in, claims out; an input that fails is named and the others go on."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from foedera import pipeline
from foedera.api import country_names, list_fields
from foedera.cli.main import DONE, FAILED, say
from foedera.cli.output import open_sink
from foedera.errors import Problem, ReadError
from foedera.reading.files import STANDARD_INPUT, find_files, load_bytes, load_stream
from foedera.text.dates import parse_published, valid_edtf
from foedera.types import Report

INTERNAL = "R199"
"""Problem code of a fault of our own, which stops one input and not the others."""
Advance = Callable[[str], None]


def read(options: argparse.Namespace) -> int:
    """Read every input and write its claims; 1 if one of them failed."""
    published = _published(options)
    inputs = list(find_files(options.paths))
    engine = pipeline.load(options.codebook, threads=min(2, os.cpu_count() or 1))
    failed = False
    several = len(inputs) > 1 or any(Path(name).is_dir() for name in options.paths)
    with (
        open_sink(options.format, options.output, country_names(engine), list_fields(engine), several=several) as sink,
        _progress(len(inputs), options.output) as advance,
    ):
        for item in inputs:
            name = item.source if isinstance(item, Problem) else str(item)
            advance(name)
            try:
                report = _read_one(engine, item, published, options.publisher)
            except ReadError as error:
                failed = True
                for problem in error.problems:
                    say(str(problem))
                continue
            sink.add(report, name)
    return FAILED if failed else DONE


def _read_one(engine: pipeline.Engine, item: Path | Problem, published: str | None, publisher: str | None) -> Report:
    if isinstance(item, Problem):
        raise ReadError(item)
    name = str(item)
    data = load_stream(sys.stdin.buffer) if name == STANDARD_INPUT else load_bytes(item)
    shown = "standard input" if name == STANDARD_INPUT else name
    try:
        return engine.read(data, shown, published=published, publisher=publisher)
    except ReadError:
        raise
    except Exception as error:
        if os.environ.get("FOEDERA_DEBUG"):
            raise
        what = f"internal error, please report it: {type(error).__name__}: {error}"
        raise ReadError(Problem(INTERNAL, shown, what)) from error


def _published(options: argparse.Namespace) -> str | None:
    """Return the date given by the user as EDTF; wrong usage if it is none."""
    given: str | None = options.published
    if given is None or valid_edtf(given):
        return given
    date = parse_published(given)
    if date is None:
        options.parser.error(f"--published: {given!r} is no date; write it as 2025-08-13")
    return date


def _progress(count: int, output: Path | None) -> AbstractContextManager[Advance]:
    """Return a progress bar on a terminal that shows nothing else; otherwise nothing."""
    quiet = count < 2 or not sys.stderr.isatty() or (output is None and sys.stdout.isatty())
    return nullcontext(lambda _: None) if quiet else _bar(count)


def _bar(count: int) -> AbstractContextManager[Advance]:
    from foedera.cli.progress import bar

    return bar(count)
