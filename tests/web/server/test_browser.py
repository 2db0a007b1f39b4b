"""A real browser: signing in by the link, and every page on hostile words, with nothing run and nothing fetched."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from foedera.web.serve import serve
from foedera.web.settings import Settings
from tests.record.making import claim_in, new_record, report_of
from tests.web.server.test_hostile import PAGES, SCRIPTS


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The one-time link of a server on a report that is nothing but attempts."""
    folder = tmp_path_factory.mktemp("hostile")
    text = "Serbia and China held drills. " + " ".join(SCRIPTS)
    claim = claim_in("h", text, name=" ".join(SCRIPTS), when="2025-07")
    new_record(folder, report_of("h", text, "2025-08-01", SCRIPTS[1], claim)).close()
    told, ready = [], threading.Event()

    def tell(address: str) -> None:
        told.append(address)
        ready.set()

    settings = Settings(port=0, sign_in=True, author="Ana")
    # uvicorn takes no signals outside of the main thread; the thread ends with the tests
    threading.Thread(
        target=serve, args=(folder / "record.db", settings), kwargs={"tell": tell, "warn": print}, daemon=True
    ).start()
    assert ready.wait(120)
    return told[0]


def test_every_page_runs_nothing_but_its_own(browser: Any, link: str) -> None:
    """Signed in once; no script of the report runs, our pages keep their policy, no request leaves, links lead back."""
    home = link.partition("/sign-in")[0]
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))  # a script that runs hangs here
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    page.get_by_role("button", name="Sign in").press("Enter")
    page.wait_for_url(f"{home}/")
    for path in PAGES:
        answer = page.goto(f"{home}{path}", wait_until="networkidle")
        assert answer.status == 200, path
        assert not said, (path, said)
    assert all(url.startswith((home, "data:", "blob:")) for url in asked)
    page.goto(f"data:text/html,<a href='{home}/events?type=exercise'>a link from elsewhere</a>")
    page.get_by_role("link").click()
    page.wait_for_url(f"{home}/events?type=exercise")
    other = browser.new_context().new_page()
    other.goto(link)
    other.get_by_role("button", name="Sign in").click()
    assert "used already" in other.inner_text("body")
    other.goto(f"{home}/events")
    assert "/sign-in" in other.url
