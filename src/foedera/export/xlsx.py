"""Excel workbooks (.xlsx) as rows of text: values as stored, dates as ISO, formulas by their last result.

The standard library's zip and expat read them: 200 lines that count what they unpack and refuse document types, where a
library of ten thousand would have to be guarded against both.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from xml.parsers import expat

from foedera.export.table_fault import MAX_CELLS, MAX_ROWS, TableFault

_MEMBERS = 2_000
_UNPACKED = 512 * 1024 * 1024
_RATIO = 300
_FREE = 8 * 1024 * 1024
"""Bytes up to which the ratio does not count."""
_CHUNK = 65_536
_WIDE = 16_384
"""Columns that Excel has."""
_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
"""Built-in number formats of days."""
_QUIET = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""Parts of a number format that are no pattern."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError, ValueError)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def read_workbook(data: bytes, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet, by name or the first, with their numbers.

    Raises:
        TableFault: It is no workbook, damaged or too large, or has no such sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            book = _Book(file)
            path = book.path(sheet)
            yield from book.rows(path)
    except _DAMAGE as error:
        raise TableFault("I202", f"a damaged workbook ({error}).") from error


class _Book:
    """An open workbook."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file, self._read = file, 0
        self._names = set(file.namelist())
        if len(self._names) > _MEMBERS or any(member.flag_bits & 1 for member in file.infolist()):
            raise TableFault("I202", "a workbook with a password, or one with too many parts.")
        if "xl/workbook.xml" not in self._names:
            raise TableFault("I201", "a zip file that is no Excel workbook; save the table as .xlsx or CSV.")
        self._sheets: dict[str, str] = {}
        self._epoch = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
        self._parse("xl/workbook.xml", self._on_book)
        self._targets: dict[str, str] = {}
        self._parse("xl/_rels/workbook.xml.rels", self._on_relation)
        self._texts = self._shared_texts() if "xl/sharedStrings.xml" in self._names else []
        self._is_date = self._date_styles() if "xl/styles.xml" in self._names else []

    def path(self, sheet: str | None) -> str:
        """Return the part that holds a sheet."""
        if sheet is None:
            sheet = next(iter(self._sheets), None)
        if sheet not in self._sheets:
            known = ", ".join(self._sheets)
            raise TableFault("I204", f"has no sheet {sheet!r}; it has: {known}.")
        target = self._targets.get(self._sheets[sheet], "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path not in self._names:
            raise TableFault("I202", f"a damaged workbook: the sheet {sheet!r} is missing.")
        return path

    def _on_book(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            self._sheets.setdefault(attributes.get("name", ""), key)
        elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self._epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as above

    def _on_relation(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def _shared_texts(self) -> list[str]:
        texts: list[str] = []
        parts: list[str] = []
        state = {"text": False, "phonetic": False}

        def start(tag: str, _: dict[str, str]) -> None:
            if tag == "si":
                parts.clear()
            state["text"] = tag == "t"
            state["phonetic"] = state["phonetic"] or tag == "rPh"

        def end(tag: str) -> None:
            if tag == "si":
                texts.append("".join(parts))
            elif tag == "rPh":
                state["phonetic"] = False
            state["text"] = False

        def words(text: str) -> None:
            if state["text"] and not state["phonetic"]:
                parts.append(text)

        self._parse("xl/sharedStrings.xml", start, end, words)
        return texts

    def _date_styles(self) -> list[bool]:
        """Return for each cell style whether it shows a day."""
        own: dict[str, bool] = {}
        styles: list[bool] = []
        state = {"cells": False}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "numFmt":
                own[attributes.get("numFmtId", "")] = shows_day(attributes.get("formatCode", ""))
            elif tag == "cellXfs":
                state["cells"] = True
            elif tag == "xf" and state["cells"]:
                number = attributes.get("numFmtId", "0")
                styles.append(own.get(number, number.isdigit() and int(number) in _DATES))

        def end(tag: str) -> None:
            state["cells"] = state["cells"] and tag != "cellXfs"

        self._parse("xl/styles.xml", start, end)
        return styles

    def rows(self, path: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows of a sheet."""
        reader = _Rows(self._value)
        for _ in self._events(path, reader.start, reader.end, reader.words):
            yield from reader.done
            reader.done.clear()
        yield from reader.done

    def _value(self, kind: str, style: str, raw: str) -> str:
        """Return a cell's value as text."""
        if kind == "s":
            place = int(raw)
            return self._texts[place] if 0 <= place < len(self._texts) else ""
        if kind == "b":
            return "true" if raw == "1" else "false"
        if kind in ("str", "inlineStr", "d"):
            return raw
        if kind == "e" or not raw:
            return ""
        number = float(raw)
        if style.isdigit() and int(style) < len(self._is_date) and self._is_date[int(style)]:
            return self._day(number)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)

    def _day(self, number: float) -> str:
        try:
            moment = self._epoch + timedelta(days=number)
        except OverflowError:
            return repr(number)
        if moment.time() == datetime.min.time():
            return moment.date().isoformat()
        return moment.replace(microsecond=0).isoformat(" ")

    def _parse(self, path: str, start: Start, end: End | None = None, words: End | None = None) -> None:
        for _ in self._events(path, start, end, words):
            pass

    def _events(self, path: str, start: Start, end: End | None, words: End | None) -> Iterator[None]:
        """Parse one part, chunk by chunk, counting what is unpacked."""
        parser = expat.ParserCreate(namespace_separator=None)
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
        parser.EndElementHandler = (lambda tag: end(tag.rpartition(":")[2])) if end else None
        parser.CharacterDataHandler = words
        parser.StartDoctypeDeclHandler = _refuse
        packed = max(self._file.getinfo(path).compress_size, 1)
        read = 0
        try:
            with self._file.open(path) as part:
                while chunk := part.read(_CHUNK):
                    read += len(chunk)
                    self._read += len(chunk)
                    if self._read > _UNPACKED or (read > _FREE and read > _RATIO * packed):
                        raise TableFault("I203", f"a workbook that unpacks to more than {self._read:,} bytes.")
                    parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by place only
                    yield
                parser.Parse(b"", True)  # noqa: FBT003 - likewise
        except expat.ExpatError as error:
            raise TableFault("I202", f"a damaged workbook ({path}: {error}).") from error


def _refuse(*_: object) -> None:
    raise TableFault("I202", "a workbook with a document type, which none should have.")


class _Rows:
    """Takes the events of a sheet and gives its rows."""

    def __init__(self, value: Callable[[str, str, str], str]) -> None:
        self.done: list[tuple[int, list[str]]] = []
        self._value = value
        self._row: list[str] = []
        self._number = self._cells = self._place = 0
        self._kind = self._style = ""
        self._parts: list[str] = []
        self._in_value = self._aside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell or a value."""
        if tag == "row":
            given = attributes.get("r", "")
            self._number = int(given) if given.isdigit() else self._number + 1
            self._row, self._place = [], -1
            if self._number > MAX_ROWS:
                raise TableFault("I203", f"has a row {self._number:,}; Excel has {MAX_ROWS:,}.")
        elif tag == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._place = column(found[1]) if found else self._place + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._parts = []
        self._aside = self._aside or tag == "rPh"  # how Japanese text is read aloud
        self._in_value = tag in ("v", "t") and not self._aside

    def words(self, text: str) -> None:
        """Take a value's text."""
        if self._in_value:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        """End a row or a cell."""
        self._in_value = False
        self._aside = self._aside and tag != "rPh"
        if tag == "c" and self._parts:
            if self._place >= _WIDE:
                raise TableFault("I203", f"has more than {_WIDE:,} columns.")
            self._row += [""] * (self._place + 1 - len(self._row))
            self._row[self._place] = self._value(self._kind, self._style, "".join(self._parts))
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise TableFault("I203", f"has more than {MAX_CELLS:,} cells; split it.")
        elif tag == "row":
            self.done.append((self._number, self._row))


def column(letters: str) -> int:
    """Return the number of a column, from 0.

    Example:
        >>> column("A"), column("AA")
        (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def shows_day(code: str) -> bool:
    """Tell whether a number format shows days.

    Example:
        >>> shows_day("dd/mm/yyyy"), shows_day("0.00"), shows_day('0" days"'), shows_day("[h]:mm")
        (True, False, False, False)
    """
    plain = _QUIET.sub("", code.split(";", maxsplit=1)[0]).casefold()
    return bool(re.search(r"[dy]", plain)) and not re.search(r"general", plain)
