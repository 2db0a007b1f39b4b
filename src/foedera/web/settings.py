"""How the server is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
PORT = 8765
"""Where the page is, unless another program is there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything about the server that is not the record."""

    host: str = "127.0.0.1"
    port: int = PORT
    hosts: tuple[str, ...] = ()
    """Further names under which the page may be asked for; others are refused, so that no foreign site can point its
    own name here (DNS rebinding)."""
    users: Path | None = None
    """File of named users; without it, whoever may sign in may do everything."""
    sign_in: bool = False
    """Whether people must sign in; they always must where there is a users file, or the server is not on loopback."""
    read_only: bool = False
    """Whether nobody may decide or add."""
    certificate: Path | None = None
    """TLS certificate (PEM); with `key`, the page is served as https."""
    key: Path | None = None
    codebook: Path | None = None
    author: str | None = None
    """Who decides where nobody signs in."""
    most_upload: int = 256 * MEGABYTE
    """Bytes of one request that brings reports."""
    most_body: int = 4 * MEGABYTE
    """Bytes of any other request."""
    rate: float = 100.0
    """Requests a second that one client may make for long."""
    burst: int = 400
    """Requests that it may make at once."""
    patience: float = 30.0
    """Seconds for which a client may send nothing in the middle of a request."""

    @property
    def secure(self) -> bool:
        """Whether the page is served as https."""
        return self.certificate is not None

    @property
    def must_sign_in(self) -> bool:
        """Whether people must sign in."""
        return self.sign_in or self.users is not None or not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine's own loopback.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("localhost"), is_loopback("example.org")
        (True, False, True, False)
    """
    from ipaddress import ip_address  # noqa: PLC0415 - the command line reads the defaults above without it

    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
