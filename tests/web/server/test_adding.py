"""Reports that come by the page: read by a process of their own; what fails is named, the rest goes on."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedera.parse import MODEL
from foedera.web.adding import Adder, Job
from foedera.web.workman import Workman, WorkmanDiedError
from tests.record.making import new_record, three_on_one
from tests.web.server.making import served

ROOT = Path(__file__).parents[3]
model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
_PATIENCE = 240


def over(client: TestClient, job: str) -> dict[str, Any]:
    """Wait for a job and return how it ended."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        told: dict[str, Any] = client.get(f"/api/jobs/{job}").json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.1)
    raise AssertionError(f"not over: {told}")


@model
@pytest.mark.model
def test_files_and_pasted_text_are_added(tmp_path: Path) -> None:
    """Each input has its outcome; the events are there when the job is done; adding again adds nothing."""
    wire = (ROOT / "examples" / "exercise_wire.txt").read_bytes()
    with served(tmp_path) as (client, _):
        files = [
            ("files", ("wire.txt", wire)),
            ("files", ("broken.pdf", b"%PDF-1.7 nothing")),
            ("files", ("e.txt", b"")),
        ]
        pasted = "BELGRADE, 12 August 2025 - Serbia and China held the exercise Silver Ridge 2025 near Belgrade."
        sent = client.post("/api/reports", files=files, data={"text": pasted, "publisher": "Paste Post"})
        assert sent.status_code == 202
        told = over(client, sent.json()["id"])
        assert told["state"] == "done"
        assert [each["kind"] for each in told["outcomes"]] == ["new", "failed", "failed", "new"]
        assert all(each["problems"] for each in told["outcomes"] if each["kind"] == "failed")
        assert told["outcomes"][3]["source"].startswith("pasted: BELGRADE")
        report = client.get(f"/api/reports/{told['outcomes'][3]['report']}").json()
        assert report["publisher"] == "Paste Post"
        assert client.get("/api/events", params={"text": '"Silver Ridge"'}).json()["total"] == 1
        again = over(client, client.post("/api/reports", files=files[:1]).json()["id"])
        assert [each["kind"] for each in again["outcomes"]] == ["same"]
        stream = client.get(f"/api/jobs/{sent.json()['id']}/events")
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert json.loads(stream.text.split("data: ")[-1])["state"] == "done"


@pytest.mark.parametrize(
    "data", [{}, {"text": "  "}, {"text": "x", "published": "someday"}, {"text": "x", "publisher": "\0"}]
)
def test_nothing_to_add_is_told_so(client: TestClient, data: dict[str, str]) -> None:
    """And nothing waits for it."""
    assert client.post("/api/reports", data=data or None, files=None).status_code == 400
    assert client.get("/api/jobs").json() == []


def test_an_address_is_never_fetched(client: TestClient) -> None:
    """There is no way to name one: what is no document is refused or read as the text that it is."""
    body = {"url": "http://127.0.0.1:1/secret"}
    assert client.post("/api/reports", data=body).status_code == 400
    assert client.post("/api/reports", json=body).status_code in (400, 422)


def test_what_waits_is_merged_when_the_server_starts(tmp_path: Path) -> None:
    """A run of `add` that was broken off before it merged is made good."""
    with new_record(tmp_path) as record:
        from foedera.record.adding import put_reports  # noqa: PLC0415 - used here only

        list(put_reports(record.store, record.knowledge, three_on_one(), "test"))
        assert record.store.queue.count() == 3
    from foedera.web.app import create_app  # noqa: PLC0415 - likewise

    with TestClient(create_app(tmp_path / "record.db"), base_url="http://127.0.0.1:8765") as client:
        until = time.monotonic() + _PATIENCE
        while client.get("/api/events").json()["total"] == 0 and time.monotonic() < until:
            time.sleep(0.1)
        assert client.get("/api/events").json()["total"] == 1


class _Breaks(Workman):
    """A process that dies over one kind of document, as hostile ones may make it."""

    def __init__(self, deadly: str) -> None:
        super().__init__("nowhere.db")
        self.deadly, self.deaths = deadly, 0

    def do(self, order: dict[str, Any]) -> Any:
        """Tell of each input in turn; die over the deadly one."""
        for name, _ in order["inputs"]:
            if name == self.deadly:
                self.deaths += 1
                raise WorkmanDiedError("the reading process ended (code -11): this document may be the reason")
            yield {
                "outcome": {
                    "source": name,
                    "kind": "new",
                    "report": name,
                    "claims": 1,
                    "version_of": None,
                    "problems": [],
                }
            }


def test_a_document_that_kills_its_reader_costs_only_itself(tmp_path: Path) -> None:
    """It is named as the one, and the others go on in a new process."""
    workman = _Breaks("b")
    adder = Adder(workman)
    document = tmp_path / "document"
    document.write_bytes(b"text")
    with adder.receiving() as box:
        for name in "abc":
            with document.open("rb") as file:
                box.take(name, file)
        job = adder.submit(box, published=None, publisher=None, by="Ana")
    until = time.monotonic() + 20
    found: Job | None = job
    while found is not None and not found.over and time.monotonic() < until:
        time.sleep(0.02)
        found = adder.find(job.id)
    assert found is not None
    assert [(each.source, each.kind) for each in found.outcomes] == [("a", "new"), ("b", "failed"), ("c", "new")]
    assert found.outcomes[1].problems[0].code == "W190"
    assert found.state == "done"
    adder.close()
    assert not box.folder.exists()


def test_a_process_that_is_killed_is_started_anew(tmp_path: Path) -> None:
    """The real one: it does its next order in a new process; after `stop` there is none."""
    new_record(tmp_path, *three_on_one()).close()
    workman = Workman(str(tmp_path / "record.db"))
    assert list(workman.do({"inputs": []})) == []
    assert workman._process is not None
    first = workman._process.pid
    workman._process.kill()
    workman._process.wait()
    assert list(workman.do({"inputs": []})) == []
    assert workman._process.pid != first
    workman.stop()
    with pytest.raises(WorkmanDiedError):
        list(workman.do({"inputs": []}))


def test_a_record_that_cannot_be_opened_fails_the_job(tmp_path: Path) -> None:
    """With the reason; the process lives on."""
    (tmp_path / "no.db").write_text("no record")
    workman = Workman(str(tmp_path / "no.db"))
    told = list(workman.do({"inputs": []}))
    assert "not a record" in told[0]["problem"]
    workman.stop()
