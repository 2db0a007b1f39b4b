"""gzip, bzip2, xz and Zstandard as streams: what comes out is counted before more is asked for."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from functools import partial
from typing import Protocol

from foedera.sources.budget import Budget
from foedera.sources.faults import DAMAGED, SourceFault
from foedera.sources.streams import CHUNK, Stream
from foedera.sources.zstd import BEGINNINGS, Zstandard, read_dictionary

_XZ_MEMORY = 256 * 1024**2


class Decompressor(Protocol):
    """What bz2 and lzma have in common."""

    @property
    def eof(self) -> bool:
        """Whether the packed stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more going in."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the packed stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return what comes out, up to a length."""


class Deflate:
    """zlib's decompressor with the ways of the others."""

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._tail = b""
        self._full = False

    @property
    def eof(self) -> bool:
        """Whether the packed stream has ended."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more going in."""
        return not self._tail and not self._full

    @property
    def unused_data(self) -> bytes:
        """What stands behind the packed stream."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return what comes out, up to a length."""
        out = self._inner.decompress(self._tail + data, max_length)
        self._tail = self._inner.unconsumed_tail
        self._full = len(out) == max_length  # zlib may hold more of what it has taken in
        return out


MAKERS: dict[str, tuple[Callable[[], Decompressor], tuple[bytes, ...]]] = {
    "gz": (lambda: Deflate(31), (b"\x1f\x8b",)),
    "deflate": (lambda: Deflate(15), ()),
    "bz2": (bz2.BZ2Decompressor, (b"BZh",)),
    "xz": (lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY), (b"\xfd7zXZ\0",)),
    "zst": (Zstandard, BEGINNINGS),
}
"""How each is undone, and how another packed stream behind the first may begin."""
_LONGEST_BEGINNING = 6
ERRORS = (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError)


class Unpacked:
    """Reads a packed stream; several packed streams one behind the other are one."""

    def __init__(self, source: Stream, kind: str, budget: Budget) -> None:
        self._source, self._budget = source, budget
        self._make, self._beginnings = MAKERS[kind]
        if kind == "zst" and (dictionary := read_dictionary(source)):
            self._make = partial(Zstandard, dictionary)
        self._inner: Decompressor | None = self._make()

    def read(self, size: int) -> bytes:
        """Return up to so many bytes, none at the end only.

        Raises:
            SourceFault: The stream is damaged or cut off.
            Stopped: More has come out than is allowed.
        """
        while self._inner is not None:
            out = self._step(self._inner, size)
            if self._inner.eof:
                self._next(self._inner.unused_data)
            if out:
                self._budget.unpack(len(out))
                return out
        return b""

    def _step(self, inner: Decompressor, size: int) -> bytes:
        data = self._source.read(CHUNK) if inner.needs_input else b""
        if inner.needs_input and not data:
            raise SourceFault(DAMAGED, "cut off: the packed data end in the middle; get it again")
        try:
            return inner.decompress(data, size)
        except ERRORS as error:
            raise SourceFault(DAMAGED, f"damaged: it cannot be unpacked ({error})") from error

    def _next(self, behind: bytes) -> None:
        """Go on with the packed stream behind, if there is one; padding and other bytes end it."""
        self._source.unread(behind)
        goes_on = self._source.peek(_LONGEST_BEGINNING).startswith(self._beginnings)
        self._inner = self._make() if goes_on else None


def unpacked(source: Stream, kind: str, budget: Budget) -> Stream:
    """Return the stream that a packed stream holds."""
    return Stream(Unpacked(source, kind, budget).read)
