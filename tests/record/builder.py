"""Builds a record in small steps, each when it is asked for: `python -m tests.record.builder PATH`."""

from __future__ import annotations

import sys

from foedera.record import bulk, open_record
from foedera.run.tasks import crew


def _step(done: int, total: int) -> None:
    """Tell how far it is, when a line comes in."""
    sys.stdin.readline()
    print(done, total, flush=True)  # noqa: T201 - to be read


def main() -> None:
    """Build."""
    with open_record(sys.argv[1]) as record, crew(jobs=1) as each:
        bulk.build(record.store, record.knowledge, each, _step, chunk=40)


if __name__ == "__main__":
    main()
