"""The same on a cluster of machines, here of Ray nodes that are processes; workers and machines that are lost."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.parse import MODEL
from foedera.run import Engine, Outcome, Source, read_many
from foedera.run.one import Given, killed
from foedera.run.packing import pack_outcomes, pack_sources, unpack_outcomes, unpack_sources
from foedera.run.tasks import crew

if TYPE_CHECKING:
    from ray.cluster_utils import Cluster

needs_ray = pytest.importorskip("ray", reason='Ray is not installed: pip install "foedera[ray]"')

pytestmark = [
    pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built"),
    pytest.mark.filterwarnings("ignore"),  # of Ray's own, in its threads
]

STATES = ("Serbia", "Kenya", "Norway", "Brazil", "Japan", "Ghana")
MARK = "FOEDERA_TEST_CLUSTER"
"""Stands in the environment of the cluster's processes, so that only these are ever killed."""


def sources(count: int = 40) -> list[Source]:
    """Return reports, and inputs that cannot be read."""
    made = [
        Source(
            f"{n}.txt",
            data=f"{STATES[n % 6]} and China held a joint exercise in Hebei on {n % 27 + 1} July 2025.\n".encode(),
            publisher="Herald" if n % 3 else None,
        )
        for n in range(count)
    ]
    return [*made[:7], Source("empty.txt", data=b""), Source("gone.txt", Path("/nowhere/gone.txt")), *made[7:]]


@pytest.fixture(scope="module")
def expected() -> list[Outcome]:
    """Return what one process makes of the sources."""
    return list(read_many(sources(), jobs=1, keep=True))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster whose head reads nothing, and one machine that does."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    os.environ[MARK] = uuid.uuid4().hex
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": 100 * 2**20})
    try:
        _machine(made)
        yield made
    finally:
        made.shutdown()  # type: ignore[no-untyped-call]
        del os.environ[MARK]


