"""What the guard lets through, and what it does not: names, places, sizes, rates; and the headers of every answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from foedera.web.api import out
from foedera.web.security import POLICY, allowed_hosts
from foedera.web.sessions import Rates
from foedera.web.settings import Settings
from tests.web.server.making import FIRST, HOME, served

ACCEPT = {"action": "accept", "target": FIRST}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8765",
        "evil.example:8765",
        "127.0.0.1@evil.example",
        "127.0.0.1:80:80",
        "[::1",
        "10.0.0.1",
        "",
        " ",
        "127.0.0.1\tx",
        "LOCALHOST.",  # the same name, fully written: let through
    ],
)
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    """A site that points its own name at this machine (DNS rebinding) learns nothing and changes nothing."""
    answers = client.get("/api/me", headers={"host": host}), client.post("/api/undo", json={}, headers={"host": host})
    if host == "LOCALHOST.":
        assert answers[0].status_code == 200
        return
    assert {answer.status_code for answer in answers} == {403}
    assert "Ana" not in answers[0].text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:9", "[::1]:8765", "LocalHost"])
def test_our_own_names_are_taken(client: TestClient, host: str) -> None:
    """Whatever the port: a tunnel may change it."""
    assert client.get("/api/me", headers={"host": host}).status_code == 200


def test_two_names_are_none(client: TestClient) -> None:
    """Two Host headers, of which something before us may have read the other."""
    headers = [("host", "127.0.0.1:8765"), ("host", "evil.example")]
    assert client.get("/api/me", headers=headers).status_code == 403


def test_names_can_be_allowed_and_numbers_are_where_all_are_listened_on() -> None:
    """A name must be given; a number cannot be pointed elsewhere by a foreign site."""
    allowed = allowed_hosts(Settings(host="0.0.0.0", hosts=("Desk.Example",)))  # noqa: S104 - nothing is bound
    assert "desk.example" in allowed
    assert "evil.example" not in allowed


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": ""},
        {"origin": "null", "sec-fetch-site": ""},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
        {"origin": HOME, "sec-fetch-site": "same-site"},
        {"origin": HOME, "sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:1", "sec-fetch-site": ""},
        {"origin": "http://127.0.0.1:8765.evil.example", "sec-fetch-site": ""},
        {"origin": "file://", "sec-fetch-site": ""},
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_a_post_of_a_foreign_page_has_no_effect(tmp_path: Path, headers: dict[str, str], kind: str) -> None:
    """Whatever form it takes, and whether or not the browser tells where it comes from."""
    with served(tmp_path) as (client, site):
        sent = {name: value for name, value in headers.items() if value}
        body = b'{"action": "accept", "target": "%s"}' % FIRST.encode()
        with TestClient(site, base_url=HOME) as foreign:
            for path in ("/api/decisions", "/api/undo", "/api/reports", "/sign-out"):
                answer = foreign.post(path, content=body, headers={**sent, "content-type": kind})
                assert answer.status_code == 403
            assert foreign.put("/api/queries/x", content=b"{}", headers=sent).status_code == 403
            assert foreign.delete("/api/queries/x", headers=sent).status_code == 403
            assert site.server.record.store.decisions.about([FIRST]) == ()
        assert client.headers["origin"] == HOME


def test_a_form_without_any_origin_has_no_effect(tmp_path: Path) -> None:
    """Old browsers say nothing of where a form comes from; a program that means it says so."""
    with served(tmp_path) as (_, site), TestClient(site, base_url=HOME) as program:
        form = program.post("/api/reports", files={"files": ("a.txt", b"x")})
        assert form.status_code == 403
        assert "X-Requested-With" in form.json()["detail"]
        assert program.post("/api/decisions", json=ACCEPT).status_code == 201
        marked = {"x-requested-with": "foedera"}
        assert program.post("/api/reports", data={"published": "x"}, headers=marked).status_code == 400


def test_a_foreign_page_may_link_here_but_not_use_what_is_here(client: TestClient) -> None:
    """No script, picture, frame or fetch of another site gets an answer; following a link does."""
    used = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}
    framed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/api/events", headers=used).status_code == 403
    assert client.get("/api/events", headers=framed).status_code == 403
    assert client.get("/api/events", headers=followed).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/events",
        "/api/events/none",
        "/nowhere",
        "/static/base.css",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/api/openapi.json",
        "/api/reports/r0/original",
        "/api/events?since=nonsense",
        "/api/events?limit=x",
    ],
)
def test_every_answer_has_the_headers_that_keep_it_safe(client: TestClient, path: str) -> None:
    """Faults too; and no file outside of the folder of static files is given."""
    answer = client.get(path)
    assert answer.status_code < 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "referrer-policy" in answer.headers
    assert "create_app" not in answer.text


def test_the_policy_allows_no_script_of_a_report() -> None:
    """Neither inline nor from elsewhere, and nothing that evaluates text."""
    assert "'unsafe" not in POLICY
    assert "http" not in POLICY
    assert "script-src 'self';" in POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_a_body_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """By what it says of itself, and by what it is; nothing of it is kept."""
    settings = Settings(author="Ana", most_body=1000, most_upload=5000)
    with served(tmp_path, settings=settings) as (client, site):
        long = b'{"action": "note", "target": "x", "value": "' + b"x" * 2000 + b'"}'
        headers = {"content-type": "application/json"}
        assert client.post("/api/decisions", content=long, headers=headers).status_code == 413
        parts = (long[at : at + 100] for at in range(0, len(long), 100))
        answer = client.post("/api/decisions", content=parts, headers=headers)
        assert answer.status_code == 413
        assert "default-src" in answer.headers["content-security-policy"]
        assert client.post("/api/reports", files={"files": ("a.txt", b"x" * 9000)}).status_code == 413
        assert site.server.adder.jobs() == []


def test_who_begins_a_request_and_says_no_more_is_let_go(tmp_path: Path) -> None:
    """The first part came, the rest never does: the handler is not kept waiting for it."""
    body = [{"type": "http.request", "body": b'{"action":', "more_body": True}]
    sent: list[Any] = []

    async def receive() -> Any:
        if not body:
            await anyio.sleep_forever()
        return body.pop()

    async def send(message: Any) -> None:
        sent.append(message)

    with served(tmp_path, settings=Settings(author="Ana", patience=0.1)) as (_, site):
        headers = {"host": "127.0.0.1:8765", "content-type": "application/json", "content-length": "99"}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/api/decisions",
            "raw_path": b"/api/decisions",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 8765),
        }
        with ThreadPoolExecutor(1) as aside:  # a browser of other tests may hold this thread's event loop
            aside.submit(anyio.run, site, scope, receive, send).result()
    assert [message.get("status") for message in sent if message["type"] == "http.response.start"] == [408]
    assert b"nothing came" in sent[-1]["body"]


def test_what_takes_long_is_done_for_a_few_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are told to come again, and pages are answered meanwhile."""
    monkeypatch.setattr(out, "_work", threading.BoundedSemaphore(1))
    monkeypatch.setattr(out, "_PATIENCE", 0.05)
    with served(tmp_path) as (client, _):
        with out._turn():  # somebody's export
            busy = client.get("/api/export/json")
            assert (busy.status_code, busy.json()["code"]) == (429, "W107")
            assert client.get("/api/me").status_code == 200
        assert client.get("/api/export/json").status_code == 200


@pytest.mark.parametrize("length", ["-1", "1e3", "two", "9" * 400])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    """The header is somebody's word."""
    answer = client.get("/api/me", headers={"content-length": length})
    assert answer.status_code in (400, 413)


def test_who_asks_too_often_must_wait(tmp_path: Path) -> None:
    """And is told for how long."""
    with served(tmp_path, settings=Settings(rate=0.01, burst=5)) as (client, _):
        answers = [client.get("/api/me") for _ in range(7)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
        assert int(answers[-1].headers["retry-after"]) > 1


def test_rates_come_back_with_time() -> None:
    """A bucket that fills again."""
    now = [0.0]
    rates = Rates(rate=2.0, burst=3, clock=lambda: now[0])
    assert [rates.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert rates.take("b") == 0
    now[0] = 1.0
    assert [rates.take("a") for _ in range(3)][:2] == [0, 0]


def test_websockets_are_closed(client: TestClient) -> None:
    """There are none here."""
    from starlette.websockets import WebSocketDisconnect  # noqa: PLC0415 - used here only

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass
