"""Kept questions, reliability, and what became of forecasts."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedera.web.app import create_app
from foedera.web.pages.home import demo_files
from foedera.web.pages.showing import address, file_name, outside, own_path
from foedera.web.settings import Settings
from tests.record.making import claim_in, report_of
from tests.web.record.making import busy, links, words
from tests.web.server.making import HOME, OWN, served

EXAMPLES = Path(__file__).parents[3] / "examples"
MODEL = Path(__file__).parents[3] / "src" / "foedera" / "assets" / "model"

WILL = "c-r-will-agreement-expected"


def test_a_question_is_kept_and_tells_what_is_new(tmp_path: Path) -> None:
    with served(tmp_path, *busy()) as (client, site):
        answer = client.post(
            "/saved", data={"name": " drills  of Serbia ", "query": "country=SRB&type=exercise&limit=5"}
        )
        assert answer.headers["location"] == "/saved/ask?name=drills+of+Serbia"
        assert "nothing new" in client.get("/saved").text
        text = "Serbia and Russia held another exercise, Slavic Brotherhood, in 2019."
        site.server.record.put(
            [
                report_of(
                    "r-new",
                    text,
                    "2019-09-01",
                    "Moscow Wire",
                    claim_in("r-new", text, parties=("SRB", "RUS"), name="Slavic Brotherhood", when="2019"),
                )
            ]
        )
        assert "1 new" in client.get("/").text
        fresh = client.get("/saved/ask?name=drills+of+Serbia&new=1").text
        assert "Slavic Brotherhood" in fresh
        assert "Peace Guardian" not in fresh
        file = client.get("/saved/ask.csv?name=drills+of+Serbia&new=1").text
        assert file.count("\r\n") == 2
        assert "Slavic Brotherhood" in file
        assert "Peace Guardian" in client.get("/saved/ask.csv?name=drills+of+Serbia").text
        at = re.search(r'name="at" value="(\d+)"', fresh)
        assert at
        client.post("/saved/seen", data={"name": "drills of Serbia", "at": at[1], "back": "//evil.example"})
        assert "Nothing new" in client.get("/saved/ask?name=drills+of+Serbia&new=1").text
        assert client.post("/saved/drop", data={"name": "drills of Serbia"}).headers["location"] == "/saved"
        assert "No question is saved yet" in client.get("/saved").text


def test_a_kept_question_opens_with_the_filters_it_was_made_of(client: TestClient) -> None:
    client.post("/saved", data={"name": "q", "query": "country=SRB&since=2024&conflicts=1"})
    opened = next(link.href for link in links(client.get("/saved/ask?name=q").text) if link.text == "Open with filters")
    assert opened == "/events?country=SRB&since=2024-01-01&conflicts=1"


def test_a_publisher_is_rated_and_the_rating_taken_back(client: TestClient) -> None:
    client.post("/publishers/rate", data={"name": "Hebei Post", "letter": "B", "reason": "names its sources"})
    shown = client.get("/publisher?name=Hebei+Post").text
    assert "usually reliable" in words(shown)
    assert "names its sources" in shown
    assert 'data-letter="B"' in client.get("/publishers").text
    decision = shown.partition('name="decision" value="')[2].partition('"')[0]
    client.post("/publishers/undo", data={"name": "Hebei Post", "decision": decision})
    assert "Nobody has rated" in client.get("/publisher?name=Hebei+Post").text


def test_a_letter_that_is_none_is_refused(reader: TestClient) -> None:
    assert reader.post("/publishers/rate", data={"name": "Hebei Post", "letter": "Z"}).status_code == 400


def _form(shown: str, claim: str) -> dict[str, str]:
    article = shown.partition(f'id="f-{claim}"')[2].partition("</article>")[0]
    return dict(re.findall(r'name="(claim|shown|by|outcome)" value="([^"]*)"', article))


def test_a_due_forecast_comes_first_and_is_resolved(client: TestClient) -> None:
    shown = client.get("/forecasts").text
    assert "Due" in words(shown)
    answer = client.post(
        "/forecasts/resolve",
        data={
            **_form(shown, WILL),
            "outcome": "did not",
            "reason": "no sign of it",
            "back": "/forecasts?state=resolved",
        },
    )
    assert answer.headers["location"] == "/forecasts?state=resolved"
    resolved = client.get("/forecasts?state=resolved").text
    assert "Did not" in words(resolved)
    assert "no sign of it" in resolved
    client.post("/forecasts/undo", data={"claim": WILL})
    assert "Did not" not in words(client.get("/forecasts?state=resolved").text)


def test_a_forecast_that_changed_since_it_was_shown_is_not_overwritten(client: TestClient) -> None:
    form = _form(client.get("/forecasts").text, WILL)
    client.post("/api/decisions", json={"action": "reject", "target": WILL})
    answer = client.post("/forecasts/resolve", data={**form, "outcome": "came true"})
    assert answer.status_code == 409
    assert "changed since it was shown" in answer.text


def test_forecasts_are_chosen_by_state_source_and_the_common_filters(reader: TestClient) -> None:
    assert WILL in reader.get("/forecasts?country=HUN").text
    assert WILL not in reader.get("/forecasts?country=RUS").text
    assert WILL not in reader.get("/forecasts?state=open").text
    assert WILL not in reader.get("/forecasts?source=Nobody").text


@pytest.mark.parametrize(
    "bad", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "", None]
)
def test_nobody_is_sent_to_another_place(bad: str | None) -> None:
    assert own_path(bad, "/usual") == "/usual"


@pytest.mark.parametrize(
    "bad",
    ["javascript:alert(1)", "data:text/html,x", "//evil", "http://", "java\nscript:x", "ftp://x", "http://[", None],
)
def test_only_addresses_of_the_web_are_linked(bad: str | None) -> None:
    assert outside(bad) is None


def test_addresses_are_whole_and_files_have_plain_names() -> None:
    assert outside("https://example.org/a?b=1") == "https://example.org/a?b=1"
    assert address("/actors", "../x", a=["1", "2"], b=None) == "/actors/..%2Fx?a=1&a=2"
    assert file_name("../../etc/passwd\r\n") == "etc-passwd"


@pytest.mark.model
@pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
def test_the_made_up_reports_are_read_into_an_empty_record(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path / "new.db", Settings(author="Ana")), base_url=HOME, headers=OWN) as client:
        for path in demo_files():
            assert path.name in {each.name for each in EXAMPLES.iterdir()}
        where = client.post("/demo", follow_redirects=False).headers["location"]
        for _ in range(600):
            answer = client.get(where, follow_redirects=False)
            if answer.status_code == 303:
                break
            assert "Reading the made-up reports" in answer.text
            time.sleep(0.5)
        assert "Selat Tenang" in client.get("/search?q=Selat+Tenang").text
        assert client.post("/demo").status_code == 400
