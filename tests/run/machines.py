"""A Ray cluster for tests: its machines are groups of processes on this one, and can be lost."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from foedera.parse import MODEL
from foedera.run import Engine, Outcome, Source, read_many

MARKS: Final = [
    pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built"),
    pytest.mark.filterwarnings("ignore"),  # of Ray's own, in its threads
    pytest.mark.usefixtures("patience"),
]
"""Marks of the tests on a cluster, which have a fixture `machines`."""
MARK: Final = "FOEDERA_TEST_CLUSTER"
"""Stands in the environment of the cluster's processes, so that only these are ever killed."""
STORE: Final = 100 * 2**20
STATES: Final = ("Serbia", "Kenya", "Norway", "Brazil", "Japan", "Ghana")


def sources(count: int = 40) -> list[Source]:
    """Return reports, the first of which takes a while, and inputs that cannot be read."""
    made = [
        Source(
            f"{n}.txt",
            data=f"{STATES[n % 6]} and China held a joint exercise in Hebei on {n % 27 + 1} July 2025.\n".encode()
            * (10 if n else 60),
            publisher="Herald" if n % 3 else None,
        )
        for n in range(count)
    ]
    return [*made[:7], Source("empty.txt", data=b""), Source("gone.txt", Path("/nowhere/gone.txt")), *made[7:]]


def again(lost: threading.Event) -> Iterator[Source]:
    """Yield the sources again and again until something is lost, and once more."""
    while not lost.is_set():
        yield from sources()
    yield from sources()


@contextlib.contextmanager
def meanwhile(do: Callable[[], None], every: float = 0.02) -> Iterator[None]:
    """Do something again and again, every so many seconds, beside what happens inside."""
    stop = threading.Event()

    def go_on() -> None:
        while not stop.wait(every):
            do()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


class Machines:
    """A cluster whose head reads nothing; machines with one core join it and are lost."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

        os.environ[MARK] = uuid.uuid4().hex
        self._cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": STORE})
        self.address: str = self._cluster.address

    def join(self) -> Any:
        """Have a machine join."""
        return self._cluster.add_node(num_cpus=1, object_store_memory=STORE)

    def lose(self, machine: Any) -> None:
        """Kill a machine with everything that runs on it, at once."""
        raylet = _raylet(machine)
        kill([raylet, *descendants(raylet)])
        self._cluster.remove_node(machine, allow_graceful=False)

    def lose_all(self) -> None:
        """Kill all machines that have joined."""
        for machine in list(self._cluster.worker_nodes):
            self.lose(machine)

    @contextlib.contextmanager
    def losing(self, machine: Any, doing: str = "do") -> Iterator[threading.Event]:
        """Lose a machine as soon as a worker does something there, beside what happens inside.

        Yields:
            What tells that it is lost.
        """
        lost = threading.Event()

        def lose() -> None:
            try:
                until(lambda: workers(machine, doing))
                self.lose(machine)
            finally:
                lost.set()

        thread = threading.Thread(target=lose)
        thread.start()
        try:
            yield lost
        finally:
            thread.join()
        assert machine not in self._cluster.worker_nodes, "nothing was done there"

    @property
    def count(self) -> int:
        """How many machines have joined and were not lost."""
        return len(self._cluster.worker_nodes)

    def read(self, inputs: Iterable[Source]) -> Iterator[Outcome]:
        """Read inputs on the cluster."""
        return read_many(inputs, keep=True, engine=Engine("ray", self.address))

    @contextlib.contextmanager
    def patience(self, seconds: float = 300) -> Iterator[None]:
        """End the cluster when what happens inside hangs: it fails then, and what follows fails quickly."""
        timer = threading.Timer(seconds, self.end)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def end(self) -> None:
        """Kill all processes of the cluster."""
        kill(marked())

    def close(self) -> None:
        """End the cluster."""
        self._cluster.shutdown()  # type: ignore[no-untyped-call]
        del os.environ[MARK]


def _raylet(machine: Any) -> int:
    found: int = machine.all_processes["raylet"][0].process.pid
    return found


def workers(machine: Any, doing: str) -> list[int]:
    """Return a machine's processes that do something: `start`, or `do` a call."""
    title = f"ray::Worker.{doing}".encode()
    return [process for process in descendants(_raylet(machine)) if _read(process, "cmdline").startswith(title)]


def descendants(process: int) -> list[int]:
    """Return the processes that a process has started, and those that they have."""
    found = [process]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            with contextlib.suppress(OSError):  # it is gone
                found += map(int, task.read_bytes().split())
    return found[1:]


def marked(mark: str | None = None) -> list[int]:
    """Return the processes that bear a mark; that of the cluster where none is given."""
    wanted = f"{MARK}={mark or os.environ[MARK]}".encode()
    found = [process for process in _processes() if wanted in _read(process, "environ").split(b"\0")]
    return [process for process in found if process != os.getpid()]


def kill(processes: list[int]) -> None:
    """Kill processes, some of which may be gone."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def until(fact: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def folder_of(inputs: list[Source], folder: Path) -> str:
    """Write inputs to a folder, in their order, and return its path."""
    folder.mkdir()
    for n, source in enumerate(inputs):
        (folder / f"{n:03}.txt").write_bytes(source.data or b"")
    return str(folder)


def foedera(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    return subprocess.run(
        [sys.executable, "-m", "foedera", *arguments], capture_output=True, text=True, timeout=240, check=False
    )


def _processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]


def _read(process: int, file: str) -> bytes:
    try:
        return Path(f"/proc/{process}/{file}").read_bytes()
    except OSError:  # it is gone
        return b""
