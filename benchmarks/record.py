"""What a record costs: `python -m benchmarks.record [--claims 1000 10000 100000] [--address ADDRESS] [--keep FILE]`.

Adding against reading alone (the examples, one process, one run), and, with reports from the generator: storing,
merging, filtered questions, memory. CPU seconds, since machines are shared; ratios within the run are what counts. With
an address, an empty PostgreSQL database, say, holds the record instead of a file; what the server itself uses is then
in the times of questions alone, which are those of the clock.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import foedera
from benchmarks.generator import generate
from foedera.record import Record, Wishes
from foedera.record.adding import put_reports
from foedera.run import Source, read_many

EXAMPLES = Path(__file__).parents[1] / "examples"
COPIES = 8
"""Times the examples are read, each copy with a line of its own."""
QUESTIONS: dict[str, dict[str, Any]] = {
    "one state": {"country": "SRB"},
    "a pair": {"pair": ("CHN", "SRB")},
    "type, status, year": {"type": "exercise", "status": "occurred", "since": "2024", "until": "2024"},
    "words": {"text": "guardian"},
    "clashes of a state": {"country": "USA", "conflicts": True},
}


def adding(folder: Path) -> dict[str, float]:
    """Return CPU seconds for reading some reports, and for adding them, in one process each after a warm-up."""
    sources = _sources(folder)
    list(read_many(sources[:2], jobs=1))
    start = time.process_time()
    list(read_many(sources, jobs=1))
    reading = time.process_time() - start
    with foedera.open(folder / "adding.db") as record:
        start = time.process_time()
        list(record.iter_add(sources, Wishes(jobs=1)))
        stored = time.process_time() - start
        record.refresh()
        added = time.process_time() - start
    return {
        "reports": len(sources),
        "read, s": round(reading, 2),
        "read and stored, s": round(stored, 2),
        "added and merged, s": round(added, 2),
        "added / read": round(added / reading, 3),
    }


def _sources(folder: Path) -> list[Source]:
    made = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for number in range(COPIES):
            name = folder / f"{path.stem}-{number}.txt"
            name.write_text(f"{text}\n\nPage {number}.\n", encoding="utf-8")
            made.append(Source(str(name), name))
    return made


def at_scale(claims: int, address: str | Path) -> dict[str, Any]:
    """Return what storing, merging and asking cost with about so many claims, in an empty record."""
    with foedera.open(address) as record:
        start = time.process_time()
        reports = sum(1 for _ in put_reports(record.store, record.knowledge, _told(claims), "generator"))
        stored = time.process_time() - start
        start = time.process_time()
        merged = record.refresh()
        merging = time.process_time() - start
        return {
            "claims": merged,
            "reports": reports,
            "events": record.status().events,
            "stored, ms a report": round(1000 * stored / reports, 2),
            "merged, s": round(merging, 1),
            "merged, ms a claim": round(1000 * merging / merged, 3),
            "questions, ms": {name: _asked(record, wanted) for name, wanted in QUESTIONS.items()},
            "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "file, MB": round(record.status().bytes / 1e6, 1),
        }


def _told(claims: int) -> Any:
    return (told.report for told in generate(claims, seed=3))


def _asked(record: Record, wanted: dict[str, Any]) -> float:
    """Return the median time of the first hundred answers."""
    return _median(lambda: list(record.iter_events(**wanted, limit=100)))


def _median(step: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        start = time.perf_counter()
        step()
        times.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(times), 1)


def main() -> None:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--claims", type=int, nargs="*", default=[1000, 10000, 100000])
    ap.add_argument("--address", help="an empty record to be filled, postgresql://... or a file; with one size")
    ap.add_argument("--keep", type=Path, help="file for the figures, as JSON")
    args = ap.parse_args()
    if args.address and len(args.claims) != 1:
        ap.error("an address takes one size: --claims 20000")
    found: dict[str, Any] = {"scale": []}
    with tempfile.TemporaryDirectory() as name:
        if not args.address:
            found["adding"] = adding(Path(name))
            print(json.dumps(found["adding"], indent=1), flush=True)
        for claims in args.claims:
            found["scale"].append(at_scale(claims, args.address or Path(name) / f"scale-{claims}.db"))
            print(json.dumps(found["scale"][-1], indent=1), flush=True)
    if args.keep:
        args.keep.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
