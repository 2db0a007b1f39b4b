"""Tasks that know nothing of each other, on this machine's cores or on a cluster: what each returns, in order.

A task must come to the same however often it runs: one whose process or machine was lost runs again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from foedera.errors import FoederaError
from foedera.run.engines import LOCAL, Engine
from foedera.run.local import cores
from foedera.run.team import finished, let_go, new_pool

T = TypeVar("T")
Call: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]
_AHEAD: Final = 2
"""Tasks in work for each process."""
_TRIES: Final = 3
"""How often a task is begun that its process did not survive."""


class TaskError(FoederaError):
    """A task cannot be done: its process dies whenever it runs."""


class Each(Protocol):
    """Calls a function with each set of arguments and yields the results in order."""

    def __call__(self, step: Callable[..., T], calls: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """Call.

        Args:
            step: Of a module's top level.

        Raises:
            TaskError: A task's process died whenever it ran.
            EngineError: The cluster gave up.
        """


@contextmanager
def crew(engine: Engine = LOCAL, jobs: int | None = None) -> Iterator[Each]:
    """Give out what does tasks; its processes are kept from one call to the next.

    Args:
        jobs: Processes; None for one a core. With one on this machine, everything happens in this process.

    Raises:
        EngineError: Ray is not installed, or the cluster cannot be reached.
    """
    count = jobs or cores()
    if engine.name == "ray":
        from foedera.run import ray  # noqa: PLC0415 - an extra

        with ray.crew(engine.address, jobs) as each:
            yield each
    elif count == 1:
        yield _here
    else:
        with closing(_Tasks(count)) as tasks:
            yield tasks.each


def _here(step: Callable[..., T], calls: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    return (step(*arguments) for arguments in calls)


class _Tasks:
    """Tasks in work, the oldest first."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = new_pool(jobs)
        self._waiting: deque[tuple[Call, Future[Any]]] = deque()

    def each(self, step: Callable[..., Any], calls: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield what each call returns, in order."""
        for arguments in calls:
            self._waiting.append(((step, arguments), self._begin((step, arguments))))
            if len(self._waiting) >= self._jobs * _AHEAD:
                yield self._oldest()
        while self._waiting:
            yield self._oldest()

    def close(self) -> None:
        """Let the processes go."""
        let_go(self._pool)

    def _oldest(self) -> Any:
        for _ in range(_TRIES):
            call, future = self._waiting[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                self._again()
            else:
                self._waiting.popleft()
                return result
        raise TaskError(f"the task {call[0].__name__} died {_TRIES} times (of memory, or a fault in a library)")

    def _again(self) -> None:
        """Begin everything anew that is not done."""
        self.close()
        self._pool = new_pool(self._jobs)
        kept = [(call, future if finished(future) else None) for call, future in self._waiting]
        self._waiting = deque((call, future or self._begin(call)) for call, future in kept)

    def _begin(self, call: Call) -> Future[Any]:
        try:
            return self._pool.submit(call[0], *call[1])
        except BrokenProcessPool as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            return broken
