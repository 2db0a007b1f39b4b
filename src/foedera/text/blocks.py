"""Paragraphs of a cleaned text: where they begin and end, and what each one is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from foedera.text.furniture import is_caption, is_furniture, opens_furniture, opens_link_list
from foedera.types import SegmentKind

_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*+", re.MULTILINE)
_BULLET = re.compile(
    r"\s*(?:[•●▪◦‣·∙►▶■□○◆✓➢➤]|\*(?!\*)|[–—-](?=\s)|\(?\d{1,2}[.)](?=\s)|\([a-z]\)|[a-z]\)(?=\s)|\(?[ivx]{1,4}\)(?=\s))\s*(?=\S)"
)
_DASH = re.compile(r"\s*[–—-]\s")
_FINAL = re.compile(r"[.!?…;:,][\"'”’»)\]]*\s*$")
_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’»)\]]*\s*$")
_MIN_WRAP, _MAX_WRAP, _ENOUGH_BROKEN = 30, 120, 2
_NEARLY_FULL = 0.75
_HEADING_CHARS, _HEADING_WORDS = 110, 15


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or other piece of a text; `start` skips the bullet."""

    start: int
    end: int
    kind: SegmentKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Lines:
    """One or more lines that belong together, before they are classified."""

    start: int
    end: int
    after_blank: bool


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in order, each with its kind; hard-wrapped lines are joined."""
    pieces = _join_wrapped(text, _lines(text))
    kinds = _classify(text, pieces)
    blocks, paragraph, last = [], -1, ""
    for piece, kind in zip(pieces, kinds, strict=True):
        same_list = kind == "bullet" and last == "bullet" and not _has_heading_between(text, piece)
        paragraph += not same_list
        bullet = (
            _BULLET.match(text, piece.start, piece.end)
            if kind == "bullet"
            else _DASH.match(text, piece.start, piece.end)
        )
        start = bullet.end() if bullet and bullet.end() < piece.end else piece.start
        blocks.append(Block(start, piece.end, kind, paragraph))
        last = kind
    return tuple(blocks)


def _has_heading_between(text: str, piece: _Lines) -> bool:
    return text[max(0, piece.start - 3) : piece.start].count("\n") > 2


def _lines(text: str) -> list[_Lines]:
    """Return the non-blank lines without their surrounding space."""
    lines: list[_Lines] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        lines.append(_Lines(start, end, text.count("\n", last, start) > 1 or not lines))
        last = end
    return lines


def _join_wrapped(text: str, lines: list[_Lines]) -> list[_Lines]:
    """Join lines that were broken only because the next word would not have fitted."""
    width = _wrap_width(text, lines)
    joined = lines[:1]
    for before, line in pairwise(lines):
        if not line.after_blank and _is_continuation(text, before, line, width):
            joined[-1] = _Lines(joined[-1].start, line.end, joined[-1].after_blank)
        else:
            joined.append(line)
    return joined


def _wrap_width(text: str, lines: list[_Lines]) -> int:
    """Return the width at which the text was wrapped; 0 for a text of one line a paragraph."""
    widest = broken = longest = 0
    group_broken = False
    for before, line in pairwise(lines):
        if before.after_blank:
            longest, group_broken = 0, False
        longest = max(longest, before.end - before.start, 0 if line.after_blank else line.end - line.start)
        if _breaks_sentence(text, before, line) and before.end - before.start > _NEARLY_FULL * longest:
            broken, group_broken = broken + 1, True
        if group_broken:  # only paragraphs that show it tell the width
            widest = max(widest, longest)
    return widest if broken >= _ENOUGH_BROKEN and _MIN_WRAP <= widest <= _MAX_WRAP else 0


def _breaks_sentence(text: str, before: _Lines, line: _Lines) -> bool:
    if line.after_blank or not text[line.start].islower():
        return False
    return _SENTENCE_END.search(text, before.start, before.end) is None


def _is_continuation(text: str, before: _Lines, line: _Lines, width: int) -> bool:
    if _BULLET.match(text, line.start, line.end):
        return False
    if _breaks_sentence(text, before, line):
        return True
    word = text[line.start : line.end].split(None, 1)[0]
    return before.end - before.start + 1 + len(word) > width > 0


def _classify(text: str, pieces: list[_Lines]) -> list[SegmentKind]:
    kinds: list[SegmentKind] = []
    section = links = False
    for position, piece in enumerate(pieces):
        line = text[piece.start : piece.end]
        section = section or (position > 0 and opens_furniture(line))
        links = opens_link_list(line) or (links and _FINAL.search(line) is None)
        kinds.append("furniture" if section or links else _kind(text, pieces, position, line))
    return _demote_lists_of_headings(text, pieces, kinds)


def _kind(text: str, pieces: list[_Lines], position: int, line: str) -> SegmentKind:
    if is_caption(line):
        return "caption"
    if is_furniture(line):
        return "furniture"
    if _BULLET.match(line) and (not _DASH.match(line) or _has_dash_neighbour(text, pieces, position)):
        return "bullet"
    if position + 1 < len(pieces) and looks_like_heading(line):
        return "heading"
    return "prose"


def find_kind(paragraph: str) -> SegmentKind:
    """Return the kind of a paragraph that its format does not tell: caption, furniture or prose."""
    if is_caption(paragraph):
        return "caption"
    return "furniture" if is_furniture(paragraph) else "prose"


def _has_dash_neighbour(text: str, pieces: list[_Lines], position: int) -> bool:
    around = pieces[max(0, position - 1) : position] + pieces[position + 1 : position + 2]
    return any(_DASH.match(text, piece.start, piece.end) for piece in around)


def looks_like_heading(line: str) -> bool:
    """Tell whether a line is short, begins with a capital or a number and has no stop at its end."""
    if len(line) > _HEADING_CHARS or len(line.split()) > _HEADING_WORDS:
        return False
    first = next((char for char in line if char.isalnum()), "")
    if not (first.isupper() or first.isdigit()):
        return False
    if line.endswith(("…", "...")):
        return len(line.split()) <= 4
    return not _FINAL.search(line) or line.endswith("?")


def _demote_lists_of_headings(text: str, pieces: list[_Lines], kinds: list[SegmentKind]) -> list[SegmentKind]:
    """Turn three or more long headings in a row into prose: sentences whose stops were lost."""
    position = 0
    while position < len(kinds):
        stop = position
        while stop < len(kinds) and kinds[stop] == "heading":
            stop += 1
        run = range(position, stop)
        if len(run) >= 3 and sum(len(text[pieces[i].start : pieces[i].end].split()) > 5 for i in run) > len(run) / 2:
            for i in run:
                kinds[i] = "prose"
        position = max(stop, position + 1)
    return kinds
