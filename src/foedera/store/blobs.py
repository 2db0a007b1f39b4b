"""Compression of documents."""

from __future__ import annotations

import json
import zlib

from foedera.store.records import Offsets

_LEVEL = 3
"""Pages shrink to a quarter at 1 ms a 100 kB; level 9 gains a tenth more for four times as long."""


def pack_bytes(data: bytes) -> bytes:
    """Compress."""
    return zlib.compress(data, _LEVEL)


def unpack_bytes(data: bytes) -> bytes:
    """Undo `pack_bytes`."""
    return zlib.decompress(data)


def pack_text(text: str) -> bytes:
    """Compress a text of any characters."""
    return pack_bytes(text.encode("utf-8", "surrogatepass"))


def unpack_text(data: bytes) -> str:
    """Undo `pack_text`."""
    return unpack_bytes(data).decode("utf-8", "surrogatepass")


def pack_offsets(offsets: Offsets) -> bytes:
    """Compress an offset map; its long runs of growing numbers are kept as steps."""
    return pack_bytes(json.dumps([_steps(numbers) for numbers in offsets], separators=(",", ":")).encode())


def unpack_offsets(data: bytes) -> Offsets:
    """Undo `pack_offsets`."""
    return tuple(_sums(numbers) for numbers in json.loads(unpack_bytes(data)))


def _steps(numbers: tuple[int, ...]) -> list[int]:
    return [number - before for number, before in zip(numbers, (0, *numbers), strict=False)]


def _sums(steps: list[int]) -> tuple[int, ...]:
    out, at = [], 0
    for step in steps:
        at += step
        out.append(at)
    return tuple(out)
