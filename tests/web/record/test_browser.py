"""The record's pages in a real browser: by keyboard, on a phone, light and dark, with nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.record.making import claim_in, new_record, report_of
from tests.web.axe import faults
from tests.web.record.conftest import serving
from tests.web.record.making import busy
from tests.web.server.making import FIRST

if TYPE_CHECKING:
    from playwright.sync_api import Page

Window = Callable[..., "Page"]
EVENT = f"/events/e-{FIRST}"
LOOKED_AT = (
    "/",
    "/events",
    EVENT,
    "/actors/SRB",
    "/publishers",
    "/forecasts",
    "/balance?subject=SRB&among=CHN,RUS",
    "/search?q=Hebei",
)
ALSO_LOOKED_AT = (
    "/actors",
    "/pairs/SRB/CHN",
    "/publisher?name=Hebei%20Post",
    "/forecasts/scores",
    "/reports",
    "/claims",
    "/saved",
    "/timeline",
    "/map",
    "/network",
    "/balance",
    "/search",
    "/events?text=nothingofthekind",
    "/events/none",
    "/events?since=never",
)
"""Lists, the empty and the wrong."""


def test_from_search_by_keyboard_to_the_passage(address: str, window: Window) -> None:
    page = window()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Mirovnik")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Mirovnik")
    page.get_by_role("link", name="Peace Guardian 2025").first.press("Enter")
    page.wait_for_url("**/events/e-*")
    page.get_by_role("table").get_by_role("link", name="150 soldiers").press("Enter")
    page.wait_for_url("**/reports/r2?claim=*")
    assert page.get_by_text("drill that Belgrade calls").first.is_visible()


def test_a_name_without_a_blank_is_broken_rather_than_the_page_widened(tmp_path: Path, window: Window) -> None:
    text = f"Serbia and China held the exercise {'Donaudampfschiff' * 8} in Hebei."
    claim = claim_in("r1", text, name="Donaudampfschiff" * 8, when="2025-07")
    new_record(tmp_path, report_of("r1", text, "2025-07-30", "Post", claim)).close()
    with serving(tmp_path / "record.db") as found:
        page = window(360, 740)
        for path in ("/", "/events", "/claims", "/actors/SRB", "/search?q=Serbia", f"/events/e-{claim.id}"):
            page.goto(found + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_filters_fold_on_a_phone_and_nothing_is_wider_than_it(address: str, window: Window) -> None:
    page = window(360, 740)
    for path in (*LOOKED_AT, *ALSO_LOOKED_AT):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.goto(address + "/events")
    box = page.locator("details.filters-box")
    assert box.get_attribute("open") is None
    box.locator("summary").first.press("Enter")
    page.get_by_label("Words").fill("Hebei")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/events?text=Hebei")
    assert page.get_by_text("1 event", exact=True).is_visible()


def test_a_choice_of_order_is_taken_at_once_and_the_address_stays_short(address: str, window: Window) -> None:
    page = window()
    page.goto(address + "/events?country=SRB&text=")
    page.get_by_label("Order").select_option("-voices")
    page.wait_for_url("**/events?country=SRB&order=-voices")
    assert "Peace Guardian 2025" in page.locator("table.events tbody tr").first.inner_text()


def test_j_and_k_go_through_a_list(address: str, window: Window) -> None:
    page = window()
    page.goto(address + "/events")
    titles = page.locator("td.lead > a").all_text_contents()
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == titles[at]


def test_menus_close_by_escape_and_give_the_focus_back(address: str, window: Window) -> None:
    page = window()
    page.goto(address + "/events")
    menu = page.locator("summary", has_text="Export")
    menu.press("Enter")
    page.get_by_role("link", name="Events (JSON)").focus()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Events (JSON)").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Export"


@pytest.mark.parametrize("kind", ["timeline", "map", "network"])
def test_every_picture_is_drawn_in_its_frame(address: str, window: Window, kind: str) -> None:
    page = window()
    page.goto(f"{address}/{kind}")
    frame = page.frame_locator("iframe")
    frame.locator('html[data-ready="yes"]').wait_for(state="attached")
    assert frame.locator("#picture svg").first.is_visible()
    assert frame.locator("#table tbody tr").count() == 5
    page.locator(".figure-wait").wait_for(state="hidden")
    reached = page.evaluate("(() => { try { return window.frames[0].document.title; } catch { return 'closed'; } })()")
    assert reached == "closed"  # the sandbox makes it another origin


def test_a_balance_is_drawn_and_turns_dark_with_the_page(address: str, window: Window) -> None:
    page = window()
    page.goto(address + "/balance?subject=Serbia&among=CHN,RUS")
    picture = page.locator(".figure img")
    picture.wait_for()
    page.wait_for_function("document.querySelector('.figure img').naturalWidth > 100")
    assert "theme=light" in (picture.get_attribute("src") or "")
    page.get_by_role("button", name="Light or dark").click()
    page.wait_for_function("document.querySelector('.figure img').getAttribute('src').includes('theme=dark')")
    page.get_by_role("link", name="China, 2022: 1 event, 100%").click()
    page.wait_for_url("**power=CHN**")
    assert page.get_by_role("heading", name="Serbia and China, 2022: 1 event").is_visible()


def test_a_balance_can_be_read_on_a_phone(address: str, window: Window) -> None:
    """Its picture scrolls within its box, by keyboard too, instead of shrinking until nobody reads its words."""
    page = window(360, 740)
    page.goto(address + "/balance?subject=Serbia&among=CHN,RUS")
    picture = page.locator(".figure img[src]")
    picture.wait_for()
    picture.evaluate("image => image.decode()")
    shown, drawn = picture.evaluate("image => [image.getBoundingClientRect().width, image.naturalWidth]")
    assert shown > 0.75 * drawn
    page.locator(".figure").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert page.locator(".figure").evaluate("box => box.scrollLeft") > 0


def test_what_a_report_says_runs_nowhere(address: str, window: Window) -> None:
    page = window()
    for path in (
        "/events/e-c-r-evil-exercise-occurred",
        "/events?country=HUN",
        "/publishers",
        "/search?q=alert",
        "/timeline?country=HUN",
    ):
        page.goto(address + path)
        page.wait_for_load_state("load")
    assert page.locator("iframe, svg[onload], img[onerror]").count() == 1  # the picture's own frame


def test_slow_parts_come_once_the_page_stands_and_without_scripts_by_a_link(tmp_path: Path, window: Window) -> None:
    new_record(tmp_path, *busy()).close()
    with serving(tmp_path / "record.db", large=0) as address:
        page = window()
        for path in ("/publishers", "/balance?subject=SRB&among=CHN"):
            page.goto(address + path)
            page.locator("#part").get_by_role("table").first.wait_for()
        bare = window(java_script_enabled=False)
        bare.goto(address + "/balance?subject=SRB&among=CHN")
        bare.get_by_role("link", name="Show it").click()
        assert bare.get_by_role("link", name="China, 2025: 1 event, 100%").is_visible()


def test_a_question_is_kept_and_a_forecast_resolved_by_forms(tmp_path: Path, window: Window) -> None:
    new_record(tmp_path, *busy()).close()
    with serving(tmp_path / "record.db") as address:
        page = window()
        page.goto(address + "/events?type=exercise")
        page.locator("summary", has_text="Saved questions").click()
        page.get_by_label("Keep this question as").fill("drills")
        page.keyboard.press("Enter")
        page.wait_for_url("**/saved/ask?name=drills")
        page.goto(address + "/forecasts?state=due")
        page.locator("summary", has_text="Say what became of it").first.click()
        page.locator('select[name="outcome"]').first.select_option("did not")
        page.get_by_role("button", name="Save").first.click()
        page.wait_for_load_state("load")
        page.goto(address + "/forecasts?state=resolved")
        assert page.get_by_text("Did not", exact=True).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(address: str, window: Window, scheme: str) -> None:
    page = window(color_scheme=scheme)
    for path in (*LOOKED_AT, *ALSO_LOOKED_AT):
        page.goto(address + path)
        if page.locator("iframe").count():
            page.frame_locator("iframe").locator('html[data-ready="yes"]').wait_for(state="attached")
        assert faults(page) == [], path
