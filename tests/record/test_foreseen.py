"""What lies ahead: at a glance and in full, it is the same as when all claims are looked at together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foedera import analysis
from foedera.analysis import Forecast
from foedera.events import Query
from foedera.record import Record, foreseen
from foedera.types import Report, Status
from tests.record.making import claim_in, new_record, report_of

TODAY = date(2026, 6, 1)
NAMES = ("Peace Guardian", "Steel Wall", "Blue Lagoon", "Winter Oak", "Long Bridge", "Amber Shore", "Kite")


def told(n: int, status: Status, when: str | None = "2026-03", day: str = "2026-01-05") -> Report:
    """Return a report on one exercise that is likely, has happened, or was called off."""
    name = NAMES[n - 1]
    parties = ("SRB", "CHN") if n % 2 else ("HUN", "RUS")
    text = f"{' and '.join(parties)} will probably hold the exercise {name}."
    claim = claim_in(f"r{n}{status}", text, status=status, parties=parties, name=name, when=when)
    return report_of(f"r{n}{status}", text, day, f"Paper {n}", claim)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Return a record of forecasts that are due, open, borne out, denied; and of one that was rejected."""
    reports = [
        told(1, "planned"),
        told(1, "occurred", day="2026-03-20"),
        told(2, "expected", when="2027"),
        told(3, "possible", when=None),
        told(4, "planned", when="2026-02"),
        told(5, "conditional", when="2026-09-01"),
        told(5, "denied", when="2026-09-01", day="2026-02-01"),
        told(6, "planned"),
        told(7, "occurred"),
    ]
    record = new_record(tmp_path, *reports)
    rejected = next(each for each in record.forecasts() if each.claim.startswith("c-r6"))
    record.reject(rejected.claim)
    return record


def altogether(record: Record, threshold: float | None = None) -> list[Forecast]:
    """Return all forecasts, found over all claims at once."""
    entries, events = list(record.store.entries.iter()), list(record.iter_events())
    decisions = record.store.decisions.of_action("resolve")
    texts = record.store.reports.texts([entry.report for entry in entries])
    return list(analysis.forecasts(entries, events, TODAY, decisions=decisions, threshold=threshold, text_of=texts.get))


def test_some_events_at_a_time_give_what_all_give(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreseen, "_TOGETHER", 2)
    with record:
        for threshold in (None, 0.1):
            found = record.forecasts(TODAY, threshold)
            assert found == altogether(record, threshold)
        assert len(found) == 5
        assert any(each.proposed for each in found)
        assert record.forecasts(TODAY, offset=1, limit=2) == altogether(record)[1:3]


def test_the_outlook_has_the_same_forecasts_in_the_same_state(record: Record) -> None:
    with record:
        first = record.forecasts(TODAY)[0].claim
        record.resolve(first, "did not")
        seen = foreseen.outlook(record.store, TODAY)
        full = record.forecasts(TODAY)
        for part in ("claim", "event", "source", "due", "state", "outcome", "decided"):
            assert [getattr(each, part) for each in seen] == [getattr(each, part) for each in full], part
        assert all(each.proposed is None and each.words is None for each in seen)


def test_some_are_told_in_full_in_the_order_asked(record: Record) -> None:
    with record:
        full = {each.claim: each for each in record.forecasts(TODAY)}
        wanted = [*reversed(full), "nothing"]
        assert foreseen.in_full(record.store, wanted, TODAY) == [full[claim] for claim in reversed(full)]


def test_those_due_or_told_of_are_worth_a_look(record: Record) -> None:
    with record:
        seen = foreseen.outlook(record.store, TODAY)
        looked = foreseen.worth_a_look(record.store, seen, TODAY, 100)
        assert looked == [f for f in record.forecasts(TODAY) if f.state == "due" or f.proposed]
        assert {each.state for each in looked} == {"due", "open"} or all(each.state == "due" for each in looked)
        assert len(foreseen.worth_a_look(record.store, seen, TODAY, 1)) <= 2


def test_a_filter_chooses_the_events_they_belong_to(record: Record) -> None:
    with record:
        assert foreseen.forecasts(record.store, Query(types=("transfer",)), TODAY) == []
        planned = foreseen.forecasts(record.store, Query(statuses=("planned",)), TODAY)
        assert {each.status for each in planned} == {"planned"}
