"""What of a run's output is written, line by line beside it, so that a run that was broken off goes on there.

The same command again passes over the inputs that are noted; other options, another model or codebook begin anew.
Failed inputs are not noted where they leave nothing in the output: they are tried again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from foedera.run import Source

_NO_MATTER: Final = frozenset("paths output jobs engine address delay parser run".split())
"""Options that change nothing of what is written."""


class Ledger:
    """The notes on one output. Nothing is written before the first of them."""

    def __init__(self, path: Path, settings: str) -> None:
        self._path, self._settings = path, settings
        self._file: IO[str] | None = None
        self.done: Counter[str] = Counter()
        """Inputs that are written; a name may stand for several."""
        self.places: list[Any] = []
        """Where each went: the name of a file, or where the output ended after it."""
        self.going_on = False
        """Whether a run with these options has begun and was not finished."""
        self._load()

    def fresh(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Yield the inputs that are still to be read."""
        left = Counter(self.done)
        for source in sources:
            if left[source.name]:
                left[source.name] -= 1
            else:
                yield source

    def begin(self) -> None:
        """Note that there is a run; the first input does so too."""
        if self._file is None:
            self._file = self._path.open("a" if self.going_on else "w", encoding="ascii")
            if not self.going_on:
                self._write(self._settings)

    def note(self, name: str, place: str | int) -> None:
        """Note that what came of an input is written."""
        self.begin()
        self._write([name, place])

    def close(self, *, finished: bool) -> None:
        """Let the notes go; of a finished run nothing is left."""
        if self._file is not None:
            self._file.close()
        if finished:
            self._path.unlink(missing_ok=True)

    def _write(self, row: Any) -> None:
        assert self._file is not None
        self._file.write(json.dumps(row) + "\n")
        self._file.flush()

    def _load(self) -> None:
        try:
            lines = self._path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return
        whole = [line for line in lines if line.endswith(b"\n")]  # the last may be cut off
        if not whole or json.loads(whole[0]) != self._settings:
            return
        self.going_on = True
        if len(whole) < len(lines):
            self._path.write_bytes(b"".join(whole))
        for line in whole[1:]:
            name, place = json.loads(line)
            self.done[name] += 1
            self.places.append(place)


def settings_of(options: argparse.Namespace) -> str:
    """Return the hash of all that decides what is written for an input."""
    from foedera import codebook
    from foedera.run.producer import model_hash, version

    types = codebook.load(options.codebook) if options.codebook else codebook.load()
    given = {name: str(value) for name, value in vars(options).items() if name not in _NO_MATTER}
    content = json.dumps([sorted(given.items()), version(), model_hash(), types.hash])
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def path_of(output: Path, *, folder: bool) -> Path:
    """Return where the notes on an output are: in the folder, or beside the file."""
    return output / ".foedera-reading" if folder else output.with_name(f".{output.name}.reading")
