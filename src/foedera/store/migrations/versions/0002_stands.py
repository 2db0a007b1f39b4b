"""Blocks by number alone, where each claim stands in a table of its own, links without reasons; all is merged anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
TICKET = "(SELECT value FROM counters WHERE name = 'ticket')"


def upgrade() -> None:
    """Make the tables that hold nothing but what is derived anew, and let every claim wait."""
    for name in ("blocks", "block_names", "links"):
        op.drop_table(name)
    op.create_table(
        "stands",
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.Column("claim", WORDS, nullable=False),
        sa.Column("rank", WORDS, nullable=False),
        sa.Column("blocks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_stands"),
    )
    op.create_table(
        "blocks",
        sa.Column("block", NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("block", "entry", name="pk_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("left", NUMBER, autoincrement=False, nullable=False),
        sa.Column("right", NUMBER, autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("judgement", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("left", "right", name="pk_links"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_links_judgement_score", "links", ["judgement", "score"])
    op.create_index("ix_links_right", "links", ["right"])
    op.execute("DELETE FROM queue")
    op.execute(
        "INSERT INTO queue (claim, ticket) "  # noqa: S608 - words of ours
        f"SELECT id, {TICKET} + row_number() OVER (ORDER BY report, n) FROM claims"
    )
    op.execute("UPDATE counters SET value = value + (SELECT count(*) FROM claims) WHERE name = 'ticket'")
    op.execute(
        "INSERT INTO queue (claim, ticket) "  # noqa: S608 - likewise
        f"SELECT target, {TICKET} + row_number() OVER (ORDER BY min(seq)) "
        "FROM decisions WHERE action = 'add' AND target NOT IN (SELECT id FROM claims) GROUP BY target"
    )
    op.execute("UPDATE counters SET value = value + (SELECT count(*) FROM decisions) WHERE name = 'ticket'")
