"""An end to the work on one report: what takes too long is given up between two of its steps."""

from __future__ import annotations

import math
import os
import time

from foedera.errors import FoederaError


class LateError(FoederaError):
    """The work took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"took more than {seconds:g} s of processor time")
        self.seconds = seconds


class Clock:
    """Counts the processor time of this process from when it is made: a busy machine makes nothing late.

    Whoever goes through something that grows with a report asks it at every turn. To ask for processor time takes a
    microsecond, for the time of day a tenth of it: as long as all processors together cannot have used so much, the
    latter is enough.
    """

    __slots__ = ("_end", "_until", "seconds")

    def __init__(self, seconds: float = math.inf) -> None:
        self.seconds = seconds
        self._end = time.process_time() + seconds
        self._until = time.monotonic() + seconds / (os.cpu_count() or 1)

    def check(self) -> None:
        """Raise `LateError` when time is up."""
        if time.monotonic() >= self._until and time.process_time() > self._end:
            raise LateError(self.seconds)


ENDLESS = Clock()
"""Never late."""
