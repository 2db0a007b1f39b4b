"""One request to one address, with an end to bytes, time and redirects. Proxies of the environment are not used."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from foedera.deadline import Deadline
from foedera.run.producer import version
from foedera.sources.addresses import Address, Resolver, parse_address, pin, resolve
from foedera.sources.budget import Budget
from foedera.sources.faults import (
    CONNECTION,
    ENCODING,
    FETCH_TOO_LARGE,
    FETCH_TOO_SLOW,
    REDIRECT,
    SourceFault,
)
from foedera.sources.layers import unpacked
from foedera.sources.limits import DEFAULT, SourceLimits
from foedera.sources.streams import Stream

_MOVED = (301, 302, 303, 307, 308)
_TRIES = 3
"""IP addresses of a host that are tried."""
_PACKINGS = {"gzip": "gz", "x-gzip": "gz", "deflate": "deflate"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    url: str
    """Where the last redirect led."""
    status: int
    headers: Mapping[str, str]
    """By names in lower case."""
    data: bytes


@dataclass(slots=True)
class Client:
    """Asks servers; each request is a connection of its own to the address that was checked."""

    limits: SourceLimits = DEFAULT
    resolver: Resolver = resolve
    allowed: frozenset[str] = frozenset()
    """IP addresses that may be asked though they are not public: only tests give them."""
    trust: ssl.SSLContext | None = None
    """Which certificates count; the system's where it is None."""
    asked: list[str] = field(default_factory=list)
    """Addresses of all requests, for tests and messages."""

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        before: Callable[[Address], None] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Fetch an address and what it redirects to.

        Args:
            headers: Beside the usual ones; they go to the first address only.
            before: Called before each request: waits, or refuses by a fault.
            limit: Most bytes, unpacked too.

        Raises:
            SourceFault: It may not be fetched, fails, is too large or takes too long.
        """
        seen: list[str] = []
        limit = limit or self.limits.bytes
        while True:
            address = parse_address(url)
            if str(address) in seen or len(seen) > self.limits.redirects:
                told = "in a circle" if str(address) in seen else f"more than {self.limits.redirects} times"
                raise SourceFault(REDIRECT, f"redirects {told}")
            seen.append(str(address))
            if before is not None:
                before(address)
            answer = self._once(address, headers or {}, limit)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return answer
            url, headers = self._onward(address, answer.headers["location"]), None

    def _onward(self, address: Address, location: str) -> str:
        try:
            onward = urljoin(str(address), location.strip())
            scheme = urlsplit(onward).scheme
        except ValueError as error:
            raise SourceFault(REDIRECT, "redirects to what is no address") from error
        if address.scheme == "https" and scheme != "https":
            raise SourceFault(REDIRECT, "redirects from https to what anyone on the way can read and change")
        return onward.partition("#")[0]

    def _once(self, address: Address, headers: Mapping[str, str], limit: int) -> Answer:
        self.asked.append(str(address))
        with Deadline(self.limits.fetch_seconds) as deadline:
            try:
                ips = deadline.run(lambda: pin(address, self.resolver, self.allowed))
                return self._exchange(address, ips, headers, limit, deadline)
            except TimeoutError as error:
                raise _late(deadline) from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                if deadline.passed:
                    raise _late(deadline) from error
                raise SourceFault(CONNECTION, f"no connection to {address.host}: {_reason(error)}") from error

    def _exchange(
        self, address: Address, ips: list[str], headers: Mapping[str, str], limit: int, deadline: Deadline
    ) -> Answer:
        connection = self._connect(address, ips, deadline)
        try:
            usual = {
                "User-Agent": user_agent(),
                "Accept-Encoding": "gzip, deflate",
                "Accept": "*/*",
                "Connection": "close",
            }
            connection.request("GET", address.target, headers={**usual, **headers})
            with connection.getresponse() as response:
                named = {key.lower(): value for key, value in reversed(response.getheaders())}
                wanted = response.status not in _MOVED and response.status != 304
                data = _body(response, named, limit, deadline) if wanted else b""
                return Answer(str(address), response.status, named, data)
        finally:
            connection.close()

    def _connect(self, address: Address, ips: list[str], deadline: Deadline) -> http.client.HTTPConnection:
        plain = _open(ips, address.port, deadline)
        deadline.guard(plain)
        connection = http.client.HTTPConnection(address.host, address.port, timeout=deadline.seconds)
        if address.scheme == "https":
            context = self.trust or ssl.create_default_context()
            try:
                plain = context.wrap_socket(plain, server_hostname=address.host)
            except (OSError, ValueError):
                plain.close()
                raise
            deadline.guard(plain)
        connection.sock = plain
        if (address.scheme, address.port) == ("https", 443):
            connection.default_port = 443  # so that the host's name is sent without it
        return connection


def _open(ips: list[str], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address that takes the call."""
    for number, ip in enumerate(ips[:_TRIES]):
        try:
            return socket.create_connection((ip, port), timeout=deadline.seconds / (1 if len(ips) == 1 else 3))
        except OSError:
            if number == len(ips[:_TRIES]) - 1:
                raise
    raise OSError("no address")


def _body(response: http.client.HTTPResponse, headers: Mapping[str, str], limit: int, deadline: Deadline) -> bytes:
    """Read a body, packed or not; no more of it than the limit, whatever its length says."""
    packing = headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", *_PACKINGS):
        raise SourceFault(ENCODING, f"packed by {packing[:40]!r}, which was not asked for")
    received = 0

    def read(size: int) -> bytes:
        nonlocal received
        data = response.read1(min(size, 65_536))
        received += len(data)
        if deadline.passed:
            raise TimeoutError
        if received > limit:
            raise SourceFault(FETCH_TOO_LARGE, f"sends more than {limit:,} bytes")
        return data

    stream = Stream(read)
    if packing in _PACKINGS and stream.peek(1):
        budget = Budget(DEFAULT, limit)
        stream = unpacked(stream, _PACKINGS[packing], budget)
    data = stream.read_all(limit)
    if len(data) > limit:
        raise SourceFault(FETCH_TOO_LARGE, f"unpacks to more than {limit:,} bytes")
    length = headers.get("content-length", "")
    if not packing and length.isdigit() and len(data) < int(length):
        raise SourceFault(CONNECTION, f"cut off: {len(data):,} of {int(length):,} bytes came")
    return data


def _late(deadline: Deadline) -> SourceFault:
    """Return what is said of a request that took too long."""
    return SourceFault(FETCH_TOO_SLOW, f"takes more than {deadline.seconds:g} s")


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({error.verify_message})"
    if isinstance(error, http.client.HTTPException | ValueError):
        return f"its answer is no HTTP ({type(error).__name__})"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def user_agent() -> str:
    """Return how we name ourselves to servers."""
    return f"foedera/{version()}"
