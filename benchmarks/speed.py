"""Speed and memory: `python benchmarks/speed.py [--texts DIR] [--seconds N]`. Prints JSON.

End to end means clean text in, claims out, on one process a core. The bare model is both networks alone on the same
batches (the encoder by itself is given too), measured in the same processes in turn; their ratio is also given by
processor time, which holds where other programs are at work too. Cold starts find Python's bytecode, as in an
installed package. Where spaCy is installed, its blank pipeline (words and sentence ends, no model) is measured beside
them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
MODES = ("encoder", "bare", "full")
"""The first network alone, both networks, and everything."""
BLANK = "spaCy blank"


def texts_in(folder: Path) -> list[Path]:
    """Return the plain texts of a folder."""
    return sorted(folder.glob("*.txt"))


def work(paths: list[Path], seconds: float, barrier: Barrier, results: Any) -> None:
    """Measure both modes in turn in this process."""
    from foedera.pipeline import NOT_CODED, load  # noqa: PLC0415  (the parent measures cold starts without it)
    from foedera.reading import read  # noqa: PLC0415

    engine = load(None, 1)
    model = engine.model
    documents = [read(path.read_bytes(), path.name) for path in paths]
    counts, batches = [], []
    for document in documents:
        segments = [s for s in document.segments if s.kind not in NOT_CODED]
        counts.append(sum(len(s.tokens) for s in model.parse(document.report.text, segments)))
        batches.append(list(model.network_inputs(document.report.text, segments)))
        engine.code(document)

    def encoder(number: int) -> None:
        for first, _ in batches[number]:
            model.run_encoder(first)

    def bare(number: int) -> None:
        for first, seconds_ in batches[number]:
            model.run_encoder(first)
            for second in seconds_:
                model.run_framer(second)

    def full(number: int) -> None:
        engine.code(documents[number])

    runs = dict(zip(MODES, (encoder, bare, full), strict=True)) | blank([d.report.text for d in documents])
    rates: dict[str, list[tuple[float, float]]] = {mode: [] for mode in runs}
    for _ in range(ROUNDS):
        for mode, run in runs.items():
            barrier.wait()
            rates[mode].append(rate(run, counts, seconds))
    results.put((rates, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def blank(texts: list[str]) -> dict[str, Callable[[int], None]]:
    """Return spaCy's pipeline without a model over some texts; nothing where it is not installed."""
    try:
        import spacy  # noqa: PLC0415 - optional
    except ImportError:
        print("spaCy is not installed: its blank pipeline is left out", file=sys.stderr)
        return {}
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")

    def run(number: int) -> None:
        pipeline(texts[number])

    return {BLANK: run}


def rate(run: Callable[[int], None], counts: list[int], seconds: float) -> tuple[float, float]:
    """Return words a second of something done to one document after the other, by the clock and by processor time."""
    began, used, words = time.perf_counter(), time.process_time(), 0
    for number in cycle(range(len(counts))):
        if time.perf_counter() - began >= seconds:
            break
        run(number)
        words += counts[number]
    return words / (time.perf_counter() - began), words / (time.process_time() - used)


def throughput(paths: list[Path], seconds: float, jobs: int) -> dict[str, Any]:
    """Return words a second of all processes together, in the best of some rounds."""
    context = get_context("spawn")
    barrier, results = context.Barrier(jobs), context.Queue()
    workers = [context.Process(target=work, args=(paths, seconds, barrier, results)) for _ in range(jobs)]
    for worker in workers:
        worker.start()
    got = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    total = {mode: [sum(rates[mode][i][0] for rates, _ in got) for i in range(ROUNDS)] for mode in got[0][0]}
    used = {mode: sum(each for rates, _ in got for _, each in rates[mode]) for mode in MODES}
    best = max(range(ROUNDS), key=lambda i: total["full"][i])
    return {
        "processes": jobs,
        "end to end, words/s": round(total["full"][best]),
        "bare model, words/s": round(total["bare"][best]),
        "encoder alone, words/s": round(total["encoder"][best]),
        **({f"{BLANK}, words/s": round(total[BLANK][best])} if BLANK in total else {}),
        "end to end of bare": round(sum(total["full"]) / sum(total["bare"]), 3),
        "end to end of bare, processor time": round(used["full"] / used["bare"], 3),
        "end to end of encoder": round(sum(total["full"]) / sum(total["encoder"]), 3),
        "all rounds, words/s": {mode: [round(r) for r in rates] for mode, rates in total.items()},
        "peak memory of a process, MB": round(max(memory for _, memory in got)),
    }


def cold_start(path: Path, times: int = 9) -> dict[str, Any]:
    """Return seconds and peak memory of `foedera read PATH` in a new process."""
    took, used = [], []
    command = [sys.executable, "-m", "foedera", "read", str(path), "--format", "json"]
    with TemporaryDirectory() as bytecode:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = bytecode
        for _ in range(times + 1):
            began, before = time.perf_counter(), processor_time()
            done = subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
            took.append(time.perf_counter() - began)
            used.append(processor_time() - before)
            assert done.stdout
    took, used = took[1:], used[1:]  # the first writes the bytecode
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        f"cold start, s, best of {times}": round(min(took), 2),
        "median, s": round(sorted(took)[times // 2], 2),
        "processor time, s, least": round(min(used), 2),
        "peak memory, MB": round(peak),
        "report": path.name,
    }


def processor_time() -> float:
    """Return seconds of processor time of all processes that this one has started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure cold start, then throughput."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "reports")
    ap.add_argument("--seconds", type=float, default=6.0)
    ap.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    args = ap.parse_args()
    paths = texts_in(args.texts) or texts_in(ROOT / "examples")
    longest = max(paths, key=lambda p: p.stat().st_size)
    out = cold_start(longest) | throughput(paths, args.seconds, args.jobs)
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
