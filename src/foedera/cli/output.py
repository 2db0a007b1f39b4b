"""Where results go: standard output, one file, or a folder with a file for each report."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TextIO, runtime_checkable

from foedera.codebook.directions import directions_of
from foedera.coding import compare, comparison_to_json
from foedera.contract import to_json
from foedera.errors import FoederaError, Problem
from foedera.render import (
    COLUMNS,
    READER_COLUMNS,
    Style,
    groups_of,
    reader_rows,
    render_page,
    render_readers,
    render_terminal,
    table_rows,
)
from foedera.render.wording import Names
from foedera.types import Report

if TYPE_CHECKING:
    from foedera.cli.ledger import Ledger
    from foedera.cli.parts import PartsSink
    from foedera.codebook import Codebook

_WIDEST = 110
_LONGEST = 60
"""Characters of a part of a file's name: most file systems take 255 bytes."""
_SUFFIXES = {
    "text": ".txt", "json": ".json", "jsonl": ".jsonl", "html": ".html", "csv": ".csv", "plover": ".plover.jsonl",
}  # fmt: skip
_FORMS = {suffix: form for form, suffix in _SUFFIXES.items()} | {".htm": "html", ".ndjson": "jsonl"}
"""What the ending of a file's name says."""
ONE_FILE = frozenset({"jsonl", "csv", "plover"})
"""Formats that hold any number of reports in one file, also under `-o` without a folder's mark."""


class OutputError(FoederaError):
    """The output cannot be written where it should go."""


class Sink(Protocol):
    """Takes reports one by one."""

    def add(self, report: Report, name: str) -> None:
        """Write a report that was read from the input of this name."""


@runtime_checkable
class FailureSink(Sink, Protocol):
    """Also takes inputs that could not be read."""

    def fail(self, name: str, problems: Sequence[Problem]) -> None:
        """Write why an input could not be read."""


@dataclass(slots=True)
class Writer:
    """Writes reports in one format to one stream."""

    form: str
    stream: TextIO
    style: Style
    names: Names
    list_fields: frozenset[str]
    codebook: Path | None = None
    """Claim types of the user's own, whose mapping to PLOVER counts."""
    several: bool = False
    """JSON of several reports is an array."""
    two: bool = False
    """Two readers are held against each other."""
    count: int = 0
    waiting: list[Report] = field(default_factory=list)
    """Reports of the one page to be written at the end."""

    def add(self, report: Report, name: str = "") -> None:  # noqa: ARG002 - the protocol's signature
        """Write one report."""
        if self.form == "html":
            self.waiting.append(report)
        elif self.form == "csv":
            self._add_rows(report)
        elif self.form == "plover":
            self._add_events(report)
        else:
            self.stream.write(self._before() + self._one(report))
        self.count += 1
        self.stream.flush()

    def close(self) -> None:
        """Write what ends the output."""
        if self.form == "html" and self.waiting:
            types = _types(self.codebook)
            self.stream.write(render_page(self.waiting, self.names, groups_of(types), directions_of(types)))
        elif self.form == "json" and self.several:
            self.stream.write("\n]\n" if self.count else "[]\n")
        elif self.form == "csv" and not self.count:
            self._add_header()

    def _before(self) -> str:
        if self.form == "json" and self.several:
            return ",\n" if self.count else "[\n"
        return "\n" + "─" * min(self.style.width, 60) + "\n\n" if self.form == "text" and self.count else ""

    def _one(self, report: Report) -> str:
        if self.form == "text":
            shown = (report, self.style, self.names, directions_of(_types(self.codebook)))
            return render_terminal(*shown) + render_readers(*shown)
        data = to_json(report, self.list_fields)
        if comparison := compare(report):
            data["comparison"] = comparison_to_json(comparison)
        if self.form == "jsonl":
            return json.dumps(data, ensure_ascii=False) + "\n"
        return json.dumps(data, ensure_ascii=False, indent=1) + ("" if self.several else "\n")

    def _add_header(self) -> None:
        csv.writer(self.stream, lineterminator="\n").writerow(READER_COLUMNS if self.two else COLUMNS)

    def _add_rows(self, report: Report) -> None:
        if not self.count:
            self._add_header()
        rows = reader_rows(report, self.names) if self.two else table_rows(report, self.names)
        csv.writer(self.stream, lineterminator="\n").writerows(rows)

    def _add_events(self, report: Report) -> None:
        """Write a line for each PLOVER event."""
        from foedera import gazetteer
        from foedera.analysis import PLOVER_SCORES
        from foedera.export import plover_of_report

        for event in plover_of_report(report, _types(self.codebook), gazetteer.load(), PLOVER_SCORES):
            self.stream.write(json.dumps(event, ensure_ascii=False) + "\n")


@lru_cache(maxsize=1)
def _types(folder: Path | None) -> Codebook:
    """Return the claim types that reading uses."""
    from foedera import codebook

    return codebook.load(folder) if folder else codebook.load()


