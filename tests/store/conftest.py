"""Every test of the store runs with SQLite and with PostgreSQL, where that is installed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from foedera.store import Store, open_store

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


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty record."""
    with open_store(address) as store:
        yield store
