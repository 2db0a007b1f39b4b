"""Registers as claims: every value stands in the row it comes from, and every row that gives none is named."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped] # ships no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped] # likewise

from foedera.codebook import load
from foedera.contract import from_json, to_json
from foedera.export import ImportedTable, TableError, TableMapping, import_table, load_mapping
from foedera.export.mapping import Choice, Target
from foedera.export.table_values import (
    Unread,
    join_dates,
    read_date,
    read_degrees,
    read_flag,
    read_number,
    read_word,
)
from foedera.types import Actor, Cell, Place, Quantity

BOOK = load()
COUNTRIES = {"SRB": "Serbia", "CHN": "China", "HUN": "Hungary"}
ACTORS = {name: Actor(name, "state", code) for code, name in COUNTRIES.items()} | {
    "NATO": Actor("NATO", "organisation", org="NATO"),
    "HUN": Actor("Kim Tok Hun", "person", "PRK"),
    "Serbian Army": Actor("Serbia", "state", "SRB"),
}
PLACES = {"Niš": Place("Niš", "SRB", 43.32, 21.9), "Hungary": Place("Hungary", "HUN", 47.0, 20.0)}

REGISTER = """\
No.;Drill;Who;Host;Start;End;Place;Lat;Lon;Men;First;Sphere;Said;Secret;Remarks;Verified
7;Peace Shield 2025;China/Serbian Army/72nd Brigade;SRB;19.7.2025;28.7.2025;Niš;;;(3.500);yes;special forces;NATO;;ok;y
8;Blue River;PRC/Hungary;;c. 2024;;The Meadow;47,5;19,05;> 200;n/a;Naval;;personnel:HUN:ships;;yes
9;Ghosts;Atlantis;;2024;;;;;;;;;;;yes
10;Grey Hill;Hungary/Atlantis;Atlantis;31.2.2024;;;99;1;many;maybe;sorcery;;;;yes
11;Not yet;China;;2023;;;;;;;;;;;no
12;Back;Serbia/Hungary;;5.5.2024;1.5.2024;;;;;;;;;;yes
"""
MAPPING = """\
source: {title: "Register of drills", publisher: "Institute of Rivers", published: "2025-09", language: "en"}
id: "No."
type: "exercise"
skip:
  - {column: "Verified", values: ["no"]}
columns:
  "Drill": "name"
  "Who": {to: "participant", split: "/", values: {"PRC": "China", "72nd Brigade": "72nd Brigade"}}
  "Host": {to: "host", kind: "state"}
  "Start": {to: "when.start", date: "%d.%m.%Y"}
  "End": {to: "when.end", date: "%d.%m.%Y"}
  "Place": "where"
  "Lat": "where.lat"
  "Lon": "where.lon"
  "Men": {to: "personnel", decimal: ",", unit: "soldiers"}
  "First": "first"
  "Sphere": "domain"
  "Said": "said_by"
  "Secret": "undisclosed"
