"""The record: all tables as they first were.

A step says by itself what the tables were like at its time: it never uses `schema.py`, which goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _truth()
    _derived()
    _search()


def _truth() -> None:
    op.create_table(
        "counters",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("value", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "producers",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.Column("codebook", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_producers"),
        sa.UniqueConstraint("name", "model", "codebook", name="uq_producers_name_model_codebook"),
    )
    op.create_table(
        "originals",
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("media_type", WORDS, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_originals"),
    )
    op.create_table(
        "reports",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("page", WORDS, nullable=True),
        sa.Column("version_of", WORDS, nullable=True),
        sa.Column("added", WORDS, nullable=False),
        sa.Column("producer", NUMBER, autoincrement=False, nullable=False),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("publisher", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("dateline", WORDS, nullable=True),
        sa.Column("language", WORDS, nullable=True),
        sa.Column("byline", WORDS, nullable=False),
        sa.Column("slant", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["producer"], ["producers.key"], name="fk_reports_producer"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_reports_sha256"),
        sa.PrimaryKeyConstraint("seq", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    op.create_index("ix_reports_page", "reports", ["page"])
    op.create_index("ix_reports_sha256", "reports", ["sha256"])
    op.create_table(
        "readings",
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.Column("offsets", sa.LargeBinary(), nullable=False),
        sa.Column("original_text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_readings_report"),
        sa.PrimaryKeyConstraint("report", name="pk_readings"),
    )
    op.create_table(
        "claims",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_claims_report"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claims_report_n", "claims", ["report", "n"])
    op.create_table(
        "cells",
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("field", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.Column("printed", WORDS, nullable=False),
        sa.Column("start", NUMBER, autoincrement=False, nullable=False),
        sa.Column("end", NUMBER, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("producer", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_cells_claim"),
        sa.ForeignKeyConstraint(["producer"], ["producers.key"], name="fk_cells_producer"),
        sa.PrimaryKeyConstraint("claim", "n", name="pk_cells"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("action", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("other", WORDS, nullable=True),
        sa.Column("author", WORDS, nullable=False),
        sa.Column("time", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=True),
        sa.Column("shown", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_decisions"),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
    )
    op.create_index("ix_decisions_action_seq", "decisions", ["action", "seq"])
    op.create_table(
        "decision_ends",
        sa.Column("end", WORDS, nullable=False),
        sa.Column("decision", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.seq"], name="fk_decision_ends_decision"),
        sa.PrimaryKeyConstraint("end", "decision", name="pk_decision_ends"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "failures",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("message", WORDS, nullable=False),
        sa.Column("time", WORDS, nullable=False),
        sa.Column("sha256", WORDS, nullable=True),
        sa.Column("tries", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failures"),
    )
    op.create_table(
        "saved",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("query", WORDS, nullable=False),
        sa.Column("seen", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_saved"),
    )
    op.create_table(
        "copies",
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("voice", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_copies"),
    )
    op.create_index("ix_copies_voice", "copies", ["voice"])
    op.create_table(
        "bands",
        sa.Column("band", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("band", "report", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_report", "bands", ["report"])
    counters = sa.table("counters", sa.column("name"), sa.column("value"))
    op.bulk_insert(counters, [{"name": "seq", "value": 0}, {"name": "ticket", "value": 0}])


def _derived() -> None:
    op.create_table(
        "queue",
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("ticket", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("claim", name="pk_queue"),
    )
    op.create_index("ix_queue_ticket", "queue", ["ticket"])
    op.create_table(
        "entries",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("report", NUMBER, autoincrement=False, nullable=False),
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("first", WORDS, nullable=False),
        sa.Column("last", WORDS, nullable=False),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("publisher", WORDS, nullable=True),
        sa.Column("voice", WORDS, nullable=False),
        sa.Column("verdict", WORDS, nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.seq"], name="fk_entries_report"),
        sa.PrimaryKeyConstraint("key", name="pk_entries"),
        sa.UniqueConstraint("id", name="uq_entries_id"),
    )
    op.create_index("ix_entries_day_id", "entries", ["day", "id"])
    op.create_index("ix_entries_publisher_day_id", "entries", ["publisher", "day", "id"])
    op.create_index("ix_entries_report", "entries", ["report"])
    op.create_index("ix_entries_seq", "entries", ["seq"])
    op.create_index("ix_entries_status_day_id", "entries", ["status", "day", "id"])
    op.create_index("ix_entries_type_day_id", "entries", ["type", "day", "id"])
    op.create_index("ix_entries_verdict_day_id", "entries", ["verdict", "day", "id"])
    op.create_table(
        "entry_bodies",
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_entry_bodies"),
    )
    op.create_table(
        "parties",
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("polity", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("entry", "n", name="pk_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_polity_entry", "parties", ["polity", "entry"])
    op.create_table(
        "block_names",
        sa.Column("block", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("block", name="pk_block_names"),
    )
    op.create_table(
        "blocks",
        sa.Column("block", NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.Column("rank", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("block", "entry", name="pk_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_entry", "blocks", ["entry"])
    op.create_table(
        "links",
        sa.Column("left", NUMBER, autoincrement=False, nullable=False),
        sa.Column("right", NUMBER, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("judgement", WORDS, nullable=True),
        sa.Column("reasons", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name="pk_links"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_links_judgement_score", "links", ["judgement", "score"])
    op.create_index("ix_links_right", "links", ["right"])
    op.create_table(
        "events",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("first", WORDS, nullable=False),
        sa.Column("last", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("series", WORDS, nullable=True),
        sa.Column("credibility", NUMBER, autoincrement=False, nullable=False),
        sa.Column("voices", NUMBER, autoincrement=False, nullable=False),
        sa.Column("conflicts", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_day_id", "events", ["day", "id"])
    op.create_index("ix_events_seq", "events", ["seq"])
    op.create_index("ix_events_series", "events", ["series"])
    op.create_index("ix_events_status_day_id", "events", ["status", "day", "id"])
    op.create_index("ix_events_type_day_id", "events", ["type", "day", "id"])
    op.create_table(
        "event_bodies",
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_event_bodies"),
    )
    op.create_table(
        "event_claims",
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_event_claims"),
    )
    op.create_index("ix_event_claims_event_entry", "event_claims", ["event", "entry"])
    op.create_table(
        "event_parties",
        sa.Column("polity", WORDS, nullable=False),
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("polity", "event", "role", name="pk_event_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_parties_event", "event_parties", ["event"])


def _search() -> None:
    for name in ("claim_words", "report_words"):
        if op.get_bind().dialect.name == "sqlite":
            tokenize = "unicode61 remove_diacritics 0"  # the words are folded before they come here
            op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(words, tokenize = '{tokenize}')")
        else:
            op.execute(f"CREATE TABLE {name} (key BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
            op.execute(f"CREATE INDEX ix_{name}_words ON {name} USING gin (words)")
