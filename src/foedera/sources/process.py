"""The other end of the worker's pipe: what an archive holds, one after the other, and an end that always comes."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Self

from foedera.errors import Problem
from foedera.reading.idle import Idle
from foedera.reading.isolate import start
from foedera.sources.faults import CRASHED, TOO_SLOW
from foedera.sources.items import MAX_HEAD, End, Found, Item, Link, Tick, unpack
from foedera.sources.limits import SourceLimits

_LOOK = 0.2
"""Seconds between two looks of the watch."""
_START = 120.0
"""Seconds that a process may take to start, beside those it may take to read: a machine at its limit is slow."""
_MAX_REQUESTS = 200  # a worker is replaced after as many, since foreign parsers may leak


def iter_container(
    path: Path,
    name: str,
    limits: SourceLimits,
    left_out: Counter[str],
    *,
    columns: Mapping[str, str] | None = None,
    base: str | None = None,
    named: bool = True,
) -> Iterator[Item | Link | Problem]:
    """Yield what an archive, table or feed holds. It is read in a process, which ends with an iterator broken off.

    Args:
        name: What the user calls it.
        left_out: Gets what was passed over on purpose.
        base: Address of the input, where it was fetched.
        named: The user has named it, and did not only name the folder that it is in.
    """
    request = {  # the path is whole: a process that was kept may stand in another folder
        "path": str(path.absolute()), "name": name, "base": base, "named": named,
        "columns": None if columns is None else dict(columns), "limits": asdict(limits),
    }  # fmt: skip
    worker = _Worker(limits) if _is_parquet(path) else _take(limits)
    watch = _Watch(worker.kill, limits.seconds)
    count, end = 0, None
    try:
        with watch.patiently(_START):
            found = worker.ask(request)
        while not isinstance(found, End):
            if found is None:
                yield _death(name, count, limits, slow=watch.struck)
                return
            if not isinstance(found, Tick):
                count += 1
                yield found
            with watch:
                found = worker.next()
        end = found
        left_out.update(end.left_out)
    finally:
        watch.end()
        _give(worker, whole=end is not None and end.again)


def _is_parquet(path: Path) -> bool:
    """Tell whether a file needs a process of its own, since its library does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PAR1"
    except OSError:
        return False


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, limits: SourceLimits) -> None:
        self.limits = limits
        self._process = start("foedera.sources.worker")
        self._requests = 0

    def ask(self, request: Mapping[str, Any]) -> Found | None:
        """Begin with an input; return the first of what it holds."""
        self._requests += 1
        assert self._process.stdin is not None  # it is a pipe
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError:
            return None
        return self.next()

    def next(self) -> Found | None:
        """Return the next message; None where the process has died."""
        assert self._process.stdout is not None  # it is a pipe
        try:
            return _read(self._process.stdout)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def fresh(self) -> bool:
        """Whether it can take another input."""
        return self._process.poll() is None and self._requests < _MAX_REQUESTS

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def close(self) -> None:
        """End the process and its pipes."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process.wait()


def _read(stream: IO[bytes]) -> Found | None:
    line = stream.readline(MAX_HEAD)
    if not line.endswith(b"\n"):
        return None

    def read(size: int) -> bytes:
        data = stream.read(size)
        if len(data) < size:
            raise ValueError("cut off")
        return data

    return unpack(line, read)


_IDLE: Idle[_Worker] = Idle()


def _take(limits: SourceLimits) -> _Worker:
    return _IDLE.take(lambda one: one.fresh and one.limits.memory == limits.memory) or _Worker(limits)


def _give(worker: _Worker, *, whole: bool) -> None:
    """Keep a worker for the next input; one that was broken off still has things to say, and ends."""
    if not (whole and worker.fresh):
        worker.close()
        return
    _IDLE.keep(worker)


def close_workers() -> None:
    """End the idle workers."""
    _IDLE.close()


def _death(name: str, count: int, limits: SourceLimits, *, slow: bool) -> Problem:
    after = f"after {count:,} documents" if count else "before anything came out"
    if slow:
        return Problem(TOO_SLOW, name, f"nothing came out of it for {limits.seconds:g} s {after}; the rest is not read")
    return Problem(CRASHED, name, f"its reader died {after} (memory, or a fault in a library); the rest is not read")


class _Watch:
    """Kills the process when it has been waited for too long; time in which nobody waits does not count."""

    def __init__(self, kill: Callable[[], None], seconds: float) -> None:
        self._kill, self._seconds = kill, seconds
        self._since: float | None = None
        self._more = 0.0
        self._ended = threading.Event()
        self.struck = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def __enter__(self) -> None:
        self._since = time.monotonic() + self._more
        self._more = 0.0

    def __exit__(self, *_: object) -> None:
        self._since = None

    def patiently(self, seconds: float) -> Self:
        """Give the next wait so many seconds more."""
        self._more = seconds
        return self

    def _look(self) -> None:
        while not self._ended.wait(min(_LOOK, self._seconds / 4)):
            since = self._since
            if since is not None and time.monotonic() - since > self._seconds:
                self.struck = True
                self._kill()
                return

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()
