"""Decisions are added, never changed; who decides on what has changed since is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from foedera.events import Decision, Query
from foedera.store import ConflictError, Store, StoreError
from tests.store.making import make_claim, make_entry, make_kept, make_report


def decision(name: str, action: Any = "accept", target: str = "a", **more: Any) -> Decision:
    """Return a decision."""
    return Decision(name, action, target, more.pop("author", "ann"), f"2026-01-01T00:00:0{name[-1]}.000000Z", **more)


@pytest.fixture
def filled(store: Store) -> Store:
    """A record of one report with three claims, none pending."""
    report = make_report("r1", *(make_claim(name) for name in "abc"))
    store.reports.add(make_kept(report))
    store.entries.put(make_entry(claim, report) for claim in report.claims)
    store.queue.done(store.queue.pending())
    return store


def _pending(store: Store) -> str:
    return "".join(one.claim for one in store.queue.pending())


def test_decisions_come_out_as_they_went_in_and_make_claims_pending(filled: Store) -> None:
    first = filled.decisions.add(decision("d1", reason="seen the film", value="{}"))
    second = filled.decisions.add(decision("d2", "same", "b", other="c", author="Bo"))
    assert list(filled.decisions.all()) == [first, second]
    assert list(filled.decisions.all(after=2)) == [second]
    assert filled.decisions.find("d2") == second
    assert _pending(filled) == "abc"
    assert filled.seq == 3


def test_adding_a_decision_again_does_nothing(filled: Store) -> None:
    made = filled.decisions.add(decision("d1"))
    filled.decisions.add(made)
    assert filled.stats().decisions == 1
    with pytest.raises(StoreError, match=r"S125 .*another decision has the id d1"):
        filled.decisions.add(replace(made, reason="other"))


def test_an_undo_concerns_what_it_takes_back(filled: Store) -> None:
    filled.decisions.add(decision("d1", "different", "a", other="b"))
    filled.queue.done(filled.queue.pending())
    filled.decisions.add(decision("d2", "undo", "d1"))
    assert _pending(filled) == "ab"
    filled.queue.done(filled.queue.pending())
    filled.decisions.add(decision("d3", "undo", "d2"))
    assert _pending(filled) == "ab"
    filled.decisions.add(decision("d4", "accept", "c"))
    assert [one.id for one in filled.decisions.about("b")] == ["d1", "d2", "d3"]
    assert [one.id for one in filled.decisions.about(["c", "none"])] == ["d4"]
    assert [one.id for one in filled.decisions.of_action("different")] == ["d1", "d2", "d3"]
    assert filled.decisions.of_action("note") == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (decision("d1", "burn"), "S125 .*'burn' is no action"),
        (decision("d1", target="z"), "S120 .*no claim z"),
        (decision("d1", "same", other="z"), "S120 .*no claim z"),
        (decision("d1", "same"), "S125 .*two claims"),
        (decision("d1", "doubt", other="a"), "S125 .*two claims"),
        (decision("d1", "undo", "d9"), "S120 .*no decision d9"),
    ],
)
def test_what_cannot_be_decided_is_refused(filled: Store, wrong: Decision, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        filled.decisions.add(wrong)
    assert filled.stats().decisions == 0
    assert _pending(filled) == ""


def test_claims_that_people_add_are_known_and_come_in_when_they_are_added(filled: Store) -> None:
    filled.decisions.add(decision("d1", "add", "x", other="r1", value="{}"))
    assert _pending(filled) == "x"
    filled.decisions.add(decision("d2", "accept", "x"))
    filled.entries.put([make_entry(make_claim("x"), make_report("r1"), edited=True)])
    assert [entry.id for entry in filled.entries.of_report("r1")] == ["a", "b", "c", "x"]
    assert [entry.id for entry in filled.entries.iter(Query(added_after=1))] == ["x"]
    filled.clear_derived()
    assert _pending(filled) == "abcx"


def test_who_saw_what_no_longer_stands_is_told_how_it_stands_now(filled: Store) -> None:
    shown = filled.decisions.state("a").hash
    filled.decisions.add(decision("d1", shown=shown))
    with pytest.raises(ConflictError, match=r"S122 a: it has changed") as caught:
        filled.decisions.add(decision("d2", "reject", shown=shown, author="bo"))
    state = caught.value.state
    assert [one.id for one in state.decisions] == ["d1"]
    assert state.entry == filled.entries.get("a")
    filled.decisions.add(decision("d2", "reject", shown=state.hash, author="bo"))
    assert filled.stats().decisions == 2


def test_a_claim_that_changed_is_a_conflict_and_a_new_voice_is_none(filled: Store) -> None:
    shown = filled.decisions.state("a").hash
    filled.copies.set_voices({"r1": "other"})
    assert filled.decisions.state("a").hash == shown
    filled.entries.put([make_entry(make_claim("a", confidence=0.1), make_report("r1"))])
    with pytest.raises(ConflictError):
        filled.decisions.add(decision("d1", shown=shown))


def test_pairs_and_publishers_have_a_state_of_their_own(filled: Store) -> None:
    pair, publisher = filled.decisions.state("a", "b").hash, filled.decisions.state("Courier").hash
    filled.decisions.add(decision("d1", "same", "a", other="c"))
    assert filled.decisions.state("a", "b").hash == pair, "what was decided on a and c is not about a and b"
    filled.decisions.add(decision("d2", "reliability", "Courier", value="B", shown=publisher))
    filled.decisions.add(decision("d3", "same", "b", other="a", shown=filled.decisions.state("b", "a").hash))
    assert filled.decisions.state("a", "b").hash != pair
    with pytest.raises(ConflictError):
        filled.decisions.add(decision("d4", "reliability", "Courier", value="C", shown=publisher))
    filled.decisions.add(decision("d5", "undo", "d3"))
    assert [one.id for one in filled.decisions.state("a", "b").decisions] == ["d3", "d5"]
