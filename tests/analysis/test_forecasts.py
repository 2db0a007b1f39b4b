from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import OutcomeError, brier, corroborate, forecasts, likelihood, scores
from foedera.analysis.likelihood import LIKELIHOODS
from foedera.events import Decision, Entry
from foedera.types import STATUSES, Actor, Evidence, Span, Status
from tests.analysis.make import OFFICIALS, SERBIA, entry

TODAY = date(2025, 12, 1)
MINISTER = Actor("Ana Anić", "person", "SRB")


def read(*entries: Entry, **more: Any) -> Any:
    """Return the forecasts of one event's claims by claim."""
    found = forecasts(entries, [corroborate(entries)], TODAY, **more)
    return {forecast.claim: forecast for forecast in found}


def resolve(target: str, outcome: str, time: str = "2025-12-01T10:00:00.000000Z", **more: Any) -> Decision:
    return Decision(f"d-{time}", "resolve", target, "ana", time, "seen it", value=json.dumps(outcome), **more)


@pytest.mark.parametrize(
    ("when", "due", "state"),
    [
        (None, None, "open"),
        ("2025-11", date(2025, 11, 30), "due"),
        ("2025-12", date(2025, 12, 31), "open"),
        ("../2025-12-01", date(2025, 12, 1), "open"),  # the day itself is not over
        ("2025-06/..", None, "open"),
        ("2025-11-20~/2025-11-30~", date(2025, 11, 30), "due"),
    ],
)
def test_horizons(when: str | None, due: date | None, state: str) -> None:
    forecast = read(entry("f", "planned", when=when))["f"]
    assert (forecast.due, forecast.state, forecast.outcome, forecast.horizon) == (due, state, "open", when)


class Later(NamedTuple):
    """A later claim of the same event."""

    status: Status
    published: str | None = "2025-08-10"
    when: str | None = None
    said_by: Sequence[Actor] = ()


CASES: list[tuple[str, Later, str | None]] = [
    ("it happened", Later("occurred"), "came true"),
    ("it is under way", Later("ongoing", when="2025-07-30"), "came true"),
    ("it happened too late", Later("occurred", "2025-10-10", "2025-10-01"), "did not"),
    ("it happened before the forecast", Later("occurred", when="2025-01"), None),
    ("it was called off", Later("cancelled"), "did not"),
    ("it did not come", Later("denied", "2025-09-10"), "did not"),
    ("a new date of the same source", Later("planned", when="2025-10", said_by=[MINISTER]), "overtaken"),
    ("another status of the same source", Later("possible", said_by=[MINISTER]), "overtaken"),
    ("said again", Later("planned", when="2025-07/2025-08", said_by=[MINISTER]), None),
    ("a forecast of another source", Later("planned", when="2025-10"), None),
    ("an older report", Later("occurred", "2025-05-01"), None),
    ("of the same day", Later("occurred", "2025-06-01"), None),
    ("without date", Later("occurred", None), None),
]