@pytest.fixture(autouse=True)
def patience(cluster: Cluster) -> Iterator[None]:
    """End the cluster when a test hangs: it fails then, and the others go on to fail quickly."""

    def end() -> None:
        for process in _marked():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    assert cluster.address
    timer = threading.Timer(400, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _machine(cluster: Cluster) -> Any:
    return cluster.add_node(num_cpus=1, object_store_memory=100 * 2**20)


def on(cluster: Cluster, inputs: list[Source]) -> Iterator[Outcome]:
    return read_many(inputs, keep=True, engine=Engine("ray", cluster.address))


def test_packing_keeps_everything(expected: list[Outcome]) -> None:
    assert unpack_outcomes(pack_outcomes(expected)) == expected
    odd = [Source("a\ud800\0\n", data=b"\n\xff[]", report=True, title="t"), Source("b", Path("/x")), Source("c")]
    assert unpack_sources(pack_sources(odd)) == odd
    assert unpack_outcomes(pack_outcomes([])) == []


def test_a_cluster_gives_the_same_in_the_same_order(cluster: Cluster, expected: list[Outcome]) -> None:
    assert list(on(cluster, sources())) == expected
    assert list(read_many(sources(), jobs=2, keep=True)) == expected


@pytest.mark.skipif(
    not os.environ.get("FOEDERA_LOSE_MACHINES"), reason="Ray Data 2.60 hangs in about half of the tries (docs/scale.md)"
)
def test_a_machine_that_is_lost_in_the_middle_costs_nothing(cluster: Cluster, expected: list[Outcome]) -> None:
    """Of two that read one is killed, with what it had in work; the other one takes over."""
    first = _machine(cluster)
    outcomes = on(cluster, sources())
    got = [next(outcomes) for _ in range(5)]
    cluster.remove_node(first, allow_graceful=False)
    got += outcomes
    assert got == expected


def test_workers_that_die_cost_nothing_and_a_culprit_is_named(cluster: Cluster, expected: list[Outcome]) -> None:
    """Whoever begins to read is killed as long as nothing has come out: the first input must be to blame."""
    expected = [*expected[:9], *expected[-1:]]
    outcomes = on(cluster, [*sources()[:9], sources()[-1]])
    with _killing():
        first = next(outcomes)
    got = [first, *outcomes]
    assert first == killed(sources()[0])
    assert [each.source for each in got] == [each.source for each in expected]
    for mine, right in zip(got, expected, strict=True):
        assert mine in (right, killed(Source(right.source)))
    assert got[-1:] == expected[-1:]


@contextlib.contextmanager
def _killing() -> Iterator[None]:
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(0.05):
            for process in _readers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _readers() -> list[int]:
    """Return the cluster's processes that have begun to read: the library of the language model is in their memory."""
    found = []
    for process in _marked():
        with contextlib.suppress(OSError):
            if b"onnxruntime" in Path(f"/proc/{process}/maps").read_bytes():
                found.append(process)
    return found


def _marked() -> list[int]:
    """Return the cluster's processes."""
    found = []
    mark = f"{MARK}={os.environ[MARK]}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return [each for each in found if each != os.getpid()]


def test_machines_with_another_model_are_refused(cluster: Cluster) -> None:
    from foedera.run.ray import EngineError, _Run, connected  # noqa: PLC0415 - Ray is an extra
    from foedera.run.ray_parts import Plan  # noqa: PLC0415

    with (
        connected(cluster.address, None),
        pytest.raises(EngineError, match=r"^a machine of the cluster has foedera .* not 9\.9 with 0000; "),
    ):
        list(_Run(Plan(Given(), "9.9", "0000"), None).outcomes(sources(2)))


def test_the_command_line_writes_the_same(cluster: Cluster, tmp_path: Path) -> None:
    """Reading gives the same lines; a record filled by the cluster holds the same, and a second run adds nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n, source in enumerate(sources(12)):
        (folder / f"{n:02}.txt").write_bytes(source.data or b"")
    far = ["--engine", "ray", "--address", cluster.address]
    plain = _foedera("read", str(folder), "-f", "jsonl", "-j", "1")
    spread = _foedera("read", str(folder), "-f", "jsonl", *far)
    assert (spread.returncode, spread.stdout) == (plain.returncode, plain.stdout)
    assert len(plain.stdout.splitlines()) == 12
    assert spread.stderr == plain.stderr
    assert plain.returncode == 1

    records = [tmp_path / "near.db", tmp_path / "far.db"]
    told = [
        _foedera("add", str(folder), "-r", str(record), *how) for record, how in zip(records, ([], far), strict=True)
    ]
    assert told[0].stdout.replace("near.db", "far.db") == told[1].stdout
    listed = [_foedera("events", "-f", "jsonl", "-r", str(record)).stdout for record in records]
    assert listed[0] == listed[1] != ""
    again = _foedera("add", str(folder), "-r", str(records[1]), "--json", *far)
    assert {each["kind"] for each in json.loads(again.stdout)["inputs"]} == {"same", "failed"}


def test_merging_by_partition_on_a_cluster(cluster: Cluster, tmp_path: Path) -> None:
    """Tasks over files that all machines see come to what merging at once comes to."""
    from benchmarks.generator import generate  # noqa: PLC0415 - used here only
    from foedera.events import Entry  # noqa: PLC0415
    from foedera.merge import merge  # noqa: PLC0415
    from foedera.merge.spool import Spool  # noqa: PLC0415
    from foedera.record.bulk import Merger, parts_of  # noqa: PLC0415

    told = [(claim, each.report) for each in generate(200, seed=9) for claim in each.report.claims]
    made = sorted((Entry(c, r.id, r.published, r.publisher, r.id) for c, r in told), key=lambda entry: entry.id)
    split = parts_of(len(made), 60)
    spool = Spool(tmp_path, split.chunk)
    for at in range(split.chunks):
        spool.put_entries(at, made[at * 60 : (at + 1) * 60])
    with crew(Engine("ray", cluster.address)) as each:
        merger = Merger(spool, split, {}, {}, each)
        merger.link()
        events = sorted(tuple(sorted(event.claims)) for some in merger.events() for event in some)
    assert tuple(events) == merge(made).clustering.events


def test_no_cluster_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(sources(1)[0].data or b"")
    done = _foedera("read", str(tmp_path / "a.txt"), "--engine", "ray", "--address", "127.0.0.1:1")
    assert done.returncode == 1
    assert done.stderr.startswith("foedera: no connection to the cluster 127.0.0.1:1")
    assert done.stderr.count("\n") == 1
    wrong = _foedera("read", str(tmp_path / "a.txt"), "--address", "127.0.0.1:1")
    assert wrong.returncode == 2
    assert "--address: goes with --engine ray" in wrong.stderr


def _foedera(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foedera", *arguments], capture_output=True, text=True, timeout=240, check=False
    )
