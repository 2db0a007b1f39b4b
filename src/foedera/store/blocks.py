"""Blocks, in which claims meet that may be one happening; and where each claim stands in its blocks.

A block goes by a number that hashes its key (`merge.block_number`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, select

from foedera.store.columns import restored, storable
from foedera.store.database import Database
from foedera.store.rows import chunks, delete_keys, keys_of, put_tuples, rows_by
from foedera.store.schema import blocks, entries, stands

_MEMBERS: Final = (
    "SELECT b.block, s.claim, s.rank FROM blocks b JOIN stands s ON s.entry = b.entry WHERE b.block IN ({})"
)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a claim stands: its rank, and the blocks that it is in."""

    rank: str
    blocks: tuple[int, ...]


class Blocks:
    """Blocks by their numbers, and where each claim stands in them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, made: Mapping[str, Stand]) -> None:
        """Put claims into blocks, and out of those that they were in. Claims without an entry are passed over."""
        self._db.write(_put, dict(made))

    def stand(self, made: Iterable[tuple[int, str, Stand]]) -> None:
        """Say where claims of a record that is being built stand: keys of entries, ids, stands; then `fill` blocks."""
        rows = [(key, storable(claim), stand.rank, _pack(stand.blocks)) for key, claim, stand in made]
        self._db.write(put_tuples, stands, rows)

    def fill(self, members: Iterable[tuple[int, int]]) -> None:
        """Put entries into blocks: numbers of blocks and keys of entries, quickest in their order."""
        self._db.write(put_tuples, blocks, list(members))

    def of(self, claims: Iterable[str]) -> dict[str, Stand]:
        """Return where those claims stand that are in a block."""
        return self._db.read(_of, tuple(claims))

    def members(self, numbers: Iterable[int]) -> dict[int, dict[str, str]]:
        """Return the claims of each block, if it has any, with their ranks."""
        return self._db.read(_members, tuple(numbers))


def _put(connection: Connection, made: Mapping[str, Stand]) -> None:
    keys = keys_of(connection, made)
    was = _numbers_of(connection, keys.values())
    rows: list[tuple[int, int]] = []
    for claim, key in keys.items():
        rows += [(number, key) for number in made[claim].blocks]
    for key, numbers in was.items():
        for some in chunks(numbers):
            connection.execute(delete(blocks).where(blocks.c.entry == key, blocks.c.block.in_(some)))
    put_tuples(connection, blocks, sorted(set(rows)))
    put_tuples(
        connection,
        stands,
        [(key, storable(claim), made[claim].rank, _pack(made[claim].blocks)) for claim, key in keys.items()],
    )


def drop_stands(connection: Connection, keys: Sequence[int]) -> None:
    """Take entries out of all blocks."""
    for key, numbers in _numbers_of(connection, keys).items():
        for some in chunks(numbers):
            connection.execute(delete(blocks).where(blocks.c.entry == key, blocks.c.block.in_(some)))
    delete_keys(connection, stands.c.entry, keys)


def _numbers_of(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[int, ...]]:
    found = rows_by(connection, "SELECT entry, blocks FROM stands WHERE entry IN ({})", keys)
    return {key: _unpack(packed) for key, packed in found}


def _of(connection: Connection, claims: tuple[str, ...]) -> dict[str, Stand]:
    joined = select(entries.c.id, stands.c.rank, stands.c.blocks).join(stands, stands.c.entry == entries.c.key)
    found: dict[str, Stand] = {}
    for some in chunks(claims):
        for claim, rank, packed in connection.execute(joined.where(entries.c.id.in_(some))):
            found[claim] = Stand(rank, _unpack(packed))
    return found


def _members(connection: Connection, numbers: tuple[int, ...]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for number, claim, rank in rows_by(connection, _MEMBERS, numbers):
        found.setdefault(number, {})[restored(claim)] = rank
    return found


def _pack(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}q", *numbers)


def _unpack(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}q", packed)
