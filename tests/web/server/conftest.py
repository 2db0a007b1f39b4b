"""A served record for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.server.making import served


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Our own page, to a server on three reports on one exercise."""
    with served(tmp_path) as (client, _):
        yield client
