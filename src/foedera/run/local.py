"""Many documents on one machine: results in the order of the inputs, memory bounded, a bad input costs only itself."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from foedera.errors import FoederaError, Problem, ProblemError
from foedera.pipeline import load
from foedera.reading import DEFAULT
from foedera.types import Report

_AHEAD = 4
"""Inputs in work for each process: enough to keep it busy, few enough to bound memory."""
_FEW = 4
"""Up to as many inputs, starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file to be opened where it is read, or bytes at hand."""

    name: str
    """As the user named it."""
    path: Path | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a report, or the problems that kept it from being one."""

    source: str
    report: Report | None
    problems: tuple[Problem, ...] = ()


def read_one(
    source: Source, published: str | None = None, publisher: str | None = None, codebook: Path | None = None,
    threads: int = 2,
) -> Outcome:
    """Read one input; whatever is wrong with it becomes a problem that names it."""
    try:
        data = source.data if source.data is not None else _bytes_of(source)
        report = load(codebook, threads).read(data, source.name, published=published, publisher=publisher)
    except ProblemError as error:
        return Outcome(source.name, None, error.problems)
    except FoederaError as error:
        return Outcome(source.name, None, (Problem("R199", source.name, str(error)),))
    except Exception as error:
        if os.environ.get("FOEDERA_DEBUG"):
            raise
        message = f"internal error, please report it: {type(error).__name__}: {error}"
        return Outcome(source.name, None, (Problem("R199", source.name, message),))
    return Outcome(source.name, report)


def _bytes_of(source: Source) -> bytes:
    if source.path is None:
        raise ProblemError(Problem("R100", source.name, "nothing to read"))
    if source.path.exists() and not source.path.is_file():
        raise ProblemError(Problem("R100", source.name, "neither a file nor a folder"))
    try:
        with source.path.open("rb") as file:
            return file.read(DEFAULT.bytes + 1)  # one too many tells the reader that it is over the cap
    except OSError as error:
        raise ProblemError(Problem("R100", source.name, error.strerror or "cannot be opened")) from error


def read_many(
    sources: Iterable[Source], *, published: str | None = None, publisher: str | None = None,
    codebook: Path | None = None, jobs: int | None = None,
) -> Iterator[Outcome]:
    """Yield what becomes of each input, in the order of the inputs.

    Args:
        jobs: Processes; None for one a core. With one, or few inputs, everything happens in this process.
    """
    inputs = iter(sources)
    first = list(islice(inputs, _FEW + 1))
    jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    if jobs == 1 or len(first) <= _FEW:
        for source in (*first, *inputs):
            yield read_one(source, published, publisher, codebook)
        return
    given = (published, publisher, codebook, 1)
    pool = _pool(jobs)
    waiting: deque[tuple[Source, Future[Outcome]]] = deque()
    try:
        for source in (*first, *inputs):
            waiting.append((source, pool.submit(read_one, source, *given)))
            if len(waiting) >= jobs * _AHEAD:
                pool, outcome = _next(pool, waiting, jobs, given)
                yield outcome
        while waiting:
            pool, outcome = _next(pool, waiting, jobs, given)
            yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Not forked: the language model's threads do not survive a fork.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _next(
    pool: ProcessPoolExecutor, waiting: deque[tuple[Source, Future[Outcome]]], jobs: int,
    given: tuple[str | None, str | None, Path | None, int],
) -> tuple[ProcessPoolExecutor, Outcome]:
    """Return the oldest input's outcome; after a process died, the pool is made anew and the others go on.

    The death of a process breaks every input that was waiting. The oldest is tried once more alone; if the process
    dies again it is the culprit.
    """
    source, future = waiting.popleft()
    try:
        return pool, future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
    alone = _pool(1)
    try:
        outcome = alone.submit(read_one, source, *given).result()
    except BrokenProcessPool:
        message = "the process that read it died (out of memory, or a fault in a library); the others go on"
        outcome = Outcome(source.name, None, (Problem("R198", source.name, message),))
    finally:
        alone.shutdown(wait=False)
    pool = _pool(jobs)
    again = [(kept, pool.submit(read_one, kept, *given)) for kept, _ in waiting]
    waiting.clear()
    waiting.extend(again)
    return pool, outcome
