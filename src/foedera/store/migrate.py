"""Bringing the tables of a record to what this program needs. Alembic is loaded only where there is something to do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Select, Text, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from foedera.store.engines import APPLICATION_ID
from foedera.store.faults import store_error

HEAD: Final = "0002"
"""Revision of the tables in `schema.py`: the newest in `migrations/versions`."""
VERSION_TABLE: Final = "foedera_version"
"""A name of our own, since a server's database may hold tables of other programs."""
MIGRATIONS: Final = Path(__file__).parent / "migrations"


def find_revision(connection: Connection, address: str) -> str | None:
    """Return the revision of a record's tables; None where there are none yet.

    Raises:
        StoreError: It is a database of another program.
    """
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE in names:
        _check_owner(connection, address)
        found: Select[str] = select(column("version_num", Text)).select_from(table(VERSION_TABLE))
        return connection.execute(found).scalar_one_or_none()
    if connection.dialect.name == "sqlite" and names:
        raise store_error("S102", address, "a database of another program; name another file")
    if "reports" in names or "claims" in names:
        raise store_error("S102", address, "the database has tables of these names already; name another database")
    return None


def _check_owner(connection: Connection, address: str) -> None:
    if connection.dialect.name != "sqlite":
        return
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if owner != APPLICATION_ID:
        raise store_error("S102", address, "a database of another program; name another file")


def migrate(connection: Connection, address: str, folder: Path = MIGRATIONS) -> str:
    """Bring the tables up to date within the present transaction, and return their revision.

    Raises:
        StoreError: They were made by a later version of Foedera, or a step fails; then all stays as it was.
    """
    from alembic import command  # noqa: PLC0415 - 0.2 s, needed once in the life of most records
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    present = find_revision(connection, address)
    if present is not None and not _known(scripts, present):
        raise newer(address, present)
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise store_error("S199", address, f"its tables cannot be brought up to date: {error}") from error
    if present is None and connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    return scripts.get_current_head() or ""


def newer(address: str, revision: str) -> Exception:
    """Return the error for a record that a later version made."""
    return store_error(
        "S104", address, f"made by a later version of Foedera (tables {revision}, known up to {HEAD}); install that"
    )


def _known(scripts: object, revision: str) -> bool:
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    assert isinstance(scripts, ScriptDirectory)
    try:
        return scripts.get_revision(revision) is not None
    except (CommandError, SQLAlchemyError):
        return False
