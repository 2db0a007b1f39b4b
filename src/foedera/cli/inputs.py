"""What the commands that read take: the inputs that the user names, and how they are told of."""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from foedera.cli.main import say
from foedera.errors import Problem
from foedera.run import Source
from foedera.sources import Inputs, Options

STANDARD_INPUT = "standard input"
_SHOWN = 12
"""Kinds of what was left out that are told; the rest is summed up."""


def make_inputs(options: argparse.Namespace, names: Iterable[str] | None = None, **more: Any) -> Inputs:
    """Return the inputs of a command; addresses are fetched, since the user has typed them."""
    how = Options(options.columns, follow=options.follow, delay=options.delay, fetch=True, **more)
    return Inputs(options.paths if names is None else names, how)


def told(inputs: Inputs, failed: list[Problem]) -> Iterator[Source]:
    """Yield the inputs to read; what is wrong with the others is said and collected."""
    for each in inputs:
        if isinstance(each, Source):
            yield each
        else:
            say(str(each))
            failed.append(each)


def tell_left_out(inputs: Inputs) -> None:
    """Say once what was passed over on purpose."""
    counts = inputs.left_out.most_common()
    if counts:
        shown = [f"{count:,} {what}" for what, count in counts[:_SHOWN]]
        rest = sum(count for _, count in counts[_SHOWN:])
        say("left out: " + ", ".join([*shown, *([f"{rest:,} others"] if rest else [])]))


def cache_of(address: str) -> Path:
    """Return the file that remembers what was fetched into a record: beside it, or for a server in the user's cache."""
    if "://" not in address:
        return Path(f"{address}.fetched")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "foedera" / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.fetched"


def count_inputs(paths: Iterable[str]) -> int | None:
    """Return how many documents some paths hold; None where that is not known before they are read.

    Args:
        paths: Files and folders; what is in archives, tables and feeds, and on the web, nobody knows.
    """
    from foedera.reading.files import EXTENSIONS
    from foedera.sources.kinds import CONTAINERS, suffix_of

    count = 0
    for path in paths:
        files = [path] if not Path(path).is_dir() else None
        for _, folders, names in () if files else os.walk(path):
            folders[:] = [each for each in folders if not each.startswith(".")]
            if any(suffix_of(name) in CONTAINERS for name in names):
                return None
            count += sum(suffix_of(name) in EXTENSIONS and not name.startswith(".") for name in names)
        if files and (suffix_of(path) in CONTAINERS or not Path(path).is_file()):
            return None
        count += len(files or ())
    return count
