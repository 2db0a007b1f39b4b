"""Workers and machines of a cluster that are lost cost time only: every outcome comes, once, and in order."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from foedera.cli import main
from foedera.record import bulk
from foedera.run import Outcome, Source
from foedera.run.one import Given, killed
from foedera.run.ray_cluster import EngineError, connected
from tests.run.machines import MARKS, Machines, again, foedera, folder_of, kill, meanwhile, sources, until, workers

pytest.importorskip("ray", reason='Ray is not installed: pip install "foedera[ray]"')

pytestmark = MARKS


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    """A cluster; each test has its machines join."""
    made = Machines()
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def steady(machines: Machines) -> Any:
    """Return a machine that is not lost until the last tests."""
    return machines.join()


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("doing", ["start", "do"])
def test_a_machine_is_lost_before_anything_came(machines: Machines, expected: list[Outcome], doing: str) -> None:
    """It is loading the language model, or at the first inputs."""
    machine = machines.join()
    with machines.losing(machine, doing) as lost:
        got = list(machines.read(again(lost)))
    assert_repeated(got, expected)


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("come", [1, 17, 41])
def test_a_machine_is_lost_in_the_middle(machines: Machines, expected: list[Outcome], come: int) -> None:
    """It had work under way, or results that were not fetched."""
    lost = machines.join()
    outcomes = machines.read(sources())
    got = [next(outcomes) for _ in range(come)]
    machines.lose(lost)
    assert [*got, *outcomes] == expected


def assert_repeated(got: list[Outcome], expected: list[Outcome]) -> None:
    """The same has come again and again."""
    times, rest = divmod(len(got), len(expected))
    assert (times > 0, rest) == (True, 0)
    assert got == expected * times


@pytest.mark.usefixtures("steady")
def test_a_worker_is_lost(machines: Machines, steady: Any, expected: list[Outcome]) -> None:
    outcomes = machines.read(sources())
    got = [next(outcomes) for _ in range(3)]
    kill(workers(steady, ""))
    assert [*got, *outcomes] == expected


@pytest.mark.usefixtures("steady")
def test_a_culprit_is_named(machines: Machines, steady: Any, expected: list[Outcome]) -> None:
    """Whoever reads is killed as long as nothing has come out: the first input must be to blame, and the others not."""
    expected = [*expected[:9], *expected[-1:]]
    outcomes = machines.read([*sources()[:9], sources()[-1]])
    with meanwhile(lambda: kill(workers(steady, "do")), every=0.05):
        first = next(outcomes)
    got = [first, *outcomes]
    assert first == killed(sources()[0])
    assert [each.source for each in got] == [each.source for each in expected]
    for mine, right in zip(got, expected, strict=True):
        assert mine in (right, killed(Source(right.source)))
    assert got[-1:] == expected[-1:]


def test_a_worker_that_stands_still_is_replaced(machines: Machines, steady: Any, expected: list[Outcome]) -> None:
    """It is not dead, and says nothing; one that is slow and says so is left alone."""
    from foedera.run.ray_crew import Crew, Patience  # noqa: PLC0415 - Ray is an extra
    from foedera.run.ray_parts import begin, parts_of, plan_of  # noqa: PLC0415

    given = Given(threads=1, keep=True)
    with connected(machines.address, None), closing(Crew((begin, (plan_of(given), given)), 1, Patience(5.0))) as crew:
        parts = crew.each(parts_of(sources(), given, 1))
        got = list(next(parts).outcomes)
        until(lambda: len(workers(steady, "")) == 1)  # on a busy machine it may be one that has just been replaced
        (stopped,) = workers(steady, "")
        os.kill(stopped, signal.SIGSTOP)
        try:
            got += [outcome for part in parts for outcome in part.outcomes]
        finally:
            kill([stopped])
        assert got == expected
        assert list(crew.each([Sleep()])) == [Sleep(done=True)]


@dataclass
class Sleep:
    """A job that takes longer than a worker may be silent. It is not to be lost."""

    done: bool = False
    alone: bool = False

    def call(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Return what is to be done."""
        return time.sleep, (7,)

    def take(self, answer: None) -> None:
        """Take in that it is done."""
        self.done = answer is None

    def lost(self) -> None:
        """Fail the test."""
        raise AssertionError


@pytest.mark.usefixtures("steady")
def test_commands_get_over_it(machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `add` prints and what the record holds is the same as without a cluster, and so after `rebuild`."""
    folder = folder_of(sources(), tmp_path / "in")
    near, far = str(tmp_path / "near.db"), str(tmp_path / "far.db")
    cluster = ["--engine", "ray", "--address", machines.address]
    machine = machines.join()
    with machines.losing(machine):
        done = foedera("add", folder, "-r", far, *cluster)
    plain = foedera("add", folder, "-r", near)
    assert (done.returncode, done.stderr) == (plain.returncode, plain.stderr)
    assert done.stdout.replace("far.db", "near.db") == plain.stdout != ""
    events = foedera("events", "-f", "jsonl", "-r", near).stdout
    assert foedera("events", "-f", "jsonl", "-r", far).stdout == events != ""

    monkeypatch.setattr(bulk, "MANY", 10)  # claims from which on it is merged by partition
    monkeypatch.setattr(bulk, "CHUNK", 4)
    machine = machines.join()
    with machines.losing(machine, ""):
        assert main(["rebuild", "-r", far, *cluster]) == 0
    assert foedera("events", "-f", "jsonl", "-r", far).stdout == events


def test_machines_that_join_later_take_over(machines: Machines, steady: Any, expected: list[Outcome]) -> None:
    """The only machine is lost as soon as another one is at work; then that one as well, since a third has come."""

    def inputs() -> Iterator[Source]:
        there = steady
        for _ in range(2):
            joined = machines.join()
            while not workers(joined, "do"):
                yield from sources()
            machines.lose(there)
            there = joined
        yield from sources()

    assert_repeated(list(machines.read(inputs())), expected)
    assert machines.count == 1


def test_all_machines_are_lost_before_another_one_joins(machines: Machines, expected: list[Outcome]) -> None:
    """The run waits for it."""
    got = list[Outcome]()
    with connected(machines.address, None):
        thread = threading.Thread(target=lambda: got.extend(machines.read(sources())))
        thread.start()
        until(lambda: got)
        machines.lose_all()
        assert len(got) < len(expected)
        time.sleep(3)
        machines.join()  # Ray wants the main thread for it
        thread.join()
    assert got == expected


def test_without_machines_for_too_long_the_run_ends(machines: Machines, expected: list[Outcome]) -> None:
    from foedera.run.ray_crew import Crew, Patience  # noqa: PLC0415 - Ray is an extra
    from foedera.run.ray_parts import begin, parts_of, plan_of  # noqa: PLC0415

    given = Given(threads=1, keep=True)
    with connected(machines.address, None), closing(Crew((begin, (plan_of(given), given)), 1)) as crew:
        parts = crew.each(parts_of(sources(), given, 1))
        assert next(parts).outcomes == expected[:1]
        machines.lose_all()
        crew._patience = Patience(starting=2.0, deserted=5.0)
        with pytest.raises(EngineError, match=r"^no machine of the cluster has taken work for 0 minutes; when there"):
            list(parts)
