"""Blocks, in which claims meet that may be one happening. A block's name is kept once and hashed to a number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, func, select

from foedera.store.database import Database
from foedera.store.rows import chunks, insert_new, insert_rows, keys_of
from foedera.store.schema import block_names, blocks, entries


class Blocks:
    """Blocks by their names, and where each claim stands in them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, ranks: Mapping[str, Mapping[str, str]]) -> None:
        """Put claims into blocks, and out of those that they were in.

        Args:
            ranks: The blocks of each claim, each with the claim's rank there. Claims without an entry are passed over.
        """
        self._db.write(_put, {claim: dict(given) for claim, given in ranks.items()})

    def of(self, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the names of the blocks that each claim is in, sorted."""
        return self._db.read(_blocks_of, tuple(claims))

    def members(self, names: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return the claims of each block with their ranks; ask for `sizes` first where blocks may be large."""
        return self._db.read(_members, tuple(names))

    def sizes(self, names: Iterable[str]) -> dict[str, int]:
        """Return how many claims each block holds."""
        return self._db.read(_sizes, tuple(names))


def block_number(name: str) -> int:
    """Return a block's name as a number of 64 bits."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8, person=b"block").digest()
    return int.from_bytes(digest, "big", signed=True)


def _put(connection: Connection, ranks: Mapping[str, Mapping[str, str]]) -> None:
    keys = keys_of(connection, ranks)
    for some in chunks(keys.values()):
        connection.execute(delete(blocks).where(blocks.c.entry.in_(some)))
    names = {block_number(name): name for claim in keys for name in ranks[claim]}
    insert_new(connection, block_names, [{"block": number, "name": name} for number, name in names.items()])
    placed = {(block_number(name), keys[claim]): rank for claim in keys for name, rank in ranks[claim].items()}
    rows = [{"block": block, "entry": entry, "rank": rank} for (block, entry), rank in sorted(placed.items())]
    insert_rows(connection, blocks, rows)


def _blocks_of(connection: Connection, claims: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    joined = (
        select(entries.c.id, block_names.c.name)
        .join(blocks, blocks.c.entry == entries.c.key)
        .join(block_names, block_names.c.block == blocks.c.block)
    )
    found: dict[str, list[str]] = {claim: [] for claim in claims}
    for some in chunks(claims):
        for claim, name in connection.execute(joined.where(entries.c.id.in_(some))):
            found[claim].append(name)
    return {claim: tuple(sorted(names)) for claim, names in found.items()}


def _members(connection: Connection, names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    numbers = {block_number(name): name for name in names}
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    joined = select(blocks.c.block, entries.c.id, blocks.c.rank).join(entries, entries.c.key == blocks.c.entry)
    for some in chunks(numbers):
        for number, claim, rank in connection.execute(joined.where(blocks.c.block.in_(some))):
            found[numbers[number]][claim] = rank
    return found


def _sizes(connection: Connection, names: tuple[str, ...]) -> dict[str, int]:
    numbers = {block_number(name): name for name in names}
    found = dict.fromkeys(names, 0)
    counted = select(blocks.c.block, func.count()).group_by(blocks.c.block)
    for some in chunks(numbers):
        for number, size in connection.execute(counted.where(blocks.c.block.in_(some))):
            found[numbers[number]] = size
    return found
