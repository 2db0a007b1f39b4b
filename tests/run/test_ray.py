"""The same on a cluster of machines, here of Ray nodes that are processes, as on one machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

from benchmarks.generator import generate
from foedera.events import Entry
from foedera.merge import merge
from foedera.merge.spool import Spool
from foedera.record.bulk import Merger
from foedera.record.bulk import parts_of as parts_of_record
from foedera.run import Engine, Outcome, Source, read_many
from foedera.run.one import Given
from foedera.run.packing import pack_outcomes, pack_sources, unpack_outcomes, unpack_sources
from foedera.run.ray_cluster import EngineError, connected
from foedera.run.tasks import TaskError, crew
from tests.codebook.trees import OWN
from tests.run.machines import MARK, MARKS, Machines, foedera, folder_of, marked, sources, until

pytest.importorskip("ray", reason='Ray is not installed: pip install "foedera[ray]"')

pytestmark = MARKS


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    """A cluster with one machine that reads."""
    made = Machines()
    try:
        made.join()
        yield made
    finally:
        made.close()


def test_packing_keeps_everything(expected: list[Outcome]) -> None:
    assert unpack_outcomes(pack_outcomes(expected)) == expected
    odd = [Source("a\ud800\0\n", data=b"\n\xff[]", report=True, title="t"), Source("b", Path("/x")), Source("c")]
    assert unpack_sources(pack_sources(odd)) == odd
    assert unpack_outcomes(pack_outcomes([])) == []


def test_a_cluster_gives_the_same_in_the_same_order(machines: Machines, expected: list[Outcome]) -> None:
    assert list(machines.read(sources())) == expected
    assert list(read_many(sources(), jobs=2, keep=True)) == expected
    assert list(machines.read([])) == []


def test_machines_with_another_model_or_codebook_are_refused(machines: Machines, tmp_path: Path) -> None:
    from foedera.run.ray_crew import Crew  # noqa: PLC0415 - Ray is an extra
    from foedera.run.ray_parts import Plan, begin, parts_of, plan_of  # noqa: PLC0415

    own = Given(codebook=tmp_path / "own")
    copytree(OWN, tmp_path / "own")
    both = {
        r"^the machine \S+ of the cluster has foedera .* not 9\.9 with 0000; ": (Plan("9.9", "0000", ""), Given()),
        r"^the machine \S+ of the cluster has another codebook than this one under \S+/own$": (plan_of(own), own),
    }
    rmtree(tmp_path / "own")
    with connected(machines.address, None):
        for message, (plan, given) in both.items():
            with closing(Crew((begin, (plan, given)))) as workers, pytest.raises(EngineError, match=message):
                list(workers.each(parts_of(sources(2), given, 1)))


def test_the_command_line_writes_the_same(machines: Machines, tmp_path: Path) -> None:
    """Reading gives the same lines; a record filled by the cluster holds the same, and a second run adds nothing."""
    folder = folder_of(sources(12), tmp_path / "in")
    far = ["--engine", "ray", "--address", machines.address]
    plain = foedera("read", folder, "-f", "jsonl", "-j", "1")
    spread = foedera("read", folder, "-f", "jsonl", *far)
    assert (spread.returncode, spread.stdout) == (plain.returncode, plain.stdout)
    assert len(plain.stdout.splitlines()) == 12
    assert spread.stderr == plain.stderr
    assert plain.returncode == 1

    records = [tmp_path / "near.db", tmp_path / "far.db"]
    told = [foedera("add", folder, "-r", str(record), *how) for record, how in zip(records, ([], far), strict=True)]
    assert told[0].stdout.replace("near.db", "far.db") == told[1].stdout
    listed = [foedera("events", "-f", "jsonl", "-r", str(record)).stdout for record in records]
    assert listed[0] == listed[1] != ""
    again = foedera("add", folder, "-r", str(records[1]), "--json", *far)
    assert {each["kind"] for each in json.loads(again.stdout)["inputs"]} == {"same", "failed"}


def test_tasks_on_a_cluster(machines: Machines) -> None:
    """Results come in order, also after a series that was left; what a task is at fault for is told."""
    with crew(Engine("ray", machines.address)) as each:
        assert list(each(divmod, ((n, 7) for n in range(30)))) == [divmod(n, 7) for n in range(30)]
        assert next(each(str, ((n,) for n in range(30)))) == "0"
        assert list(each(str, [(1,), (2,)])) == ["1", "2"]
        with pytest.raises(EngineError, match=r"^the cluster gave up: ValueError: invalid literal for int"):
            list(each(int, [("x",)]))
        with pytest.raises(TaskError, match=r"^the task _exit was lost 5 times with the worker that did it$"):
            list(each(os._exit, [(1,)]))


def test_merging_by_partition_on_a_cluster(machines: Machines, tmp_path: Path) -> None:
    """Tasks over files that all machines see come to what merging at once comes to, though a machine is lost."""
    made = entries()
    split = parts_of_record(len(made), 60)
    spool = Spool(tmp_path, split.chunk)
    for at in range(split.chunks):
        spool.put_entries(at, made[at * 60 : (at + 1) * 60])
    lost = machines.join()
    with crew(Engine("ray", machines.address)) as each:
        merger = Merger(spool, split, {}, {}, each)
        with machines.losing(lost):
            merger.link()
        events = sorted(tuple(sorted(event.claims)) for some in merger.events() for event in some)
    assert tuple(events) == merge(made).clustering.events


def test_what_a_cluster_tells_of_lost_machines_is_not_among_the_claims(
    machines: Machines, capfd: pytest.CaptureFixture[str]
) -> None:
    """Ray's own thread would print it to standard output."""
    with connected(machines.address, None):
        from ray._private import utils, worker  # noqa: PLC0415 - an extra

        driver: Any = worker.global_worker
        utils.publish_error_to_driver("raylet_died", "Raylet is terminated.", driver.gcs_client)
        time.sleep(1)
    assert "Raylet" not in capfd.readouterr().out


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_nothing_outlives_the_command(how: signal.Signals, code: int, tmp_path: Path) -> None:
    """A cluster of its own ends with the command, however that ends."""
    folder = folder_of(sources(40)[9:] * 6, tmp_path / "in")
    mark = uuid.uuid4().hex
    command = [sys.executable, "-m", "foedera", "read", folder, "--engine", "ray", "-f", "jsonl", "-j", "1"]
    with subprocess.Popen(
        command, env={**os.environ, MARK: mark}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for _ in range(90):  # by then all of Ray is there
            assert process.stdout.readline().startswith("{")
        assert marked(mark)
        process.send_signal(how)
        process.communicate(timeout=60)
    assert process.returncode == code
    # Ray's agents soon see that their machine is gone, and try for a minute to tell the head, which is gone too
    until(lambda: not marked(mark), seconds=180)


def test_no_cluster_is_one_clear_line(tmp_path: Path) -> None:
    folder = folder_of(sources(1)[:1], tmp_path / "in")
    done = foedera("read", folder, "--engine", "ray", "--address", "127.0.0.1:1")
    assert done.returncode == 1
    assert done.stderr.startswith("foedera: no connection to the cluster 127.0.0.1:1")
    assert done.stderr.count("\n") == 1
    wrong = foedera("read", folder, "--address", "127.0.0.1:1")
    assert wrong.returncode == 2
    assert "--address: goes with --engine ray" in wrong.stderr


def entries() -> list[Entry]:
    """Return the claims of generated reports."""
    told = [(claim, each.report) for each in generate(200, seed=9) for claim in each.report.claims]
    return sorted((Entry(c, r.id, r.published, r.publisher, r.id) for c, r in told), key=lambda entry: entry.id)
