"""Web servers of our own on 127.0.0.1, good ones and bad ones, and names that lead to them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from foedera.sources.fetch import Client
from foedera.sources.limits import DEFAULT, SourceLimits

LOCAL = "127.0.0.1"


@dataclass
class Reply:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A server with pages."""

    pages: dict[str, Reply]
    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of each request."""

    def url(self, path: str, host: str = "site.example") -> str:
        """Return the address of a path, under a name that only our resolver knows."""
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """Paths of all requests."""
        return [path for path, _ in self.asked]


@contextmanager
def serving(pages: dict[str, Reply]) -> Iterator[Site]:
    """Run a server; an ETag of a page is compared with what the client knows."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            reply = site.pages.get(self.path, Reply(b"nothing here", 404))
            if reply.headers.get("ETag") and self.headers.get("If-None-Match") == reply.headers["ETag"]:
                reply = Reply(b"", 304)
            self.send_response(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((LOCAL, 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Run a server that does with its first connection what it likes; yields its port."""
    listener = socket.create_server((LOCAL, 0))

    def run() -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            try:
                connection.recv(4_096)
                talk(connection)
            except OSError:
                return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join()


def client(limits: SourceLimits = DEFAULT, **hosts: str) -> Client:
    """Return a client that may go to 127.0.0.1, where every host is but for those given (dots as underlines)."""
    known = {host.replace("_", "."): ip for host, ip in hosts.items()}
    return Client(limits, lambda host, _: [known.get(host, LOCAL)], frozenset((LOCAL,)))
