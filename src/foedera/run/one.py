"""One input in, what became of it out. Nothing that is wrong with an input goes past here."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.contract import ContractError, from_json
from foedera.errors import FoederaError, Problem, ProblemError
from foedera.pipeline import OWN, Coding, document_of, load
from foedera.reading import DEFAULT, Document
from foedera.types import STATUSES, Report, Span

if TYPE_CHECKING:
    from foedera.secondreader import Usage

BAD_REPORT = "R216"


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file to be opened where it is read, or bytes at hand."""

    name: str
    """As the user named it."""
    path: Path | None = None
    data: bytes | None = None
    published: str | None = None
    """What its archive, table or feed says of it, for a document that does not say it itself; EDTF."""
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    report: bool = False
    """The bytes are a report of the contract with its claims, which is taken as it is."""


@dataclass(frozen=True, slots=True)
class Original:
    """The document that a report was read from, and how the report's text lies in it."""

    data: bytes
    media_type: str
    text: str | None
    """What the offsets point into: a text file's or page's source, a PDF's or Word file's raw text."""
    offsets: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], int]
    """The four parts of an `OffsetMap`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a report, or the problems that kept it from being one."""

    source: str
    report: Report | None
    problems: tuple[Problem, ...] = ()
    original: Original | None = None
    """Where the run keeps originals."""
    producer: str = ""
    """Who coded it, where it was not our own coder: `llm:MODEL`."""
    notes: tuple[Problem, ...] = ()
    """What there is to tell of it that is no failure."""
    usage: Usage | None = None
    """What its second reading has cost."""


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for every input of a run."""

    published: str | None = None
    """EDTF date for documents that give none."""
    publisher: str | None = None
    codebook: Path | None = None
    """A folder of claim types of the user's own."""
    threads: int = 2
    """Of the language model."""
    keep: bool = False
    """Whether the outcome brings the original, for the record."""
    coding: Coding = OWN
    """Who codes, and how sure a claim must be."""


def read_one(source: Source, given: Given) -> Outcome:
    """Read one input; whatever is wrong with it becomes a problem that names it."""
    try:
        data = source.data if source.data is not None else _bytes_of(source)
        if source.report:
            return _as_it_is(source, data, given)
        engine = load(given.codebook, given.threads)
        document = document_of(
            data,
            source.name,
            published=source.published or given.published,
            publisher=source.publisher or given.publisher,
            url=source.url,
            title=source.title,
        )
        coded = engine.code_by(document, given.coding, source.name)
    except ProblemError as error:
        return Outcome(source.name, None, error.problems)
    except FoederaError as error:
        return _failed(source, "R199", str(error))
    except Exception as error:
        if os.environ.get("FOEDERA_DEBUG"):
            raise
        return _failed(source, "R199", f"internal error, please report it: {type(error).__name__}: {error}")
    return Outcome(
        source.name,
        coded.report,
        coded.problems,
        _original(data, document) if given.keep else None,
        given.coding.producer,
        coded.notes,
        coded.usage,
    )


def _as_it_is(source: Source, data: bytes, given: Given) -> Outcome:
    """Return the report that some JSON of the contract holds, with its claims."""
    try:
        report = from_json(json.loads(data))
        fault = _fault_of(report)
    except (ContractError, ValueError, RecursionError) as error:
        fault = str(error)
    if fault:
        return _failed(source, BAD_REPORT, f"no report of the contract: {fault}"[:300])
    original = Original(data, "application/json", None, ((), (), (), 0)) if given.keep else None
    return Outcome(source.name, report, original=original)


def _fault_of(report: Report) -> str | None:
    """Tell what of a report from elsewhere would break what is built on it; its shape is right."""
    values = (report.title, report.dateline, report.published, report.publisher, report.url, report.language)
    if not all(isinstance(each, str | None) for each in (*values, *report.byline)):
        return "something else stands where text should"
    if not (isinstance(report.id, str) and report.id and isinstance(report.text, str) and report.text.strip()):
        return "it has no id or no text"
    length = len(report.text)
    for claim in report.claims:
        if not (isinstance(claim.id, str) and claim.id and isinstance(claim.type, str) and claim.status in STATUSES):
            return f"claim {claim.id!r} has no id, or a type or status that is none"
        spans = [cell.span for cell in claim.cells] + list(claim.triggers)
        spans += [Span(each.start, each.end) for each in claim.evidence]
        if not all(_lies_in(span, length) for span in spans):
            return f"claim {claim.id!r} has a passage outside the text"
    return None


def _lies_in(span: Span, length: int) -> bool:
    return isinstance(span.start, int) and isinstance(span.end, int) and 0 <= span.start <= span.end <= length


def _original(data: bytes, document: Document) -> Original:
    offsets = document.offsets
    parts = (offsets.cleaned, offsets.original, offsets.widths, offsets.length)
    return Original(data, document.media_type, document.original, parts)


def killed(source: Source) -> Outcome:
    """Return what is said of an input whose process did not survive it."""
    return _failed(
        source, "R198", "the process that read it died (out of memory, or a fault in a library); the others go on"
    )


def _failed(source: Source, code: str, message: str) -> Outcome:
    return Outcome(source.name, None, (Problem(code, source.name, message),))


def with_bytes(source: Source) -> Source:
    """Return an input with its bytes, for another machine; one that cannot be opened as it is: reading says why."""
    if source.data is not None:
        return source
    try:
        return replace(source, path=None, data=_bytes_of(source))
    except ProblemError:
        return source


def _bytes_of(source: Source) -> bytes:
    if source.path is None:
        raise ProblemError(Problem("R100", source.name, "nothing to read"))
    if source.path.exists() and not source.path.is_file():
        raise ProblemError(Problem("R100", source.name, "neither a file nor a folder"))
    try:
        with source.path.open("rb") as file:
            return file.read(DEFAULT.bytes + 1)  # one too many tells the reader that it is over the cap
    except OSError as error:
        raise ProblemError(Problem("R100", source.name, error.strerror or "cannot be opened")) from error
