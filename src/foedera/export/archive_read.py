"""An archive back in: everything is checked before anything is given out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from foedera.errors import ProblemError


class ArchiveError(ProblemError):
    """A file is no archive that can be restored; its problems name member and line."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Caps on an archive, which may be hostile."""

    members: int = 100_000
    unpacked: int = 256 * 1024**3
    ratio: int = 200
    """Unpacked bytes for each packed one, counted where more than 64 MiB are unpacked."""
    line: int = 256 * 1024**2
    """Bytes of one row."""


class Archive:
    """A checked archive, open for reading: a context manager."""

    schema: int
    counts: Mapping[str, int]
    """Rows by table, as the manifest gives and the check found them; `originals` among them."""
    about: Mapping[str, str]

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table in their order; none where the archive has no such table."""
        raise NotImplementedError

    def originals(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield each original with its row."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""


def read_archive(path: Path, *, newest_schema: int, limits: ArchiveLimits = ArchiveLimits()) -> Archive:
    """Open an archive and check all of it: members, sizes, hashes, every line.

    Args:
        newest_schema: The newest version of the store's tables that the caller can take in.

    Raises:
        ArchiveError: It is damaged, hostile, newer than `newest_schema`, or no archive of a record at all.
    """
    raise NotImplementedError
