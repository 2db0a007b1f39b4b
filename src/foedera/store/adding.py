"""Adding reports: each with its claims, cells, original and place in the search index, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, delete, insert, select
from sqlalchemy.exc import IntegrityError

from foedera.contract import value_to_json
from foedera.errors import Problem
from foedera.packed import dump
from foedera.store.blobs import pack_bytes, pack_offsets, pack_text
from foedera.store.columns import digest, short
from foedera.store.near import band_number
from foedera.store.queue import put_pending
from foedera.store.records import Added, Kept
from foedera.store.rows import advance, chunks, insert_new, insert_rows, next_key
from foedera.store.schema import bands, cells, claims, copies, failures, originals, producers, readings, reports
from foedera.store.search import put_words
from foedera.store.words import fold_texts
from foedera.types import Cell, Claim

_META: Final = ("url", "title", "publisher", "published", "dateline", "language", "text")


@dataclass(slots=True)
class Prepared:
    """A report with all that can be made ready before the transaction, so that writers wait for each other briefly."""

    kept: Kept
    sha256: str
    added: str
    """Of this very try to add it: tells a report that we stored, and did not hear of, from one that was there."""
    body: bytes
    offsets: bytes
    original_text: bytes | None
    words: list[str]
    page: str | None
    seq: int = 0
    producer: int = 0
    version_of: str | None = None


@dataclass(slots=True)
class _Known:
    """What of some reports the record has already. Grows while they are gone through."""

    ids: dict[str, RowMapping | Prepared] = field(default_factory=dict)
    twins: dict[tuple[str, str], str] = field(default_factory=dict)
    """Report by original and page."""
    pages: dict[str, str] = field(default_factory=dict)
    """The latest report of a page."""
    seqs: dict[str, int] = field(default_factory=dict)


def now() -> str:
    """Return the time as the record writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def prepare(kept: Kept) -> Prepared:
    """Compress, hash and fold."""
    text = kept.original_text
    same = text is not None and text.encode("utf-8", "surrogatepass") == kept.original
    return Prepared(
        kept=kept,
        sha256=kept.sha256,
        added=now(),
        body=pack_bytes(kept.original),
        offsets=pack_offsets(kept.offsets),
        original_text=None if text is None else b"" if same else pack_text(text),
        words=fold_texts([kept.report.title, kept.report.text]),
        page=None if kept.page is None else short(kept.page),
    )


def add_reports(connection: Connection, batch: Sequence[Prepared]) -> tuple[Added, ...]:
    """Store what is not there yet.

    A report that the tables refuse (its claims stand under another one) takes the batch back; then each is stored by
    itself, so that it costs nobody else.
    """
    try:
        with connection.begin_nested():
            return _add(connection, batch)
    except IntegrityError as error:
        if len(batch) == 1:
            return (_refused(batch[0], error),)
    return tuple(added for one in batch for added in add_reports(connection, [one]))


def _refused(one: Prepared, error: IntegrityError) -> Added:
    cause = " ".join(str(error.orig).split())[:200]
    message = f"the record refuses it; a claim of it may be there under another report ({cause})"
    return Added(one.kept.report.id, "refused", problem=Problem("S121", one.kept.source, message))


def _add(connection: Connection, batch: Sequence[Prepared]) -> tuple[Added, ...]:
    known = _look_up(connection, batch)
    new: list[Prepared] = []
    out = [_judge(one, known, new) for one in batch]
    if new:
        last = advance(connection, "seq", len(new))
        for seq, one in enumerate(new, last - len(new) + 1):
            one.seq = known.seqs[one.kept.report.id] = seq
        _insert(connection, new)
    _clear_failures(connection, batch)
    return tuple(Added(name, kind, known.seqs[name], of) for name, kind, of in out)  # type: ignore[arg-type]


def _look_up(connection: Connection, batch: Sequence[Prepared]) -> _Known:
    known = _Known()
    columns = (reports.c.id, reports.c.seq, reports.c.sha256, reports.c.page, reports.c.added, reports.c.version_of)
    for wanted, column in (
        ({one.kept.report.id for one in batch}, reports.c.id),
        ({one.page for one in batch} - {None}, reports.c.page),
    ):
        for some in chunks(wanted):
            for row in connection.execute(select(*columns).where(column.in_(some)).order_by(reports.c.seq)).mappings():
                known.ids[row["id"]], known.seqs[row["id"]] = row, row["seq"]
                if row["page"] is not None and column is reports.c.page:
                    known.twins[row["sha256"], row["page"]] = known.pages[row["page"]] = row["id"]
    return known


