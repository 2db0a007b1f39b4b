"""Where results go: streams, files and folders, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from foedera.cli.output import OutputError, open_sink
from foedera.contract import LIST_FIELDS, from_json
from foedera.render import COLUMNS
from tests.render.sample import NAMES, REPORT, SILENT


def write(form: str, output: Path | None, *names: str) -> None:
    """Write one report for each name."""
    with open_sink(form, output, NAMES, LIST_FIELDS, several=len(names) > 1) as sink:
        for name in names:
            sink.add(SILENT if "silent" in name else REPORT, name)


def test_json_of_one_report_is_an_object_and_of_several_an_array(capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed is JSON in any case, an empty run included."""
    write("json", None, "a.txt")
    assert from_json(json.loads(capsys.readouterr().out)) == REPORT
    write("json", None, "a.txt", "silent.txt")
    assert [from_json(each) for each in json.loads(capsys.readouterr().out)] == [REPORT, SILENT]
    with open_sink("json", None, NAMES, LIST_FIELDS, several=True):
        pass
    assert json.loads(capsys.readouterr().out) == []


def test_jsonl_has_a_line_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    """Every line is a report."""
    write("jsonl", None, "a.txt", "silent.txt")
    lines = capsys.readouterr().out.splitlines()
    assert [from_json(json.loads(line)) for line in lines] == [REPORT, SILENT]


def test_plover_has_a_line_an_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each claim that PLOVER has an event for is a line; a folder gets a file a report."""
    write("plover", None, "a.txt", "silent.txt")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines
    assert {line["report"] for line in lines} == {REPORT.id}
    assert all(line["type"].isupper() and line["score"] is not None for line in lines)
    (tmp_path / "out").mkdir()
    write("plover", tmp_path / "out", "a.txt", "silent.txt")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.plover.jsonl", "silent.plover.jsonl"]


def test_csv_has_one_header(capsys: pytest.CaptureFixture[str]) -> None:
    """One header, then the rows of all reports; the header alone where there are none."""
    write("csv", None, "a.txt", "b.txt")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == COLUMNS
    assert sum(tuple(row) == COLUMNS for row in rows) == 1
    assert {len(row) for row in rows} == {len(COLUMNS)}
    with open_sink("csv", None, NAMES, LIST_FIELDS, several=True):
        pass
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_file_holds_all_and_appears_whole(tmp_path: Path) -> None:
    """No file stands before all is written, none is left behind when something breaks off."""
    target = tmp_path / "claims.jsonl"
    with open_sink("jsonl", target, NAMES, LIST_FIELDS, several=True) as sink:
        sink.add(REPORT, "a.txt")
        assert not target.exists()
        sink.add(SILENT, "b.txt")
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
    with (
        pytest.raises(KeyboardInterrupt),
        open_sink("jsonl", tmp_path / "other.jsonl", NAMES, LIST_FIELDS, several=True),
    ):
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.jsonl"]


def test_a_folder_gets_a_file_a_report(tmp_path: Path) -> None:
    """Files are named after their inputs; inputs of one name do not overwrite each other."""
    write("json", tmp_path / "out", "x/a.txt", "x/a.html", "y/a.txt", "z/a.txt", "y/a.txt", "-")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["a.html.json", "a.json", "a.txt.json", "stdin.json", "y-a.json", "z-a.json"]
    assert all(from_json(json.loads((tmp_path / "out" / name).read_text(encoding="utf-8"))) == REPORT for name in names)


def test_one_report_into_an_existing_folder(tmp_path: Path) -> None:
    """A folder that exists takes a single report too."""
    write("html", tmp_path, "a.txt")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_text_of_several_reports_is_divided(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule stands between two reports, not before the first."""
    write("text", None, "a.txt", "silent.txt")
    out = capsys.readouterr().out
    assert out.startswith("Serbia and China end")
    assert out.count("───") >= 1
    assert "\x1b" not in out


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A path through a file is one clear error."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        write("json", tmp_path / "file" / "a.json", "a.txt")