@dataclass(slots=True)
class FolderSink:
    """Writes each report to a file of its own, named after its input."""

    folder: Path
    form: str
    new_writer: Callable[[TextIO], Writer]
    ledger: Ledger | None = None
    taken: set[str] = field(default_factory=set)

    def add(self, report: Report, name: str) -> None:
        """Write one report; no file of this run is written twice."""
        file = self._name(name)
        with _whole_file(self.folder / file) as stream:
            writer = self.new_writer(stream)
            writer.add(report)
            writer.close()
        if self.ledger is not None:
            self.ledger.note(name, file)

    def _name(self, name: str) -> str:
        path = Path("stdin" if name == "-" else name.replace("!", "/"))
        suffix = _SUFFIXES[self.form]
        candidates = [path.stem[:_LONGEST] + suffix, path.name[:_LONGEST] + suffix]
        candidates += [f"{path.parent.name[:_LONGEST]}-{each}" for each in candidates]
        number = 2
        while candidates[0].casefold() in self.taken:
            candidates.pop(0)
            if not candidates:
                candidates = [f"{path.stem[:_LONGEST]}-{number}{suffix}"]
                number += 1
        self.taken.add(candidates[0].casefold())
        return candidates[0]


@dataclass(slots=True)
class GrowingSink:
    """Writes reports to one file under another name, which a run that was broken off goes on with."""

    writer: Writer
    file: BinaryIO
    ledger: Ledger

    def add(self, report: Report, name: str) -> None:
        """Write one report."""
        self.writer.add(report)
        self.ledger.note(name, self.file.tell())


@contextmanager
def open_sink(  # noqa: PLR0913 - the options of a command
    form: str,
    output: Path | None,
    names: Names,
    list_fields: frozenset[str],
    *,
    several: bool,
    codebook: Path | None = None,
    two: bool = False,
    ledger: Ledger | None = None,
) -> Iterator[Sink]:
    """Open the place that results go to; a file appears only whole, when all is done.

    Args:
        form: One of the formats.
        output: A folder (one that exists, or a name without an ending where several reports come), a file, or None for
            standard output.
        names: English names of countries.
        list_fields: Fields that always hold a list in JSON.
        several: More than one report may come.
        codebook: Folder of claim types of the user's own.
        two: Whether two readers are held against each other.
        ledger: Notes what is written, so that a run that was broken off goes on.

    Raises:
        OutputError: It cannot be written there.
    """
    style = Style(_WIDEST if output else _width(), colour=output is None and _colour())

    def new_writer(stream: TextIO) -> Writer:
        return Writer(form, stream, style, names, list_fields, codebook, two=two)

    if output is None:
        writer = Writer(form, sys.stdout, style, names, list_fields, codebook, several, two)
        yield writer
        writer.close()
    elif is_folder(output, form, several=several):
        with _output_errors(output):
            output.mkdir(exist_ok=True)
            if form == "parquet":
                parts = _open_parts(output, list_fields, ledger)
                yield parts
                parts.close()
            else:
                if ledger is not None:
                    _clear_leftovers(output)
                yield FolderSink(output, form, new_writer, ledger, {*(ledger.places if ledger else ())})
    elif ledger is not None:
        with _output_errors(output), _growing_file(output, ledger) as (stream, file):
            writer = new_writer(stream)
            writer.count = len(ledger.places)
            yield GrowingSink(writer, file, ledger)
            writer.close()
    else:
        with _output_errors(output), _whole_file(output) as stream:
            writer = Writer(form, stream, style, names, list_fields, codebook, several, two)
            yield writer
            writer.close()


def _open_parts(folder: Path, list_fields: frozenset[str], ledger: Ledger | None) -> PartsSink:
    from foedera.cli.parts import PartsSink

    try:
        import polars as pl  # noqa: F401 - asked for before anything is read
    except ImportError:
        message = '--format parquet needs polars: pip install "foedera[parquet]"'
        raise OutputError(message) from None
    try:
        return PartsSink(folder, list_fields, ledger)
    except FileExistsError as error:
        raise OutputError(f"cannot write {folder}: {error}") from None


def form_of(output: Path | None) -> str:
    """Return the format that a file's name says; text where it says none.

    Example:
        >>> form_of(Path("out.JSON")), form_of(Path("all.plover.jsonl")), form_of(Path("claims"))
        ('json', 'plover', 'text')
    """
    if output is None or output.is_dir():
        return "text"
    endings = ["".join(output.suffixes[-2:]), output.suffix]
    return next((_FORMS[each.casefold()] for each in endings if each.casefold() in _FORMS), "text")


def check_home(output: Path | None) -> None:
    """Refuse an output in a folder that is not there: rather a slip than a wish for a new one.

    Raises:
        OutputError: There is no such folder.
    """
    if output is not None and not output.parent.is_dir():
        message = f"cannot write {output}: there is no folder {output.parent}"
        raise OutputError(message)


def is_folder(output: Path, form: str, *, several: bool) -> bool:
    """Tell whether an output path means a folder."""
    return form == "parquet" or output.is_dir() or (several and not output.suffix and form not in ONE_FILE)


@contextmanager
def _output_errors(output: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise OutputError(message) from error


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    """Open a file that takes its name only when it is whole: nobody ever sees half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _clear_leftovers(folder: Path) -> None:
    """Remove what killed runs were writing: files in part of processes that are no more."""
    for path in folder.glob(".*.part") if os.name == "posix" else ():
        number = path.name.removesuffix(".part").rpartition(".")[2]
        if number.isdigit() and not _is_running(int(number)):
            path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _growing_file(path: Path, ledger: Ledger) -> Iterator[tuple[TextIO, BinaryIO]]:
    """Open a file behind what is noted of it; it takes its name when whole, and waits for another run till then."""
    part = path.with_name(f".{path.name}.part")
    end = int(ledger.places[-1]) if ledger.places else 0
    with part.open("r+b" if end and part.exists() else "w+b") as file:
        file.truncate(end)
        file.seek(end)
        stream = TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
        yield stream, file
        stream.flush()
    part.replace(path)


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
