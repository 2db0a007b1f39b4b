"""Pages of long lists in any order, and how many there are of each kind: what a list in a browser needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.sql import ColumnElement

from foedera.events import Entry, Event, Query
from foedera.store.database import Database
from foedera.store.entries import load_entries
from foedera.store.events import load_events
from foedera.store.faults import store_error
from foedera.store.filters import entry_conditions, event_conditions
from foedera.store.schema import entries, event_claims, event_parties, events, reports

Order: TypeAlias = Literal["when", "added", "claims", "voices", "credibility", "confidence", "name", "type", "status"]
ORDERS: Final[tuple[Order, ...]] = (
    "when",
    "added",
    "claims",
    "voices",
    "credibility",
    "confidence",
    "name",
    "type",
    "status",
)
FACETS: Final = ("type", "status", "country", "publisher", "year")
Facet: TypeAlias = tuple[tuple[str, int], ...]
_MOST: Final = 200
"""Values of one facet that are given."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """How much of a record one publisher gave."""

    name: str | None
    reports: int
    claims: int
    events: int


class Lists:
    """Pages and counts of what queries find."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def events(self, query: Query, order: str = "when", *, falling: bool = True) -> tuple[Event, ...]:
        """Return one page of events, as the query's limit and offset say, in an order of `ORDERS`.

        Raises:
            StoreError: There is no such order.
        """
        return self._db.read(_events, self._db.address, query, order, falling)

    def entries(self, query: Query, order: str = "when", *, falling: bool = True) -> tuple[Entry, ...]:
        """Return one page of claims likewise; claims are ordered by `when`, `added`, `confidence`, `type`, `status`."""
        return self._db.read(_entries, self._db.address, query, order, falling)

    def facets(self, query: Query) -> Mapping[str, Facet]:
        """Return how many events there are of each type, status, country, publisher and year, the most first.

        Where only one value of a kind can hold (type, status, publisher, year), the query's own choice of that kind is
        left aside, so that a list shows what else there is. Years are by their number.
        """
        return self._db.read(_facets, query)

    def reports(self, after: int = 0, limit: int = 200) -> tuple[tuple[int, str], ...]:
        """Return sequence numbers and ids of the reports that were added after one, the oldest first."""
        return self._db.read(_reports, after, limit)

    def publishers(self) -> tuple[Publisher, ...]:
        """Return every publisher with what came from it, the most reports first."""
        return self._db.read(_publishers)


def _events(connection: Connection, address: str, query: Query, order: str, falling: bool) -> tuple[Event, ...]:  # noqa: FBT001 - handed on
    columns: dict[str, list[Any]] = {
        "when": [events.c.day],
        "added": [events.c.seq],
        "claims": [_claims_of()],
        **{name: [events.c[name]] for name in ("voices", "credibility", "confidence", "name", "type", "status")},
    }
    found = select(events.c.key).where(*event_conditions(query, connection.dialect.name))
    return tuple(load_events(connection, _page(connection, address, found, columns, events, query, order, falling)))


def _entries(connection: Connection, address: str, query: Query, order: str, falling: bool) -> tuple[Entry, ...]:  # noqa: FBT001 - likewise
    columns: dict[str, list[Any]] = {
        "when": [entries.c.day],
        "added": [entries.c.seq],
        **{name: [entries.c[name]] for name in ("confidence", "type", "status")},
    }
    found = select(entries.c.key).where(*entry_conditions(query, connection.dialect.name))
    return tuple(load_entries(connection, _page(connection, address, found, columns, entries, query, order, falling)))


