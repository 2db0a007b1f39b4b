"""Every code that an input can fail with is documented, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from foedera.run.one import BAD_REPORT
from foedera.sources import faults

ROOT = Path(__file__).parents[2]
DOCUMENTED = re.findall(r"^\| (R2\d\d) \|", (ROOT / "docs" / "archives.md").read_text(encoding="utf-8"), re.MULTILINE)
USED = {value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str)} | {BAD_REPORT}


def test_every_code_is_documented_once() -> None:
    assert sorted(USED) == DOCUMENTED


def test_every_code_is_used() -> None:
    """A code that nothing gives would be a promise without a keeper."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "foedera" / "sources").glob("*.py"))
    for name, value in vars(faults).items():
        if name.isupper() and isinstance(value, str):
            assert len(re.findall(rf"\b{name}\b", source)) > 2, name


def test_limits_are_documented_as_they_are() -> None:
    limits = (
        (ROOT / "docs" / "archives.md")
        .read_text(encoding="utf-8")
        .partition("## Limits")[2]
        .partition("## Messages")[0]
    )
    from foedera.sources.limits import DEFAULT  # noqa: PLC0415

    assert f"{DEFAULT.bytes // 1024**2} MiB" in limits
    assert f"{DEFAULT.ratio} times" in limits
    assert f"{DEFAULT.free // 1024**2} MiB are free" in limits
    assert f"{DEFAULT.unpacked // 1024**3} GiB" in limits
    for value in (DEFAULT.members, DEFAULT.rows, DEFAULT.links):
        assert f"{value:,}" in limits
    assert re.search(rf"packings in packings .*\| {DEFAULT.depth} \|", limits)
    assert re.search(rf"seconds of a request \| {DEFAULT.fetch_seconds:g} \|", limits)
    assert re.search(rf"redirects \| {DEFAULT.redirects} \|", limits)
