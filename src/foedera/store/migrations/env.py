"""What Alembic runs: the steps, on the connection and within the transaction that `migrate.py` hands over."""

from __future__ import annotations

from alembic import context

from foedera.store.migrate import VERSION_TABLE
from foedera.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite can, and a step that was cut off must leave nothing behind
    render_as_batch=True,  # for SQLite, which changes a column by copying its table
)
with context.begin_transaction():
    context.run_migrations()
