"""What is fuzzed: every reader of bytes from elsewhere, and what it must hold to whatever it is given.

A target takes bytes and raises only if a promise is broken. Foreign parsers run in this process here, so that coverage
is seen; in use they run in one that can be killed.
"""

from __future__ import annotations

import builtins
import io
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from foedera.contract import ContractError, from_json, to_json
from foedera.errors import FoederaError, ReadError
from foedera.reading import read
from foedera.reading.faults import DAMAGED
from foedera.reading.limits import DEFAULT as READING
from foedera.reading.worker import answer
from foedera.sources.budget import Budget
from foedera.sources.faults import SourceFault
from foedera.sources.items import Item
from foedera.sources.limits import DEFAULT
from foedera.sources.streams import Stream
from foedera.sources.walk import Walk

LIMITS = replace(DEFAULT, bytes=2_000_000, free=2_000_000, ratio=50, members=500, rows=5_000)
"""Smaller than in use, so that fuzzing reaches them and stays quick."""
READ = replace(READING, bytes=4_000_000, unpacked=20_000_000)
EXPECTED = frozenset({"ValueError", "OSError", "EOFError", "UnicodeDecodeError"})
"""What parsers of others raise for damage; they are told as R105."""
Target = Callable[[bytes], None]


class BrokenPromiseError(AssertionError):
    """A reader gave what it must not give."""


def _document(name: str) -> Target:
    """Reading of text: a report whose segments lie in order in its text and are found in the original; or a fault."""

    def target(data: bytes) -> None:
        try:
            document = read(data, name, limits=READ)
        except ReadError:
            return
        at, size = 0, len(document.report.text)
        for segment in document.segments:
            if not at <= segment.start < segment.end <= size:
                raise BrokenPromiseError(f"{segment} does not follow {at} in {size}")
            at = segment.end
            place = document.offsets.span(segment.start, segment.end)
            if document.original is not None and not 0 <= place.start <= place.end <= len(document.original):
                raise BrokenPromiseError(f"{place} lies outside the original")
        document.report.text.encode("utf-8")

    return target


def _parsed(kind: str) -> Target:
    """Parsing of a format: text whose blocks lie in it, or a fault; an error of our own code is none of these."""

    def target(data: bytes) -> None:
        found = answer(kind, data, READ)
        if "fault" in found:
            code, message = found["fault"]
            gave_up = re.match(r"its parser gave up \((\w+):", message)
            if code == DAMAGED and gave_up and hasattr(builtins, gave_up[1]) and gave_up[1] not in EXPECTED:
                raise BrokenPromiseError(message)
            return
        size = len(found["extract"]["text"])
        if any(not 0 <= block["start"] <= block["end"] <= size for block in found["extract"]["blocks"]):
            raise BrokenPromiseError("a block lies outside the text")
        json.dumps(found)

    return target


def _walked(*names: str) -> Target:
    """Taking apart of what holds others: documents and problems, each named by its place, within the caps."""

    def target(data: bytes) -> None:
        for name in names:
            file = io.BytesIO(data)
            budget = Budget(LIMITS, len(data))
            for found in Walk(budget, None).run(Stream(file.read, file), name, named=True):
                place = found.name if isinstance(found, Item) else getattr(found, "source", name)
                if not place.startswith(name):
                    raise BrokenPromiseError(f"{place!r} does not name {name}")
                if isinstance(found, Item) and len(found.data) > LIMITS.bytes:
                    raise BrokenPromiseError("a member over its cap")
            # a last piece may come out before the counting stops it
            if budget.unpacked > max(LIMITS.free, LIMITS.ratio * len(data)) + 1_000_000:
                raise BrokenPromiseError("more was unpacked than is allowed")

    return target


def report(data: bytes) -> None:
    """A report of the contract comes back the same, or is refused."""
    try:
        found = from_json(json.loads(data))
    except (ContractError, ValueError, RecursionError):
        return
    to_json(found)


def robots(data: bytes) -> None:
    """Rules of robots.txt can always be asked."""
    from foedera.sources.robots import parse_robots  # noqa: PLC0415 - each target loads its own

    found = parse_robots(data)
    found.allows("/a/b?c")


