"""The process in which archives, tables and feeds are taken apart: `python -m foedera.sources.worker`.

It reads lines of JSON from standard input (`path`, `name`, `base`, `named`, `columns`, `limits`) and writes what each
input holds to standard output. The pipe holds it back: it is never further than a few documents ahead of who reads.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from foedera.errors import Problem
from foedera.reading.worker import cap_memory
from foedera.sources.budget import Budget
from foedera.sources.faults import CRASHED, DAMAGED, TOO_DEEP
from foedera.sources.items import End, Found, Tick, pack
from foedera.sources.kinds import HEAD, find_kind
from foedera.sources.limits import SourceLimits
from foedera.sources.streams import Stream
from foedera.sources.walk import Walk


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more, or until an input has taken what must not be taken twice."""
    capped = False
    while line := requests.readline():
        request = json.loads(line)
        path = Path(request["path"])
        foreign = not capped and _load_foreign(path)
        if not capped:
            cap_memory(SourceLimits(**request["limits"]).memory)
            capped = True
        again = _answer(request, answers) and not foreign
        if not again:
            return


def _answer(request: dict[str, Any], answers: BinaryIO) -> bool:
    """Tell what an input holds; return whether this process can take another."""
    path, name, limits = Path(request["path"]), str(request["name"]), SourceLimits(**request["limits"])

    def tell(found: Found) -> None:
        answers.write(pack(found))
        answers.flush()

    budget = Budget(limits, path.stat().st_size if path.exists() else 0, tick=lambda: tell(Tick()))
    again = True
    try:
        with path.open("rb") as file:
            walk = Walk(budget, request["columns"], request["base"])
            for found in walk.run(Stream(file.read, file), name, named=request["named"]):
                tell(found)
    except MemoryError:
        again = False
        tell(Problem(CRASHED, name, f"needs more than {limits.memory:,} bytes of memory; the rest is not read"))
    except RecursionError:
        tell(Problem(TOO_DEEP, name, "nested too deeply; the rest is not read"))
    except OSError as error:
        tell(Problem(DAMAGED, name, f"cannot be read: {error.strerror or error}"))
    except Exception as error:  # noqa: BLE001 - whatever hostile input makes a library throw
        message = f"its reader gave up ({type(error).__name__}: {error}); the rest is not read"
        tell(Problem(DAMAGED, name, message[:300]))
    again = again and "polars" not in sys.modules  # its room is its own, and is counted only in a new process
    tell(End(budget.left_out, again))
    return again


def _load_foreign(path: Path) -> bool:
    """Load a library that takes much room of its own before room is counted; tell whether there was one."""
    try:
        with path.open("rb") as file:
            kind = find_kind(file.read(HEAD), path.name)
        if kind != "parquet":
            return False
        import polars as pl  # noqa: PLC0415 - an extra

        pl.DataFrame({"a": [1]}).lazy().collect()  # its threads start with the first work
    except (OSError, ImportError):
        return False
    return True


if __name__ == "__main__":
    os.environ["POLARS_MAX_THREADS"] = "2"  # each takes room; the machine's cores are busy with reading
    serve(sys.stdin.buffer, sys.stdout.buffer)
