"""What the process does that reads and merges for the page. Run as `python -m foedera.web.worker`, never by hand.

It takes its orders as JSON lines and answers in them: no pickles pass between it and the server.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from foedera.errors import FoederaError
from foedera.reading.files import load_bytes
from foedera.record import AddOutcome, Record, Wishes, open_record
from foedera.run import Source

_FEW = 4
_GENTLE = 5


def main(orders: IO[str], answers: IO[str]) -> None:
    """Do orders until there are no more."""
    opening = json.loads(orders.readline() or "{}")
    if not opening:
        return
    codebook = Path(opening["codebook"]) if opening["codebook"] else None

    def tell(**words: Any) -> None:
        answers.write(json.dumps(words) + "\n")
        answers.flush()

    for line in orders:
        try:
            with open_record(opening["address"], codebook=codebook) as record:
                _do(record, json.loads(line), tell)
        except FoederaError as error:
            tell(problem=str(error))
        tell(over=True)


def _do(record: Record, order: dict[str, Any], tell: Any) -> None:
    inputs: Sequence[Sequence[str]] = order.get("inputs", ())
    if inputs:
        wishes = Wishes(order.get("published"), order.get("publisher"), record.knowledge.folder)
        for outcome in record.iter_add(_sources(inputs), wishes, at_once=len(inputs) <= _FEW):
            tell(outcome=_plain(outcome))
    while record.store.queue.count():  # decisions may come in while this goes on
        tell(merged=[0, 1])
        record.refresh(lambda done, total: tell(merged=[done, total]))


def _sources(inputs: Sequence[Sequence[str]]) -> Iterator[Source]:
    for name, path in inputs:
        yield Source(name, data=load_bytes(Path(path)))


def _plain(outcome: AddOutcome) -> dict[str, Any]:
    problems = [{"code": each.code, "message": each.message} for each in outcome.problems]
    plain = {**asdict(outcome), "problems": problems}
    return {name: value for name, value in plain.items() if name not in ("notes", "usage")}  # of a second reader


if __name__ == "__main__":
    # whatever a library prints must not come between the lines of the answers
    said = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_GENTLE)
    main(sys.stdin, said)
