"""The queue of claims whose events are not yet up to date.

A claim enters it in the transaction that adds or changes it, and leaves it in the one that brings its events up to
date: whatever happens in between, the next run finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, select

from foedera.store.columns import storable
from foedera.store.database import Database
from foedera.store.records import Pending
from foedera.store.rows import advance, put_tuples, size
from foedera.store.schema import queue


class Queue:
    """Claims that wait."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def pending(self, limit: int | None = None) -> tuple[Pending, ...]:
        """Return the claims that wait, the longest first."""
        return self._db.read(_pending, limit)

    def count(self) -> int:
        """Return how many claims wait."""
        return self._db.read(size, queue)

    def put(self, claims: Iterable[str]) -> tuple[Pending, ...]:
        """Let claims wait (again)."""
        return self._db.write(put_pending, tuple(claims))

    def done(self, handled: Iterable[Pending]) -> None:
        """Take claims out, unless they have come to wait again since they were given out."""
        self._db.write(_done, tuple(handled))


def put_pending(connection: Connection, claims: Sequence[str]) -> tuple[Pending, ...]:
    """Let claims wait, each once, in this order."""
    names = list(dict.fromkeys(claims))
    if not names:
        return ()
    first = advance(connection, "ticket", len(names)) - len(names) + 1
    waiting = tuple(Pending(name, ticket) for ticket, name in enumerate(names, first))
    put_tuples(connection, queue, [(storable(each.claim), each.ticket) for each in waiting])
    return waiting


def _pending(connection: Connection, limit: int | None) -> tuple[Pending, ...]:
    rows = connection.execute(select(queue.c.claim, queue.c.ticket).order_by(queue.c.ticket).limit(limit))
    return tuple(Pending(claim, ticket) for claim, ticket in rows)


def _done(connection: Connection, handled: tuple[Pending, ...]) -> None:
    if handled:
        same = (queue.c.claim == bindparam("one")) & (queue.c.ticket == bindparam("at"))
        connection.execute(delete(queue).where(same), [{"one": each.claim, "at": each.ticket} for each in handled])
