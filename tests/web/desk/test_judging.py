"""Judging in the browser, by keyboard alone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import foedera
from tests.web.desk.making import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Page

Window = Callable[..., "Page"]


SELECT = """([text, words]) => {
  const piece = [...document.querySelectorAll('#sheet .p')].find((each) => each.textContent.includes(text));
  const node = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  const at = node.data.indexOf(words);
  range.setStart(node, at);
  range.setEnd(node, at + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def settled(page: Page) -> None:
    """Wait until nothing is on its way."""
    page.wait_for_load_state("networkidle")


def current(page: Page) -> str:
    return page.locator('#list .item[aria-current="true"]').get_attribute("data-claim") or ""


def comes_to(record: Path, claim: str, verdict: str | None) -> bool:
    """Wait until the record has a verdict: decisions are on their way while the next claim is read."""
    for _ in range(300):
        if verdicts(record)[claim] == verdict:
            return True
        time.sleep(0.2)
    return False


def verdicts(record: Path) -> dict[str, str | None]:
    with foedera.open(record, read_only=True) as opened:
        return {entry.id: entry.verdict for entry in opened.claims()}


def test_one_key_judges_a_claim_and_goes_on(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/queue?kind=claim")
    settled(page)
    claims = [item.get_attribute("data-claim") for item in page.locator("#list .item").all()]
    keys = ("aaaaxaaaua" * 2)[: len(claims) - 1]
    assert len(keys) > 5
    for key in keys:  # as fast as they come
        page.keyboard.press(key)
    page.locator("#list .judged").nth(len(keys) - 1).wait_for()
    said = {"a": "accepted", "x": "rejected", "u": "unsure"}
    assert all(comes_to(record_file, claim or "", said[key]) for claim, key in zip(claims, keys, strict=False))


def test_moving_brings_up_each_claim_with_its_words_lit(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/reports/r02?claim=c0200")
    settled(page)
    page.keyboard.press("j")
    page.wait_for_url(re.compile("claim=c0201"))
    assert current(page) == "c0201"
    lit = page.locator("#sheet .p.on").all_text_contents()
    assert lit == ["Serbia", "China", "exercise", "Quiet River 2-1", "Novi Sad", "11 July 2011"]
    assert page.locator(".claim-head .headline").text_content() == "Quiet River 2-1 · 11 July 2011 · Novi Sad, Serbia"
    page.keyboard.press("k")
    page.wait_for_url(re.compile("claim=c0200"))


def test_what_was_decided_is_undone_and_redone(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/reports/r02?claim=c0206")
    settled(page)
    page.keyboard.press("x")
    page.wait_for_url(re.compile("claim=c0207"))
    assert comes_to(record_file, "c0206", "rejected")
    page.keyboard.press("z")
    page.wait_for_url(re.compile("claim=c0206"))
    page.get_by_text("Taken back: rejected.").wait_for()
    assert comes_to(record_file, "c0206", None)
    page.get_by_role("button", name="Decide it again").click()
    page.locator('.verdict[data-verdict="rejected"]').wait_for()
    assert comes_to(record_file, "c0206", "rejected")


def test_two_windows_that_decide_at_once_hear_of_each_other(window: Window, address: str, record_file: Path) -> None:
    one, two = window(), window()
    for page in (one, two):
        page.goto(f"{address}/reports/r02?claim=c0205")
        settled(page)
    one.keyboard.press("a")
    assert comes_to(record_file, "c0205", "accepted")
    two.keyboard.press("x")
    box = two.locator("#conflict")
    box.wait_for(state="visible")
    assert "Someone changed this while you looked at it" in (box.text_content() or "")
    assert two.locator('.claim-head .verdict[data-verdict="accepted"]').count() == 1
    assert comes_to(record_file, "c0205", "accepted")
    two.get_by_role("button", name="Decide all the same").click()
    two.locator('.claim-head .verdict[data-verdict="rejected"]').wait_for()
    assert comes_to(record_file, "c0205", "rejected")


def test_a_value_is_edited_and_what_was_read_still_shows(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/reports/r02?claim=c0202")
    settled(page)
    page.keyboard.press("e")
    form = page.locator(".claim-form")
    form.wait_for()
    name = form.locator('fieldset:has(legend:text-is("name")) input[name="text"]')
    name.fill("Calm River")
    name.press("Control+Enter")
    page.locator(".chip", has_text="edited").wait_for()
    with foedera.open(record_file, read_only=True) as record:
        claim = record.claim("c0202").claim
    assert claim.values("name") == ("Calm River",)
    assert claim.values("when") == ("2012-07-11",)
    assert [each.fields for each in claim.evidence] == [("participant", "name", "where", "when")]
    row = page.locator('tr[data-field="name"]').inner_text()
    assert " ".join(row.split()) == "name Calm River Show in the text: Quiet River 2-2 as read: Quiet River 2-2"


def test_an_edit_that_clashes_is_kept_and_shown(window: Window, address: str, record_file: Path) -> None:
    one, two = window(), window()
    for page in (one, two):
        page.goto(f"{address}/reports/r02?claim=c0203")
        settled(page)
    two.keyboard.press("e")
    name = two.locator('fieldset:has(legend:text-is("name")) input[name="text"]')
    name.fill("Mine")
    one.keyboard.press("a")
    assert comes_to(record_file, "c0203", "accepted")
    name.press("Control+Enter")
    two.locator("#conflict").wait_for(state="visible")
    two.get_by_role("button", name="Go on editing mine").click()
    assert name.input_value() == "Mine"
    name.press("Control+Enter")
    two.locator(".chip", has_text="edited").wait_for()
    with foedera.open(record_file, read_only=True) as record:
        entry = record.claim("c0203")
    assert (entry.claim.values("name"), entry.verdict) == (("Mine",), "accepted")


def test_selected_words_become_a_claim_with_its_evidence(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/reports/overlap")
    settled(page)
    page.evaluate(SELECT, ["So-called", "So-called"])
    page.keyboard.press("c")
    form = page.locator(".claim-form")
    form.wait_for()
    form.get_by_label("Type", exact=True).select_option("oppose")
    form.get_by_label("Field to add").select_option("role:actor")
    form.get_by_role("button", name="Add value").click()
    part = form.locator("fieldset.cell")
    part.locator('[name="name"]').fill("experts")
    part.locator('[name="kind"]').select_option("group")
    page.evaluate(SELECT, ["experts object", "experts"])
    part.get_by_role("button", name="Take selected words").click()
    form.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile("/reports/overlap\\?claim="))
    with foedera.open(record_file, read_only=True) as record:
        text = record.report("overlap").text
        added = next(entry.claim for entry in record.claims() if entry.claim.type == "oppose")
    assert [text[c.span.start : c.span.end] for c in added.cells] == ["experts"]
    assert [text[t.start : t.end] for t in added.triggers] == ["So-called"]
    assert [text[e.start : e.end] for e in added.evidence] == ["So-called experts object."]


def test_picking_words_needs_no_pointer(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/reports/r02?claim=c0200")
    settled(page)
    page.keyboard.press("v")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#selection-bar").wait_for()
    assert page.evaluate("getSelection().toString().trim()") == "Serbia and China"


def test_overlapping_claims_ask_which_is_meant(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/reports/overlap")
    settled(page)
    both = page.locator("#sheet .p[data-v='0 1']").first
    assert both.text_content() == "Serbia"
    assert both.locator(".line").count() == 2
    both.click()
    choices = page.get_by_role("menuitem")
    assert choices.all_text_contents() == ["Claim 1: transfer, occurred", "Claim 2: exercise, ongoing"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("claim=c-trains"))
    page.locator("#sheet .ref").first.focus()
    assert page.get_by_role("tooltip").text_content() == "Claim 1: transfer, occurred"
    assert page.locator("#list .item.lit").get_attribute("data-claim") == "c-buys"


def test_places_count_code_points_whatever_the_browser_counts(window: Window, address: str) -> None:
    page = window()
    page.goto(f"{address}/reports/overlap")
    settled(page)
    found = page.evaluate(
        """async () => {
          const { placeOf, pieces, wordsAt } = await import('/static/highlight.js');
          const sheet = document.getElementById('sheet');
          const piece = pieces(sheet).find((each) => each.node.textContent === 'FK-3');
          const text = document.createTreeWalker(piece.node, NodeFilter.SHOW_TEXT).nextNode();
          return [placeOf(text, 0), placeOf(text, 4), wordsAt(sheet, 0, 12)];
        }"""
    )
    with_text = "𝕊erbia 🇷🇸 said: Serbia bought FK-3"
    assert found == [len(with_text) - 4, len(with_text), with_text[:12]]


def test_keys_can_be_changed_and_run_only_known_actions(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/reports/r03?claim=c0300")
    settled(page)
    page.keyboard.press("?")
    page.get_by_role("button", name="Change the key a of: accept and go on").click()
    page.keyboard.press("y")
    page.get_by_text("“accept and go on” is on y now.").wait_for()
    page.keyboard.press("Escape")
    assert page.locator('.keybar [data-key-of="accept"]').text_content() == "y"
    page.reload()
    settled(page)
    page.keyboard.press("y")
    page.wait_for_url(re.compile("claim=c0301"))
    assert comes_to(record_file, "c0300", "accepted")
    page.evaluate(
        """() => localStorage.setItem('foedera.keys', JSON.stringify({
          accept: 'Enter', '__proto__': 'q', "x');alert(1);('": 'h', next: '<img src=x onerror=alert(1)>',
          previous: 5}))"""
    )
    page.reload()
    settled(page)
    assert page.locator('.keybar [data-key-of="accept"]').text_content() == "a"
    assert page.locator('.keybar [data-key-of="next"]').text_content() == "j"
    for key in "hq":
        page.keyboard.press(key)
    assert current(page) == "c0301"


def test_a_note_a_reason_and_who_wrote_them(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/reports/r03?claim=c0305")
    settled(page)
    page.keyboard.press("n")
    page.get_by_role("textbox", name="Note").fill("ask the embassy")
    page.keyboard.press("Control+Enter")
    page.locator("#history", has_text="ask the embassy").wait_for()
    page.keyboard.press("w")
    page.keyboard.type("another drill is meant")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    page.wait_for_url(re.compile("claim=c0306"))
    assert comes_to(record_file, "c0305", "rejected")
    page.keyboard.press("k")
    page.locator("#history", has_text="another drill is meant").wait_for()


@pytest.mark.parametrize(
    "path", ["/queue", "/reports/hostile?claim=c-hostile", "/reports/hostile", "/desk?claim=c-hostile"]
)
def test_words_of_a_report_never_become_markup(window: Window, address: str, path: str) -> None:
    page = window()
    page.goto(address + path)
    settled(page)
    assert page.title() != "owned"
    assert page.locator("img").count() == 0
    assert page.evaluate("[...document.querySelectorAll('a')].every((a) => a.href.startsWith(location.origin))")
    if "reports" in path:
        shown = page.locator("#sheet .text").text_content() or ""
        assert shown.count(HOSTILE) == 2
        assert "\u202e" not in shown
        assert "\ufffdSerbia" in shown


def test_on_a_phone_text_and_claim_take_turns(window: Window, address: str) -> None:
    page = window(360, 740)
    page.goto(f"{address}/reports/r03?claim=c0308")
    settled(page)
    assert page.locator("#sheet").is_visible()
    assert not page.locator("#claim-pane").is_visible()
    page.get_by_role("button", name="Claim", exact=True).click()
    assert page.locator("#claim-pane").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".acts").get_by_role("button", name="Accept").click()
    page.wait_for_url(re.compile("claim=c0309"))
    assert page.locator("#claim-pane").is_visible()


def test_a_claim_is_merged_with_an_event_and_split_from_it_again(
    window: Window, address: str, record_file: Path
) -> None:
    page = window()
    page.goto(f"{address}/reports/r03?claim=c0307")
    settled(page)
    page.keyboard.press("m")
    page.get_by_role("searchbox", name="Find events").fill('"Quiet River 2-9"')
    page.locator(".choice", has_text="2019").first.click()
    page.locator("#history .act", has_text="same").first.wait_for()
    with foedera.open(record_file, read_only=True) as record:
        fellows = set(record.event("e-c0307").claims) - {"c0307"}
    assert fellows
    page.keyboard.press("s")
    page.locator("#history .act", has_text="different").first.wait_for()
    with foedera.open(record_file, read_only=True) as record:
        assert fellows.isdisjoint(record.event("e-c0307").claims)


def test_a_merger_is_refused_where_the_other_claim_changed_since_it_was_listed(
    window: Window, address: str, record_file: Path
) -> None:
    page = window()
    page.goto(f"{address}/reports/r03?claim=c0306")
    settled(page)
    page.keyboard.press("m")
    page.get_by_role("searchbox", name="Find events").fill('"Quiet River 2-8"')
    page.locator(".choices li:only-child", has_text="2018").wait_for()  # found by the words
    with foedera.open(record_file, author="Ben") as record:
        first = record.event("e-c0208").claims[0]  # by which the event is named
        record.doubt(first, reason="another drill")
    page.locator(".choice").click()
    page.locator("#conflict", has_text="Someone changed this").wait_for()
    assert page.locator("#conflict li", has_text="Ben").is_visible()
    with foedera.open(record_file, read_only=True) as record:
        assert first not in record.event("e-c0306").claims
    page.get_by_role("button", name="Decide all the same").click()
    page.locator("#history .act", has_text="same").first.wait_for()
    with foedera.open(record_file, read_only=True) as record:
        assert first in record.event("e-c0306").claims


def test_a_forecast_is_resolved_by_the_claim_that_is_proposed(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/queue?kind=forecast&claim=c-will&other=c-was")
    settled(page)
    page.keyboard.press("1")
    page.locator("#list .judged").first.wait_for()
    for _ in range(100):
        with foedera.open(record_file, read_only=True) as record:
            told = next(each for each in record.forecasts() if each.claim == "c-will")
        if told.decided:
            break
        time.sleep(0.2)
    assert (told.outcome, told.by) == ("came true", "c-was")


def test_selected_words_are_evidence_for_a_field(window: Window, address: str, record_file: Path) -> None:
    page = window()
    page.goto(f"{address}/reports/r02?claim=c0208")
    settled(page)
    page.keyboard.press("e")
    page.locator(".claim-form").wait_for()
    page.evaluate(SELECT, ["Dispatch 2 of", "Balkan Ledger"])
    page.get_by_role("button", name="Evidence for …").click()
    page.get_by_role("dialog").get_by_role("button", name="says").click()
    said = page.locator('fieldset:has(legend:text-is("says"))')
    assert said.locator('[name="name"]').input_value() == "Balkan Ledger"
    said.locator('[name="kind"]').select_option("company")
    page.keyboard.press("Control+Enter")
    page.locator(".chip", has_text="edited").wait_for()
    with foedera.open(record_file, read_only=True) as record:
        claim = record.claim("c0208").claim
        text = record.report("r02").text
    cell = next(cell for cell in claim.cells if cell.field == "said_by")
    assert text[cell.span.start : cell.span.end] == cell.printed == "Balkan Ledger"
    assert "said_by" in claim.evidence[0].fields
