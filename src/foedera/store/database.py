"""Connections and transactions, the same for SQLite and PostgreSQL.

One writer at a time, over all processes: SQLite has no other way, and in PostgreSQL it keeps sequence numbers in the
order of commits, so that "what is new" never skips a report that was committed late. Readers never wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from foedera.store.faults import LOST, StoreError, is_lost, store_error, translate

T = TypeVar("T")
_WRITERS: Final = 0x466F6564657261
"""PostgreSQL's advisory lock that writers take: "Foedera"."""
TRIES: Final = 6
"""How often a step is tried over a new connection; with the pauses between, some ten seconds."""
TRIES_LOST: Final = 20
"""How often where a server is there and is starting up, which takes it long after a crash: some 80 seconds."""


class Database:
    """An engine, and the transaction that the present thread is in."""

    def __init__(self, engine: Engine, address: str, *, read_only: bool, timeout: float) -> None:
        self.engine, self.address, self.read_only, self.timeout = engine, address, read_only, timeout
        self.dialect = engine.dialect.name
        self._present = threading.local()

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """Run what follows in one transaction; inside another one it is part of that.

        Raises:
            StoreError: The database fails, or writing is asked of a record (or inside a block) that only reads.
        """
        outer: Connection | None = getattr(self._present, "connection", None)
        if outer is not None:
            if write and not self._present.write:
                raise store_error("S199", self.address, "writing was asked for inside `reading()`")
            yield outer
            return
        if write and self.read_only:
            raise store_error("S105", self.address, "it was opened read-only; open it for writing")
        try:
            with self.engine.connect() as raw:
                connection = raw.execution_options(foedera_write=write, **self._options(write=write))
                with connection.begin():
                    self._enter(connection, write=write)
                    yield connection
        except SQLAlchemyError as error:
            raise translate(error, self.address) from error
        finally:
            self._present.connection = None

    def write(self, step: Callable[..., T], *arguments: object) -> T:
        """Call a function with a connection, in one transaction; again when the connection was lost.

        The function must come to the same however often it is tried.
        """
        return self._try(lambda: self._in_transaction(step, arguments, write=True))

    def read(self, step: Callable[..., T], *arguments: object) -> T:
        """Likewise, for reading."""
        return self._try(lambda: self._in_transaction(step, arguments, write=False))

    def again(self, step: Callable[[], T]) -> T:
        """Run a step of several calls in one writing transaction; again when the connection was lost."""

        def once() -> T:
            with self.transaction(write=True):
                return step()

        return self._try(once)

    def notes(self) -> dict[str, Any]:
        """Return what the calls of the present transaction keep for each other; it goes when that ends.

        Raises:
            StoreError: There is no writing transaction.
        """
        if getattr(self._present, "connection", None) is None or not self._present.write:
            raise store_error("S199", self.address, "this is only possible within `writing()`")
        notes: dict[str, Any] = self._present.notes
        return notes

    def _in_transaction(self, step: Callable[..., T], arguments: tuple[object, ...], *, write: bool) -> T:
        with self.transaction(write=write) as connection:
            return step(connection, *arguments)

    def _try(self, once: Callable[[], T]) -> T:
        if getattr(self._present, "connection", None) is not None:
            return once()  # the outer step is tried again as a whole, or not at all
        n = 0
        while True:
            try:
                return once()
            except StoreError as error:
                if not is_lost(error) or n >= (TRIES_LOST if error.code == LOST else TRIES):
                    raise
            time.sleep(min(0.1 * 2**n, 5.0))
            n += 1

    def _options(self, *, write: bool) -> dict[str, object]:
        if self.dialect != "postgresql" or write:
            return {}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def _enter(self, connection: Connection, *, write: bool) -> None:
        if write and self.dialect == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = {int(self.timeout * 1000)}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
        self._present.connection, self._present.write, self._present.notes = connection, write, {}
