"""axe-core, which finds faults of accessibility: fetched once into a cache, never part of what we ship."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

VERSION = "4.14.1"
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "foedera-tests")
_SERIOUS = frozenset({"serious", "critical"})


def axe_script() -> str:
    """Return the script; skip the test where it is neither here nor to be had."""
    kept = _CACHE / f"axe-core-{VERSION}.js"
    if not kept.exists():
        _fetch(kept)
    return kept.read_text(encoding="utf-8")


def _fetch(target: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core is not here, and npm is not installed")
    _CACHE.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [npm, "pack", f"axe-core@{VERSION}"], cwd=_CACHE, capture_output=True, timeout=60, check=False
    )
    packed = _CACHE / f"axe-core-{VERSION}.tgz"
    if done.returncode or not packed.exists():
        pytest.skip("axe-core is not here, and npm cannot fetch it")
    with tarfile.open(packed) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        target.write_bytes(member.read())
    packed.unlink()


def faults(page: Page) -> list[str]:
    """Return what axe finds serious on a page."""
    page.evaluate(axe_script())
    found: Any = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in _SERIOUS
        for node in each["nodes"]
    ]