unused: ["Remarks"]
"""


def mapping(tmp_path: Path, text: str = MAPPING) -> TableMapping:
    """Return the mapping that a text says."""
    path = tmp_path / "map.yaml"
    path.write_text(text, "utf-8")
    return load_mapping(path, BOOK)


def imported(data: bytes | str, found: TableMapping, name: str = "drills.csv") -> ImportedTable:
    """Return what comes of a register."""
    data = data.encode() if isinstance(data, str) else data
    return import_table(
        data,
        name,
        found,
        BOOK,
        actor_of=lambda name, _: ACTORS.get(name),
        place_of=lambda name, _: PLACES.get(name),
        countries=COUNTRIES,
    )


def values(table: ImportedTable, claim: int, field: str) -> tuple[Any, ...]:
    """Return the values of a field of one claim."""
    return table.report.claims[claim].values(field)


def test_rows_become_claims(tmp_path: Path) -> None:
    """A row's cells are a claim's: actors, dates, places, numbers with what qualifies them, flags, words."""
    table = imported(REGISTER.replace("72nd Brigade;", "Serbia;"), mapping(tmp_path))
    assert [claim.type for claim in table.report.claims] == ["exercise"] * 4
    assert values(table, 0, "name") == ("Peace Shield 2025",)
    assert values(table, 0, "role:participant") == (ACTORS["China"], ACTORS["Serbia"])
    assert values(table, 0, "role:host") == (ACTORS["Serbia"],)
    assert values(table, 0, "when") == ("2025-07-19/2025-07-28",)
    assert values(table, 0, "where") == (PLACES["Niš"],)
    assert values(table, 0, "field:personnel") == (Quantity(3500, "about", None, "soldiers"),)
    assert values(table, 0, "field:first") == (True,)
    assert values(table, 0, "field:domain") == ("special forces",)
    assert values(table, 0, "said_by") == (ACTORS["NATO"],)
    assert values(table, 1, "role:participant") == (ACTORS["China"], ACTORS["Hungary"])
    assert values(table, 1, "when") == ("2024~",)
    assert values(table, 1, "where") == (Place("The Meadow", None, 47.5, 19.05),)
    assert values(table, 1, "field:personnel") == (Quantity(200, "over", None, "soldiers"),)
    assert values(table, 1, "field:first") == (), "n/a says nothing"
    assert values(table, 1, "field:domain") == ("naval",)
    assert table.report.claims[1].undisclosed == ("personnel:HUN:ships",)


def test_the_register_is_the_source(tmp_path: Path) -> None:
    """The report says whose register it is, and its text is the rows, the skipped and unread ones too."""
    report = imported(REGISTER, mapping(tmp_path)).report
    assert (report.title, report.publisher) == ("Register of drills", "Institute of Rivers")
    assert report.published == "2025-09"
    paragraphs = report.text.split("\n\n")
    assert paragraphs[0] == "Register of drills"
    assert paragraphs[2].startswith(
        "Row 3: No.: 8 | Drill: Blue River | Who: PRC/Hungary | Start: c. 2024 | Place: The"
    )
    assert paragraphs[5] == "Row 6: No.: 11 | Drill: Not yet | Who: China | Start: 2023 | Verified: no"
    assert from_json(to_json(report)) == report


def check_spans(table: ImportedTable) -> None:
    """Check that every value is printed where it points to, inside the row that is its claim's evidence."""
    for claim in table.report.claims:
        (row,) = claim.evidence
        assert table.report.text[row.start : row.end].startswith("Row ")
        assert "\n" not in table.report.text[row.start : row.end]
        for cell in claim.cells:
            assert row.start <= cell.span.start <= cell.span.end <= row.end
            assert cell.printed == "" or table.report.text[cell.span.start : cell.span.end] == cell.printed
            assert (cell.field.partition(":")[2] or cell.field) in row.fields


def test_cells_point_into_their_row(tmp_path: Path) -> None:
    """Each value's span is the part of the cell that says it."""
    table = imported(REGISTER, mapping(tmp_path))
    check_spans(table)
    first = table.report.claims[0]
    assert [cell.printed for cell in first.cells if cell.field == "role:participant"] == ["China", "Serbian Army"]
    assert next(cell.printed for cell in first.cells if cell.field == "field:personnel") == "(3.500)"


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Cells and rows that give nothing are told with their row and the reason; the others go on."""
    table = imported(REGISTER, mapping(tmp_path))
    told = [(problem.code, problem.line, problem.message.split(":")[0]) for problem in table.problems]
    assert told == [
        ("I304", 2, "participant"),
        ("I304", 4, "participant"),
        ("I303", 4, "names no participant that could be read; the row is left out."),
        ("I304", 5, "when.start"),
        ("I304", 5, "where.lat"),
        ("I304", 5, "participant"),
        ("I304", 5, "host"),
        ("I304", 5, "personnel"),
        ("I304", 5, "first"),
        ("I304", 5, "domain"),
        ("I304", 7, "when"),
    ]
    assert all(problem.source == "drills.csv" for problem in table.problems)
    assert "nobody is known as `72nd Brigade`" in table.problems[0].message
    assert (table.rows, table.skipped) == (6, 2), "Atlantis, and the row that is not verified"
    assert values(table, 2, "role:participant") == (ACTORS["Hungary"],)
    assert values(table, 3, "when") == ("2024-05-05",), "an end before the start"


def test_kinds_help_where_nobody_is_known(tmp_path: Path) -> None:
    """A column may say what its actors are; a state must be known, and a code is one, not a person of that name."""
    text = MAPPING.replace(
        '"Who": {to: "participant", split: "/",', '"Who": {to: "participant", kind: "unit", split: "/",'
    )
    table = imported(REGISTER, mapping(tmp_path, text))
    assert values(table, 0, "role:participant")[2] == Actor("72nd Brigade", "unit")
    assert values(table, 0, "role:participant")[1] == Actor("Serbian Army", "unit", "SRB")
    columns = (("Who", Target("participant", ("/",))),)
    code = imported("Who\nHUN/SRB\n", TableMapping(Choice("exercise"), Choice("planned"), columns))
    assert values(code, 0, "role:participant") == (ACTORS["Hungary"], ACTORS["Serbia"])
    assert code.report.claims[0].status == "planned"


def test_types_and_statuses_by_column(tmp_path: Path) -> None:
    """A column may say type and status; rows of neither are told, and so are cells that their type has no place for."""
    text = """\
