"""Pages of the desk as the server makes them, and what they are made from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import foedera
from foedera.types import Report
from foedera.web.app import create_app
from foedera.web.forms import form_rules
from foedera.web.marked import PART, paragraphs, part_at, parts_of
from foedera.web.users import User
from tests.web.desk.making import drill, hostile, overlapping


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("pages") / "record.db"
    with foedera.open(path) as record:
        record.put([drill(1, 5), overlapping(), hostile()])
    with TestClient(create_app(path), base_url="http://127.0.0.1:8765") as made:
        yield made


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="desk-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_queue_shows_the_first_item_with_its_report_and_reason(client: TestClient) -> None:
    page = client.get("/queue?kind=claim").text
    assert "the coder is 40% sure of this meeting" in page
    assert data_of(page)["claim"]["id"] == "c-hostile"  # type: ignore[index]


def test_a_kind_that_is_none_is_refused_with_the_kinds_there_are(client: TestClient) -> None:
    answer = client.get("/queue?kind=odd")
    assert answer.status_code == 400
    assert "conflict, pair, forecast, claim" in answer.text


def test_a_claim_leads_to_its_report_even_from_another_ones_address(client: TestClient) -> None:
    for address in ("/claims/c-buys", "/reports/r01?claim=c-buys"):
        answer = client.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/reports/overlap?claim=c-buys")


@pytest.mark.parametrize("path", ["/claims/none", "/reports/none", "/reports/r01?claim=none", "/desk?claim=none"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/queue", "/reports/hostile?claim=c-hostile", "/desk?claim=c-hostile", "/add"])
def test_no_page_has_scripts_or_styles_of_its_own(client: TestClient, path: str) -> None:
    for tag, given_ in tags(client.get(path).text):
        assert tag != "style"
        assert tag != "script" or given_.get("src") or given_.get("type") == "application/json"
        assert not [name for name in given_ if name.startswith("on") or name in ("style", "srcdoc")]
        assert all((given_.get(name) or "/").startswith(("/", "#")) for name in ("href", "src", "action"))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of a page with their attributes, as a browser reads them."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(page)
    return found


def test_the_desk_brings_the_hash_of_what_it_shows(client: TestClient) -> None:
    data = data_of(client.get("/desk?claim=c-buys").text)
    assert data["shown"] == client.get("/api/state?target=c-buys").json()["hash"]
    assert data["report"] == "overlap"


def test_two_claims_lie_side_by_side_with_the_hash_of_both(client: TestClient) -> None:
    page = client.get("/desk?claim=c-buys&other=c0100&kind=pair").text
    shown = client.get("/api/state?target=c-buys&other=c0100").json()["hash"]
    assert data_of(page)["shown"] == shown
    assert page.count('class="sheet"') == 2


def test_forms_know_every_type_role_field_and_value(client: TestClient) -> None:
    rules = client.get("/codebook.json").json()
    stage = next(each for each in rules["types"]["transfer"]["fields"] if each["field"] == "field:stage")
    assert stage["values"] == ["negotiation", "order", "delivery", "in service"] or "order" in stage["values"]
    assert ["SRB", "Serbia"] in rules["countries"]
    kinds = {each["kind"] for kind in rules["types"].values() for each in kind["fields"]}
    assert kinds <= {"text", "time", "place", "actor", "quantity", "choice", "flag"}


def test_every_kind_of_field_has_a_form() -> None:
    from foedera import codebook  # noqa: PLC0415 - slow to load

    assert form_rules(codebook.load())["types"]


@given(st.lists(st.sampled_from(["a", "\n", "é", "𝕊", "word "]), max_size=60).map("".join), st.integers(1, 4000))
def test_parts_hold_the_whole_text_once(unit: str, times: int) -> None:
    text = unit * times
    parts = parts_of(text)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= PART + 4_000 for start, end in parts)
    for at, (start, end) in enumerate(parts):
        if start < end:
            assert part_at(parts, start) == at


@pytest.mark.parametrize("report", [drill(1, 5), overlapping(), hostile()], ids=lambda report: report.id)
def test_pieces_stand_where_they_say_and_leave_nothing_out(report: Report) -> None:
    found = [piece for lines in paragraphs(report, report.claims, 0, len(report.text)) for piece in lines]
    for piece in found:
        there = report.text[piece.start : piece.start + len(piece.words)]
        assert len(there) == len(piece.words)
        assert all(shown in (real, "\ufffd") for shown, real in zip(piece.words, there, strict=True))
    assert sum(len(piece.words) for piece in found) == len(report.text.replace("\n", ""))
    anchored = [number for piece in found for number in piece.anchors]
    assert anchored == sorted(set(anchored), key=anchored.index)
    assert set(anchored) == set(range(len(report.claims)))


def test_who_may_only_read_sees_no_way_to_decide_or_add(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with foedera.open(path) as record:
        record.put([overlapping()])
    site = create_app(path)
    site.state.server.local = User("reader", "read")
    with TestClient(site, base_url="http://127.0.0.1:8765") as client:
        page = client.get("/reports/overlap?claim=c-buys").text
        assert client.get("/add").status_code == 403
    acts = {given_.get("data-do") for _, given_ in tags(page)} - {None}
    assert acts == {"next", "previous", "pick", "search", "help"}
    assert "/add" not in {given_.get("href") for _, given_ in tags(page)}
