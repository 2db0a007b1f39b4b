"""A real server on this machine that misbehaves in every way: each has its code, nothing of it passes for claims."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from foedera import pipeline
from foedera.pipeline import Coded, document_of
from foedera.secondreader import (
    Endpoint,
    Fault,
    SecondReader,
    SecondReaderError,
    checking,
    faults,
    key_from_environment,
    target_of,
)
from foedera.secondreader.chat import Chat
from foedera.secondreader.http import Client
from foedera.types import Sentence
from tests.secondreader.conftest import Read
from tests.secondreader.server import Behaviour, completion, drill, sends, serving, tells, writes

ROOT = Path(__file__).parents[2]
WHOLE = json.dumps({"claims": [drill()]})


def _fault(read: Read, *behaviours: Behaviour, **how: Any) -> Fault:
    with serving(*behaviours) as server, pytest.raises(Fault) as caught:
        read(server, **how)
    return caught.value


def _cut(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Announce more than comes."""
    data = json.dumps(completion(WHOLE)).encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2])
    handler.close_connection = True


def _cut_chunks(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Break off a chunked answer without its last chunk."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\n{")
    handler.close_connection = True


def _drip(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Send a blank now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    try:
        for _blank in range(400):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def _flood(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Send without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    try:
        for _block in range(2_000):
            handler.wfile.write(b" " * 65_536)
    except OSError:
        return


def _silent(_: BaseHTTPRequestHandler, __: dict[str, Any]) -> None:
    """Say nothing for a while."""
    time.sleep(3)


@pytest.mark.parametrize(
    ("behaviour", "code", "words"),
    [
        (sends({"error": {"message": "bad key"}}, 401), "L106", "bad key"),
        (sends({}, 403), "L106", "key"),
        (sends({"error": {"message": "model 'tiny' not found"}}, 404), "L107", "tiny"),
        (sends({"error": "model tiny not found, try pulling it first"}, 400), "L107", "tiny"),
        (sends(b"no such page", 404, "text/html"), "L107", "address"),
        (sends({"error": {"message": "the context is too long"}}, 400), "L110", "too long"),
        (sends(b"{" * 5_000, 418), "L110", "418"),
        (sends({"error": {"message": "slow down"}}, 429), "L108", "slow down"),
        (sends(b"oops", 503, "text/plain"), "L109", "503"),
        (sends(b"", 302, headers={"Location": "http://127.0.0.1:9/v1"}), "L105", "redirects"),
        (sends(b"<html>Sign in</html>", kind="text/html; charset=utf-8"), "L111", "text/html"),
        (sends(b"data: {}\n\n", kind="text/event-stream"), "L111", "event-stream"),
        (sends(b"{"), "L112", "no JSON"),
        (sends(b"[" * 100_000), "L112", "no JSON"),
        (sends(b"\xff\xfe\x00"), "L112", "no JSON"),
        (sends([]), "L112", "no message"),
        (sends({"choices": []}), "L112", "no message"),
        (sends({"choices": [{"message": "hello"}]}), "L112", "no message"),
        (writes(None), "L112", "no words"),
        (writes({"claims": []}), "L112", "no words"),
        (writes(None, refusal="I will not."), "L113", "declines"),
        (writes("", finish="content_filter"), "L113", "declines"),
        (writes("I'm sorry, but I can't help with military matters."), "L113", "declines"),
        (writes("The report tells of a drill and of boats."), "L115", "no claims"),
        (writes(""), "L115", "no claims"),
        (writes('{"answer": 42}'), "L115", "no claims"),
        (writes('{"claims": "none"}'), "L115", "no claims"),
        (writes("[" * 100_000), "L115", "no claims"),
        (writes(WHOLE[:-40]), "L114", "ends before"),
        (writes(WHOLE[:200], finish="length"), "L114", "ran out of room"),
        (_cut, "L101", "broke off"),
        (_cut_chunks, "L101", "broke off"),
    ],
)
def test_each_misbehaviour_has_its_code(read: Read, behaviour: Behaviour, code: str, words: str) -> None:
    """The message says what was wrong, in words of its own."""
    fault = _fault(read, behaviour)
    assert (fault.code, words in fault.message) == (code, True), fault.message


@pytest.mark.parametrize("behaviour", [_drip, _silent])
def test_a_server_that_takes_its_time_is_left(read: Read, behaviour: Behaviour) -> None:
    """However steadily it drips, the time is for the whole answer."""
    begun = time.monotonic()
    fault = _fault(read, behaviour, seconds=0.4)
    assert fault.code == "L102"
    assert time.monotonic() - begun < 2.5


def test_a_flood_is_cut_off(read: Read) -> None:
    """No more is taken than the limit, whatever is sent."""
    fault = _fault(read, _flood, most=300_000)
    assert fault.code == "L103"
    assert "300,000" in fault.message


@contextmanager
def _raw(answer: bytes) -> Iterator[str]:
    """Run a server that speaks no HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            plain, _ = listener.accept()
            with plain:
                plain.recv(65_536)
                plain.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(5)


def test_what_speaks_no_http_is_named(read: Read) -> None:
    """Another service may stand at the address."""
    with _raw(b"SSH-2.0-OpenSSH_9.2\r\n") as url, pytest.raises(Fault) as caught:
        read(url)
    assert caught.value.code == "L104"


def test_nobody_at_the_address_is_named(read: Read) -> None:
    """A server that is not running."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Fault) as caught:
        read(f"http://127.0.0.1:{port}")
    assert caught.value.code == "L101"


def test_a_busy_or_failing_server_is_asked_again(read: Read) -> None:
    """It recovers, and the answer counts."""
    busy = sends({}, 429, headers={"Retry-After": "0"})
    with serving(busy, sends({}, 500), sends({}, 502), tells(drill())) as server:
        assert len(read(server).claims) == 1
    assert len(server.asked) == 4


def test_waits_grow_and_the_servers_wish_is_kept_within_reason() -> None:
    """A server may ask for a minute, not for a day."""
    waits: list[float] = []
    busy = [sends({}, 429, headers={"Retry-After": wish}) for wish in ("7", "90000", "soon")]
    with serving(*busy, tells()) as server:
        chat = Chat(Client(Endpoint(server.url, "tiny")), [{}], pause=waits.append)
        chat.ask([{"role": "user", "content": "?"}])
    assert waits == [7.0, 60.0, 16.0]


def test_an_answer_that_is_no_json_is_asked_for_once_more(read: Read) -> None:
    """With a word on what is wanted."""
    with serving(writes("A drill and a delivery."), tells(drill())) as server:
        assert len(read(server).claims) == 1
    assert "JSON object alone" in server.pieces[1]


def test_a_piece_too_long_for_the_answer_is_asked_in_halves(read: Read) -> None:
    """A model with little room still reads all of it."""
    with serving(writes(WHOLE[:200], finish="length"), tells(drill()), tells()) as server:
        assert len(read(server).claims) == 1
    assert len(server.asked) == 3
    assert all(len(piece) < len(server.pieces[0]) for piece in server.pieces[1:])


@pytest.mark.parametrize(
    "url",
    [
        "http://reader.example/v1",
        "http://10.0.0.8:8000",
        "http://127.0.0.1.reader.example",
        "ftp://localhost/",
        "localhost:11434",
        "http://",
        "http://localhost:99999",
        "http://user:secret@localhost:1",
        "http://localhost:1/?key=secret",
        "https://",
        "http://local host/",
        "",
    ],
)
def test_an_endpoint_that_may_not_be_called_is_refused(url: str) -> None:
    """Plain http to others, keys in addresses, what is no address; no secret is repeated."""
    with pytest.raises(Fault) as caught:
        target_of(Endpoint(url, "tiny"))
    assert caught.value.code == "L100"
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://localhost:11434", "/v1/chat/completions"),
        ("http://[::1]:8080/", "/v1/chat/completions"),
        ("https://reader.example/openai/v1/", "/openai/v1/chat/completions"),
        ("https://reader.example/v1beta", "/v1beta/chat/completions"),
        ("http://127.0.0.2/x/chat/completions", "/x/chat/completions"),
    ],
)
def test_an_endpoint_may_be_given_short_or_whole(url: str, path: str) -> None:
    """The server, its version, or the whole address."""
    assert target_of(Endpoint(url, "tiny")).path == path