type: {column: "Kind", values: {"Drill": "exercise", "Sale": "transfer"}}
status: {column: "State", values: {"done": "occurred", "to come": "planned"}}
constants: {host: "Serbia", frequency: "yearly"}
columns:
  "A": {to: "participant"}
  "B": {to: "supplier"}
  "C": {to: "quantity"}
"""
    data = """\
Kind,State,A,B,C
drill,done,Hungary,,
Sale,To come,,China,12
Drill,done,China,Hungary,
party,done,,,
,done,,,
Sale,late,,,
"""
    table = imported(data, mapping(tmp_path, text))
    assert [(claim.type, claim.status) for claim in table.report.claims] == [
        ("exercise", "occurred"),
        ("transfer", "planned"),
        ("exercise", "occurred"),
    ]
    assert values(table, 0, "role:host") == (ACTORS["Serbia"],)
    assert values(table, 1, "role:host") == (), "a constant is for the types that have it"
    assert values(table, 1, "field:quantity") == (Quantity(12),)
    assert [(problem.code, problem.line) for problem in table.problems] == [
        ("I305", 4),
        ("I302", 5),
        ("I302", 6),
        ("I302", 7),
    ]
    assert "`party` is no type" in table.problems[1].message
    assert "is empty" in table.problems[2].message


def test_ids_depend_on_file_and_mapping(tmp_path: Path) -> None:
    """The same file and mapping give the same ids; another row, file or mapping gives others; ids are different."""
    first = imported(REGISTER, mapping(tmp_path)).report
    again = imported(REGISTER, mapping(tmp_path), "copy.csv").report
    assert replace(again, title=first.title) == first
    other = imported(REGISTER, mapping(tmp_path, MAPPING.replace("soldiers", "men"))).report
    assert other.id != first.id
    assert not {claim.id for claim in other.claims} & {claim.id for claim in first.claims}
    drills = TableMapping(Choice("exercise"), Choice("occurred"), (("Who", Target("participant")),), id="No.")
    twice = imported("No.,Who\n1,China\n1,China\n", drills)
    assert len({claim.id for claim in twice.report.claims}) == 2
    assert [(problem.code, problem.line) for problem in twice.problems] == [("I306", 3)]


def test_columns_that_are_missing_or_not_named(tmp_path: Path) -> None:
    """A column that the mapping names and the file lacks is an error; one that nobody named is told."""
    with pytest.raises(TableError) as caught:
        imported(REGISTER.replace(";Men;", ";Soldiers;").replace(";Lat;", ";Breadth;"), mapping(tmp_path))
    assert [problem.code for problem in caught.value.problems] == ["I207", "I207"]
    assert "has no column `Lat`, which map.yaml names" in caught.value.problems[0].message
    text = MAPPING.replace('"Remarks"', '"Secret"').replace('  "Secret": "undisclosed"\n', "")
    told = imported(REGISTER, mapping(tmp_path, text))
    assert (told.problems[0].code, told.problems[0].line) == ("I301", 1)
    assert "`Remarks`" in told.problems[0].message


def test_a_workbook() -> None:
    """Numbers and days of a workbook are what they are, whatever the register's decimal sign."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Who", "Start", "Men", "Price"])
    sheet.append(["China", dt.date(2025, 7, 19), 3500.125, "3.500"])
    stream = io.BytesIO()
    book.save(stream)
    columns = (
        ("Who", Target("supplier")),
        ("Start", Target("when")),
        ("Men", Target("quantity", decimal=",")),
        ("Price", Target("value", decimal=",", currency="EUR")),
    )
    table = imported(stream.getvalue(), TableMapping(Choice("transfer"), Choice("occurred"), columns), "drills.xlsx")
    assert values(table, 0, "when") == ("2025-07-19",)
    assert values(table, 0, "field:quantity") == (Quantity(3500.125),)
    assert values(table, 0, "field:value") == (Quantity(3500, None, None, None, "EUR"),)


