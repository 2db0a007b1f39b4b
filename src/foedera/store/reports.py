"""Reports in the record: added, looked up, gone through, and their documents as received."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import Connection, RowMapping, Select, literal, select

from foedera.contract import claim_from_json
from foedera.store.adding import Prepared, add_reports, prepare
from foedera.store.blobs import unpack_bytes, unpack_offsets, unpack_text
from foedera.store.columns import restored
from foedera.store.database import Database
from foedera.store.faults import store_error
from foedera.store.records import Added, Home, Kept, Original, Stored
from foedera.store.rows import chunks, rows_by, rows_in, size
from foedera.store.schema import claims, copies, originals, producers, readings, reports
from foedera.types import Cell, CellValue, Claim, Evidence, Report, SlantMark, Span, Status

_PAGE: Final = 50
"""Reports that are in memory at a time; each may be a book."""


class Reports:
    """The reports of a record, by their ids."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, kept: Kept) -> Added:
        """Store a report with its claims, cells, original and signature; what is returned as stored, is.

        Its claims become pending, and a failure of the same source is forgotten.
        """
        return self.add_many([kept])[0]

    def add_many(self, batch: Iterable[Kept]) -> tuple[Added, ...]:
        """Store several reports in one transaction, which is quicker; each is stored whole or not at all."""
        prepared: Sequence[Prepared] = [prepare(kept) for kept in batch]
        return self._db.write(add_reports, prepared) if prepared else ()

    def known(self, hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for those SHA-256 hashes of documents that are in the record, the reports read from them."""
        return self._db.read(_known, tuple(hashes))

    def find(self, report: str) -> Stored | None:
        """Return a report, if the record has it."""
        return next(iter(self._db.read(_stored, reports.c.id == report)), None)

    def get(self, report: str) -> Stored:
        """Return a report.

        Raises:
            StoreError: There is none of this id.
        """
        found = self.find(report)
        if found is None:
            raise store_error("S120", self._db.address, f"no report {report}")
        return found

    def many(self, ids: Iterable[str]) -> dict[str, Stored]:
        """Return those reports that there are, WITHOUT text and claims, which take most of the time and room."""
        return self._db.read(_many, tuple(ids))

    def homes(self, ids: Iterable[str]) -> dict[str, Home]:
        """Return what the claims of those reports that there are have from them."""
        return self._db.read(_homes, tuple(ids))

    def iter(self, after: int = 0) -> Iterator[Stored]:
        """Go through the reports in the order in which they were added; few are in memory at a time.

        Args:
            after: Sequence number to go on from.
        """
        while page := self._db.read(_stored, reports.c.seq > after, _PAGE):
            yield from page
            after = page[-1].seq

    def count(self) -> int:
        """Return how many reports there are."""
        return self._db.read(size, reports)

    def claim_ids(self, report: str) -> tuple[str, ...]:
        """Return the ids of a report's claims as read, in its order."""
        return self._db.read(_claim_ids, report)

    def claims_as_read(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Return claims as they were read, before any decision; those that people added are not among them."""
        return self._db.read(_claims_as_read, tuple(ids))

    def report_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the report of each claim that was read."""
        return self._db.read(_report_of, tuple(ids))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the texts of reports."""
        return self._db.read(_texts, tuple(ids))

    def versions(self, report: str) -> tuple[str, ...]:
        """Return all versions of a report's page, the oldest first; only itself, if its page is not known."""
        return self._db.read(_versions, report)

    def of_one_page(self, reports_: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """Return for each other version of the pages of some reports: the page, the report and that version."""
        return self._db.read(_of_one_page, tuple(reports_))

    def original(self, report: str) -> Original:
        """Return the document that a report was read from.

        Raises:
            StoreError: There is no such report.
        """
        found = self._db.read(_original, report)
        if found is None:
            raise store_error("S120", self._db.address, f"no report {report}")
        return found


_CLAIMS: Final = "SELECT id, report, type, status, body FROM claims "
_CELLS: Final = (
    'SELECT claim, field, value, printed, start, "end", score, producer FROM cells '
    "WHERE claim IN ({}) ORDER BY claim, n"
)
_REPORTS: Final = "SELECT c.id, r.id FROM claims c JOIN reports r ON r.seq = c.report WHERE c.id IN ({})"
_OF_ONE_PAGE: Final = (
    "SELECT r.page, r.id, o.id FROM reports r JOIN reports o ON o.page = r.page AND o.seq <> r.seq "
    "WHERE r.id IN ({}) ORDER BY r.seq, o.seq"
)
_HOMES: Final = (
    "SELECT r.id, r.published, r.publisher, r.title, r.url, p.name, c.voice FROM reports r "
    "JOIN producers p ON p.key = r.producer LEFT JOIN copies c ON c.report = r.seq WHERE r.id IN ({})"
)
OTHER_READER = "llm:"
"""How the models of second readers begin; all others are our own coder's, whose cells name nobody."""


def _known(connection: Connection, hashes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for some in chunks(hashes):
        found = select(reports.c.sha256, reports.c.id).where(reports.c.sha256.in_(some)).order_by(reports.c.seq)
        for sha256, name in connection.execute(found):
            out[sha256] = (*out.get(sha256, ()), name)
    return out


def _select(*, light: bool = False) -> Select[Any]:
    return (
        select(
            *(literal("").label("text") if light and c.name == "text" else c for c in reports.columns),
            producers.c.name.label("producer_name"),
            producers.c.model,
            producers.c.codebook,
            originals.c.media_type,
            copies.c.voice,
        )
        .join(producers, producers.c.key == reports.c.producer)
        .join(originals, originals.c.sha256 == reports.c.sha256)
        .outerjoin(copies, copies.c.report == reports.c.seq)
        .order_by(reports.c.seq)
    )


def _stored(connection: Connection, condition: Any, limit: int | None = None) -> list[Stored]:
    rows = connection.execute(_select().where(condition).limit(limit)).mappings().all()
    read = _claims(connection, [row["seq"] for row in rows])
    return [_record(row, tuple(read.get(row["seq"], ()))) for row in rows]


def _many(connection: Connection, ids: tuple[str, ...]) -> dict[str, Stored]:
    out: dict[str, Stored] = {}
    for some in chunks(ids):
        rows = connection.execute(_select(light=True).where(reports.c.id.in_(some))).mappings()
        out.update((row["id"], _record(row, ())) for row in rows)
    return out


def _homes(connection: Connection, ids: tuple[str, ...]) -> dict[str, Home]:
    out: dict[str, Home] = {}
    for row in rows_in(connection, _HOMES, ids):
        name, published, publisher, title, url, producer, voice = (text and restored(text) for text in row)
        out[name] = Home(name, published, publisher, title, url, producer, voice or name)
    return out


def _record(row: RowMapping, read: tuple[Claim, ...]) -> Stored:
    report = Report(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        byline=tuple(json.loads(row["byline"])),
        dateline=row["dateline"],
        published=row["published"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        slant=tuple(SlantMark(*mark) for mark in json.loads(row["slant"])),
        claims=read,
    )
    same = ("seq", "source", "sha256", "page", "version_of", "added", "model", "codebook", "media_type")
    return Stored(
        report=report,
        producer=row["producer_name"],
        voice=row["voice"] or row["id"],
        **{name: row[name] for name in same},
    )


def _claims(connection: Connection, seqs: Sequence[int]) -> dict[int, list[Claim]]:
    """Return the claims of some reports, in their order."""
    out: dict[int, list[Claim]] = {}
    for some in chunks(seqs):
        mine = rows_by(connection, _CLAIMS + "WHERE report IN ({}) ORDER BY report, n", some)
        for report, claim in _read_claims(connection, list(mine)):
            out.setdefault(report, []).append(claim)
    return out


def _read_claims(connection: Connection, rows: Sequence[Any]) -> Iterator[tuple[int, Claim]]:
    """Put claims together from their rows, in the order of `_CLAIMS`, and their cells' rows; with each its report."""
    found: dict[str, list[Cell]] = {row[0]: [] for row in rows}
    models = select(producers.c.key, producers.c.model).where(producers.c.model.startswith(OTHER_READER))
    others: dict[int, str] = dict(map(tuple, connection.execute(models).all()))
    for claim, field, value, printed, start, end, score, producer in rows_in(connection, _CELLS, map(restored, found)):
        field_ = restored(field)
        span = Span(start, end)
        found[claim].append(
            Cell(field_, _value(field_, value), restored(printed), span, score, others.get(producer, ""))
        )
    for name, report, kind, status, body in rows:
        yield report, _claim(restored(name), restored(kind), restored(status), body, tuple(found[name]))


def _claim(name: str, kind: str, status: str, body: str, own: tuple[Cell, ...]) -> Claim:
    rest = json.loads(body)
    return Claim(
        id=name,
        type=kind,
        status=cast("Status", status),
        cells=own,
        evidence=tuple([Evidence(e["start"], e["end"], tuple(e["fields"])) for e in rest["evidence"]]),
        undisclosed=tuple(rest["undisclosed"]),
        confidence=rest["confidence"],
        triggers=tuple([Span(span["start"], span["end"]) for span in rest["triggers"]]),
    )


@lru_cache(maxsize=1 << 16)
def _value(field: str, value: str) -> CellValue:
    """Return the value that the contract's JSON stands for; most values stand in many cells."""
    cell = {"field": field, "value": json.loads(value), "printed": "", "start": 0, "end": 0, "score": 0.0}
    return claim_from_json({"id": "", "type": "", "status": "", "cells": [cell]}).cells[0].value


def _claim_ids(connection: Connection, report: str) -> tuple[str, ...]:
    mine = select(claims.c.id).join(reports, reports.c.seq == claims.c.report).where(reports.c.id == report)
    return tuple(connection.execute(mine.order_by(claims.c.n)).scalars())


def _claims_as_read(connection: Connection, ids: tuple[str, ...]) -> dict[str, Claim]:
    rows = list(rows_in(connection, _CLAIMS + "WHERE id IN ({})", ids))
    return {claim.id: claim for _, claim in _read_claims(connection, rows)}


def _report_of(connection: Connection, ids: tuple[str, ...]) -> dict[str, str]:
    found = rows_in(connection, _REPORTS, ids)
    return {restored(claim): restored(report) for claim, report in found}


def _texts(connection: Connection, ids: tuple[str, ...]) -> dict[str, str]:
    out: dict[str, str] = {}
    for some in chunks(ids):
        rows = connection.execute(select(reports.c.id, reports.c.text).where(reports.c.id.in_(some)))
        out.update((name, text) for name, text in rows)
    return out


def _versions(connection: Connection, report: str) -> tuple[str, ...]:
    page = select(reports.c.page).where(reports.c.id == report).scalar_subquery()
    mine = (reports.c.id == report) | (reports.c.page == page)
    return tuple(connection.execute(select(reports.c.id).where(mine).order_by(reports.c.seq)).scalars())


def _of_one_page(connection: Connection, ids: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    found = rows_in(connection, _OF_ONE_PAGE, ids)
    return tuple((restored(page), restored(report), restored(other)) for page, report, other in found)


def _original(connection: Connection, report: str) -> Original | None:
    row = connection.execute(
        select(originals.c.body, originals.c.media_type, readings.c.offsets, readings.c.original_text)
        .join(reports, reports.c.sha256 == originals.c.sha256)
        .join(readings, readings.c.report == reports.c.seq)
        .where(reports.c.id == report)
    ).one_or_none()
    if row is None:
        return None
    data = unpack_bytes(row.body)
    return Original(data, row.media_type, unpack_offsets(row.offsets), reading_text(row.original_text, data))


def reading_text(packed: bytes | None, data: bytes) -> str | None:
    """Return the text that a report's offsets point into; nothing packed means that it is the original's own."""
    if packed is None:
        return None
    return unpack_text(packed) if packed else data.decode("utf-8", "surrogatepass")
