"""The second reader on the command line, in Python and in a record; and that nothing is called without it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import foedera
from foedera.cli import main
from foedera.contract import from_json, to_json
from foedera.schema import schema
from tests.secondreader.server import DELIVERED, REPORT, Server, cell, delivery, drill, sends, serving, tells, writes

ROOT = Path(__file__).parents[2]
ALBANIA = "Albania denied on Monday that it had sent observers to the drill."
ONLY_SECOND = {
    "type": "oppose",
    "status": "occurred",
    "trigger": "denied",
    "evidence": [{"quote": ALBANIA}],
    "cells": [cell("role:actor", "Albania"), cell("field:issue", "sent observers to the drill")],
}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the report as a file."""
    monkeypatch.delenv("FOEDERA_LLM_KEY", raising=False)
    path = tmp_path / "kotor.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def _asks(server: Server, coder: str = "both") -> list[str]:
    return ["--coder", coder, "--endpoint", server.url, "--model", "tiny"]


_WATCHED = """
import socket, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        sys.stderr.write(f"CALLED OUT: {event}\\n")
        raise SystemExit(99)
sys.addaudithook(watch)
from foedera.cli import main
code = main(sys.argv[1:])
loaded = [name for name in ("foedera.secondreader", "http.client", "ssl") if name in sys.modules]
sys.stderr.write(f"LOADED {loaded}\\n")
sys.exit(code)
"""


def test_without_a_second_reader_no_socket_is_opened_and_nothing_of_it_loaded(report: Path) -> None:
    """The default never leaves the machine, not even with a key in the environment."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "FOEDERA_LLM_KEY": "sk-secret-4"}
    command = [sys.executable, "-c", _WATCHED, "read", str(report), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "CALLED OUT" not in done.stderr
    assert "foedera.secondreader" not in done.stderr
    assert len(json.loads(done.stdout)["claims"]) >= 2
    assert "second" not in json.loads(done.stdout)


def test_the_watch_of_that_test_would_see_a_call(report: Path) -> None:
    """With a second reader, the same watch stops the program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    asked = ["--coder", "llm", "--endpoint", "http://127.0.0.1:9", "--model", "tiny"]
    command = [sys.executable, "-c", _WATCHED, "read", str(report), *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 99, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--coder", "llm"],
        ["--coder", "llm", "--endpoint", "http://localhost:1"],
        ["--coder", "llm", "--model", "tiny"],
        ["--endpoint", "http://localhost:1"],
        ["--model", "tiny"],
        ["--coder", "llm", "--model", "tiny", "--endpoint", "http://reader.example"],
        ["--coder", "llm", "--model", "tiny", "--endpoint", "http://localhost:1", "--engine", "ray"],
        ["--coder", "llm", "--model", "tiny", "--endpoint", "http://localhost:1", "--patience", "0"],
        ["--confidence", "1.5"],
        ["--confidence", "0.5", "--favour", "recall"],
    ],
)
def test_arguments_that_do_not_fit_together_are_wrong_usage(report: Path, arguments: list[str]) -> None:
    """Before anything is read."""
    with pytest.raises(SystemExit) as stopped:
        main(["read", str(report), *arguments])
    assert stopped.value.code == 2