def test_edition_is_a_number_of_its_own(tmp_path: Path) -> None:
    """Which edition it is, in figures or words, is a plain number as in reports."""
    text = 'type: "exercise"\ncolumns: {"Who": "participant", "Ed": "edition"}'
    table = imported("Who,Ed\nChina,7\nChina,seventh\nChina,7th\n", mapping(tmp_path, text))
    assert [values(table, place, "field:edition") for place in range(3)] == [(7,)] * 3


def test_places_of_their_own_columns(tmp_path: Path) -> None:
    """A country or coordinates alone are a place as well; several places share no coordinates."""
    text = """\
type: "exercise"
constants: {participant: "China"}
columns: {"P": {to: "where", split: ";"}, "C": "where.country", "Y": "where.lat", "X": "where.lon"}
"""
    data = "P,C,Y,X\n,Hungary,,\n,,1.5,-2\nNiš;Bor,SRB,1,2\nBor,Atlantis,,\n"
    table = imported(data, mapping(tmp_path, text))
    assert [values(table, place, "where") for place in range(4)] == [
        (PLACES["Hungary"],),
        (Place("1.5, -2.0", None, 1.5, -2.0),),
        (PLACES["Niš"], Place("Bor", "SRB")),
        (Place("Bor"),),
    ]
    assert "no country is known as `Atlantis`" in str(table.problems[0])