def test_plain_http_to_others_can_be_allowed() -> None:
    """By the user alone."""
    assert target_of(Endpoint("http://10.0.0.8:8000", "tiny", insecure=True)).host == "10.0.0.8"


def test_no_message_repeats_the_key() -> None:
    """Some servers write it into their errors."""
    refused = sends({"error": {"message": "Incorrect API key provided: sk-secret-2."}}, 401)
    with serving(refused) as server, pytest.raises(Fault) as caught:
        Chat(Client(Endpoint(server.url, "tiny"), "sk-secret-2"), [{}]).ask([{"role": "user", "content": "?"}])
    assert "sk-secret-2" not in str(caught.value)
    assert "***" in caught.value.message


def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line break would add a header of its own."""
    monkeypatch.setenv("FOEDERA_LLM_KEY", "sk-secret-3\r\nX: y")
    with pytest.raises(Fault) as caught:
        key_from_environment()
    assert caught.value.code == "L106"
    assert "sk-secret" not in str(caught.value)


def test_where_both_read_our_own_claims_survive_the_others_failure(code_by: Callable[..., Coded]) -> None:
    """The failure is told with the input's name."""
    with serving(sends({}, 404)) as server:
        coded = code_by("both", server)
        with pytest.raises(SecondReaderError) as caught:
            code_by("llm", server)
    assert coded.report.claims
    assert coded.report.second is None
    (problem,) = coded.problems
    assert (problem.code, problem.source) == ("L107", "kotor.txt")
    assert caught.value.problems == coded.problems


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate for localhost that nobody vouches for, and its key, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    paths = folder / "cert.pem", folder / "key.pem"
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    files = ("-out", str(paths[0]), "-keyout", str(paths[1]))
    subprocess.run([openssl, "req", "-x509", *made, *names, *files], check=True, capture_output=True)
    return paths


