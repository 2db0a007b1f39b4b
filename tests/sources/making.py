"""Files as their programs write them, and as attackers do, and one way to walk through them in this process."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.items import Found, Item, Link
from foedera.sources.limits import DEFAULT, SourceLimits
from foedera.sources.streams import Stream
from foedera.sources.walk import Walk

LIMITS = replace(DEFAULT, bytes=100_000, free=200_000, ratio=20)
"""Small caps, so that small files reach them."""


def walk(
    data: bytes,
    name: str,
    limits: SourceLimits = LIMITS,
    *,
    columns: Mapping[str, str] | None = None,
    named: bool = True,
    seekable: bool = True,
) -> tuple[list[Found], Counter[str]]:
    """Return what a file holds, and what was left out."""
    file = io.BytesIO(data)
    budget = Budget(limits, len(data))
    stream = Stream(file.read, file if seekable else None)
    try:
        return list(Walk(budget, columns).run(stream, name, named=named)), budget.left_out
    finally:
        file.close()


def items(found: list[Found]) -> dict[str, bytes]:
    """Return the documents by name; fails if two have the same."""
    named = [(each.name, each.data) for each in found if isinstance(each, Item)]
    assert len(dict(named)) == len(named)
    return dict(named)


def problems(found: list[Found]) -> list[tuple[str, str]]:
    """Return code and source of each problem."""
    return [(each.code, each.source) for each in found if isinstance(each, Problem)]


def messages(found: list[Found]) -> str:
    """Return what the problems say."""
    return "\n".join(str(each) for each in found if isinstance(each, Problem))


def links(found: list[Found]) -> list[Link]:
    """Return the links."""
    return [each for each in found if isinstance(each, Link)]


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive; names may stand in it twice."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # the library warns of names that stand in it twice
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes] | tarfile.TarInfo, mode: str = "w", **more: Any) -> bytes:
    """Return a tar archive, packed as the mode says."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, **more) as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


def record(url: str, body: bytes, *, kind: str = "response", length: int | None = None, http: str = "") -> bytes:
    """Return a WARC record of a page."""
    if kind == "response":
        body = (http or "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n").encode() + body
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-07-19T10:00:00Z\r\n"
    head += (
        "Content-Type: text/plain\r\n" if kind != "response" else "Content-Type: application/http; msgtype=response\r\n"
    )
    return f"{head}Content-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body + b"\r\n\r\n"
