"""The full record as one file that restores it without loss.

The file is a zip. `tables/NAME.jsonl` holds the rows of one table of truth, one JSON object a line. `originals/N.bin`
holds documents as received, one after the other; `originals/N.jsonl` says of each where it lies and what it is.
`manifest.json`, the last member, gives versions, counts, and the size and SHA-256 of every other member.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeAlias

from foedera.export.material import ExportError, Written

Row: TypeAlias = Mapping[str, Any]
"""One row of a table of truth as JSON values: text, numbers, true, false, None, lists, and mappings with text keys."""

FORMAT = "foedera-archive"
VERSION = 1
"""Of the archive's own form; a reader refuses a newer one."""
MANIFEST = "manifest.json"
README = "README.txt"
TABLE = re.compile(r"tables/([a-z][a-z0-9_]*)\.jsonl")
PACK = re.compile(r"originals/([0-9]{6})\.bin")
INDEX = re.compile(r"originals/([0-9]{6})\.jsonl")

_PACK_BYTES = 16 * 1024 * 1024
"""A pack is closed when it holds as much: few members, and memory for one index only."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that equal records give equal bytes."""
_TEXT = f"""\
A record of Foedera, whole: `foedera import` restores it, judgements and authors included.

tables/*.jsonl      one JSON object a line (UTF-8)
originals/*.bin     documents as received, one after the other
originals/*.jsonl   for each of them, in order: its row, start and size in the .bin of the same number, SHA-256
{MANIFEST}       versions, counts, and the size and SHA-256 of every member
"""


@dataclass(frozen=True, slots=True)
class ArchiveMaterial:
    """The truth of a record: what cannot be rebuilt.

    Rows come in a fixed order and hold no time of export, so that equal records give equal bytes.
    """

    schema: int
    """Version of the store's rows; a reader refuses what is newer than it knows."""
    tables: Mapping[str, Iterable[Row]]
    """Rows by the name of the table (lower case letters, digits and `_`): reports, claims, cells, decisions, queries,
    failures, ... Each is read once, in the order of the mapping."""
    originals: Iterable[tuple[Row, bytes]] = ()
    """The documents as received: each with its row (hash, type, ...) and its bytes, one at a time."""
    about: Mapping[str, str] = field(default_factory=dict)
    """Words about the archive, as `foedera` (version) or `author`; part of its bytes."""


def write_archive(material: ArchiveMaterial, stream: BinaryIO) -> Written:
    """Write a record as a zip of JSON-lines members, originals and a manifest with the SHA-256 of each member.

    Memory is bounded by one row, one original and the index of one pack. The stream need not be seekable.

    Raises:
        ExportError: A table's name is none, or a row holds what JSON cannot.
    """
    with zipfile.ZipFile(_OneWay(stream), "w", zipfile.ZIP_DEFLATED) as file:
        writer = _Writer(file)
        with writer.member(README) as add:
            add(_TEXT.encode())
        counts = {"originals": _write_originals(writer, material.originals)}
        for name, rows in material.tables.items():
            counts[name] = _write_table(writer, name, rows)
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "schema": material.schema,
            "about": dict(material.about),
            "counts": counts,
            "members": writer.members,
        }
        with writer.member(MANIFEST) as add:
            add(json.dumps(manifest, indent=1, sort_keys=True).encode())
    return Written(counts)


class _OneWay:
    """A stream that can only be written on: a zip then has the same bytes wherever it goes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes, /) -> int:
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        """Leave the stream open: it is its owner's."""


class _Writer:
    """Writes members and notes size and hash of each."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.members: list[dict[str, Any]] = []

    @contextmanager
    def member(self, name: str) -> Iterator[Any]:
        """Give a function that adds bytes to a new member."""
        info = zipfile.ZipInfo(name, _WHEN)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3  # Unix, on every system: the byte is part of the file
        info.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self._file.open(info, "w", force_zip64=True) as out:

            def add(data: bytes) -> None:
                nonlocal size
                size += len(data)
                digest.update(data)
                out.write(data)

            yield add
        self.members.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})


def _write_table(writer: _Writer, name: str, rows: Iterable[Row]) -> int:
    member = f"tables/{name}.jsonl"
    if not TABLE.fullmatch(member) or name == "originals":
        message = f"{name!r} is no name for a table of an archive"
        raise ExportError(message)
    count = 0
    with writer.member(member) as add:
        for count, row in enumerate(rows, 1):
            add(_line(row, member, count))
    return count


def _write_originals(writer: _Writer, originals: Iterable[tuple[Row, bytes]]) -> int:
    """Write the documents in packs, each followed by its index."""
    number = count = 0
    rest = iter(originals)
    document = next(rest, None)
    while document is not None:
        number += 1
        index: list[dict[str, Any]] = []
        size = 0
        with writer.member(f"originals/{number:06}.bin") as add:
            while document is not None and (not index or size + len(document[1]) <= _PACK_BYTES):
                row, data = document
                add(data)
                digest = hashlib.sha256(data).hexdigest()
                index.append({"start": size, "bytes": len(data), "sha256": digest, "row": row})
                size += len(data)
                document = next(rest, None)
        member = f"originals/{number:06}.jsonl"
        with writer.member(member) as add:
            for place, entry in enumerate(index, 1):
                add(_line(entry, member, place))
        count += len(index)
    return count


def _line(row: Row, member: str, number: int) -> bytes:
    """Return a row as a line: the same row always the same bytes.

    Halves of characters, which UTF-8 cannot hold, and numbers that JSON has no word for come back as they were.
    """
    try:
        text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        try:
            return text.encode() + b"\n"
        except UnicodeEncodeError:
            return json.dumps(row, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    except (TypeError, ValueError, RecursionError) as error:
        message = f"{member}:{number}: this row cannot be written as JSON ({error})"
        raise ExportError(message) from error
