"""A real HTTP server on this machine that answers as an OpenAI-compatible one does, or misbehaves as told."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]

REPORT = """\
Title: Drill ends in the Bay of Kotor
Publisher: Adriatic Courier
Published: 2025-08-13

KOTOR - Montenegro and Italy held the naval exercise “Blue Lantern” in the Bay of Kotor from 4 to 8 August. About 300 \
sailors took part, the defence ministry in Podgorica said.

Albania denied on Monday that it had sent observers to the drill.

Greece delivered four patrol boats to Montenegro last month.
"""
HELD = "Montenegro and Italy held the naval exercise “Blue Lantern” in the Bay of Kotor from 4 to 8 August."
DELIVERED = "Greece delivered four patrol boats to Montenegro last month."


def cell(name: str, printed: str, value: str | None = None) -> dict[str, Any]:
    """Return one value as a model gives it."""
    return {"field": name, "printed": printed, "value": value}


def drill(**changes: Any) -> dict[str, Any]:
    """Return a right claim of the report's exercise."""
    cells = [
        cell("role:participant", "Montenegro"),
        cell("role:participant", "Italy"),
        cell("name", "Blue Lantern"),
        cell("when", "from 4 to 8 August"),
        cell("where", "Bay of Kotor"),
        cell("field:domain", "naval", "naval"),
        cell("field:personnel", "About 300 sailors"),
        cell("said_by", "the defence ministry in Podgorica"),
    ]
    claim = {
        "type": "exercise",
        "status": "occurred",
        "trigger": "held the naval exercise",
        "evidence": [{"quote": HELD}],
        "cells": cells,
    }
    return claim | changes


def delivery(**changes: Any) -> dict[str, Any]:
    """Return a right claim of the report's delivery."""
    cells = [
        cell("role:supplier", "Greece"),
        cell("role:recipient", "Montenegro"),
        cell("name", "patrol boats"),
        cell("field:quantity", "four"),
        cell("field:stage", "delivered", "delivery"),
        cell("when", "last month"),
    ]
    evidence = [{"quote": DELIVERED}]
    claim = {"type": "transfer", "status": "occurred", "trigger": "delivered", "evidence": evidence, "cells": cells}
    return claim | changes


def completion(content: Any, *, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """Return the body of a chat completion."""
    return {
        "choices": [{"message": {"role": "assistant", "content": content} | message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 700, "completion_tokens": 90, "total_tokens": 790},
    }


def sends(
    body: Any, status: int = 200, kind: str = "application/json", headers: dict[str, str] | None = None
) -> Behaviour:
    """Answer with a body: bytes as they are, anything else as JSON."""

    def behave(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def tells(*claims: Any) -> Behaviour:
    """Answer with claims."""
    return sends(completion(json.dumps({"claims": claims})))


def writes(words: Any, **more: Any) -> Behaviour:
    """Answer with words of the model."""
    return sends(completion(words, **more))


@dataclass
class Server:
    """The server's address, what it was asked, and how it answers: each behaviour once, the last one for ever."""

    url: str
    behaviours: list[Behaviour]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def pieces(self) -> list[str]:
        """What stood in each question."""
        return [str(body["messages"][-1]["content"]) for body in self.asked]


@contextmanager
def serving(*behaviours: Behaviour, secure: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server that answers as given, over TLS where a context with a certificate is given."""
    server: Server

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(body)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            now = server.behaviours.pop(0) if len(server.behaviours) > 1 else server.behaviours[0]
            now(self, body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as real:
        real.daemon_threads = True
        real.block_on_close = False
        if secure is not None:
            real.socket = secure.wrap_socket(real.socket, server_side=True)
        where = (
            f"https://localhost:{real.server_address[1]}" if secure else f"http://127.0.0.1:{real.server_address[1]}"
        )
        server = Server(where, list(behaviours))
        thread = threading.Thread(target=real.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            real.shutdown()
            thread.join()