def _page(  # noqa: PLR0913, PLR0917 - one place for what both lists share
    connection: Connection,
    address: str,
    found: Select[int],
    columns: Mapping[str, list[Any]],
    table: Any,
    query: Query,
    order: str,
    falling: bool,  # noqa: FBT001 - likewise
) -> list[int]:
    """Return the keys of one page; the day and the id decide where the order leaves things even."""
    if order not in columns:
        raise store_error("S125", address, f"there is no order {order!r}; there are {', '.join(columns)}")
    by = [*columns[order], *([table.c.day] if order != "when" else []), table.c.id]
    sorted_ = found.order_by(*[each.desc() for each in by] if falling else by)
    return list(connection.execute(sorted_.limit(query.limit).offset(query.offset)).scalars())


def _claims_of() -> ColumnElement[int]:
    return select(func.count()).where(event_claims.c.event == events.c.key).scalar_subquery()


def _facets(connection: Connection, query: Query) -> dict[str, Facet]:
    aside = {
        "type": replace(query, types=()),
        "status": replace(query, statuses=()),
        "publisher": replace(query, publishers=()),
        "year": replace(query, since=None, until=None),
    }
    year = func.substr(events.c.day, 1, 4)
    return {
        "type": _grouped(connection, aside["type"], events.c.type),
        "status": _grouped(connection, aside["status"], events.c.status),
        "country": _by_country(connection, query),
        "publisher": _by_publisher(connection, aside["publisher"]),
        "year": tuple(sorted(pair for pair in _grouped(connection, aside["year"], year, most=None) if pair[0])),
    }


def _conditions(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    return event_conditions(replace(query, limit=None, offset=0), connection.dialect.name)


def _grouped(connection: Connection, query: Query, column: Any, most: int | None = _MOST) -> Facet:
    counted = select(column, func.count()).select_from(events).where(*_conditions(connection, query)).group_by(column)
    return _first(connection, counted, func.count(), column, most)


def _by_country(connection: Connection, query: Query) -> Facet:
    """Count the parties of the events. One that is in two roles counts once, as each of its rows is of one event."""
    number = func.count(event_parties.c.event.distinct())
    counted = select(event_parties.c.polity, number).group_by(event_parties.c.polity)
    if conditions := _conditions(connection, query):
        counted = counted.where(event_parties.c.event.in_(select(events.c.key).where(*conditions)))
    return _first(connection, counted, number, event_parties.c.polity, _MOST)


def _by_publisher(connection: Connection, query: Query) -> Facet:
    number = func.count(event_claims.c.event.distinct())
    joined = event_claims.join(entries, entries.c.key == event_claims.c.entry)
    counted = (
        select(entries.c.publisher, number)
        .select_from(joined)
        .where(entries.c.publisher.is_not(None))
        .group_by(entries.c.publisher)
    )
    if conditions := _conditions(connection, query):
        counted = counted.where(event_claims.c.event.in_(select(events.c.key).where(*conditions)))
    return _first(connection, counted, number, entries.c.publisher, _MOST)


def _first(connection: Connection, counted: Select[Any], number: Any, column: Any, most: int | None) -> Facet:
    rows = connection.execute(counted.order_by(number.desc(), column).limit(most))
    return tuple((str(value), int(count)) for value, count in rows)


def _reports(connection: Connection, after: int, limit: int) -> tuple[tuple[int, str], ...]:
    later = select(reports.c.seq, reports.c.id).where(reports.c.seq > after).order_by(reports.c.seq).limit(limit)
    return tuple((seq, name) for seq, name in connection.execute(later))


def _publishers(connection: Connection) -> tuple[Publisher, ...]:
    told = select(reports.c.publisher, func.count()).group_by(reports.c.publisher)
    claimed = (
        select(entries.c.publisher, func.count(), func.count(event_claims.c.event.distinct()))
        .select_from(entries.outerjoin(event_claims, event_claims.c.entry == entries.c.key))
        .group_by(entries.c.publisher)
    )
    claims = {name: (count, happenings) for name, count, happenings in connection.execute(claimed)}
    rows = [Publisher(name, count, *claims.get(name, (0, 0))) for name, count in connection.execute(told)]
    return tuple(sorted(rows, key=lambda row: (-row.reports, row.name or "")))
