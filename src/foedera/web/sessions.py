"""Who is signed in: sessions in memory, one-time links, and how often somebody may try."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

SHIFT: Final = 12 * 3600.0
"""Seconds for which a session lasts, from its last use."""
_LINK: Final = 24 * 3600.0
_MOST: Final = 10_000


@dataclass(slots=True)
class _Session:
    name: str
    until: float


class Sessions:
    """Sessions and one-time links. What is kept is a hash: whoever sees it cannot sign in by it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._links: dict[str, _Session] = {}

    def begin(self, name: str) -> str:
        """Begin a session and return its secret."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[_hash(secret)] = _Session(name, self._clock() + SHIFT)
            while len(self._sessions) > _MOST:
                self._sessions.popitem(last=False)
        return secret

    def name_of(self, secret: str) -> str | None:
        """Return whose session it is; it lasts longer by being used."""
        now = self._clock()
        with self._lock:
            found = self._sessions.get(_hash(secret))
            if found is None or found.until < now:
                self._sessions.pop(_hash(secret), None)
                return None
            found.until = now + SHIFT
            return found.name

    def end(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_hash(secret), None)

    def new_link(self, name: str) -> str:
        """Return a secret by which somebody may sign in once."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._links[_hash(secret)] = _Session(name, self._clock() + _LINK)
        return secret

    def take_link(self, secret: str) -> str | None:
        """Return whom a one-time secret signs in, and use it up; None when it is wrong, old, or was used."""
        with self._lock:
            found = self._links.pop(_hash(secret), None)
        return found.name if found is not None and found.until >= self._clock() else None


class Rates:
    """How often each client may ask: so many at once, and so many a second for long (a token bucket)."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Count one request; return 0, or the seconds to wait where it is one too many."""
        now = self._clock()
        with self._lock:
            left, last = self._left.pop(client, (float(self._burst), now))
            left = min(float(self._burst), left + (now - last) * self._rate)
            waits = left < 1
            self._left[client] = (left if waits else left - 1, now)
            while len(self._left) > _MOST:
                self._left.popitem(last=False)
        return (1 - left) / self._rate if waits else 0.0


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
