"""The commands, as people run them: `foedera serve` in a process of its own, and `foedera users`."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from foedera.cli import main
from foedera.web.serve import ServeError, serve
from foedera.web.settings import Settings
from tests.record.making import new_record, three_on_one

ROOT = Path(__file__).parents[3]


def test_a_port_that_is_taken_is_all_that_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not before it that the record opens at an address, which it does not."""
    new_record(tmp_path).close()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        assert main(["serve", str(tmp_path / "record.db"), "--port", taken]) == 1
    told = capsys.readouterr()
    assert "cannot listen on 127.0.0.1" in told.err
    assert "opens at this address" not in told.err + told.out


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command on a record; give out the process and the address that it prints."""
    if not (folder / "record.db").exists():
        new_record(folder, *three_on_one()).close()
    command: Sequence[str] = [sys.executable, "-m", "foedera", "serve", str(folder / "record.db"), *arguments]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def get(address: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Return status, headers and body of what stands at an address."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_a_record_is_served_until_ctrl_c(tmp_path: Path) -> None:
    """On loopback, at the address that is printed; ending it is no fault; the server does not say what it runs on."""
    with serving(tmp_path) as (process, address):
        assert urlsplit(address).hostname == "127.0.0.1"
        status, headers, body = get(f"{address}api/status")
        assert (status, headers.get("server")) == (200, None)
        assert b'"reports":3' in body
        assert get(f"{address}api/status", host="evil.example")[0] == 403
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0


def test_elsewhere_a_link_is_printed(tmp_path: Path) -> None:
    """With what a person should know of it."""
    with serving(tmp_path, "--sign-in") as (_, address):
        assert "/sign-in?link=" in address
        base = address.partition("sign-in")[0]
        assert get(f"{base}api/status")[0] == 401
        assert b"signs you in once" in get(address)[2]


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """Where a person asked for that very port; otherwise the next one is taken."""
    with serving(tmp_path) as (_, address):
        port = urlsplit(address).port
        assert port is not None
        with pytest.raises(ServeError, match=str(port)):
            serve(tmp_path / "record.db", Settings(port=port), tell=print, warn=print)


def test_a_certificate_that_is_none_is_told(tmp_path: Path) -> None:
    """Before anything is served."""
    new_record(tmp_path).close()
    (tmp_path / "x.pem").write_text("no certificate")
    settings = Settings(port=0, certificate=tmp_path / "x.pem", key=tmp_path / "x.pem")
    with pytest.raises(ServeError, match="certificate"):
        serve(tmp_path / "record.db", settings, tell=print, warn=print)


def test_users_are_managed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The token is the one thing on standard output, once."""
    file = str(tmp_path / "users.json")
    assert main(["users", "add", "Ana Kovac", "--role", "admin", "--users", file]) == 0
    assert len(capsys.readouterr().out.strip()) == 43
    assert main(["users", "list", "--users", file]) == 0
    assert capsys.readouterr().out == "admin  Ana Kovac\n"
    assert main(["users", "remove", "Ana Kovac", "--users", file]) == 0
    assert main(["users", "remove", "Ana Kovac", "--users", file]) == 1
    assert "no user" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--key", "x"], ["--users", "nowhere.json"], ["--port", "0"], ["--port", "70000"]])
def test_wrong_usage_is_told(tmp_path: Path, wrong: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With exit code 2, before a record is opened or made."""
    monkeypatch.chdir(tmp_path)
    try:
        code = main(["serve", "new.db", *wrong])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == 2
    assert not (tmp_path / "new.db").exists()
