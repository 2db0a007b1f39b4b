"""Markdown to raw text: marks go, structure stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from foedera.reading.extracted import Extract
from foedera.reading.front import Front, parse_byline
from foedera.text.blocks import Block, find_kind
from foedera.text.dates import parse_published
from foedera.text.offsets import OffsetBuilder
from foedera.types import SegmentKind

_FRONT_OPENS = re.compile(r"\ufeff?---[ \t]*+\r?\n")
_FRONT_ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*+(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"^(?P<key>[A-Za-z_-]++):(?P<value>[^\n]*+)", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_PICTURE = re.compile(r"[ \t]*!\[[^\]]*\]\([^)]*\)[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[\^?[^\]]+\]:[ \t]")
_TABLE_RULE = " \t:|-"
_ROW = re.compile(r" {0,3}\|[^|\n]*\|")
# What is written inside a line, and the group whose text is kept (none: the whole goes).
_INLINE = re.compile(
    r"""\\(?P<escaped>[\\`*_{}\[\]()\#+.!|>~-])
      | <!--.{0,1000}?--> | !\[(?P<alt>[^\[\]]{0,400})\]\([^()\s]{0,400}[^()]{0,200}\)
      | \[\^[^\[\]]{1,40}\]
      | \[(?P<link>[^\[\]]{1,600})\](?:\([^()]{0,600}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,200}\])
      | <(?P<auto>https?://[^<>]{1,600})> | </?[a-zA-Z][^<>]{0,600}>
      | (?<![\w*])(?:\*{1,3})(?=\S) | (?<=\S)\*{1,3}(?![\w*]) | (?<![\w_])_{1,3}(?=\S) | (?<=\S)_{1,3}(?![\w_])
      | `{1,2}(?P<code>[^`]{1,600})`{1,2} | ~~""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines of the source that make one block."""

    start: int
    end: int
    kind: SegmentKind | None


def extract_markdown(source: str) -> Extract:
    """Take the text out of Markdown; code, rules and link definitions are left out."""
    front, start = _front_matter(source)
    builder, parts, blocks = OffsetBuilder(), [], []
    paragraph, last = -1, None
    for piece in _pieces(source, start):
        begin = builder.length
        if begin:
            parts.append("\n\n")
            builder.add(2, piece.start, 0)
            begin += 2
        parts += _inline(source, piece.start, piece.end, builder)
        text = "".join(parts[-1:]) if builder.length > begin else ""
        if builder.length == begin:
            continue
        kind = piece.kind or find_kind(text)
        paragraph += not (kind == "bullet" and last == "bullet")
        last = kind
        blocks.append(Block(begin, builder.length, kind, paragraph))
    return Extract("".join(parts), source, builder.build(), "text/markdown", front, tuple(blocks))


def _front_matter(source: str) -> tuple[Front, int]:
    """Read the YAML-like lines between two rules at the top: plain keys with one value or a list on the line."""
    opened = _FRONT_OPENS.match(source)
    ended = _FRONT_ENDS.search(source, opened.end()) if opened else None
    if opened is None or ended is None:
        return Front(), 0
    pairs = _PAIR.finditer(source, opened.end(), ended.start())
    values = {pair["key"].lower(): pair["value"].strip().strip("\"'[] ") for pair in pairs}
    if not values:
        return Front(), 0

    def first(*keys: str) -> str | None:
        return next((values[key] for key in keys if values.get(key)), None)

    return Front(
        title=first("title", "headline"),
        byline=parse_byline((first("author", "authors", "byline") or "").replace('"', "").replace("'", "")),
        published=parse_published(first("date", "published", "pubdate", "publish_date") or ""),
        publisher=first("publisher", "site", "source", "outlet"),
        url=first("url", "link", "permalink", "canonical"),
        language=first("lang", "language"),
    ), ended.end()


def _pieces(source: str, start: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    fenced = False
    in_table = False
    open_end = -1  # end of the last line that the next one may continue
    for match in re.finditer(r"[^\n]*(?:\n|\Z)", source[start:]):
        line = match[0].rstrip()
        begin, end = start + match.start(), start + match.start() + len(line)
        if _FENCE.match(line):
            fenced = not fenced
            open_end = -1
            continue
        in_table = not fenced and bool(line.strip()) and (_is_table_rule(line) or (in_table and "|" in line))
        if fenced or not line.strip() or _DEFINITION.match(line) or _is_table_rule(line):
            open_end = -1
            continue
        if in_table or _ROW.match(line):
            pieces.append(_row(source, begin, end))
            open_end = -1
            continue
        if pieces and open_end == pieces[-1].end and _UNDERLINE.match(line) and pieces[-1].kind is None:
            pieces[-1] = _Piece(pieces[-1].start, pieces[-1].end, "heading")
            open_end = -1
            continue
        if _RULE.match(line):
            open_end = -1
            continue
        open_end = _add_line(source, pieces, begin, end, open_end)
    return pieces


def _is_table_rule(line: str) -> bool:
    """Tell whether a line parts the head of a table from its body: `|---|:--|`."""
    return "|" in line and "--" in line and not line.strip().strip(_TABLE_RULE)


def _row(source: str, begin: int, end: int) -> _Piece:
    """Return a row of a table as a block of its own, without its outer strokes."""
    line = source[begin:end]
    left = len(line) - len(line.lstrip(" \t|"))
    return _Piece(begin + left, max(begin + left, begin + len(line.rstrip(" \t|"))), None)


def _add_line(source: str, pieces: list[_Piece], begin: int, end: int, open_end: int) -> int:
    """Add one line of text; return the end that the next line may continue from."""
    quote = _QUOTE.match(source, begin, end)
    begin = quote.end() if quote else begin
    heading = _HEADING.match(source, begin, end)
    if heading:
        pieces.append(_Piece(heading.end(), heading.end() + len(source[heading.end() : end].rstrip("# \t")), "heading"))
        return -1
    if _PICTURE.match(source, begin, end):
        pieces.append(_Piece(begin, end, "caption"))
        return -1
    item = _ITEM.match(source, begin, end)
    if item:
        pieces.append(_Piece(item.end(), end, "bullet"))
    elif pieces and open_end == pieces[-1].end:
        pieces[-1] = _Piece(pieces[-1].start, end, pieces[-1].kind)
    else:
        stripped = begin + len(source[begin:end]) - len(source[begin:end].lstrip())
        pieces.append(_Piece(stripped, end, None))
    return end


def _inline(source: str, start: int, end: int, builder: OffsetBuilder) -> list[str]:
    """Return the text of some source without its marks, adding its runs to the map."""
    parts: list[str] = []

    def copy(begin: int, stop: int) -> None:
        for match in re.finditer(r"\n[ \t]*(?:>[ \t]?)*|[^\n]+", source[begin:stop]):
            new = " " if match[0][0] == "\n" else match[0]
            parts.append(new)
            builder.add(len(new), begin + match.start(), len(match[0]))

    _walk_inline(source, start, end, copy)
    return ["".join(parts)]


def _walk_inline(source: str, start: int, end: int, copy: Callable[[int, int], None]) -> None:
    last = start
    for match in _INLINE.finditer(source, start, end):
        copy(last, match.start())
        last = match.end()
        group = match.lastgroup
        if group in ("link", "alt"):
            _walk_inline(source, match.start(group), match.end(group), copy)
        elif group is not None:
            copy(match.start(group), match.end(group))
    copy(last, end)
