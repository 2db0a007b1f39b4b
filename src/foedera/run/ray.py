"""Many documents, or tasks, on the machines of a Ray cluster: the same outcomes in the same order as on one.

This process has the inputs and gives them out part by part, a bounded number at a time. A part is kept until its
outcomes are here; what a dead worker or a lost machine had in work is read again elsewhere, and comes once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from foedera.run.one import Given, Outcome, Source
from foedera.run.ray_cluster import EngineError, connected

__all__ = ["EngineError", "connected", "crew", "read_many"]
T = TypeVar("T")


def read_many(
    sources: Iterable[Source], given: Given, *, jobs: int | None = None, address: str | None = None
) -> Iterator[Outcome]:
    """Yield what becomes of each input, in the order of the inputs.

    Args:
        given: A codebook in it must be on every machine under the same path.
        jobs: Workers at most; None for one a core of the cluster.
        address: Of the cluster, as Ray takes it (`auto`, `HOST:6379`); None for one on this machine that ends with the
            run. A cluster to which this process is connected already is used as it is.

    Raises:
        EngineError: Ray is not installed, the cluster cannot be reached or has no machine left that works, or its
            machines have another version of this program or of its model.
    """
    with connected(address, jobs):
        from foedera.run.ray_crew import Crew  # noqa: PLC0415 - Ray takes a second to import
        from foedera.run.ray_parts import begin, parts_of, plan_of  # noqa: PLC0415

        with closing(Crew((begin, (plan_of(given), given)), jobs)) as workers:
            for part in workers.each(parts_of(sources, given, workers.size)):
                yield from part.outcomes


@contextmanager
def crew(address: str | None, jobs: int | None) -> Iterator[Callable[..., Iterator[Any]]]:
    """Give out what calls a function with each set of arguments on a cluster and yields the results in order.

    Calls whose worker or machine is lost are made again. Workers are kept from one series of calls to the next.

    Raises:
        EngineError: As `read_many` does.
    """
    with connected(address, jobs):
        from foedera.run.ray_crew import Crew  # noqa: PLC0415 - likewise
        from foedera.run.ray_parts import Task, begin, plan_of  # noqa: PLC0415

        with closing(Crew((begin, (plan_of(None), None)), jobs)) as workers:

            def each(step: Callable[..., T], calls: Iterable[tuple[Any, ...]]) -> Iterator[T]:
                return (task.result for task in workers.each(Task(step, arguments) for arguments in calls))

            yield each
