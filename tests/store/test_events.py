"""Blocks, links and events: replaced as a whole, found by any claim, walked without gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedera.events import Link, Query, Reason
from foedera.store import Stand, Store, StoreError
from foedera.store.near import MANY
from foedera.types import Claim
from tests.store.making import make_claim, make_entry, make_event, make_kept, make_report

CLAIMS = {name: make_claim(name, when=f"2024-05-0{n}") for n, name in enumerate("abcdef", 1)}


@pytest.fixture
def filled(store: Store) -> Store:
    """A record of two reports with three claims each."""
    first = make_report("r1", *(CLAIMS[name] for name in "abc"))
    second = make_report("r2", *(CLAIMS[name] for name in "def"), publisher="North Post", published="2024-07-01")
    store.reports.add_many([make_kept(first), make_kept(second)])
    store.entries.put(make_entry(claim, report) for report in (first, second) for claim in report.claims)
    return store


def _link(left: str, right: str, score: float = 0.9, judgement: str | None = None) -> Link:
    return Link(left, right, score, (), judgement)  # type: ignore[arg-type]


def test_blocks_hold_claims_with_their_ranks(filled: Store) -> None:
    filled.blocks.put({"a": Stand("07", (-5, 9)), "b": Stand("05", (-5,)), "none": Stand("1", (9,))})
    assert filled.blocks.members([-5, 9, 1]) == {-5: {"a": "07", "b": "05"}, 9: {"a": "07"}}
    filled.blocks.put({"a": Stand("1", (1,))})
    assert filled.blocks.of(["a", "b", "c"]) == {"a": Stand("1", (1,)), "b": Stand("05", (-5,))}
    assert filled.blocks.members([-5, 9, 1]) == {-5: {"b": "05"}, 1: {"a": "1"}}


def test_what_is_filled_in_great_numbers_is_there_as_what_is_put(filled: Store) -> None:
    keys = filled.entries.keys("abz")
    assert sorted(keys) == ["a", "b"]
    filled.blocks.stand([(keys["a"], "a", Stand("07", (-5, 9))), (keys["b"], "b", Stand("05", (-5,)))])
    filled.blocks.fill([(-5, keys["a"]), (-5, keys["b"]), (9, keys["a"])])
    filled.links.fill([(keys["a"], keys["b"], 0.7, None)])
    assert filled.blocks.members([-5, 9]) == {-5: {"a": "07", "b": "05"}, 9: {"a": "07"}}
    assert filled.blocks.of("ab") == {"a": Stand("07", (-5, 9)), "b": Stand("05", (-5,))}
    assert filled.links.of("a") == (Link("a", "b", 0.7, ()),)
    filled.links.fill([(keys["a"], keys["b"], 0.8, "same")])
    assert filled.links.of("b") == (Link("a", "b", 0.8, (), "same"),)
    filled.blocks.put({"a": Stand("1", (1,))})
    assert filled.blocks.members([-5, 9, 1]) == {-5: {"b": "05"}, 1: {"a": "1"}}


def test_links_replace_all_that_touch_their_claims(filled: Store) -> None:
    kept = _link("e", "f")
    filled.links.put("abcdef", [_link("a", "b"), _link("b", "c"), kept])
    assert filled.links.of("b") == (_link("a", "b"), _link("b", "c"))
    filled.links.put("b", [_link("b", "d", 0.2, "same")])
    assert filled.links.of("abcdef") == (_link("b", "d", 0.2, "same"), kept)
    assert filled.links.count() == 2
    with pytest.raises(StoreError, match=r"S120 .*no claim z"):
        filled.links.put("a", [_link("a", "z")])
    assert filled.links.count() == 2


def test_links_that_are_shown_are_explained_as_the_store_was_told(filled: Store) -> None:
    filled.links.put("ab", [_link("a", "b")])
    reason = Reason("dates", 2.5, "4 May", "May 2024")
    filled.links.explain = lambda links: [replace(link, reasons=(reason,)) for link in links]
    assert filled.links.of("a")[0].reasons == (reason,)
    assert filled.links.network("a")[1][0].reasons == ()


def test_single_links_come_and_go(filled: Store) -> None:
    filled.links.put("abcdef", [_link("a", "b"), _link("b", "c"), _link("c", "d")])
    assert filled.links.existing({("a", "b"), ("a", "c"), ("c", "z")}) == {("a", "b")}
    filled.links.change("d", [("a", "b"), ("a", "f")], [_link("b", "c", 0.3), _link("a", "e")])
    assert filled.links.of("abcdef") == (_link("a", "e"), _link("b", "c", 0.3))


def test_a_component_is_all_that_links_lead_to(filled: Store) -> None:
    filled.links.put(
        "abcdef", [_link("a", "d"), _link("b", "d", 0.3), _link("b", "e", 0.1, "same"), _link("e", "f", 0.5)]
    )
    everything, links = filled.links.network("a")
    assert everything == frozenset("abdef")
    assert len(links) == 4
    assert filled.links.network("a", 0.4) == (frozenset("ad"), (_link("a", "d"),))
    strong, links = filled.links.network("e", 0.4)
    assert strong == frozenset("bef")
    assert {(link.left, link.right) for link in links} == {("b", "e"), ("e", "f")}
    assert filled.links.network("cz") == (frozenset("cz"), ())


def test_doubtful_links_are_those_between_events_that_nobody_judged(filled: Store) -> None:
    links = [_link("a", "b", 0.7), _link("a", "c", 0.35), _link("a", "d", 0.52), _link("a", "e", 0.5, "unsure")]
    filled.links.put("abcdef", [*links, _link("b", "c", 0.5), _link("d", "e", 0.95)])
    events = [make_event(CLAIMS["b"], CLAIMS["c"]), *(make_event(CLAIMS[name]) for name in "adef")]
    filled.events.replace([], events)
    assert [link.right for link in filled.links.doubtful(5)] == ["d", "c", "b"]
    assert [link.right for link in filled.links.doubtful(1)] == ["d"]


def _event(*names: str) -> tuple[Claim, ...]:
    return tuple(CLAIMS[name] for name in names)


def test_events_come_out_as_they_went_in_by_any_of_their_names(filled: Store) -> None:
    event = make_event(CLAIMS["b"], CLAIMS["d"], conflict=True, group="series:x")
    filled.events.replace([], [event, make_event(CLAIMS["a"], group="series:x")])
    assert filled.events.get("e-b") == event
    assert filled.events.get("e-d") == event
    assert filled.events.find("e-c") is None
    assert filled.events.of_claims("abc") == {"a": "e-a", "b": "e-b"}
    assert list(filled.events.many(["e-b", "e-d"])) == ["e-b"]
    assert [found.id for found in filled.events.in_group("series:x")] == ["e-a", "e-b"]
    with pytest.raises(StoreError, match=r"S120 .*no event e-c"):
        filled.events.get("e-c")


def test_replacing_takes_the_old_events_away(filled: Store) -> None:
    filled.events.replace([], [make_event(*_event("a", "b")), make_event(*_event("c"))])
    filled.events.replace(["e-a", "e-none"], [make_event(*_event("a")), make_event(*_event("b", "d"))])
    assert [event.claims for event in filled.events.iter()] == [("a",), ("b", "d"), ("c",)]
    assert filled.stats().events == 3


def test_a_claim_is_in_one_event_only(filled: Store) -> None:
    filled.events.replace([], [make_event(*_event("a", "b"))])
    with pytest.raises(StoreError, match="claim b is already in event e-a"):
        filled.events.replace([], [make_event(*_event("b"))])
    with pytest.raises(StoreError, match="two of the new events"):
        filled.events.replace([], [make_event(*_event("c")), make_event(*_event("c", "d"), id="e-x")])
    with pytest.raises(StoreError, match="no claim z"):
        filled.events.replace(["e-a"], [make_event(make_claim("z"))])
    assert [event.claims for event in filled.events.iter()] == [("a", "b")]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, "abef"),
        ({"states": ("CHN",)}, "b"),
        ({"states": ("SRB", "NOR")}, "aef"),
        ({"types": ("meeting",)}, "b"),
        ({"statuses": ("planned",)}, "e"),
        ({"since": "2024-05-05"}, "ef"),
        ({"until": "2024-05-02"}, "ab"),
        ({"since": "2024-07-01"}, "f"),
        ({"publishers": ("North Post",)}, "aef"),
        ({"publishers": ("Osava Courier",)}, "ab"),
        ({"least": 0.8}, "aef"),
        ({"verdict": "accepted"}, "a"),
        ({"verdict": "none"}, "abef"),
        ({"conflicts": True}, "a"),
        ({"added_after": 1}, "aef"),
        ({"text": "gala"}, "b"),
        ({"text": "osava -gala"}, "aef"),
        ({"limit": 1, "offset": 1}, "b"),
    ],
)
def test_events_are_found_by_each_part_of_a_query(filled: Store, parts: dict[str, object], found: str) -> None:
    gala = make_claim("b", kind="meeting", states=("CHN",), when="2024-05-02", title="Gala", confidence=0.3)
    filled.entries.put([make_entry(gala, make_report("r1"))])
    accepted = make_entry(
        CLAIMS["d"], make_report("r2", publisher="North Post", published="2024-07-01"), verdict="accepted"
    )
    filled.entries.put([accepted])
    filled.events.replace(
        [],
        [
            make_event(*_event("a", "d"), conflict=True),
            make_event(gala),
            make_event(CLAIMS["e"], status="planned"),
            make_event(CLAIMS["f"], when=None),
        ],
    )
    query = replace(Query(), **parts)  # type: ignore[arg-type]
    assert "".join(event.id.removeprefix("e-") for event in filled.events.iter(query)) == found
    if not query.offset:
        assert filled.events.count(query) == len(found)
    newest = "".join(
        event.id.removeprefix("e-") for event in filled.events.iter(replace(query, limit=None, offset=0), newest=True)
    )
    assert newest[::-1].find(found) >= 0


def test_saved_queries_tell_what_is_new(filled: Store) -> None:
    filled.events.replace([], [make_event(CLAIMS[name]) for name in "abc"])
    filled.saved.save("drills", Query(types=("exercise",), states=("SRB",)))
    saved = filled.saved.get("drills")
    assert saved.query == Query(types=("exercise",), states=("SRB",))
    new = replace(saved.query, added_after=saved.seen)
    assert filled.events.count(new) == 0
    claim = make_claim("g")
    report = make_report("r3", claim)
    filled.reports.add(make_kept(report))
    filled.entries.put([make_entry(claim, report)])
    filled.events.replace(["e-a"], [make_event(CLAIMS["a"], claim)])
    assert [event.id for event in filled.events.iter(new)] == ["e-a"]
    filled.saved.seen("drills")
    assert filled.saved.get("drills").seen == filled.seq == 3
    filled.saved.save("other", Query(), "claims")
    assert [one.name for one in filled.saved.all()] == ["drills", "other"]
    assert filled.saved.drop("drills")
    assert not filled.saved.drop("drills")
    with pytest.raises(StoreError, match="no saved query 'drills'"):
        filled.saved.get("drills")


def test_the_derived_is_cleared_and_the_truth_stays(filled: Store) -> None:
    filled.links.put("ab", [_link("a", "b")])
    filled.blocks.put({"a": Stand("1", (4,))})
    filled.events.replace([], [make_event(*_event("a", "b"))])
    filled.queue.done(filled.queue.pending())
    filled.clear_derived()
    stats = filled.stats()
    assert (stats.entries, stats.links, stats.events) == (0, 0, 0)
    assert (stats.reports, stats.claims, stats.voices) == (2, 6, 2)
    assert [one.claim for one in filled.queue.pending()] == list("abcdef")
    assert filled.search.claims("anchor") == ()
    assert [hit.id for hit in filled.search.reports("harbour")] == ["r1", "r2"]
    assert filled.copies.near(["r1"])["r1"].keys() == {"r2"}


def test_the_queue_keeps_what_came_to_wait_again(filled: Store) -> None:
    waiting = filled.queue.pending()
    assert [one.claim for one in waiting] == list("abcdef")
    filled.queue.put(["b"])
    filled.queue.done(waiting)
    assert [one.claim for one in filled.queue.pending()] == ["b"]
    assert filled.queue.count() == 1
    assert filled.queue.pending(limit=0) == ()


def test_near_copies_meet_in_bands_and_share_a_voice(store: Store) -> None:
    reports = [make_report("r1", make_claim("a")), make_report("r2"), make_report("r3", text="Quite another text.")]
    store.reports.add_many([make_kept(report) for report in reports])
    store.entries.put([make_entry(make_claim("a"), reports[0])])
    signature = make_kept(reports[0]).signature
    assert store.copies.near(["r1", "r3"]) == {"r1": {"r2": signature}, "r3": {}}
    assert store.copies.signatures(["r2", "none"]) == {"r2": signature}
    store.copies.set_voices({"r1": "v", "r2": "v"})
    assert store.copies.voices(["r1", "r2", "r3"]) == {"r1": "v", "r2": "v", "r3": "r3"}
    assert store.copies.of_voices(["v", "none"]) == {"v": ("r1", "r2"), "none": ()}
    assert store.entries.get("a").voice == "v"
    assert store.reports.get("r2").voice == "v"
    assert store.stats().voices == 2
    store.copies.put("r3", b"s", make_kept(reports[0]).bands)
    assert store.copies.near(["r3"])["r3"].keys() == {"r1", "r2"}
    with pytest.raises(StoreError, match="no report none"):
        store.copies.put("none", None, [])


def test_a_report_is_compared_with_so_many_of_a_paragraph_that_all_have(store: Store) -> None:
    count = MANY + 20
    store.reports.add_many([make_kept(make_report(f"r{number:03}", text=f"Text {number}.")) for number in range(count)])
    for number in range(count):
        store.copies.put(f"r{number:03}", b"s", ["one", "two", f"own {number // 2}", f"other {number // 2}"])
    first, last = "r000", f"r{count - 1:03}"
    near = store.copies.near([first, last])
    assert sorted(near[first]) == [f"r{number:03}" for number in range(1, MANY)]
    # all but the last of the two that share what nobody else has are too many to be compared with
    assert sorted(near[last]) == [*(f"r{number:03}" for number in range(MANY)), f"r{count - 2:03}"]
