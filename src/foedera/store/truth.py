"""All rows of the truth, as plain values, for an archive; and back in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, select, tuple_

from foedera.store.archive_rows import Row
from foedera.store.blobs import unpack_bytes, unpack_offsets
from foedera.store.database import Database
from foedera.store.loading import Loader
from foedera.store.reports import reading_text
from foedera.store.schema import (
    bands,
    cells,
    claims,
    copies,
    decisions,
    failures,
    originals,
    producers,
    readings,
    reports,
    saved,
)

TABLES: Final = ("reports", "claims", "cells", "decisions", "failures", "saved")
"""In the order in which they are to be loaded, after the originals."""


class Truth:
    """The truth of a record: what an archive holds, and from which all else can be built."""

    tables = TABLES

    def __init__(self, database: Database) -> None:
        self._db = database

    def rows(self, table: str) -> Iterator[Row]:
        """Go through the rows of a table in a fixed order; within `reading()` all tables fit together."""
        source = SOURCES[table]
        after: tuple[Any, ...] | None = None
        while page := self._db.read(read_page, source, after):
            yield from (row for _, row in page)
            after = page[-1][0]

    def originals(self) -> Iterator[tuple[Row, bytes]]:
        """Go through the documents as received, each with its row."""
        for row in self.rows("originals"):
            yield row, row.pop("data")

    def load_originals(self, documents: Iterable[tuple[Mapping[str, Any], bytes]]) -> int:
        """Put documents of an archive into this record, and return how many came in; see `load`."""
        return self._loader().originals(documents)

    def load(self, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Put rows of an archive into this record, and return how many came in.

        To be called within `writing()`, for the originals first and then for each table in the order of `tables`.
        What is already there stays as it is: reports (with the claims that were read from them), decisions, failures
        and saved queries of the same ids. Sequence numbers move behind those of the record, and every claim that came
        in, or was decided on, is pending.

        Raises:
            StoreError: A row is none of an archive, or the rows do not fit together.
        """
        return self._loader().load(table, rows)

    def _loader(self) -> Loader:
        notes = self._db.notes()
        if "loader" not in notes:
            with self._db.transaction(write=True) as connection:
                notes["loader"] = Loader(connection, self._db.address)
        loader: Loader = notes["loader"]
        return loader


class Source:
    """How the rows of one table are read: what is selected, in which order, and what becomes of it."""

    def __init__(
        self, selected: Select[Any], order: tuple[Any, ...], make: Callable[[Row], Row], size: int = 200
    ) -> None:
        self.selected, self.order, self.make, self.size = selected, order, make, size


def read_page(
    connection: Connection, source: Source, after: tuple[Any, ...] | None
) -> list[tuple[tuple[Any, ...], Row]]:
    """Return one page of rows, each with its place in the order."""
    names = [f"_order_{n}" for n in range(len(source.order))]
    ordered = [column.label(name) for column, name in zip(source.order, names, strict=True)]
    wanted = source.selected.add_columns(*ordered).order_by(*source.order).limit(source.size)
    if after is not None:
        wanted = wanted.where(tuple_(*source.order) > tuple_(*after))
    out = []
    for found in connection.execute(wanted).mappings().all():
        row = dict(found)
        place = tuple(row.pop(name) for name in names)
        out.append((place, source.make(row)))
    if source is SOURCES["reports"]:
        _add_bands(connection, [row for _, row in out])
    return out


def _add_bands(connection: Connection, rows: list[Row]) -> None:
    by_seq: dict[int, list[int]] = {row["seq"]: [] for row in rows}
    wanted = select(bands.c.report, bands.c.band).where(bands.c.report.in_(by_seq)).order_by(bands.c.band)
    for seq, band in connection.execute(wanted):
        by_seq[seq].append(band)
    for row in rows:
        row["bands"] = by_seq[row["seq"]]


def _original_row(row: Row) -> Row:
    return {"sha256": row["sha256"], "media_type": row["media_type"], "data": unpack_bytes(row["body"])}


def _report_row(row: Row) -> Row:
    packed, body = row.pop("packed_text"), row.pop("body")
    row["original_text"] = reading_text(packed, b"" if packed is None else unpack_bytes(body))
    row["signature"] = None if row["signature"] is None else row["signature"].hex()
    row["offsets"] = [list(numbers) for numbers in unpack_offsets(row["offsets"])]
    return _json(row, "byline", "slant")


def _json(row: Row, *names: str) -> Row:
    return row | {name: json.loads(row[name]) for name in names}


def _but(table: Table, *names: str) -> list[Any]:
    return [column for column in table.columns if column.name not in names]


_READER: Final = (producers.c.name.label("producer"), producers.c.model, producers.c.codebook)
SOURCES: Final[dict[str, Source]] = {
    "originals": Source(select(originals), (originals.c.sha256,), _original_row, 20),
    "reports": Source(
        select(
            *_but(reports, "producer"),
            *_READER,
            readings.c.offsets,
            readings.c.original_text.label("packed_text"),
            originals.c.body,
            copies.c.signature,
        )
        .join(producers, producers.c.key == reports.c.producer)
        .join(readings, readings.c.report == reports.c.seq)
        .join(originals, originals.c.sha256 == reports.c.sha256)
        .outerjoin(copies, copies.c.report == reports.c.seq),
        (reports.c.seq,),
        _report_row,
        20,
    ),
    "claims": Source(
        select(*_but(claims, "report"), reports.c.id.label("report")).join(reports, reports.c.seq == claims.c.report),
        (claims.c.report, claims.c.n, claims.c.id),
        lambda row: _json(row, "body"),
    ),
    "cells": Source(
        select(*_but(cells, "producer"), *_READER).join(producers, producers.c.key == cells.c.producer),
        (cells.c.claim, cells.c.n),
        lambda row: _json(row, "value"),
    ),
    "decisions": Source(select(decisions), (decisions.c.seq,), dict),
    "failures": Source(select(*_but(failures, "id")), (failures.c.id,), dict),
    "saved": Source(select(saved), (saved.c.name,), lambda row: _json(row, "query")),
}
