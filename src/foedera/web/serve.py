"""Serving a record: a socket of its own, the words at the terminal, and an orderly end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import uvicorn

from foedera.errors import FoederaError
from foedera.web.app import Site, create_app
from foedera.web.settings import PORT, Settings, is_loopback

if TYPE_CHECKING:
    from foedera.record.record import Named

_NEXT: Final = 20
"""Ports after the usual one that are tried where nobody asked for one."""
Say = Callable[[str], None]


class ServeError(FoederaError):
    """The page cannot be served; the message says why."""


def serve(address: Named, settings: Settings, *, tell: Say, warn: Say, opened: Say | None = None) -> None:
    """Serve a record until Ctrl-C.

    Args:
        settings: With port 0, the usual port is taken, or one of the next if another program has it.
        tell: Called with the address to open, once the page answers there.
        warn: Called with what a person should know.
        opened: Called with the address as well, to open a browser.

    Raises:
        ServeError: The port is taken, or the certificate cannot be used.
    """
    bound = _bind(settings.host, settings.port)
    try:
        settings = replace(settings, port=bound.getsockname()[1])
        site = create_app(address, settings)
        _run(site, settings, bound, tell=tell, warn=warn, opened=opened)
    finally:
        bound.close()


def _run(site: Site, settings: Settings, bound: socket.socket, *, tell: Say, warn: Say, opened: Say | None) -> None:
    config = uvicorn.Config(
        site,
        host=settings.host,
        port=settings.port,
        http="h11",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whoever reaches the port could say who they are
        limit_concurrency=256,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.key,
    )
    try:
        config.load()
    except (OSError, ValueError) as error:
        site.server.close()
        message = f"the certificate {settings.certificate} and its key cannot be used: {error}"
        raise ServeError(message) from error
    _warn(settings, warn)
    _Announced(config, lambda: _announce(site, settings, tell, opened)).run(sockets=[bound])


class _Announced(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._announce()


def _announce(site: Site, settings: Settings, tell: Say, opened: Say | None) -> None:
    server = site.server

    def link() -> str:
        if not settings.must_sign_in or server.users is not None:
            return address_of(settings)
        return f"{address_of(settings)}sign-in?link={server.sessions.new_link(server.local.name)}"

    first = link()
    tell(first)
    server.link_used = lambda: tell(link())
    if opened is not None:
        opened(first)


def _warn(settings: Settings, warn: Say) -> None:
    if is_loopback(settings.host):
        return
    if not settings.secure:
        warn("whoever can listen on this network can read along; give --certificate and --key, or use a tunnel")
    if settings.users is None:
        warn("each link signs in once, and whoever uses it may do everything; the next one appears when it was used")


def address_of(settings: Settings) -> str:
    """Return the address of the page for a browser on this machine.

    Example:
        >>> address_of(Settings(host="0.0.0.0", port=8765))
        'http://127.0.0.1:8765/'
    """
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound
    return f"http{'s' if settings.secure else ''}://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _bind(host: str, port: int) -> socket.socket:
    wanted = [port] if port else [*range(PORT, PORT + _NEXT), 0]
    for each in wanted:
        try:
            return _listen(host, each)
        except OSError as error:
            taken = error
    message = f"cannot listen on {host} port {wanted[0]}: {taken.strerror or taken}"
    raise ServeError(message) from taken


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host.strip("[]"), port))
    except BaseException:
        made.close()
        raise
    return made
