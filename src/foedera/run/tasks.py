"""Tasks that know nothing of each other, on this machine's cores or on a cluster: what each returns, in order.

A task must come to the same however often it runs: one whose process or machine was lost runs again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from typing import Any, Final, TypeVar

from foedera.run.engines import LOCAL, Engine
from foedera.run.local import cores, new_pool

T = TypeVar("T")
_AHEAD: Final = 2
"""Tasks in work for each process."""
_TRIES: Final = 3
"""How often a task is begun that its process did not survive."""


class TaskError(RuntimeError):
    """A task cannot be done: its process dies whenever it runs."""


def each(
    step: Callable[..., T], calls: Iterable[tuple[Any, ...]], *, engine: Engine = LOCAL, jobs: int | None = None
) -> Iterator[T]:
    """Call a function with each set of arguments and yield the results in order.

    Args:
        step: Of a module's top level.
        jobs: Processes; None for one a core. With one, everything happens in this process.

    Raises:
        TaskError: A task's process died three times.
        EngineError: The cluster gave up.
    """
    if engine.name == "ray":
        from foedera.run import ray  # noqa: PLC0415 - an extra

        yield from ray.each(step, calls, jobs=jobs, address=engine.address)
    elif (jobs or cores()) == 1:
        yield from (step(*arguments) for arguments in calls)
    else:
        with closing(_Tasks(step, jobs or cores())) as tasks:
            yield from tasks.run(calls)


class _Tasks:
    """Tasks in work, the oldest first."""

    def __init__(self, step: Callable[..., Any], jobs: int) -> None:
        self._step, self._jobs = step, jobs
        self._pool = new_pool(jobs)
        self._waiting: deque[tuple[tuple[Any, ...], Future[Any]]] = deque()

    def run(self, calls: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield what each call returns, in order."""
        for arguments in calls:
            self._waiting.append((arguments, self._begin(arguments)))
            if len(self._waiting) >= self._jobs * _AHEAD:
                yield self._oldest()
        while self._waiting:
            yield self._oldest()

    def close(self) -> None:
        """Let the processes go."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _oldest(self) -> Any:
        for _ in range(_TRIES):
            arguments, future = self._waiting[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                self._again()
            else:
                self._waiting.popleft()
                return result
        raise TaskError(f"{self._step.__name__}{arguments[-1:]} died {_TRIES} times (out of memory?)")

    def _again(self) -> None:
        """Begin everything anew that is not done."""
        self.close()
        self._pool = new_pool(self._jobs)
        kept = [(a, f if f.done() and not f.cancelled() and f.exception() is None else None) for a, f in self._waiting]
        self._waiting = deque((a, f or self._begin(a)) for a, f in kept)

    def _begin(self, arguments: tuple[Any, ...]) -> Future[Any]:
        try:
            return self._pool.submit(self._step, *arguments)
        except BrokenProcessPool as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            return broken
