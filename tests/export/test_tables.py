"""Tables: the data dictionary tells the truth of every column, and nothing in them runs or is lost."""

from __future__ import annotations

import csv
import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.export import ExportError, Material, export
from foedera.export.rows import number_text
from foedera.export.streams import whole
from foedera.export.tables import TABLES, iter_rows
from foedera.export.tables_csv import safe, unsafe
from tests.export.generated import materials, texts
from tests.export.record import REPORTS, TEXT_1, material

_FALSE = {"true": True, "false": False}


def _read_csv(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _value(text: str, kind: str) -> Any:
    """Return a cell as the data dictionary says that it is to be read; this fails where it is not of its type."""
    if not text:
        return None
    if kind == "integer":
        assert re.fullmatch(r"-?[0-9]+", text)
        return int(text)
    if kind == "number":
        return {"INF": math.inf, "-INF": -math.inf}.get(text) or float(text)
    if kind == "boolean":
        return _FALSE[text]
    return date.fromisoformat(text) if kind == "date" else unsafe(text)


def _check_package(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Check every file against the data dictionary, column by column; return the typed rows."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    tables: dict[str, list[dict[str, Any]]] = {}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        raw = _read_csv(folder, resource["path"])
        header = (folder / resource["path"]).read_bytes().split(b"\r\n")[0].decode().split(",")
        assert header == [field["name"] for field in fields]
        assert all(field["description"] for field in fields)
        assert len(raw) == resource["rows"]
        rows = [{field["name"]: _value(row[field["name"]], field["type"]) for field in fields} for row in raw]
        required = [field["name"] for field in fields if field.get("constraints", {}).get("required")]
        assert all(row[name] is not None for row in rows for name in required), resource["name"]
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys), resource["name"]
        tables[resource["name"]] = rows
    for resource in package["resources"]:
        for foreign in resource["schema"]["foreignKeys"]:
            there = {row[foreign["reference"]["fields"]] for row in tables[foreign["reference"]["resource"]]}
            here = {row[foreign["fields"]] for row in tables[resource["name"]]} - {None}
            assert here <= there, (resource["name"], foreign)
    return tables


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that is not there yet."""
    with TemporaryDirectory() as path:
        yield Path(path) / "out"


def test_dictionary_describes_every_column(folder: Path) -> None:
    """Each file has the columns of its description, in order; values have their types; keys and references hold."""
    written = export("csv", material(), folder)
    tables = _check_package(folder)
    assert {name: len(rows) for name, rows in tables.items()} == written.counts
    assert sorted(path.name for path in folder.iterdir()) == sorted(written.files)
    readme = (folder / "README.md").read_text("utf-8")
    for table in TABLES:
        assert f"## {table.name}.csv" in readme
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind} | {column.description}" in readme


def test_nothing_is_empty_in_the_sample(folder: Path) -> None:
    """The sample record fills every table and every column, so that the test above sees all of them."""
    export("csv", material(), folder)
    for name, rows in _check_package(folder).items():
        assert rows, name
        empty = {column for column in rows[0] if all(row[column] is None for row in rows)}
        assert empty <= {"whose", "what", "other", "value"}, name


def test_values_and_passages(folder: Path) -> None:
    """Offsets point at what is printed, a cell comes with its sentence, unknown is empty, numbers are numbers."""
    export("csv", material(), folder)
    tables = _check_package(folder)
    cell = next(row for row in tables["cells"] if row["field"] == "field:personnel")
    assert TEXT_1[cell["start"] : cell["end"]] == cell["printed"] == "About 3,500 soldiers"
    assert (cell["amount"], cell["unit"], cell["qualifier"]) == (3500, "soldiers", "about")
    assert cell["passage"] == "About 3,500 soldiers took part."
    event = tables["events"][0]
    assert (event["first_day"], event["conflicts"]) == (date(2025, 7, 19), "when; field:edition")
    assert tables["reports"][2]["title"] is None
    assert {row["number"]: row["value"] for row in tables["cells"] if row["claim"] == "c2"}[6] == "-5"
    raw = _read_csv(folder, "cells.csv")
    assert next(row for row in raw if row["field"] == "field:number")["amount"] == "-5"
    assert tables["undisclosed"] == [
        {"claim": "c1", "number": 1, "item": "equipment", "country": "NATO", "what": "tanks"}
    ]


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-x", "@SUM(A1)", "\t=1", "\r1", '"=1', "'=1", "“=1", "  =1", "＝1", "\n+1"]
)
def test_formulas_are_neutralised(text: str) -> None:
    """Whatever a spreadsheet may run begins with an apostrophe, and comes back as it was."""
    assert safe(text) == f"'{text}"
    assert unsafe(safe(text)) == text


@given(texts)
def test_neutralising_loses_nothing(text: str) -> None:
    """Any text comes back, and nothing that begins with a formula sign is left."""
    assert unsafe(safe(text)) == text
    assert not safe(text).lstrip("\"' \n").startswith(("=", "+", "@", "\t", "\r")) or safe(text).startswith("'")


def test_no_cell_begins_like_a_formula(folder: Path) -> None:
    """In the files as written, no column of text has a cell that a spreadsheet runs."""
    export("csv", material(), folder)
    for table in TABLES:
        kinds = {column.name: column.kind for column in table.columns}
        for row in _read_csv(folder, f"{table.name}.csv"):
            bad = {name: text for name, text in row.items() if kinds[name] == "text" and text[:1] in ("=+-@\t\r")}
            assert not {name: text for name, text in bad.items() if text}


def _wanted(table: Any, record: Material) -> list[list[Any]]:
    """Return a table's rows as any reader of files sees them."""
    return [[whole(item) if isinstance(item, str) else item for item in row] for row in iter_rows(table, record)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_any_record_comes_back(record: Material) -> None:
    """Whatever the texts: the files parse, fit their dictionary and say what the record says."""
    with TemporaryDirectory() as path:
        export("csv", record, Path(path) / "out")
        tables = _check_package(Path(path) / "out")
    for table in TABLES:
        got = [list(row.values()) for row in tables[table.name]]
        want = _wanted(table, record)
        assert got == [[None if item == "" else item for item in row] for row in want], table.name


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(materials())
def test_parquet_holds_the_same(record: Material) -> None:
    """Parquet files have the rows of the tables, empty texts and unknown values apart."""
    with TemporaryDirectory() as path:
        written = export("parquet", record, Path(path) / "out")
        for table in TABLES:
            frame = pl.read_parquet(Path(path) / "out" / f"{table.name}.parquet")
            assert frame.columns == [column.name for column in table.columns]
            assert [list(row) for row in frame.rows()] == _wanted(table, record)
            assert written.counts[table.name] == len(frame)


def test_parquet_types(folder: Path) -> None:
    """Dates are dates, counts whole numbers, flags flags."""
    export("parquet", material(), folder)
    events = pl.read_parquet(folder / "events.parquet")
    assert events.schema["first_day"] == pl.Date
    assert events.schema["claims"] == pl.Int64
    assert pl.read_parquet(folder / "claims.parquet")["edited"].to_list() == [True, False, False, False]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["resources"][0]["path"] == "events.parquet"


def test_parquet_without_polars_names_the_extra(tmp_path: Path) -> None:
    """In an installation without polars the error says what to install, and no folder is made."""
    program = (
        "import sys; sys.modules['polars'] = None\n"
        "from pathlib import Path\n"
        "from tests.export.record import material\n"
        "from foedera.export import export, MissingExtraError\n"
        f"try: export('parquet', material(), Path({str(tmp_path / 'out')!r}))\n"
        "except MissingExtraError as error: print(error)\n"
    )
    path = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[2])]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "foedera[parquet]" in done.stdout
    assert not (tmp_path / "out").exists()


