"""One browser for all tests of the page, since Playwright's driver can be started once in a process; its windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 120_000
"""Milliseconds; a busy machine is no fault of the page."""
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window; tests are skipped with a word where it is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows; whatever they ask of another machine, or complain of, fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def asked(request: Any) -> None:
        if "//127.0.0.1:" not in request.url and not request.url.startswith(("data:", "blob:", "about:")):
            faults.append(request.url)

    def said(message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            faults.append(message.text)

    def make(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", asked)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        page.on("console", said)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
