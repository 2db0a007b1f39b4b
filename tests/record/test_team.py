"""A team on one PostgreSQL server: readers, judges and pages at once; nothing is lost, nobody waits for ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from foedera.record import Record, bulk, open_record
from foedera.run.tasks import crew
from foedera.types import Report
from tests.record import test_bulk
from tests.record.making import three_on_one
from tests.record.teammate import READERS, reports
from tests.store.postgres import Server, find_programs, running_server

ROOT = Path(__file__).parents[2]
REPORTS, DECISIONS, JUDGES = 80, 8, 2


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A PostgreSQL server."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with running_server(programs) as server:
        yield server


def teammate(address: str, *arguments: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    command = [sys.executable, "-m", "tests.record.teammate", address, *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )


def finished(team: Sequence[subprocess.Popen[str]]) -> list[list[str]]:
    """Wait for all and return what they were told."""
    lines = []
    for process in team:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        assert err == ""
        lines += [line.split() for line in out.splitlines()]
    return lines


def derived(record: Record) -> dict[str, Any]:
    store = record.store
    entries = {entry.id: entry for entry in store.entries.iter()}
    return {
        "entries": entries,
        "links": {(link.left, link.right): (link.score, link.judgement) for link in store.links.of(entries)},
        "events": {event.id: event for event in store.events.iter()},
    }


def test_readers_and_judges_at_once(server: Server) -> None:
    """What was confirmed is there; the record is what it would be had one person done it all in the same order."""
    address = server.create("team")
    open_record(address).close()
    team = [teammate(address, "reader", n, REPORTS) for n in range(READERS)]
    team += [teammate(address, "judge", n, DECISIONS) for n in range(JUDGES)]
    try:
        lines = finished(team)
    finally:
        for process in team:
            process.kill()
            process.communicate()
    confirmed = {kind: [line[1] for line in lines if line[0] == kind] for kind in ("report", "decision", "conflict")}
    assert len(confirmed["decision"]) >= JUDGES * DECISIONS - len(confirmed["conflict"])
    with open_record(address) as record:
        assert record.store.queue.count() == 0
        assert sorted(confirmed["report"]) == sorted(report.id for report in reports(REPORTS))
        assert {stored.report.id for stored in record.reports()} == set(confirmed["report"])
        assert all(record.store.decisions.find(id_) for id_ in confirmed["decision"])
        assert record.store.stats().decisions == len(confirmed["decision"])
        grown = derived(record)
        record.rebuild()
        assert derived(record) == grown


def test_of_two_who_decide_on_the_same_one_is_told(server: Server) -> None:
    """All saw the same; whoever comes second gets a conflict with the present state, and nothing is stored of it."""
    address = server.create("conflict")
    with open_record(address) as record:
        record.put(three_on_one())
    with ExitStack() as stack:
        pages = [stack.enter_context(page(address, f"Judge {n}")) for n in range(2)]
        claim = "c-r1-exercise-occurred"
        for round_ in range(4):
            shown = [_asked(f"{each}api/state?target={claim}")[1]["hash"] for each in pages]
            assert shown[0] == shown[1]
            first, second = (pages[(round_ + n) % 2] for n in range(2))
            taken = _asked(f"{first}api/decisions", action="accept", target=claim, shown=shown[0])
            late = _asked(f"{second}api/decisions", action="reject", target=claim, shown=shown[1])
            assert (taken[0], late[0]) == (201, 409)
            assert late[1]["state"]["hash"] == taken[1]["state"]["hash"]
        lists = [_asked(f"{each}api/events")[1] for each in pages]
        assert lists[0] == lists[1]
    with open_record(address) as record:
        assert [decision.action for decision in record.history(claim)] == ["accept"] * 4
        assert {decision.author for decision in record.history(claim)} == {"Judge 0", "Judge 1"}


@contextmanager
def page(address: str, author: str) -> Iterator[str]:
    """Serve a record by the command; give out the page's address."""
    command = [sys.executable, "-m", "foedera", "serve", address, "--author", author]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def _asked(address: str, **body: str) -> tuple[int, Any]:
    """Return status and JSON of an answer; with a body it is posted as our page does."""
    origin = "/".join(address.split("/")[:3])
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(address, data, headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_all_put_the_same_report(server: Server) -> None:
    """Of those who bring the same report at the same time one has added it, and all are told that it is there."""
    address = server.create("same")
    open_record(address).close()
    one: Report = three_on_one()[0]
    program = (
        "import sys; from foedera.record import open_record; from tests.record.making import three_on_one\n"
        "with open_record(sys.argv[1]) as record:\n"
        "    print(*(outcome.kind for outcome in record.put(three_on_one()[:1])))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    team = [
        subprocess.Popen(
            [sys.executable, "-c", program, address], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=environment,
        )
        for _ in range(4)
    ]  # fmt: skip
    assert sorted(line[0] for line in finished(team)) == ["new", "same", "same", "same"]
    with open_record(address) as record:
        assert [stored.report.id for stored in record.reports()] == [one.id]
        assert record.store.stats().events == 1


def test_a_record_on_a_server_is_built_like_a_file(server: Server, tmp_path: Path) -> None:
    found = []
    for address in (server.create("built"), tmp_path / "built.db"):
        with test_bulk.filled(address, test_bulk.REPORTS[:80], test_bulk.decided) as record, crew(jobs=1) as each:
            bulk.build(record.store, record.knowledge, each, chunk=40)
            found.append(test_bulk.derived(record))
            assert record.store.check() == ()
    assert found[0] == found[1]
    assert found[0]["waiting"] == 0
