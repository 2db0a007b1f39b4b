"""Served records: for handlers in this process, for browsers in one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedera.web.app import create_app
from foedera.web.settings import Settings
from tests.record.making import new_record
from tests.web.record.making import busy, hostile
from tests.web.server.making import served
from tests.web.serving import serving_by

_SERVE = """
import os, sys, uvicorn
from foedera.web.app import create_app
from foedera.web import answers
from foedera.web.settings import Settings
answers.LARGE = int(os.environ["LARGE"])
settings = Settings(port=int(sys.argv[2]), author="Ana", rate=1000, burst=10000)
uvicorn.run(create_app(sys.argv[1], settings), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Our own page, to a server on the six reports of `busy`."""
    with served(tmp_path, *busy()) as (client, _):
        yield client


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same with a hostile report, for tests that change nothing."""
    with served(tmp_path_factory.mktemp("reader"), *busy(), hostile()) as (client, _):
        yield client


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Our own page, to a server on an empty record."""
    site = create_app(tmp_path_factory.mktemp("nothing") / "new.db", Settings(author="Ana"))
    with TestClient(site, base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where those reports and a hostile one are served to browsers."""
    folder = tmp_path_factory.mktemp("record-pages")
    new_record(folder, *busy(), hostile()).close()
    with serving(folder / "record.db") as found:
        yield found


@contextmanager
def serving(record: Path, large: int = 20_000) -> Iterator[str]:
    """Serve a record in a process of its own.

    Args:
        large: Claims from which on slow parts of pages come later.
    """
    with serving_by(_SERVE, record, LARGE=str(large)) as address:
        yield address
