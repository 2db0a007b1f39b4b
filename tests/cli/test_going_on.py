"""A run of `foedera read` that is killed goes on where it stopped, and comes to what it would have come to."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from foedera.cli.inputs import count_inputs
from foedera.parse import MODEL

pytestmark = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")

STATES = ("Serbia", "Kenya", "Norway", "Brazil", "Japan", "Ghana", "Chile")
COUNT = 60


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of reports, some of which cannot be read."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    lines = [{"text": _text(n), "publisher": "Herald"} for n in range(COUNT)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="ascii")
    return path


def _text(n: int) -> str:
    """Return a report; now and then an empty row, and one in a language that is not read."""
    if n % 20 == 7:
        return ""
    if n % 20 == 13:
        return "Die Minister der beiden Staaten haben sich am Dienstag getroffen und nicht mit uns gesprochen. " * 3
    return f"{STATES[n % 7]} and China held a joint exercise in Hebei on {n % 27 + 1} July 2025. " * 3


def command(reports: Path, form: str, output: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "foedera", "read", str(reports), "-f", form, "-o", str(output), *more]


def run(reports: Path, form: str, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(reports, form, output, *more), capture_output=True, text=True, timeout=240, check=False
    )


def kill_at(reports: Path, form: str, output: Path, progress: Path, size: int) -> bool:
    """Begin, and kill when the file of progress is so large; tell whether the run was cut off."""
    with subprocess.Popen(command(reports, form, output), stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if progress.exists() and progress.stat().st_size >= size:
                os.kill(process.pid, signal.SIGKILL)
            time.sleep(0.002)
        return process.returncode == -signal.SIGKILL


def content(output: Path) -> dict[str, bytes]:
    if output.is_file():
        return {"": output.read_bytes()}
    return {path.name: path.read_bytes() for path in output.iterdir()}


@pytest.mark.parametrize(("form", "name"), [("jsonl", "out.jsonl"), ("csv", "out.csv"), ("json", "out")])
def test_killed_at_random_moments(reports: Path, tmp_path: Path, form: str, name: str) -> None:
    """Output of a run that was killed three times is, to the byte, that of one that was not; nothing else is left."""
    whole, output = tmp_path / "whole" / name, tmp_path / "cut" / name
    whole.parent.mkdir()
    output.parent.mkdir()
    expected = run(reports, form, whole)
    assert expected.returncode == 1
    draw = random.Random(form)  # noqa: S311 - no secret
    notes = output / ".foedera-reading" if form == "json" else output.with_name(f".{name}.reading")
    cut = [kill_at(reports, form, output, notes, (70 + 1100 * at) + draw.randrange(900)) for at in range(3)]
    assert cut[0]
    assert not (output.exists() and form != "json")
    last = run(reports, form, output)
    assert last.returncode == 1
    assert "goes on where it was broken off" in last.stderr
    assert content(output) == content(whole)
    beside = [path for folder in (output.parent, output) if folder.is_dir() for path in folder.glob(".*")]
    assert beside == []
    again = run(reports, form, output)
    assert again.stderr == expected.stderr  # a run that was finished is no run to go on with


def test_what_a_killed_run_was_writing_is_cleared_away_and_what_another_writes_is_not(
    reports: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    output.mkdir()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    left, other = output / f".a.json.{gone.pid}.part", output / f".b.json.{os.getpid()}.part"
    left.write_text("{", encoding="utf-8")
    other.write_text("{", encoding="utf-8")
    run(reports, "json", output)
    assert (left.exists(), other.exists()) == (False, True)


def test_other_options_begin_anew(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert kill_at(reports, "jsonl", output, tmp_path / ".out.jsonl.reading", 200)
    done = run(reports, "jsonl", output, "--publisher", "Courier", "--published", "2025-08-01")
    assert "goes on" not in done.stderr
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == COUNT - 6
    assert {line["report"]["published"] for line in lines} == {"2025-08-01"}


def test_parquet_parts_hold_all_and_go_into_a_record(reports: Path, tmp_path: Path) -> None:
    """Parts tell of failures too; a record takes them as they are; another run does not mix with them."""
    parts, plain = tmp_path / "parts", tmp_path / "plain.jsonl"
    assert run(reports, "parquet", parts).returncode == 1
    assert run(reports, "jsonl", plain).returncode == 1
    assert [path.name for path in parts.iterdir()] == ["part-00000.parquet"]
    table = pl.read_parquet(parts / "part-00000.parquet")
    assert table.height == COUNT
    kept = table.filter(pl.col("report").is_not_null())
    assert [json.loads(text) for text in kept["report"]] == [
        json.loads(line) for line in plain.read_text(encoding="utf-8").splitlines()
    ]
    failed = table.filter(pl.col("problems").is_not_null())
    assert failed.height == 6
    assert {json.loads(text)[0]["code"] for text in failed["problems"]} == {"R109", "R210"}
    record = tmp_path / "record.db"
    add = [sys.executable, "-m", "foedera", "add", str(parts), "-r", str(record), "--json"]
    told = json.loads(subprocess.run(add, capture_output=True, text=True, check=False, timeout=240).stdout)
    assert sum(each["kind"] == "failed" for each in told["inputs"]) == 6
    assert told["reports"] == COUNT - 6
    assert run(reports, "parquet", parts).stderr.startswith(f"foedera: cannot write {parts}: it holds part-00000")


def test_progress_tells_rate_remaining_time_and_failures(tmp_path: Path) -> None:
    """On a terminal, and of a folder, whose files are counted first."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.txt").write_text(_text(n), encoding="utf-8")
    ours, theirs = pty.openpty()
    how = command(folder, "json", tmp_path / "out", "-j", "1")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200", "NO_COLOR": "1"}
    with subprocess.Popen(how, stderr=theirs, env=environment) as process:
        os.close(theirs)
        told = b""
        with contextlib.suppress(OSError):  # what a terminal says whose other end is closed
            while some := os.read(ours, 65536):
                told += some
    os.close(ours)
    assert process.returncode == 1
    lines = told.decode("utf-8", "replace")
    assert re.search(r"\b\d+/40\b.*\d/s.*\d:\d\d:\d\d.*\b[1-4] failed", lines)
    assert "39/40" in lines or "40/40" in lines


