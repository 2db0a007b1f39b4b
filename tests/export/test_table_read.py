"""Spreadsheets: CSV of any kind, workbooks as Excel writes them, and what is hostile or damaged."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl  # type: ignore[import-untyped] # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped] # likewise

from foedera.export import Sheet, TableError, read_sheet
from foedera.export.table_read import clean
from foedera.export.xlsx import shows_day
from tests.export.workbooks import changed

CELLS = st.text(st.characters(codec="utf-8"), max_size=8)
HEADER = ["No.", "Who", "When"]


def workbook(*rows: list[Any], **more: list[list[Any]]) -> bytes:
    """Return a workbook with these rows, and more sheets by name, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "First"
    for row in rows:
        sheet.append(row)
    for name, own in more.items():
        other = book.create_sheet(name)
        for row in own:
            other.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def shared(data: bytes, old: str, texts: str) -> bytes:
    """Return a workbook whose cell with some text takes it from the shared texts, as Excel writes them."""
    data = changed(data, "xl/worksheets/sheet1.xml", f't="inlineStr"><is><t>{old}</t></is>', 't="s"><v>1</v>')
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as file:
        file.writestr("xl/sharedStrings.xml", f"<sst><si><t>other</t></si>{texts}</sst>")
    return stream.getvalue()


def code(data: bytes, **options: Any) -> str:
    """Return the code of the problem that keeps a file from being read."""
    with pytest.raises(TableError) as caught:
        read_sheet(data, "register.x", **options)
    (problem,) = caught.value.problems
    assert problem.source == "register.x"
    return problem.code


def _check_code(error: TableError) -> None:
    assert error.problems[0].code.startswith("I20")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    """The usual delimiters and encodings are found by themselves; quoted cells hold anything."""
    text = (
        delimiter.join(HEADER)
        + "\r\n"
        + delimiter.join(["1", f'"Café{delimiter} ""é"""', "1,5"]).replace("1,5", '"1,5"')
    )
    sheet = read_sheet(text.encode(encoding), "r.csv")
    assert sheet == Sheet(tuple(HEADER), ((2, ("1", clean(f'Café{delimiter} "é"'), "1,5")),), delimiter)


def test_given_encoding_and_header() -> None:
    """What cannot be told is given: an encoding, the row of the header; rows keep their numbers, empty ones go."""
    text = "A register\nby hand\nID;Мesto\n1;Ниш\n;;\n\n2;Бор\n"
    sheet = read_sheet(text.encode("cp1251"), "r.csv", encoding="cp1251", header=3)
    assert sheet.columns == ("ID", "Мesto")
    assert sheet.rows == ((4, ("1", "Ниш")), (7, ("2", "Бор")))


def test_ragged_rows_and_nameless_columns() -> None:
    """Short rows are filled up, long ones get columns named by their letters, names are told apart."""
    sheet = read_sheet(b"a,,a\n1\n1,2,3,4,5\n", "r.csv")
    assert sheet.columns == ("a", "(B)", "a (C)", "(D)", "(E)")
    assert sheet.rows == ((2, ("1", "", "", "", "")), (3, ("1", "2", "3", "4", "5")))


def test_cells_are_one_line() -> None:
    """Line breaks, control and half characters in cells become blanks."""
    sheet = read_sheet(b'a\n"x\ny\x0bz"\n', "r.csv")
    assert sheet.rows == ((2, ("x y z",)),)
    assert clean(" a\x00b\ud800c ") == "a b c"


@settings(max_examples=20)
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=2, max_size=3), min_size=1, max_size=4
    )
)
def test_any_csv_comes_back(rows: list[list[str]]) -> None:
    """What the csv module writes is read as it was, but for blanks and control characters."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([HEADER, *rows])
    sheet = read_sheet(stream.getvalue().encode(), "r.csv", delimiter=",", encoding="utf-8")
    wanted = [tuple(map(clean, row)) + ("",) * (3 - len(row)) for row in rows]
    assert [row for _, row in sheet.rows] == [row for row in wanted if any(row)]


@settings(max_examples=20)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are a sheet or one clear error."""
    for prefix in (b"", b"PK\x03\x04", b"a,b\n"):
        try:
            sheet = read_sheet(prefix + data, "r.csv")
        except TableError as error:
            sheet = Sheet((), ())
            _check_code(error)
        if sheet.columns:
            assert all(len(row) == len(sheet.columns) for _, row in sheet.rows)


def test_text_files_that_cannot_be_read() -> None:
    """Each fault has its code: no text, wrong or unknown encoding, no header, an old workbook, a cell without end."""
    assert code(b"\x89PNG\r\n\x1a\n\x01\x02" * 50) == "I201"
    assert code(b"\xd0\xcf\x11\xe0") == "I201"
    assert code(b"caf\xe9", encoding="utf-8") == "I206"
    assert code(b"a", encoding="klingon") == "I206"
    assert code(b"") == "I205"
    assert code(b"a\n1\n", header=5) == "I205"
    assert code(b'a\n"' + b"x" * 120_000) == "I203"


