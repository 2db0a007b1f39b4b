"""Memory and cost over a long run: `python -m benchmarks.overnight [--reports N] [--seconds N] [--jobs N]`.

Made-up reports (`generator.py`) go into one `archive.tar.zst`, which `foedera read -f jsonl` then reads. Every second
the processes' memory and processor time are looked at, and how many reports are written; cost is processor time a
report, so that other work on the machine changes it little. After `--seconds` the run is stopped, and what was read
until then counts. Prints JSON.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.generator import generate

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PARTS = 5
"""Stretches of the run that are compared."""


@dataclass(frozen=True, slots=True)
class Look:
    """The run at one moment."""

    seconds: float
    reports: int
    cpu: float
    """Seconds of all processes."""
    largest: int
    """MB that the largest process holds."""
    together: int
    """MB of all of them."""


def write_archive(path: Path, reports: int) -> None:
    """Write so many made-up reports as text files with header lines into one packed tar."""
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415
    else:
        from backports import zstd  # noqa: PLC0415

    with zstd.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for number, told in enumerate(generate(reports * 2, seed=7)):
            if number == reports:
                break
            report = told.report
            head = f"Title: {report.title}\nPublisher: {report.publisher}\nPublished: {report.published}\n\n"
            data = (head + report.text + f"\nThis is report {number} of a made-up archive.\n").encode()
            info = tarfile.TarInfo(f"{number // 1000:04}/{number:07}.txt")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


def watch(process: subprocess.Popen[bytes], out: Path, seconds: float) -> list[Look]:
    """Look at a run every second until it ends, or stop it after some time."""
    began, looks = time.monotonic(), list[Look]()
    lines = at = 0
    while process.poll() is None and time.monotonic() - began < seconds:
        time.sleep(1)
        if out.exists():
            with out.open("rb") as file:
                file.seek(at)
                while chunk := file.read(1 << 20):
                    at += len(chunk)
                    lines += chunk.count(b"\n")
        cpu, sizes = measured(process.pid)
        looks.append(Look(time.monotonic() - began, lines, cpu, max(sizes, default=0), sum(sizes)))
    if process.poll() is None:
        process.terminate()
    process.wait()
    return looks


def measured(root: int) -> tuple[float, list[int]]:
    """Return processor seconds and the MB of each process below one, itself included."""
    cpu, sizes, todo = 0.0, list[int](), [root]
    while todo:
        pid = todo.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            todo += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except (OSError, ValueError):
            continue
        cpu += sum(map(int, fields[11:15])) / TICKS
        sizes.append(int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // 1024**2)
    return cpu, sizes


def told(looks: list[Look]) -> dict[str, Any]:
    """Return the cost and the memory of each stretch of a run."""
    looks = [look for look in looks if look.reports]
    if len(looks) < 2 * PARTS:
        return {"stopped": "too early to tell"}
    total = looks[-1].reports
    first = looks[0]
    parts = []
    for part in range(PARTS):
        start = next(look for look in looks if look.reports >= first.reports + (total - first.reports) * part / PARTS)
        end = next(
            look for look in looks if look.reports >= first.reports + (total - first.reports) * (part + 1) / PARTS
        )
        within = [look for look in looks if start.seconds <= look.seconds <= end.seconds]
        parts.append(
            {
                "reports": f"{start.reports}-{end.reports}",
                "processor ms a report": round(1000 * (end.cpu - start.cpu) / max(1, end.reports - start.reports), 1),
                "largest process, MB": max(look.largest for look in within),
                "all processes, MB": max(look.together for look in within),
            }
        )
    return {"reports read": total, "seconds": round(looks[-1].seconds), "stretches": parts}


def main() -> None:
    """Make the archive, read it, and tell."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--reports", type=int, default=10_000)
    ap.add_argument("--seconds", type=float, default=600)
    ap.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    args = ap.parse_args()
    with tempfile.TemporaryDirectory(prefix="foedera-overnight-") as folder:
        archive, out = Path(folder, "archive.tar.zst"), Path(folder, "claims.jsonl")
        write_archive(archive, args.reports)
        command = [sys.executable, "-m", "foedera", "read", str(archive), "-f", "jsonl", "-j", str(args.jobs)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        with out.open("wb") as stream:
            process = subprocess.Popen(command, stdout=stream, stderr=subprocess.DEVNULL, env=environment)  # noqa: S603
            looks = watch(process, out, args.seconds)
        size = archive.stat().st_size
        print(json.dumps({"reports in the archive": args.reports, "its bytes": size, **told(looks)}, indent=1))


if __name__ == "__main__":
    main()
