"""`foedera doctor`: whether everything that reading needs is there and works."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from foedera.cli.main import DONE, FAILED

_SAMPLE = b"Serbia and China held a joint exercise in Hebei from 19 to 28 July 2025, the ministry said."
_PACKAGES = ("onnxruntime", "numpy")
_FORMATS = {"pypdfium2": "PDF"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    part: str
    ok: bool
    detail: str


def examine(options: argparse.Namespace) -> int:
    """Print what each check found; 1 if something is not in order."""
    findings = list(_findings())
    if options.json:
        print(json.dumps([{"part": f.part, "ok": f.ok, "detail": f.detail} for f in findings], indent=1))
    else:
        for finding in findings:
            print(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.part:<16} {finding.detail}")
    return DONE if all(finding.ok for finding in findings) else FAILED


def _findings() -> Iterator[Finding]:
    supported = sys.version_info >= (3, 11)
    yield Finding("Python", supported, platform.python_version() + ("" if supported else "; 3.11 or later is needed"))
    encoding = sys.stdout.encoding or "none"
    yield Finding("output", encoding.casefold().startswith("utf"), f"encoding {encoding}")
    for package in _PACKAGES:
        yield _try(package, partial(version, package))
    for package, what in _FORMATS.items():
        yield _try(f"{package} ({what})", partial(version, package))
    yield _try("codebook", _codebook)
    yield _try("gazetteer", _gazetteer)
    yield _try("language model", _model)
    yield _try("reading", _reading)


def _try(part: str, check: Callable[[], str]) -> Finding:
    """Run a check, whatever goes wrong in it."""
    try:
        return Finding(part, ok=True, detail=check())
    except PackageNotFoundError:
        return Finding(part, ok=False, detail="not installed")
    except Exception as error:  # noqa: BLE001 - whatever is broken is what the doctor is to find
        return Finding(part, ok=False, detail=" ".join(str(error).split()) or type(error).__name__)


def _codebook() -> str:
    from foedera import codebook

    return f"{len(codebook.load().types)} claim types"


def _gazetteer() -> str:
    from foedera import gazetteer

    return f"{len(gazetteer.load().state_codes)} states"


def _model() -> str:
    from foedera.parse import Model
    from foedera.parse.check import check

    start = time.perf_counter()
    Model()
    seconds = time.perf_counter() - start
    problems = check()
    if problems:
        raise AssertionError("; ".join(map(str, problems)))
    return f"loaded in {seconds:.2f} s, whole, and with the results of where it was made"


def _reading() -> str:
    from foedera import pipeline

    engine = pipeline.load(threads=2)
    start = time.perf_counter()
    report = engine.read(_SAMPLE, "sample.txt", published="2025-08-01")
    seconds = time.perf_counter() - start
    if not report.claims:
        raise AssertionError("a sentence about an exercise gave no claim")
    return f"{len(report.claims)} claim of one sentence in {seconds:.3f} s"
