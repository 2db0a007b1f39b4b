"""A process that adds reports until it is killed, and says of each batch that it is stored.

`python adder.py ADDRESS NAME FIRST`: batches of three reports, two claims each, with the events' part done in a second
transaction, as the record does it. Prints the names of the reports of a batch in one line once they are stored.
"""

from __future__ import annotations

import sys
import time

from foedera.store import Store, open_store
from tests.store.making import make_claim, make_entry, make_kept, make_report


def main() -> None:
    """Add."""
    address, name, first = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open_store(address) as store:
        for batch in range(first, first + 10_000, 3):
            _add(store, [f"{name}-{n}" for n in range(batch, batch + 3)])
            time.sleep(0.001)


def _add(store: Store, names: list[str]) -> None:
    reports = [make_report(name, make_claim(f"{name}.1"), make_claim(f"{name}.2"), text=name) for name in names]
    added = store.again(lambda: store.reports.add_many(make_kept(report) for report in reports))
    assert {one.kind for one in added} <= {"new", "same"}
    print(*names, flush=True)  # noqa: T201 - what is said here must be there afterwards
    store.again(lambda: _work_off(store))


def _work_off(store: Store) -> None:
    with store.writing():
        waiting = store.queue.pending(6)
        claims = store.reports.claims_as_read(one.claim for one in waiting)
        homes = store.reports.report_of(claims)
        store.entries.put(make_entry(claim, make_report(homes[claim.id])) for claim in claims.values())
        store.queue.done(waiting)


if __name__ == "__main__":
    main()