def test_workbooks() -> None:
    """Texts, numbers, flags, days and moments are read as what they are, formulas by their last result."""
    data = workbook(
        ["Text", "Number", "Flag", "Day", "Moment", "Formula"],
        ["  Café\nnoir ", 3500, True, dt.date(2025, 7, 19), dt.datetime(2025, 7, 19, 10, 30), "=1+1"],  # noqa: DTZ001
        [None] * 6,
        ["x", 0.5, False, dt.date(1900, 3, 1), None, None],
        ["", -1.25e-7, None, None, None, None],
    )
    data = changed(data, "xl/worksheets/sheet1.xml", "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    sheet = read_sheet(data, "r.xlsx")
    assert sheet.delimiter is None
    assert sheet.rows == (
        (2, ("Café noir", "3500", "true", "2025-07-19", "2025-07-19 10:30:00", "2")),
        (4, ("x", "0.5", "false", "1900-03-01", "", "")),
        (5, ("", "-1.25e-07", "", "", "", "")),
    )


def test_days_of_old_macintosh_workbooks() -> None:
    """Workbooks that count days from 1904 give the same days."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Day"])
    sheet.append([dt.date(2025, 7, 19)])
    stream = io.BytesIO()
    book.save(stream)
    assert read_sheet(stream.getvalue(), "r.xlsx").rows == ((2, ("2025-07-19",)),)


def test_sheets_and_gaps() -> None:
    """A sheet is found by its name; cells and rows that are left out keep their places."""
    data = workbook(["a"], ["1"], Other=[["b"], ["2"]])
    assert read_sheet(data, "r.xlsx", sheet="Other").rows == ((2, ("2",)),)
    assert code(data, sheet="Third") == "I204"
    sparse = openpyxl.Workbook()
    sheet = sparse.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"], sheet["C1"], sheet["C9"] = "a", "c", "x"
    stream = io.BytesIO()
    sparse.save(stream)
    read = read_sheet(stream.getvalue(), "r.xlsx")
    assert (read.columns, read.rows) == (("a", "(B)", "c"), ((9, ("", "", "x")),))


def test_formatted_texts() -> None:
    """Texts in pieces of different format are one, without reading aids, wherever a workbook keeps them."""
    data = workbook(["a"], ["PLACE"])
    parts = "<si><r><t>Tokyo </t></r><r><t>Bay</t></r><rPh><t>toukyou</t></rPh></si>"
    assert read_sheet(shared(data, "PLACE", parts), "r.xlsx").rows == ((2, ("Tokyo Bay",)),)
    inline = parts.removeprefix("<si>").removesuffix("</si>")
    data = changed(data, "xl/worksheets/sheet1.xml", "<is><t>PLACE</t></is>", f"<is>{inline}</is>")
    assert read_sheet(data, "r.xlsx").rows == ((2, ("Tokyo Bay",)),)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("yyyy-mm-dd", True),
        ("d. mmm", True),
        ("General", False),
        ("#,##0.00", False),
        ("[Red]0", False),
        ("h:mm", False),
    ],
)
def test_formats_of_days(pattern: str, wanted: bool) -> None:  # noqa: FBT001
    """A number is a day where its format shows one."""
    assert shows_day(pattern) is wanted


def test_hostile_workbooks() -> None:
    """Bombs, document types, missing parts and passwords are refused; a reference off the sheet is too large."""
    data = workbook(["a"], ["x"])
    bomb = changed(data, "xl/worksheets/sheet1.xml", "</sheetData>", " " * 20_000_000 + "</sheetData>")
    assert len(bomb) < 100_000
    assert code(bomb) == "I203"
    doctype = changed(data, "xl/worksheets/sheet1.xml", "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    assert code(doctype) == "I202"
    assert read_sheet(shared(data, "x", ""), "r.xlsx").rows == (), "a shared text that is not there is none"
    assert code(changed(data, "xl/worksheets/sheet1.xml", 'r="A2"', 'r="XFE2"')) == "I203"
    assert code(changed(data, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="9999999"')) == "I203"
    assert code(changed(data, "xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml")) == "I202"
    assert code(changed(data, "xl/worksheets/sheet1.xml", "</sheetData>", "</broken>")) == "I202"
    assert code(data[: len(data) // 2]) == "I201"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", "<x/>")
    assert code(stream.getvalue()) == "I201"
    locked = bytearray(data)
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    assert code(bytes(locked)) == "I202"


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_flipped_bits_of_workbooks(place: int, change: int) -> None:
    """A damaged workbook is read or refused, never anything else."""
    data = bytearray(workbook(["a"], ["x"], [3.5]))
    data[place % len(data)] ^= change
    try:
        read_sheet(bytes(data), "r.xlsx")
    except TableError as error:
        _check_code(error)
