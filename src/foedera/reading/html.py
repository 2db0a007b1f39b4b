"""Web pages to raw text: what belongs to the report is chosen by trafilatura, its text is taken from the source.

trafilatura is the best judge of what on a page is the report, but it returns text without origin. So the page is also
tokenised here with the offset of every character, in blocks, and the blocks that it chose are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from foedera.reading.extracted import Extract
from foedera.reading.faults import NO_TEXT, Fault
from foedera.reading.html_blocks import PageBlock, find_page_blocks
from foedera.reading.html_meta import find_page_front
from foedera.reading.limits import Limits
from foedera.text.blocks import Block, find_kind
from foedera.text.offsets import OffsetBuilder
from foedera.types import SegmentKind

_NOT_ALNUM = re.compile(r"[\W_]+")
_SHINGLE = 4
_ENOUGH_SHARED = 0.6


def extract_html(source: str, limits: Limits) -> Extract:
    """Take the report out of a page, with its metadata."""
    page = find_page_blocks(source, limits)
    front = find_page_front(page)
    kept = _choose(source, page.blocks)
    if not kept:
        raise Fault(NO_TEXT, "a page without text of its own")
    builder, parts, blocks = OffsetBuilder(), [], []
    number, last = -1, ""
    for block in kept:
        if builder.length:
            parts.append("\n\n")
            builder.add(2, block.runs[0][1], 0)
        begin = builder.length
        for text, start, width in block.runs:
            parts.append(text)
            builder.add(len(text), start, width)
        kind = _kind(block)
        number += not (kind == "bullet" and last == "bullet")
        last = kind
        blocks.append(Block(begin, builder.length, kind, number))
    return Extract("".join(parts), source, builder.build(), "text/html", front, tuple(blocks))


def _kind(block: PageBlock) -> SegmentKind:
    if block.kind == "prose":
        return find_kind(block.text)
    if block.kind == "heading" and find_kind(block.text) == "furniture":
        return "furniture"
    return block.kind


def _choose(source: str, blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Return the blocks that trafilatura takes for the report; all in the body's main part where it finds none."""
    chosen = _main_text(source)
    words = _NOT_ALNUM.sub(" ", chosen).casefold().split()
    if len(words) < 20:
        return [block for block in blocks if not block.boilerplate and block.text.strip()]
    squeezed = "".join(words)
    shingles = Counter(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    kept = [block for block in blocks if _belongs(block, squeezed, shingles)]
    return _with_headings(blocks, kept)


def _belongs(block: PageBlock, squeezed: str, shingles: Counter[tuple[str, ...]]) -> bool:
    words = _NOT_ALNUM.sub(" ", block.text).casefold().split()
    if not words:
        return False
    if len(words) <= _SHINGLE:
        return not block.boilerplate and "".join(words) in squeezed
    own = [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    return sum(shingle in shingles for shingle in own) >= _ENOUGH_SHARED * len(own)


def _with_headings(blocks: Sequence[PageBlock], kept: list[PageBlock]) -> list[PageBlock]:
    """Add the page's first main heading, and captions between kept blocks: both are left out by trafilatura."""
    if not kept:
        return kept
    positions = {id(block) for block in kept}
    first = next(i for i, block in enumerate(blocks) if id(block) in positions)
    last = max(i for i, block in enumerate(blocks) if id(block) in positions)
    title = next((i for i, block in enumerate(blocks[:first]) if block.level == 1 and block.text.strip()), None)
    return [
        block
        for i, block in enumerate(blocks)
        if id(block) in positions or i == title or (first < i < last and block.kind == "caption")
    ]


def _main_text(source: str) -> str:
    """Return the text that trafilatura takes for the page's own; empty if it finds none."""
    import trafilatura  # noqa: PLC0415  (0.2 s: only pages should pay for it)

    text = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True)
    return text or ""
