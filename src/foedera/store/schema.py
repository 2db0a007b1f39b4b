"""The tables. Those of the truth are only ever added to; all others can be built again from them.

Claims that are linked, blocked and grouped in great numbers go by a small number, the `key` of their entry. Wide bodies
stand apart from the columns that questions filter by, so that those stay in memory. The search index is no table of
SQLAlchemy's: `search.py` has it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from foedera.store.columns import Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_BIG = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite takes only INTEGER for the row's own number; it holds 64 bits all the same."""


def _number(name: str, *more: ForeignKey, key: bool = False) -> Column[int]:
    return Column(name, _BIG, *more, nullable=False, primary_key=key, autoincrement=False)


def _words(name: str, *more: ForeignKey, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Words(), *more, nullable=null, primary_key=key)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary(), nullable=null)


# --- truth -------------------------------------------------------------------------------------------------------

counters = Table("counters", metadata, _words("name", key=True), _number("value"), sqlite_with_rowid=False)
"""`seq`: the number of the report or decision that was added last. `ticket`: of the queue."""

producers = Table(
    "producers",
    metadata,
    _number("key", key=True),
    _words("name"),
    _words("model"),
    _words("codebook"),
    UniqueConstraint("name", "model", "codebook"),
)
"""What read reports: program, hash of the model, hash of the codebook."""

originals = Table(
    "originals",
    metadata,
    _words("sha256", key=True),
    _words("media_type"),
    _bytes("body"),
)
"""Documents as received, once each, compressed."""

reports = Table(
    "reports",
    metadata,
    _number("seq", key=True),
    _words("id"),
    _words("sha256", ForeignKey("originals.sha256")),
    _words("source"),
    _words("page", null=True),
    _words("version_of", null=True),
    _words("added"),
    _number("producer", ForeignKey("producers.key")),
    _words("url", null=True),
    _words("title", null=True),
    _words("publisher", null=True),
    _words("published", null=True),
    _words("dateline", null=True),
    _words("language", null=True),
    _words("byline"),
    _words("slant"),
    _words("text"),
    UniqueConstraint("id"),
    Index(None, "sha256"),
    Index(None, "page"),
)
"""`byline` and `slant` are JSON lists."""

readings = Table(
    "readings",
    metadata,
    _number("report", ForeignKey("reports.seq"), key=True),
    _bytes("offsets"),
    _bytes("original_text", null=True),
)
"""The way from a report's text back into its original, compressed; no text where it is the original's own UTF-8."""

claims = Table(
    "claims",
    metadata,
    _words("id", key=True),
    _number("report", ForeignKey("reports.seq")),
    _number("n"),
    _words("type"),
    _words("status"),
    _words("body"),
    Index(None, "report", "n"),
    sqlite_with_rowid=False,
)
"""Claims as read; `body` is JSON of what is neither type, status nor a value."""

cells = Table(
    "cells",
    metadata,
    _words("claim", ForeignKey("claims.id"), key=True),
    _number("n", key=True),
    _words("id"),
    _words("field"),
    _words("value"),
    _words("printed"),
    _number("start"),
    _number("end"),
    Column("score", Float(53), nullable=False),
    _number("producer", ForeignKey("producers.key")),
    sqlite_with_rowid=False,
)
"""One value of one claim each; `value` is the contract's JSON, `id` hashes everything but the time."""

decisions = Table(
    "decisions",
    metadata,
    _number("seq", key=True),
    _words("id"),
    _words("action"),
    _words("target"),
    _words("other", null=True),
    _words("author"),
    _words("time"),
    _words("reason"),
    _words("value", null=True),
    _words("shown", null=True),
    UniqueConstraint("id"),
    Index(None, "action", "seq"),
)

decision_ends = Table(
    "decision_ends",
    metadata,
    _words("end", key=True),
    _number("decision", ForeignKey("decisions.seq"), key=True),
    sqlite_with_rowid=False,
)
"""What each decision is about: its target and all other claims it names; of an undo, the decision it takes back. The
decisions say it themselves; here they are found by it."""

failures = Table(
    "failures",
    metadata,
    _words("id", key=True),
    _words("source"),
    _words("code"),
    _words("message"),
    _words("time"),
    _words("sha256", null=True),
    _number("tries"),
)
"""`id` hashes the source, which may be longer than an index takes."""