CELLS = st.one_of(
    st.sampled_from(
        ["China", "SRB", "Serbia/Hungary", "2024", "1.2.2024", "3.500", "-", "yes", "naval", "x;y", "NATO"]
    ),
    st.text(max_size=10),
)
FIELDS = ["participant", "host", "name", "when.start", "when.end", "where", "where.lat", "personnel", "first", "domain"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), min_size=1, max_size=4))
def test_any_register(rows: list[list[str]]) -> None:
    """Whatever cells hold: spans are right, every row is a claim or left out with a reason, and it is JSON again."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([FIELDS, *rows])
    data = stream.getvalue().encode("utf-8", "replace")
    columns = tuple((name, Target(name, ("/", ";"))) for name in FIELDS)
    found = TableMapping(Choice("exercise"), Choice("occurred"), columns, delimiter=",", encoding="utf-8")
    table = imported(data, found)
    check_spans(table)
    without = {problem.line for problem in table.problems if problem.code == "I303"}
    assert len(table.report.claims) + len(without) == table.rows
    assert table.skipped == len(without)
    assert from_json(to_json(table.report)) == table.report


@pytest.mark.parametrize(
    ("text", "patterns", "wanted"),
    [
        ("2025-07-19", (), "2025-07-19"),
        ("2025-07-19/2025-07-28", (), "2025-07-19/2025-07-28"),
        ("2025-07-19T10:00:00Z", (), "2025-07-19"),
        ("19 July 2025", (), "2025-07-19"),
        ("July 2025", (), "2025-07"),
        ("19.07.2025", (), "2025-07-19"),
        ("03.04.2025", (), "2025-04-03"),
        ("25/12/2025", (), "2025-12-25"),
        ("12/25/2025", (), "2025-12-25"),
        ("4/4/2025", (), "2025-04-04"),
        ("c. 2021", (), "2021~"),
        ("2021?", (), "2021?"),
        ("~2021", (), "2021~"),
        ("03/04/2025", ("%m/%d/%Y",), "2025-03-04"),
        ("Mar 2025", ("%d %b %Y", "%b %Y"), "2025-03"),
        ("2025", ("%d.%m.%Y",), "2025"),
    ],
)
def test_dates(text: str, patterns: tuple[str, ...], wanted: str) -> None:
    """Dates are read as precisely as they are given."""
    assert read_date(text, Target("when", date=patterns)) == wanted


@pytest.mark.parametrize(
    ("text", "patterns", "told"),
    [
        ("03/04/2025", (), "two days"),
        ("soon", (), "no date"),
        ("45000", (), "no date"),
        ("31.2.2025", (), "no date"),
        ("19.7.2025", ("%m/%d/%Y",), "of the form %m/%d/%Y"),
    ],
)
def test_dates_that_are_none(text: str, patterns: tuple[str, ...], told: str) -> None:
    """A date that is none, or could be one of two, is not guessed."""
    with pytest.raises(Unread, match=told):
        read_date(text, Target("when", date=patterns))


def test_starts_and_ends() -> None:
    """A start and an end make an interval, one of them alone stands, and they must be in order."""
    assert join_dates("2025-07", "2025-08-02") == "2025-07/2025-08-02"
    assert join_dates("2025", "2025") == "2025"
    assert join_dates(None, "2025") == "2025"
    with pytest.raises(Unread, match="before the start"):
        join_dates("2025-08", "2025-07")
    with pytest.raises(Unread, match="no start and end"):
        join_dates("2025-08/2025-09", "2025-10")


@pytest.mark.parametrize(
    ("text", "decimal", "wanted"),
    [
        ("3500", ".", Quantity(3500)),
        ("3,500", ".", Quantity(3500)),
        ("1 234 567", ".", Quantity(1234567)),
        ("3.500,25", ",", Quantity(3500.25)),
        ("(24)", ".", Quantity(24, "about")),
        ("c. 24", ".", Quantity(24, "about")),
        ("3500+", ".", Quantity(3500, "over")),
        (">= 7", ".", Quantity(7, "at least")),
        ("up to 30", ".", Quantity(30, "up to")),
        ("about 3,500 soldiers", ".", Quantity(3500, "about", None, "soldiers")),
        ("US$ 1.2 million", ".", Quantity(1200000, None, None, None, "USD")),
    ],
)
def test_numbers(text: str, decimal: str, wanted: Quantity) -> None:
    """Numbers are read with the marks of estimates that registers use."""
    assert read_number(text, Target("quantity", decimal=decimal)) == wanted


@pytest.mark.parametrize(("text", "decimal"), [("1,5", "."), ("many", "."), ("1.5", ","), ("", ".")])
def test_numbers_that_are_none(text: str, decimal: str) -> None:
    """A number whose signs do not fit is not guessed."""
    with pytest.raises(Unread):
        read_number(text, Target("quantity", decimal=decimal))


def test_flags_words_and_degrees() -> None:
    """Yes and no, the codebook's words by its wordings, coordinates on the Earth; nothing else."""
    assert (read_flag("Yes"), read_flag("0")) == (True, False)
    assert read_word("took delivery of", BOOK.types["transfer"], "stage") == "delivery"
    assert read_degrees("\u221247,5°", 90) == -47.5
    for read in (
        lambda: read_flag("perhaps"),
        lambda: read_word("sorcery", BOOK.types["transfer"], "stage"),
        lambda: read_degrees("91", 90),
        lambda: read_degrees("north", 90),
        lambda: read_degrees("nan", 90),
    ):
        with pytest.raises(Unread):
            read()


def test_words_part_values_only_by_themselves() -> None:
    """`and` between names parts them; inside a name it does not."""
    columns = (("Who", Target("participant", ("and", ","), kind="group")),)
    found = TableMapping(Choice("exercise"), Choice("occurred"), columns, delimiter=",")
    table = imported('Who\n"Finland, Andorra and Poland"\n', found)
    assert [cell.printed for cell in table.report.claims[0].cells if isinstance(cell, Cell)] == [
        "Finland",
        "Andorra",
        "Poland",
    ]
