"""Tar archives, one member after the other, from any stream; nothing is written to a disk and no link is followed."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from typing import IO, Self, cast

from foedera.sources.budget import Budget
from foedera.sources.faults import DAMAGED, SourceFault
from foedera.sources.streams import Stream

_ERRORS = (tarfile.TarError, OSError, EOFError, ValueError, IndexError, OverflowError, UnicodeError)


def iter_members(stream: Stream, budget: Budget) -> Iterator[tuple[str, Stream | None]]:
    """Yield each member's name and bytes; None for links, devices and pipes. Each must be read before the next.

    Raises:
        SourceFault: The archive is damaged or cut off; the members before it have been given.
    """
    ended = []

    class Header(tarfile.TarInfo):
        """A header that tells the mark of the end from damage: the library takes both for the end."""

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str | None, errors: str) -> Self:
            if buf and not buf.strip(b"\0"):
                ended.append(True)
            return super().frombuf(buf, encoding or "utf-8", errors)

    source = cast("IO[bytes]", _Source(stream, budget))
    try:
        with tarfile.open(fileobj=source, mode="r|", errors="replace", tarinfo=Header) as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # the library would remember all of them
                if member.isfile():
                    file = archive.extractfile(member)
                    yield member.name, Stream(_guarded(file.read)) if file else None
                elif not member.isdir():
                    yield member.name, None
    except _ERRORS as error:
        raise SourceFault(DAMAGED, f"damaged or cut off: {error or 'it ends in the middle'}; get it again") from error
    if not ended:
        raise SourceFault(DAMAGED, "cut off: it ends without the mark of its end; get it again")


def _guarded(read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """Let a member that is cut off say so, outside the loop too."""

    def guarded(size: int) -> bytes:
        try:
            return read(size)
        except _ERRORS as error:
            raise SourceFault(DAMAGED, f"cut off: {error}; get the archive again") from error

    return guarded


class _Source:
    """What the library reads from; it asks for whole blocks."""

    def __init__(self, stream: Stream, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int) -> bytes:
        """Return as many bytes as asked for, fewer at the end only."""
        parts, room = [], size
        while room and (part := self._stream.read(room)):
            parts.append(part)
            room -= len(part)
        data = b"".join(parts)
        self._budget.move(len(data))
        return data
