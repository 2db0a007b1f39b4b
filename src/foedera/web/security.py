"""What stands before every request: whose page is asked for, from where, by whom, how much and how often."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedera.web.errors import answer
from foedera.web.sessions import Rates
from foedera.web.settings import Settings, is_loopback
from foedera.web.users import User

if TYPE_CHECKING:
    from foedera.web.server import Server

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""The Content-Security-Policy of every answer that does not bring its own."""
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # not no-referrer: with that, browsers send `Origin: null` with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "cache-control": "private, no-cache",
}
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN: Final = ("/sign-in", "/static/")
"""What is shown to those who are not signed in."""
_HOST: Final = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?")
_NUMBERS: Final = re.compile(r"\[[0-9a-fA-F:.]+\]|[0-9]+(?:\.[0-9]+){3}")
_UPLOADS: Final = frozenset({"/api/reports", "/api/import", "/add"})


class Guard:
    """Stands around the application and lets through what may pass."""

    def __init__(self, app: ASGIApp, server: Server) -> None:
        self._app, self._server = app, server
        self._settings = server.settings
        self._hosts = allowed_hosts(self._settings)
        self._any_number = self._settings.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        self._rates = Rates(self._settings.rate, self._settings.burst)
        self.cookie = cookie_name(self._settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        scope.setdefault("state", {})
        scope["state"]["user"] = None
        request = Request(scope)
        guarded = _Body(receive, send, self._most(request), self._settings.patience)
        answered = self._refuse(request)
        if answered is not None:
            await answered(scope, guarded.receive, guarded.send)
            return
        await self._app(scope, guarded.receive, guarded.send)

    def _refuse(self, request: Request) -> Response | None:
        """Return the answer to a request that may not pass; who asks is written into its state."""
        scope = request.scope
        if "app" not in scope:
            scope["app"] = self._server_app()
        wrong = self._wrong_host(request) or _foreign(request)
        if wrong is not None:
            return answer(request, 403, wrong, code="W101")
        length = request.headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return answer(request, 400, "Content-Length is no number", code="W104")
        if int(length) > self._most(request):
            return answer(request, 413, too_much(self._most(request)), code="W105")
        user = self._user(request)
        wait = self._rates.take(user.name if user else request.client.host if request.client else "")
        if wait:
            seconds = {"Retry-After": str(int(wait) + 1)}
            return answer(request, 429, "too many requests; wait a little", code="W106", headers=seconds)
        request.state.user = user
        if user is None and not request.url.path.startswith(_OPEN):
            return self._sign_in(request)
        return None

    def _server_app(self) -> Any:
        app: Any = self._app
        while not hasattr(app, "state"):
            app = app.app
        return app

    def _wrong_host(self, request: Request) -> str | None:
        given = request.headers.getlist("host")
        found = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        name = found[1].casefold().rstrip(".") if found else ""
        if name in self._hosts or (self._any_number and name and _NUMBERS.fullmatch(name)):
            return None
        return "this page is not known by that name; give the name to `foedera serve --allow-host` if it is right"

    def _user(self, request: Request) -> User | None:
        server = self._server
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer":
            return server.user_of_token(token.strip())
        if not self._settings.must_sign_in:
            return server.local
        secret = request.cookies.get(self.cookie)
        name = server.sessions.name_of(secret) if secret else None
        return server.user_of(name) if name else None

    def _sign_in(self, request: Request) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?next={quote(target, safe='')}", 303)
        kind = {"WWW-Authenticate": 'Bearer realm="foedera"'} if self._server.users else None
        return answer(request, 401, "sign in first", code="W102", headers=kind)

    def _most(self, request: Request) -> int:
        settings = self._settings
        return settings.most_upload if request.url.path in _UPLOADS else settings.most_body


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Return the names under which the page may be asked for."""
    names = {"localhost", "127.0.0.1", "[::1]", *settings.hosts}
    if ":" in settings.host:
        names.add(f"[{settings.host.strip('[]')}]")
    elif settings.host != "0.0.0.0":  # noqa: S104 - compared, not bound
        names.add(settings.host)
    if not is_loopback(settings.host):
        names |= {socket.gethostname(), socket.getfqdn()}
    return frozenset(name.casefold().rstrip(".") for name in names)


def cookie_name(settings: Settings) -> str:
    """Return the name of the session's cookie; cookies do not tell ports apart, so that the name does."""
    return f"{'__Host-' if settings.secure else ''}foedera-{settings.port}"


def too_much(most: int) -> str:
    """Return why a body is refused."""
    return f"too large: at most {most // 1024 // 1024} MB are taken here; larger ones go in by `foedera add`"


def _foreign(request: Request) -> str | None:
    """Return why a request is not taken that another site's page makes; None for our own pages and for programs."""
    site = request.headers.get("sec-fetch-site")
    if request.method in _SAFE:
        navigates = request.headers.get("sec-fetch-mode") == "navigate"
        framed = request.headers.get("sec-fetch-dest", "document") != "document"
        if site in (None, "same-origin", "none") or (navigates and not framed):
            return None
        return "another site's page may link here, but not use what is here"
    if site not in (None, "same-origin"):
        return "only this page itself may change something here"
    origins = request.headers.getlist("origin")
    if origins:
        host = request.headers.get("host", "").casefold()
        own = len(origins) == 1 and origins[0].casefold() in (f"http://{host}", f"https://{host}")
        return None if own else "only this page itself may change something here"
    if site is None and not _of_program(request):
        return "a program that changes something here sends JSON, `Authorization`, or `X-Requested-With: foedera`"
    return None


def _of_program(request: Request) -> bool:
    """Tell whether a request has a mark that no form of a foreign page can give it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    marked = request.headers.get("x-requested-with") or request.headers.get("authorization")
    return bool(marked) or kind == "application/json"


class _Body:
    """The way in and out of one request: counts what comes in, waits only so long, and adds headers on the way out."""

    def __init__(self, receive: Receive, send: Send, most: int, patience: float) -> None:
        self._receive, self._send, self._most, self._patience = receive, send, most, patience
        self._seen, self._whole, self._over, self._begun, self._dropped = 0, False, False, False, False

    async def receive(self) -> Message:
        """Return the next part of the body; the end of it, once there was too much or nothing came for too long."""
        if self._whole:
            return await self._receive()
        if self._over:
            return {"type": "http.disconnect"}
        message: Message | None = None
        with anyio.move_on_after(self._patience):
            message = await self._receive()
        if message is None:
            self._over = True
            return {"type": "http.disconnect"}
        self._seen += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._seen > self._most:
            self._over, self._whole = True, False
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the answer on."""
        if message["type"] == "http.response.start":
            self._begun = True
            if self._over:
                await self._refuse()
                return
            message = {**message, "headers": with_headers(message.get("headers", ()))}
        if not self._dropped:
            await self._send(message)

    async def _refuse(self) -> None:
        self._dropped = True
        status, words = (413, too_much(self._most)) if self._seen > self._most else (408, "nothing came for too long")
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        await self._send({"type": "http.response.start", "status": status, "headers": with_headers(headers)})
        await self._send({"type": "http.response.body", "body": words.encode()})


def with_headers(given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return an answer's headers with those of every answer, where it does not bring its own."""
    headers = list(given)
    there = {name.lower() for name, _ in headers}
    added = ((name.encode(), value.encode()) for name, value in HEADERS.items())
    return headers + [(name, value) for name, value in added if name not in there]
