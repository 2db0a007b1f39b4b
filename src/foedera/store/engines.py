"""Engines: an address becomes a pool of connections that are set up as the record needs them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from foedera.store.faults import StoreError, store_error

APPLICATION_ID: Final = 0x466F6564
"""Stands in the head of the file and tells it from other programs' databases: "Foed"."""
_MAGIC: Final = b"SQLite format 3\0"
_OLDEST_SQLITE: Final = (3, 35, 0)  # RETURNING
_POSTGRES_NAMES: Final = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


def parse_address(address: str | Path) -> Path | URL:
    """Return the file or the server's address that is meant.

    Raises:
        StoreError: It is neither a path nor `sqlite:///PATH` nor `postgresql://...`.
    """
    given = str(address)
    if isinstance(address, Path) or "://" not in given:
        if not given.strip() or "\0" in given:
            raise store_error("S111", given, "no name of a file")
        return Path(given)
    if given.startswith("sqlite:"):
        path = given.removeprefix("sqlite:///")  # not taken apart further: a name may hold ? and #
        if path in ("", ":memory:", given):
            raise store_error("S111", given, "name a file: sqlite:///PATH")
        return Path(path)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise store_error(
            "S111", _without_secret(given), "not understood; write postgresql://USER@HOST/NAME"
        ) from error
    if url.drivername in _POSTGRES_NAMES:
        return url.set(drivername="postgresql+psycopg")
    raise store_error("S111", _without_secret(given), "neither a file, nor sqlite:///PATH, nor postgresql://HOST/NAME")


def _without_secret(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def sqlite_engine(path: Path, *, create: bool, read_only: bool, timeout: float) -> Engine:
    """Return the engine for a file.

    Raises:
        StoreError: The file or its folder is missing, closed to us, or no SQLite file.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise store_error("S112", str(path), f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or later is needed")
    _check_file(path, create=create and not read_only)
    address = _file_address(path, create=create, read_only=read_only)
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
        ),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=28,
        pool_reset_on_return=None,
    )
    event.listen(engine, "connect", _read_only_setup if read_only else _setup)
    event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    name = str(path)
    try:
        if path.is_dir():
            raise store_error("S102", name, "a folder; name a file in it")
        if not path.exists():
            if not create:
                raise store_error("S101", name, "no such record; check the name, or make one with `foedera add`")
            if not path.absolute().parent.is_dir():
                raise store_error("S100", name, f"the folder {path.absolute().parent} does not exist; make it first")
            return
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except StoreError:
        raise
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise store_error("S105", name, f"{reason}; check the permissions of file and folder") from error
    if head and head != _MAGIC:
        raise store_error("S102", name, "not a record of Foedera (no SQLite file, or encrypted); name another file")
    if head and _is_of_others(path):
        raise store_error("S102", name, "not a record of Foedera but a database of another program; name another file")


def _is_of_others(path: Path) -> bool:
    """Tell whether a file is surely another program's, by reading alone: setting it up for us would change it."""
    address = f"file:{quote(os.fspath(path.absolute()))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=1)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False  # what is wrong is said when it is opened
    return owner not in (0, APPLICATION_ID) or (owner == 0 and tables > 0)


def _file_address(path: Path, *, create: bool, read_only: bool) -> str:
    """Return the address that SQLite opens.

    A file in a folder that cannot be written has no room for the shared index that readers of a write-ahead log need.
    Where nothing is left in such a log, the file is whole and nobody can be writing it: it is opened as unchangeable.
    """
    base = f"file:{quote(os.fspath(path.absolute()))}"
    if not read_only:
        return f"{base}?mode={'rwc' if create else 'rw'}"
    if os.access(path.absolute().parent, os.W_OK):
        return f"{base}?mode=ro"
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return f"{base}?mode=ro"  # works if the index is there as well; if not, SQLite says so
    return f"{base}?mode=ro&immutable=1"


def _setup(connection: sqlite3.Connection, _record: object) -> None:
    _read_only_setup(connection, _record)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # in WAL, NORMAL may lose the last commits when power fails
    connection.execute("PRAGMA journal_size_limit = 67108864")


def _read_only_setup(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")  # a record may come from somebody else
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA temp_store = MEMORY")


def _begin(connection: Connection) -> None:
    """Begin as asked: a writer takes its turn at once, not in the middle, where it would have to fail."""
    write = connection.get_execution_options().get("foedera_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def postgres_engine(url: URL, *, timeout: float) -> Engine:
    """Return the engine for a server.

    Raises:
        StoreError: The driver is not installed, or a part of the address is not understood.
    """
    shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
    arguments: dict[str, Any] = {"connect_timeout": max(2, int(min(timeout, 10))), "application_name": "foedera"}
    try:
        return create_engine(url, pool_pre_ping=True, pool_size=4, max_overflow=28, connect_args=arguments)
    except (ImportError, NoSuchModuleError) as error:
        raise store_error("S110", shown, "PostgreSQL needs its driver: pip install 'foedera[postgres]'") from error
    except (ArgumentError, TypeError, ValueError) as error:
        raise store_error("S111", shown, f"the address is not understood: {error}") from error
