"""The commands on a record, as people run them."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import foedera
from foedera.cli import main
from foedera.parse import MODEL
from foedera.store import StoreError, open_store
from foedera.types import Evidence
from tests.record.making import claim_in, new_record, report_of, three_on_one

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "c-r0-exercise-planned", "c-r1-exercise-occurred"
model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of three reports on one exercise, which the commands mean when none is named."""
    new_record(tmp_path, *three_on_one()).close()
    monkeypatch.setenv("FOEDERA_RECORD", str(tmp_path / "record.db"))
    monkeypatch.setenv("FOEDERA_AUTHOR", "Ana")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "record.db"


@pytest.fixture
def run(record: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]  # noqa: ANN201, ARG001
    """Runs a command and returns its exit code, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_events_in_every_format(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """One event, told by three; JSON is the contract's, CSV a row an event."""
    code, out, _ = run("events")
    assert code == 0
    assert "EXERCISE occurred · Peace Guardian 2025 · 19–28 July 2025" in out
    assert "3 claims by 3 independent voices" in out
    (event,) = json.loads(run("events", "--json")[1])["events"]
    assert {claim["report"] for claim in event["claims"]} == {"r0", "r1", "r2"}
    assert event["conflicts"][0]["field"] == "field:personnel"
    (row,) = csv.DictReader(io.StringIO(run("events", "--format", "csv")[1]))
    assert row["name"] == "Peace Guardian 2025"
    assert (row["parties"], row["place_countries"], "countries" in row) == ("SRB; CHN", "CHN", False)
    assert json.loads(run("events", "--format", "jsonl")[1])["id"] == event["id"]
    full = run("events", "--full")[1]
    assert "≠ personnel" in full
    assert "Belgrade Courier, 1 July 2025" in full


