"""A folder in which the steps of a large merge leave what the next ones need: on a cluster, one that all machines see.

Every file is written under another name and then renamed: a step that is cut off leaves nothing that could be taken for
whole, and one that runs twice writes the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from foedera.events import Entry
from foedera.merge.rules import Rules
from foedera.packed import claim_text, dump, unpack_claim

Array = npt.NDArray[Any]
_PLAIN = tuple(field.name for field in fields(Entry))[1:]
"""The fields after the claim, in order."""


@dataclass(frozen=True, slots=True)
class Spool:
    """The folder."""

    folder: Path
    chunk: int
    """Claims in one file. The claims have numbers in the order of their ids: number // chunk is the file's."""
    rules: Rules | None = None
    """How claims of each type are compared, where the user has types of their own."""

    def put_entries(
        self, chunk: int, entries: Sequence[Entry | None], texts: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Keep a chunk of entries by their places in it; None where a claim takes no part.

        Args:
            texts: `packed.claim_text` of claims by their ids, where it is there already.
        """
        offsets = [0]
        with self.new(f"entries-{chunk}.jsonl") as file:
            for entry in entries:
                line = b"" if entry is None else _entry_to_line(entry, texts.get(entry.id))
                offsets.append(offsets[-1] + file.write(line))
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


def _entry_to_line(entry: Entry, text: str | None) -> bytes:
    plain = dump([getattr(entry, name) for name in _PLAIN])
    return f"{text or claim_text(entry.claim)}\t{plain}\n".encode("ascii")  # JSON in ASCII holds no tab


def _entry_of_line(line: bytes) -> Entry:
    claim, plain = line.split(b"\t")
    return Entry(unpack_claim(json.loads(claim)), *json.loads(plain))
