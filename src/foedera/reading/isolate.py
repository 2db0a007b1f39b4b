"""Parsing in a process that can be killed: a file that hangs or crashes a parser costs one file, not the run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict

from foedera.reading.extracted import Extract
from foedera.reading.faults import DAMAGED, TOO_SLOW, Fault
from foedera.reading.idle import Idle
from foedera.reading.limits import Limits

_MAX_REQUESTS = 500  # a worker is replaced after as many, since foreign parsers may leak


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of ours in a process of its own, with pipes to and from it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", module, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


class Worker:
    """One worker process and the pipe to it."""

    def __init__(self) -> None:
        self._process = start("foedera.reading.worker")
        self.requests = 0

    def parse(self, kind: str, data: bytes, limits: Limits) -> Extract:
        """Have a file parsed; the worker is dead afterwards if it took too long or crashed."""
        self.requests += 1
        timer = threading.Timer(limits.seconds, self._process.kill)
        timer.start()
        try:
            content = self._exchange(kind, data, limits)
        finally:
            expired = not timer.is_alive()
            timer.cancel()
        if content is None:
            self.close()
            if expired:
                raise Fault(TOO_SLOW, f"parsing took more than {limits.seconds:g} s")
            raise Fault(DAMAGED, "it crashes its parser")
        answer = json.loads(content)
        if "fault" in answer:
            raise Fault(*answer["fault"])
        return Extract.from_json(answer["extract"])

    def _exchange(self, kind: str, data: bytes, limits: Limits) -> bytes | None:
        """Send a request and return the answer; None if the worker dies."""
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None and answers is not None  # noqa: PT018  (both are pipes)
        head = json.dumps({"kind": kind, "size": len(data), "limits": asdict(limits)}).encode("ascii")
        try:
            requests.write(b"%b\n%b" % (head, data))
            requests.flush()
            length = answers.readline()
            content = answers.read(int(length)) if length else b""
        except OSError:
            return None
        return content if length and len(content) == int(length) else None

    @property
    def alive(self) -> bool:
        """Whether the worker can take another request."""
        return self._process.poll() is None and self.requests < _MAX_REQUESTS

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process.wait()


_IDLE: Idle[Worker] = Idle()


def parse_isolated(kind: str, data: bytes, limits: Limits) -> Extract:
    """Parse a file in a worker process; workers are kept for the next file.

    Raises:
        Fault: The file cannot be read, takes too long or crashes its parser.
    """
    worker = _IDLE.take(lambda one: one.alive) or Worker()
    try:
        return worker.parse(kind, data, limits)
    finally:
        if worker.alive:
            _IDLE.keep(worker)
        else:
            worker.close()
