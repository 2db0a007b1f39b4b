"""One event with its sources side by side."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from starlette.testclient import TestClient

from foedera.events import Entry, Event, FieldView, Reading
from foedera.types import Cell, Claim, Evidence, Quantity, Span
from foedera.web.pages.sides import passage_of, rows_of, sides_of
from tests.web.record.making import links, words
from tests.web.server.making import FIRST, SECOND, THIRD


def test_any_claim_of_an_event_leads_to_it(reader: TestClient) -> None:
    own = f"/events/e-{FIRST}"
    assert reader.get(f"/events/e-{SECOND}").headers["location"] == own
    assert reader.get(own).status_code == 200


def test_every_value_stands_under_its_source_and_leads_to_its_claim(reader: TestClient) -> None:
    shown = reader.get(f"/events/e-{FIRST}").text
    leads = {(link.text, link.href) for link in links(shown)}
    assert ("150 soldiers", f"/reports/r2?claim={THIRD}") in leads
    assert ("Mirovnik 2025", f"/reports/r2?claim={THIRD}") in leads
    assert ("120 soldiers", f"/reports/r0?claim={FIRST}") in leads
    told = words(shown.partition('<table class="data sides">')[2])
    assert told.index("Belgrade Courier") < told.index("Hebei Post") < told.index("Danube Review")
    assert "claims clash" in told


def test_the_table_comes_as_a_file_that_says_the_same(reader: TestClient) -> None:
    answer = reader.get(f"/events/e-{FIRST}/sources.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    people = {(row["publisher"], row["value"], row["claim"]) for row in rows if row["field"] == "field:personnel"}
    assert ("Danube Review", "150 soldiers", THIRD) in people
    assert {row["stand"] for row in rows if row["field"] == "field:personnel"} == {"claims clash"}


def test_decisions_are_listed_and_can_be_taken_back(client: TestClient) -> None:
    client.post("/api/decisions", json={"action": "accept", "target": FIRST, "reason": "read <b>it</b>"})
    shown = client.get(f"/events/e-{FIRST}").text
    assert "accepted a claim" in words(shown)
    assert "read &lt;b&gt;it&lt;/b&gt;" in shown
    decision = shown.partition('name="decision" value="')[2].partition('"')[0]
    assert client.post(f"/events/e-{FIRST}/undo", data={"decision": decision}).status_code == 303
    assert "taken back" in words(client.get(f"/events/e-{FIRST}").text)


def test_a_form_of_another_site_changes_nothing(reader: TestClient) -> None:
    for path, data in (
        ("/saved", {"name": "x"}),
        ("/publishers/rate", {"name": "Hebei Post", "letter": "A"}),
        ("/demo", {}),
    ):
        answer = reader.post(
            path, data=data, headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
        )
        assert answer.status_code == 403
    assert "not rated" in reader.get("/publishers").text


def _entry(name: str, voice: str, people: float | None, **more: object) -> Entry:
    cells = (Cell("field:personnel", Quantity(people), str(people), Span(0, 3), 0.9),) if people else ()
    claim = Claim(name, "exercise", "occurred", cells, (Evidence(0, 10, ()),))
    return replace(Entry(claim, f"report of {name}", "2025-07", f"Paper {name}", voice), **more)  # type: ignore[arg-type]


def test_near_copies_share_a_column() -> None:
    entries = [_entry("a", "one", 100), _entry("b", "one", 100), _entry("c", "two", 200)]
    sides = sides_of(entries, {})
    assert [(side.letter, side.entry.id, [each.id for each in side.others]) for side in sides] == [
        ("A", "a", ["b"]),
        ("B", "c", []),
    ]


def test_what_is_withheld_is_told_apart_from_silence() -> None:
    entries = [_entry("a", "one", 100), _entry("b", "two", None), _entry("c", "three", None)]
    view = FieldView("field:personnel", (Reading(Quantity(100.0), ("a",), 1),), conflict=False, undisclosed=("b",))
    event = Event("e-a", "exercise", None, "occurred", None, (), ("a", "b", "c"), (view,))
    (row,) = rows_of(event, sides_of(entries, {}), {})
    assert row.stand == "alone"
    assert row.withheld == ("B",)
    assert [[said.words for said in cell] for cell in row.said] == [["100"], [], []]


def test_a_voice_that_only_agrees_with_a_value_is_marked() -> None:
    entries = [_entry("a", "one", 1340), _entry("b", "one", 1350), _entry("c", "two", 1350)]
    view = FieldView("field:personnel", (Reading(Quantity(1340.0), ("a", "b", "c"), 2, ("b", "c")),), conflict=False)
    event = Event("e-a", "exercise", None, "occurred", None, (), ("a", "b", "c"), (view,))
    (row,) = rows_of(event, sides_of(entries, {}), {})
    assert [(value.letters, value.near) for value in row.values] == [(("A", "B"), ("B",))]


def test_a_passage_is_cut_where_values_stand() -> None:
    text = "In all, about 1,200 sailors took part."
    cell = Cell("field:personnel", Quantity(1200.0), "about 1,200", Span(8, 19), 0.9)
    claim = Claim("c", "exercise", "occurred", (cell,), (Evidence(0, len(text), ()),), triggers=(Span(28, 37),))
    pieces = passage_of(text, claim.evidence[0], claim)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.marked] == ["about 1,200", "took part"]


def test_a_passage_beyond_the_text_or_endless_is_shown_as_far_as_it_goes() -> None:
    long = "x" * 5_000_000
    claim = Claim("c", "exercise", "occurred", (), (Evidence(0, 5_000_000, ()),))
    assert sum(len(piece.text) for piece in passage_of(long, claim.evidence[0], claim)) < 500
    assert passage_of("short", Evidence(3, 90, ()), claim)[0].text.startswith("rt")
    assert passage_of("", Evidence(3, 9, ()), claim) in ((), (passage_of("", Evidence(3, 9, ()), claim)))
