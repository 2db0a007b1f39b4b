"""Fuzzing of every reader: `python -m benchmarks.fuzz [--seconds N] [--targets NAME ...] [--keep FOLDER]`.

With the package atheris inputs are led by coverage (libFuzzer): what reaches new code is kept and changed again. Where
it is not installed, the seeds are changed blindly. Each target runs in a process of its own with caps on time and
memory, so that a crash, a hang or a flood of memory is a finding and the others go on. Targets and seeds are those of
`tests/fuzz`. Prints JSON.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS_EACH = 25
"""That one input may take, many times what any should."""
MEGABYTES = 2_000
_TOKENS = (
    b"\0",
    b"\n",
    b"<",
    b">",
    b'"',
    b"\xff",
    b"\x80",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"((((",
    b"<div>" * 99,
    b"9" * 400,
)


def main() -> None:
    """Fuzz each target for a while and tell what came of it."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--seconds", type=int, default=20, help="for each target")
    ap.add_argument("--targets", nargs="+", metavar="NAME")
    ap.add_argument("--keep", type=Path, help="folder for inputs that reached new code, and for findings")
    ap.add_argument("--blind", action="store_true", help="without atheris, even where it is installed")
    ap.add_argument("--child", help=argparse.SUPPRESS)
    args, rest = ap.parse_known_args()
    if args.child:
        child(args.child, rest)
        return
    from tests.fuzz.seeds import seeds  # noqa: PLC0415 - the child imports it under instrumentation

    led = not args.blind and importlib.util.find_spec("atheris") is not None
    if not led:
        print("atheris is not installed: inputs are not led by coverage", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="foedera-fuzz-") as temporary:
        folder = args.keep or Path(temporary)
        found = {}
        for name, inputs in seeds().items():
            if not args.targets or name in args.targets:
                found[name] = (led_by_coverage if led else blindly)(name, inputs, args.seconds, folder / name)
                print(name, json.dumps(found[name]), file=sys.stderr)
    total = sum(each["inputs"] for each in found.values())
    print(json.dumps({"engine": "atheris" if led else "blind", "inputs": total, "targets": found}, indent=1))


def led_by_coverage(name: str, inputs: list[bytes], seconds: int, folder: Path) -> dict[str, Any]:
    """Run libFuzzer on one target, again after each finding until the time is up."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(inputs):
        (corpus / f"seed{number}").write_bytes(data)
    ends, tried, edges, findings, megabytes = time.monotonic() + seconds, 0, 0, list[str](), 0
    while (left := int(ends - time.monotonic())) > 0 and len(findings) < 5:
        options = [f"-max_total_time={left}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEGABYTES}"]
        options += ["-max_len=65536", "-print_final_stats=1", f"-artifact_prefix={folder}/"]
        command = [sys.executable, "-m", "benchmarks.fuzz", "--child", name, *options, str(corpus)]
        done = subprocess.run(  # noqa: S603 - this program
            command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
        said = done.stderr + done.stdout
        tried += _number(r"number_of_executed_units:\s+(\d+)", said)
        edges, megabytes = (
            max(edges, _number(r"cov: (\d+)", said)),
            max(megabytes, _number(r"peak_rss_mb:\s+(\d+)", said)),
        )
        if done.returncode == 0:
            break
        findings.append(_summary(said))
    return {"inputs": tried, "edges": edges, "kept": len(list(corpus.iterdir())), "MB": megabytes, "findings": findings}


def child(name: str, options: list[str]) -> None:
    """Be the process that libFuzzer works in."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["foedera"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    TARGETS[name](b"")  # what a target imports when it runs is instrumented by this
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def blindly(name: str, inputs: list[bytes], seconds: int, folder: Path) -> dict[str, Any]:
    """Change the seeds at random."""
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    rng, ends, tried, findings = random.Random(name), time.monotonic() + seconds, 0, list[str]()  # noqa: S311
    while time.monotonic() < ends and len(findings) < 5:
        data = changed(rng.choice(inputs), rng)
        began = time.monotonic()
        try:
            TARGETS[name](data)
        except Exception as error:  # noqa: BLE001 - whatever a target raises is a finding
            findings.append(f"{type(error).__name__}: {error}"[:300])
            (folder / f"finding-{len(findings)}").write_bytes(data)
        if time.monotonic() - began > SECONDS_EACH:
            findings.append(f"took {time.monotonic() - began:.0f} s")
        tried += 1
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"inputs": tried, "edges": 0, "kept": 0, "MB": megabytes, "findings": findings}


def changed(data: bytes, rng: random.Random) -> bytes:
    """Return an input with some bytes changed, cut out, doubled or put in."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at, end = sorted(rng.randint(0, len(out)) for _ in range(2))
        way = rng.randrange(5)
        if way == 0 and out:
            out[min(at, len(out) - 1)] = rng.randrange(256)
        elif way == 1:
            del out[at : min(end, at + 64)]
        elif way == 2:
            out[at:at] = out[at : min(end, at + 512)] * rng.randint(1, 4)
        elif way == 3:
            out[at:at] = rng.choice(_TOKENS)
        else:
            del out[at:]
    return bytes(out[:200_000])


def _number(pattern: str, said: str) -> int:
    found = re.findall(pattern, said)
    return int(found[-1]) if found else 0


def _summary(said: str) -> str:
    """Return what a finding is, from what Python and libFuzzer say of it."""
    lines = [line.strip() for line in said.splitlines()]
    python = next((at for at, line in enumerate(lines) if "Uncaught Python exception" in line), None)
    if python is not None:
        where = [line for line in lines[python:] if line.startswith("File ") and "foedera" in line]
        what = next((line for line in lines[python + 1 :] if line and "===" not in line), "")
        return f"{what} {where[-1] if where else ''}"[:400]
    return next((line for line in lines if line.startswith("SUMMARY:")), " ".join(lines[-3:]))[:400]


if __name__ == "__main__":
    main()
