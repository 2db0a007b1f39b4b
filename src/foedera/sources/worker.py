"""The process in which archives, tables and feeds are taken apart: `python -m foedera.sources.worker`.

It reads one line of JSON from standard input (`path`, `name`, `base`, `columns`, `limits`) and writes what it finds to
standard output. The pipe holds it back: it is never further than a few documents ahead of who reads.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import BinaryIO

from foedera.errors import Problem
from foedera.reading.worker import cap_memory
from foedera.sources.budget import Budget
from foedera.sources.faults import CRASHED, DAMAGED, TOO_DEEP, SourceFault
from foedera.sources.items import End, Found, Tick, pack
from foedera.sources.kinds import HEAD, find_kind
from foedera.sources.limits import SourceLimits
from foedera.sources.streams import Stream
from foedera.sources.walk import Walk


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer the one request."""
    request = json.loads(requests.readline())
    limits = SourceLimits(**request["limits"])
    path, name = Path(request["path"]), str(request["name"])

    def tell(found: Found) -> None:
        answers.write(pack(found))
        answers.flush()

    budget = Budget(limits, path.stat().st_size, tick=lambda: tell(Tick()))
    try:
        with path.open("rb") as file:
            _load_foreign(file)
            cap_memory(limits.memory)
            walk = Walk(budget, request["columns"], request["base"])
            for found in walk.run(Stream(file.read, file), name, named=request["named"]):
                tell(found)
    except MemoryError:
        tell(Problem(CRASHED, name, f"needs more than {limits.memory:,} bytes of memory; the rest is not read"))
    except RecursionError:
        tell(Problem(TOO_DEEP, name, "nested too deeply; the rest is not read"))
    except SourceFault as fault:
        tell(fault.problem(name))
    except Exception as error:  # noqa: BLE001 - whatever hostile input makes a library throw
        message = f"its reader gave up ({type(error).__name__}: {error}); the rest is not read"
        tell(Problem(DAMAGED, name, message[:300]))
    tell(End(budget.left_out))


def _load_foreign(file: BinaryIO) -> None:
    """Load a library that takes much room of its own before room is counted."""
    kind = find_kind(file.read(HEAD), "")
    file.seek(0)
    if kind == "parquet":
        try:
            import polars as pl  # noqa: PLC0415 - an extra

            pl.DataFrame({"a": [1]}).lazy().collect()  # its threads start with the first work
        except ImportError:
            return


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
