"""Many documents on many machines: Ray Data brings inputs to workers and their outcomes back, in order.

This process has the inputs and feeds them part by part, a bounded number at a time: memory stays flat here, and Ray's
own back-pressure bounds it on the workers. A part is kept until its outcomes are here; what a dead worker or a lost
machine had in work is read again elsewhere, and comes once.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from foedera.errors import FoederaError
from foedera.run.one import Given, Outcome, Source, with_bytes
from foedera.run.packing import pack_sources, unpack_outcomes
from foedera.run.producer import model_hash, version

if TYPE_CHECKING:
    from foedera.run.ray_parts import Plan

T = TypeVar("T")
MOST: Final = 32
"""Inputs in one part: enough that bringing it costs little beside reading it, few enough to be read again."""
MOST_BYTES: Final = 8 * 1024 * 1024
"""Bytes from which on a part is full."""
AHEAD: Final = 4
"""Parts on the way for each worker."""
_KNOCK: Final = 10.0
"""Seconds in which the head of a cluster must answer."""
_STALLED: Final = 1800.0
"""Seconds without any outcome after which a run is given up: Ray Data does not always get over a lost machine."""
STORE_BYTES: Final = 512 * 1024 * 1024
"""Of Ray's store of objects on this machine, where no cluster is named: parts on the way need a part of it."""


class EngineError(FoederaError):
    """The engine cannot do what was asked of it."""


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
        EngineError: Ray is not installed, the cluster cannot be reached or is lost, or its machines have another
            version of this program or of its model.
    """
    with connected(address, jobs):
        from foedera.run.ray_parts import Plan  # noqa: PLC0415 - Ray takes a second to import

        with closing(_Run(Plan(given, version(), model_hash()), jobs)) as run:
            yield from run.outcomes(sources)


def each(step: Callable[..., T], calls: Iterable[tuple[Any, ...]], *, jobs: int | None = None) -> Iterator[T]:
    """Call a function with each set of arguments on the cluster that this process is connected to.

    Calls whose worker or machine is lost are made again; so many are under way at a time that all cores are busy.

    Raises:
        EngineError: The cluster gave up.
    """
    import ray  # noqa: PLC0415

    cores = int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call] # not all of Ray has types
    remote: Any = ray.remote(step).options(num_cpus=1, max_retries=-1)
    most = 2 * max(1, cores if jobs is None else min(jobs, cores))
    waiting: deque[Any] = deque()
    with _translated():
        for arguments in calls:
            waiting.append(remote.remote(*arguments))
            if len(waiting) >= most:
                yield ray.get(waiting.popleft())
        while waiting:
            yield ray.get(waiting.popleft())


class _Run:
    """One run on a cluster that this process is connected to."""

    def __init__(self, plan: Plan, jobs: int | None) -> None:
        import ray  # noqa: PLC0415

        from foedera.run.ray_parts import Feed  # noqa: PLC0415

        self._plan, self._jobs = plan, jobs
        cores = int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call] # not all of Ray has types
        self._workers = max(1, cores if jobs is None else min(jobs, cores))
        self._here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
        self._feed: Any = ray.remote(Feed).options(num_cpus=0, label_selector=self._here).remote()
        self._sent, self._ended = 0, False

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """Yield what becomes of each input."""
        parts = _parts(sources, self._workers)
        self._send(parts, AHEAD * self._workers)
        if not self._sent:
            return
        for number, packed in self._results():
            self._feed.done.remote(number)
            self._send(parts, 1)
            yield from unpack_outcomes(packed)

    def close(self) -> None:
        """Let the feed go."""
        import ray  # noqa: PLC0415

        ray.kill(self._feed)

    def _send(self, parts: Iterator[bytes], count: int) -> None:
        """Send so many parts more, or tell that there are no more."""
        for part in islice(parts, count):
            self._feed.put.remote(self._sent, part)
            self._sent, count = self._sent + 1, count - 1
        if count and not self._ended:
            self._feed.end.remote(self._sent)
            self._ended = True

    def _results(self) -> Iterator[tuple[int, bytes]]:
        """Yield the outcomes of each part, in order, as Ray Data brings them."""
        from ray.data import ActorPoolStrategy, read_datasource  # noqa: PLC0415

        from foedera.run.ray_parts import Fed, Worker  # noqa: PLC0415

        with _as_needed(), _translated():
            pool = ActorPoolStrategy(min_size=1, max_size=self._jobs, initial_size=self._workers)
            taken = read_datasource(Fed(self._feed), override_num_blocks=1, num_cpus=0, label_selector=self._here)
            read = taken.map_batches(
                Worker, batch_size=None, compute=pool, num_cpus=1, fn_constructor_args=(self._plan, self._feed)
            )
            for row in read.iter_rows():
                if row["fault"]:
                    raise EngineError(row["fault"])
                yield row["number"], row["outcomes"]


def _parts(sources: Iterable[Source], workers: int) -> Iterator[bytes]:
    """Yield inputs packed in parts: small ones first, so that every worker soon has one."""
    waiting: list[Source] = []
    size = count = 0
    for source in map(with_bytes, sources):
        waiting.append(source)
        size += len(source.data or b"")
        if size >= MOST_BYTES or len(waiting) >= min(MOST, 1 + count // (2 * workers)):
            yield pack_sources(waiting)
            waiting, size, count = [], 0, count + 1
    if waiting:
        yield pack_sources(waiting)


@contextmanager
def connected(address: str | None, jobs: int | None) -> Iterator[None]:
    """Be connected to a cluster.

    Raises:
        EngineError: Ray is not installed, or the cluster cannot be reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray  # noqa: PLC0415
    except ImportError:
        message = 'the engine ray needs Ray: pip install "foedera[ray]"'
        raise EngineError(message) from None
    if ray.is_initialized():
        yield
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    own: dict[str, Any] = {"num_cpus": jobs, "object_store_memory": STORE_BYTES, "include_dashboard": False}
    try:
        _reach(address)
        with _muted():
            ray.init(address or "local", **quiet, **({} if address else own))
    except (OSError, RuntimeError, ValueError) as error:
        message = f"no connection to the cluster {address}: {' '.join(str(error).split())[:300]}"
        raise EngineError(message) from error
    try:
        yield
    finally:
        ray.shutdown()


