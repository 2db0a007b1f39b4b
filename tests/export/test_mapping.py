"""Mapping files: what they say, and every fault of theirs with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.codebook import load
from foedera.export import MappingError, TableMapping, guess_mapping, load_mapping, read_sheet
from foedera.export.mapping import Choice, Target

BOOK = load()
GOOD = """\
source:
  title: "Register of drills"
  publisher: "Institute of Rivers"
  published: "2025-09"
  byline: ["Ana Petrović", "Bo Ek"]
table:
  delimiter: "tab"
  header: 2
id: "No."
type: {column: "Kind", values: {"Drill": "exercise", "Sale": "transfer"}}
status: "occurred"
skip:
  - {column: "Verified", values: ["No", "open"]}
empty: ["-9"]
constants:
  host: "Serbia"
columns:
  "Who": {to: "participant", split: [";", "and"], kind: "state", values: {"PRC": "China", "none": null}}
  "Start": {to: "when.start", date: "%d.%m.%Y"}
  "Men": {to: "personnel", decimal: ",", unit: "soldiers"}
  "Name": "name"
unused: ["Remarks"]
"""


def mapping(tmp_path: Path, text: str) -> TableMapping:
    """Return the mapping that a text says."""
    path = tmp_path / "map.yaml"
    path.write_text(text, "utf-8")
    return load_mapping(path, BOOK)


def test_a_whole_mapping(tmp_path: Path) -> None:
    """Everything that a mapping can say is taken over."""
    found = mapping(tmp_path, GOOD)
    assert found.type == Choice(None, "Kind", (("drill", "exercise"), ("sale", "transfer")))
    assert found.status == Choice("occurred")
    assert dict(found.columns) == {
        "Who": Target("participant", (";", "and"), (("prc", "China"), ("none", "")), "state"),
        "Start": Target("when.start", date=("%d.%m.%Y",)),
        "Men": Target("personnel", decimal=",", unit="soldiers"),
        "Name": Target("name"),
    }
    assert found.constants == (("Serbia", Target("host")),)
    assert found.skip == (("Verified", frozenset({"no", "open"})),)
    assert (found.empty, found.id, found.unused) == (frozenset({"-9"}), "No.", ("Remarks",))
    assert (found.delimiter, found.header, found.encoding, found.sheet) == ("\t", 2, None, None)
    assert found.source == {"title": "Register of drills", "publisher": "Institute of Rivers", "published": "2025-09"}
    assert found.byline == ("Ana Petrović", "Bo Ek")
    assert set(found.named) == {"No.", "Kind", "Verified", "Who", "Start", "Men", "Name", "Remarks"}


def test_hash_is_of_what_is_said(tmp_path: Path) -> None:
    """The same mapping in another file or order of skips is the same; any other is not."""
    one = mapping(tmp_path, GOOD)
    other = load_mapping_as(tmp_path / "other.yaml", GOOD)
    assert one.hash == other.hash
    assert mapping(tmp_path, GOOD.replace("soldiers", "men")).hash != one.hash


def load_mapping_as(path: Path, text: str) -> TableMapping:
    """Return the mapping in a file of another name."""
    path.write_text(text, "utf-8")
    return load_mapping(path, BOOK)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "told"),
    [
        ('"2025-09"', '"last year"', "I105", 4, "no date"),
        ('"tab"', '"::"', "I105", 7, "one sign"),
        ("header: 2", "header: 0", "I105", 8, "number of the row"),
        ('id: "No."', "id: No.", "I103", 9, "no quotes"),
        ('"Sale": "transfer"', '"Sale": "party"', "I106", 10, "`party` is none of"),
        ('status: "occurred"', 'status: "done"', "I106", 11, "`done` is none of"),
        ('values: ["No", "open"]', "values: 3", "I105", 13, "list"),
        ("  host:", "  hosts:", "I106", 16, "`hosts` is none of"),
        ('split: [";", "and"]', 'splits: ";"', "I105", 18, "`splits` is none of"),
        ('kind: "state"', 'kind: "country"', "I106", 18, "`country` is none of"),
        ('to: "when.start"', 'to: "start"', "I106", 19, "`start` is none of"),
        ("%d.%m.%Y", "%d.%m.", "I105", 19, "with a year"),
        ("%d.%m.%Y", "%Q", "I105", 19, "no pattern"),
        ('unit: "soldiers"', 'kind: "unit"', "I107", 20, "`kind` is for actors"),
        ('decimal: ","', 'decimal: ";"', "I105", 20, "`decimal`"),
        ("unused:", "unsed:", "I105", 22, "`unsed` is none of"),
        ('unused: ["Remarks"]', 'id: "x"', "I102", 22, "twice"),
        ('unused: ["Remarks"]', 'unused: &a ["Remarks"]', "I104", 22, "anchor"),
    ],
)
def test_faults_have_codes_and_lines(old: str, new: str, code: str, line: int, told: str, tmp_path: Path) -> None:
    """Each fault is told with its code, its line and what would be right."""
    assert old in GOOD
    with pytest.raises(MappingError) as caught:
        mapping(tmp_path, GOOD.replace(old, new))
    problem = caught.value.problems[0]
    assert (problem.code, problem.line) == (code, line)
    assert told in problem.message
    assert problem.source == str(tmp_path / "map.yaml")


def test_all_faults_at_once(tmp_path: Path) -> None:
    """A file with several faults tells all of them, in order of lines."""
    text = GOOD.replace("header: 2", "header: 0").replace('"occurred"', '"done"').replace("unused", "rest")
    with pytest.raises(MappingError) as caught:
        mapping(tmp_path, text)
    assert [problem.line for problem in caught.value.problems] == [8, 11, 22]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("- 1", "has keys"),
        ('type: "exercise"', "`columns` is missing"),
        ('columns: {"a": "name"}', "`type` is missing"),
        ('type: "exercise"\ncolumns: {}', "names columns"),
        ('type: "exercise"\ncolumns: {"a": 3}', "a column has `to`"),
        ('type: "exercise"\ncolumns: {"a": {split: ";"}}', "`to` is missing"),
        ("type: [", "no valid YAML"),
    ],
)
def test_files_that_are_no_mapping(text: str, told: str, tmp_path: Path) -> None:
    """A file that is empty, no YAML, or says nothing is told what is missing."""
    with pytest.raises(MappingError, match=told):
        mapping(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a fault like any other."""
    with pytest.raises(MappingError, match="I101"):
        load_mapping(tmp_path / "none.yaml", BOOK)


