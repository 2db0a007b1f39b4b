"""Processes of this machine that read, and what becomes of the inputs of one that dies."""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any

from foedera.run.one import Given, Outcome, Source, killed, read_one


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
        let_go(self._pool)

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
        let_go(pool)


def finished(future: Future[Any]) -> bool:
    """Tell whether a future holds a result."""
    return future.done() and not future.cancelled() and future.exception() is None


def new_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of processes that end with this one."""
    # Not forked: the language model's threads do not survive a fork.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)


def let_go(pool: ProcessPoolExecutor) -> None:
    """End a pool; what waits in it is dropped.

    Python waits for its processes when it ends anyway. Waiting here keeps it from waking a pool at that moment that is
    closing its pipes: "Exception ignored in: <module 'threading'>", now and then, up to Python 3.11.
    """
    pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even killed: it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)  # at once: nobody is there to take what it is at work on
