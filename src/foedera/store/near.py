"""Near copies: which reports share a band of their signatures, and whose voice each report is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from foedera.store.columns import restored
from foedera.store.database import Database
from foedera.store.faults import store_error
from foedera.store.rows import chunks, insert_new, put_rows, rows_by, rows_in
from foedera.store.schema import bands, copies, entries, reports

SHARED: Final = 2
"""Bands that two reports must have in common to be compared: one alone is a stock phrase of many reports."""
MANY: Final = 100
"""Reports of a band that another is compared with, the first that came: those of a text that is copied more often are
of its voice already, and a paragraph that a publisher puts under every page would have each compared with all."""
_SHARING: Final = (
    "SELECT own.report, other.report FROM bands own "  # noqa: S608 - numbers of ours
    "JOIN bands other ON other.band = own.band AND other.report <> own.report AND other.report <= coalesce("
    f"(SELECT b.report FROM bands b WHERE b.band = own.band ORDER BY b.report LIMIT 1 OFFSET {MANY - 1}), {2**63 - 1}) "
    f"WHERE own.report IN ({{}}) GROUP BY own.report, other.report HAVING count(*) >= {SHARED}"
)
_SIGNED: Final = (
    "SELECT r.seq, r.id, c.signature FROM reports r JOIN copies c ON c.report = r.seq "
    "WHERE r.seq IN ({}) AND c.signature IS NOT NULL"
)


class Copies:
    """Signatures, bands and voices of the reports."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, report: str, signature: bytes | None, keys: Iterable[str]) -> None:
        """Keep a report's signature and bands, in place of those it had. Adding it does so by itself."""
        self._db.write(_put, self._db.address, report, signature, frozenset(keys))

    def near(self, ids: Iterable[str]) -> dict[str, dict[str, bytes]]:
        """Return for each report the others that share a band with it, with their signatures."""
        return self._db.read(_near, tuple(ids))

    def signatures(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return the signatures of those reports that have one."""
        return self._db.read(_signatures, tuple(ids))

    def voices(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the voice of each report: its own id, unless it was found to be a copy."""
        return self._db.read(_voices, tuple(ids))

    def of_voices(self, voices: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the reports of each voice, in the order in which they were added."""
        return self._db.read(_of_voices, tuple(voices))

    def set_voices(self, voices: Mapping[str, str]) -> None:
        """Give reports, and the entries of their claims, their voice."""
        self._db.write(_set_voices, dict(voices))


def band_number(key: str) -> int:
    """Return a key as a number of 64 bits, which takes a fifth of the room."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _put(connection: Connection, address: str, report: str, signature: bytes | None, keys: frozenset[str]) -> None:
    seq = connection.execute(select(reports.c.seq).where(reports.c.id == report)).scalar_one_or_none()
    if seq is None:
        raise store_error("S120", address, f"no report {report}")
    voice = connection.execute(select(copies.c.voice).where(copies.c.report == seq)).scalar_one_or_none()
    put_rows(connection, copies, [{"report": seq, "signature": signature, "voice": voice or report}])
    connection.execute(delete(bands).where(bands.c.report == seq))
    insert_new(connection, bands, [{"band": number, "report": seq} for number in {band_number(key) for key in keys}])


def _near(connection: Connection, ids: tuple[str, ...]) -> dict[str, dict[str, bytes]]:
    out: dict[str, dict[str, bytes]] = {name: {} for name in ids}
    mine = {
        seq: restored(name) for seq, name in rows_in(connection, "SELECT seq, id FROM reports WHERE id IN ({})", ids)
    }
    found = list(rows_by(connection, _SHARING, mine))
    theirs = {seq: (restored(name), bytes(of)) for seq, name, of in rows_by(connection, _SIGNED, {n for _, n in found})}
    for report, near in found:
        if near in theirs:
            name, signature = theirs[near]
            out[mine[report]][name] = signature
    return out


def _signatures(connection: Connection, ids: tuple[str, ...]) -> dict[str, bytes]:
    joined = select(reports.c.id, copies.c.signature).join(copies, copies.c.report == reports.c.seq)
    out: dict[str, bytes] = {}
    for some in chunks(ids):
        rows = connection.execute(joined.where(reports.c.id.in_(some), copies.c.signature.is_not(None)))
        out.update((name, signature) for name, signature in rows)
    return out


def _voices(connection: Connection, ids: tuple[str, ...]) -> dict[str, str]:
    joined = select(reports.c.id, copies.c.voice).outerjoin(copies, copies.c.report == reports.c.seq)
    out: dict[str, str] = {}
    for some in chunks(ids):
        rows = connection.execute(joined.where(reports.c.id.in_(some)))
        out.update((name, voice or name) for name, voice in rows)
    return out


def _of_voices(connection: Connection, voices: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    joined = select(copies.c.voice, reports.c.id).join(reports, copies.c.report == reports.c.seq)
    out: dict[str, tuple[str, ...]] = dict.fromkeys(voices, ())
    for some in chunks(voices):
        for voice, name in connection.execute(joined.where(copies.c.voice.in_(some)).order_by(reports.c.seq)):
            out[voice] += (name,)
    return out


def _set_voices(connection: Connection, voices: dict[str, str]) -> None:
    for some in chunks(voices):
        found = connection.execute(select(reports.c.id, reports.c.seq).where(reports.c.id.in_(some)))
        rows = [{"at": seq, "to": voices[name]} for name, seq in found]
        if not rows:
            continue
        insert_new(connection, copies, [{"report": r["at"], "signature": None, "voice": r["to"]} for r in rows])
        for table in (copies, entries):
            change = update(table).where(table.c.report == bindparam("at")).values(voice=bindparam("to"))
            connection.execute(change, rows)
