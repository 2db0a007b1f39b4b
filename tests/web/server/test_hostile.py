"""Reports that would like to be more than text: nothing of them runs, steers, or is shown as what it says it is."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from foedera.store import Kept
from foedera.web.adding import plain_name
from tests.record.making import claim_in, new_record, report_of
from tests.web.server.making import served

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "{{ 7919*7907 }}{% raw %}",
    '=HYPERLINK("http://evil.example")',
    "\u202etxt.exe",
    "'; DROP TABLE claims; --",
)


@pytest.mark.parametrize("words", SCRIPTS)
def test_words_of_a_report_stay_words(tmp_path: Path, words: str) -> None:
    """In titles, names, publishers and passages: JSON is JSON, tables hold no formulas, originals are only kept."""
    text = f"Serbia and China held {words} in Hebei."
    report = report_of("h", text, "2025-08-01", words, claim_in("h", text, name=words, when="2025-07"))
    with served(tmp_path, report) as (client, _):
        found = client.get("/api/events")
        assert found.headers["content-type"] == "application/json"
        assert found.json()["events"][0]["name"] == words
        table = client.get("/api/claims?format=csv")
        assert not any(line.startswith("=") or ",=" in line for line in table.text.splitlines())
        assert client.get("/api/events", params={"publisher": words}).json()["total"] == 1
        original = client.get("/api/reports/h/original")
        assert original.headers["content-type"] == "application/octet-stream"
        assert original.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in original.headers["content-security-policy"]
        drawn = client.get("/api/pictures/timeline.html").text
        assert "<script>alert" not in drawn
        assert "onerror=alert(1)>" not in drawn.replace("&gt;", "")


def test_an_original_page_is_never_shown(tmp_path: Path) -> None:
    """A page with a script is a file to keep, of no type that a browser would run."""
    page = b"<html><script>fetch('/api/undo', {method: 'POST'})</script>"
    with new_record(tmp_path) as record:
        record.store.reports.add(
            Kept(report_of("p", "Text.", "2025", "Paper"), '../../x";evil.html', page, "text/html")
        )
    with served(tmp_path) as (client, _):
        answer = client.get("/api/reports/p/original")
        assert answer.content == page
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith('attachment; filename="x__evil.html"')


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\news.pdf", "news.pdf"),
        ("news\u202efdp.exe\r\nX: y", "newsfdp.exeX: y"),
        ("\x1b[2J", "[2J"),
        ("", "document"),
        ("..", "document"),
        ("a" * 500 + ".html", "a" * 108 + "…" + "aaaaaa.html"),
    ],
)
def test_names_of_files_are_made_plain(name: str, kept: str) -> None:
    """No folders, nothing that steers a terminal or turns the line round, and no name without end."""
    assert plain_name(name) == kept


@pytest.mark.parametrize(
    "path",
    [
        "/api/events/%00",
        "/api/events/" + "x" * 5000,
        "/api/events/..%2f..%2fetc%2fpasswd",
        "/api/claims/%ff%fe",
        "/api/reports/%ED%A0%80",
        "/api/reports/' OR 1=1 --",
        "/api/history/%00%01",
        "/api/actors/%00",
        "/api/actors/%F0%9F%92%A9",
        "/api/state?target=%00",
        "/api/pairs?left=%00&right=x",
        "/api/export/..%2f",
        "/api/jobs/../../x",
        "/api/events?text=" + "%22" * 500,
        "/api/events?text=" + "a*%20" * 300,
        "/api/events?" + "&".join(f"country=C{n}" for n in range(150)),
        "/api/balance?subject=SRB&among=,,,",
        "/api/forecasts?today=9999-99-99",
        "/api/reports?after=99999999999999999999",
        "/api/events?offset=999999999",
        "/api/search?text=x&limit=100&offset=10000",
    ],
)
def test_crafted_addresses_are_answered_plainly(tmp_path: Path, path: str) -> None:
    """With a fault of the one who asks, or with nothing found; never with one of ours."""
    with served(tmp_path) as (client, _):
        answer = client.get(path)
        assert answer.status_code < 500
        assert "Traceback" not in answer.text


def test_a_line_of_five_megabytes_is_answered(tmp_path: Path) -> None:
    """A report that is one endless line can be read, searched and listed."""
    text = "Serbia and China held drills. " + "x" * 5_000_000 + " harbour"
    report = report_of("long", text, "2025-08-01", "Paper", claim_in("long", text[:29], name="drills"))
    with served(tmp_path, report) as (client, _):
        assert len(client.get("/api/reports/long").json()["text"]) == len(text)
        assert client.get("/api/search?text=harbour").json()["hits"][0]["id"] == "long"
        assert client.get("/api/events").json()["total"] == 1


PAGES = (
    "/",
    "/queue",
    "/events",
    "/claims",
    "/reports",
    "/publishers",
    "/forecasts",
    "/timeline",
    "/map",
    "/network",
    "/saved",
    "/add",
    "/events/e-c-h-exercise-occurred",
    "/claims/c-h-exercise-occurred",
    "/reports/h",
    "/actors/SRB",
    "/pairs/SRB/CHN",
)


@pytest.mark.parametrize("words", SCRIPTS)
def test_no_page_takes_words_for_markup(tmp_path: Path, words: str) -> None:
    """In any of its places: title, publisher, name, passage, address; and in what the reader asks for."""
    text = f"Serbia and China held {words} in Hebei."
    report = report_of("h", text, "2025-08-01", words, claim_in("h", text, name=words, when="2025-07"))
    with served(tmp_path, report) as (client, _):
        for path in (
            *PAGES,
            "/publisher?name=" + quote(words),
            "/search?q=" + quote(words),
            "/events?text=" + quote(words),
        ):
            answer = client.get(path, headers={"accept": "text/html"}, follow_redirects=True)
            assert answer.status_code in (200, 400), path
            assert answer.headers["content-type"].startswith("text/html"), path
            for mark in ("<script>alert", "<img src=x", 'href="javascript:', "62615533"):
                assert mark not in answer.text, (path, mark)


def test_faults_are_pages_for_people(tmp_path: Path) -> None:
    """With the frame of all pages, the reason, and nothing of what was asked for as markup."""
    with served(tmp_path) as (client, _):
        for path, status in (
            ("/nowhere/<script>alert(1)</script>", 404),
            ("/events/e-none", 404),
            ("/events?since=x", 400),
        ):
            answer = client.get(path, headers={"accept": "text/html"})
            assert answer.status_code == status
            assert answer.headers["content-type"].startswith("text/html")
            assert "<script>alert" not in answer.text
            assert "</html>" in answer.text
