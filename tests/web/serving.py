"""A record served by a process of its own, for a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def serving_by(program: str, record: Path, **settings: str) -> Iterator[str]:
    """Run a program with a record and a free port until it answers there; it ends with the block.

    Args:
        settings: Variables of the environment.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **settings}
    server = subprocess.Popen([sys.executable, "-c", program, str(record), str(port)], env=here)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_for(f"{base}/static/dom.js", server)
        yield base
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        if server.poll() is not None:
            pytest.fail("the server ended")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not come up")
