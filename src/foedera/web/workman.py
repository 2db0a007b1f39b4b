"""The process that reads and merges for the page, as the server sees it: orders in, what happened out, in JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any, Final

from foedera.errors import FoederaError

_SILENCE: Final = 900.0
"""Seconds without a word after which it is taken for stuck."""


class WorkmanDiedError(FoederaError):
    """The process ended, or was ended, in the middle of its work."""


class Workman:
    """A process, started when there is first something to do, and anew after it died."""

    def __init__(self, address: str, codebook: str | None = None) -> None:
        self._opening = {"address": address, "codebook": codebook}
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def do(self, order: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Have an order done, and yield what is told of it as it happens.

        Raises:
            WorkmanDiedError: The process died before it was done.
        """
        process = self._ready()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
            while line := self._line(process):
                told: dict[str, Any] = json.loads(line)
                if "over" in told:
                    return
                yield told
        except (OSError, ValueError):  # it went away while it was spoken to, or in the middle of a word
            pass
        self._end(process)
        message = f"the reading process ended (code {process.returncode}): this document may be the reason"
        raise WorkmanDiedError(message)

    def stop(self) -> None:
        """End the process; no other is started."""
        with self._lock:
            self._stopped = True
            process = self._process
        if process is not None:
            self._end(process)

    def _ready(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._stopped:
                raise WorkmanDiedError("the server is stopping")
            if self._process is not None and self._process.poll() is not None:
                self._end(self._process)  # it died while nobody looked
                self._process = None
            if self._process is None:
                self._process = self._start()
            return self._process

    def _start(self) -> subprocess.Popen[str]:
        # where the server found the program, the process must find it too
        paths = os.pathsep.join(path for path in sys.path if path)
        process = subprocess.Popen(
            [sys.executable, "-m", "foedera.web.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(self._opening) + "\n")
        process.stdin.flush()
        return process

    def _line(self, process: subprocess.Popen[str]) -> str:
        """Return the next line; the process is ended when there is none for too long."""
        assert process.stdout is not None
        watch = threading.Timer(_SILENCE, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return process.stdout.readline()
        finally:
            watch.cancel()

    def _end(self, process: subprocess.Popen[str]) -> None:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was not yet said is lost with it
                    continue
