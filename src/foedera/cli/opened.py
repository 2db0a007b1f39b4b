"""The record that a command is about, and how its answers look."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from foedera.cli.main import say
from foedera.errors import ProblemError
from foedera.record import DEFAULT, Record, open_record
from foedera.render import Style

FILTERS = ("country", "pair", "type", "status", "since", "until", "publisher", "least", "text", "conflicts", "limit")
_WIDEST = 110
_NOT_ALLOWED = "S105"
_NO_ROOM = frozenset({_NOT_ALLOWED, "S107", "S113"})
"""Faults of the disk that leave what is stored as it is."""


@contextmanager
def opened(
    options: argparse.Namespace,
    *,
    create: bool = False,
    writes: bool = False,
    author: str | None = None,
    anew: bool = False,
) -> Iterator[Record]:
    """Open the record that the options name; what was added and not yet merged is merged first.

    Args:
        create: Whether to make one that is not there, to be added to: merging comes at the end then.
        writes: Whether the command is of no use where nothing can be written. Any other one is answered with what can
            be read, from a file that is read-only or on a disk that is full.
        anew: Whether all of it is to be merged anew, so that merging what waits would be lost labour.
    """
    with _open(options, create=create, writes=writes, author=author) as record:
        if not create and not anew:
            _merge_what_waits(record, must=writes)
        yield record


def _open(options: argparse.Namespace, *, create: bool, writes: bool, author: str | None) -> Record:
    address = options.record or os.environ.get("FOEDERA_RECORD") or DEFAULT
    try:
        return open_record(address, create=create, codebook=options.codebook, author=author)
    except ProblemError as error:
        if create or writes or error.problems[0].code != _NOT_ALLOWED:
            raise
    return open_record(address, read_only=True, codebook=options.codebook)


def _merge_what_waits(record: Record, *, must: bool) -> None:
    count = record.store.queue.count()
    if not count:
        return
    if record.store.read_only:
        verb = "waits" if count == 1 else "wait"
        say(f"{record.store.address}: {counted(count, 'claims')} {verb} to be merged, which needs a file to write to")
        return
    say("merging what was added since the last time")
    try:
        with progress("merging") as told:
            record.refresh(told)
    except ProblemError as error:
        if must or error.problems[0].code not in _NO_ROOM:
            raise
        say(str(error.problems[0]))


def filters(options: argparse.Namespace) -> dict[str, Any]:
    """Return the filters that the options give."""
    given = {name: getattr(options, name, None) for name in FILTERS}
    return {name: value for name, value in given.items() if value is not None and value is not False}


def style() -> Style:
    """Return how the terminal is."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(min(shutil.get_terminal_size((100, 24)).columns, _WIDEST), colour=colour)


def counted(count: int, plural: str) -> str:
    """Return how many there are of something, in the singular for one."""
    return f"{count} {plural.removesuffix('s') if count == 1 else plural}"


def print_json(value: object) -> None:
    """Print any plain value."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work has come, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None  # noqa: ARG005 - the shape of progress
        return
    from foedera.cli.progress import steps

    manager: AbstractContextManager[Callable[[int, int], None]] = steps(what)
    with manager as told:
        yield told
