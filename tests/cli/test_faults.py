"""Full disks, files that may not be written and damaged ones, as people meet them: one clear line, and nothing lost."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from foedera.cli import main
from foedera.parse import MODEL
from foedera.store import open_store
from tests.record.making import new_record, three_on_one

ROOT = Path(__file__).parents[2]
COUNT = 24
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "FOEDERA_AUTHOR": "Ana"}
FOEDERA = f"{sys.executable} -m foedera"
model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
_NEVER = re.compile(r"Traceback|internal error|S199")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports, more than one transaction takes."""
    folder = tmp_path / "reports"
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    for number in range(COUNT):
        text = f"{texts[number % len(texts)]}\n\nCopy {number}.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def shell(script: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the shell, in an environment of another program if one is named."""
    done = subprocess.run(
        [*command, "bash", "-c", script], capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=240
    )
    assert not _NEVER.search(done.stderr), done.stderr
    return done


def sources(record: Path) -> list[str]:
    """Return where the reports of a record come from; it must be whole."""
    with open_store(record, create=False) as store:
        assert store.check() == ()
        return [Path(stored.source).name for stored in store.reports.iter()]


# --- a disk without room ---------------------------------------------------------------------------------------------


@model
def test_a_file_that_may_not_grow_stops_adding_and_the_next_run_goes_on(reports: Path, tmp_path: Path) -> None:
    """The record is named with the reason, what was told as stored is stored, the rest comes with the next run."""
    record = tmp_path / "record.db"
    adding = f"{FOEDERA} add {reports} -r {record} -j 1"
    first = sorted(reports.iterdir())[:3]
    before = shell(f"{FOEDERA} add {' '.join(map(str, first))} -r {record} -j 1")
    assert "3 new" in before.stdout
    cut = shell(f"ulimit -f 600; {adding}")
    assert cut.returncode == 1
    assert cut.stdout == ""
    assert re.search(rf"\nfoedera: S1(07|13) {record}: the disk .*nothing of this step was stored", f"\n{cut.stderr}")
    stored = sources(record)
    told = re.findall(r"([0-9]+\.txt): another version", cut.stderr)
    assert {*told, *(path.name for path in first)} <= set(stored)
    assert len(stored) == len(set(stored)) < COUNT
    done = shell(adding)
    assert (done.returncode, f"{len(stored)} known already" in done.stdout) == (0, True), done.stderr
    assert sorted(sources(record)) == sorted(path.name for path in reports.iterdir())


@model
def test_a_full_disk_stops_adding_and_questions_are_still_answered(reports: Path, tmp_path: Path) -> None:
    """On a file system of its own, which is later made larger: nothing needs to be repaired."""
    if shell("mount -t tmpfs none /mnt", "unshare", "-m").returncode:
        pytest.skip("this user may mount no file system of their own")
    disk, kept = tmp_path / "disk", tmp_path / "kept.db"
    disk.mkdir()
    record = f"-r {disk}/record.db"
    script = f"""
mount -t tmpfs -o size=1M none {disk}
cat /dev/zero > {disk}/ballast
truncate -s -700K {disk}/ballast
{FOEDERA} add {reports} {record} -j 1 >&2; echo "added $?"
head -c 700K /dev/zero >> {disk}/ballast
{FOEDERA} status {record} --json > {tmp_path}/status.json; echo "asked $?"
rm {disk}/ballast; mount -o remount,size=40M {disk}
{FOEDERA} add {reports} {record} -j 1 >&2; echo "added $?"
cp {disk}/record.db {kept}"""
    done = shell(script, "unshare", "-m")
    assert done.stdout.split("\n")[:3] == ["added 1", "asked 0", "added 0"], done.stderr
    assert f"S107 {disk}/record.db: the disk is full" in done.stderr
    before = json.loads((tmp_path / "status.json").read_text(encoding="utf-8"))["reports"]
    assert ("known already" in done.stderr) == (before > 0)
    assert sorted(sources(kept)) == sorted(path.name for path in reports.iterdir())


# --- files that may not be written -----------------------------------------------------------------------------------


