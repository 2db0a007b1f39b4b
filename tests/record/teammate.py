"""One of a team that works on one record: `python teammate.py ADDRESS reader|judge NUMBER COUNT`.

A reader puts every report that is its own into the record, a few at a time, and merges. A judge goes through events
and decides, always with the hash of what was shown. Each line printed says what the record has confirmed: the id of a
report or decision, or that a decision was refused since somebody else was quicker.
"""

from __future__ import annotations

import random
import sys
import time

from benchmarks.generator import generate
from foedera.record import DecisionError, Record, open_record
from foedera.store import ConflictError
from foedera.types import Report

READERS = 2


def reports(count: int) -> list[Report]:
    """Return all reports that the readers put in."""
    return [told.report for told in generate(count, seed=5)]


def main() -> None:
    """Work."""
    address, part, number, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with open_record(address, author=f"{part} {number}") as record:
        if part == "reader":
            _read(record, number, count)
        else:
            _judge(record, number, count)


def _read(record: Record, number: int, count: int) -> None:
    mine = reports(count)[number::READERS]
    for start in range(0, len(mine), 5):
        for outcome in record.put(mine[start : start + 5]):
            assert outcome.kind in ("new", "version"), outcome
            print("report", outcome.report, flush=True)  # noqa: T201 - what is said here must be there


def _judge(record: Record, number: int, count: int) -> None:
    draw = random.Random(number)  # noqa: S311 - no secret
    made = 0
    while made < count:
        events = list(record.iter_events(limit=40))
        if len(events) < 5:
            time.sleep(0.2)
            continue
        event = draw.choice(events)
        claim = draw.choice(event.claims)
        shown = record.store.decisions.state(claim).hash
        try:
            if draw.random() < 0.6:
                decide = draw.choice([record.accept, record.reject, record.doubt])
                taken = [decide(claim, shown=shown)]
            else:
                taken = record.compare(draw.choice(["same", "different"]), claim, draw.choice(events).claims[0])
        except ConflictError:
            print("conflict", claim, flush=True)  # noqa: T201 - what is said here must be there
        except DecisionError:  # both are one claim, or of two types
            continue
        else:
            for decision in taken:
                print("decision", decision.id, flush=True)  # noqa: T201 - what is said here must be there
        made += 1


if __name__ == "__main__":
    main()