def address(data: bytes) -> None:
    """An address is one that can be written, or a fault."""
    from foedera.sources.addresses import parse_address  # noqa: PLC0415
    from foedera.sources.inputs import is_address  # noqa: PLC0415

    text = data.decode("utf-8", "replace")
    is_address(text)
    try:
        found = parse_address(text)
    except SourceFault:
        return
    if str(parse_address(str(found))) != str(found):
        raise BrokenPromiseError("an address changes when it is read again")


def times(data: bytes) -> None:
    """Times lie in their text; what they mean is EDTF."""
    from foedera.text.dates import find_times, parse_published, resolve, valid_edtf  # noqa: PLC0415

    text = data.decode("utf-8", "replace")
    for found in find_times(text):
        if text[found.start : found.end] != found.text:
            raise BrokenPromiseError("a time that is not its words")
        value = resolve(found.text, "2025-07-19", past=None)
        if value is not None and not valid_edtf(value):
            raise BrokenPromiseError(f"{value} is no EDTF")
    published = parse_published(text)
    if published is not None and not valid_edtf(published):
        raise BrokenPromiseError(f"{published} is no EDTF")


def numbers(data: bytes) -> None:
    """Amounts are numbers that JSON can hold."""
    from foedera.text.numbers import parse_ordinal, parse_quantities, parse_quantity  # noqa: PLC0415

    text = data.decode("utf-8", "replace")
    parse_ordinal(text)
    for found in (parse_quantity(text), *parse_quantities(text)):
        if found is not None:
            json.dumps(found.n, allow_nan=False)


def names(data: bytes) -> None:
    """Names lie in their text, none overlapping, and can be asked for."""
    from foedera.gazetteer import load  # noqa: PLC0415

    gazetteer, text, at = load(), data.decode("utf-8", "replace"), 0
    for found in gazetteer.find(text):
        if not at <= found.start < found.end <= len(text):
            raise BrokenPromiseError("names overlap")
        at = found.end
    gazetteer.resolve(text[:300], "2025-07-19")
    gazetteer.place(text[:300])
    gazetteer.system(text[:300])
    gazetteer.agents.sectors(text[:300])


def workbook(data: bytes) -> None:
    """A table gives rows, or one error that names it."""
    from foedera.export.table_read import read_sheet  # noqa: PLC0415

    for name in ("a.xlsx", "a.csv"):
        try:
            read_sheet(data, name)
        except FoederaError:
            continue


def codebook(data: bytes) -> None:
    """YAML of a user gives values and problems with lines."""
    from foedera.codebook.source import read_yaml  # noqa: PLC0415

    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108
        path = Path(folder, "a.yaml")
        path.write_bytes(data)
        read_yaml(path)


def words(data: bytes) -> None:
    """Words lie in their text, in order; pieces are numbers of the vocabulary."""
    from foedera.parse.words import split_words  # noqa: PLC0415

    text, at = data.decode("utf-8", "replace"), 0
    for start, end in split_words(text):
        if not at <= start < end <= len(text):
            raise BrokenPromiseError("words overlap")
        if text[at:start].strip():
            raise BrokenPromiseError(f"{text[at:start]!r} is in no word")
        at = end


TARGETS: dict[str, Target] = {
    "text": _document("a.txt"),
    "markdown": _document("a.md"),
    "page": _parsed("html"),
    "word": _parsed("word"),
    "pdf": _parsed("pdf"),
    "mail": _parsed("mail"),
    "archive": _walked("a.zip", "a.tar", "a"),
    "rows": _walked("a.jsonl", "a.csv", "a.tsv"),
    "feed": _walked("a.rss", "a.xml"),
    "warc": _walked("a.warc"),
    "mbox": _walked("a.mbox"),
    "report": report,
    "robots": robots,
    "address": address,
    "times": times,
    "numbers": numbers,
    "names": names,
    "workbook": workbook,
    "codebook": codebook,
    "words": words,
}