def test_a_target_of_any_of_the_types(tmp_path: Path) -> None:
    """With several types a target need be known to one; with a free type column, to any of the codebook."""
    text = 'type: {column: "T", values: {"a": "exercise", "b": "transfer"}}\ncolumns: {"x": "supplier", "y": "host"}'
    assert len(mapping(tmp_path, text).columns) == 2
    assert len(mapping(tmp_path, 'type: {column: "T"}\ncolumns: {"x": "supplier", "y": "visitor"}').columns) == 2
    with pytest.raises(MappingError, match="I106"):
        mapping(tmp_path, text.replace("host", "visitor"))


GUESSED = """\
No.;Exercise;Participants;HostCountry;Start date;End date;Venue;Troops;Status;Comment
1;Blue River;China/Serbia;Serbia;2025-07-19;2025-07-28;Niš;"3,500";occurred;first
2;Grey Hill;Hungary/Serbia;Hungary;2024-05;2024-06;Pápa;200;planned;
"""


def test_guess(tmp_path: Path) -> None:
    """From a header, a mapping that loads and says what each column is likely to be."""
    sheet = read_sheet(GUESSED.encode(), "drills.csv")
    text = guess_mapping(sheet, BOOK, name="drills.csv")
    found = mapping(tmp_path, text)
    assert found.type.constant == "exercise"
    assert {column: target.to for column, target in found.columns} == {
        "Exercise": "name",
        "Participants": "participant",
        "HostCountry": "host",
        "Start date": "when.start",
        "End date": "when.end",
        "Venue": "where",
        "Troops": "personnel",
    }
    assert dict(found.columns)["Participants"].split == ("/",)
    assert (found.id, found.status.column, found.unused, found.delimiter) == ("No.", "Status", ("Comment",), ";")


@pytest.mark.parametrize(
    ("header", "type_", "roles"),
    [
        ("Country A,Country B,Date", "exercise", {"participant"}),
        ("state_1,state_2,when", "transfer", {"supplier", "recipient"}),
        ("Country,Partner,Date", "exercise", set()),
    ],
)
def test_guess_of_numbered_parties(tmp_path: Path, header: str, type_: str, roles: set[str]) -> None:
    """They are those who act, not the place."""
    sheet = read_sheet(f"{header}\nSerbia,China,2024-05-01\n".encode(), "pairs.csv")
    found = mapping(tmp_path, guess_mapping(sheet, BOOK, name="pairs.csv", type=type_))
    first, second, _ = header.split(",")
    targets = {column: target.to for column, target in found.columns if column in (first, second)}
    assert {to for to in targets.values() if to in {"participant", "supplier", "recipient"}} == roles
    assert not roles or len(targets) == 2


