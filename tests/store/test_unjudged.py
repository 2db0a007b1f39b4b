"""What nobody has judged, found by the database."""

from __future__ import annotations

from pathlib import Path

from foedera.record import queue
from foedera.store.unjudged import Doubt, Unjudged
from tests.record.making import claim_in, new_record, report_of, three_on_one


def test_claims_that_were_judged_are_not_among_an_events_own(tmp_path: Path) -> None:
    with new_record(tmp_path, *three_on_one()) as record:
        event = next(record.iter_events())
        unjudged = Unjudged(record.store)
        assert unjudged.of_events([event.id]) == {event.id: frozenset(event.claims)}
        record.accept(event.claims[0])
        assert unjudged.of_events([event.id]) == {event.id: frozenset(event.claims[1:])}
        for claim in event.claims[1:]:
            record.reject(claim)
        assert unjudged.of_events([event.id, "nothing"]) == {}


def test_the_least_sure_comes_first_and_only_what_is_below(tmp_path: Path) -> None:
    reports = [
        report_of(f"d{n}", text, "2025-01-01", "Paper", claim_in(f"d{n}", text, name=name, confidence=sure))
        for n, (name, sure) in enumerate((("Oak", 0.6), ("Kite", 0.3), ("Shore", 0.9)))
        for text in (f"Serbia and China held the exercise {name}.",)
    ]
    with new_record(tmp_path, *reports) as record:
        found = Unjudged(record.store).doubtful(0.7, 10)
        assert found == [
            Doubt("c-d1-exercise-occurred", "exercise", 0.3),
            Doubt("c-d0-exercise-occurred", "exercise", 0.6),
        ]
        assert len(Unjudged(record.store).doubtful(0.7, 1)) == 1
        record.accept("c-d1-exercise-occurred")
        assert [item.claim for item in queue.items(record.store, "claim", (), 10)] == ["c-d0-exercise-occurred"]


def test_clashes_behind_many_that_were_judged_are_found(tmp_path: Path) -> None:
    """The latest events are looked at first; those on which everything was judged do not hide the others."""
    old = three_on_one()
    with new_record(tmp_path, *old) as record:
        event = next(each for each in record.iter_events() if each.conflicts)
        assert [item.event for item in queue.items(record.store, "conflict", (), 1)] == [event.id]
        for claim in event.claims:
            record.accept(claim)
        assert queue.items(record.store, "conflict", (), 1) == []
