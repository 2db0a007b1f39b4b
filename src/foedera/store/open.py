"""Opening a record: the file or server is found fit, its tables are brought up to date, and it is handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, text

from foedera.store.database import Database
from foedera.store.engines import parse_address, postgres_engine, sqlite_engine
from foedera.store.faults import StoreError, store_error
from foedera.store.migrate import HEAD, find_revision, migrate, newer
from foedera.store.store import Store

_TIMEOUT: Final = 30.0


def open_store(
    address: str | Path, *, create: bool = True, read_only: bool = False, timeout: float = _TIMEOUT
) -> Store:
    """Open a record, making it if it is not there.

    A record of an older version of Foedera is brought up to date, which that version can then no longer open.

    Args:
        address: Path of a file, `sqlite:///PATH`, or `postgresql://USER@HOST/DATABASE`.
        create: Whether to make a record that is not there.
        read_only: Nothing is written, not even beside the file: works where only reading is allowed.
        timeout: Seconds to wait for a turn to write.

    Raises:
        StoreError: It cannot be opened; the problem says why and what to do.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db") as store:
        ...     store.stats().reports
        0
    """
    where = parse_address(address)
    database = Database(
        _engine(where, create=create, read_only=read_only, timeout=timeout),
        _shown(where),
        read_only=read_only,
        timeout=timeout,
    )
    try:
        return Store(database, _ready(database, create=create))
    except BaseException:
        database.engine.dispose()
        raise


def _engine(where: Path | URL, *, create: bool, read_only: bool, timeout: float) -> Engine:
    if isinstance(where, Path):
        return sqlite_engine(where, create=create, read_only=read_only, timeout=timeout)
    return postgres_engine(where, timeout=timeout)


def _shown(where: Path | URL) -> str:
    if isinstance(where, Path):
        return str(where)
    return where.set(drivername="postgresql").render_as_string(hide_password=True)


def _ready(database: Database, *, create: bool) -> str:
    """Return the revision of the tables, once they are those that this program needs."""
    revision = database.read(_look, database.address)
    if revision == HEAD:
        if not database.read_only:
            _try_writing(database)
        return HEAD
    if revision is None and (not create or database.read_only):
        raise store_error("S101", database.address, "no record in it yet; make one with `foedera add`")
    if database.read_only:
        raise _read_only_error(database.address, revision or "")
    return database.write(migrate, database.address)


def _look(connection: Connection, address: str) -> str | None:
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            message = f"the database holds texts as {encoding}; make one with `createdb --encoding=UTF8`"
            raise store_error("S112", address, message)
    return find_revision(connection, address)


def _try_writing(database: Database) -> None:
    """Hear now, not after an hour of reading, that the file cannot be written. A writer at work is no fault."""
    if database.dialect != "sqlite":
        return
    try:
        with database.transaction(write=False) as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
            try:  # asks for the right to write, and changes nothing
                connection.exec_driver_sql("UPDATE counters SET value = value WHERE name = ''")
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(database.timeout * 1000)}")
    except StoreError as error:
        if error.code != "S106":
            raise


def _read_only_error(address: str, revision: str) -> Exception:
    if revision > HEAD:
        return newer(address, revision)
    message = "made by an earlier version of Foedera; open it once for writing, which brings it up to date"
    return store_error("S114", address, message)
