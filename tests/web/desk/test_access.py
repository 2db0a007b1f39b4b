"""The desk for everyone: no serious fault of accessibility, no key without a button, no width that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.web.axe import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

Window = Callable[..., "Page"]
PAGES = ("/queue", "/reports/overlap?claim=c-buys", "/reports/hostile", "/add")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(window: Window, address: str, path: str, scheme: str) -> None:
    page = window(color_scheme=scheme)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert faults(page) == []


def test_axe_finds_nothing_serious_in_the_form_and_the_table_of_keys(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/reports/overlap?claim=c-buys")
    page.keyboard.press("e")
    page.locator(".claim-form").wait_for()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#keys").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1920])
def test_nothing_is_wider_than_the_window(window: Window, address: str, path: str, width: int) -> None:
    page = window(width, 740)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_skip_link_comes_first_and_the_choice_of_light_or_dark_is_kept(window: Window, address: str) -> None:
    page = window(color_scheme="light")
    page.goto(f"{address}/queue")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_role("button", name="Light or dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert (
        page.evaluate(
            "getComputedStyle(document.body).colorScheme || getComputedStyle(document.documentElement).colorScheme"
        )
        == "dark"
    )


def test_a_line_of_five_million_letters_is_shown_in_parts(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/reports/huge?claim=c-huge")
    lit = page.locator("#sheet .p.on")
    lit.first.wait_for()
    assert lit.all_text_contents() == ["Serbia", "China"]
    assert len(page.locator("#sheet .text").text_content() or "") <= 64_000
    page.get_by_role("link", name="Earlier part").first.click()
    page.get_by_text("Part 81 of 84").first.wait_for()
