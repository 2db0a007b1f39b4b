"""What reading a source gives."""

from __future__ import annotations

from dataclasses import dataclass

from foedera.errors import Problem
from foedera.text.offsets import OffsetMap
from foedera.types import Report, Segment


@dataclass(frozen=True, slots=True)
class Document:
    """A report that was read, not yet coded."""

    report: Report
    segments: tuple[Segment, ...]
    original: str | None
    """The text that `offsets` points into: a text file's or page's source; a PDF's or Word file's raw text."""
    offsets: OffsetMap
    """From `report.text` to `original`."""
    media_type: str
    problems: tuple[Problem, ...] = ()