def test_guess_of_a_column_of_several_states(tmp_path: Path) -> None:
    """They are the parties; and a type that has what the header names is likelier than the first of the alphabet."""
    rows = 'Blue River,2026-02-04,"Serbia, Hungary",Niš,900\nGrey Hill,2026-03-12,Norway; Sweden,Narvik,about 25000\n'
    sheet = read_sheet(f"Name,Start,Countries,Place,Troops\n{rows}".encode(), "x.csv")
    found = mapping(tmp_path, guess_mapping(sheet, BOOK, name="x.csv"))
    assert found.type.constant == "exercise"
    assert {column: target.to for column, target in found.columns} == {
        "Name": "name",
        "Start": "when.start",
        "Countries": "participant",
        "Place": "where",
        "Troops": "personnel",
    }
    assert set(dict(found.columns)["Countries"].split) == {",", ";"}
    alone = read_sheet(b"Name,Date,Country\nBlue River,2026-02-04,Serbia\n", "x.csv")
    text = guess_mapping(alone, BOOK, name="x.csv", type="exercise")
    assert dict(mapping(tmp_path, text).columns)["Country"].to == "where.country"


@pytest.mark.parametrize(
    ("rows", "pattern"),
    [
        (["12/03/2026,", "25/03/2026,"], "%d/%m/%Y"),
        (["12/03/2026,", "03/25/2026,"], "%m/%d/%Y"),
        (["12-03-2026,", "25-03-2026,2026"], "%d-%m-%Y"),
        (["12/03/2026,25/03/2026", "01/02/2026,"], "%d/%m/%Y"),  # the end settles the start
        (["12/03/2026,", "03/04/2026,"], None),
        (["25/03/2026,", "03/25/2026,", "12/03/2026,"], None),  # a register in two hands
        (["12/03/2026,", "25 March 2026,", "25/03/2026,"], None),  # what the pattern cannot read stays open
    ],
)
def test_guess_of_dates(tmp_path: Path, rows: list[str], pattern: str | None) -> None:
    """Whether the day or the month stands first is settled by another date of the register."""
    table = "\n".join(["Name,Start date,End date", *(f"Blue River,{row}" for row in rows)])
    sheet = read_sheet(f"{table}\n".encode(), "x.csv")
    found = mapping(tmp_path, guess_mapping(sheet, BOOK, name="x.csv", type="exercise"))
    assert dict(found.columns)["Start date"].date == ((pattern,) if pattern else ())


def test_guess_of_another_type(tmp_path: Path) -> None:
    """The type is the one whose roles and fields the header names, or the one that is asked for."""
    sheet = read_sheet(b'Supplier,Recipient,Weapon,Ordered,"odd ""nick"": x"\nFrance,Serbia,Rafale,12,\n', "x.csv")
    assert mapping(tmp_path, guess_mapping(sheet, BOOK, name="x.csv")).type.constant == "transfer"
    aid = mapping(tmp_path, guess_mapping(sheet, BOOK, name="x.csv", type="aid"))
    assert aid.type.constant == "aid"
    assert 'odd "nick": x' in aid.unused


def test_guess_of_a_register_of_several_types(tmp_path: Path) -> None:
    """A column that holds nothing but types is the types' column; roles are those of the type that most rows have."""
    sheet = read_sheet(b"Event,Kind,Host\nGrey Hill,exercise,Serbia\nGifts,aid,\nDrill,exercise,\n", "x.csv")
    found = mapping(tmp_path, guess_mapping(sheet, BOOK, name="x.csv"))
    assert found.type.column == "Kind"
    assert {column: target.to for column, target in found.columns} == {"Event": "name", "Host": "host"}


def test_every_type_of_the_codebook_can_be_guessed(tmp_path: Path) -> None:
    """For a header that names a type's own roles and fields, the guess loads and uses all of them."""
    for kind in BOOK.types.values():
        names = [role.name for role in kind.roles] + [field.name for field in kind.fields]
        header = ",".join(dict.fromkeys(names))
        sheet = read_sheet(f"{header}\n{','.join('x' for _ in names)}\n".encode(), "x.csv")
        found = mapping(tmp_path, guess_mapping(sheet, BOOK, name="x.csv", type=kind.id))
        assert {target.to for _, target in found.columns} == set(names), kind.id
