"""Entries: claims as they stand after people's decisions, with the columns that questions filter by."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from foedera.events import Entry, Query
from foedera.packed import claim_text, dump, unpack_claim
from foedera.store.blocks import drop_stands
from foedera.store.columns import restored, short, storable
from foedera.store.database import Database
from foedera.store.days import days_of
from foedera.store.faults import store_error
from foedera.store.filters import count, entry_conditions, iterate
from foedera.store.rows import chunks, delete_keys, keys_of, next_key, put_tuples, rows_in
from foedera.store.schema import (
    claims,
    entries,
    entry_bodies,
    event_claims,
    links,
    parties,
    reports,
)
from foedera.store.search import drop_words, put_words
from foedera.store.words import fold_texts
from foedera.types import Actor, CellValue, Claim, Place, Quantity

_ALL: Final = Query()


class Entries:
    """The claims of a record, as they stand."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, made: Iterable[Entry], texts: Mapping[str, str] = MappingProxyType({})) -> dict[str, int]:
        """Keep entries in place of those of the same claims; they can be asked for and searched at once.

        Args:
            texts: `packed.claim_text` of claims by their ids, where it is there already.

        Returns:
            The keys by which the other derived tables know the claims.

        Raises:
            StoreError: The report of one is not in the record.
        """
        return self._db.write(_put, self._db.address, tuple(made), texts)

    def keys(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the keys of those claims that have an entry."""
        return self._db.read(keys_of, tuple(ids))

    def drop(self, ids: Iterable[str]) -> None:
        """Take entries away, with their blocks and links: of claims that a person added and took back."""
        self._db.write(_drop, tuple(ids))

    def find(self, claim: str) -> Entry | None:
        """Return the entry of a claim, if there is one."""
        return self.many([claim]).get(claim)

    def get(self, claim: str) -> Entry:
        """Return the entry of a claim.

        Raises:
            StoreError: There is none.
        """
        found = self.find(claim)
        if found is None:
            raise store_error("S120", self._db.address, f"no claim {claim}")
        return found

    def many(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return the entries of those claims that have one, in the order asked."""
        return self._db.read(find_entries, tuple(ids))

    def of_report(self, report: str) -> tuple[Entry, ...]:
        """Return the entries of a report: its claims in its order, then those that people added."""
        return self._db.read(_of_report, report)

    def reports_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the report of each claim that has an entry, of those that people added too."""
        return self._db.read(_reports_of_claims, tuple(ids))

    def iter(self, query: Query = _ALL, *, newest: bool = False) -> Iterator[Entry]:
        """Go through the claims that a query finds, by day and id, few in memory at a time.

        Args:
            newest: The latest day first.
        """
        return iterate(self._db, entries, entry_conditions(query, self._db.dialect), query, load_entries, newest=newest)

    def count(self, query: Query = _ALL) -> int:
        """Return how many claims a query finds, its limit aside."""
        return self._db.read(count, entries, entry_conditions(query, self._db.dialect))


def find_entries(connection: Connection, ids: tuple[str, ...]) -> dict[str, Entry]:
    """Return the entries of those claims that have one, in the order asked."""
    keys = keys_of(connection, ids)
    found = load_entries(connection, [keys[name] for name in dict.fromkeys(ids) if name in keys])
    return {entry.id: entry for entry in found}


def load_entries(connection: Connection, keys: Sequence[int]) -> list[Entry]:
    """Return entries by their keys, in the same order."""
    joined = (
        select(
            entries.c.key,
            entries.c.voice,
            entries.c.verdict,
            entries.c.edited,
            entries.c.source,
            entry_bodies.c.body,
            reports.c.id.label("report"),
            reports.c.title,
            reports.c.url,
        )
        .join(entry_bodies, entry_bodies.c.entry == entries.c.key)
        .join(reports, reports.c.seq == entries.c.report)
    )
    found: dict[int, Entry] = {}
    for some in chunks(keys):
        found.update((row.key, _entry(row)) for row in connection.execute(joined.where(entries.c.key.in_(some))))
    return [found[key] for key in keys]


def _entry(row: Any) -> Entry:
    claim, published, publisher = json.loads(row.body)
    return Entry(
        claim=unpack_claim(claim),
        report=row.report,
        published=published,
        publisher=publisher,
        voice=row.voice,
        title=row.title,
        url=row.url,
        verdict=row.verdict,
        edited=row.edited,
        source=row.source,
    )


def _of_report(connection: Connection, report: str) -> tuple[Entry, ...]:
    mine = (
        select(entries.c.key)
        .join(reports, reports.c.seq == entries.c.report)
        .outerjoin(claims, claims.c.id == entries.c.id)
        .where(reports.c.id == report)
        .order_by(claims.c.n.is_(None), claims.c.n, entries.c.id)
    )
    return tuple(load_entries(connection, list(connection.execute(mine).scalars())))


def _reports_of_claims(connection: Connection, ids: tuple[str, ...]) -> dict[str, str]:
    joined = select(entries.c.id, reports.c.id).join(reports, reports.c.seq == entries.c.report)
    out: dict[str, str] = {}
    for some in chunks(ids):
        out.update((row[0], row[1]) for row in connection.execute(joined.where(entries.c.id.in_(some))))
    return out


def _put(connection: Connection, address: str, made: tuple[Entry, ...], texts: Mapping[str, str]) -> dict[str, int]:
    keys: dict[str, int] = {}
    for some in chunks(made):
        keys |= _put_some(connection, address, {entry.id: entry for entry in some}, texts)
    return keys


def _put_some(
    connection: Connection, address: str, made: Mapping[str, Entry], texts: Mapping[str, str]
) -> dict[str, int]:
    found = _reports_of(connection, {entry.report for entry in made.values()})
    for entry in made.values():
        if entry.report not in found:
            raise store_error("S120", address, f"no report {entry.report}, which claim {entry.id} is of")
    keys = keys_of(connection, made)
    fresh = next_key(connection, entries.c.key)
    keys |= {name: fresh + n for n, name in enumerate(name for name in made if name not in keys)}
    added = _added_by_people(connection, made)
    put_tuples(
        connection,
        entries,
        [
            _row(entry, keys[name], found[entry.report].seq, added.get(name, found[entry.report].seq))
            for name, entry in made.items()
        ],
    )
    put_tuples(connection, entry_bodies, [(keys[n], _body(e, texts.get(n))) for n, e in made.items()])
    delete_keys(connection, parties.c.entry, [key for key in keys.values() if key < fresh])
    put_tuples(connection, parties, [row for n, e in made.items() for row in _party_rows(keys[n], e.claim)])
    put_words(
        connection,
        "claim_words",
        [(keys[n], fold_texts(_texts(e.claim, found[e.report].text))) for n, e in made.items()],
    )
    return keys


class _Home(NamedTuple):
    seq: int
    text: str


def _reports_of(connection: Connection, ids: Iterable[str]) -> dict[str, _Home]:
    rows = rows_in(connection, "SELECT id, seq, text FROM reports WHERE id IN ({})", ids)
    return {restored(name): _Home(seq, restored(text)) for name, seq, text in rows}


def _added_by_people(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the sequence numbers of claims that people added: when that was, not when their report came in."""
    added = "SELECT target, max(seq) FROM decisions WHERE action = 'add' AND target IN ({}) GROUP BY target"
    return {restored(target): seq for target, seq in rows_in(connection, added, ids)}


def _row(entry: Entry, key: int, report: int, seq: int) -> tuple[Any, ...]:
    claim = entry.claim
    when = next((cell.value for cell in claim.cells if cell.field == "when"), None)
    return (
        key,
        storable(claim.id),
        report,
        seq,
        storable(claim.type),
        storable(claim.status),
        claim.confidence if math.isfinite(claim.confidence) else 0.0,
        *days_of(None if when is None else str(when), entry.published),
        storable(entry.published),
        None if entry.publisher is None else storable(short(entry.publisher)),
        storable(entry.voice),
        entry.verdict,
        entry.edited,
        storable(entry.source),
    )


def _body(entry: Entry, text: str | None) -> str:
    return f"[{text or claim_text(entry.claim)},{dump(entry.published)},{dump(entry.publisher)}]"


def polity_of(actor: Actor) -> str:
    """Return the state or organisation that an actor stands for, as the tables hold it."""
    return short((actor.country or actor.org or "").upper())


def _party_rows(key: int, claim: Claim) -> Iterable[tuple[Any, ...]]:
    named = dict.fromkeys(
        (cell.field.removeprefix("role:"), polity_of(cell.value), cell.value.name)
        for cell in claim.cells
        if cell.field.startswith("role:") and isinstance(cell.value, Actor)
    )
    for n, (role, polity, name) in enumerate(named):
        yield key, n, storable(role), storable(polity), storable(name)


def _texts(claim: Claim, text: str) -> Iterator[str]:
    """Yield what a claim is found by: its values, as meant and as printed, and its passages."""
    seen: set[str] = set()
    for cell in claim.cells:
        for said in (*_said(cell.value), cell.printed):
            if said not in seen:
                seen.add(said)
                yield said
    yield claim.type
    yield from (text[passage.start : passage.end] for passage in claim.evidence)


def _said(value: CellValue) -> Iterator[str]:
    if isinstance(value, Actor):
        yield from (part for part in (value.name, value.country, value.org) if part)
    elif isinstance(value, Place):
        yield from (part for part in (value.name, value.country) if part)
    elif isinstance(value, Quantity):
        yield from (part for part in (f"{value.n:.15g}", value.unit, value.of, value.currency) if part)
    elif not isinstance(value, bool):
        yield str(value)


def _drop(connection: Connection, ids: tuple[str, ...]) -> None:
    keys = list(keys_of(connection, ids).values())
    drop_stands(connection, keys)
    columns = (parties.c.entry, links.c.left, links.c.right, event_claims.c.entry, entry_bodies.c.entry, entries.c.key)
    for column in columns:
        delete_keys(connection, column, keys)
    drop_words(connection, "claim_words", keys)
