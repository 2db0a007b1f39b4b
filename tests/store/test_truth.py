"""The truth goes out as plain rows and comes back the same, into a new record or beside what is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.events import Query
from foedera.store import Store, StoreError, open_store
from foedera.types import Actor, Cell, Claim, Evidence, Place, Quantity, Report, SlantMark, Span
from tests.store.making import make_claim, make_kept, make_report
from tests.store.test_decisions import decision

Rows = dict[str, list[Any]]


def take_out(store: Store) -> Rows:
    """Return all rows, through the JSON that an archive holds."""
    with store.reading():
        rows: Rows = {table: json.loads(json.dumps(list(store.truth.rows(table)))) for table in store.truth.tables}
        rows["originals"] = list(store.truth.originals())
    return rows


def put_in(store: Store, rows: Mapping[str, Iterable[Any]]) -> dict[str, int]:
    """Load rows in one transaction."""
    with store.writing():
        counts = {"originals": store.truth.load_originals(rows["originals"])}
        return counts | {table: store.truth.load(table, rows[table]) for table in store.truth.tables}


def fill(store: Store) -> None:
    """Make a record with a row of each kind."""
    first = make_report("r1", make_claim("a"), make_claim("b"), url="https://a.example/1")
    store.reports.add(make_kept(first))
    store.decisions.add(decision("d1", reason="why", value='{"x": 1}'))
    store.reports.add(make_kept(make_report("r2", make_claim("c"), url="https://a.example/1"), original_text=None))
    store.decisions.add(decision("d2", "same", "a", other="c"))
    store.decisions.add(decision("d3", "undo", "d2"))
    store.failures.put("/x.pdf", "R105", "damaged", "hash")
    store.saved.save("q", Query(states=("SRB",), least=0.5))


def test_a_record_restored_is_the_same_record(store: Store, tmp_path: Any) -> None:
    fill(store)
    rows = take_out(store)
    with open_store(tmp_path / "other.db") as other:
        counts = put_in(other, rows)
        assert counts == {table: len(given) for table, given in rows.items()}
        assert take_out(other) == rows
        assert list(other.reports.iter()) == list(store.reports.iter())
        assert list(other.decisions.all()) == list(store.decisions.all())
        assert other.decisions.about("c") == store.decisions.about("c")
        assert other.saved.all() == store.saved.all()
        assert other.failures.all() == store.failures.all()
        assert other.reports.original("r1") == store.reports.original("r1")
        assert other.copies.near(["r1"]) == store.copies.near(["r1"])
        assert other.seq == store.seq == 5
        assert {one.claim for one in other.queue.pending()} == {"a", "b", "c"}
        assert [hit.id for hit in other.search.reports("drills")] == ["r1", "r2"]
        assert other.check() == ()


def test_loading_twice_adds_nothing(store: Store) -> None:
    fill(store)
    rows = take_out(store)
    assert set(put_in(store, rows).values()) == {0}
    assert take_out(store) == rows


def test_a_record_that_holds_others_keeps_them_and_moves_the_numbers(store: Store, tmp_path: Any) -> None:
    fill(store)
    with open_store(tmp_path / "other.db") as other:
        other.reports.add(make_kept(make_report("r1", make_claim("mine"), publisher="Mine")))
        other.reports.add(make_kept(make_report("r9", make_claim("z"))))
        other.queue.done(other.queue.pending())
        counts = put_in(other, take_out(store))
        assert (counts["reports"], counts["claims"], counts["decisions"]) == (1, 1, 3)
        assert other.reports.claim_ids("r1") == ("mine",), "the reading that was there stays"
        assert [(one.report.id, one.seq) for one in other.reports.iter()] == [("r1", 1), ("r9", 2), ("r2", 5)]
        assert [one.id for one in other.decisions.all()] == ["d1", "d2", "d3"]
        assert other.seq == 7
        assert other.reports.add(make_kept(make_report("r5"))).seq == 8
        assert other.check() == ()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("reports", {"text": None}),
        ("reports", {"more": 1}),
        ("reports", {"seq": True}),
        ("reports", {"seq": 2**70}),
        ("reports", {"seq": 2**60}),
        ("reports", {"offsets": [["a"]]}),
        ("reports", {"slant": [[1, 2]]}),
        ("reports", {"signature": "xyz"}),
        ("reports", {"sha256": "unknown"}),
        ("claims", {"status": "burned"}),
        ("claims", {"report": "unknown"}),
        ("claims", {"body": {}}),
        ("claims", {"body": {"confidence": "1", "undisclosed": [], "evidence": [], "triggers": []}}),
        ("claims", {"body": {"confidence": 1, "undisclosed": [], "evidence": [{"start": "0"}], "triggers": []}}),
        ("cells", {"value": [1]}),
        ("cells", {"value": {"no": 1}}),
        ("cells", {"score": float("nan")}),
        ("cells", {"claim": "unknown"}),
        ("decisions", {"action": "burn"}),
        ("saved", {"kind": "all"}),
    ],
)
def test_what_is_no_row_is_named_and_nothing_comes_in(
    store: Store, tmp_path: Any, table: str, change: dict[str, Any]
) -> None:
    fill(store)
    rows = take_out(store)
    rows[table][-1] = rows[table][-1] | change
    with open_store(tmp_path / "other.db") as other:
        with pytest.raises(StoreError, match=rf"S124 .*(row \d+ of {table}|do not fit together|no report unknown)"):
            put_in(other, rows)
        assert other.stats().reports == 0
        assert other.seq == 0


def test_a_document_that_is_not_the_one_it_was_is_refused(store: Store) -> None:
    fill(store)
    row, data = take_out(store)["originals"][0]
    with pytest.raises(StoreError, match=r"S124 .*row 1 of originals"), store.writing():
        store.truth.load_originals([(row, data + b"x")])
    with pytest.raises(StoreError, match=r"only possible within"):
        store.truth.load("reports", [])
    with pytest.raises(StoreError, match=r"no table 'users'"), store.writing():
        store.truth.load("users", [])


_texts = st.text(st.characters(), max_size=8)
_maybe = st.none() | _texts
_numbers = st.integers(0, 10**6)
_spans = st.builds(Span, _numbers, _numbers)
_amounts = st.integers(-(10**9), 10**9).map(float) | st.floats(allow_nan=False, allow_infinity=False)
_shares = st.floats(0, 1)
_actors = st.builds(Actor, _texts, st.sampled_from(["state", "unit", "group"]), _maybe, _maybe)
_quantities = st.builds(Quantity, _amounts, _maybe, _maybe, _maybe, _maybe)
_places = st.builds(Place, _texts, _maybe, st.none() | _shares, st.none() | _shares)
_cells = st.one_of(
    st.builds(Cell, st.just("role:host") | st.just("said_by"), _actors, _texts, _spans, _shares),
    st.builds(Cell, st.just("where"), _places, _texts, _spans, _shares),
    st.builds(
        Cell, _texts.map("field:{}".format), _quantities | _texts | st.booleans() | _numbers, _texts, _spans, _shares
    ),
)


@st.composite
def _reports(draw: st.DrawFn) -> list[Report]:
    reports = []
    for n in range(draw(st.integers(1, 3))):
        claims = tuple(
            Claim(
                f"c{n}-{m}",
                draw(_texts),
                draw(st.sampled_from(["occurred", "denied"])),
                tuple(draw(st.lists(_cells, max_size=4))),
                tuple(draw(st.lists(st.builds(Evidence, _numbers, _numbers, st.tuples(_texts)), max_size=2))),
                draw(st.tuples(_texts)),
                draw(_shares),
                tuple(draw(st.lists(_spans, max_size=2))),
            )
            for m in range(draw(st.integers(0, 2)))
        )
        slant = draw(st.lists(st.builds(SlantMark, _numbers, _numbers, _texts), max_size=2).map(tuple))
        title, dateline, published, publisher, url, language = (draw(_maybe) for _ in range(6))
        byline = draw(st.tuples(_texts))
        reports.append(
            Report(f"r{n}", draw(_texts), title, byline, dateline, published, publisher, url, language, slant, claims)
        )
    return reports


@given(reports=_reports())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_report_goes_through_the_record_and_through_an_archive(
    empty_file: Any, tmp_path_factory: pytest.TempPathFactory, reports: list[Report]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    one, other = folder / "one.db", folder / "other.db"
    for path in (one, other):
        path.write_bytes(empty_file.read_bytes())
    with open_store(one) as store, open_store(other) as copy:
        store.reports.add_many(make_kept(report) for report in reports)
        assert [stored.report for stored in store.reports.iter()] == reports
        rows = take_out(store)
        put_in(copy, rows)
        assert take_out(copy) == rows
        assert list(copy.reports.iter()) == list(store.reports.iter())
