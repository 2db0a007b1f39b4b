"""A `Query` as SQL conditions on entries or events, and answers page by page in the order of days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select, tuple_
from sqlalchemy.sql import ColumnElement

from foedera.events import Query
from foedera.store.columns import short
from foedera.store.database import Database
from foedera.store.rows import PAGE
from foedera.store.schema import entries, event_claims, event_parties, events, parties
from foedera.store.search import matching

T = TypeVar("T")


def entry_conditions(query: Query, dialect: str) -> list[ColumnElement[bool]]:
    """Return what entries must fulfil."""
    out = _common(query, entries)
    for state in query.states:
        out.append(entries.c.key.in_(select(parties.c.entry).where(parties.c.polity == short(state.upper()))))
    if query.publishers:
        out.append(entries.c.publisher.in_([short(name) for name in query.publishers]))
    if query.verdict:
        out.append(_verdict(query.verdict))
    if query.conflicts:
        clash = select(event_claims.c.entry).join(events, events.c.key == event_claims.c.event)
        out.append(entries.c.key.in_(clash.where(events.c.conflicts > 0)))
    for wanted, keys in _text(query, dialect):
        out.append(entries.c.key.in_(keys) if wanted else entries.c.key.not_in(keys))
    return out


def event_conditions(query: Query, dialect: str) -> list[ColumnElement[bool]]:
    """Return what events must fulfil. Publisher, verdict and words are looked for among their claims."""
    out = _common(query, events)
    for state in query.states:
        out.append(
            events.c.key.in_(select(event_parties.c.event).where(event_parties.c.polity == short(state.upper())))
        )
    if query.publishers:
        out.append(_some_claim(entries.c.publisher.in_([short(name) for name in query.publishers])))
    if query.verdict:
        out.append(_some_claim(_verdict(query.verdict)))
    if query.conflicts:
        out.append(events.c.conflicts > 0)
    for wanted, keys in _text(query, dialect):
        found = select(event_claims.c.event).where(event_claims.c.entry.in_(keys))
        out.append(events.c.key.in_(found) if wanted else events.c.key.not_in(found))
    return out


def _common(query: Query, table: Table) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if query.types:
        out.append(table.c.type.in_(query.types))
    if query.statuses:
        out.append(table.c.status.in_(query.statuses))
    if query.since:
        out.append(table.c["last"] >= query.since)
    if query.until:
        out.append(table.c["first"] <= query.until)
    if query.least is not None:
        out.append(table.c.confidence >= query.least)
    if query.added_after is not None:
        out.append(table.c.seq > query.added_after)
    return out


def _verdict(verdict: str) -> ColumnElement[bool]:
    return entries.c.verdict.is_(None) if verdict == "none" else entries.c.verdict == verdict


def _some_claim(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that a claim of the event fulfils something; looked up once, since event by event is slow."""
    found = select(event_claims.c.event).join(entries, entries.c.key == event_claims.c.entry)
    return events.c.key.in_(found.where(condition))


def _text(query: Query, dialect: str) -> Iterator[tuple[bool, Any]]:
    if not query.text or not query.text.strip():
        return
    yield from matching(dialect, "claim_words", query.text)


def count(connection: Connection, table: Table, conditions: Sequence[ColumnElement[bool]]) -> int:
    """Return how many rows fulfil all conditions."""
    return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def iterate(
    database: Database,
    table: Table,
    conditions: Sequence[ColumnElement[bool]],
    query: Query,
    load: Callable[[Connection, Sequence[int]], list[T]],
    *,
    newest: bool,
) -> Iterator[T]:
    """Go through what a query finds, ordered by day and id, a page at a time.

    Each page is a short read of its own (outside `reading()`), so that nobody who reads slowly holds anything up.

    Args:
        load: Gives the records of some rows, by their keys, in the same order.
        newest: The latest day first.
    """
    left, skip = query.limit, query.offset
    after: tuple[str, str] | None = None
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        wanted = [*conditions, *_after(table, after, newest=newest)]
        found, after = database.read(_page, table, wanted, size, skip, newest, load)
        yield from found
        if len(found) < size:
            return
        del found  # before the next page comes into memory
        left, skip = None if left is None else left - size, 0


def _after(table: Table, after: tuple[str, str] | None, *, newest: bool) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    place = tuple_(table.c.day, table.c.id)
    return [place < tuple_(*after) if newest else place > tuple_(*after)]


def _page(
    connection: Connection,
    table: Table,
    conditions: Sequence[ColumnElement[bool]],
    size: int,
    skip: int,
    newest: bool,  # noqa: FBT001 - handed on
    load: Callable[[Connection, Sequence[int]], list[T]],
) -> tuple[list[T], tuple[str, str] | None]:
    order = [table.c.day.desc(), table.c.id.desc()] if newest else [table.c.day, table.c.id]
    found = select(table.c.key, table.c.day, table.c.id).where(*conditions).order_by(*order)
    rows = connection.execute(found.limit(size).offset(skip)).all()
    return load(connection, [row.key for row in rows]), (rows[-1].day, rows[-1].id) if rows else None
