"""A report in pieces that a model reads well, each with some sentences of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedera.types import Segment

LONGEST = 6_000
"""Characters of a piece: some 1,500 tokens, so that the codebook (5,300) and the answer fit a window of 16,000."""
OVERLAP = 3
"""Sentences that a piece shares with the one before: what "the exercise" takes up stands in them, as a rule."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some sentences of a report in a row."""

    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        """Offset of the first sentence."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Offset after the last sentence."""
        return self.segments[-1].end

    def words(self, text: str) -> str:
        """Return the piece as it is sent: its sentences, each paragraph on a line; what is no prose is left out."""
        parts, paragraph = list[str](), self.segments[0].paragraph
        for number, segment in enumerate(self.segments):
            gap = "" if not number else " " if segment.paragraph == paragraph else "\n"
            parts += [gap, text[segment.start : segment.end]]
            paragraph = segment.paragraph
        return "".join(parts)

    def halves(self) -> tuple[Piece, ...]:
        """Return the piece in two, for a model that ran out of room; nothing where it is too short for that."""
        middle = len(self.segments) // 2
        return (Piece(self.segments[:middle]), Piece(self.segments[middle:])) if middle else ()


def cut(segments: Sequence[Segment], longest: int = LONGEST, overlap: int = OVERLAP) -> list[Piece]:
    """Cut a report's sentences into overlapping pieces; one longer than a piece is a piece by itself."""
    pieces, first = list[Piece](), 0
    while first < len(segments):
        last, size = first, 0
        while last < len(segments) and (last == first or size + _length(segments[last]) <= longest):
            size += _length(segments[last])
            last += 1
        pieces.append(Piece(tuple(segments[first:last])))
        if last == len(segments):
            break
        first = max(first + 1, last - overlap)
    return pieces


def _length(segment: Segment) -> int:
    return segment.end - segment.start
