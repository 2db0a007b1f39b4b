"""A record on a server of its own, and a browser before it. All tests share them: each decides on claims of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import foedera
from tests.web.desk.making import drill, hostile, huge, overlapping

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 60_000
"""Milliseconds; a busy machine is no fault of the page."""
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
    reports = [*(drill(number, 5 + 3 * number) for number in range(4)), overlapping(), hostile(), huge()]
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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = {**os.environ, "PYTHONPATH": str(Path(foedera.__file__).parents[1])}
    server = subprocess.Popen([sys.executable, "-c", _SERVE, str(record), str(port)], env=home)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_for(f"{base}/static/dom.js", server)
        yield base
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail("the server ended")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not come up")


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows; whatever they ask of another machine, or complain of, fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def make(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda r: None if "//127.0.0.1:" in r.url or r.url.startswith(("data:", "blob:")) else faults.append(r.url),
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda m: faults.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
