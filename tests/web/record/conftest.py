"""Served records: for handlers in this process, for browsers in one of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from foedera.web.app import create_app
from foedera.web.settings import Settings
from tests.record.making import new_record
from tests.web.record.making import busy, hostile
from tests.web.server.making import served
from tests.web.serving import serving_by

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 120_000
"""Milliseconds; a busy machine is no fault of the page."""
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


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows; whatever they ask of another machine, or complain of, fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def asked(request: Any) -> None:
        if "//127.0.0.1:" not in request.url and not request.url.startswith(("data:", "blob:", "about:")):
            faults.append(request.url)

    def make(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", asked)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        page.on(
            "console",
            lambda said: faults.append(said.text) if said.type == "error" and "status of 4" not in said.text else None,
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
