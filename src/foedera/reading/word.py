"""Word files (.docx) to raw text: paragraphs with their styles, tables, footnotes left out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from foedera.reading.extracted import Extract
from foedera.reading.faults import DAMAGED, ENCRYPTED, NO_TEXT, TOO_LARGE, Fault
from foedera.reading.front import Front
from foedera.reading.limits import Limits
from foedera.text.blocks import Block, find_kind, looks_like_heading
from foedera.text.offsets import OffsetMap
from foedera.types import SegmentKind

_TEXT_ELEMENTS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "footnoteReference", "pict", "object"})
_HEADING_STYLE = re.compile(r"^(?:heading|title|subtitle|überschrift|titre|rubrik|naslov)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^list", re.IGNORECASE)
_CAPTION_STYLE = re.compile(r"^caption$", re.IGNORECASE)
_CHUNK = 65_536


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    in_list: bool = False
    bold: bool = True
    parts: list[str] = field(default_factory=list)


def extract_word(data: bytes, limits: Limits) -> Extract:
    """Take the text out of a Word file as it stands: insertions count, deletions do not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, limits)
            paragraphs = list(_paragraphs(archive, limits))
            title = _core_title(archive, limits)
    except Fault:
        raise
    except (
        zipfile.BadZipFile,
        ParseError,
        KeyError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise Fault(DAMAGED, f"a damaged or truncated Word file ({error})") from error
    text, blocks = _lay_out(paragraphs)
    if not text.strip():
        raise Fault(NO_TEXT, "a Word file without text")
    front = Front(title=title if title and title.casefold() in text[:500].casefold() else None)
    return Extract(
        text,
        text,
        OffsetMap.identity(len(text)),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        front,
        blocks,
    )


def _check(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise Fault(TOO_LARGE, f"a Word file of {len(members):,} members; at most {limits.members:,} are read")
    if any(member.flag_bits & 1 for member in members):
        raise Fault(ENCRYPTED, "an encrypted Word file; save it without a password")


def _events(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[tuple[str, Element]]:
    """Yield parser events of one member, counting what is unpacked: the directory's sizes may lie."""
    packed = max(archive.getinfo(name).compress_size, 1)
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    read = 0
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            read += len(chunk)
            if read > limits.unpacked or (read > 1 << 20 and read > limits.ratio * packed):
                raise Fault(TOO_LARGE, f"a Word file that unpacks to more than {read:,} bytes")
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise Fault(DAMAGED, "a Word file with a document type, which none should have")
            parser.feed(chunk)
            yield from parser.read_events()  # type: ignore[misc]
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element, key: str = "val") -> str:
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == key), "")


def _paragraphs(archive: zipfile.ZipFile, limits: Limits) -> Iterator[_Paragraph]:
    """Yield the paragraphs of the body in order; the cells of a table row make one."""
    stack: list[_Paragraph] = []
    row: list[str] | None = None
    for event, element in _shown_events(archive, limits):
        tag = _local(element)
        if event == "start":
            if tag == "p":
                stack.append(_Paragraph())
            elif tag == "tr":
                row = []
        elif tag == "tr" and row is not None:
            yield _Paragraph(parts=[" | ".join(cell for cell in row if cell)], bold=False)
            row = None
        elif tag == "p" and stack:
            paragraph = stack.pop()
            if row is None:
                yield paragraph
            else:
                row.append("".join(paragraph.parts).strip())
            element.clear()
        elif stack:
            _take(stack[-1], tag, element)


def _shown_events(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, Element]]:
    """Yield the events outside deletions, field codes, pictures and the like."""
    skipped = depth = 0
    for event, element in _events(archive, "word/document.xml", limits):
        step = 1 if event == "start" else -1
        depth += step
        if depth > limits.nesting:
            raise Fault(TOO_LARGE, f"a Word file nested more than {limits.nesting} levels deep")
        if _local(element) in _SKIPPED:
            skipped += step
        elif not skipped:
            yield event, element


def _take(paragraph: _Paragraph, tag: str, element: Element) -> None:
    if tag == "t":
        paragraph.parts.append(element.text or "")
    elif tag in _TEXT_ELEMENTS:
        paragraph.parts.append(_TEXT_ELEMENTS[tag])
    elif tag == "pStyle":
        paragraph.style = _value(element)
    elif tag == "numPr":
        paragraph.in_list = True
    elif tag == "r":
        properties = [_local(child) for child in element.iter() if _value(child) not in ("0", "false")]
        paragraph.bold = paragraph.bold and ("b" in properties or "t" not in properties)


def _lay_out(paragraphs: list[_Paragraph]) -> tuple[str, tuple[Block, ...]]:
    parts: list[str] = []
    blocks: list[Block] = []
    length, number, last = 0, -1, ""
    for paragraph in paragraphs:
        for line in "".join(paragraph.parts).split("\n"):
            text = line.strip()
            if not text:
                continue
            kind = _kind(paragraph, text)
            number += not (kind == "bullet" and last == "bullet")
            last = kind
            if parts:
                parts.append("\n\n")
                length += 2
            parts.append(text)
            blocks.append(Block(length, length + len(text), kind, number))
            length += len(text)
    return "".join(parts), tuple(blocks)


def _kind(paragraph: _Paragraph, text: str) -> SegmentKind:
    if _HEADING_STYLE.match(paragraph.style) or (paragraph.bold and looks_like_heading(text)):
        return "heading"
    if _CAPTION_STYLE.match(paragraph.style):
        return "caption"
    if paragraph.in_list or _LIST_STYLE.match(paragraph.style):
        return "bullet"
    return find_kind(text)


def _core_title(archive: zipfile.ZipFile, limits: Limits) -> str | None:
    if "docProps/core.xml" not in archive.namelist():
        return None
    titles = (
        element.text
        for event, element in _events(archive, "docProps/core.xml", limits)
        if event == "end" and _local(element) == "title"
    )
    return next((title.strip() for title in titles if title and title.strip()), None)
