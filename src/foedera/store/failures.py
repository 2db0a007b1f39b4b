"""Inputs that could not be read: kept, so that they are named until they are read."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, delete, select

from foedera.store.adding import now
from foedera.store.columns import digest
from foedera.store.database import Database
from foedera.store.records import Failure
from foedera.store.rows import put_rows
from foedera.store.schema import failures


class Failures:
    """The failed inputs of a record, by their source."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, source: str, code: str, message: str, sha256: str | None = None) -> None:
        """Keep that an input failed; its tries are counted."""
        self._db.write(_put, source, code, message, sha256, now())

    def all(self) -> tuple[Failure, ...]:
        """Return all failures, by source."""
        return self._db.read(_all)

    def find(self, source: str) -> Failure | None:
        """Return the failure of a source, if it has failed and was not read since."""
        return self._db.read(_find, source)

    def drop(self, source: str) -> bool:
        """Forget the failure of a source; tell whether there was one."""
        return self._db.write(_drop, source)


def _put(connection: Connection, source: str, code: str, message: str, sha256: str | None, time: str) -> None:
    before = _find(connection, source)
    if before is not None and before.time == time:  # the same try, stored before the connection was lost
        return
    tries = before.tries + 1 if before else 1
    row = {
        "id": digest(source),
        "source": source,
        "code": code,
        "message": message,
        "time": time,
        "sha256": sha256,
        "tries": tries,
    }
    put_rows(connection, failures, [row])


def _failure(row: RowMapping) -> Failure:
    return Failure(**{name: row[name] for name in Failure.__slots__})


def _all(connection: Connection) -> tuple[Failure, ...]:
    return tuple(_failure(row) for row in connection.execute(select(failures).order_by(failures.c.source)).mappings())


def _find(connection: Connection, source: str) -> Failure | None:
    row = connection.execute(select(failures).where(failures.c.id == digest(source))).mappings().one_or_none()
    return _failure(row) if row else None


def _drop(connection: Connection, source: str) -> bool:
    return connection.execute(delete(failures).where(failures.c.id == digest(source))).rowcount > 0
