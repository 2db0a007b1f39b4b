"""One POST of JSON, with an end to time and bytes. Redirects are not followed, the environment's proxies not used."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedera.deadline import Deadline
from foedera.secondreader.endpoint import Endpoint, Target, addresses_of, target_of
from foedera.secondreader.faults import CONNECTION, NO_HTTP, REDIRECT, TOO_LARGE, TOO_SLOW, Fault

MOST_BYTES = 8_000_000
"""Of one answer; the claims of one piece of a report take some ten thousand."""
_TRIES = 3
"""IP addresses of a host that are tried."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    """By names in lower case."""
    data: bytes


@dataclass(slots=True)
class Client:
    """Sends requests to one endpoint, each over a connection of its own."""

    endpoint: Endpoint
    key: str | None = None
    trust: ssl.SSLContext | None = None
    """Which certificates count; the system's where it is None."""
    most: int = MOST_BYTES

    def post(self, body: Mapping[str, Any]) -> Answer:
        """Send one request and return the whole answer.

        Raises:
            Fault: It may not be sent, the connection fails, or the answer is too slow, too large, cut off or no HTTP.
        """
        target = target_of(self.endpoint)
        with Deadline(self.endpoint.seconds) as deadline:
            try:
                return self._exchange(target, json.dumps(body).encode(), deadline)
            except (OSError, http.client.HTTPException, ValueError) as error:
                if deadline.passed or isinstance(error, TimeoutError):
                    raise Fault(TOO_SLOW, f"no whole answer within {self.endpoint.seconds:g} s") from error
                if isinstance(error, http.client.IncompleteRead):
                    raise Fault(CONNECTION, "the connection broke off in the middle of the answer") from error
                # a certificate that does not hold is a ValueError too
                if isinstance(error, http.client.HTTPException | ValueError) and not isinstance(error, OSError):
                    raise Fault(NO_HTTP, f"{target.host}:{target.port} answers in no HTTP") from error
                raise Fault(CONNECTION, f"no connection to {target.host}:{target.port}: {_reason(error)}") from error

    def _exchange(self, target: Target, body: bytes, deadline: Deadline) -> Answer:
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = self._connect(target, deadline)
        if target.scheme == "https" and target.port == 443:
            connection.default_port = 443  # so that the host's name is sent without it
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection.request("POST", target.path, body, headers)
            with connection.getresponse() as response:
                named = {name.lower(): value for name, value in reversed(response.getheaders())}
                if 300 <= response.status < 400:
                    raise Fault(REDIRECT, "the endpoint redirects, which is not followed; give the address it leads to")
                return Answer(response.status, named, self._body(response, deadline))
        finally:
            connection.close()

    def _connect(self, target: Target, deadline: Deadline) -> socket.socket:
        plain = _open(addresses_of(target, self.endpoint), target.port, deadline)
        deadline.guard(plain)
        if target.scheme != "https":
            return plain
        try:
            wrapped = (self.trust or ssl.create_default_context()).wrap_socket(plain, server_hostname=target.host)
        except (OSError, ValueError):
            plain.close()
            raise
        deadline.guard(wrapped)
        return wrapped

    def _body(self, response: http.client.HTTPResponse, deadline: Deadline) -> bytes:
        """Read a body to its end; no more of it than the limit, whatever its length says."""
        parts, received = [], 0
        while data := response.read1(_CHUNK):
            parts.append(data)
            received += len(data)
            if deadline.passed:
                raise TimeoutError
            if received > self.most:
                raise Fault(TOO_LARGE, f"the answer is larger than {self.most:,} bytes")
        if deadline.passed:
            raise TimeoutError
        if response.length:  # what was announced and did not come
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)


def _open(ips: list[str], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address that takes the call."""
    tried = ips[:_TRIES]
    for number, ip in enumerate(tried, start=1):
        try:
            return socket.create_connection((ip, port), timeout=deadline.seconds)
        except OSError:
            if number == len(tried) or deadline.passed:
                raise
    raise OSError("no address")


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({error.verify_message})"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
