"""Signing in: by the one-time link, by a user's token; what each role may do."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedera.web.serve import address_of
from foedera.web.sessions import SHIFT, Sessions
from foedera.web.settings import Settings
from foedera.web.signin import own_path
from foedera.web.users import Users, UsersError
from tests.web.server.making import FIRST, OWN, served

ELSEWHERE = Settings(host="0.0.0.0", author="Ana")  # noqa: S104 - nothing is bound
PAGE = {"accept": "text/html"}


def test_on_loopback_nobody_signs_in_and_elsewhere_everybody_does(tmp_path: Path) -> None:
    """A page is led to the form and back; a program is told."""
    assert not Settings().must_sign_in
    assert not Settings(host="::1").must_sign_in
    with served(tmp_path, settings=ELSEWHERE) as (client, _):
        assert client.get("/api/events").status_code == 401
        assert client.post("/api/decisions", json={"action": "accept", "target": FIRST}).status_code == 401
        led = client.get("/events?type=exercise", headers=PAGE)
        assert led.status_code == 303
        assert led.headers["location"] == "/sign-in?next=%2Fevents%3Ftype%3Dexercise"
        assert client.get(led.headers["location"], headers=PAGE).status_code == 200
        assert client.get("/static/base.css").status_code == 200


def test_a_link_signs_in_once(tmp_path: Path) -> None:
    """Looking at it does not use it up, as mail programs look at links; a second use is refused; the next appears."""
    with served(tmp_path, settings=ELSEWHERE) as (client, site):
        shown: list[str] = []
        site.server.link_used = lambda: shown.append("next")
        secret = site.server.sessions.new_link("Ana")
        for _ in range(2):
            form = client.get(f"/sign-in?link={secret}", headers=PAGE)
            assert f'value="{secret}"' in form.text
        signed = client.post("/sign-in", data={"link": secret, "next": "/events"})
        assert (signed.status_code, signed.headers["location"]) == (303, "/events")
        cookie = signed.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert client.get("/api/me").json() == {"name": "Ana", "role": "admin"}
        assert shown == ["next"]
        with TestClient(site, base_url="http://127.0.0.1:8765", headers=OWN, follow_redirects=False) as other:
            assert other.post("/sign-in", data={"link": secret}).status_code == 403
            assert other.get("/api/me").status_code == 401


def test_signing_out_ends_the_session(tmp_path: Path) -> None:
    """The cookie of before is worth nothing then."""
    with served(tmp_path, settings=ELSEWHERE) as (client, site):
        client.post("/sign-in", data={"link": site.server.sessions.new_link("Ana")})
        kept = dict(client.cookies)
        assert client.post("/sign-out").status_code == 303
        client.cookies.update(kept)
        assert client.get("/api/me").status_code == 401


def test_roles_bound_what_a_user_may_do(tmp_path: Path) -> None:
    """One who reads decides nothing, one who judges takes no archive; decisions carry the user's name."""
    users = Users(tmp_path / "users.json")
    tokens = {role: users.add(f"User {role}", role) for role in ("read", "judge", "admin")}
    with served(tmp_path, settings=Settings(users=users.path)) as (client, _):

        def ask(role: str, path: str, decide: bool = False) -> int:  # noqa: FBT001, FBT002 - a switch of this test
            headers = {"authorization": f"Bearer {tokens[role]}"}
            body = {"action": "note", "target": FIRST, "value": f"by {role}"}
            return (
                client.post(path, json=body, headers=headers) if decide else client.get(path, headers=headers)
            ).status_code

        assert [ask(role, "/api/events") for role in tokens] == [200] * 3
        assert [ask(role, "/api/decisions", decide=True) for role in tokens] == [403, 201, 201]
        assert [ask(role, "/api/export/archive") for role in tokens] == [403, 403, 200]
        history = client.get(f"/api/history/{FIRST}", headers={"authorization": f"Bearer {tokens['read']}"}).json()
        assert [each["author"] for each in history] == ["User judge", "User admin"]


