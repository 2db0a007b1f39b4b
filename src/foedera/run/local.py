"""Many documents on one machine: results in the order of the inputs, memory bounded, a bad input costs only itself."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from foedera.pipeline import OWN, Coding
from foedera.run.one import Given, Outcome, Source, killed, read_one

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


class Team:
    """Processes that read, and the inputs that wait for them. When a process dies, the others are started anew."""

    def __init__(self, jobs: int, given: Given) -> None:
        self._jobs, self._given = jobs, given
        self._pool = new_pool(jobs)
        self._waiting: deque[tuple[Source, Future[Outcome]]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, source: Source) -> None:
        """Put an input at the end of the queue."""
        self._waiting.append((source, self._begin(source)))

    def oldest(self) -> Outcome:
        """Wait for the oldest input and return what became of it.

        The death of a process breaks every input that was waiting. The oldest is tried once more, alone; if the
        process dies again, it is the culprit.
        """
        source, future = self._waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.close()
        outcome = _read_alone(source, self._given)
        self._pool = new_pool(self._jobs)
        waiting = [(kept, old if finished(old) else self._begin(kept)) for kept, old in self._waiting]
        self._waiting = deque(waiting)
        return outcome

    def close(self) -> None:
        """Let the processes go; inputs that wait are dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self, source: Source) -> Future[Outcome]:
        try:
            return self._pool.submit(read_one, source, self._given)
        except BrokenProcessPool as error:  # a process died while nobody looked: found when this input's turn comes
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken


def _read_alone(source: Source, given: Given) -> Outcome:
    pool = new_pool(1)
    try:
        return pool.submit(read_one, source, given).result()
    except BrokenProcessPool:
        return killed(source)
    finally:
        pool.shutdown(wait=False)


def finished(future: Future[Any]) -> bool:
    """Tell whether a future holds a result."""
    return future.done() and not future.cancelled() and future.exception() is None


def new_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of processes that end with this one."""
    # Not forked: the language model's threads do not survive a fork.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even killed: it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)  # at once: nobody is there to take what it is at work on
