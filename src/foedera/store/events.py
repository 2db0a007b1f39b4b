"""Events in the record: replaced as claims come in and people decide, and asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from foedera.events import Event, Query
from foedera.store.codec import pack_event, unpack_event
from foedera.store.columns import restored, short, storable
from foedera.store.database import Database
from foedera.store.days import days_of
from foedera.store.entries import polity_of
from foedera.store.faults import store_error
from foedera.store.filters import count, event_conditions, iterate
from foedera.store.rows import chunks, delete_keys, keys_of, next_key, put_tuples, rows_in
from foedera.store.schema import entries, event_bodies, event_claims, event_parties, events
from foedera.types import Actor

_ALL: Final = Query()
_PREFIX: Final = "e-"
_EVENTS: Final = (
    "SELECT c.id, e.id FROM entries c JOIN event_claims m ON m.entry = c.key JOIN events e ON e.key = m.event "
    "WHERE c.id IN ({})"
)


class Events:
    """The events of a record. Any `e-CLAIM` of a claim of an event is a name of it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def replace(self, remove: Iterable[str], add: Iterable[Event]) -> None:
        """Take events away and put others in.

        Raises:
            StoreError: A claim of a new event has no entry, or is in an event that stays.
        """
        self._db.write(_replace, self._db.address, tuple(remove), tuple(add))

    def find(self, event: str) -> Event | None:
        """Return the event that goes by a name, if there is one."""
        found = self._db.read(_named, event)
        return found[0] if found else None

    def get(self, event: str) -> Event:
        """Return the event that goes by a name.

        Raises:
            StoreError: There is none.
        """
        found = self.find(event)
        if found is None:
            raise store_error("S120", self._db.address, f"no event {event}")
        return found

    def of_claims(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the id of the event of each claim that is in one."""
        return self._db.read(_of_claims, tuple(claims))

    def fellows(self, claims: Iterable[str]) -> frozenset[str]:
        """Return all claims of the events that some claims are in."""
        return self._db.read(_fellows, tuple(claims))

    def many(self, ids: Iterable[str]) -> dict[str, Event]:
        """Return events by their own ids, in the order asked."""
        return self._db.read(_many, tuple(ids))

    def in_group(self, group: str) -> tuple[Event, ...]:
        """Return the events of a series or deal, by day."""
        return self._db.read(_in_group, group)

    def iter(self, query: Query = _ALL, *, newest: bool = False) -> Iterator[Event]:
        """Go through the events that a query finds, by day and id, few in memory at a time.

        Args:
            newest: The latest day first.
        """
        return iterate(self._db, events, event_conditions(query, self._db.dialect), query, load_events, newest=newest)

    def count(self, query: Query = _ALL) -> int:
        """Return how many events a query finds, its limit aside."""
        return self._db.read(count, events, event_conditions(query, self._db.dialect))


def load_events(connection: Connection, keys: Sequence[int]) -> list[Event]:
    """Return events by their keys, in the same order."""
    found: dict[int, Event] = {}
    for some in chunks(keys):
        rows = connection.execute(select(event_bodies).where(event_bodies.c.event.in_(some)))
        found.update((row.event, unpack_event(row.body)) for row in rows)
    return [found[key] for key in keys]


def _named(connection: Connection, event: str) -> list[Event]:
    key = connection.execute(select(events.c.key).where(events.c.id == event)).scalar_one_or_none()
    if key is None and event.startswith(_PREFIX):
        member = select(event_claims.c.event).join(entries, entries.c.key == event_claims.c.entry)
        wanted = entries.c.id == event.removeprefix(_PREFIX)
        key = connection.execute(member.where(wanted)).scalar_one_or_none()
    return [] if key is None else load_events(connection, [key])


def _of_claims(connection: Connection, claims: tuple[str, ...]) -> dict[str, str]:
    return {restored(claim): restored(event) for claim, event in rows_in(connection, _EVENTS, claims)}


def _fellows(connection: Connection, claims: tuple[str, ...]) -> frozenset[str]:
    own, other = event_claims.alias(), event_claims.alias()
    joined = (
        select(entries.c.id)
        .join(other, other.c.entry == entries.c.key)
        .join(own, own.c.event == other.c.event)
        .distinct()
    )
    found: set[str] = set()
    for some in chunks(keys_of(connection, claims).values()):
        found.update(connection.execute(joined.where(own.c.entry.in_(some))).scalars())
    return frozenset(found)


def _many(connection: Connection, ids: tuple[str, ...]) -> dict[str, Event]:
    keys: dict[str, int] = {}
    for some in chunks(ids):
        keys.update(
            (row[0], row[1])
            for row in connection.execute(select(events.c.id, events.c.key).where(events.c.id.in_(some)))
        )
    found = load_events(connection, [keys[name] for name in dict.fromkeys(ids) if name in keys])
    return {event.id: event for event in found}


def _in_group(connection: Connection, group: str) -> tuple[Event, ...]:
    mine = select(events.c.key).where(events.c.series == group).order_by(events.c.day, events.c.id)
    return tuple(load_events(connection, list(connection.execute(mine).scalars())))


def _replace(connection: Connection, address: str, remove: tuple[str, ...], add: tuple[Event, ...]) -> None:
    for some in chunks(remove):
        _remove(connection, list(connection.execute(select(events.c.key).where(events.c.id.in_(some))).scalars()))
    for part in chunks(add):
        _add(connection, address, part)


def _remove(connection: Connection, keys: list[int]) -> None:
    for column in (event_bodies.c.event, event_claims.c.event, event_parties.c.event, events.c.key):
        delete_keys(connection, column, keys)


def _add(connection: Connection, address: str, add: Sequence[Event]) -> None:
    members = _members(connection, {claim for event in add for claim in event.claims})
    _check(connection, address, add, members)
    keyed = dict(enumerate(add, next_key(connection, events.c.key)))
    put_tuples(connection, events, [_row(key, event, members) for key, event in keyed.items()])
    put_tuples(connection, event_bodies, [(key, pack_event(event)) for key, event in keyed.items()])
    put_tuples(
        connection,
        event_claims,
        sorted((members[claim].key, key) for key, event in keyed.items() for claim in event.claims),
    )
    put_tuples(
        connection,
        event_parties,
        [
            (storable(polity), key, storable(role))
            for key, event in keyed.items()
            for polity, role in sorted(_parties(event))
        ],
    )


class _Member(NamedTuple):
    key: int
    seq: int
    published: str | None


def _members(connection: Connection, claims: Iterable[str]) -> dict[str, _Member]:
    rows = rows_in(connection, "SELECT id, key, seq, published FROM entries WHERE id IN ({})", claims)
    return {restored(name): _Member(key, seq, published and restored(published)) for name, key, seq, published in rows}


def _check(connection: Connection, address: str, add: Sequence[Event], members: Mapping[str, _Member]) -> None:
    """Refuse events whose claims are not there or not free: the record would no longer hold together."""
    for event in add:
        missing = [claim for claim in event.claims if claim not in members]
        if missing or not event.claims:
            raise store_error("S120", address, f"no claim {', '.join(missing)}, which event {event.id} is of")
    ids = [claim for event in add for claim in event.claims]
    taken = _of_claims(connection, tuple(ids))
    for claim, other in taken.items():
        raise store_error("S199", address, f"claim {claim} is already in event {other}")
    if len(set(ids)) < len(ids):
        raise store_error("S199", address, "a claim is in two of the new events")


def _row(key: int, event: Event, members: Mapping[str, _Member]) -> tuple[Any, ...]:
    mine = [members[claim] for claim in event.claims]
    published = min((row.published for row in mine if row.published), default=None)
    return (
        key,
        storable(event.id),
        max(row.seq for row in mine),
        storable(event.type),
        storable(event.status),
        event.confidence if math.isfinite(event.confidence) else 0.0,
        *days_of(event.when, published),
        storable(event.name),
        storable(event.group),
        event.credibility,
        event.voices,
        len(event.conflicts),
    )


def _parties(event: Event) -> set[tuple[str, str]]:
    """Return the states and organisations of an event with their roles."""
    return {
        (polity, short(view.field.removeprefix("role:")))
        for view in event.fields
        if view.field.startswith("role:")
        for reading in view.readings
        if isinstance(reading.value, Actor) and (polity := polity_of(reading.value))
    }
