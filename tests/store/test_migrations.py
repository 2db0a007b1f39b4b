"""Tables: those of the models, brought up to date, refused when a later version made them."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from foedera.store import StoreError, open_store
from foedera.store.migrate import HEAD, MIGRATIONS, migrate
from foedera.store.schema import metadata
from foedera.store.store import Store
from tests.store.conftest import NewAddress
from tests.store.making import make_claim, make_kept, make_report

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    op.add_column("reports", sa.Column("mood", sa.Text(), nullable=True))
    {more}
"""


def _connect(address: str) -> Any:
    url = f"sqlite:///{address}" if "://" not in address else address.replace("postgresql:", "postgresql+psycopg:")
    return create_engine(url)


def _tables(connection: Connection) -> dict[str, Any]:
    """Return all that the database says of its tables."""
    seen = inspect(connection)
    return {
        name: {
            "columns": [{**column, "type": repr(column["type"])} for column in seen.get_columns(name)],
            "key": seen.get_pk_constraint(name),
            "foreign": sorted(map(repr, seen.get_foreign_keys(name))),
            "unique": sorted(map(repr, seen.get_unique_constraints(name))),
            "indexes": sorted(map(repr, seen.get_indexes(name))),
            "rowid": "WITHOUT ROWID" in _definition(connection, name),
        }
        for name in sorted(metadata.tables)
    }


def _definition(connection: Connection, name: str) -> str:
    if connection.dialect.name != "sqlite":
        return ""
    found = text("SELECT sql FROM sqlite_master WHERE name = :name")
    return str(connection.execute(found, {"name": name}).scalar_one())


def test_migrations_make_the_tables_of_the_models(new_address: NewAddress) -> None:
    migrated, made = new_address(), new_address()
    open_store(migrated).close()
    engines = _connect(migrated), _connect(made)
    metadata.create_all(engines[1])
    with engines[0].connect() as one, engines[1].connect() as other:
        assert _tables(one) == _tables(other)
        options = {"include_name": lambda name, kind, _parents: kind != "table" or name in metadata.tables}
        assert compare_metadata(MigrationContext.configure(one, opts=options), metadata) == []
    for engine in engines:
        engine.dispose()


def test_the_newest_step_is_the_one_that_is_looked_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def _later(tmp_path: Path, more: str = "") -> Path:
    """Return the steps of a later version of Foedera."""
    folder = tmp_path / "later"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "9999_mood.py").write_text(LATER.format(more=more, head=HEAD), encoding="utf-8")
    return folder


def _upgrade(store: Store, folder: Path) -> str:
    return store._db.write(migrate, store.address, folder)


def test_an_older_record_is_brought_up_to_date_and_a_newer_one_refused(address: str, tmp_path: Path) -> None:
    report = make_report("r1", make_claim("c1"))
    with open_store(address) as store:
        assert store.schema == HEAD
        store.reports.add(make_kept(report))
        assert _upgrade(store, _later(tmp_path)) == "9999"
        assert store.reports.get("r1").report == report
    for read_only in (True, False):
        with pytest.raises(
            StoreError, match=r"S104 .*a later version of Foedera \(tables 9999, known up to " + HEAD + r"\)"
        ):
            open_store(address, read_only=read_only)


def test_a_step_that_fails_leaves_all_as_it_was(address: str, tmp_path: Path) -> None:
    with open_store(address) as store:
        store.reports.add(make_kept(make_report("r1")))
        with pytest.raises(StoreError, match="S199"):
            _upgrade(store, _later(tmp_path, "op.execute('SELECT no_such_column FROM reports')"))
    with open_store(address) as store:
        assert store.schema == HEAD
        assert store.reports.get("r1").seq == 1
    engine = _connect(address)
    with engine.connect() as connection:
        assert "mood" not in {column["name"] for column in inspect(connection).get_columns("reports")}
    engine.dispose()


def test_an_older_record_is_not_changed_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE foedera_version SET version_num = '0000'")
    connection.close()
    with pytest.raises(StoreError, match=r"S114 .*an earlier version"):
        open_store(path, read_only=True)


def test_two_that_open_a_new_record_at_once_make_it_once(address: str) -> None:
    stores = [open_store(address) for _ in range(2)]
    for n, store in enumerate(stores):
        store.reports.add(make_kept(make_report(f"r{n}")))
    assert [store.stats().reports for store in stores] == [2, 2]
    for store in stores:
        store.close()
