"""Zip archives, one entry after the other.

The standard library's reader holds the whole directory in memory, some 600 bytes an entry; this one walks along it.
"""

from __future__ import annotations

import bz2
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from foedera.sources.budget import Budget
from foedera.sources.faults import DAMAGED, ENCRYPTED, METHOD, SourceFault
from foedera.sources.layers import ERRORS, Decompressor, Deflate
from foedera.sources.streams import CHUNK, Stream
from foedera.sources.zstd import Zstandard

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_MAKERS: dict[int, Callable[[], Decompressor | None]] = {
    0: lambda: None, 8: lambda: Deflate(-15), 12: bz2.BZ2Decompressor, 20: Zstandard, 93: Zstandard
}  # fmt: skip
_METHODS = {1: "shrink", 6: "implode", 9: "deflate64", 14: "LZMA", 95: "xz", 98: "PPMd"}
_NOT_A_ZIP = "damaged or cut off: its directory is not where it should be; get it again"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the directory."""

    name: str
    method: int
    encrypted: bool
    crc: int
    packed: int
    size: int
    """As the directory says; what comes out is counted."""
    offset: int
    link: bool

    @property
    def is_folder(self) -> bool:
        """Whether it is only the name of a folder."""
        return self.name.endswith(("/", "\\"))


def iter_entries(file: BinaryIO) -> Iterator[Entry]:
    """Yield the directory's entries as they stand in it.

    Raises:
        SourceFault: There is no directory, or it is damaged.
    """
    start, size, shift = _find_directory(file)
    at, end = start, start + size
    while at < end:
        file.seek(at)
        head = file.read(_ENTRY.size)
        if len(head) < _ENTRY.size or head[:4] != b"PK\x01\x02":
            raise SourceFault(DAMAGED, _NOT_A_ZIP)
        fields = _ENTRY.unpack(head)
        names = file.read(fields[10] + fields[11])
        at += _ENTRY.size + fields[10] + fields[11] + fields[12]
        yield _entry(fields, names, shift)


def _entry(fields: tuple[int, ...], names: bytes, shift: int) -> Entry:
    flags, method, crc, packed, size, length = fields[3], fields[4], fields[7], fields[8], fields[9], fields[10]
    raw, extra = names[:length], names[length:]
    size, packed, offset = _wide(extra, size, packed, fields[16])
    name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    link = fields[1] >> 8 == 3 and (fields[15] >> 16) & 0xF000 == 0xA000
    return Entry(name, method, bool(flags & 1), crc, packed, size, offset + shift, link)


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Take the numbers that need more than four bytes from where they stand (zip64)."""
    values = [size, packed, offset]
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<HH", extra)
        if tag == 1:
            field = extra[4 : 4 + length]
            for place, value in enumerate(values):
                if value == 0xFFFFFFFF and len(field) >= 8:
                    values[place], field = int.from_bytes(field[:8], "little"), field[8:]
        extra = extra[4 + length :]
    return values[0], values[1], values[2]


def _find_directory(file: BinaryIO) -> tuple[int, int, int]:
    """Return where the directory starts, its size, and by how much all places in it are wrong (a program before it)."""
    length = file.seek(0, 2)
    file.seek(max(0, length - 65_557))
    base = file.tell()
    tail = file.read(65_557)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END.size:
        raise SourceFault(DAMAGED, _NOT_A_ZIP)
    *_, size, offset, _ = _END.unpack_from(tail, found)
    end = base + found
    if found >= _LOCATOR.size and tail[found - _LOCATOR.size :].startswith(b"PK\x06\x07"):
        _, _, place, _ = _LOCATOR.unpack_from(tail, found - _LOCATOR.size)
        size, offset, end = _directory64(file, place, end - _LOCATOR.size)
    start = end - size
    if start < 0 or start < offset:
        raise SourceFault(DAMAGED, _NOT_A_ZIP)
    return start, size, start - offset


def _directory64(file: BinaryIO, place: int, behind: int) -> tuple[int, int, int]:
    for at in (place, behind - _END64.size):
        if at < 0 or at > behind:
            continue
        file.seek(at)
        head = file.read(_END64.size)
        if len(head) == _END64.size and head[:4] == b"PK\x06\x06":
            *_, size, offset = _END64.unpack(head)
            return size, offset, at
    raise SourceFault(DAMAGED, _NOT_A_ZIP)


def open_entry(file: BinaryIO, entry: Entry, budget: Budget) -> Stream:
    """Return the stream of an entry's bytes.

    Raises:
        SourceFault: It is encrypted, packed in a way that is not known, or not where the directory says.
    """
    if entry.encrypted:
        raise SourceFault(ENCRYPTED, "asks for a password; unpack it yourself")
    if entry.method not in _MAKERS:
        way = _METHODS.get(entry.method, "a way not known")
        raise SourceFault(METHOD, f"packed by {way} (method {entry.method}); pack it anew with deflate")
    file.seek(entry.offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
        raise SourceFault(DAMAGED, "damaged: the file is not where the archive's directory says")
    fields = _LOCAL.unpack(head)
    return Stream(_Reader(file, entry, entry.offset + _LOCAL.size + fields[9] + fields[10], budget).read)


class _Reader:
    """Reads one entry; the file may be moved by others between two reads."""

    def __init__(self, file: BinaryIO, entry: Entry, at: int, budget: Budget) -> None:
        self._file, self._entry, self._at, self._budget = file, entry, at, budget
        self._left = entry.packed
        self._crc = 0
        self._inner = _MAKERS[entry.method]()

    def read(self, size: int) -> bytes:
        """Return up to so many bytes, none at the end only."""
        out = self._take(size) if self._inner is None else self._unpack(self._inner, size)
        self._crc = zlib.crc32(out, self._crc)
        self._budget.unpack(len(out))
        if not out and self._crc != self._entry.crc:
            raise SourceFault(DAMAGED, "damaged: its checksum is wrong; get the archive again")
        return out

    def _take(self, size: int) -> bytes:
        self._file.seek(self._at)
        data = self._file.read(min(size, self._left))
        if self._left and not data:
            raise SourceFault(DAMAGED, "cut off in the middle; get the archive again")
        self._at += len(data)
        self._left -= len(data)
        return data

    def _unpack(self, inner: Decompressor, size: int) -> bytes:
        while not inner.eof:
            data = self._take(CHUNK) if inner.needs_input else b""
            if inner.needs_input and not data:
                raise SourceFault(DAMAGED, "cut off in the middle; get the archive again")
            try:
                out = inner.decompress(data, size)
            except ERRORS as error:
                raise SourceFault(DAMAGED, f"damaged: it cannot be unpacked ({error})") from error
            if out:
                return out
        return b""
