"""A record on a server of its own, and a browser before it. All tests share them: each decides on claims of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import foedera
from tests.web.desk.making import drill, foretold, hostile, huge, overlapping
from tests.web.serving import serving_by

_SERVE = """
import sys, uvicorn
from foedera.web import app
from foedera.web.settings import Settings
app.PAGES = ("reading", "adding")  # what is tested here
uvicorn.run(app.create_app(sys.argv[1], Settings(port=int(sys.argv[2]))), host="127.0.0.1", port=int(sys.argv[2]),
    log_level="warning")
"""


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of small reports of ten doubtful claims each, one with claims that overlap, and hostile ones."""
    reports = [*(drill(number, 5 + 3 * number) for number in range(4)), overlapping(), hostile(), huge(), *foretold()]
    path = tmp_path_factory.mktemp("desk") / "record.db"
    with foedera.open(path) as record:
        record.put(reports)
    return path


@pytest.fixture(scope="session")
def address(record_file: Path) -> Iterator[str]:
    """Where the record is served."""
    with serving(record_file) as found:
        yield found


@contextmanager
def serving(record: Path) -> Iterator[str]:
    """Serve a record in a process of its own."""
    with serving_by(_SERVE, record) as address:
        yield address
