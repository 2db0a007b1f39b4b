"""What one input may still cost: counted while it is unpacked, since what archives say of themselves may be a lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from foedera.sources.faults import RATIO, TOO_DEEP, TOO_MANY, UNPACKED, SourceFault, Stopped
from foedera.sources.limits import SourceLimits

_TICK_BYTES = 16 * 1024**2
_TICK_MEMBERS = 500


@dataclass(slots=True)
class Budget:
    """Counts what comes out of one input, archives in archives and all."""

    limits: SourceLimits
    packed: int
    """Bytes of the input itself."""
    tick: Callable[[], None] = lambda: None
    """Called now and then, so that work is not taken for standing still."""
    left_out: Counter[str] = field(default_factory=Counter)
    unpacked: int = 0
    members: int = 0
    rows: int = 0
    _moved: int = 0

    def unpack(self, count: int) -> None:
        """Count bytes that came out of a packing.

        Raises:
            Stopped: They are too many.
        """
        self.move(count)
        self.unpacked += count
        if self.unpacked > max(self.limits.free, self.limits.ratio * self.packed):
            message = f"unpacks to more than {self.limits.ratio} times its own {self.packed:,} bytes, as bombs do; "
            raise Stopped(RATIO, message + "the rest is not read")
        if self.unpacked > self.limits.unpacked:
            raise Stopped(UNPACKED, f"unpacks to more than {self.limits.unpacked:,} bytes; split it")

    def move(self, count: int) -> None:
        """Count bytes that were read or passed over."""
        self._moved += count
        if self._moved >= _TICK_BYTES:
            self._moved = 0
            self.tick()

    def member(self) -> None:
        """Count a file, record, mail or entry.

        Raises:
            Stopped: There are too many.
        """
        self.members += 1
        if self.members > self.limits.members:
            raise Stopped(TOO_MANY, f"holds more than {self.limits.members:,} members; split it")
        if not self.members % _TICK_MEMBERS:
            self.tick()

    def row(self) -> None:
        """Count a row.

        Raises:
            Stopped: There are too many.
        """
        self.rows += 1
        if self.rows > self.limits.rows:
            raise Stopped(TOO_MANY, f"holds more than {self.limits.rows:,} rows; split it")
        if not self.rows % _TICK_MEMBERS:
            self.tick()

    def enter(self, depth: int) -> None:
        """Check that a packing does not lie too deep.

        Raises:
            SourceFault: It does.
        """
        if depth > self.limits.depth:
            raise SourceFault(
                TOO_DEEP, f"archives in archives, more than {self.limits.depth} deep; unpack the outer ones"
            )
