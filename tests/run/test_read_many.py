"""Many documents: order, faults, processes that die."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from foedera.parse import MODEL
from foedera.run import Outcome, Source, read_many
from foedera.run.one import Given, killed, read_one
from tests.run.machines import meanwhile

pytestmark = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")

STATES = ("Serbia", "Kenya", "Norway", "Brazil", "Japan", "Ghana")


def text_of(state: str) -> bytes:
    return f"{state} and China held a joint exercise in Hebei on 19 July 2025, the Defence Ministry said.\n".encode()


def sources(count: int = 6) -> list[Source]:
    return [Source(f"{state}.txt", data=text_of(state)) for state in STATES[:count]]


@pytest.fixture(scope="module")
def expected() -> list[Outcome]:
    """Return what one process makes of the sources."""
    return list(read_many(sources(), jobs=1))


def kill_all() -> None:
    """Kill every process that this one has started."""
    for child in multiprocessing.active_children():
        if child.pid is not None:
            with suppress(ProcessLookupError):  # it ended by itself in between
                os.kill(child.pid, signal.SIGKILL)


def test_order_and_content(expected: list[Outcome]) -> None:
    assert [outcome.source for outcome in expected] == [f"{state}.txt" for state in STATES]
    assert not any(outcome.problems for outcome in expected)
    for outcome, state in zip(expected, STATES, strict=True):
        assert outcome.report is not None
        assert state in outcome.report.text
        assert any(claim.type == "exercise" for claim in outcome.report.claims)


def test_bad_inputs_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(text_of("Serbia"))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    os.mkfifo(tmp_path / "pipe")
    names = ["empty.txt", "good.txt", "missing.txt", "binary.txt", "pipe", "good.txt"]
    inputs = [*(Source(name, tmp_path / name) for name in names), Source("nothing")]
    outcomes = list(read_many(inputs, jobs=1))
    assert [outcome.source for outcome in outcomes] == [*names, "nothing"]
    assert [outcome.report is not None for outcome in outcomes] == [False, True, False, False, False, True, False]
    for outcome in outcomes:
        assert len(outcome.problems) == (outcome.report is None)
        assert all(problem.source == outcome.source for problem in outcome.problems)
    assert [outcomes[i].problems[0].code for i in (2, 4, 6)] == ["R100"] * 3


def test_few_inputs_start_no_process() -> None:
    outcomes = read_many(sources(2), jobs=2)
    assert next(outcomes).report is not None
    assert multiprocessing.active_children() == []


def test_what_is_given_holds_for_all() -> None:
    outcomes = list(read_many(sources(2), publisher="The Herald", published="2025-08", jobs=1))
    assert [(o.report.publisher, o.report.published) for o in outcomes if o.report] == [("The Herald", "2025-08")] * 2


def test_a_bad_codebook_is_named(tmp_path: Path) -> None:
    """It cannot be an input's fault, and yet no input is lost without a word."""
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    (outcome,) = read_many(sources(1), codebook=tmp_path)
    assert outcome.report is None
    assert str(tmp_path) in str(outcome.problems[0])


def test_a_fault_of_our_own_is_a_problem_too(tmp_path: Path) -> None:
    """A name that no path can have is refused by Python itself, not by us."""
    outcome = read_one(Source("odd", tmp_path / "a\0b"), Given())
    assert outcome.report is None
    assert [problem.code for problem in outcome.problems] in (["R100"], ["R199"])


def test_several_processes_give_the_same(expected: list[Outcome]) -> None:
    assert list(read_many(sources(), jobs=2)) == expected


def test_processes_that_die_cost_nothing(expected: list[Outcome]) -> None:
    """All are killed after the first result, while nobody waits for one: the rest is read by new ones."""
    outcomes = read_many(sources(), jobs=1 + 1)
    got = [next(outcomes)]
    kill_all()
    assert [*got, *outcomes] == expected


def test_an_input_that_kills_its_process_is_named(expected: list[Outcome]) -> None:
    """The first input dies with its process, and again when alone; the others are read."""
    outcomes = read_many(sources(), jobs=2)
    with meanwhile(kill_all):  # as a machine without memory would
        first = next(outcomes)
    assert first == killed(sources()[0])
    assert first.problems[0].code == "R198"
    assert list(outcomes) == expected[1:]


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    """Not its readers, nor those who parse pages and take archives apart for them."""
    page = "<html><body><article><p>{} and China held a joint exercise in Hebei.</p></article></body></html>"
    rows = [json.dumps({"text": page.format(STATES[n % 6]), "url": f"https://example.org/{n}"}) for n in range(4000)]
    (tmp_path / "pages.jsonl").write_text("\n".join(rows), encoding="utf-8")
    mark = {"FOEDERA_TEST_RUN": uuid.uuid4().hex}
    command = [sys.executable, "-m", "foedera", "read", str(tmp_path / "pages.jsonl"), "-j", "2", "-f", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **mark}) as process:
        assert process.stdout is not None
        process.stdout.readline()  # all are at work
        assert len(marked(mark)) >= 5
        process.kill()
    deadline = time.monotonic() + 60
    while marked(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert marked(mark) == []


def marked(mark: Mapping[str, str]) -> list[str]:
    """Return the processes that carry a mark in their environment, by what they run."""
    found = []
    (wanted,) = (f"{name}={value}".encode() for name, value in mark.items())
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found
