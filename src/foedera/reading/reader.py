"""Reading: bytes in, report and segments out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from foedera.errors import Problem
from foedera.reading.document import Document
from foedera.reading.extract import extract
from foedera.reading.extracted import Extract
from foedera.reading.faults import EMPTY, NO_TEXT, TOO_LARGE, UNSUPPORTED_LANGUAGE, Fault, read_error
from foedera.reading.front import Front, read_front, read_header
from foedera.reading.limits import DEFAULT, Limits
from foedera.text.blocks import Block, find_blocks
from foedera.text.clean import Cleaned, clean
from foedera.text.language import LANGUAGE_NAMES, find_language
from foedera.text.offsets import OffsetMap
from foedera.text.sentences import split
from foedera.text.slant import find_slant
from foedera.types import Report

SUPPORTED_LANGUAGES = frozenset({"en"})


def read(
    data: bytes,
    name: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Read one report: clean text with its segments, and what is known about the report.

    A report in a language that cannot be coded is read all the same; its document carries problem R109.

    Args:
        name: What the user calls the input. Its ending helps only where the content does not tell the format.
        published: EDTF date for a report whose header or metadata give none; it goes before a date found in the text.
        publisher: Likewise.
        url: Likewise.
        title: Likewise.

    Raises:
        ReadError: The input is empty, binary, encrypted, damaged, over a limit or in no known encoding.
    """
    try:
        return _read(data, name, Front(title=title, published=published, publisher=publisher, url=url), limits)
    except Fault as fault:
        raise read_error(name, fault) from None


def _read(data: bytes, name: str, given: Front, limits: Limits) -> Document:
    if len(data) > limits.bytes:
        raise Fault(TOO_LARGE, f"more than {limits.bytes:,} bytes; larger files are not read")
    if not data.strip(b"\0 \t\r\n"):
        raise Fault(EMPTY, "empty")
    extracted = extract(data, name, limits)
    if len(extracted.text) > limits.text:
        raise Fault(TOO_LARGE, f"{len(extracted.text):,} characters of text; at most {limits.text:,} are read")
    cleaned = clean(extracted.text)
    front, start = read_header(cleaned.text)
    text, offsets = cleaned.text[start:], cleaned.offsets
    if start:
        offsets = offsets.cut(start, len(cleaned.text))
    if not text.strip():
        raise Fault(NO_TEXT, "no text in it" if front == Front() else "no text below the header lines")
    known = front.or_else(extracted.front).or_else(given)
    blocks = _blocks(text, cleaned, start, extracted)
    text = _unwrap(text, blocks)
    known, blocks = read_front(text, blocks, known)
    return _document(name, text, blocks, known, extracted, offsets.then(extracted.offsets))


def _blocks(text: str, cleaned: Cleaned, start: int, extracted: Extract) -> tuple[Block, ...]:
    """Return the blocks that the format marks, moved to the cleaned text; those of plain text are found in it."""
    if not extracted.blocks or start:
        return find_blocks(text)
    return extracted.moved_blocks(cleaned.offsets)


def _unwrap(text: str, blocks: tuple[Block, ...]) -> str:
    """Turn line breaks inside blocks into spaces; no offset changes."""
    for block in blocks:
        if "\n" in text[block.start : block.end]:
            break
    else:
        return text
    parts, last = [], 0
    for block in blocks:
        parts += [text[last : block.start], text[block.start : block.end].replace("\n", " ")]
        last = block.end
    return "".join([*parts, text[last:]])


def _document(
    name: str, text: str, blocks: tuple[Block, ...], front: Front, extracted: Extract, offsets: OffsetMap
) -> Document:
    language = find_language(text)
    problems = extracted.problems
    if language not in SUPPORTED_LANGUAGES:
        problems = (*problems, _unsupported(name, language))
    report = Report(
        id=_identity(text, front),
        text=text,
        title=front.title,
        byline=front.byline,
        dateline=front.dateline,
        published=front.published,
        publisher=front.publisher,
        url=front.url,
        language=language,
        slant=find_slant(text) if language in SUPPORTED_LANGUAGES else (),
    )
    problems = tuple(replace(problem, source=problem.source or name) for problem in problems)
    return Document(report, split(text, blocks), extracted.original, offsets, extracted.media_type, problems)


def _unsupported(name: str, language: str) -> Problem:
    known = LANGUAGE_NAMES.get(language)
    told = f"written in {known}" if known else "in a language that was not recognised"
    return Problem(UNSUPPORTED_LANGUAGE, name, f"{told}; only English is coded, so it has no claims")


def _identity(text: str, front: Front) -> str:
    """Return the same name for the same report: what it says, who published it and when."""
    content = json.dumps([text, front.title, front.publisher, front.published, front.url], ensure_ascii=True)
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:20]