def test_importing_loads_nothing_heavy() -> None:
    """The room can be imported without polars, and without parsers of YAML."""
    program = (
        "import sys, foedera.export\n"
        "heavy = ('polars', 'ruamel.yaml', 'sqlalchemy', 'lxml', 'onnxruntime')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    src = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {src!r})\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_other_files_are_not_mixed_with(tmp_path: Path) -> None:
    """A folder with other files is refused; an earlier export is written anew."""
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(ExportError, match="no earlier export"):
        export("csv", material(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    export("csv", material(), tmp_path / "new")
    export("csv", material(), tmp_path / "new")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="no folder can be made"):
        export("csv", material(), tmp_path / "file")


def test_entries_out_of_order_are_an_error(folder: Path) -> None:
    """Claims that do not follow the order of the reports would be lost; that is said."""
    record = material()
    turned = replace(record, reports=lambda: iter(REPORTS[::-1]))
    with pytest.raises(ExportError, match="another order"):
        export("csv", turned, folder)
    assert not list(folder.iterdir())
    missing = replace(record, reports=lambda: iter(REPORTS[:2]))
    with pytest.raises(ExportError, match="report is missing"):
        export("csv", missing, folder)


def test_rows_have_the_width_of_their_columns() -> None:
    """Each row has a value for each column."""
    record = material()
    for table in TABLES:
        for row in iter_rows(table, record):
            assert len(row) == len(table.columns), table.name


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_exactly(number: float) -> None:
    """What is written of a number reads back as the same number."""
    assert float(number_text(number)) == number
