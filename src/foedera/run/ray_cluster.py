"""Being connected to a Ray cluster, and telling in one line what is wrong with it."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from foedera.errors import FoederaError

_KNOCK: Final = 10.0
"""Seconds in which the head of a cluster must answer."""
STORE_BYTES: Final = 512 * 1024 * 1024
"""Of Ray's store of objects on this machine, where no cluster is named: parts on the way need a part of it."""


class EngineError(FoederaError):
    """The engine cannot do what was asked of it."""


@contextmanager
def connected(address: str | None, jobs: int | None) -> Iterator[None]:
    """Be connected to a cluster.

    Args:
        address: As Ray takes it (`auto`, `HOST:6379`); None for a cluster on this machine that ends with the block. A
            cluster to which this process is connected already is used as it is.
        jobs: Cores of a cluster on this machine; None for all.

    Raises:
        EngineError: Ray is not installed, or the cluster cannot be reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray  # noqa: PLC0415 - an extra
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
    with _unheard():
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
def _unheard() -> Iterator[None]:
    """Keep what Ray tells of lost machines from standard output, where the claims go: it prints there without asking.

    Ray's thread that listens to the cluster has no setting for it.
    """
    from ray._private import worker  # noqa: PLC0415 - an extra

    printing: Any = getattr(worker, "print_to_stdstream", None)
    worker.print_to_stdstream = lambda *_told, **_how: None
    try:
        yield
    finally:
        worker.print_to_stdstream = printing


@contextmanager
def translated() -> Iterator[None]:
    """Tell what went wrong in the cluster in one line.

    Raises:
        EngineError: For any error of Ray's.
    """
    from ray.exceptions import RayError  # noqa: PLC0415 - an extra

    try:
        yield
    except RayError as error:
        raise EngineError(f"the cluster gave up: {cause(error)}"[:500]) from error


def cause(error: BaseException) -> str:
    """Return the last line of a chain of tracebacks that names an exception; Ray tells only in text what failed."""
    told: list[str] = []
    step: BaseException | None = error
    while step is not None:
        told += str(step).splitlines()
        step = step.__cause__
    named = [line for line in told if (line.partition(":")[0]).strip().endswith(("Error", "Exception"))]
    return (named or [line for line in told if line.strip()] or [type(error).__name__])[-1].strip()