@pytest.mark.parametrize(("later", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_later_claims_suggest_what_became_of_a_plan(later: Later, outcome: str | None) -> None:
    plan = entry("f", "planned", published="2025-06-01", when="2025-07/2025-08", said_by=[MINISTER])
    end = entry(
        "x", later.status, published=later.published, when=later.when, said_by=later.said_by, publisher="Beta Times"
    )
    forecast = read(plan, end)["f"]
    assert (forecast.state, forecast.outcome) == ("due", "open")  # nobody has confirmed it
    if outcome is None:
        assert forecast.proposed is None
    else:
        assert forecast.proposed[:2] == (outcome, "x")
        assert 0 < forecast.proposed[2] < 1
        assert forecast.reasons


def test_more_voices_make_a_suggestion_surer_and_contradiction_less_sure() -> None:
    plan = entry("f", "planned", published="2025-06-01")
    one, two = entry("x", published="2025-08-10", publisher="B"), entry("y", published="2025-08-11", publisher="C")
    denial = entry("z", "denied", published="2025-08-12", publisher="D")
    sure = [read(plan, *later)["f"].proposed[2] for later in ([one], [one, two], [one, denial])]
    assert sure == [0.75, 0.95, 0.5]
    early = read(entry("f", "planned", published="2025-06-01", when="2026"), denial)["f"].proposed
    assert early == ("did not", "z", 0.4)
    accepted = entry("x", published="2025-08-10", publisher="B", verdict="accepted", confidence=0.4)
    assert read(plan, accepted)["f"].proposed[2] == 0.75
    doubtful = entry("x", published="2025-08-10", publisher="B", verdict="unsure")
    assert read(plan, doubtful)["f"].proposed[2] == 0.375


def test_what_was_over_when_it_was_published_is_said_to_be_odd() -> None:
    forecast = read(entry("f", "planned", published="2025-06-01", when="2012"))["f"]
    assert (forecast.state, forecast.proposed) == ("due", None)
    assert "over when it was published" in forecast.reasons[0]


def test_a_condition_that_is_denied_was_not_met() -> None:
    denial = entry("x", "denied", published="2025-08-10", publisher="B")
    assert read(entry("f", "conditional", published="2025-06-01"), denial)["f"].proposed is None


def test_a_forecast_replaced_before_it_came_true_is_overtaken_the_later_one_came_true() -> None:
    first = entry("f1", "planned", published="2025-05-01", when="2025-06", said_by=[MINISTER])
    second = entry("f2", "planned", published="2025-05-20", when="2025-08", said_by=[MINISTER])
    end = entry("x", published="2025-08-10", when="2025-08-01", publisher="B")
    found = read(first, second, end)
    assert [found[claim].proposed[0] for claim in ("f1", "f2")] == ["overtaken", "came true"]


def test_only_claims_of_the_same_event_resolve_and_rejected_ones_do_not() -> None:
    plan, end = entry("f", "planned", published="2025-06-01"), entry("x", published="2025-08-10")
    apart = forecasts([plan, end], [corroborate([plan]), corroborate([end])], TODAY)
    assert [forecast.proposed for forecast in apart] == [None]
    assert forecasts([plan], [], TODAY)[0].event is None
    rejected = entry("x", published="2025-08-10", verdict="rejected")
    assert forecasts([plan, rejected], [corroborate([plan, end])], TODAY)[0].proposed is None


def test_a_person_or_a_threshold_resolves() -> None:
    plan, end = entry("f", "planned", published="2025-06-01"), entry("x", published="2025-08-10", publisher="B")
    by_threshold = read(plan, end, threshold=0.7)["f"]
    assert (by_threshold.state, by_threshold.outcome, by_threshold.by) == ("resolved", "came true", "x")
    assert by_threshold.decided == "threshold"
    assert read(plan, end, threshold=0.8)["f"].state == "open"
    by_person = read(plan, end, threshold=0.7, decisions=[resolve("f", "did not", other="y")])["f"]
    assert (by_person.state, by_person.outcome, by_person.by, by_person.decided) == ("resolved", "did not", "y", "ana")
    assert by_person.proposed[0] == "came true"
    assert by_person.reasons == ("seen it",)


def test_the_latest_decision_counts_and_open_holds_a_suggestion_off() -> None:
    plan = entry("f", "planned", published="2025-06-01", when="2025-07")
    end = entry("x", published="2025-08-10", publisher="B")
    earlier, later = resolve("f", "came true"), resolve("f", "open", "2025-12-02T10:00:00.000000Z")
    for order in ([earlier, later], [later, earlier]):
        forecast = read(plan, end, threshold=0.1, decisions=order)["f"]
        assert (forecast.state, forecast.outcome, forecast.decided) == ("open", "open", "ana")


def test_a_decision_must_name_an_outcome() -> None:
    plan = entry("f", "planned")
    bare = Decision("d1", "resolve", "f", "ana", "2025-12-01", value="came true")
    assert read(plan, decisions=[bare])["f"].outcome == "came true"
    accept = Decision("d2", "accept", "f", "ana", "2025-12-02")
    assert read(plan, decisions=[bare, accept])["f"].outcome == "came true"
    with pytest.raises(OutcomeError, match=r"d-2025.*'\"maybe\"' is no outcome; use one of came true"):
        read(plan, decisions=[resolve("f", "maybe")])


def test_due_ones_come_first_and_those_without_horizon_last() -> None:
    entries = [
        entry("a", "planned", published=None),
        entry("b", "planned", when="2026"),
        entry("c", "planned", when="2025-11"),
        entry("d", "planned", when="2025-10"),
    ]
    found = forecasts(entries, [], TODAY, decisions=[resolve("d", "did not")])
    assert [forecast.claim for forecast in found] == ["c", "b", "a", "d"]


def test_sources() -> None:
    entries = [
        entry("a", "planned", said_by=[MINISTER, SERBIA]),
        entry("b", "planned", said_by=[OFFICIALS], publisher="Alpha Post"),
        entry("c", "planned", publisher="Alpha Post"),
        entry("d", "planned", publisher=None),
    ]
    found = {forecast.claim: forecast.source for forecast in forecasts(entries, [], TODAY)}
    assert found == {"a": "Ana Anić", "b": "officials (Alpha Post)", "c": "Alpha Post", "d": "unknown"}


@pytest.mark.parametrize(
    ("text", "status", "chance", "words"),
    [
        ("They will sign in May.", "planned", 0.9, None),
        ("A deal is expected.", "expected", 0.7, None),
        ("They may sign.", "possible", 0.4, "may"),
        ("It is highly unlikely that they sign.", "expected", 0.1, "highly unlikely"),
        ("They are not likely to sign.", "expected", 0.2, "not likely"),
        ("They will almost certainly sign.", "expected", 0.95, "almost certainly"),
        ("They will almost certainly not sign.", "expected", 0.03, "almost certainly not"),
        ("A sale was not ruled out.", "possible", 0.4, "not ruled out"),
        ("There is an 80 per cent chance that they sign.", "expected", 0.8, "80 per cent chance"),
        ("There is a 75% probability.", "expected", 0.75, "75% probability"),
        ("There is a 175% chance.", "expected", 0.7, None),
        ("Odds are\nthat they sign.", "expected", 0.7, "Odds are"),
    ],
)
def test_likelihood(text: str, status: Status, chance: float, words: str | None) -> None:
    assert likelihood(text, status) == (chance, words)


def test_the_wording_next_to_the_thing_counts() -> None:
    text = "While a truce is unlikely, the sale will probably go through."
    assert likelihood(text, "expected", text.index("sale"))[0] == 0.7
    assert likelihood(text, "expected", text.index("truce"))[0] == 0.2


def test_every_wording_of_the_table_is_found_whole_and_stands_once() -> None:
    wordings = [(chance, wording) for chance, listed in LIKELIHOODS.items() for wording in listed]
    assert len({wording for _, wording in wordings}) == len(wordings)
    for chance, wording in wordings:
        assert likelihood(f"They say: {wording} so.", "planned") == (chance, wording)


def test_words_are_looked_for_in_the_sentence_of_the_claim() -> None:
    text = "Peace is impossible. They will likely sign. Rain may fall."
    claim = entry(
        "f", "expected", evidence=(Evidence(0, 20, ()), Evidence(21, 43, ())), triggers=(Span(38, 42),), report="r"
    )
    found = read(claim, text_of={"r": text}.get)["f"]
    assert (found.likelihood, found.words) == (0.7, "likely")
    assert read(claim, text_of={"other": text}.get)["f"].words is None


def test_brier_in_closed_form() -> None:
    assert brier([]) is None
    assert brier([(1, True), (0, False)]) == 0
    assert brier([(1, False), (0, True)]) == 1
    assert brier([(0.5, True), (0.5, False)]) == 0.25
    assert brier([(0.7, True), (0.4, False), (0.95, True)]) == pytest.approx((0.09 + 0.16 + 0.0025) / 3)


def test_scores_per_source() -> None:
    text = "They will probably sign."
    worded: dict[str, Any] = {"evidence": (Evidence(0, 24, ()),), "report": "r"}
    entries = [
        entry("a", "expected", **worded),
        entry("b", "possible", **worded),
        entry("c", "planned"),
        entry("d", "planned", when="2025-10"),
        entry("e", "planned"),
        entry("f", "planned", publisher="ALPHA POST"),
        entry("g", "planned", publisher="Beta Times"),
    ]
    outcomes = {"a": "came true", "b": "did not", "c": "came true", "e": "overtaken"}
    found = forecasts(
        entries, [], TODAY, decisions=[resolve(*pair) for pair in outcomes.items()], text_of={"r": text}.get
    )
    alpha, beta = scores(found)
    assert (alpha.source, alpha.n, alpha.resolved, alpha.came_true) == ("Alpha Post", 6, 3, 2)
    assert alpha.share == pytest.approx(2 / 3)
    assert (alpha.open, alpha.due, alpha.overtaken) == (1, 1, 1)
    assert alpha.brier_n == 2
    assert alpha.brier == pytest.approx((0.3**2 + 0.7**2) / 2)
    assert alpha.brier_all == pytest.approx((0.3**2 + 0.7**2 + 0.1**2) / 3)
    assert alpha.interval is not None
    assert list(alpha.interval) == pytest.approx([0.2077, 0.9385], abs=1e-4)  # Wilson's of 2 in 3
    assert (beta.source, beta.share, beta.brier, beta.brier_all, beta.interval) == (
        "Beta Times",
        None,
        None,
        None,
        None,
    )


ENTRIES = st.lists(
    st.builds(
        lambda i, status, **more: entry(f"c{i:02}", status, **more),
        st.integers(0, 40),
        st.sampled_from(STATUSES),
        published=st.sampled_from(["2025-06-01", "2025-08", "2025-10-10", None, "soon"]),
        when=st.sampled_from([None, "2025-07", "2025-09-01", "2025-07/..", "../2025-08", "odd"]),
        publisher=st.sampled_from(["A", "B", None]),
        said_by=st.lists(st.sampled_from([MINISTER, OFFICIALS]), max_size=1),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: entry.id,
)


@given(ENTRIES, st.sampled_from([None, 0.0, 0.6, 1.0]), st.randoms(use_true_random=False))
def test_forecasts_do_not_depend_on_order_and_none_is_lost(
    entries: list[Entry], threshold: float | None, chance: Any
) -> None:
    events = [corroborate(entries)]
    found = forecasts(entries, events, TODAY, threshold=threshold)
    assert forecasts(chance.sample(entries, len(entries)), events, TODAY, threshold=threshold) == found
    ahead = {entry.id for entry in entries if entry.claim.status in ("planned", "expected", "possible", "conditional")}
    assert {forecast.claim for forecast in found} == ahead
    for forecast in found:
        assert (forecast.outcome == "open") == (forecast.state != "resolved")
        assert 0 <= forecast.likelihood <= 1
        assert forecast.proposed is None or 0 < forecast.proposed[2] <= 1
        assert forecast.state != "due" or (forecast.due is not None and forecast.due < TODAY)
    assert sum(score.n for score in scores(found)) == len(found)
    for score in scores(found):
        assert score.open + score.due + score.resolved + score.overtaken == score.n
        assert score.brier_all is None or 0 <= score.brier_all <= 1
        assert score.interval is None or 0 <= score.interval[0] <= (score.share or 0) <= score.interval[1] <= 1
