"""Work done in a thread beside the one that asks for it.

`concurrent.futures` does the same and takes longer to import than a short report to read.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Thread, Generic[T]):
    """A call that has begun; what goes wrong in it is raised where its result is asked for."""

    def __init__(self, call: Callable[[], T]) -> None:
        """Begin the call."""
        super().__init__(name="foedera-beside")
        self._call = call
        self._found: list[T] = []
        self._fault: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Do it, in the new thread."""
        try:
            self._found.append(self._call())
        except BaseException as fault:  # noqa: BLE001 - raised again by `result`
            self._fault = fault

    def result(self) -> T:
        """Wait for what the call returns, or raise what it raised."""
        self.join()
        if self._fault is not None:
            raise self._fault
        return self._found[0]
