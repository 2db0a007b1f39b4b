"""An end to what waits for others: requests over sockets, look-ups of names."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any, Self


class Deadline:
    """An end to a request that no server can put off: its sockets are shut when time is up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def guard(self, plain: socket.socket) -> None:
        """Take charge of a socket."""
        self._sockets.append(plain)

    def run(self, work: Callable[[], list[str]]) -> list[str]:
        """Do what cannot be broken off, such as a look-up, no longer than there is time."""
        outcome: list[Any] = []

        def attempt() -> None:
            try:
                outcome.append(work())
            except Exception as error:  # noqa: BLE001 - it is raised below, where it belongs
                outcome.append(error)

        thread = threading.Thread(target=attempt, daemon=True)
        thread.start()
        thread.join(self.seconds)
        if not outcome:
            self.passed = True
            raise TimeoutError
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return list(outcome[0])

    def _end(self) -> None:
        self.passed = True
        for each in self._sockets:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
