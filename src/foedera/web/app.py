"""The application: routers by name, static files, the guard around all of it."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from foedera.record import DEFAULT
from foedera.run.producer import version
from foedera.web.errors import add_handlers
from foedera.web.security import Guard
from foedera.web.server import Server
from foedera.web.words import STATIC

if TYPE_CHECKING:
    from foedera.record.record import Named
    from foedera.web.settings import Settings

PAGES = (
    "home",
    "reading",
    "adding",
    "events",
    "event",
    "actor",
    "pair",
    "publishers",
    "forecasts",
    "pictures",
    "search",
)
"""Modules of `foedera.web.pages`, each with a `router`; the first whose path fits answers."""
API = ("record", "events", "reports", "decisions", "analyses", "out", "jobs")
"""Likewise of `foedera.web.api`."""


THREADS = 24
"""Requests that are worked on at once: fewer than the record has connections."""


class Site:
    """The whole: the application and the guard before it. An ASGI application; `state` as Starlette's."""

    def __init__(self, app: FastAPI, server: Server) -> None:
        self.app, self.server, self.state = app, server, app.state
        self._guard: ASGIApp = Guard(app, server)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._guard(scope, receive, send)


def create_app(address: Named = DEFAULT, settings: Settings | None = None) -> Site:
    """Return the application for one record.

    Args:
        address: File or `postgresql://` address; a file that is not there is made.

    Raises:
        StoreError: The record cannot be opened.
    """
    server = Server(address, settings)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        server.answers.warm()
        yield
        server.close()

    app = FastAPI(
        title="Foedera",
        version=version(),
        docs_url=None,  # its pages load scripts from the network
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=life,
    )
    app.state.server = server
    add_handlers(app)
    from foedera.web import signin  # noqa: PLC0415

    app.include_router(signin.router)
    for room, names in (("api", API), ("pages", PAGES)):
        for name in names:
            module: Any = import_module(f"foedera.web.{room}.{name}")
            app.include_router(module.router)
    _serve_files(app)
    return Site(app, server)


class _Files(StaticFiles):
    """Files that a browser may keep: their addresses change with them."""

    async def get_response(self, path: str, scope: Scope) -> Any:
        """Return a file."""
        answer = await super().get_response(path, scope)
        marked = scope.get("query_string", b"").startswith(b"v=")
        answer.headers["cache-control"] = "public, max-age=31536000, immutable" if marked else "no-cache"
        return answer


def _serve_files(app: FastAPI) -> None:
    for ending, kind in ((".js", "text/javascript"), (".css", "text/css"), (".svg", "image/svg+xml")):
        mimetypes.add_type(kind, ending)  # some machines' lists say otherwise, and `nosniff` takes them at their word
    app.mount("/static", _Files(directory=STATIC), name="static")