def test_a_spreadsheet_without_a_mapping_is_told_what_it_lacks(  # type: ignore[no-untyped-def]
    run,  # noqa: ANN001
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is no damaged archive, and no record is begun for it."""
    (tmp_path / "register.csv").write_text("Name\nCold Bridge\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        run("import", str(tmp_path / "register.csv"), "-r", str(tmp_path / "new.db"))
    assert "--mapping" in capsys.readouterr().err
    assert not (tmp_path / "new.db").exists()


def test_a_list_of_claims_tells_who(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A name and a day do not say whose exercise it is, and no roles stand below in a list."""
    out = run("claims")[1]
    assert "EXERCISE occurred · Mirovnik 2025 · within 19–28 July 2025 · Hebei, China · Serbia, China" in out


def test_in_full_every_sentence_of_a_claim_is_shown(run, record: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The sentence that makes a clash is among those that are shown, be it the fifth."""
    sentences = [f"Sentence {at} tells of Serbia and China." for at in range(5)]
    text = " ".join(sentences)
    evidence = tuple(Evidence(text.index(each), text.index(each) + len(each), ("when",)) for each in sentences)
    claim = replace(claim_in("r9", text, name="Far Bridge 2031"), evidence=evidence)
    with foedera.open(record) as opened:
        opened.put([report_of("r9", text, "2025-09-01", "Post", claim)])
        opened.refresh()
    for shown in (
        ("show", claim.id),
        ("show", f"e-{claim.id}"),
        ("show", "r9"),
        ("events", "--text", "tells", "--full"),
    ):
        code, out, _ = run(*shown)
        assert (code, [each in out for each in sentences]) == (0, [True] * 5), shown


def test_filters_choose_and_wrong_ones_say_why(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Names and codes mean the same; what means nothing is named."""
    for arguments in (
        ["-c", "Serbia", "-c", "CHN"],
        ["--pair", "SRB", "China"],
        ["--text", "mirovnik"],
        ["--since", "2025-07"],
    ):
        assert "Peace Guardian" in run("events", *arguments)[1]
    for arguments in (
        ["-c", "RUS"],
        ["-t", "transfer"],
        ["--until", "2024"],
        ["--text", '"no such words"'],
        ["-s", "denied"],
    ):
        assert run("events", *arguments)[1] == ""
    for arguments, told in (
        (["-c", "Atlantis"], "no state or organisation is known as 'Atlantis'"),
        (["-s", "done"], "no status 'done'"),
        (["-t", "war"], "no type 'war'"),
        (["--since", "soon"], "'soon' is no date"),
    ):
        code, out, err = run("events", *arguments)
        assert (code, out) == (2, "")
        assert told in err


def test_a_kept_question_tells_what_is_new(run, record: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """What was shown when it was kept is not new; what comes later is, until it was asked for."""
    assert "Peace Guardian" in run("events", "--country", "SRB", "--save", "serbia")[1]
    assert run("events", "--saved", "serbia", "--new")[1] == ""
    text = "Peace Guardian 2025 was held in Hebei by Serbia and China, the Sava Press wrote."
    claim = claim_in("r9", text, name="Peace Guardian 2025", when="2025-07-19/2025-07-28")
    with foedera.open(record) as opened:
        opened.put([report_of("r9", text, "2025-09-01", "Sava Press", claim)])
    assert "1 new" in run("queries")[1]
    assert "Peace Guardian" in run("events", "--saved", "serbia", "--new", "--peek")[1]
    assert "Peace Guardian" in run("events", "--saved", "serbia", "--new")[1]
    assert run("events", "--saved", "serbia", "--new")[1] == ""
    assert "Peace Guardian" in run("events", "--saved", "serbia")[1]
    assert run("events", "--saved", "nothing")[0] == 1


def test_decisions_are_taken_shown_and_taken_back(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Reject, look at the history, undo."""
    assert run("decide", "reject", SECOND, "--reason", "another one")[0] == 0
    assert "2 claims" in run("events")[1]
    history = run("history", SECOND)[1]
    assert "Ana" in history
    assert "(another one)" in history
    assert run("decide", "undo")[0] == 0
    assert "3 claims" in run("events")[1]
    assert "[taken back]" in run("history", SECOND)[1]
    code, _, err = run("decide", "accept", "nobody")
    assert code == 1
    assert "no claim nobody" in err


def test_rebuilding_does_not_first_merge_what_it_then_merges_anew(run, record: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with open_store(record) as store:
        store.queue.put(["c-r0-exercise-planned"])
    code, _, err = run("rebuild")
    assert (code, "merging what was added" in err) == (0, False)
    with open_store(record) as store:
        assert store.queue.count() == 0
        store.queue.put(["c-r0-exercise-planned"])
    assert "merging what was added" in run("events")[2]


def test_an_edit_goes_through_json(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """What `show --json` prints of a claim can be changed and given back."""
    shown = json.loads(run("show", SECOND, "--json")[1])
    for cell in shown["cells"]:
        if cell["field"] == "when":
            cell["value"] = "2025-07-20/2025-07-28"
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    assert run("decide", "edit", str(file))[0] == 0
    assert json.loads(run("show", SECOND, "--json")[1])["when"] == "2025-07-20/2025-07-28"
    file.write_text("[]", encoding="utf-8")
    assert run("decide", "edit", str(file))[0] == 1


def test_an_edit_of_the_plain_values_holds(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """`show --json` tells each value twice: to change what is read first is enough, and never does nothing."""
    file = tmp_path / "changed.json"
    shown = json.loads(run("show", SECOND, "--json")[1])
    printed = {cell["field"]: cell["printed"] for cell in shown["cells"]}
    shown["roles"]["participant"][1] = {"name": "Hungary", "kind": "state", "country": "HUN"}
    shown["roles"]["observer"] = [{"name": "Russia", "kind": "state", "country": "RUS"}]
    shown["when"] = "2025-07-20/2025-07-28"
    del shown["where"]
    file.write_text(json.dumps(shown), encoding="utf-8")
    assert run("decide", "edit", str(file))[0] == 0
    now = json.loads(run("show", SECOND, "--json")[1])
    assert [actor["country"] for actor in now["roles"]["participant"]] == ["SRB", "HUN"]
    assert [actor["country"] for actor in now["roles"]["observer"]] == ["RUS"]
    assert (now["when"], "where" in now) == ("2025-07-20/2025-07-28", False)
    assert {cell["printed"] for cell in now["cells"] if cell["field"] == "when"} == {printed["when"]}
    assert next(cell["end"] for cell in now["cells"] if cell["field"] == "role:observer") > 0


def test_an_edit_that_contradicts_itself_is_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Two new values of one date, an unknown status, what is no claim: each is named, and nothing is stored."""
    file = tmp_path / "changed.json"
    shown = json.loads(run("show", SECOND, "--json")[1])
    cells = [{**cell, "value": "2024"} if cell["field"] == "when" else cell for cell in shown["cells"]]
    for changed, word in (
        ({"when": "2023", "cells": cells}, "different things on when"),
        ({"status": "happened"}, "no status 'happened'"),
        ({"roles": {"participant": [5]}}, "participant is an object"),
        ({"roles": {"participant": 5}}, "no claim"),
        ({"id": "nobody"}, "no claim nobody"),
    ):
        file.write_text(json.dumps({**shown, **changed}), encoding="utf-8")
        code, _, err = run("decide", "edit", str(file))
        assert (code, word in err) == (1, True), err
    assert not json.loads(run("show", SECOND, "--json")[1])["edited"]


def test_analyses_print_and_speak_json(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Balance, forecasts, their scores, slant, actor, status."""
    assert "2025" in run("balance", "SRB", "--among", "CHN,RUS")[1]
    assert json.loads(run("balance", "Serbia", "--among", "China,Russia", "--json")[1])["subject"] == "SRB"
    code, out, _ = run("forecasts", "--today", "2025-08-20")
    assert code == 0
    assert "came true" in out
    assert run("forecasts", "--scores")[0] == 0
    assert run("forecasts", "--today", "tomorrow")[0] == 2
    assert "Belgrade Courier" in run("slant")[1]
    assert "China 1" in run("actor", "SRB")[1]
    assert json.loads(run("status", "--json")[1])["claims"] == 3


@pytest.mark.parametrize("kind", ["timeline", "map", "network"])
@pytest.mark.parametrize("suffix", ["svg", "png", "html"])
def test_pictures_are_drawn(run, tmp_path: Path, kind: str, suffix: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Each kind in each format; an unknown format is named."""
    target = tmp_path / f"picture.{suffix}"
    assert run(kind, "-o", str(target))[0] == 0
    start = target.read_bytes()[:200]
    assert {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!doctype html"}[suffix] in start.lower().replace(
        b"\x89png", b"\x89PNG"
    )
    assert run(kind, "-o", str(tmp_path / "picture.gif"))[0] == 1


def test_everything_goes_out_and_comes_back(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The archive restores claims, decisions and their authors; every other format is written."""
    run("decide", "accept", FIRST, "--reason", "seen")
    for name in "csv geojson plover stix ftm bibtex csl-json ris json jsonl parquet".split():
        assert run("export", name, "-o", str(tmp_path / f"out-{name}"))[0] == 0, name
    assert run("export", "archive", "-o", str(tmp_path / "all.zip"))[0] == 0
    other = tmp_path / "other.db"
    assert run("import", str(tmp_path / "all.zip"), "-r", str(other))[0] == 0
    assert run("events", "--json", "-r", str(other))[1] == run("events", "--json")[1]
    assert run("history", FIRST, "-r", str(other))[1] == run("history", FIRST)[1]
    assert run("export", "archive", "-o", str(tmp_path / "part.zip"), "-c", "SRB")[0] == 2
    (tmp_path / "no.zip").write_bytes(b"no archive")
    assert run("import", str(tmp_path / "no.zip"))[0] == 1


def test_a_review_by_keys(record: Path) -> None:
    """Keys come one a line where the input is no terminal; what they decide is in the history."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "FOEDERA_AUTHOR": "Ana"}
    command = [sys.executable, "-m", "foedera", "review", "-r", str(record)]
    done = subprocess.run(
        command, input=b"a\nz\nn\nseen twice\nx\nj\n?\nq\n", capture_output=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    with open_store(record) as store:
        actions = [decision.action for decision in store.decisions.all()]
    assert actions == ["accept", "undo", "note", "reject"]


def test_a_record_that_is_none_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Missing, not a record, or an id that names nothing: one line each, exit code 1."""
    (tmp_path / "text.db").write_text("hello", encoding="utf-8")
    for arguments in (["-r", str(tmp_path / "missing.db")], ["-r", str(tmp_path / "text.db")]):
        code, out, err = run("events", *arguments)
        assert (code, out) == (1, "")
        assert arguments[1] in err
        assert len(err.strip().splitlines()) == 1
    assert run("show", "nothing")[0] == 1


@model
def test_adding_twice_and_versions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time nothing is read; a changed page is kept beside the first; a bad file is named."""
    page = tmp_path / "page.html"
    told = "Serbia and China held an exercise in Hebei from 19 to 28 July 2025{}."
    text = f"<html><body><h1>Drill ends</h1><p>{told}</p></body></html>"
    page.write_text(text.format(""), encoding="utf-8")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    address = str(tmp_path / "r.db")
    assert main(["add", str(page), str(bad), "-r", address]) == 1
    printed = capsys.readouterr()
    assert "1 new, 1 failed" in printed.out
    assert "bad.pdf" in printed.err
    assert main(["add", str(page), "-r", address]) == 0
    assert "1 known already" in capsys.readouterr().out
    page.write_text(text.format(", the ministry said"), encoding="utf-8")
    assert main(["add", str(page), "-r", address, "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["inputs"][0]["kind"] == "version"
    assert "both are kept" in printed.err
    assert main(["status", "-r", address]) == 0
    assert "bad.pdf" in capsys.readouterr().out


def _kept(address: Path) -> set[str]:
    """Return the reports of a record; none where a run was killed before it had made its tables."""
    if not address.exists():
        return set()
    try:
        with open_store(address, create=False) as store:
            return {stored.report.id for stored in store.reports.iter()}
    except StoreError as error:
        if error.problems[0].code != "S101":
            raise
        return set()


@model
def test_killed_at_random_moments_nothing_is_lost(tmp_path: Path) -> None:
    """`add` is killed (-9) fifty times at random moments; the next runs go on, and at the end all is there once."""
    folder = tmp_path / "reports"
    folder.mkdir()
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    for number in range(24):
        (folder / f"{number:02}.txt").write_text(
            f"{sources[number % len(sources)]}\n\nCopy {number}.\n", encoding="utf-8"
        )
    address = tmp_path / "r.db"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "foedera", "add", str(folder), "-r", str(address), "-j", "1"]
    draw = random.Random(7)  # noqa: S311 - moments, not secrets
    reported: set[str] = set()
    for _ in range(50):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        time.sleep(draw.uniform(0.2, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = _kept(address)
        assert reported <= now
        reported = now
    assert subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0
    with open_store(address) as store:
        sources_now = [stored.source for stored in store.reports.iter()]
        assert len(sources_now) == len(set(sources_now)) == 24
        assert store.queue.count() == 0
        assert store.check() == ()
        claims = {claim for stored in store.reports.iter() for claim in store.reports.claim_ids(stored.report.id)}
        assert {claim for event in store.events.iter() for claim in event.claims} == claims
