"""Reading the members of a zip that may be hostile: counted, hashed, bounded."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from foedera.errors import FoederaError, Problem, ProblemError

_CHUNK = 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What reading a member raises where it is damaged."""
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_TAIL = 65_557 + 20 + 56
"""The end record with the longest comment, and the two records of large zips before it."""
_DIRECTORY = 64 * 1024 * 1024
"""Bytes of the directory, which is read at once."""


class ArchiveError(ProblemError):
    """A file is no archive that can be restored; its problems name member and line."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Caps on an archive, which may be hostile."""

    members: int = 100_000
    unpacked: int = 256 * 1024**3
    """Bytes of all members."""
    ratio: int = 200
    """Unpacked bytes for each byte of the file."""
    free: int = 64 * 1024**2
    """Unpacked bytes up to which the ratio does not count."""
    line: int = 256 * 1024**2
    """Bytes of one row."""
    original: int = 1024**3
    """Bytes of one document."""


class Fault(FoederaError):  # noqa: N818 - a value on its way to a Problem
    """Something wrong with an archive, before it is known which file it is."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message

    def problem(self, path: Path) -> Problem:
        """Return it as a problem of a file."""
        return Problem(self.code, str(path), self.message)


class Reader:
    """One member, read in order: a context manager."""

    def __init__(
        self, file: zipfile.ZipFile, name: str, limits: ArchiveLimits, spend: Callable[[int], None] | None = None
    ) -> None:
        """Open a member.

        Args:
            spend: Told how many bytes were unpacked; raises where it is too much.

        Raises:
            Fault: The member cannot be opened.
        """
        self._name, self._limits, self._spend = name, limits, spend
        self._digest, self._size = hashlib.sha256(), 0
        self._buffer, self._at = b"", 0
        self._stream: IO[bytes] = self._guard(lambda: file.open(name))

    def _guard(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except _DAMAGE as error:
            message = f"{self._name} is damaged or cut off ({error}); get the archive anew."
            raise Fault("X106", message) from error

    def _more(self) -> bytes:
        chunk: bytes = self._guard(lambda: self._stream.read(_CHUNK))
        self._size += len(chunk)
        self._digest.update(chunk)
        if self._spend:
            self._spend(len(chunk))
        return chunk

    def take(self, count: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        if count > self._limits.original:
            raise Fault("X103", f"{self._name} holds a document of {count:,} bytes; that is too large.")
        parts = []
        while count and (self._at < len(self._buffer) or self._fill()):
            part = self._buffer[self._at : self._at + count]
            self._at += len(part)
            count -= len(part)
            parts.append(part)
        return b"".join(parts)

    def _fill(self) -> bool:
        self._buffer, self._at = self._more(), 0
        return bool(self._buffer)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines with their numbers."""
        number = 0
        parts: list[bytes] = []
        while chunk := self._more():
            *lines, last = chunk.split(b"\n")
            for line in lines:
                number += 1
                yield number, b"".join([*parts, line])
                parts = []
            parts.append(last)
            if sum(map(len, parts)) > self._limits.line:
                raise Fault("X103", f"{self._name}:{number + 1}: longer than {self._limits.line:,} bytes.")
        if any(parts):
            yield number + 1, b"".join(parts)

    def finish(self) -> tuple[int, str]:
        """Read on to the end; return size and hash of the whole member."""
        while self._more():
            pass
        return self._size, self.sha256

    @property
    def sha256(self) -> str:
        """Hash of what was read so far."""
        return self._digest.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def parse(line: bytes) -> dict[str, Any]:
    """Return the row that a line holds.

    Raises:
        Fault: It is no JSON object; the message begins with what it is, for a subject before it.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        text = f"is no JSON ({error})" if isinstance(error, ValueError) else "is nested too deeply"
        raise Fault("X108", f"{text}.") from error
    if not isinstance(row, dict):
        raise Fault("X108", "is no row: a JSON object is wanted.")
    return row


def check_end(path: Path) -> None:
    """Refuse a zip whose directory alone would fill memory, before a library reads it.

    Raises:
        Fault: The directory is too large.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(_END)
    directory = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if directory == 0xFFFFFFFF and (far := tail.rfind(_END_64)) >= 0:
        directory = int.from_bytes(tail[far + 40 : far + 48], "little")
    if directory > _DIRECTORY:
        raise Fault("X103", f"has a directory of {directory:,} bytes; that is no record.")
