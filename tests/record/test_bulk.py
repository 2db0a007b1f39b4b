"""A record that is merged by partition is the one that is merged claim by claim, also when that was broken off."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from benchmarks.generator import generate
from foedera.record import Record, bulk, open_record
from foedera.record.merging import refresh
from foedera.run.tasks import Each, crew
from foedera.types import Report

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
REPORTS = [told.report for told in generate(500, seed=11)]


def filled(path: Path | str, reports: list[Report], decide: Callable[[Record], None] | None = None) -> Record:
    """Return a record with reports of which nothing is merged, but much was decided."""
    record = open_record(path, author="Tester")
    record.put(reports)
    if decide is not None:
        decide(record)
    record.store.clear_derived()
    return record


def decided(record: Record) -> None:
    events = [event for event in record.iter_events() if len(event.claims) > 1]
    for event in events[:4]:
        record.split(event.claims[0])
    for one, other in zip(events[4:7], events[7:10], strict=True):
        if one.type == other.type:
            record.merge(one.id, other.id)
    for event in events[10:14]:
        record.reject(event.claims[-1])
    record.undo()
    record.rate(next(report.publisher for report in REPORTS if report.publisher), "B")


def derived(record: Record) -> dict[str, Any]:
    """Return all that is derived."""
    store = record.store
    entries = {entry.id: entry for entry in store.entries.iter()}
    return {
        "entries": entries,
        "stands": store.blocks.of(entries),
        "links": {(link.left, link.right): (link.score, link.judgement) for link in store.links.of(entries)},
        "events": {event.id: event for event in store.events.iter()},
        "waiting": store.queue.count(),
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what merging claim by claim comes to."""
    with filled(tmp_path_factory.mktemp("one") / "r.db", REPORTS, decided) as record:
        refresh(record.store, record.knowledge)
        return derived(record)


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 37), (2, 200), (1, 100_000)])
def test_partitions_come_to_the_same_record(expected: dict[str, Any], tmp_path: Path, jobs: int, chunk: int) -> None:
    told: list[tuple[int, int]] = []
    with filled(tmp_path / "r.db", REPORTS, decided) as record, crew(jobs=jobs) as each:
        count = bulk.build(record.store, record.knowledge, each, lambda *at: told.append(at), chunk=chunk)
        found = derived(record)
    assert count == len(found["entries"])
    for name, value in expected.items():
        assert found[name] == value, name
    assert len(expected["events"]) < len(expected["entries"])
    assert told[-1][0] <= told[-1][1] == count


@pytest.mark.parametrize("steps", [0, 3, 8, 12, 19])
def test_broken_off_it_is_made_good(expected: dict[str, Any], tmp_path: Path, steps: int) -> None:
    """Wherever it stops, the next run comes to the same."""
    with filled(tmp_path / "r.db", REPORTS, decided) as record:
        with pytest.raises(KeyboardInterrupt):
            bulk.build(record.store, record.knowledge, _until(steps), chunk=120)
        record.refresh()
        found = derived(record)
    for name, value in expected.items():
        assert found[name] == value, name


@pytest.mark.parametrize("lines", [5, 13, 18])
def test_killed_it_is_made_good(expected: dict[str, Any], tmp_path: Path, lines: int) -> None:
    """Kill -9 while entries, links or events are written; the next run goes on from what is there."""
    path = tmp_path / "r.db"
    filled(path, REPORTS, decided).close()
    command = [sys.executable, "-m", "tests.record.builder", str(path)]
    paths = os.pathsep.join(str(ROOT / name) for name in ("", "src"))
    pipe, given = subprocess.PIPE, os.environ | {"PYTHONPATH": paths}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, env=given) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for _ in range(lines):
            run.stdin.write(b"\n")
            run.stdin.flush()
            assert run.stdout.readline()
        run.kill()
    with open_record(path, author="Tester") as record:
        assert record.store.queue.count()
        assert record.store.check() == ()
        assert bool(record.store.events.count()) == (lines > 14)
        record.refresh()
        found = derived(record)
    for name, value in expected.items():
        assert found[name] == value, name


