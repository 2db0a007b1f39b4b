"""A spreadsheet as rows of text: CSV and its kin in any encoding, and Excel workbooks."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from foedera.errors import Problem
from foedera.export.table_fault import MAX_CELLS, MAX_ROWS, TableError, TableFault
from foedera.export.xlsx import read_workbook
from foedera.reading.encoding import decode
from foedera.reading.faults import Fault

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_SAMPLE = 200_000
_CELL = 100_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet."""

    columns: tuple[str, ...]
    """Names, all different; a column without one is named by its letter: `(C)`."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number of each row as a spreadsheet program shows it, and its cells, as many as columns. Empty rows are left out;
    cells are in one line, without control characters."""
    delimiter: str | None = None
    """What parts the cells of a text file; None for a workbook."""


def read_sheet(
    data: bytes,
    name: str,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    header: int = 1,
) -> Sheet:
    """Read a spreadsheet.

    Args:
        name: File name, for messages.
        delimiter: None: the likeliest of comma, semicolon, tab and bar.
        encoding: None: as for reports.
        sheet: Name of a workbook's sheet; None for the first.
        header: Number of the row that names the columns.

    Raises:
        TableError: It is no spreadsheet, damaged, too large, or without the header. Codes: I201 no spreadsheet, I202
            damaged, I203 too large, I204 no such sheet, I205 no header or no rows, I206 an unknown encoding.
    """
    try:
        if zipfile.is_zipfile(io.BytesIO(data)):
            found, delimiter = read_workbook(data, sheet), None
        else:
            text = _decode(data, encoding)
            delimiter = delimiter or find_delimiter(text)
            found = _text_rows(text, delimiter)
        columns, rows = _lay_out(found, header)
    except (TableFault, Fault) as fault:
        code, message = fault.args if isinstance(fault, TableFault) else ("I201", fault.args[-1])
        raise TableError(Problem(code, name, message)) from fault
    return Sheet(columns, rows, delimiter)


def find_delimiter(text: str) -> str:
    r"""Return what parts the cells: of the signs that part most rows into equally many, the one that gives most cells.

    Example:
        >>> find_delimiter('a;b;c\n"1,5";2;3\n')
        ';'
    """
    best, score = ",", (0.0, 0)
    for sign in _DELIMITERS:
        try:
            rows = [row for row in islice(csv.reader(io.StringIO(text[:_SAMPLE]), delimiter=sign), _SAMPLE_ROWS) if row]
        except csv.Error:
            continue
        width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
        if width > 1 and (count / len(rows), width) > score:
            best, score = sign, (count / len(rows), width)
    return best


def _decode(data: bytes, encoding: str | None) -> str:
    if data.startswith(_OLD_EXCEL):
        raise TableFault("I201", "an old Excel file (.xls); save it as .xlsx or CSV.")
    if encoding is None:
        return decode(data)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise TableFault("I206", f"there is no encoding {encoding!r}; write `utf-8`, `cp1252` or the like.") from error
    except UnicodeDecodeError as error:
        raise TableFault("I206", f"is not in {encoding} ({error.reason} at byte {error.start}).") from error


def _text_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a text file with the numbers that a spreadsheet program gives them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableFault("I202", f"row {number} cannot be read ({error}).") from error
        if any(len(cell) > _CELL for cell in row):
            raise TableFault("I203", f"row {number} has a cell of more than {_CELL:,} characters; is a quote missing?")
        yield number, row


def _lay_out(
    found: Iterable[tuple[int, Sequence[str]]], header: int
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]:
    """Return the names of the columns and the rows below them."""
    columns: tuple[str, ...] | None = None
    rows: list[tuple[int, tuple[str, ...]]] = []
    cells = 0
    for number, raw in found:
        if number < header:
            continue
        row = tuple(map(clean, raw))
        cells += len(row)
        if number > MAX_ROWS or cells > MAX_CELLS:
            raise TableFault("I203", f"has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; split it.")
        if columns is None:
            columns = _names(row)
        elif any(row):
            width = len(columns)
            columns += tuple(f"({letters(place)})" for place in range(width, len(row)) if row[place])
            rows.append((number, row))
    if columns is None or not any(columns):
        raise TableFault("I205", f"has no row {header} that names the columns.")
    width = len(columns)
    return columns, tuple((number, (row + ("",) * width)[:width]) for number, row in rows)


def clean(text: str) -> str:
    """Return a cell in one line, without characters that are not for reading."""
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    return " ".join(plain.split())


def _names(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return different names for the columns."""
    names: list[str] = []
    for place, text in enumerate(row):
        name = text or f"({letters(place)})"
        names.append(name if name not in names else f"{name} ({letters(place)})")
    return tuple(names)


def letters(place: int) -> str:
    """Return the letters of a column as spreadsheet programs show them.

    Example:
        >>> letters(0), letters(26)
        ('A', 'AA')
    """
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text