saved = Table("saved", metadata, _words("name", key=True), _words("kind"), _words("query"), _number("seen"))

# --- derived -----------------------------------------------------------------------------------------------------

queue = Table("queue", metadata, _words("claim", key=True), _number("ticket"), Index(None, "ticket"))

copies = Table(
    "copies",
    metadata,
    _number("report", key=True),
    _bytes("signature", null=True),
    _words("voice"),
    Index(None, "voice"),
)
"""The voice of each report, and what near copies are found by."""

bands = Table(
    "bands",
    metadata,
    _number("band", key=True),
    _number("report", key=True),
    Index(None, "report"),
    sqlite_with_rowid=False,
)

entries = Table(
    "entries",
    metadata,
    _number("key", key=True),
    _words("id"),
    _number("report", ForeignKey("reports.seq")),
    _number("seq"),
    _words("type"),
    _words("status"),
    Column("confidence", Float(53), nullable=False),
    _words("day"),
    _words("first"),
    _words("last"),
    _words("published", null=True),
    _words("publisher", null=True),
    _words("voice"),
    _words("verdict", null=True),
    Column("edited", Boolean(), nullable=False),
    _words("source"),
    UniqueConstraint("id"),
    Index(None, "day", "id"),
    Index(None, "type", "day", "id"),
    Index(None, "status", "day", "id"),
    Index(None, "publisher", "day", "id"),
    Index(None, "verdict", "day", "id"),
    Index(None, "report"),
    Index(None, "seq"),
)
"""`first` and `last` bound the days that are meant (`days.py`); `day` is what answers are ordered by. Publishers
are cut to what an index takes; the body has them whole."""

entry_bodies = Table("entry_bodies", metadata, _number("entry", key=True), _words("body"))

parties = Table(
    "parties",
    metadata,
    _number("entry", key=True),
    _number("n", key=True),
    _words("role"),
    _words("polity"),
    _words("name"),
    Index(None, "polity", "entry"),
    sqlite_with_rowid=False,
)
"""`polity` is the country or organisation in capitals, "" where the actor has neither."""

stands = Table("stands", metadata, _number("entry", key=True), _words("claim"), _words("rank"), _bytes("blocks"))
"""Where an entry stands in its blocks, and the numbers of these, eight bytes each; the claim's id is there once more,
so that blocks are read without the wide rows of the entries."""

blocks = Table("blocks", metadata, _number("block", key=True), _number("entry", key=True), sqlite_with_rowid=False)
"""`block` hashes the block's name."""

links = Table(
    "links",
    metadata,
    _number("left", key=True),
    _number("right", key=True),
    Column("score", Float(53), nullable=False),
    _words("judgement", null=True),
    Index(None, "right"),
    Index(None, "judgement", "score"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    _number("key", key=True),
    _words("id"),
    _number("seq"),
    _words("type"),
    _words("status"),
    Column("confidence", Float(53), nullable=False),
    _words("day"),
    _words("first"),
    _words("last"),
    _words("name", null=True),
    _words("series", null=True),
    _number("credibility"),
    _number("voices"),
    _number("conflicts"),
    UniqueConstraint("id"),
    Index(None, "day", "id"),
    Index(None, "type", "day", "id"),
    Index(None, "status", "day", "id"),
    Index(None, "series"),
    Index(None, "seq"),
)
"""`seq` is that of the newest claim; `series` is `Event.group`."""

event_bodies = Table("event_bodies", metadata, _number("event", key=True), _words("body"))

event_claims = Table(
    "event_claims", metadata, _number("entry", key=True), _number("event"), Index(None, "event", "entry")
)

event_parties = Table(
    "event_parties",
    metadata,
    _words("polity", key=True),
    _number("event", key=True),
    _words("role", key=True),
    Index(None, "event"),
    sqlite_with_rowid=False,
)

DERIVED: Final = (
    queue,
    entry_bodies,
    parties,
    blocks,
    stands,
    links,
    event_bodies,
    event_claims,
    event_parties,
    events,
    entries,
)
"""Tables that are built again from claims and decisions, in an order in which they can be emptied. The copies and the
search index of the reports are not among them: they depend on nothing but reports, which never change."""
