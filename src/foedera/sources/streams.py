"""Bytes as they come, with a look ahead; nothing is held but what was looked at."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from foedera.sources.budget import Budget

CHUNK = 256 * 1024
_IN_MEMORY = 8 * 1024**2


class Stream:
    """A readable of bytes that can be peeked into."""

    def __init__(self, read: Callable[[int], bytes], file: BinaryIO | None = None) -> None:
        self._read = read
        self._ahead, self._at = b"", 0
        """Bytes that were taken from the source, and how many of them have been given out."""
        self.file = file
        """A file that can be sought in and holds the same bytes, where there is one."""

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer only where the stream ends, and leave them in it."""
        while (wanting := size - len(self._ahead) + self._at) > 0 and (more := self._read(max(wanting, 65_536))):
            self._ahead, self._at = self._ahead[self._at :] + more, 0
        return self._ahead[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """Return up to so many bytes, none at the end only."""
        if self._at == len(self._ahead):
            return self._read(size)
        out = self._ahead[self._at : self._at + size]
        self._at += len(out)
        return out

    def unread(self, data: bytes) -> None:
        """Put bytes back that were taken too many."""
        self._ahead, self._at = data + self._ahead[self._at :], 0

    def read_all(self, limit: int) -> bytes:
        """Return what is left, one byte more than the limit at most."""
        parts, room = [], limit + 1
        while room and (part := self.read(min(CHUNK, room))):
            parts.append(part)
            room -= len(part)
        return b"".join(parts)

    def readline(self, limit: int) -> bytes:
        """Return the next line with its end; the first part of one that is longer than the limit."""
        end = self._ahead.find(b"\n", self._at, self._at + limit) + 1
        if not end:
            parts = [self._ahead[self._at :]]
            size = len(parts[0])
            while size < limit and (more := self._read(CHUNK)):
                parts.append(more)
                size += len(more)
                if b"\n" in more:
                    break
            self._ahead, self._at = b"".join(parts), 0
            end = self._ahead.find(b"\n", 0, limit) + 1 or min(limit, len(self._ahead))
        line = self._ahead[self._at : end]
        self._at = end
        return line


@contextmanager
def seekable(stream: Stream, budget: Budget) -> Iterator[BinaryIO]:
    """Open a file with the stream's bytes: its own, or a temporary one, which nobody else can open."""
    if stream.file is not None:
        stream.file.seek(0)
        yield stream.file
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        while part := stream.read(CHUNK):
            budget.move(len(part))
            spool.write(part)
        spool.seek(0)
        yield cast("BinaryIO", spool)


def recoded(stream: Stream, encoding: str) -> Stream:
    """Return a stream in UTF-8 of one in another encoding; what cannot be read becomes the replacement character."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(_: int) -> bytes:
        while data := stream.read(65_536):
            if out := decoder.decode(data):
                return out.encode("utf-8", "replace")
        return decoder.decode(b"", final=True).encode("utf-8", "replace")

    return Stream(read)
