"""Pages from the web, politely: robots.txt, a pause for each host, and nothing twice that has not changed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from foedera.sources.addresses import Address, parse_address
from foedera.sources.cache import Cache, Known
from foedera.sources.faults import FETCH_TOO_LARGE, REDIRECT, ROBOTS, STATUS, SourceFault
from foedera.sources.fetch import Answer, Client
from foedera.sources.robots import ALL_REFUSED, NOTHING_ASKED, Robots, parse_robots

_ROBOTS_BYTES = 512 * 1024
_MOST_WAIT = 60.0
_AGAIN = 24 * 3600.0
"""Seconds in which a page that a feed or sitemap lists is not asked for again: a broken run goes on."""
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset|<\?xml[^>]{0,100}encoding", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched."""

    url: str
    """As it was asked for."""
    final: str
    """Where redirects led."""
    data: bytes
    known: Known


@dataclass(slots=True)
class Visitor:
    """Fetches pages."""

    client: Client
    cache: Cache
    delay: float = 1.0
    """Seconds between two requests to one host, at least."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    _robots: dict[str, Robots] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def visit(self, url: str, *, listed: bool = False, anew: bool = False) -> Page | None:
        """Fetch a page; None where it is as it was, or, listed, was taken less than a day ago.

        Args:
            listed: A feed or sitemap names it, not the user.
            anew: Whatever is known of it.

        Raises:
            SourceFault: It cannot or may not be fetched.
        """
        url = str(parse_address(url.partition("#")[0]))
        known = None if anew else self.cache.find(url)
        if listed and known is not None and self.now() - known.time < _AGAIN:
            return None
        answer = self._ask(url, _conditions(known))
        if answer.status == 304 and known is not None:
            return None
        if answer.status != 200:
            raise SourceFault(STATUS, f"the server answers {answer.status}{_meaning(answer.status)}")
        fresh = Known(url, self.now(), answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Page(url, answer.url, _in_utf8(answer), fresh)

    def done(self, page: Page) -> None:
        """Remember a page; called when what came of it is safe."""
        self.cache.put(page.known)

    def _ask(self, url: str, headers: dict[str, str]) -> Answer:
        answer = self.client.get(url, headers, before=self._before)
        wait = answer.headers.get("retry-after", "")
        if answer.status in (429, 503) and wait.isdigit() and int(wait) <= _MOST_WAIT:
            self._next[parse_address(url).origin] = self.clock() + int(wait)
            answer = self.client.get(url, headers, before=self._before)
        return answer

    def _before(self, address: Address) -> None:
        """Wait for a host's turn; refuse what it does not want.

        Raises:
            SourceFault: Its robots.txt refuses the path.
        """
        robots = self._robots_of(address)
        if not robots.allows(address.target):
            raise SourceFault(ROBOTS, f"{address.origin}/robots.txt does not allow it, or cannot be had")
        self._wait(address, max(self.delay, robots.delay))

    def _wait(self, address: Address, delay: float) -> None:
        now = self.clock()
        turn = max(now, self._next.get(address.origin, now))
        if turn > now:
            self.sleep(turn - now)
        self._next[address.origin] = turn + delay

    def _robots_of(self, address: Address) -> Robots:
        if address.origin not in self._robots:
            self._robots[address.origin] = self._fetch_robots(address)
        return self._robots[address.origin]

    def _fetch_robots(self, address: Address) -> Robots:
        """Fetch a host's robots.txt: none asks for nothing; a server that fails refuses all (RFC 9309)."""
        try:
            answer = self.client.get(
                f"{address.origin}/robots.txt", before=lambda each: self._wait(each, self.delay), limit=_ROBOTS_BYTES
            )
        except SourceFault as fault:
            if fault.code in (FETCH_TOO_LARGE, REDIRECT):
                return NOTHING_ASKED
            raise
        if answer.status == 200:
            return parse_robots(answer.data)
        return NOTHING_ASKED if 400 <= answer.status < 500 else ALL_REFUSED


def _conditions(known: Known | None) -> dict[str, str]:
    headers = {}
    if known is not None and known.etag and _clean(known.etag):
        headers["If-None-Match"] = known.etag
    if known is not None and known.modified and _clean(known.modified):
        headers["If-Modified-Since"] = known.modified
    return headers


def _clean(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) < 1_000


def _meaning(status: int) -> str:
    told = {401: "it asks for a password", 403: "it refuses", 404: "no such page", 410: "the page is gone",
            429: "too many requests; raise --delay", 503: "it is busy; try again later"}  # fmt: skip
    return f" ({told[status]})" if status in told else ""


def _in_utf8(answer: Answer) -> bytes:
    """Return a page's bytes; recoded where only the server's header, and not the page, says its encoding."""
    kind = answer.headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    text = kind.lower().startswith(("text/", "application/xhtml"))
    if charset is None or not text or charset[1].lower() in ("utf-8", "utf8") or _DECLARED.search(answer.data[:4096]):
        return answer.data
    try:
        return answer.data.decode(charset[1]).encode("utf-8")
    except (LookupError, ValueError):
        return answer.data
