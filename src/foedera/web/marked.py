"""A report's text as paragraphs of marked pieces, and cut into parts where it is too long for one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foedera.codebook.groups import GroupOf, type_group
from foedera.render.passages import Passage, cut_passages
from foedera.text.sentences import split
from foedera.types import Claim, Report

PART = 60_000
"""Code points of a text that are shown at a time; a longer one is turned over like the pages of a book."""
MOST_LINES = 4
"""Lines drawn under one passage; more claims than that share the last one."""
_SLACK = 4_000
# Controls have no place on a page; overrides could make a passage read as what it is not.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph within which nothing begins or ends."""

    start: int
    """In code points of the whole text."""
    words: str
    """As long as in the text: what must not be shown is replaced one for one."""
    values: tuple[int, ...]
    """Numbers of the claims of which a value or trigger covers it."""
    evidence: tuple[int, ...]
    slant: str
    lines: tuple[str, ...]
    """Groups of the lines below it, one for each claim."""
    anchors: tuple[int, ...]
    """Claims whose first value begins here."""


def parts_of(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the parts in which a text is shown; paragraphs stay whole where they are not huge.

    Example:
        >>> parts_of("short"), len(parts_of("x" * 150_000))
        ([(0, 5)], 3)
    """
    bounds, start = [], 0
    while len(text) - start > PART + _SLACK:
        stop = text.rfind("\n", start + PART - _SLACK, start + PART) + 1
        end = stop if stop > start else start + PART
        bounds.append((start, end))
        start = end
    return [*bounds, (start, len(text))]


def part_at(parts: Sequence[tuple[int, int]], point: int) -> int:
    """Return the number of the part that a point of the text lies in, from 0."""
    return next((at for at, (_, end) in enumerate(parts) if point < end), len(parts) - 1)


def first_point(claim: Claim) -> int:
    """Return where a claim's words begin in the text."""
    points = [span.start for span in claim.triggers] + [cell.span.start for cell in claim.cells]
    return min(points or [each.start for each in claim.evidence] or [0])


def paragraphs(
    report: Report, claims: Sequence[Claim], start: int, end: int, group_of: GroupOf = type_group
) -> list[list[Piece]]:
    """Return one part of a report's text with the passages of some claims marked, paragraph by paragraph.

    Args:
        claims: Their places in this sequence are the numbers on the pieces.
        start: Where the part begins and, with `end`, ends.
        group_of: Groups of types, where the user has types of their own.
    """
    marked = replace(report, claims=tuple(claims))
    first = set(range(len(claims)))
    found: list[list[Piece]] = [[]]
    for passage in cut_passages(marked):
        if passage.end <= start:
            continue
        if passage.start >= end:
            break
        anchors = tuple(number for number in passage.values if number in first)
        first.difference_update(anchors)
        lines = tuple(group_of(claims[number].type) for number in passage.values[:MOST_LINES])
        within = (max(start, passage.start), min(end, passage.end))
        for piece, ends in _pieces(report.text, passage, within, lines, anchors):
            if piece.words:
                found[-1].append(piece)
            if ends:
                found.append([])
    return [paragraph for paragraph in found if paragraph]


def _pieces(
    text: str, passage: Passage, within: tuple[int, int], lines: tuple[str, ...], anchors: tuple[int, ...]
) -> Iterator[tuple[Piece, bool]]:
    """Yield the pieces of a passage, each with whether its paragraph ends after it."""
    at, end = within
    rows = text[at:end].split("\n")
    for number, row in enumerate(rows):
        words = _HIDDEN.sub("\ufffd", row)
        yield (
            Piece(at, words, passage.values, passage.evidence, ", ".join(passage.slant), lines, anchors),
            number < len(rows) - 1,
        )
        if words:
            anchors = ()
        at += len(row) + 1


def sentences_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of one part of a text."""
    return [(start + each.start, start + each.end) for each in split(text[start:end])]
