"""A server on a small record, and the browsers that ask it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from foedera.types import Report
from foedera.web.app import Site, create_app
from foedera.web.settings import Settings
from tests.record.making import new_record, three_on_one

HOME = "http://127.0.0.1:8765"
FIRST, SECOND, THIRD = "c-r0-exercise-planned", "c-r1-exercise-occurred", "c-r2-exercise-occurred"
OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}
"""What a browser says of a request that our own page makes."""


@cache
def _usual() -> bytes:
    """Return the record that most tests serve: made once, merging and all."""
    with TemporaryDirectory() as folder:
        new_record(Path(folder), *three_on_one()).close()
        return (Path(folder) / "record.db").read_bytes()


@contextmanager
def served(
    folder: Path, *reports: Report, settings: Settings | None = None, **more: Any
) -> Iterator[tuple[TestClient, Site]]:
    """Give out a client of a server on the folder's record, made of reports (three on one exercise by default)."""
    if reports:
        new_record(folder, *reports).close()
    elif not (folder / "record.db").exists():
        (folder / "record.db").write_bytes(_usual())
    site = create_app(folder / "record.db", settings or Settings(author="Ana"))
    with TestClient(site, base_url=HOME, headers=OWN, follow_redirects=False, **more) as client:
        yield client, site


def hash_of(client: TestClient, target: str, other: str | None = None) -> str:
    """Return the hash of what a person sees of a claim, or of a pair of claims."""
    asked = {"target": target} | ({"other": other} if other else {})
    shown: str = client.get("/api/state", params=asked).json()["hash"]
    return shown
