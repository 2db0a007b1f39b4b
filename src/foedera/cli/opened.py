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
from foedera.record import DEFAULT, Record, open_record
from foedera.render import Style

FILTERS = ("country", "pair", "type", "status", "since", "until", "publisher", "least", "text", "conflicts", "limit")
_WIDEST = 110


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False, author: str | None = None) -> Iterator[Record]:
    """Open the record that the options name; what was added and not yet merged is merged first."""
    address = options.record or os.environ.get("FOEDERA_RECORD") or DEFAULT
    with open_record(address, create=create, codebook=options.codebook, author=author) as record:
        if not create and not record.store.read_only and record.store.queue.count():
            say("merging what was added since the last time")
            with progress("merging") as told:
                record.refresh(told)
        yield record


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
