"""Where the second reader is: address, model, key. Nothing of it has a default."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from foedera.secondreader.faults import ADDRESS, CONNECTION, KEY, Fault

KEY_VARIABLE = "FOEDERA_LLM_KEY"
_PATH = "/v1/chat/completions"
_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server and the model to ask. It holds no key: that stays in the environment."""

    url: str
    """As given: the server, its `/v1`, or the whole address of its chat completions."""
    model: str
    insecure: bool = False
    """Whether the user has allowed plain HTTP to another machine."""
    seconds: float = 300.0
    """Most for one answer, from the first byte sent to the last received."""

    @property
    def producer(self) -> str:
        """How the values that it gives are marked."""
        return f"llm:{self.model}"


@dataclass(frozen=True, slots=True)
class Target:
    """An endpoint that was checked."""

    scheme: str
    host: str
    port: int
    path: str


class Wanted(Protocol):
    """Whoever says which endpoint is wanted."""

    @property
    def endpoint(self) -> str | None:
        """Address."""

    @property
    def model(self) -> str | None:
        """Name of the model."""

    @property
    def insecure(self) -> bool:
        """Whether plain HTTP to another machine is allowed."""

    @property
    def seconds(self) -> float:
        """Most for one answer."""


def endpoint_of(wanted: Wanted) -> Endpoint:
    """Return the endpoint that is wanted, not yet checked."""
    return Endpoint(wanted.endpoint or "", wanted.model or "", wanted.insecure, wanted.seconds)


def target_of(endpoint: Endpoint) -> Target:
    """Return where requests go.

    Raises:
        Fault: The address is none, carries a password, or is plain HTTP to another machine.
    """
    if not _NAME.fullmatch(endpoint.model.strip()):
        raise Fault(ADDRESS, "name a model with --model, in up to 200 characters")
    try:
        parts = urlsplit(endpoint.url.strip())
        port = parts.port
    except ValueError as error:
        raise Fault(ADDRESS, "the endpoint is no address; write http://localhost:11434") from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host or re.search(r"[\s\x00-\x1f\x7f]", endpoint.url.strip()):
        raise Fault(ADDRESS, "the endpoint is no http:// or https:// address; write http://localhost:11434")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise Fault(ADDRESS, f"the endpoint carries more than an address; a key goes into {KEY_VARIABLE}")
    if parts.scheme == "http" and not endpoint.insecure and not is_loopback(host):
        raise Fault(
            ADDRESS,
            "plain http to another machine lets anyone on the way read the report and the key; use https, or allow it "
            "with --insecure-endpoint",
        )
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], _path(parts.path))


def _path(given: str) -> str:
    path = given.rstrip("/")
    if path.endswith("/chat/completions"):
        return path
    return f"{path}/chat/completions" if re.search(r"/v\d\w*+$", path) else path + _PATH


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine by its very name: `localhost` or an address of the loopback."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def addresses_of(target: Target, endpoint: Endpoint) -> list[str]:
    """Look a host up and return its IP addresses.

    Raises:
        Fault: It is not known, or `localhost` turns out to be another machine.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Fault(CONNECTION, f"the host {target.host} is not known") from error
    ips = list(dict.fromkeys(str(each[4][0]) for each in found))
    if target.scheme == "http" and not endpoint.insecure and not all(is_loopback(ip.partition("%")[0]) for ip in ips):
        raise Fault(ADDRESS, f"{target.host} is another machine; use https, or allow it with --insecure-endpoint")
    return ips


def key_from_environment() -> str | None:
    """Return the key, None where there is none.

    Raises:
        Fault: It holds characters that no header can carry. The message does not show it.
    """
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if key and not _PRINTABLE.fullmatch(key):
        raise Fault(KEY, f"{KEY_VARIABLE} holds characters that cannot be sent")
    return key or None
