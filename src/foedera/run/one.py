"""One input in, what became of it out. Nothing that is wrong with an input goes past here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from foedera.errors import FoederaError, Problem, ProblemError
from foedera.pipeline import document_of, load
from foedera.reading import DEFAULT, Document
from foedera.types import Report


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file to be opened where it is read, or bytes at hand."""

    name: str
    """As the user named it."""
    path: Path | None = None
    data: bytes | None = None


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


def read_one(source: Source, given: Given) -> Outcome:
    """Read one input; whatever is wrong with it becomes a problem that names it."""
    try:
        data = source.data if source.data is not None else _bytes_of(source)
        engine = load(given.codebook, given.threads)
        document = document_of(data, source.name, published=given.published, publisher=given.publisher)
        report = engine.code(document)
    except ProblemError as error:
        return Outcome(source.name, None, error.problems)
    except FoederaError as error:
        return _failed(source, "R199", str(error))
    except Exception as error:
        if os.environ.get("FOEDERA_DEBUG"):
            raise
        return _failed(source, "R199", f"internal error, please report it: {type(error).__name__}: {error}")
    return Outcome(source.name, report, original=_original(data, document) if given.keep else None)


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
