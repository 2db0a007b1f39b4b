"""Pictures of records that have too many events to move in all of them at once."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from foedera.web.pages import pictures

FRAME = re.compile(r'<iframe data-src="([^"]*)"')


def test_of_too_many_events_the_latest_are_drawn_and_years_lead_to_the_others(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.get("/timeline").text
    assert "too many" not in whole
    monkeypatch.setattr(pictures, "HUGE", 4)
    monkeypatch.setattr(pictures, "LATEST", 1)
    shown = reader.get("/timeline?lanes=pair").text
    frame = html.unescape(FRAME.findall(shown)[0])
    assert "too many" in shown
    assert "Events by year: choose one" in shown
    since = re.findall(r"since=(\d{4}-\d\d-\d\d)", frame)
    assert since
    told = int(re.findall(r'lanes=None|drawn: <a href="([^"]*)">(\d+)</a>', shown)[0][1])
    assert 0 < told <= 4
    assert reader.get(f"/api/events?since={since[0]}").json()["total"] == told
    for file in re.findall(r'href="([^"]*/api/pictures/[^"]*)"', shown):
        assert f"since={since[0]}" in file, "what is exported is what is drawn"


def test_where_the_latest_are_too_many_still_a_still_picture_is_drawn(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "HUGE", 1)
    for path in ("/timeline", "/timeline?since=2020"):
        shown = reader.get(path).text
        assert "are too many for a picture that moves" in shown
        assert not FRAME.search(shown)


def test_marks_and_rows_of_a_picture_lead_to_the_events(reader: TestClient) -> None:
    events = [each["id"] for each in reader.get("/api/events").json()["events"]]
    for ending in ("html", "svg"):
        drawn = reader.get(f"/api/pictures/timeline.{ending}").text
        assert any(f'href="/events/{event}"' in drawn for event in events), ending
        kept = reader.get(f"/api/pictures/timeline.{ending}?file=1").text
        assert "/events/e-" not in kept, "a file may be opened anywhere"


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_picture_has_the_colours_that_were_chosen(reader: TestClient, theme: str) -> None:
    page = reader.get(f"/api/pictures/map.html?theme={theme}").text
    assert f'data-theme="{theme}"' in page
    drawn = reader.get(f"/api/pictures/map.svg?theme={theme}").text
    assert ("prefers-color-scheme" in drawn) == (theme == "auto")
