"""Web addresses, and which of the places they lead to may be asked: public ones only.

Whoever writes a feed, sitemap or redirect could otherwise have this machine ask its own network (server-side request
forgery). A host is looked up once, every answer is checked, and the connection goes to the address that was checked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from foedera.sources.faults import BAD_ADDRESS, NO_HOST, REFUSED_ADDRESS, SourceFault

Resolver: TypeAlias = Callable[[str, int], list[str]]
IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_MAX = 4_000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
SAFE = "/%:@$&'()*+,;=~-._?[]"


@dataclass(frozen=True, slots=True)
class Address:
    """A checked http or https address."""

    scheme: str
    host: str
    """ASCII, lower case, without brackets."""
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def parse_address(url: str) -> Address:
    """Return the parts of an address.

    Raises:
        SourceFault: It is no http or https address, or one with a name and password in it.
    """
    if len(url) > _MAX or any(ord(char) <= 32 or ord(char) == 127 for char in url):
        raise SourceFault(BAD_ADDRESS, f"no address: blanks or control characters, or more than {_MAX:,} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host[:253].encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise SourceFault(BAD_ADDRESS, f"no address: {error}"[:200]) from error
    if parts.scheme not in ("http", "https") or not host or len(host) > 253:
        raise SourceFault(BAD_ADDRESS, "no address; only http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise SourceFault(BAD_ADDRESS, "has a user name or password in it, which would end up in the record")
    port = port if port is not None else {"http": 80, "https": 443}[parts.scheme]
    if port not in (80, 443) and port < 1024:
        raise SourceFault(BAD_ADDRESS, f"port {port} is that of another service")
    target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    return Address(parts.scheme, host.lower(), port, target if target.startswith("/") else f"/{target}")


def is_public(ip: IP) -> bool:
    """Tell whether an address is one of the open internet: neither private, local, reserved nor many hosts' at once.

    An IPv4 address inside an IPv6 one counts as what it leads to.

    Example:
        >>> [is_public(ipaddress.ip_address(each)) for each in ("1.1.1.1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
        [True, False, False]
    """
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or ip in _COMPATIBLE):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if ip.ipv4_mapped is not None or ip in _NAT64:
            return True
        if ip in _COMPATIBLE or ip.is_site_local:
            return False
    local = ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not (local or ip.is_multicast or ip.is_reserved)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def pin(address: Address, resolver: Resolver, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Look a host up once and return the IP addresses to connect to, the likeliest first.

    A host of which one address is not public is refused: names that lead to both are made to slip through.

    Args:
        allowed: IP addresses that may be asked though they are not public: for tests against servers of our own.

    Raises:
        SourceFault: The host is unknown, or not public.
    """
    try:
        found = resolver(address.host, address.port)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be looked up"
        raise SourceFault(NO_HOST, f"no such host: {address.host} ({reason})") from error
    if not found:
        raise SourceFault(NO_HOST, f"no such host: {address.host}")
    for each in found:
        try:
            public = is_public(ipaddress.ip_address(each.partition("%")[0]))
        except ValueError:
            public = False
        if each not in allowed and not public:
            way = "" if each == address.host else f"leads to {each}, which "
            message = f"{address.host} {way}is no public address; only the open internet is fetched from"
            raise SourceFault(REFUSED_ADDRESS, message)
    return found
