"""Numbers of dealings: how many events there are by actor, partner, role and year, counted by the database.

A year is that of `events.day`: the event's own beginning, or its first report's where no report dates it. `year` "" or
`UNDATED` means events of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, distinct, func, select
from sqlalchemy.sql import ColumnElement

from foedera.events import Event, Query
from foedera.store.columns import short
from foedera.store.database import Database
from foedera.store.events import load_events
from foedera.store.filters import count, event_conditions, iterate
from foedera.store.schema import entries, event_claims, event_parties, events, reports
from foedera.store.store import Store

UNDATED: Final = "undated"
ALL: Final = object()
"""Any publisher."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    id: str
    title: str | None
    source: str
    publisher: str | None
    published: str | None
    claims: int


class Dealings:
    """Counts of the events of one record."""

    def __init__(self, store: Store) -> None:
        self._db: Database = store._db  # noqa: SLF001 - the same room

    def iter(self, query: Query, year: str | None = None) -> Iterator[Event]:
        """Go through the events of a query that began in a year, the latest first."""
        return iterate(self._db, events, self._conditions(query, year), query, load_events, newest=True)

    def count(self, query: Query, year: str | None = None) -> int:
        """Return how many events of a query began in a year."""
        return self._db.read(count, events, self._conditions(query, year))

    def day_back(self, query: Query, number: int, until: str) -> str | None:
        """Return the day on which the event began that is so many back from a day; None where there are fewer."""
        return self._db.read(_day_back, self._conditions(query, None), number, until)

    def years(self, query: Query) -> list[tuple[str, int]]:
        """Return the number of events by year, in order; `UNDATED` last."""
        return self._db.read(_years, self._conditions(query, None))

    def tally(self, query: Query, column: str) -> list[tuple[str, int]]:
        """Return the number of events by `type`, `status` or `credibility`, the most first."""
        return self._db.read(_tally, column, self._conditions(query, None))

    def partners(self, query: Query, without: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return who else takes part in the events of a query, and in how many of them, the most first."""
        return self._db.read(_partners, self._conditions(query, None), without)

    def grid(self, query: Query, partners: tuple[str, ...]) -> list[tuple[str, str, int]]:
        """Return the number of events by partner and year."""
        return self._db.read(_grid, self._conditions(query, None), partners)

    def roles(self, left: str, right: str) -> list[tuple[str, str, str, int]]:
        """Return type, role of the one, role of the other, and in how many events, the most first."""
        return self._db.read(_roles, left, right)

    def polities(self) -> list[tuple[str, int]]:
        """Return every state and organisation with the number of its events, the most first."""
        return self._db.read(_partners, [], ())

    def reports(self, limit: int, offset: int = 0, *, publisher: str | Any = ALL) -> list[ReportRow]:
        """Return reports, those that were added last first.

        Args:
            publisher: Only those of one publisher; None for those that name none.
        """
        return self._db.read(_reports, publisher, limit, offset)

    def count_reports(self, publisher: str | None) -> int:
        """Return how many reports a publisher has; None for those that name none."""
        return self._db.read(count, reports, [_by(publisher)])

    def _conditions(self, query: Query, year: str | None) -> list[ColumnElement[bool]]:
        """Return what events must fulfil; a publisher's are found from its claims, not by looking at every event."""
        wanted = event_conditions(replace(query, publishers=()), self._db.dialect)
        if query.publishers:
            told = select(event_claims.c.event).join(entries, entries.c.key == event_claims.c.entry)
            theirs = entries.c.publisher.in_([short(name) for name in query.publishers])
            wanted.append(events.c.key.in_(told.where(theirs)))
        if year is not None:
            begun = "" if year == UNDATED else year
            wanted.append(_begun_in == begun)
        return wanted


_begun_in: ColumnElement[str] = func.substr(events.c.day, 1, 4)


def _day_back(connection: Connection, conditions: list[Any], number: int, until: str) -> str | None:
    begun = select(events.c.day).where(*conditions, events.c.day.between("0001-01-01", until))
    return connection.execute(begun.order_by(events.c.day.desc()).offset(number).limit(1)).scalar_one_or_none()


def _years(connection: Connection, conditions: list[Any]) -> list[tuple[str, int]]:
    rows = connection.execute(
        select(_begun_in.label("y"), func.count()).select_from(events).where(*conditions).group_by("y")
    )
    found = sorted((year, int(number)) for year, number in rows)
    return [pair for pair in found if pair[0]] + [(UNDATED, number) for year, number in found if not year]


def _tally(connection: Connection, column: str, conditions: list[Any]) -> list[tuple[str, int]]:
    by = {"type": events.c.type, "status": events.c.status, "credibility": events.c.credibility}[column]
    rows = connection.execute(select(by, func.count()).where(*conditions).group_by(by))
    return sorted(((str(name), int(number)) for name, number in rows), key=lambda pair: (-pair[1], pair[0]))


def _partners(connection: Connection, conditions: list[Any], without: tuple[str, ...]) -> list[tuple[str, int]]:
    number = func.count(distinct(event_parties.c.event))
    wanted = select(event_parties.c.polity, number).where(event_parties.c.polity != "")
    if conditions:
        wanted = wanted.join(events, events.c.key == event_parties.c.event).where(*conditions)
    if without:
        wanted = wanted.where(event_parties.c.polity.not_in(without))
    rows = connection.execute(wanted.group_by(event_parties.c.polity))
    return sorted(((name, int(n)) for name, n in rows), key=lambda pair: (-pair[1], pair[0]))


def _grid(connection: Connection, conditions: list[Any], partners: tuple[str, ...]) -> list[tuple[str, str, int]]:
    wanted = (
        select(event_parties.c.polity, _begun_in.label("y"), func.count(distinct(event_parties.c.event)))
        .join(events, events.c.key == event_parties.c.event)
        .where(*conditions, event_parties.c.polity.in_(partners))
        .group_by(event_parties.c.polity, "y")
    )
    return [(partner, year or UNDATED, int(number)) for partner, year, number in connection.execute(wanted)]


def _roles(connection: Connection, left: str, right: str) -> list[tuple[str, str, str, int]]:
    ours, theirs = event_parties.alias("ours"), event_parties.alias("theirs")
    wanted = (
        select(events.c.type, ours.c.role, theirs.c.role, func.count())
        .join(ours, ours.c.event == events.c.key)
        .join(theirs, theirs.c.event == events.c.key)
        .where(ours.c.polity == left, theirs.c.polity == right)
        .group_by(events.c.type, ours.c.role, theirs.c.role)
    )
    rows = [(str(kind), str(a), str(b), int(number)) for kind, a, b, number in connection.execute(wanted)]
    return sorted(rows, key=lambda row: (-row[3], *row[:3]))


def _reports(connection: Connection, publisher: Any, limit: int, offset: int) -> list[ReportRow]:
    number = select(func.count()).where(entries.c.report == reports.c.seq).scalar_subquery()
    columns = (reports.c.id, reports.c.title, reports.c.source, reports.c.publisher, reports.c.published)
    wanted = select(*columns, number).order_by(reports.c.seq.desc())
    if publisher is not ALL:
        wanted = wanted.where(_by(publisher))
    return [ReportRow(*row) for row in connection.execute(wanted.limit(limit).offset(offset))]


def _by(publisher: str | None) -> ColumnElement[bool]:
    return reports.c.publisher.is_(None) if publisher is None else reports.c.publisher == publisher
