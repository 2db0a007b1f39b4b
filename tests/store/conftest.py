"""Every test of the store runs with SQLite and with PostgreSQL, where that is installed."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import create_engine, text

from foedera.store import Store, open_store
from foedera.store.schema import metadata
from tests.store.postgres import Server, find_programs, running_server

_numbers = itertools.count()
NewAddress: TypeAlias = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with running_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds an empty record, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "record.db"
    open_store(path).close()
    return path


@pytest.fixture(scope="session")
def shared_database(server: Server) -> str:
    """The address of a database with an empty record, used by one test after the other."""
    address = server.create("shared")
    open_store(address).close()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> NewAddress:
    """Makes addresses at which there is no record yet."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"record{next(_numbers)}.db")
    server: Server = request.getfixturevalue("server")
    return lambda: server.create(f"record{next(_numbers)}")


@pytest.fixture
def address(new_address: NewAddress) -> str:
    """An address at which there is no record yet."""
    return new_address()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address at which there is an empty record."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("empty_file"), tmp_path / f"record{next(_numbers)}.db"))
    address: str = request.getfixturevalue("shared_database")
    _empty(address)
    return address


@pytest.fixture
def store(empty_address: str) -> Iterator[Store]:
    """An empty record."""
    with open_store(empty_address, timeout=10) as store:
        yield store


def _empty(address: str) -> None:
    """Empty all tables of a database: much quicker than making another."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    names = [*(name for name in metadata.tables if name != "counters"), "claim_words", "report_words"]
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(names)}"))
        connection.execute(text("UPDATE counters SET value = 0"))
    engine.dispose()
