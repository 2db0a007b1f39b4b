"""The other end of the worker's pipe: what an archive holds, one after the other, and an end that always comes."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO

from foedera.errors import Problem
from foedera.reading.isolate import start
from foedera.sources.faults import CRASHED, TOO_SLOW
from foedera.sources.items import MAX_HEAD, End, Found, Item, Link, Tick, unpack
from foedera.sources.limits import SourceLimits

_LOOK = 0.2
"""Seconds between two looks of the watch."""


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
    """Yield what an archive, table or feed holds. It is read in a process that ends with the iterator.

    Args:
        name: What the user calls it.
        left_out: Gets what was passed over on purpose.
        base: Address of the input, where it was fetched.
        named: The user has named it, and did not only name the folder that it is in.
    """
    process = start("foedera.sources.worker")
    request = {
        "path": str(path), "name": name, "base": base, "named": named,
        "columns": None if columns is None else dict(columns), "limits": asdict(limits),
    }  # fmt: skip
    watch = _Watch(process.kill, limits.seconds)
    try:
        assert process.stdin is not None  # both are pipes
        assert process.stdout is not None
        with watch:
            process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            process.stdin.close()
        count = 0
        while True:
            with watch:
                found = _next(process.stdout)
            if isinstance(found, End):
                left_out.update(found.left_out)
                return
            if found is None:
                yield _death(name, count, limits, slow=watch.struck)
                return
            if not isinstance(found, Tick):
                count += 1
                yield found
    except OSError:
        yield _death(name, 0, limits, slow=watch.struck)
    finally:
        watch.end()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()


def _next(stream: IO[bytes]) -> Found | None:
    line = stream.readline(MAX_HEAD)
    if not line.endswith(b"\n"):
        return None

    def read(size: int) -> bytes:
        data: bytes = stream.read(size)
        if len(data) < size:
            raise ValueError("cut off")
        return data

    try:
        return unpack(line, read)
    except (ValueError, KeyError, TypeError):
        return None


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
        self._ended = threading.Event()
        self.struck = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._since = None

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