def _reach(address: str | None) -> None:
    """Knock at the address of a cluster: where nobody answers, Ray itself would try for minutes.

    Raises:
        OSError: Nobody answers.
        ValueError: It is no address.
    """
    host, colon, port = (address or "").rpartition(":")
    if colon:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK):
            pass


@contextmanager
def _muted() -> Iterator[None]:
    """Keep what Ray's core prints when it starts from standard error; what goes wrong is raised."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - no path
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _as_needed() -> Iterator[None]:
    """Set Ray Data as a run needs it, and back."""
    from ray.data import DataContext  # noqa: PLC0415

    before = DataContext.get_current()
    context = before.copy()
    context.target_max_block_size = 1  # a part goes on as soon as it is there, and does not wait for others
    context.execution_options.preserve_order = True
    context.execution_no_progress_timeout_s = _STALLED
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logger = logging.getLogger("ray.data")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    DataContext._set_current(context)  # noqa: SLF001 - there is no other way to set and to set back
    try:
        yield
    finally:
        DataContext._set_current(before)  # noqa: SLF001
        logger.setLevel(level)


@contextmanager
def _translated() -> Iterator[None]:
    """Tell what went wrong in the cluster in one line."""
    from ray.data.exceptions import ExecutionTimeoutError, SystemException  # noqa: PLC0415
    from ray.exceptions import RayError  # noqa: PLC0415

    try:
        yield
    except (RayError, SystemException, ExecutionTimeoutError) as error:
        raise EngineError(f"the cluster gave up: {_cause(error)}"[:500]) from error


def _cause(error: BaseException) -> str:
    """Return the last line of a chain of tracebacks that names an exception; Ray tells only in text what failed."""
    told: list[str] = []
    step: BaseException | None = error
    while step is not None:
        told += str(step).splitlines()
        step = step.__cause__
    named = [line for line in told if (line.partition(":")[0]).strip().endswith(("Error", "Exception"))]
    return (named or [line for line in told if line.strip()] or [type(error).__name__])[-1].strip()