def test_both_in_json_satisfies_the_schema_and_comes_back(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Claims of both, how they pair, where they differ, and a summary."""
    with serving(tells(drill(), delivery(), ONLY_SECOND)) as server:
        assert main(["read", str(report), "--json", *_asks(server)]) == 0
    data = json.loads(capsys.readouterr().out)
    jsonschema.validate(data, schema())
    comparison = data["comparison"]
    ours, second = ({claim["id"] for claim in claims} for claims in (data["claims"], data["second"]["claims"]))
    assert {pair["ours"] for pair in comparison["pairs"]} - {None} == ours
    assert {pair["second"] for pair in comparison["pairs"]} - {None} == second
    assert not ours & second
    summary = comparison["summary"]
    assert summary["both"] == 2
    assert summary["only_second"] == 1
    assert summary["fields"]["when"] == {"agree": 2, "of": 2}
    read = from_json(data)
    assert read.second is not None
    assert read.second.producer == "llm:tiny"
    again = foedera.compare(read)
    assert again is not None
    assert again.both == 2


def test_both_as_text_shows_agreement_and_difference(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Claim by claim, after our own claims; the cost goes to standard error."""
    other = delivery(status="planned", cells=[cell("role:supplier", "Greece"), cell("name", "patrol boats")])
    with serving(tells(drill(), other, ONLY_SECOND)) as server:
        assert main(["read", str(report), *_asks(server)]) == 0
    told = capsys.readouterr()
    assert "Two readers: Foedera and llm:tiny" in told.out
    assert "only second" in told.out
    assert "occurred | planned" in told.out
    assert "second reader tiny: 1 request, 700 tokens sent, 90 received" in told.err


def test_both_as_csv_says_who_reads_each_value_and_whether_the_other_does(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet can filter by reader and agreement."""
    with serving(tells(drill(), ONLY_SECOND)) as server:
        assert main(["read", str(report), "--format", "csv", *_asks(server)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {row["reader"] for row in rows} == {"foedera", "llm:tiny"}
    second = [row for row in rows if row["reader"] == "llm:tiny"]
    assert {row["agrees"] for row in second if row["type"] == "oppose"} == {""}
    assert {row["agrees"] for row in second if row["field"] == "when"} == {"yes"}
    assert all(bool(row["counterpart"]) == (row["agrees"] != "") for row in rows)


def test_both_as_a_page_and_as_lines(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page has a section for the comparison, with every word of the report as text."""
    report.write_text(REPORT.replace("Blue Lantern", "Blue <b>Lantern</b>"), encoding="utf-8")
    named = drill(evidence=[{"quote": "Montenegro and Italy held the naval exercise"}], cells=[])
    named["cells"] = [cell("role:participant", "Montenegro"), cell("name", "Blue <b>Lantern</b>")]
    page = tmp_path / "page.html"
    with serving(tells(named)) as server:
        assert main(["read", str(report), "--format", "html", "-o", str(page), *_asks(server)]) == 0
        assert main(["read", str(report), "--format", "jsonl", *_asks(server)]) == 0
    text = page.read_text(encoding="utf-8")
    assert 'aria-label="Two readers"' in text
    assert "<b>Lantern" not in text
    assert json.loads(capsys.readouterr().out)["comparison"]["summary"]["both"] == 1


def test_in_a_batch_a_report_that_fails_is_told_and_the_others_go_on(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and the claims of the rest."""
    (tmp_path / "alpha.txt").write_text(REPORT.replace("Italy", "Malta"), encoding="utf-8")
    with serving(writes("no"), writes("no"), tells(delivery())) as server:
        code = main(["read", str(tmp_path / "alpha.txt"), str(report), "--format", "jsonl", *_asks(server, "llm")])
    told = capsys.readouterr()
    assert code == 1
    assert "L115" in told.err
    assert "alpha.txt" in told.err
    (line,) = told.out.splitlines()
    assert [claim["type"] for claim in json.loads(line)["claims"]] == ["transfer"]


def test_the_key_is_in_no_output(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor in a message about a server that repeats it."""
    monkeypatch.setenv("FOEDERA_LLM_KEY", "sk-secret-5")
    with serving(tells(drill()), sends({"error": {"message": "Incorrect key sk-secret-5"}}, 401)) as server:
        main(["read", str(report), "--json", *_asks(server)])
        main(["read", str(report), "--json", *_asks(server)])
    told = capsys.readouterr()
    assert server.headers[0]["authorization"] == "Bearer sk-secret-5"
    assert "sk-secret-5" not in told.out + told.err
    assert "L106" in told.err


def test_a_record_keeps_who_read_a_report(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each value of the record names the model; what failed is kept with its code."""
    record = str(tmp_path / "record.db")
    bad = tmp_path / "bad.txt"
    bad.write_text(REPORT.replace("Italy", "Malta"), encoding="utf-8")
    with serving(tells(drill(), delivery()), sends({}, 401)) as server:
        assert main(["add", str(report), "--record", record, *_asks(server, "llm")]) == 0
        assert main(["add", str(bad), "--record", record, *_asks(server, "llm")]) == 1
    assert "2 claims came in" in capsys.readouterr().out
    with foedera.open(record) as opened:
        claims = [claim for stored in opened.reports() for claim in stored.report.claims]
        failures = [failure.code for failure in opened.store.failures.all()]
    assert len(claims) == 2
    assert {each.producer for claim in claims for each in claim.cells} == {"llm:tiny"}
    assert failures == ["L106"]


def test_a_report_that_a_second_reader_has_read_elsewhere_keeps_its_name(report: Path, tmp_path: Path) -> None:
    """From JSON, and from Python."""
    with serving(tells(delivery())) as server:
        read = foedera.read(report, coder="llm", endpoint=server.url, model="tiny")
        with foedera.open(tmp_path / "b.db") as opened:
            opened.add(report, coder="llm", endpoint=server.url, model="tiny")
            assert [stored.model for stored in opened.reports()] == ["llm:tiny"]
    with foedera.open(tmp_path / "a.db") as opened:
        opened.put([from_json(json.loads(json.dumps(to_json(read))))])
        (stored,) = opened.reports()
    assert stored.model == "llm:tiny"
    assert stored.report.claims == read.claims


def test_a_record_takes_one_reader_only(report: Path, tmp_path: Path) -> None:
    """A comparison is something to look at, not to store."""
    with pytest.raises(SystemExit) as stopped:
        main(["add", str(report), "--record", str(tmp_path / "r.db"), "--coder", "both"])
    assert stopped.value.code == 2


def test_python_has_the_same_words(report: Path) -> None:
    """`coder`, `endpoint`, `model`; a failure is an error with problems."""
    with serving(tells(delivery()), sends({}, 404)) as server:
        read = foedera.read(report, coder="llm", endpoint=server.url, model="tiny")
        with pytest.raises(foedera.FoederaError) as caught:
            foedera.read(report, coder="both", endpoint=server.url, model="tiny")
    (claim,) = read.claims
    assert claim.type == "transfer"
    assert read.text[claim.evidence[0].start : claim.evidence[0].end] == DELIVERED
    assert "L107" in str(caught.value)
    assert foedera.compare(read) is None


def test_fewer_or_more_claims_can_be_asked_for(report: Path) -> None:
    """What a higher confidence shows is part of what a lower one shows."""
    sure, plain, all_ = (foedera.read(report, confidence=p).claims for p in (0.95, None, 0.05))
    assert len(sure) <= len(plain) <= len(all_)
    assert all(claim.confidence >= 0.95 for claim in sure)
    assert len(all_) > 0
