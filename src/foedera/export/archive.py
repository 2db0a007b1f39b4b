"""The full record as one file that restores it without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeAlias

from foedera.export.material import Written

Row: TypeAlias = Mapping[str, Any]
"""One row of a table of truth as JSON values: text, whole numbers, fractions, true, false, None, lists and mappings."""


@dataclass(frozen=True, slots=True)
class ArchiveMaterial:
    """The truth of a record: what cannot be rebuilt. Rows come in a fixed order, so that equal records give equal bytes."""

    schema: int
    """Version of the store's tables; a reader refuses what is newer than it knows."""
    tables: Mapping[str, Iterable[Row]]
    """Rows by the name of the table (lower case letters, digits and `_`): reports, claims, cells, decisions, queries,
    failures, ... Each is read once, in the order of the mapping."""
    originals: Iterable[tuple[Row, bytes]] = ()
    """The documents as received: each with its row (`id`, hash, type, ...) and its bytes, one at a time."""
    about: Mapping[str, str] = field(default_factory=dict)
    """Words about the archive, as `foedera` (version), `author`, `made`; part of its bytes."""


def write_archive(material: ArchiveMaterial, stream: BinaryIO) -> Written:
    """Write a record as a zip of JSON-lines members, originals and a manifest with the SHA-256 of each member.

    Memory is bounded by one row and one original. The stream need not be seekable.
    """
    raise NotImplementedError
