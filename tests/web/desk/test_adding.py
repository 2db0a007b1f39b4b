"""Adding by chooser, drop and paste: each input has its outcome, and none is fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Window = Callable[..., "Page"]
NEWS = b"Serbia and China signed an agreement on military cooperation in Belgrade on 3 May 2024.\n"
pytestmark = pytest.mark.model
LONG = 300_000
"""Milliseconds that reading may take on a busy machine: the model is loaded first."""


def outcomes(page: Page) -> list[str]:
    page.get_by_role("heading", name="Done").first.wait_for(timeout=LONG)
    page.locator(".job").first.locator(".outcomes li").first.wait_for(timeout=LONG)  # the list follows its heading
    return [" ".join(each.inner_text().split()) for each in page.locator(".job").first.locator(".outcomes li").all()]


def drop(page: Page, files: dict[str, str]) -> None:
    page.evaluate(
        """(files) => {
          const data = new DataTransfer();
          for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
          for (const kind of ['dragenter', 'dragover', 'drop'])
            document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        files,
    )


def test_files_are_added_and_each_has_its_outcome(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/add")
    page.get_by_label("Publisher").fill("Lintang Press")
    files: Any = [
        {"name": "pact.txt", "mimeType": "text/plain", "buffer": NEWS},
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"},
    ]
    page.locator("#files").set_input_files(files)
    found = outcomes(page)
    assert len(found) == 2
    assert any(line.startswith("✕ broken.pdf") for line in found)
    page.locator(".outcomes a", has_text="pact.txt").click()
    page.wait_for_url("**/reports/*")
    assert "signed" in (page.locator("#sheet .text").text_content() or "")
    assert page.locator("#sheet").get_by_text("Lintang Press").count() == 1


def test_a_drop_of_what_is_known_says_so(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/add")
    for expected in ("+ fair.txt", "= fair.txt"):
        drop(page, {"fair.txt": "<b>not bold</b> Croatia bought 12 Rafale fighters from France in 2021.\n"})
        page.locator(".outcomes li", has_text=expected.split()[1]).first.wait_for(timeout=LONG)
        page.get_by_role("heading", name="Done").nth(0).wait_for(timeout=LONG)
        page.wait_for_timeout(300)
        assert outcomes(page)[0].startswith(expected)


def test_a_folder_is_dropped_with_all_that_is_in_it(window: Window, address: str, tmp_path: Path) -> None:
    inner = tmp_path / "reports" / "2024"
    inner.mkdir(parents=True)
    (inner.parent / "one.txt").write_text("Croatia bought 6 radars from France in 2022.\n", encoding="utf-8")
    (inner / "two.txt").write_text("Serbia and Hungary signed a treaty in Belgrade in 2023.\n", encoding="utf-8")
    (inner / ".hidden").write_text("not a report", encoding="utf-8")
    page = window()
    page.goto(f"{address}/add")
    hand = page.context.new_cdp_session(page)
    carried = {"items": [], "files": [str(inner.parent)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "x": 600, "y": 300, "data": carried})
        if kind == "dragOver":
            page.locator("#cover").wait_for(state="visible")
    page.locator(".outcomes li", has_text="one.txt").first.wait_for(timeout=LONG)
    page.locator(".outcomes li", has_text="two.txt").first.wait_for(timeout=LONG)
    assert page.locator(".outcomes li", has_text="hidden").count() == 0
    assert not page.locator("#cover").is_visible()


def test_an_address_is_never_fetched(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/add")
    page.get_by_text("Paste a text").click()
    page.get_by_label("Text or HTML of one report").fill("https://example.org/news")
    page.get_by_role("button", name="Add the text").click()
    assert "fetches no addresses" in (page.locator("#fault").text_content() or "")
    assert page.locator(".job").count() == 0 or "Done" in (page.locator(".job").first.text_content() or "")
