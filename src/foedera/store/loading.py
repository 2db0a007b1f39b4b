"""Rows of an archive into a record that may hold others already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.exc import IntegrityError

from foedera.packed import dump
from foedera.store.adding import producer_key
from foedera.store.archive_rows import Row, check_row, check_rows
from foedera.store.blobs import pack_bytes, pack_offsets, pack_text
from foedera.store.columns import digest, short
from foedera.store.decisions import ends_of, insert_decisions
from foedera.store.faults import store_error
from foedera.store.queue import put_pending
from foedera.store.rows import chunks, insert_new, insert_rows, size
from foedera.store.saved import present_seq
from foedera.store.schema import (
    bands,
    cells,
    claims,
    copies,
    counters,
    decisions,
    failures,
    originals,
    readings,
    reports,
    saved,
)
from foedera.store.search import put_words
from foedera.store.words import fold_texts

Rows = list[Mapping[str, Any]]
_ROWS: Final = 200
"""Rows in one statement."""
_DOCUMENTS: Final = 10
"""Documents in one statement: each may be large."""


class Loader:
    """Takes the rows of one archive, table after table, within one transaction."""

    def __init__(self, connection: Connection, address: str) -> None:
        self._connection, self._address = connection, address
        self._base = self._last = present_seq(connection)
        self._there = {*connection.execute(select(reports.c.id)).scalars()}
        self._skipped: set[str] = set()
        """Claims of reports that were there."""
        self._seqs: dict[str, int] = {}
        self._producers: dict[tuple[str, str, str], int] = {}

    def originals(self, documents: Iterable[tuple[Mapping[str, Any], bytes]]) -> int:
        """Put documents in and return how many were new."""
        return sum(self._put(self._originals, some) for some in chunks(self._checked(documents), _DOCUMENTS))

    def load(self, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Put rows into a table and return how many came in."""
        puts: dict[str, Callable[[Rows], int]] = {
            "reports": self._reports,
            "claims": self._claims,
            "cells": self._cells,
            "decisions": self._decisions,
            "failures": self._failures,
            "saved": self._saved,
        }
        if table not in puts:
            known = ", ".join(puts)
            raise store_error("S124", self._address, f"an archive has no table {table!r}; there are {known}")
        checked = check_rows(self._address, table, rows)
        return sum(self._put(puts[table], some) for some in chunks(checked, _ROWS))

    def _put(self, put: Callable[[Any], int], some: Any) -> int:
        try:
            return put(some)
        except IntegrityError as error:
            cause = " ".join(str(error.orig).split())[:200]
            raise store_error("S124", self._address, f"the archive's rows do not fit together: {cause}") from error

    def _checked(
        self, documents: Iterable[tuple[Mapping[str, Any], bytes]]
    ) -> Iterable[tuple[Mapping[str, Any], bytes]]:
        for n, (row, data) in enumerate(documents, 1):
            check_row(self._address, "originals", n, row)
            if hashlib.sha256(data).hexdigest() != row["sha256"]:
                raise store_error("S124", self._address, f"row {n} of originals: the document is not the one it was")
            yield row, data

    def _seq(self, given: int) -> int:
        """Return the number that a row of the archive has here, and note the highest."""
        moved = self._base + given
        if moved > self._last:
            self._last = moved
            counter = counters.c.name == "seq"
            self._connection.execute(update(counters).where(counter).values(value=moved))
        return moved

    def _new(self, table: Table, rows: list[Row]) -> int:
        """Insert the rows that are not there yet and return how many they were."""
        before = size(self._connection, table)
        insert_new(self._connection, table, rows)
        return size(self._connection, table) - before

    def _producer(self, row: Mapping[str, Any]) -> int:
        named = (row["producer"], row["model"], row["codebook"])
        if named not in self._producers:
            self._producers[named] = producer_key(self._connection, *named)
        return self._producers[named]

    def _originals(self, documents: list[tuple[Mapping[str, Any], bytes]]) -> int:
        return self._new(originals, [{**row, "body": pack_bytes(data)} for row, data in documents])

    def _reports(self, rows: Rows) -> int:
        fresh = [{**row, "seq": self._seq(row["seq"])} for row in rows if row["id"] not in self._there]
        insert_rows(self._connection, reports, [self._report(row) for row in fresh])
        insert_rows(self._connection, readings, [_reading(row) for row in fresh])
        insert_rows(self._connection, copies, [_copy(row) for row in fresh])
        pairs = [{"band": band, "report": row["seq"]} for row in fresh for band in set(row["bands"])]
        insert_rows(self._connection, bands, pairs)
        words = [(row["seq"], fold_texts([row["title"], row["text"]])) for row in fresh]
        put_words(self._connection, "report_words", words)
        self._seqs.update((row["id"], row["seq"]) for row in fresh)
        return len(fresh)

    def _report(self, row: Row) -> Row:
        return {column.name: row[column.name] for column in reports.columns} | {
            "producer": self._producer(row),
            "page": None if row["page"] is None else short(row["page"]),
            "byline": dump(row["byline"]),
            "slant": dump(row["slant"]),
        }

    def _claims(self, rows: Rows) -> int:
        self._skipped.update(row["id"] for row in rows if row["report"] in self._there)
        made = [row for row in rows if row["report"] not in self._there]
        for row in made:
            if row["report"] not in self._seqs:
                raise store_error("S124", self._address, f"no report {row['report']}, which claim {row['id']} is of")
        insert_rows(
            self._connection,
            claims,
            [{**row, "report": self._seqs[row["report"]], "body": dump(row["body"])} for row in made],
        )
        put_pending(self._connection, [row["id"] for row in made])
        return len(made)

    def _cells(self, rows: Rows) -> int:
        names = [column.name for column in cells.columns]
        made = [
            {name: row[name] for name in names} | {"producer": self._producer(row), "value": dump(row["value"])}
            for row in rows
            if row["claim"] not in self._skipped
        ]
        insert_rows(self._connection, cells, made)
        return len(made)

    def _decisions(self, rows: Rows) -> int:
        ids = [row["id"] for row in rows]
        known = {*self._connection.execute(select(decisions.c.id).where(decisions.c.id.in_(ids))).scalars()}
        made = [{**row, "seq": self._seq(row["seq"])} for row in rows if row["id"] not in known]
        insert_decisions(self._connection, made)
        concerned = [row for row in made if row["action"] not in ("undo", "reliability")]
        put_pending(self._connection, [end for row in concerned for end in ends_of(row)])
        return len(made)

    def _failures(self, rows: Rows) -> int:
        return self._new(failures, [{"id": digest(row["source"]), **row} for row in rows])

    def _saved(self, rows: Rows) -> int:
        made = [{**row, "query": json.dumps(row["query"]), "seen": self._base + row["seen"]} for row in rows]
        return self._new(saved, made)


def _reading(row: Row) -> Row:
    text = row["original_text"]
    return {
        "report": row["seq"],
        "offsets": pack_offsets(tuple(tuple(numbers) for numbers in row["offsets"])),
        "original_text": None if text is None else pack_text(text),
    }


def _copy(row: Row) -> Row:
    signature = None if row["signature"] is None else bytes.fromhex(row["signature"])
    return {"report": row["seq"], "signature": signature, "voice": row["id"]}