def _until(steps: int) -> Each:
    """Return what does so many tasks and is then interrupted."""
    left = steps

    def each(step: Callable[..., T], calls: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        nonlocal left
        for arguments in calls:
            if not left:
                raise KeyboardInterrupt
            left -= 1
            yield step(*arguments)

    return each


def test_a_record_goes_on_from_it(tmp_path: Path) -> None:
    """Half of the reports by partition, the rest as they come: the same as all at once."""
    half = len(REPORTS) // 2
    with filled(tmp_path / "half.db", REPORTS[:half]) as record, crew(jobs=1) as each:
        bulk.build(record.store, record.knowledge, each, chunk=90)
        record.put(REPORTS[half:])
        found = derived(record)
    with filled(tmp_path / "all.db", REPORTS) as record, crew(jobs=1) as each:
        bulk.build(record.store, record.knowledge, each, chunk=90)
        whole = derived(record)
    assert found == whole


def test_a_record_that_is_built_is_merged_by_partition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MANY", 100)
    with filled(tmp_path / "r.db", REPORTS) as record:
        assert bulk.fits(record.store)
        record.rebuild(jobs=1)
        assert not bulk.fits(record.store)
        assert record.store.queue.count() == 0
        assert record.store.events.count() > 0
        record.store.queue.put([replace(next(record.store.entries.iter())).id])
        assert not bulk.fits(record.store)


def test_clearing_in_the_middle_is_noticed(expected: dict[str, Any], tmp_path: Path) -> None:
    """Somebody else begins a rebuild while this one merges: nothing breaks, and what comes out is the same."""
    for at in (1, 19):
        with filled(tmp_path / f"{at}.db", REPORTS, decided) as record:
            bulk.build(record.store, record.knowledge, _then(at, record.store.clear_derived), chunk=120)
            record.refresh()
            found = derived(record)
        for name, value in expected.items():
            assert found[name] == value, (at, name)


@pytest.mark.parametrize("at", [6, 11, 16])
def test_a_claim_is_taken_back_and_another_added_in_the_middle(tmp_path: Path, at: int) -> None:
    """The new one's entry gets the key of the one that went; nothing that was found for that one comes to it."""
    report = next(report for report in REPORTS if report.claims)
    before, after = (replace(report.claims[0], id=id_) for id_ in ("zz-before", "zz-after"))

    def added(record: Record) -> None:
        record.add_claim(before, report.id)

    def changed(record: Record) -> None:
        record.undo()
        record.add_claim(replace(after, type="concern", cells=after.cells[:1]), report.id)

    with filled(tmp_path / "bulk.db", REPORTS, added) as record:
        bulk.build(record.store, record.knowledge, _then(at, lambda: changed(record)), chunk=120)
        record.refresh()
        found = derived(record)
    with filled(tmp_path / "one.db", REPORTS, added) as record:
        changed(record)
        record.refresh()
        whole = derived(record)
    assert found == whole


def _then(steps: int, do: Callable[[], None]) -> Each:
    """Return what does tasks, and once, after so many, something else."""
    left = steps

    def each(step: Callable[..., T], calls: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        nonlocal left
        for arguments in calls:
            if not left:
                do()
            left -= 1
            yield step(*arguments)

    return each


def test_merging_goes_on_when_somebody_clears(expected: dict[str, Any], tmp_path: Path) -> None:
    """Claim by claim as well: what is remembered of claims is forgotten with what was derived of them."""
    for at in (0, 1):
        with filled(tmp_path / f"{at}.db", REPORTS, decided) as record:
            refresh(record.store, record.knowledge, _nth(at, record.store.clear_derived))
            refresh(record.store, record.knowledge)
            found = derived(record)
        for name, value in expected.items():
            assert found[name] == value, (at, name)


def _nth(at: int, do: Callable[[], None]) -> Callable[[int, int], None]:
    """Return what is told of progress, and does something when it is told for the nth time."""
    calls = iter(range(1000))

    def told(_done: int, _total: int) -> None:
        if next(calls) == at:
            do()

    return told
