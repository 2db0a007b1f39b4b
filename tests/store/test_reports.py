"""Reports go in once, whole, and come out as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera.store import Store, StoreError
from tests.store.making import make_claim, make_kept, make_report


def test_a_report_comes_out_as_it_went_in(store: Store) -> None:
    report = make_report(
        "r1", make_claim("c1"), make_claim("c2", when=None, states=("NATO",)), url="https://a.example/x"
    )
    kept = make_kept(report)
    added = store.reports.add(kept)
    assert (added.kind, added.report, added.seq, added.version_of) == ("new", "r1", 1, None)
    stored = store.reports.get("r1")
    assert stored.report == report
    assert (stored.source, stored.sha256, stored.page) == (kept.source, kept.sha256, "url:a.example/x")
    assert (stored.producer, stored.model, stored.codebook) == ("foedera 1", "m1", "c1")
    assert stored.voice == "r1"
    original = store.reports.original("r1")
    assert (original.data, original.media_type) == (kept.original, "text/plain")
    assert (original.offsets, original.text) == (kept.offsets, kept.original_text)
    assert store.reports.claim_ids("r1") == ("c1", "c2")
    assert store.reports.claims_as_read(["c2", "none"]) == {"c2": report.claims[1]}
    assert store.reports.report_of(["c1", "none"]) == {"c1": "r1"}
    assert store.reports.texts(["r1"]) == {"r1": report.text}


def test_the_same_report_twice_adds_nothing(store: Store) -> None:
    kept = make_kept(make_report("r1", make_claim("c1")))
    store.reports.add(kept)
    before = store.stats()
    again = store.reports.add(kept)
    assert (again.kind, again.report, again.seq) == ("same", "r1", 1)
    assert replace(store.stats(), bytes=0) == replace(before, bytes=0)


def test_the_same_report_twice_in_one_batch_is_stored_once(store: Store) -> None:
    kept = make_kept(make_report("r1", make_claim("c1")))
    added = store.reports.add_many([kept, kept])
    assert [one.kind for one in added] == ["new", "same"]
    assert {one.seq for one in added} == {1}
    assert store.stats().claims == 1


def test_a_changed_page_is_kept_beside_the_former_one(store: Store) -> None:
    url = "https://www.example.org/news/7/?utm_source=x#top"
    store.reports.add(make_kept(make_report("r1", url=url)))
    other = make_report("r2", text="Changed.", url="http://example.org/news/7")
    added = store.reports.add(make_kept(other, "/elsewhere.html"))
    assert (added.kind, added.version_of) == ("version", "r1")
    third = store.reports.add_many([make_kept(make_report("r3", text="Again.", url=url)), make_kept(other)])
    assert [(one.kind, one.version_of) for one in third] == [("version", "r2"), ("same", None)]
    assert store.reports.versions("r2") == ("r1", "r2", "r3")
    page = "url:example.org/news/7"
    assert store.reports.of_one_page(["r2", "r9"]) == ((page, "r2", "r1"), (page, "r2", "r3"))
    assert store.reports.get("r3").version_of == "r2"


def test_versions_of_a_file_without_an_address_go_by_its_path(store: Store) -> None:
    store.reports.add(make_kept(make_report("r1"), "/a.txt"))
    assert store.reports.add(make_kept(make_report("r2"), "/b.txt")).kind == "new"
    assert store.reports.add(make_kept(make_report("r3"), "/a.txt")).version_of == "r1"
    assert store.reports.add(make_kept(make_report("r4"), "-", page=None)).kind == "new"
    assert store.reports.add(make_kept(make_report("r5"), "-", page=None)).kind == "new"


def test_bytes_of_a_page_that_are_known_are_the_same_report_however_they_were_read(store: Store) -> None:
    store.reports.add(make_kept(make_report("r1"), "/a.txt", original=b"x"))
    assert store.reports.add(make_kept(make_report("r2"), "/a.txt", original=b"x")).report == "r1"
    other = store.reports.add(make_kept(make_report("r3"), "/b.txt", original=b"x"))
    assert other.kind == "new", "another publisher may print the same text"
    digest = store.reports.get("r1").sha256
    assert store.reports.known([digest, "none"]) == {digest: ("r1", "r3")}


def test_a_report_that_cannot_be_kept_costs_only_itself(store: Store) -> None:
    store.reports.add(make_kept(make_report("r1", make_claim("c1"))))
    good, bad, last = (
        make_kept(make_report("r2", make_claim("c2"))),
        make_kept(make_report("r3", make_claim("c3"), make_claim("c1"))),
        make_kept(make_report("r4", make_claim("c4"))),
    )
    added = store.reports.add_many([good, bad, last])
    assert [one.kind for one in added] == ["new", "refused", "new"]
    assert added[1].problem is not None
    assert added[1].problem.code == "S121"
    assert store.reports.find("r3") is None
    assert store.reports.claims_as_read(["c3"]) == {}
    assert store.stats().claims == 3
    assert store.check() == ()


def test_a_batch_inside_a_larger_step_goes_back_with_it(store: Store) -> None:
    def step() -> None:
        with store.writing():
            store.reports.add(make_kept(make_report("r1")))
            assert store.reports.get("r1").seq == 1
            store.reports.get("nix")

    with pytest.raises(StoreError, match=r"no report nix"):
        step()
    assert store.reports.find("r1") is None
    assert store.reports.add(make_kept(make_report("r2"))).seq == 1


@pytest.mark.parametrize("odd", ["\x00", "\x1a", "\ud800", "\x1a0000", "š𝄞\U0010ffff", "'\"%s;--"])
def test_texts_of_any_characters_are_kept(store: Store, odd: str) -> None:
    claim = replace(make_claim("c1"), undisclosed=(odd,))
    cells = tuple(replace(cell, printed=odd) for cell in claim.cells)
    report = make_report("r1", replace(claim, cells=cells), title=odd, publisher=odd, text=f"a{odd}b", byline=(odd,))
    kept = make_kept(report, f"/folder/{odd}", page=f"path:{odd}", original_text=odd)
    store.reports.add(kept)
    store.failures.put(odd, "R100", odd)
    stored = store.reports.get("r1")
    assert stored.report == report
    assert stored.source == kept.source
    assert store.reports.original("r1").text == odd
    assert store.failures.all()[0].source == odd


def test_long_names_fit(store: Store) -> None:
    long = "https://example.org/" + "ž/" * 20_000
    first = make_report("r1", make_claim("c1", states=("x" * 5000,)), url=long, publisher="p" * 9000)
    store.reports.add(make_kept(first, long, page=f"url:{long}"))
    assert store.reports.add(make_kept(make_report("r2", url=long), long, page=f"url:{long}")).version_of == "r1"
    store.failures.put(long, "R100", "x" * 100_000)
    assert store.reports.get("r1").report == first


def test_reports_come_in_the_order_of_adding(store: Store) -> None:
    names = [f"r{n:03}" for n in range(120, 0, -1)]
    store.reports.add_many([make_kept(make_report(name, make_claim(f"c{name}"))) for name in names])
    stored = list(store.reports.iter())
    assert [one.report.id for one in stored] == names
    assert [one.report.claims[0].id for one in stored] == [f"c{name}" for name in names]
    assert [one.seq for one in store.reports.iter(after=118)] == [119, 120]
    assert store.reports.many(["r001", "none"])["r001"].report.claims == ()


def test_what_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match=r"S120 .*no report nix"):
        store.reports.get("nix")
    with pytest.raises(StoreError, match=r"S120 .*no report nix"):
        store.reports.original("nix")


def test_failures_are_kept_until_their_source_is_read(store: Store) -> None:
    store.failures.put("/a.pdf", "R105", "damaged")
    store.failures.put("/b.pdf", "R106", "empty", "hash")
    store.failures.put("/a.pdf", "R107", "encrypted")
    (first, second) = store.failures.all()
    assert (first.source, first.code, first.tries, second.tries) == ("/a.pdf", "R107", 2, 1)
    assert store.failures.find("/b.pdf") == second
    store.reports.add(make_kept(make_report("r1"), "/a.pdf"))
    assert [one.source for one in store.failures.all()] == ["/b.pdf"]
    assert store.failures.drop("/b.pdf")
    assert not store.failures.drop("/b.pdf")