def test_a_user_who_is_taken_out_is_out_at_once(tmp_path: Path) -> None:
    """With the session they are in, and with their token."""
    users = Users(tmp_path / "users.json")
    token = users.add("Bo", "judge")
    with served(tmp_path, settings=Settings(users=users.path)) as (client, _):
        assert client.post("/sign-in", data={"token": "wrong"}).status_code == 403
        assert client.post("/sign-in", data={"token": token}).status_code == 303
        assert client.get("/api/me").json()["name"] == "Bo"
        Users(users.path).remove("Bo")
        assert client.get("/api/me").status_code == 401
        assert client.get("/api/me", headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_the_users_file_holds_no_token_and_is_its_owners_alone(tmp_path: Path) -> None:
    """Whoever reads it cannot sign in."""
    users = Users(tmp_path / "users.json")
    token = users.add("Ana Kovac", "admin")
    assert token not in users.path.read_text(encoding="utf-8")
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    found = users.of_token(token)
    assert found is not None
    assert (found.name, found.role) == ("Ana Kovac", "admin")
    renewed = users.add("Ana Kovac", "read")
    assert users.of_token(token) is None
    assert users.of_token(renewed) is not None


@pytest.mark.parametrize(
    ("name", "role"), [("", "read"), ("a\nb", "read"), ("x" * 65, "read"), (" a", "read"), ("a", "owner")]
)
def test_bad_names_and_roles_are_refused(tmp_path: Path, name: str, role: str) -> None:
    """Before anything is written."""
    with pytest.raises(UsersError):
        Users(tmp_path / "users.json").add(name, role)
    assert not (tmp_path / "users.json").exists()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"form": 2, "users": []}', '{"form": 1, "users": [{"name": "a", "role": "read"}]}']
)
def test_a_file_that_is_no_users_file_lets_nobody_in(tmp_path: Path, text: str) -> None:
    """It is said, not passed over."""
    (tmp_path / "users.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsersError):
        Users(tmp_path / "users.json").all()


def test_sessions_and_links_end(tmp_path: Path) -> None:
    """A session ends when it is not used for a shift; use makes it longer."""
    del tmp_path
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    secret, link = sessions.begin("Ana"), sessions.new_link("Ana")
    now[0] = SHIFT - 1
    assert sessions.name_of(secret) == "Ana"
    now[0] = SHIFT + 100
    assert sessions.name_of(secret) == "Ana"
    now[0] = 3 * SHIFT
    assert sessions.name_of(secret) is None
    assert sessions.take_link(link) is None


@pytest.mark.parametrize(
    "given",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nb: c", "", "x", "/\tx"],
)
def test_signing_in_leads_nowhere_else(given: str) -> None:
    """Whatever the address says of where to go on."""
    assert own_path(given) == "/"


def test_guessing_is_slowed_down(tmp_path: Path) -> None:
    """After some tries one must wait, whatever one brings."""
    users = Users(tmp_path / "users.json")
    users.add("Bo", "judge")
    with served(tmp_path, settings=Settings(users=users.path)) as (client, _):
        answers = [client.post("/sign-in", data={"token": str(n)}).status_code for n in range(15)]
        assert answers[0] == 403
        assert answers[-1] == 429


def test_a_read_only_server_takes_nothing(tmp_path: Path) -> None:
    """Not even from who may do everything elsewhere; and the record is not written."""
    with served(tmp_path, settings=Settings(read_only=True)) as (client, site):
        assert client.get("/api/events").json()["total"] == 1
        assert client.post("/api/decisions", json={"action": "accept", "target": FIRST}).status_code == 403
        assert site.server.record.store.read_only


def test_the_address_that_is_told() -> None:
    """It can be opened on this machine, whatever is listened on."""
    assert address_of(Settings(host="::", port=1)) == "http://[::1]:1/"
    assert address_of(Settings(certificate=Path("x"), port=2)) == "https://127.0.0.1:2/"
