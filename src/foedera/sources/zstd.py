"""Zstandard as a stream, with the dictionary that WARC files may bring: Python's own from 3.14 on, or its backport."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from foedera.sources.faults import DAMAGED, NOT_INSTALLED, SourceFault

if TYPE_CHECKING:
    from foedera.sources.streams import Stream

MAGIC: Final = b"\x28\xb5\x2f\xfd"
SKIPPABLE: Final = tuple(bytes([0x50 + number]) + b"\x2a\x4d\x18" for number in range(16))
"""How frames begin that hold something else; the library passes them over."""
BEGINNINGS: Final = (MAGIC, *SKIPPABLE)
_DICTIONARY: Final = SKIPPABLE[0x0D]
_LARGEST_DICTIONARY = 16 * 1024**2
_WINDOW_LOG = 27
"""Of the memory that a frame may ask for, 128 MiB: what the command `zstd` takes without being told."""


class Zstandard:
    """The library's decompressor, whose faults are ValueErrors as those of the others are."""

    def __init__(self, dictionary: bytes = b"") -> None:
        """Begin a frame; a dictionary is taken as it stands in a file."""
        self._library = _library()
        options = {self._library.DecompressionParameter.window_log_max: _WINDOW_LOG}
        known = (
            self._library.ZstdDict(dictionary, is_raw=not dictionary.startswith(b"\x37\xa4\x30\xec"))
            if dictionary
            else None
        )
        self._inner = self._library.ZstdDecompressor(zstd_dict=known, options=options)

    @property
    def eof(self) -> bool:
        """Whether the packed stream has ended."""
        return bool(self._inner.eof)

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more going in."""
        return bool(self._inner.needs_input)

    @property
    def unused_data(self) -> bytes:
        """What stands behind the packed stream."""
        return bytes(self._inner.unused_data)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return what comes out, up to a length.

        Raises:
            ValueError: The data are damaged, or ask for too much memory.
        """
        try:
            return bytes(self._inner.decompress(data, max_length))
        except self._library.ZstdError as error:
            raise ValueError(str(error)) from error


def read_dictionary(stream: Stream) -> bytes:
    """Take the dictionary off the beginning of a `.warc.zst`, where it may stand in a frame of its own; else nothing.

    Raises:
        SourceFault: It is cut off, larger than 16 MiB, or damaged.
    """
    head = stream.peek(8)
    if not head.startswith(_DICTIONARY) or len(head) < 8:
        return b""
    size = int.from_bytes(head[4:], "little")
    if size > _LARGEST_DICTIONARY:
        raise SourceFault(DAMAGED, f"its dictionary has {size:,} bytes, more than {_LARGEST_DICTIONARY:,}")
    data = stream.read_all(7 + size)[8:] if len(stream.peek(8 + size)) >= 8 + size else b""
    if len(data) < size:
        raise SourceFault(DAMAGED, "cut off in its dictionary; get it again")
    return _plain(data) if data.startswith(MAGIC) else data


def _plain(data: bytes) -> bytes:
    inner = Zstandard()
    try:
        return inner.decompress(data, _LARGEST_DICTIONARY)
    except ValueError as error:
        raise SourceFault(DAMAGED, f"damaged: its dictionary cannot be unpacked ({error})") from error


def _library() -> Any:
    """Return the library; two modules of one author with the same contents.

    Raises:
        SourceFault: It is not installed.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd  # noqa: PLC0415 - few inputs need it
        else:
            from backports import zstd  # noqa: PLC0415 - likewise
    except ImportError:
        raise SourceFault(NOT_INSTALLED, "needs Zstandard: pip install backports.zstd") from None
    return zstd
