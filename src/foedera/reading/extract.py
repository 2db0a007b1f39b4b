"""From the bytes of any supported format to raw text, its blocks and its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foedera.errors import Problem
from foedera.reading.encoding import decode
from foedera.reading.front import Front
from foedera.reading.limits import Limits
from foedera.text.blocks import Block
from foedera.text.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Extract:
    """Text taken out of its format, before cleaning."""

    text: str
    original: str | None
    offsets: OffsetMap
    """From `text` to `original`."""
    media_type: str
    front: Front = Front()
    blocks: tuple[Block, ...] = ()
    """Offsets into `text`; empty where the format marks no structure."""
    problems: tuple[Problem, ...] = field(default=())

    def moved_blocks(self, cleaning: OffsetMap) -> tuple[Block, ...]:
        """Return the blocks with offsets into the text that a cleaning made of this one."""
        return tuple(
            replace(block, start=cleaning.find(block.start), end=cleaning.find(block.end)) for block in self.blocks
        )


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """Take the text out of a file of any supported format."""
    del name, limits
    text = decode(data)
    return Extract(text, text, OffsetMap.identity(len(text)), "text/plain")