def _judge(one: Prepared, known: _Known, new: list[Prepared]) -> tuple[str, str, str | None]:
    """Tell what a report is to the record, and note it if it is to be stored."""
    name, page = one.kept.report.id, one.page
    there = known.ids.get(name)
    if there is not None:
        if isinstance(there, Prepared) or there["added"] != one.added:
            return name, "same", None
        return name, "version" if there["version_of"] else "new", there["version_of"]
    if page is not None:
        twin = known.twins.get((one.sha256, page))
        if twin is not None:
            return twin, "same", None
        one.version_of = known.pages.get(page)
        known.pages[page] = known.twins[one.sha256, page] = name
    known.ids[name] = one
    new.append(one)
    return name, "version" if one.version_of else "new", one.version_of


def _insert(connection: Connection, new: Sequence[Prepared]) -> None:
    producers_ = {(one.kept.producer, one.kept.model, one.kept.codebook) for one in new}
    keys = {each: producer_key(connection, *each) for each in sorted(producers_)}
    for one in new:
        one.producer = keys[one.kept.producer, one.kept.model, one.kept.codebook]
    insert_new(
        connection,
        originals,
        [{"sha256": one.sha256, "media_type": one.kept.media_type, "body": one.body} for one in new],
    )
    insert_rows(connection, reports, [_report_row(one) for one in new])
    insert_rows(
        connection,
        readings,
        [{"report": one.seq, "offsets": one.offsets, "original_text": one.original_text} for one in new],
    )
    insert_rows(connection, claims, [row for one in new for row in _claim_rows(one)])
    insert_rows(connection, cells, [row for one in new for row in _cell_rows(one)])
    insert_rows(
        connection,
        copies,
        [{"report": one.seq, "signature": one.kept.signature, "voice": one.kept.report.id} for one in new],
    )
    insert_rows(
        connection,
        bands,
        [{"band": band, "report": one.seq} for one in new for band in {band_number(b) for b in one.kept.bands}],
    )
    put_words(connection, "report_words", [(one.seq, one.words) for one in new])
    put_pending(connection, [claim.id for one in new for claim in one.kept.report.claims])


def producer_key(connection: Connection, name: str, model: str, codebook: str) -> int:
    """Return the number of what read a report; given out when it is first seen."""
    asked = {"name": name, "model": model, "codebook": codebook}
    found = connection.execute(select(producers.c.key).filter_by(**asked)).scalar_one_or_none()
    if found is not None:
        return int(found)
    key = next_key(connection, producers.c.key)
    connection.execute(insert(producers), {"key": key, **asked})
    return key


def _report_row(one: Prepared) -> dict[str, Any]:
    report = one.kept.report
    return {
        "seq": one.seq,
        "id": report.id,
        "sha256": one.sha256,
        "source": one.kept.source,
        "page": one.page,
        "version_of": one.version_of,
        "added": one.added,
        "producer": one.producer,
        "byline": dump(report.byline),
        "slant": dump([[mark.start, mark.end, mark.kind] for mark in report.slant]),
        **{name: getattr(report, name) for name in _META},
    }


def _claim_rows(one: Prepared) -> Iterable[dict[str, Any]]:
    for n, claim in enumerate(one.kept.report.claims):
        yield {
            "id": claim.id,
            "report": one.seq,
            "n": n,
            "type": claim.type,
            "status": claim.status,
            "body": claim_body(claim),
        }


def claim_body(claim: Claim) -> str:
    """Return the JSON of what a claim has beside its type, status and cells; the contract's words."""
    return dump(
        {
            "confidence": claim.confidence,
            "undisclosed": claim.undisclosed,
            "evidence": [{"start": e.start, "end": e.end, "fields": e.fields} for e in claim.evidence],
            "triggers": [{"start": span.start, "end": span.end} for span in claim.triggers],
        }
    )


def _cell_rows(one: Prepared) -> Iterable[dict[str, Any]]:
    kept = one.kept
    for claim in kept.report.claims:
        for n, cell in enumerate(claim.cells):
            yield cell_row(claim.id, n, cell, (kept.producer, kept.model, kept.codebook)) | {"producer": one.producer}


def cell_row(claim: str, n: int, cell: Cell, producer: tuple[str, str, str]) -> dict[str, Any]:
    """Return a cell's row, without its producer's number. Its id hashes everything but the time."""
    row = {
        "claim": claim,
        "n": n,
        "field": cell.field,
        "value": dump(value_to_json(cell.value)),
        "printed": cell.printed,
        "start": cell.span.start,
        "end": cell.span.end,
        "score": cell.score,
    }
    return row | {"id": cell_id(row, producer)}


def cell_id(row: Mapping[str, Any], producer: tuple[str, str, str]) -> str:
    """Return the name of a cell: the same content, read by the same program, has the same.

    The hash is over JSON, which tells where one value ends and the next begins.
    """
    parts = ("claim", "n", "field", "value", "printed", "start", "end", "score")
    content = json.dumps([*(row[part] for part in parts), *producer])
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:32]


def _clear_failures(connection: Connection, batch: Sequence[Prepared]) -> None:
    for some in chunks({digest(one.kept.source) for one in batch}):
        connection.execute(delete(failures).where(failures.c.id.in_(some)))
