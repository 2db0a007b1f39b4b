"""Many documents on one machine: results in the order of the inputs, memory bounded, a bad input costs only itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from foedera.pipeline import OWN, Coding
from foedera.run.one import Given, Outcome, Source, read_one

_AHEAD = 4
"""Inputs in work for each process: enough to keep it busy, few enough to bound memory."""
_FEW = 4
"""Up to as many inputs, starting processes costs more than it saves."""


def read_many(
    sources: Iterable[Source],
    *,
    published: str | None = None,
    publisher: str | None = None,
    codebook: Path | None = None,
    jobs: int | None = None,
    keep: bool = False,
    coding: Coding = OWN,
) -> Iterator[Outcome]:
    """Yield what becomes of each input, in the order of the inputs.

    Args:
        published: EDTF date for documents that give none.
        publisher: Likewise.
        codebook: A folder of claim types of the user's own.
        jobs: Processes; None for one a core. With one, or few inputs, everything happens in this process.
        keep: Whether outcomes bring the originals.
        coding: Who codes, and how sure a claim must be.
    """
    inputs = iter(sources)
    first = list(islice(inputs, _FEW + 1))
    jobs = jobs or cores()
    if jobs == 1 or len(first) <= _FEW:
        for source in chain(first, inputs):
            yield read_one(source, Given(published, publisher, codebook, keep=keep, coding=coding))
        return
    from foedera.run.team import Team  # noqa: PLC0415 - what processes need takes as long to import as a report to read

    given = Given(published, publisher, codebook, threads=1, keep=keep, coding=coding)
    with closing(Team(jobs, given)) as team:
        for source in chain(first, inputs):
            team.submit(source)
            if len(team) >= jobs * _AHEAD:
                yield team.oldest()
        while len(team):
            yield team.oldest()


def cores() -> int:
    """Return how many cores this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
