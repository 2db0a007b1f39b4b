"""Small helps for statements of any table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Dialect, Table, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foedera.store.columns import restored, storable
from foedera.store.schema import counters

T = TypeVar("T")
_CHUNK: Final = 500
"""Values in one list of a statement, rows in one page of an answer: few enough to be flat in memory."""
PAGE: Final = 500


def chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """Cut values into lists of bounded length."""
    source = iter(values)
    while some := list(islice(source, size)):
        yield some


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, if any."""
    if rows:
        connection.execute(table.insert(), rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet; those that are stay as they are."""
    if rows:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(make(table).on_conflict_do_nothing(), rows)


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, in place of those with the same primary key."""
    if not rows:
        return
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest), rows)


def put_tuples(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as the driver takes them, in the order of the table's columns, in place of those with the same key.

    For what is written by the hundred thousand: half of the time of a statement of SQLAlchemy's goes into its
    parameters. Texts from outside must have gone through `columns.storable`.
    """
    if connection.dialect.name == "sqlite":
        if rows:
            connection.exec_driver_sql(_upsert(connection.dialect, table, 1), list(rows))
        return
    for some in chunks(rows):  # a server is asked less often
        connection.exec_driver_sql(_upsert(connection.dialect, table, len(some)), tuple(chain.from_iterable(some)))


@lru_cache(maxsize=256)
def _upsert(dialect: Dialect, table: Table, count: int) -> str:
    quote = dialect.identifier_preparer.quote
    names = [quote(column.name) for column in table.columns]
    keys = [quote(column.name) for column in table.primary_key]
    mark = "?" if dialect.name == "sqlite" else "%s"
    row = f"({', '.join([mark] * len(names))})"
    rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    clash = f"({', '.join(keys)}) DO {f'UPDATE SET {rest}' if rest else 'NOTHING'}"
    into = f"{quote(table.name)} ({', '.join(names)})"
    return f"INSERT INTO {into} VALUES {', '.join([row] * count)} ON CONFLICT {clash}"  # noqa: S608 - names of ours


def delete_keys(connection: Connection, column: Column[int], keys: Iterable[int]) -> None:
    """Delete the rows with some numbers in a column."""
    for some in chunks(keys):
        connection.execute(delete(column.table).where(column.in_(some)))


def rows_by(connection: Connection, sql: str, keys: Iterable[int]) -> Iterator[Any]:
    """Yield the plain rows of a statement whose `{}` stands for a list of numbers, asked for some at a time.

    Texts come as they are stored: to be used where none can hold an escape.
    """
    for some in chunks(keys):
        yield from connection.exec_driver_sql(sql.format(",".join(map(str, some)))).cursor.fetchall()


def rows_in(connection: Connection, sql: str, values: Iterable[str]) -> Iterator[Any]:
    """Yield the plain rows of a statement whose `{}` stands for a list of texts, asked for some at a time.

    Making such a statement of SQLAlchemy's anew for every list takes longer than the database needs to answer it. Texts
    come as they are stored: where they can hold an escape, `columns.restored` takes it back.
    """
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    for some in chunks(values):
        asked = sql.format(",".join([mark] * len(some)))
        yield from connection.exec_driver_sql(asked, tuple(map(storable, some))).cursor.fetchall()


def advance(connection: Connection, name: str, by: int = 1) -> int:
    """Move a counter on and return its new value."""
    counter = counters.c.name == name
    moved = update(counters).where(counter).values(value=counters.c.value + by).returning(counters.c.value)
    return int(connection.execute(moved).scalar_one())


def next_key(connection: Connection, column: Column[int]) -> int:
    """Return the first free number of a table; safe, since one process writes at a time."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def keys_of(connection: Connection, claims: Iterable[str]) -> dict[str, int]:
    """Return the keys of those claims that have an entry."""
    found = rows_in(connection, "SELECT id, key FROM entries WHERE id IN ({})", claims)
    return {restored(name): key for name, key in found}


def size(connection: Connection, table: Table) -> int:
    """Return how many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
