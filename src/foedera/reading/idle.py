"""Processes that are kept for the next input: a new one takes longer to start than most inputs take to read."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """A process that can be ended."""

    def close(self) -> None:
        """End it."""


W = TypeVar("W", bound=Closable)


class Idle(Generic[W]):
    """Workers that wait for the next input; they end with the program."""

    def __init__(self) -> None:
        self._waiting: list[W] = []
        self._owner = os.getpid()
        self._lock = threading.Lock()
        atexit.register(self.close)

    def take(self, fits: Callable[[W], bool]) -> W | None:
        """Return a worker that fits, None where there is none; those that do not end.

        A forked child shares none of its parent's: their pipes lead to the parent too.
        """
        with self._lock:
            if self._owner != os.getpid():
                self._owner = os.getpid()
                self._waiting.clear()
            while self._waiting:
                worker = self._waiting.pop()
                if fits(worker):
                    return worker
                worker.close()
        return None

    def keep(self, worker: W) -> None:
        """Let a worker wait."""
        with self._lock:
            self._waiting.append(worker)

    def close(self) -> None:
        """End the idle workers."""
        with self._lock:
            workers, self._waiting[:] = ([] if self._owner != os.getpid() else list(self._waiting)), []
        for worker in workers:
            worker.close()
