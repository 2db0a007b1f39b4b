"""A folder in which the steps of a large merge leave what the next ones need: on a cluster, one that all machines see.

Every file is written under another name and then renamed: a step that is cut off leaves nothing that could be taken for
whole, and one that runs twice writes the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from foedera.events import Entry
from foedera.packed import dump, pack_claim, unpack_claim

Array = npt.NDArray[Any]
_PLAIN = tuple(field.name for field in fields(Entry))[1:]
"""The fields after the claim, in order."""


@dataclass(frozen=True, slots=True)
class Spool:
    """The folder."""

    folder: Path
    chunk: int
    """Claims in one file. The claims have numbers in the order of their ids: number // chunk is the file's."""

    def put_entries(self, chunk: int, entries: Sequence[Entry | None]) -> None:
        """Keep a chunk of entries by their places in it; None where a claim takes no part."""
        offsets = [0]
        with self.new(f"entries-{chunk}.jsonl") as file:
            for entry in entries:
                offsets.append(offsets[-1] + (file.write(_entry_to_line(entry)) if entry is not None else 0))
        self.put_array(f"entries-{chunk}", np.array(offsets, np.int64))

    def entries(self, numbers: Iterable[int]) -> Iterator[tuple[int, Entry]]:
        """Yield entries by their numbers, in ascending order."""
        for chunk, wanted in _by_chunk(sorted(numbers), self.chunk):
            offsets = np.load(self.folder / f"entries-{chunk}.npy").tolist()
            with (self.folder / f"entries-{chunk}.jsonl").open("rb") as file:
                for number in wanted:
                    start, end = offsets[number % self.chunk : number % self.chunk + 2]
                    if end > start:
                        file.seek(start)
                        yield number, _entry_of_line(file.read(end - start))

    def put_array(self, name: str, array: Array) -> None:
        """Keep an array."""
        with self.new(f"{name}.npy") as file:
            np.save(file, array, allow_pickle=False)

    def array(self, name: str) -> Array:
        """Return an array without reading what is not looked at."""
        found: Array = np.load(self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return found

    def put_dealt(self, name: str, rows: Array, to: npt.NDArray[np.int64], count: int) -> None:
        """Keep rows sorted by where they go, with the places where each share begins.

        Args:
            to: The share of each row, 0 to count - 1.
        """
        order = np.argsort(to, kind="stable")
        self.put_array(f"{name}-at", np.searchsorted(to[order], np.arange(count + 1)))
        self.put_array(name, rows[order])

    def share(self, names: Iterable[str], place: int) -> Array:
        """Return the rows for one share out of all files of dealt rows."""
        shares = []
        for name in names:
            at = self.array(f"{name}-at")
            shares.append(np.array(self.array(name)[int(at[place]) : int(at[place + 1])]))
        return np.concatenate(shares)

    @contextmanager
    def new(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file that takes its name only when it is whole."""
        part = self.folder / f"{name}.{os.getpid()}.part"
        try:
            with part.open("wb") as file:
                yield file
            part.replace(self.folder / name)
        finally:
            part.unlink(missing_ok=True)


def _by_chunk(numbers: Sequence[int], size: int) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for number in numbers:
        found.setdefault(number // size, []).append(number)
    yield from found.items()


def _entry_to_line(entry: Entry) -> bytes:
    plain = [getattr(entry, name) for name in _PLAIN]
    return dump([pack_claim(entry.claim), *plain]).encode("ascii") + b"\n"


def _entry_of_line(line: bytes) -> Entry:
    claim, *plain = json.loads(line)
    return Entry(unpack_claim(claim), *plain)
