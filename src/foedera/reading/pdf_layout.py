"""From the lines on a PDF's pages to paragraphs in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from foedera.text.blocks import Block, find_kind, looks_like_heading
from foedera.text.offsets import OffsetBuilder, OffsetMap
from foedera.types import SegmentKind

_MARGIN = 0.09  # of the page's height: where running heads and page numbers stand
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*|[-–—|]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4}|\s*[-–—|])?", re.IGNORECASE
)
_HYPHENS = "-\u2010\u00ad"
_KEPT_HYPHEN = frozenset(
    """self non anti counter co ex vice multi inter pro pre post re semi sub super ultra under over air ground
    surface sea land long short medium high low well so two three four five six one half mid north south east
    west sino euro afro anglo franco all cross first second third full part war peace state joint new""".split()
)
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•●▪◦‣·∙►■□–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """Part of a printed line, with its place on the page in points from the bottom left."""

    text: str
    page: int
    page_height: float
    left: float
    right: float
    bottom: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and where it begins in the raw text."""

    line: Line
    start: int


def lay_out(pages: Sequence[Sequence[Line]]) -> tuple[str, str, OffsetMap, tuple[Block, ...]]:
    """Return raw text, laid out text, the map from this to that, and blocks."""
    kept = _without_page_furniture(pages)
    ordered = [line for page in kept for line in _reading_order(page)]
    raw, placed, length = [], [], 0
    for line in ordered:
        placed.append(_Placed(line, length))
        raw.append(f"{line.text}\n")
        length += len(line.text) + 1
    source = "".join(raw)
    text, offsets, blocks = _write(_paragraphs(placed), _words(source), _body_height(ordered))
    return source, text, offsets, blocks


