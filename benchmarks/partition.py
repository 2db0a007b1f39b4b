"""Merging by partition against merging at once: `python benchmarks/partition.py [CLAIMS ...] [--ray]`.

Claims come from the generator. Each way is run in a process of its own, on as many processes as there are cores and on
one; the events must be the same ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.generator import generate  # noqa: E402 - the path is set above
from foedera.events import Entry  # noqa: E402
from foedera.merge import merge  # noqa: E402
from foedera.merge.partition import cluster_bin, joined  # noqa: E402
from foedera.merge.spool import Spool  # noqa: E402
from foedera.record.bulk import Merger, parts_of  # noqa: E402
from foedera.run import Engine  # noqa: E402
from foedera.run.tasks import crew  # noqa: E402


def entries(count: int) -> list[Entry]:
    """Return made-up claims, sorted by id."""
    made: dict[str, Entry] = {}
    for told in generate(count, seed=3):
        report = told.report
        for claim in report.claims:
            made[claim.id] = Entry(claim, report.id, report.published, report.publisher, report.id)
    return [made[id_] for id_ in sorted(made)]


def at_once(count: int) -> dict[str, Any]:
    """Merge in memory."""
    made = entries(count)
    start, used = time.perf_counter(), _used()
    events = merge(made).clustering.events
    return _told(len(made), time.perf_counter() - start, events, _used() - used)


def by_partition(count: int, engine: str, jobs: int | None) -> dict[str, Any]:
    """Merge by partition, step by step."""
    made = entries(count)
    split = parts_of(len(made))
    used = _used()
    steps: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, crew(Engine(engine), jobs) as each:
        spool = Spool(Path(folder), split.chunk)
        merger = Merger(spool, split, {}, {}, each)
        start = time.perf_counter()
        for chunk in range(split.chunks):
            spool.put_entries(chunk, made[chunk * split.chunk : (chunk + 1) * split.chunk])
        steps["spool"] = time.perf_counter() - start
        step_used = {"spool": _used() - used}
        del made
        start = time.perf_counter()
        merger.link()
        steps["link"] = time.perf_counter() - start
        step_used["link"] = _used() - used - step_used["spool"]
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        start = time.perf_counter()
        made_events = sum(len(some) for some in merger.events())
        steps["events, with readings and credibility"] = time.perf_counter() - start
        used = _used() - used  # of tasks only where they ran here: one process
        clustering = joined(cluster_bin(spool, split, part, {})[0] for part in range(split.parts))
    told = _told(split.claims, sum(steps.values()), clustering.events, used if jobs == 1 else None)
    assert made_events == told["events"]
    if jobs == 1:
        told["processor seconds, spool and link"] = {name: round(value, 1) for name, value in step_used.items()}
    return {**told, "steps": {name: round(value, 1) for name, value in steps.items()}, "spool_mb": size >> 20}


def _used() -> float:
    """Return the processor seconds of this process."""
    return time.process_time()


def _told(count: int, seconds: float, events: Iterable[tuple[str, ...]], used: float | None) -> dict[str, Any]:
    listed = list(events)
    peaks = [resource.getrusage(who).ru_maxrss >> 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "claims": count,
        "seconds": round(seconds, 1),
        "processor microseconds a claim": None if used is None else round(used / count * 1e6),
        "events": len(listed),
        "hash": hashlib.sha256(repr(listed).encode()).hexdigest()[:12],
        "largest": max(map(len, listed)),
        "peak MB here": peaks[0],
        "peak MB of a child": peaks[1],
    }


def ways(ray: bool) -> Iterator[tuple[str, str, str]]:  # noqa: FBT001 - the command line's option
    """Yield what is measured."""
    cores = str(len(os.sched_getaffinity(0)))
    yield from (("once", "local", "1"), ("parts", "local", "1"), ("parts", "local", cores))
    if ray:
        yield "parts", "ray", cores


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--way", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("once", "parts"))
    options = parser.parse_args()
    if options.way:
        how, engine, jobs = options.way
        (count,) = options.claims
        print(json.dumps(at_once(count) if how == "once" else by_partition(count, engine, int(jobs))))
        return
    for count in options.claims:
        for way in ways(options.ray):
            if options.only in (None, way[0]):
                command = [sys.executable, __file__, str(count), "--way", *way]
                done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ourselves
                print(" ".join(way), done.stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
