"""What a Ray cluster on this machine costs beside plain processes: `python benchmarks/cluster.py [--reports N]`.

The same reports are read by both in turn, with the same number of workers. Wall times say little on a machine that
others use; processor time is that of this process and all that it has started, Ray's own among them. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

from foedera.run import Engine, Outcome, Source, read_many

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("local", "ray")
TICKS = os.sysconf("SC_CLK_TCK")


def used() -> float:
    """Return the processor seconds that this process and those that live of its descendants have used."""
    family, ticks = [os.getpid()], 0
    for process in family:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError):  # it is gone
                family += map(int, task.read_bytes().split())
        with suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / TICKS


def timed(engine: str, sources: list[Source], jobs: int) -> tuple[dict[str, float], list[Outcome]]:
    """Read the sources; return the figures and the outcomes."""
    began = time.perf_counter()
    outcomes: list[Outcome] = []
    marks: list[tuple[float, float]] = []
    for outcome in read_many(sources, jobs=jobs, engine=Engine(engine)):
        outcomes.append(outcome)
        if len(outcomes) in {1, len(sources)}:
            marks.append((time.perf_counter() - began, used()))
    (first, start), (last, end) = marks  # processes of an earlier turn may end before the first: only then it is even
    figures = {
        "seconds to the first": first,
        "reports a second then": (len(sources) - 1) / (last - first),
        "processor seconds a report then": (end - start) / (len(sources) - 1),
    }
    return figures, outcomes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="--engine ray against --engine local")
    parser.add_argument("--texts", type=Path, default=ROOT / "benchmarks" / "reports")
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    paths = sorted(options.texts.glob("*.txt"))
    sources = [
        Source(f"{n}-{path.name}", data=path.read_bytes())
        for n, path in enumerate(islice(cycle(paths), options.reports))
    ]
    first: list[Outcome] = []
    for number in range(options.rounds):
        for engine in ENGINES:
            figures, outcomes = timed(engine, sources, options.jobs)
            rounded = {name: round(figure, 3) for name, figure in figures.items()}
            print(json.dumps({"round": number + 1, "engine": engine, **rounded}), flush=True)
            first = first or outcomes
            if outcomes != first:
                message = "the outcomes differ"
                raise SystemExit(message)


if __name__ == "__main__":
    main()