def test_inputs_are_counted_where_that_is_quick(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", ".hidden.txt", "c.unknown", "deep/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert count_inputs([str(tmp_path)]) == 3
    assert count_inputs([str(tmp_path), str(tmp_path / "c.unknown")]) == 4
    assert count_inputs(["https://example.org/"]) is None
    (tmp_path / "deep" / "e.zip").write_bytes(b"")
    assert count_inputs([str(tmp_path)]) is None


def test_adding_is_killed_at_random_moments(reports: Path, tmp_path: Path) -> None:
    """Twice while it reads, once when all is stored and merging begins: the record is that of a run in one piece."""
    whole, record = tmp_path / "whole.db", tmp_path / "cut.db"
    assert subprocess.run(adding(reports, whole), capture_output=True, timeout=240, check=False).returncode == 1
    draw = random.Random(8)  # noqa: S311 - no secret
    for count in (draw.randrange(1, 20), draw.randrange(21, 40), COUNT - 6):
        with subprocess.Popen(adding(reports, record), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and stored(record) < count:
                time.sleep(0.03)
            process.kill()
    done = subprocess.run(adding(reports, record), capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 1
    assert f"{COUNT - 6} known already" in done.stdout
    for question in ("events", "claims"):
        asked = [sys.executable, "-m", "foedera", question, "-f", "jsonl", "-r"]
        told = [
            subprocess.run([*asked, str(each)], capture_output=True, check=True, timeout=240).stdout
            for each in (whole, record)
        ]
        assert told[0] == told[1] != b""


def adding(reports: Path, record: Path) -> list[str]:
    return [sys.executable, "-m", "foedera", "add", str(reports), "-r", str(record)]


def stored(record: Path) -> int:
    """Return how many reports are in a record that another process is writing."""
    if not record.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet, or locked
            return 0
