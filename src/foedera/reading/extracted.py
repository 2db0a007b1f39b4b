"""Text taken out of its format, before cleaning; plain enough to cross a pipe as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from foedera.errors import Problem
from foedera.reading.front import NOTHING, Front
from foedera.text.blocks import Block
from foedera.text.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Extract:
    """What a parser found in a file."""

    text: str
    original: str | None
    offsets: OffsetMap
    """From `text` to `original`."""
    media_type: str
    front: Front = NOTHING
    blocks: tuple[Block, ...] = ()
    """Offsets into `text`; empty where the format marks no structure."""
    problems: tuple[Problem, ...] = ()

    @classmethod
    def plain(cls, text: str, media_type: str, front: Front = NOTHING) -> Extract:
        """Return the extract of a text that is its own original."""
        return cls(text, text, OffsetMap.identity(len(text)), media_type, front)

    def moved_blocks(self, cleaning: OffsetMap) -> tuple[Block, ...]:
        """Return the blocks with offsets into the text that a cleaning made of this one."""
        moved = (
            replace(block, start=cleaning.find(block.start), end=cleaning.find(block.end)) for block in self.blocks
        )
        return tuple(block for block in moved if block.end > block.start)

    def to_json(self) -> dict[str, Any]:
        """Return plain values; the reverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Extract:
        """Return the extract that `to_json` wrote."""
        offsets, front = values["offsets"], values["front"]
        return cls(
            text=values["text"],
            original=values["original"],
            offsets=OffsetMap(
                tuple(offsets["cleaned"]), tuple(offsets["original"]), tuple(offsets["widths"]), offsets["length"]
            ),
            media_type=values["media_type"],
            front=Front(**{**front, "byline": tuple(front["byline"])}),
            blocks=tuple(Block(**block) for block in values["blocks"]),
            problems=tuple(Problem(**problem) for problem in values["problems"]),
        )