def _without_page_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and lines in the margins that come again on other pages."""

    def key(line: Line) -> str:
        return _DIGITS.sub("#", line.text.casefold()).strip()

    counts = Counter(name for page in pages for name in {key(line) for line in page if _in_margin(line)})
    often = max(2, min(3, len(pages) // 2 + 1)) if len(pages) > 1 else 2
    return [
        [
            line
            for line in page
            if not (
                _in_margin(line)
                and (_PAGE_NUMBER.fullmatch(line.text.strip()) or (len(pages) > 1 and counts[key(line)] >= often))
            )
        ]
        for page in pages
    ]


def _in_margin(line: Line) -> bool:
    return line.bottom > (1 - _MARGIN) * line.page_height or line.top < _MARGIN * line.page_height


def _reading_order(lines: Sequence[Line]) -> list[Line]:
    """Order the lines of a page: column by column between the lines that cross the gutter."""
    if not lines:
        return []
    gutter = _gutter(lines)
    rows = sorted(_merged_rows(lines, gutter), key=lambda line: (-line.top, line.left))
    if gutter is None:
        return rows
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in rows:
        if line.left < gutter < line.right:
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            columns[line.left >= gutter].append(line)
    return [*ordered, *columns[0], *columns[1]]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the x of the white strip between two columns; None for a page of one column."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = left + width * step / 100
        crossing = sum(line.left < x < line.right for line in lines)
        sides = [sum(line.right <= x for line in lines), sum(line.left >= x for line in lines)]
        if (
            min(sides) >= max(5, 0.2 * len(lines))
            and crossing <= 0.25 * len(lines)
            and (best is None or crossing < best[0])
        ):
            best = (crossing, x)
    return None if best is None else best[1]


def _merged_rows(lines: Sequence[Line], gutter: float | None) -> list[Line]:
    """Join pieces of one printed line that were parted by wide spaces, unless the gutter lies between."""
    merged: list[Line] = []
    for line in lines:
        last = merged[-1] if merged else None
        same_row = (
            last is not None
            and abs(last.bottom - line.bottom) < 0.5 * max(last.height, line.height)
            and line.left >= last.right
        )
        if last is not None and same_row and (gutter is None or not last.right <= gutter <= line.left):
            merged[-1] = Line(
                f"{last.text} {line.text}",
                last.page,
                last.page_height,
                last.left,
                line.right,
                min(last.bottom, line.bottom),
                max(last.top, line.top),
                max(last.height, line.height),
            )
        else:
            merged.append(line)
    return merged


def _body_height(lines: Sequence[Line]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.height] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _paragraphs(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    if not placed:
        return []
    pitch = _pitch(placed)
    paragraphs = [[placed[0]]]
    for before, here in pairwise(placed):
        if _starts_paragraph(before.line, here.line, paragraphs[-1], pitch):
            paragraphs.append([here])
        else:
            paragraphs[-1].append(here)
    return paragraphs


def _pitch(placed: Sequence[_Placed]) -> float:
    steps = [a.line.bottom - b.line.bottom for a, b in pairwise(placed) if a.line.bottom > b.line.bottom]
    return median(steps) if steps else 0.0


def _starts_paragraph(before: Line, here: Line, paragraph: Sequence[_Placed], pitch: float) -> bool:
    """Tell whether a line begins a paragraph: by space, type size, bullet, indent or a short line before it."""
    if abs(before.height - here.height) > 0.18 * max(before.height, here.height):
        return True
    if _BULLET.match(here.text):
        return True
    ended = _FINAL.search(before.text.rstrip()) is not None
    if here.page != before.page or here.bottom > before.bottom:  # a new page or column
        return ended or not here.text[:1].islower()
    if before.bottom - here.bottom > 1.35 * pitch:
        return True
    lefts = [piece.line.left for piece in paragraph[1:]] or [before.left]
    if here.left - min(lefts) > 0.8 * here.height and ended:
        return True
    width = max(piece.line.right for piece in paragraph) - min(piece.line.left for piece in paragraph)
    short = max(piece.line.right for piece in paragraph) - before.right > 0.15 * width
    return ended and (short or (len(paragraph) == 1 and before.right < here.right - 0.15 * width))


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))


def _write(
    paragraphs: Sequence[Sequence[_Placed]], words: Counter[str], body: float
) -> tuple[str, OffsetMap, tuple[Block, ...]]:
    builder, parts, blocks = OffsetBuilder(), [], []
    number, last = -1, ""
    for paragraph in paragraphs:
        if builder.length:
            parts.append("\n\n")
            builder.add(2, paragraph[0].start, 0)
        begin = builder.length
        text = _write_paragraph(paragraph, words, builder)
        parts.append(text)
        bullet = _BULLET.match(text)
        kind = _kind(paragraph, text, body, bullet=bullet is not None)
        number += not (kind == "bullet" and last == "bullet")
        last = kind
        blocks.append(Block(begin + (bullet.end() if bullet and kind == "bullet" else 0), builder.length, kind, number))
    return "".join(parts), builder.build(), tuple(blocks)


def _kind(paragraph: Sequence[_Placed], text: str, body: float, *, bullet: bool) -> SegmentKind:
    large = paragraph[0].line.height > 1.15 * body
    if looks_like_heading(text) or (large and len(text) < 200 and not text.endswith(".")):
        return "heading" if find_kind(text) == "prose" else find_kind(text)
    return "bullet" if bullet else find_kind(text)


def _write_paragraph(paragraph: Sequence[_Placed], words: Counter[str], builder: OffsetBuilder) -> str:
    parts: list[str] = []
    for position, piece in enumerate(paragraph):
        text = piece.line.text
        following = paragraph[position + 1].line.text if position + 1 < len(paragraph) else ""
        cut = _hyphen_cut(text, following, words)
        parts.append(text[: len(text) - cut])
        builder.add(len(text) - cut, piece.start, len(text) - cut)
        if not following:
            continue
        if cut or text[-1] in _HYPHENS:
            continue
        parts.append(" ")
        builder.add(1, piece.start + len(text), 1)
    return "".join(parts)


def _hyphen_cut(text: str, following: str, words: Counter[str]) -> int:
    """Return 1 if the hyphen at the end of a line only divides a word, else 0."""
    if not following or text[-1] not in _HYPHENS or not following[0].isalpha():
        return 0
    first = re.search(r"(?<![^\W\d_])[^\W\d_]+$", text[:-1])
    second = re.match(r"[^\W\d_]+", following)
    if first is None or second is None:
        return 0
    if text[-1] == "\u00ad":
        return 1
    head, tail = first[0].casefold(), second[0].casefold()
    if not following[0].islower():
        return 0
    if words[f"{head}-{tail}"]:
        return 0 if not words[head + tail] else 1
    return 1 if words[head + tail] else int(head not in _KEPT_HYPHEN)
