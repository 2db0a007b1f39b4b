"""What is kept of slow answers, and how it is put right by what was decided since."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from foedera.analysis import scores, slant_by_publisher
from foedera.web import answers
from foedera.web.answers import Answers
from foedera.web.slants import Slants
from tests.record.making import claim_in, new_record, report_of, three_on_one
from tests.web.server.making import FIRST, SECOND


def until_idle(kept: Answers) -> None:
    """Wait for what is being found in the background."""
    end = time.monotonic() + 60
    while kept.busy and time.monotonic() < end:
        time.sleep(0.01)


def test_an_answer_is_found_once_for_each_state(tmp_path: Path) -> None:
    """And anew when something was added or decided."""
    with new_record(tmp_path, *three_on_one()) as record:
        kept, found = Answers(record), []
        for _ in range(3):
            kept.keep("x", lambda: found.append(1))
        assert len(found) == 1
        record.accept(FIRST)
        kept.keep("x", lambda: found.append(1))
        assert len(found) == 2


def test_a_small_record_is_always_answered_as_it_stands(tmp_path: Path) -> None:
    """The queue and the forecasts after each decision are those of the record."""
    with new_record(tmp_path, *three_on_one()) as record:
        kept = Answers(record)
        assert list(kept.queue()) == record.queue()
        assert list(kept.in_full(kept.outlook())) == record.forecasts()
        record.resolve(FIRST, "came true", SECOND)
        record.reject(SECOND)
        assert list(kept.queue()) == record.queue()
        assert list(kept.in_full(kept.outlook())) == record.forecasts()
        assert kept.scores() == scores(record.forecasts())


def test_a_large_record_is_answered_at_once_and_put_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old answers are given without what was decided since; the new ones are found in the background."""
    monkeypatch.setattr(answers, "LARGE", 1)
    monkeypatch.setattr(answers, "_QUICK", -1.0)
    monkeypatch.setattr(answers, "_REST", 0)
    with new_record(tmp_path, *three_on_one()) as record:
        kept = Answers(record)
        first = [item.kind for item in kept.queue()]
        assert "forecast" not in first
        until_idle(kept)
        assert {item.claim for item in kept.queue()} == {item.claim for item in record.queue()}
        assert kept.counts()["forecast"] == len(kept.queue(kind="forecast")) == 1
        forecast = next(each for each in kept.outlook() if each.claim == FIRST)
        assert forecast.decided is None
        record.resolve(FIRST, "came true", SECOND)
        record.accept(FIRST)
        resolved = next(each for each in kept.outlook() if each.claim == FIRST)
        assert (resolved.state, resolved.outcome, resolved.decided) == ("resolved", "came true", "Tester")
        assert FIRST not in {item.claim for item in kept.queue()}
        until_idle(kept)
        assert list(kept.in_full(kept.outlook())) == record.forecasts()


def test_what_takes_long_in_a_large_record_is_found_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is in a small one, where it is quick."""
    with new_record(tmp_path, *three_on_one()) as record:
        small = Answers(record)
        small.warm()
        assert not small.busy
        monkeypatch.setattr(answers, "LARGE", 1)
        kept = Answers(record)
        kept.warm()
        until_idle(kept)
        assert kept.knows_queue()
        assert kept.knows_publishers()
        assert list(kept.queue()) == record.queue()


def test_pairs_that_were_judged_leave_the_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But not pairs with only one of the two."""
    monkeypatch.setattr(answers, "_QUICK", -1.0)
    monkeypatch.setattr(answers, "_REST", 1e9)
    text = "Serbia and China held the exercise Peace Guardian in 2025."
    reports = [
        report_of(
            f"p{n}", text, f"2025-0{n}-05", f"Paper {n}", claim_in(f"p{n}", text, name="Peace", when=f"2025-0{n}")
        )
        for n in (3, 5, 7)
    ]
    with new_record(tmp_path, *reports) as record:
        kept = Answers(record)
        pairs = [item for item in kept.queue() if item.kind == "pair"]
        if not pairs:
            pytest.skip("the merger doubts no pair of these")
        record.compare("different", pairs[0].claim, str(pairs[0].other))
        left = [item for item in kept.queue() if item.kind == "pair"]
        assert left == pairs[1:]


def test_wording_is_counted_report_by_report(tmp_path: Path) -> None:
    """The same as over all reports at once, however they came."""
    first, second, third = three_on_one()
    with new_record(tmp_path, first) as record:
        slants = Slants(record.store)
        for report in (second, third):
            slants.all()
            record.put([report])
        assert list(slants.all()) == list(slant_by_publisher([first, second, third]))
        assert list(slants.all()) == list(slants.all())
