"""What goes wrong with a disk, a file, a server or another process: a clear word, and nothing lost or doubled."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from foedera.store import Store, StoreError, open_store
from tests.store.making import make_claim, make_entry, make_kept, make_report
from tests.store.postgres import Server

ROOT = Path(__file__).parents[2]
KILLS = 50


def _adder(address: str, name: str, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from tests.store.adder import main; main()", address, name, str(first)]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )


def _said(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    with process.stdout as out:
        lines = out.read().split("\n")
    process.wait(10)
    return [name for line in lines[:-1] for name in line.split()]  # the last line may be cut off


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _check_whole(store: Store, told: list[str]) -> None:
    """Check that all that was told is there, once, with its claims, and that what waits is just what is not done."""
    stored = [one.report for one in store.reports.iter()]
    names = [report.id for report in stored]
    assert set(told) <= set(names)
    assert len(names) == len(set(names))
    for report in stored:
        assert [claim.id for claim in report.claims] == [f"{report.id}.1", f"{report.id}.2"]
        assert report.claims[0] == make_claim(f"{report.id}.1")
    assert [hit.id for hit in store.search.reports(f'"{names[-1]}"', limit=1)] == names[-1:]
    waiting = {one.claim for one in store.queue.pending()}
    done = {entry.id for entry in store.entries.iter()}
    assert waiting | done == {claim.id for report in stored for claim in report.claims}
    assert not waiting & done
    assert store.check() == ()


class _Forks:
    """Adders that are forked from one process that has everything loaded: cheap to kill by the dozen."""

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, name: str, first: int, seconds: float) -> list[str]:
        """Let one add for some time after its first word, kill it, and return what it told."""
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(out)
            _become_adder(into, self.address, name, first)
        os.close(into)
        with os.fdopen(out) as told:
            lines = [told.readline()]  # it has begun
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
            lines += told.read().split("\n")
        os.waitpid(child, 0)
        return [word for line in lines[:-1] for word in line.split()]


def _become_adder(into: int, address: str, name: str, first: int) -> None:
    try:
        from tests.store import adder  # noqa: PLC0415 - in the child

        os.dup2(into, 1)
        sys.stdout = os.fdopen(1, "w")
        sys.argv = ["adder", address, name, str(first)]
        adder.main()
    finally:
        os._exit(1)


def test_killed_fifty_times_while_adding_nothing_is_lost_and_nothing_doubled(empty_address: str) -> None:
    chance = random.Random(1)  # noqa: S311 - moments, not secrets
    told: list[str] = []
    forks = _Forks(empty_address)
    kills = KILLS if "://" not in empty_address else KILLS // 5
    for kill in range(kills):
        begun = max(0, len(told) - 3 * (kill % 3))  # some of what is there is added again
        told += forks.run("r", begun, chance.uniform(0.0, 0.02))
    with open_store(empty_address) as store:
        assert len(set(told)) > kills
        _check_whole(store, told)
        store.reports.add(make_kept(make_report("last")))


def test_two_writers_and_a_reader_at_once(empty_address: str) -> None:
    writers = [_adder(empty_address, name, 0) for name in ("one", "two")]
    with open_store(empty_address) as store:
        deadline = time.monotonic() + 120
        seen = 0
        least = 0
        while (seen < 2 or least < 6) and time.monotonic() < deadline:
            with store.reading():
                before = store.stats()
                assert before.claims == 2 * before.reports
                names = [one.report.id for one in store.reports.iter()]
                assert len(names) == before.reports
            least = min(sum(name.startswith(f"{writer}-") for name in names) for writer in ("one", "two"))
            seen += 1
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        told = [_said(writer) for writer in writers]
        assert seen > 1
        assert all(len(names) >= 3 for names in told)
        _check_whole(store, [name for names in told for name in names])


def test_a_long_reader_does_not_hold_writers_up(store: Store, empty_address: str) -> None:
    store.reports.add(make_kept(make_report("r1")))
    with open_store(empty_address, read_only=True) as other, other.reading():
        assert other.stats().reports == 1
        store.reports.add(make_kept(make_report("r2")))
        assert other.stats().reports == 1, "a reader sees one state"
    assert store.stats().reports == 2


def test_threads_share_a_store(store: Store) -> None:
    def add(name: str) -> None:
        for n in range(4):
            store.reports.add(make_kept(make_report(f"{name}{n}", make_claim(f"{name}{n}.1"))))

    threads = [threading.Thread(target=add, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.seq for one in store.reports.iter()) == list(range(1, 13))


def test_a_writer_that_does_not_get_its_turn_is_told(empty_address: str) -> None:
    with open_store(empty_address) as one, open_store(empty_address, timeout=0.1) as other, one.writing():
        one.reports.add(make_kept(make_report("r1")))
        with pytest.raises(StoreError, match=r"S106 .*another process is writing"):
            other.reports.add(make_kept(make_report("r2")))
    with open_store(empty_address) as store:
        assert [stored.report.id for stored in store.reports.iter()] == ["r1"]


def test_reading_blocks_refuse_to_write(store: Store) -> None:
    with pytest.raises(StoreError, match=r"S199 .*inside `reading\(\)`"), store.reading():
        store.failures.put("x", "R1", "y")


# --- files -----------------------------------------------------------------------------------------------------------


def _refused(code: str, path: Path | str, **how: bool) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, **how)
    assert caught.value.code == code, caught.value
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_missing_folder_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "does not exist; make it first" in _refused("S100", tmp_path / "none" / "record.db")
    _refused("S101", tmp_path / "record.db", create=False)
    _refused("S101", tmp_path / "record.db", read_only=True)
    _refused("S102", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_record_is_left_alone(tmp_path: Path) -> None:
    text, other, fake = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "fake.db"
    text.write_text("Dear diary", encoding="utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE reports (id)")
    fake.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for path in (text, other, fake):
        before = path.read_bytes()
        assert "not a record of Foedera" in _refused("S102", path) or path != text
        assert path.read_bytes() == before


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "it's 100% odd?#.db"
    path.touch()
    _refused("S101", path, read_only=True)
    with open_store(path) as store:
        store.reports.add(make_kept(make_report("r1")))
    with open_store(f"sqlite:///{path}", read_only=True) as store:
        assert store.stats().reports == 1


@pytest.mark.parametrize(
    "address", ["mysql://host/x", "sqlite://", "postgresql://a:b@h:port/x", "", "http://a:secret@b"]
)
def test_addresses_that_mean_nothing(address: str) -> None:
    with pytest.raises(StoreError, match="S111") as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


def _filled(path: Path, count: int = 30) -> None:
    with open_store(path) as store:
        reports = [make_report(f"r{n}", make_claim(f"c{n}"), text=f"{n} " * 3000) for n in range(count)]
        store.reports.add_many(make_kept(report) for report in reports)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    _filled(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(os.urandom(size // 3))
    with (
        pytest.raises(StoreError, match=rf"S103 {path}: the file is damaged; .*restore a copy"),
        open_store(path) as store,
    ):
        list(store.reports.iter())
    with open_store(path) as store:
        assert [problem.code for problem in store.check()][:1] == ["S103"]
    with path.open("r+b") as file:
        file.truncate(size // 2)
    with pytest.raises(StoreError, match="S103"), open_store(path) as store:
        list(store.reports.iter())


def test_a_full_disk_takes_back_the_step_and_nothing_before(tmp_path: Path) -> None:
    told: list[str] = []

    def add_until_full(store: Store) -> None:
        for n in range(1000):
            report = make_report(f"r{n}", make_claim(f"c{n}"), text=f"{n} " * 2000)
            told.append(store.reports.add(make_kept(report)).report)

    with open_store(tmp_path / "record.db") as store:
        with store.reading():  # on the pool's one connection, so that the next call finds the same bound
            store._db._present.connection.exec_driver_sql("PRAGMA max_page_count = 150")
        with pytest.raises(StoreError, match=r"S107 .*disk is full.*all before it is safe"):
            add_until_full(store)
        assert [one.report.id for one in store.reports.iter()] == told
        assert store.check() == ()
    with open_store(tmp_path / "record.db") as store:
        assert [one.report.id for one in store.reports.iter()] == told
        assert store.reports.add(make_kept(make_report("last"))).kind == "new"


def test_a_file_that_may_not_grow_takes_back_the_step(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    _filled(path, 3)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_store(path) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
        try:
            large = [make_kept(make_report(f"n{n}", text=" ".join(map(str, range(n, n + 20_000))))) for n in range(5)]
            with pytest.raises(StoreError, match=r"S1(07|13) .*nothing of this step was stored"):
                store.reports.add_many(large)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert [one.report.id for one in store.reports.iter()] == ["r0", "r1", "r2"]
        assert store.reports.add(make_kept(make_report("r3"))).kind == "new"
        assert store.check() == ()


def _as_reader(path: Path, *, read_only: bool) -> str:
    """Open a record as a user who may write nothing (root may all), and return what came of it."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            with open_store(path, read_only=read_only) as store:
                words = f"{store.stats().reports} {len(list(store.reports.iter()))}"
        except StoreError as error:
            words = str(error)
        except BaseException as error:  # noqa: BLE001 - told to the parent
            words = repr(error)
        os.write(into, words.encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as told:
        words = told.read()
    os.waitpid(child, 0)
    return words


def test_a_record_in_a_folder_that_may_not_be_written_can_be_read(open_folder: Path) -> None:
    path = open_folder / "record.db"
    _filled(path, 2)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert _as_reader(path, read_only=True) == "2 2"
    assert _as_reader(path, read_only=False).startswith(f"S105 {path}: it cannot be ")
    assert sorted(open_folder.iterdir()) == [path]


def test_a_record_that_may_not_be_read_is_named(open_folder: Path) -> None:
    path = open_folder / "record.db"
    _filled(path, 1)
    path.chmod(0o000)
    assert _as_reader(path, read_only=True).startswith(f"S105 {path}: Permission denied")


def test_a_read_only_file_is_named_when_it_is_opened_for_writing(open_folder: Path) -> None:
    path = open_folder / "record.db"
    _filled(path, 1)
    path.chmod(0o444)
    open_folder.chmod(0o777)
    assert _as_reader(path, read_only=False).startswith(f"S105 {path}: it cannot be written")
    assert _as_reader(path, read_only=True) == "1 1"


def test_a_store_opened_read_only_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    _filled(path, 1)
    with open_store(path, read_only=True) as store:
        with pytest.raises(StoreError, match=r"S105 .*opened read-only"):
            store.reports.add(make_kept(make_report("r9")))
        assert store.stats().reports == 1


# --- servers ---------------------------------------------------------------------------------------------------------


def test_a_server_that_restarts_in_the_middle_loses_nothing(server: Server) -> None:
    address = server.create("restarted")
    told: list[str] = []
    with open_store(address) as store:
        writer = _adder(address, "w", 0)
        _wait(lambda: store.stats().reports >= 3)
        server.stop("immediate")
        server.start()
        before = store.stats().reports
        for n in range(3):
            store.reports.add(
                make_kept(make_report(f"m{n}", make_claim(f"m{n}.1"), make_claim(f"m{n}.2"), text=f"m{n}"))
            )
        _wait(lambda: store.stats().reports >= before + 9)
        writer.send_signal(signal.SIGKILL)
        told = _said(writer)
        _check_whole(store, [*told, "m0", "m1", "m2"])


def test_a_step_cut_off_by_the_server_is_told_and_can_be_done_again(server: Server) -> None:
    with open_store(server.create("cut")) as store:

        def step() -> None:
            with store.writing():
                store.reports.add(make_kept(make_report("r1")))
                server.stop("immediate")
                server.start()
                store.reports.add(make_kept(make_report("r2")))

        with pytest.raises(StoreError, match=r"S109 .*nothing of this step was stored"):
            step()
        assert store.reports.find("r1") is None
        tries: list[int] = []

        def once_cut_off() -> str:
            tries.append(len(tries))
            store.reports.add(make_kept(make_report("r1")))
            if len(tries) == 1:
                server.stop("immediate")
                server.start()
            return store.reports.add(make_kept(make_report("r2"))).kind

        assert store.again(once_cut_off) == "new"
        assert len(tries) == 2
        assert [one.seq for one in store.reports.iter()] == [1, 2]


def test_a_server_that_is_not_there_is_named_without_its_password(server: Server) -> None:
    with pytest.raises(StoreError, match=r"S108 postgresql://u:\*\*\*@127\.0\.0\.1:1/x: the server cannot be reached"):
        open_store("postgresql://u:secret@127.0.0.1:1/x", timeout=1)
    with pytest.raises(StoreError, match=r"S101 .*no such database; create it with `createdb`"):
        open_store(server.address("nothing"))
    with pytest.raises(StoreError, match=r"S115 .*refuses the login"):
        open_store(server.address("shared").replace("postgres@", "nobody@"))


def test_a_database_of_another_kind_is_refused(server: Server) -> None:
    from psycopg import connect  # noqa: PLC0415 - installed where the server is

    address = server.create("taken")
    with connect(address) as connection:
        connection.execute("CREATE TABLE claims (id int)")
    with pytest.raises(StoreError, match=r"S102 .*tables of these names"):
        open_store(address)
    with connect(server.address("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(StoreError, match=r"S112 .*LATIN1.*--encoding=UTF8"):
        open_store(server.address("latin"))


def test_an_entry_may_be_kept_for_what_another_process_added(empty_address: str) -> None:
    with open_store(empty_address) as one, open_store(empty_address) as other:
        report = make_report("r1", make_claim("a"))
        one.reports.add(make_kept(report))
        other.entries.put([make_entry(report.claims[0], report)])
        assert one.entries.get("a").claim == report.claims[0]
