"""Reports that come by the page: read and merged by one thread in the background, so that no page waits."""

from __future__ import annotations

from foedera.record import Record


class Adder:
    """Adds reports to a record, one job after the other."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def close(self) -> None:
        """Stop after the input in work."""