def as_reader(*arguments: str) -> tuple[int, str, str]:
    """Run a command as a user who owns nothing; return its exit code and what it printed."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        code, printed, told = 99, io.StringIO(), io.StringIO()
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(told):
                code = main(arguments)
        except BaseException as error:  # noqa: BLE001 - told to the parent
            told.write(repr(error))
        with os.fdopen(into, "w") as stream:
            json.dump([code, printed.getvalue(), told.getvalue()], stream)
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as stream:
        code, words, errors = json.load(stream)
    os.waitpid(child, 0)
    return code, words, errors


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o444, 0o555)], ids=["file", "file and folder"])
def test_a_record_that_may_not_be_written_is_read(open_folder: Path, file: int, folder: int) -> None:
    """Questions are answered; what would write says that it cannot, in one line; the file stays as it is."""
    new_record(open_folder, *three_on_one()).close()
    record = open_folder / "record.db"
    answer = shell(f"{FOEDERA} events -r {record}").stdout
    record.chmod(file)
    open_folder.chmod(folder)
    before = record.read_bytes()
    assert as_reader("events", "-r", str(record))[:2] == (0, answer)
    for asked in (["status"], ["claims"], ["search", "exercise"], ["actor", "SRB"], ["forecasts"], ["queries"]):
        code, out, err = as_reader(*asked, "-r", str(record))
        assert (code, bool(out) or asked == ["queries"], "S1" in err) == (0, True, False), (asked, err)
    claim = "c-r0-exercise-planned"
    for wanted in (
        ["decide", "accept", claim],
        ["events", "--save", "all"],
        ["queries", "--drop", "all"],
        ["rebuild"],
        ["retry"],
        ["review"],
        ["add", str(ROOT / "examples")],
    ):
        code, out, err = as_reader(*wanted, "-r", str(record))
        assert (code, out) == (1, ""), wanted
        assert re.fullmatch(rf"foedera: S105 {record}: it cannot be (written|opened).*\n", err), (wanted, err)
    assert record.read_bytes() == before


def test_what_waits_to_be_merged_in_a_file_that_may_not_be_written_is_told(open_folder: Path) -> None:
    """A run was killed before it merged, and the disk is now read-only: what is merged is shown, the rest named."""
    new_record(open_folder, *three_on_one()).close()
    record = open_folder / "record.db"
    with open_store(record) as store:
        store.queue.put(["c-r0-exercise-planned"])
    record.chmod(0o444)
    open_folder.chmod(0o555)
    code, out, err = as_reader("events", "-r", str(record))
    assert (code, "Peace Guardian 2025" in out) == (0, True)
    assert f"foedera: {record}: 1 claim waits to be merged, which needs a file to write to\n" in err


# --- damaged files ---------------------------------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A record of whose reports, claims and events nothing makes sense; what is read first of all is whole."""
    new_record(tmp_path, *three_on_one()).close()
    path = tmp_path / "record.db"
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        found = "SELECT rootpage FROM sqlite_master WHERE tbl_name IN ('reports', 'claims', 'entries', 'events')"
        pages = [page for (page,) in connection.execute(found) if page]
    assert len(pages) >= 4
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xa5" * size)
    return path


@pytest.mark.parametrize(
    "command",
    ["events", "claims", "export csv -o OUT", "export archive -o OUT", "rebuild", "add HERE", "review", "slant"],
)
def test_a_damaged_record_is_named_by_every_command(damaged: Path, tmp_path: Path, command: str) -> None:
    """One line with the file, what is wrong and what to do; nothing half-written is left."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "a.jsonl").write_text('{"text": "Serbia and China held talks."}\n', encoding="utf-8")
    words = [{"OUT": str(tmp_path / "out"), "HERE": str(here)}.get(word, word) for word in command.split()]
    done = subprocess.run(
        [*FOEDERA.split(), *words, "-r", str(damaged)],
        capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    told = [line for line in done.stderr.splitlines() if "merging what was" not in line]
    assert len(told) == 1, done.stderr
    assert re.match(rf"foedera: S103 {damaged}: the file is damaged; keep it, and restore a copy", told[0]), told
    assert not (tmp_path / "out").is_file()


def test_a_record_cut_in_half_is_named(damaged: Path) -> None:
    """Likewise."""
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size // 2)
    done = shell(f"{FOEDERA} events -r {damaged}")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"foedera: S103 {damaged}: the file is damaged.*\n", done.stderr), done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("command", ["schema", "events", "events --json", "status"])
def test_output_that_a_full_disk_does_not_take_is_told_in_a_line(tmp_path: Path, command: str) -> None:
    """What is printed into a file on a full disk ends with one line and exit code 1, not with a traceback."""
    new_record(tmp_path, *three_on_one()).close()
    environment = {**ENVIRONMENT, "FOEDERA_RECORD": str(tmp_path / "record.db")}
    with Path("/dev/full").open("wb") as full:
        line = [*FOEDERA.split(), *command.split()]
        done = subprocess.run(
            line,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        "foedera: what was asked for cannot be written: No space left on device\n",
    )
