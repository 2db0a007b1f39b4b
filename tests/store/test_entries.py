"""Claims as they stand: kept, asked for by every filter, searched, and gone through in bounded memory."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from foedera.events import Query
from foedera.store import Stand, Store, StoreError, find_words
from foedera.store import rows as paging
from foedera.types import Actor, Cell, Span
from tests.store.making import make_claim, make_entry, make_event, make_kept, make_report


@pytest.fixture
def filled(store: Store) -> Store:
    """A record of five claims that differ in all that can be asked for."""
    a = make_claim("a", when="2024-05-04", confidence=0.9)
    b = make_claim("b", kind="transfer", status="planned", states=("SRB", "RUS"), when="2024-06/..", confidence=0.4)
    c = make_claim("c", states=("NOR", "NATO"), when="../2023", title="Cold Lantern")
    d = make_claim("d", status="denied", states=("CHN",), when=None)
    e = make_claim("e", states=(), when=None, title="Nameless")
    first = make_report("r1", a, b)
    second = make_report("r2", c, d, publisher="North Post", published="2024-12-24")
    third = make_report("r3", e, publisher=None, published=None)
    store.reports.add_many([make_kept(report) for report in (first, second, third)])
    store.entries.put(
        [
            make_entry(a, first, verdict="accepted"),
            make_entry(b, first, edited=True),
            make_entry(c, second, verdict="rejected"),
            make_entry(d, second),
            make_entry(e, third, source="table"),
        ]
    )
    return store


def _found(store: Store, **parts: object) -> str:
    query = replace(Query(), **parts)  # type: ignore[arg-type]
    found = "".join(entry.id for entry in store.entries.iter(query))
    if query.limit is None and not query.offset:
        assert store.entries.count(query) == len(found)
    return found


def test_entries_come_out_as_they_went_in(filled: Store) -> None:
    report = make_report("r1")
    entry = filled.entries.get("a")
    assert entry == make_entry(make_claim("a"), report, verdict="accepted")
    assert filled.entries.get("e").source == "table"
    assert [entry.id for entry in filled.entries.of_report("r2")] == ["c", "d"]
    assert list(filled.entries.many(["d", "none", "b"])) == ["d", "b"]
    assert filled.entries.reports_of(["a", "c"]) == {"a": "r1", "c": "r2"}
    with pytest.raises(StoreError, match=r"S120 .*no claim nix"):
        filled.entries.get("nix")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, "ecabd"),  # those without any date first; an open beginning stands at its end
        ({"states": ("SRB",)}, "ab"),
        ({"states": ("srb", "RUS")}, "b"),
        ({"states": ("NATO",)}, "c"),
        ({"types": ("transfer", "meeting")}, "b"),
        ({"statuses": ("denied",)}, "d"),
        ({"since": "2024-05-05"}, "bd"),
        ({"since": "2024-05-04", "until": "2024-05-31"}, "a"),
        ({"until": "1999-01-01"}, "c"),
        ({"since": "2031-01-01"}, "b"),
        ({"publishers": ("North Post",)}, "cd"),
        ({"publishers": ("North Post", "Osava Courier"), "since": "2024-05-05"}, "bd"),
        ({"least": 0.5}, "ecad"),
        ({"verdict": "accepted"}, "a"),
        ({"verdict": "none"}, "ebd"),
        ({"added_after": 1}, "ecd"),
        ({"text": '"firm anchor"'}, "abd"),
        ({"text": "osava -lantern"}, "eabd"),
        ({"text": "-lantern"}, "eabd"),
        ({"text": "lant*"}, "c"),
        ({"text": "LÀNTERN"}, "c"),
        ({"text": "!!!"}, ""),
        ({"text": "  "}, "ecabd"),
        ({"text": "anchor", "states": ("CHN",)}, "d"),
        ({"limit": 2}, "ec"),
        ({"limit": 2, "offset": 2}, "ab"),
        ({"conflicts": True}, ""),
    ],
)
def test_claims_are_found_by_each_part_of_a_query(filled: Store, parts: dict[str, object], found: str) -> None:
    assert _found(filled, **parts) == found


def test_newest_first_is_the_other_way_round(filled: Store) -> None:
    assert "".join(entry.id for entry in filled.entries.iter(newest=True)) == "dbace"
    assert "".join(entry.id for entry in filled.entries.iter(Query(limit=2, offset=1), newest=True)) == "ba"


def test_claims_of_events_on_which_reports_clash(filled: Store) -> None:
    filled.events.replace(
        [], [make_event(make_claim("a"), make_claim("b"), conflict=True), make_event(make_claim("c"))]
    )
    assert _found(filled, conflicts=True) == "ab"


def test_putting_again_replaces_all_that_was_found_before(filled: Store) -> None:
    report = make_report("r1")
    changed = make_claim("a", kind="meeting", states=("CHN",), when="2020", title="Tea")
    filled.entries.put([make_entry(make_claim("a"), report), make_entry(changed, report, verdict="unsure")])
    assert filled.entries.get("a").claim == changed
    assert _found(filled, states=("NOR",)) == "c"
    assert _found(filled, states=("CHN",)) == "ad"
    assert _found(filled, text="tea") == "a"
    assert _found(filled, text="anchor") == "bd"
    assert _found(filled, verdict="unsure", types=("meeting",), until="2020-12-31") == "a"


def test_dropped_entries_leave_nothing_behind(filled: Store) -> None:
    filled.blocks.put({"a": Stand("1", (7,)), "b": Stand("2", (7,))})
    filled.entries.drop(["a", "nix"])
    assert _found(filled, text="anchor") == "bd"
    assert _found(filled, states=("NOR",)) == "c"
    assert filled.blocks.members([7]) == {7: {"b": "2"}}
    assert filled.entries.find("a") is None
    assert filled.check() == ()


def test_an_entry_of_no_report_is_refused_and_none_is_kept(store: Store) -> None:
    store.reports.add(make_kept(make_report("r1")))
    made = [make_entry(make_claim("a"), make_report("r1")), make_entry(make_claim("b"), make_report("r9"))]
    with pytest.raises(StoreError, match=r"S120 .*no report r9"):
        store.entries.put(made)
    assert store.entries.count() == 0


def test_long_answers_come_page_by_page_and_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedera.store.filters.PAGE", 7)
    assert paging.PAGE > 7
    claims = [make_claim(f"c{n:02}", when=f"2024-0{1 + n % 3}" if n % 4 else None) for n in range(40)]
    report = make_report("r1", *claims)
    store.reports.add(make_kept(report))
    store.entries.put(make_entry(claim, report) for claim in claims)
    ids = [entry.id for entry in store.entries.iter()]
    assert sorted(ids) == [claim.id for claim in claims]
    assert [entry.id for entry in store.entries.iter(newest=True)] == ids[::-1]
    assert [entry.id for entry in store.entries.iter(Query(limit=20, offset=5))] == ids[5:25]


def test_an_answer_half_read_holds_nothing_up(store: Store) -> None:
    report = make_report("r1", *(make_claim(f"c{n:04}") for n in range(700)))
    store.reports.add(make_kept(report))
    store.entries.put(make_entry(claim, report) for claim in report.claims)
    answer = store.entries.iter()
    next(answer)
    store.reports.add(make_kept(make_report("r2")))
    store.entries.drop(["c0699"])
    assert sum(1 for _ in answer) == 698


def test_memory_does_not_grow_with_the_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedera.store.filters.PAGE", 50)
    report = make_report("r1", *(make_claim(f"c{n:05}") for n in range(400)))
    store.reports.add(make_kept(report))
    store.entries.put(make_entry(claim, report) for claim in report.claims)

    def peak(limit: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in store.entries.iter(Query(limit=limit))) == limit
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(50)
    assert peak(400) < peak(100) * 1.5


def test_search_ranks_claims_and_reports(filled: Store) -> None:
    assert {hit.id for hit in filled.search.claims('"cold lantern" osava')} == {"c"}
    assert [hit.id for hit in filled.search.reports("drills")] == ["r1", "r2", "r3"]
    assert [hit.id for hit in filled.search.reports("drills", limit=1, offset=1)] == ["r2"]
    assert [hit.id for hit in filled.search.reports('r2 "blue harbour" -r1')] == ["r2"]
    assert filled.search.reports("...") == ()
    assert {hit.id for hit in filled.search.claims("-anchor")} == {"c", "e"}


def test_a_phrase_does_not_reach_from_one_value_into_the_next(store: Store) -> None:
    cells = (
        Cell("role:participant", Actor("Red", "state", "SRB"), "Red", Span(0, 1), 1.0),
        Cell("role:participant", Actor("Fox", "state", "SRB"), "Fox", Span(0, 1), 1.0),
    )
    claim = replace(make_claim("a"), cells=cells, evidence=())
    report = make_report("r1", claim)
    store.reports.add(make_kept(report))
    store.entries.put([make_entry(claim, report)])
    assert store.search.claims('"red fox"') == ()
    assert [hit.id for hit in store.search.claims('"red srb"')] == []
    assert [hit.id for hit in store.search.claims("red fox")] == ["a"]


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        '""',
        "' OR 1=1 --",
        "a\x00b",
        "NEAR(a b)",
        "words:anchor",
        "anchor AND",
        "*",
        "-",
        '-"',
        "^a",
        "a^2",
        "\ud800",
    ],
)
def test_nothing_typed_breaks_the_search(filled: Store, hostile: str) -> None:
    filled.search.claims(hostile)
    filled.search.reports(hostile)
    assert filled.entries.count(Query(text=hostile)) >= 0
    assert filled.entries.count(Query(states=(hostile,), types=(hostile,), publishers=(hostile,))) == 0


def test_a_question_too_long_is_refused(filled: Store) -> None:
    with pytest.raises(StoreError, match=r"S123 .*more than 64 words"):
        filled.search.claims("word " * 65)


def test_found_words_are_marked_in_the_text() -> None:
    text = "São Tomé's S-400 drills, and a drill"
    spans = find_words('"sao tome" drill* -and s400 "s 400"', text)
    assert [text[span.start : span.end] for span in spans] == ["São Tomé", "S-400", "drills", "drill"]