def test_tls_is_checked(read: Read, certificate: tuple[Path, Path]) -> None:
    """A certificate that nobody vouches for ends the call before anything is sent; one that is trusted does not."""
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(*certificate)
    with serving(tells(drill()), secure=secure) as server:
        with pytest.raises(Fault) as caught:
            read(server)
        assert caught.value.code == "L101"
        assert "certificate" in caught.value.message
        assert not server.asked
        trust = ssl.create_default_context(cafile=str(certificate[0]))
        answer = Client(Endpoint(server.url, "tiny"), trust=trust).post({"messages": []})
    assert answer.status == 200


def test_a_report_that_takes_too_many_questions_is_refused_before_the_first() -> None:
    """It is not read by half."""
    paragraph = "The council of the harbour town met again and talked about the price of fish for an hour or so. " * 70
    document = document_of("\n\n".join([paragraph] * 70).encode(), "long.txt")
    engine = pipeline.load(None, 2)
    sentences = tuple(Sentence(segment, ()) for segment in document.segments)
    with serving(tells()) as server:
        reader = SecondReader(Endpoint(server.url, "tiny"), engine.codebook, engine.gazetteer)
        with pytest.raises(Fault) as caught:
            reader.read(document.report, sentences)
    assert caught.value.code == "L116"
    assert not server.asked


def test_every_code_is_documented() -> None:
    """With what it means, in docs/second-reader.md."""
    document = (ROOT / "docs" / "second-reader.md").read_text(encoding="utf-8")
    codes = {value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str)}
    assert len(codes) == 17
    for code in (*codes, *checking.MEANINGS):
        assert code in document, code
