"""JSON lines and CSV: one line, or row, at a time."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from foedera.errors import Problem
from foedera.sources.budget import Budget
from foedera.sources.columns import Columns, choose_columns, choose_keys
from foedera.sources.faults import BAD_ROW, MEMBER_TOO_LARGE, NO_COLUMN, SourceFault
from foedera.sources.items import Item
from foedera.sources.streams import Stream

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536


def iter_json_lines(
    stream: Stream, name: str, budget: Budget, columns: Mapping[str, str] | None
) -> Iterator[Item | Problem]:
    """Yield the report of each line: one of the contract (with its claims) as it is, any other object by its keys.

    With columns of the user's own, reports of the contract are rows too, and are read anew (`text=report.text`).
    """
    number = 0
    while line := stream.readline(budget.limits.bytes + 1):
        number += 1
        place = f"{name}!{number}"
        if len(line) > budget.limits.bytes:
            budget.row()
            _pass_over(stream, line, budget)
            yield _too_large(place, budget)
        elif line.strip():
            budget.row()
            budget.move(len(line))
            yield _json_row(line, place, columns)


def _json_row(line: bytes, place: str, columns: Mapping[str, str] | None) -> Item | Problem:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        told = "is nested too deeply" if isinstance(error, RecursionError) else f"is no JSON ({error})"
        return Problem(BAD_ROW, place, f"the line {told}"[:300])
    if not isinstance(value, dict):
        return Problem(BAD_ROW, place, "the line is JSON, but no object")
    if columns is None and isinstance(value.get("report"), dict) and isinstance(value.get("claims"), list):
        return Item(place, line.strip().removeprefix(b"\xef\xbb\xbf"), report=True)
    try:
        return choose_keys(columns, value).of(value, place)
    except SourceFault as fault:
        return fault.problem(place)


def _pass_over(stream: Stream, line: bytes, budget: Budget) -> None:
    while line and not line.endswith(b"\n"):
        budget.move(len(line))
        line = stream.readline(1024 * 1024)


def _too_large(place: str, budget: Budget) -> Problem:
    return Problem(MEMBER_TOO_LARGE, place, f"more than {budget.limits.bytes:,} bytes in one row; it is left out")


def iter_csv(stream: Stream, name: str, budget: Budget, columns: Mapping[str, str] | None) -> Iterator[Item | Problem]:
    """Yield the report of each row. Rows are counted from 1 below the header.

    Raises:
        SourceFault: No column holds text, or a row cannot be read: where its quotes end is then not known.
    """
    csv.field_size_limit(budget.limits.bytes)
    sample, encoding = _look(stream)
    lines = _Lines(stream, encoding, budget)
    reader = csv.reader(lines, delimiter=_delimiter(sample), strict=False)
    number = 0
    try:
        header = next(reader, None)
        if header is None:
            raise SourceFault(NO_COLUMN, "it has no row that names the columns")
        names = [cell.strip() for cell in header]
        chosen = choose_columns(columns, names)
        for cells in reader:
            if not any(cells):
                continue
            number += 1
            budget.row()
            yield _csv_row(chosen, names, cells, f"{name}!{number}")
    except csv.Error as error:
        message = f"row {number + 1} (line {reader.line_num}) cannot be read: {error}; the rest is left out"
        raise SourceFault(BAD_ROW, message) from error


def _csv_row(chosen: Columns, names: list[str], cells: list[str], place: str) -> Item | Problem:
    try:
        return chosen.of(dict(zip(reversed(names), reversed([*cells, *[""] * (len(names) - len(cells))][: len(names)]),
                                  strict=True)), place)  # fmt: skip
    except SourceFault as fault:
        return fault.problem(place)


def _look(stream: Stream) -> tuple[str, str]:
    """Return the beginning as text, and the encoding: by its mark, UTF-8 where it fits, else Windows-1252."""
    head = stream.peek(_SAMPLE)
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return head.decode(encoding, "replace"), encoding
    try:
        return head[:-4].decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 8:
            return head.decode("utf-8", "replace"), "utf-8"
        return head.decode("cp1252", "replace"), "cp1252"


def _delimiter(sample: str) -> str:
    """Return the sign that stands most often in the first line, outside quotes."""
    bare = "".join(sample.splitlines()[0].split('"')[::2]) if sample.strip() else ""
    counts = Counter(sign for sign in bare if sign in _DELIMITERS)
    return counts.most_common(1)[0][0] if counts else ","


class _Lines:
    """The lines of a table as text; one that is longer than any cell may be is cut, which ends the table."""

    def __init__(self, stream: Stream, encoding: str, budget: Budget) -> None:
        self._budget, self._limit = budget, 2 * budget.limits.bytes
        self._encoding = encoding
        if encoding == "utf-16":
            from foedera.sources.streams import recoded  # noqa: PLC0415 - seldom needed

            stream = recoded(stream, "utf-16")
            self._encoding = "utf-8"
        self._stream = stream
        self._first = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self._limit:
            raise csv.Error(f"a line of more than {self._limit:,} bytes")
        self._budget.move(len(line))
        text = line.decode(self._encoding if self._first or self._encoding != "utf-8-sig" else "utf-8", "replace")
        self._first = False
        return text


def row_of(values: Mapping[str, Any], chosen: Columns, place: str) -> Item | Problem:
    """Return the report of a row whose cells have types, as Parquet's have."""
    try:
        return chosen.of(values, place)
    except SourceFault as fault:
        return fault.problem(place)
