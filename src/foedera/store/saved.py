"""Questions that are asked again, and what came since last time."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, delete, select, update

from foedera.events import Query
from foedera.store.codec import pack_query, unpack_query
from foedera.store.database import Database
from foedera.store.faults import store_error
from foedera.store.records import Saved
from foedera.store.rows import put_rows
from foedera.store.schema import counters, saved


class SavedQueries:
    """The saved questions of a record, by name.

    What is new: the same query with `added_after` set to `Saved.seen`, then `seen(name, seq)` with the number that
    the record stood at when it was asked.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, name: str, query: Query, kind: Literal["events", "claims"] = "events") -> Saved:
        """Keep a question under a name, in place of one of the same name. All that is there now counts as seen."""
        return self._db.write(_save, name, query, kind)

    def get(self, name: str) -> Saved:
        """Return a question.

        Raises:
            StoreError: There is none of this name.
        """
        found = next((one for one in self.all() if one.name == name), None)
        if found is None:
            raise store_error("S120", self._db.address, f"no saved query {name!r}")
        return found

    def all(self) -> tuple[Saved, ...]:
        """Return all questions, by name."""
        return self._db.read(_all, self._db.address)

    def seen(self, name: str, seq: int | None = None) -> None:
        """Note that the answers up to a sequence number were seen; None: all that are there now."""
        self._db.write(_seen, name, seq)

    def drop(self, name: str) -> bool:
        """Forget a question; tell whether there was one."""
        return self._db.write(_drop, name)


def present_seq(connection: Connection) -> int:
    """Return the number of what was added last."""
    return int(connection.execute(select(counters.c.value).where(counters.c.name == "seq")).scalar_one())


def _save(connection: Connection, name: str, query: Query, kind: Literal["events", "claims"]) -> Saved:
    seen = present_seq(connection)
    put_rows(connection, saved, [{"name": name, "kind": kind, "query": pack_query(query), "seen": seen}])
    return Saved(name, query, seen, kind)


def _all(connection: Connection, address: str) -> tuple[Saved, ...]:
    rows = connection.execute(select(saved).order_by(saved.c.name))
    try:
        return tuple(Saved(row.name, unpack_query(row.query), row.seen, row.kind) for row in rows)
    except (TypeError, ValueError) as error:
        message = "a saved query is of a later version of Foedera; install that, or drop the query"
        raise store_error("S104", address, message) from error


def _seen(connection: Connection, name: str, seq: int | None) -> None:
    at = present_seq(connection) if seq is None else seq
    connection.execute(update(saved).where(saved.c.name == name).values(seen=at))


def _drop(connection: Connection, name: str) -> bool:
    return connection.execute(delete(saved).where(saved.c.name == name)).rowcount > 0
