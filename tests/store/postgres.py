"""A PostgreSQL server of the tests' own: in a folder of its own, on a socket in it, gone when they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER = "postgres"
"""The superuser in the server; also whom the server runs as when the tests run as root, which it refuses to."""
# commits stay synchronous: the tests kill the server and expect what it confirmed
_FAST = "-c fsync=off -c full_page_writes=off"


@dataclass(slots=True)
class Server:
    """A server that can be stopped and started again."""

    folder: Path
    programs: Path

    def address(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.folder))}"

    def start(self) -> None:
        """Start, and wait until it answers. It listens on its socket only."""
        options = f"-k {self.folder} -c listen_addresses='' {_FAST}"
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", options, "-w", "start"
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop; `immediate` is a crash."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def create(self, database: str) -> str:
        """Make a database and return its address."""
        self._run("createdb", "-h", str(self.folder), "-U", USER, database)
        return self.address(database)

    def init(self) -> None:
        """Make the server's files."""
        self._run("initdb", "-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_user(), str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=60, check=False)
        if done.returncode:
            message = f"{program}: {done.stdout}{done.stderr}"
            raise RuntimeError(message)


def find_programs() -> Path | None:
    """Return the folder of the server's programs, the newest version's, if it is installed (Debian: `postgresql`)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Give a server for as long as it is needed."""
    folder = Path(tempfile.mkdtemp(prefix="foedera-pg-", dir="/tmp"))
    if os.getuid() == 0:
        shutil.chown(folder, USER)
    server = Server(folder, programs)
    try:
        server.init()
        server.start()
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_user() -> Sequence[str]:
    return ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []
