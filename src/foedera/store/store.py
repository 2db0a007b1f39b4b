"""One record: its parts by noun, and what concerns it as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, delete, func, select, text

from foedera.errors import Problem
from foedera.store.blocks import Blocks
from foedera.store.database import Database
from foedera.store.decisions import Decisions
from foedera.store.entries import Entries
from foedera.store.events import Events
from foedera.store.failures import Failures
from foedera.store.faults import StoreError
from foedera.store.links import Links
from foedera.store.lists import Lists
from foedera.store.near import Copies
from foedera.store.queue import Queue, put_pending
from foedera.store.records import Stats
from foedera.store.reports import Reports
from foedera.store.rows import put_rows, size
from foedera.store.saved import SavedQueries, present_seq
from foedera.store.schema import (
    DERIVED,
    cells,
    claims,
    copies,
    counters,
    decisions,
    entries,
    events,
    failures,
    links,
    queue,
    reports,
)
from foedera.store.search import Search, clear_words
from foedera.store.truth import Truth

T = TypeVar("T")
_CLEARED: Final = "cleared"
_RULES: Final = "rules"
"""The counter that is none: by which rules claims were merged."""


class Store:
    """A record in a file or on a server. Made by `open_store`; may be used by several threads at once.

    Every call is a transaction of its own, unless it stands in `writing()` or `reading()`.
    """

    def __init__(self, database: Database, schema: str) -> None:
        self._db = database
        self.address = database.address
        """File or server, without its password."""
        self.read_only = database.read_only
        self.schema = schema
        """Revision of the tables."""
        self.reports = Reports(database)
        self.failures = Failures(database)
        self.copies = Copies(database)
        self.entries = Entries(database)
        self.blocks = Blocks(database)
        self.links = Links(database)
        self.events = Events(database)
        self.lists = Lists(database)
        self.decisions = Decisions(database)
        self.queue = Queue(database)
        self.search = Search(database)
        self.saved = SavedQueries(database)
        self.truth = Truth(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let all connections go. The last one to leave a file tidies up its log."""
        self._db.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make one transaction of all calls in this block (of this thread): all of them happen, or none.

        One process writes at a time; others wait for their turn, up to the store's timeout. Blocks may be nested: they
        are part of the outermost.

        Raises:
            StoreError: The turn did not come, or the database fails.
        """
        with self._db.transaction(write=True):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let all calls in this block (of this thread) see one state of the record, whatever others write."""
        with self._db.transaction(write=False):
            yield

    def again(self, step: Callable[[], T]) -> T:
        """Call a function within `writing()`, and again when the connection to the server was lost on the way."""
        return self._db.again(step)

    @property
    def seq(self) -> int:
        """Sequence number of the report or decision that was added last."""
        return self._db.read(present_seq)

    def stats(self) -> Stats:
        """Return how much the record holds."""
        return self._db.read(self._stats)

    def check(self) -> tuple[Problem, ...]:
        """Look for damage; may take long on a large record."""
        try:
            found = self._db.read(_damage)
        except StoreError as error:
            if error.code != "S103":
                raise
            return error.problems  # too damaged to be gone through
        return tuple(Problem("S103", self.address, f"damaged: {what}; restore a copy of it") for what in found)

    def rules(self) -> int | None:
        """Return by which rules, as a number, the claims were merged; None where nobody said so."""
        return self._db.read(_rules)

    def put_rules(self, number: int) -> None:
        """Say by which rules the claims are merged from now on."""
        self._db.write(_put_rules, number)

    @property
    def cleared(self) -> int:
        """How often what is derived was cleared: whoever remembers some of it looks whether that still holds."""
        return self._db.read(_cleared)

    def merged(self) -> bool:
        """Tell whether there is any event."""
        return self._db.read(lambda connection: connection.execute(select(events.c.key).limit(1)).first() is not None)

    def clear_derived(self) -> None:
        """Empty all that can be built again, and let every claim, of reports and of people, wait for it.

        Signatures, voices and the search index of the reports stay: they depend on nothing but the reports.
        """
        self._db.write(_clear)

    def _stats(self, connection: Connection) -> Stats:
        counted = {
            "reports": reports,
            "claims": claims,
            "cells": cells,
            "entries": entries,
            "links": links,
            "events": events,
            "decisions": decisions,
            "failures": failures,
            "pending": queue,
        }
        return Stats(
            address=self.address,
            schema=self.schema,
            seq=present_seq(connection),
            publishers=_number(connection, func.count(reports.c.publisher.distinct())),
            voices=_number(connection, func.count(copies.c.voice.distinct())),
            bytes=self._bytes(connection),
            **{name: size(connection, table) for name, table in counted.items()},
        )

    def _bytes(self, connection: Connection) -> int:
        if self._db.dialect == "postgresql":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        files = (Path(self.address + ending) for ending in ("", "-wal"))
        return sum(os.stat(file).st_size for file in files if file.exists())  # noqa: PTH116


def _number(connection: Connection, expression: Any) -> int:
    return int(connection.execute(select(expression)).scalar_one())


def _rules(connection: Connection) -> int | None:
    found: int | None = connection.execute(select(counters.c.value).filter_by(name=_RULES)).scalar_one_or_none()
    return found


def _put_rules(connection: Connection, number: int) -> None:
    put_rows(connection, counters, [{"name": _RULES, "value": number}])


def _cleared(connection: Connection) -> int:
    return connection.execute(select(counters.c.value).filter_by(name=_CLEARED)).scalar_one_or_none() or 0


def _damage(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []  # a server watches over its own files; reading goes through its checksums
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check")
    found += [f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there" for row in loose]
    return found[:20]


def _clear(connection: Connection) -> None:
    put_rows(connection, counters, [{"name": _CLEARED, "value": _cleared(connection) + 1}])
    for table in DERIVED:
        connection.execute(delete(table))
    clear_words(connection, "claim_words")
    read = select(claims.c.id).order_by(claims.c.report, claims.c.n)
    added = select(decisions.c.target).where(decisions.c.action == "add").order_by(decisions.c.seq)
    put_pending(connection, [*connection.execute(read).scalars(), *connection.execute(added).scalars()])
