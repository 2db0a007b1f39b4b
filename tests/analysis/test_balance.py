from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.analysis import PLOVER_SCORES, balance, parties
from foedera.events import Event
from foedera.types import Actor
from tests.analysis.make import CHINA, EU, RUSSIA, SERBIA, USA, event, state

PLOVER = {"exercise": "COOPERATE", "transfer": "AID", "oppose": "ACCUSE", "meeting": "CONSULT"}
GERMANY = state("DEU")


def plover_of(event: Event) -> str | None:
    return PLOVER.get(event.type)


def both(id_: str, other: Actor, when: str | None = "2025", **more: Any) -> Event:
    return event(id_, {"participant": [SERBIA, other]}, when, **more)


EVENTS = [
    both("a", CHINA, "2021-05"),
    both("b", CHINA, "2023"),
    both("c", CHINA, "2023-08-01/2023-08-05", type="transfer"),
    both("d", RUSSIA, "2023"),
    both("e", RUSSIA, "2024", type="oppose"),
    both("f", EU, "2024"),
]


def test_dealings_divide_by_year_with_the_years_between() -> None:
    found = balance(EVENTS, "SRB", ["CHN", "RUS", "EU", "USA"], plover_of)
    table = {period.period: [share.count for share in period.shares] for period in found.periods}
    assert table == {"2021": [1, 0, 0, 0], "2022": [0, 0, 0, 0], "2023": [2, 1, 0, 0], "2024": [0, 1, 1, 0]}
    assert [period.evenness for period in found.periods] == [0, None, pytest.approx(0.4591, abs=1e-4), 0.5]
    assert found.total.period == "2021/2024"
    assert [share.share for share in found.total.shares] == [0.5, pytest.approx(1 / 3), pytest.approx(1 / 6), 0]
    china, russia = found.total.shares[:2]
    assert (china.kinds, china.events) == ((("AID", 1), ("COOPERATE", 2)), ("e-a", "e-b", "e-c"))
    assert (china.score, russia.score) == (8 + 7 + 7, 7 - 3)
    assert found.left_out == ()


def test_trends_are_those_of_the_counts_with_zeros() -> None:
    found = balance(EVENTS, "SRB", ["CHN", "USA"], plover_of)
    trends = dict(found.trends)
    china, usa = trends["CHN"], trends["USA"]
    assert china is not None
    assert (china.n, china.s) == (3, 1)  # 1, 0, 2 in 2021 to 2023
    assert usa is not None
    assert (usa.s, usa.word) == (0, "no trend")
    assert balance(EVENTS[:1], "SRB", ["CHN"], plover_of).trends == (("CHN", None),)


def test_scores_weigh_cooperation_only() -> None:
    found = balance(EVENTS, "SRB", ["CHN", "RUS"], plover_of, weigh="score")
    assert [share.share for share in found.total.shares] == [22 / 29, 7 / 29]


def test_months_and_what_is_too_vague_for_them() -> None:
    found = balance(EVENTS, "SRB", ["CHN"], plover_of, by="month", since="2023")
    assert [(p.period, p.shares[0].count) for p in found.periods] == [("2023-08", 1)]
    assert found.left_out == (("e-a", "outside the time asked for: 2021-05"), ("e-b", "no month: dated 2023"))
    gap = balance([both("a", CHINA, "2024-11"), both("b", CHINA, "2025-02")], "SRB", ["CHN"], plover_of, by="month")
    assert [period.period for period in gap.periods] == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_nothing_is_left_out_in_silence() -> None:
    events = [
        both("a", CHINA, status="planned"),
        both("b", CHINA, status="denied"),
        both("c", CHINA, type="membership"),
        both("d", CHINA, None),
        both("e", CHINA, type="oppose"),
        both("f", CHINA, "2020"),
        both("g", USA),
    ]
    found = balance(events, "SRB", ["CHN"], plover_of, types=["exercise", "membership"], since="2021", until="2026")
    assert dict(found.left_out) == {
        "e-a": "planned",
        "e-b": "denied",
        "e-c": "membership is no dealing in PLOVER",
        "e-d": "no date",
        "e-e": "of type oppose",
        "e-f": "outside the time asked for: 2020",
    }
    assert found.periods == ()
    assert (found.total.period, found.total.evenness) == ("", None)


def test_what_is_planned_counts_where_asked_for_and_reports_date_what_has_no_date() -> None:
    events = [both("a", CHINA, status="planned"), both("d", CHINA, None)]
    found = balance(events, "SRB", ["CHN"], plover_of, statuses=["planned", "occurred"], dated={"d": "2024-03-01"})
    assert [period.period for period in found.periods] == ["2024", "2025"]


def test_the_eu_and_its_members_count_apart() -> None:
    commission = Actor("European Commission", "organisation", org="EU")
    envoy = Actor("Eva Muster", "person", "DEU", "EU")
    events = [both("a", commission), both("b", GERMANY), both("c", envoy)]
    found = balance(events, "SRB", ["EU", "DEU"], plover_of)
    assert [share.events for share in found.total.shares] == [("e-a", "e-c"), ("e-b",)]
    assert parties(events[2]) == {"SRB", "EU"}


def test_an_event_with_two_powers_counts_for_both_and_a_power_asked_for_twice_once() -> None:
    found = balance(
        [event("a", {"host": [CHINA], "participant": [SERBIA, RUSSIA]})], "SRB", ["CHN", "RUS", "CHN", "SRB"], plover_of
    )
    assert found.among == ("CHN", "RUS")
    assert [share.count for share in found.total.shares] == [1, 1]
    assert found.total.evenness == 1


def test_actors_of_no_state_are_no_party() -> None:
    assert parties(both("a", Actor("officials", "group"))) == {"SRB"}


def test_a_deadline_counts_in_its_own_year() -> None:
    found = balance([both("a", CHINA, "../2024-06"), both("b", CHINA, "2023/..")], "SRB", ["CHN"], plover_of)
    assert [period.period for period in found.periods] == ["2023", "2024"]


def test_every_plover_type_of_the_codebook_has_a_score_within_the_scale() -> None:
    from foedera.codebook import load  # noqa: PLC0415 - a data file that this test alone needs

    used = {rule.event for claim_type in load().types.values() for rule in claim_type.plover}
    assert used <= set(PLOVER_SCORES)
    assert all(-10 <= score <= 10 for score in PLOVER_SCORES.values())


DEALINGS = st.lists(
    st.tuples(st.sampled_from([CHINA, RUSSIA, USA, EU]), st.integers(2015, 2025), st.sampled_from(sorted(PLOVER))),
    max_size=12,
)


@given(DEALINGS, st.sampled_from(["count", "score"]), st.randoms(use_true_random=False))
def test_a_balance_adds_up_in_any_order(dealings: list[tuple[Actor, int, str]], weigh: Any, chance: Any) -> None:
    events = [both(f"c{i:02}", other, str(year), type=type_) for i, (other, year, type_) in enumerate(dealings)]
    among = ["CHN", "RUS", "USA", "EU"]
    found = balance(events, "SRB", among, plover_of, weigh=weigh)
    assert balance(chance.sample(events, len(events)), "SRB", among, plover_of, weigh=weigh) == found
    assert sum(share.count for share in found.total.shares) == len(events)
    for place, total in enumerate(found.total.shares):
        assert sum(period.shares[place].count for period in found.periods) == total.count
        assert sum(period.shares[place].score for period in found.periods) == pytest.approx(total.score)
    for period in (*found.periods, found.total):
        shares = sum(share.share for share in period.shares)
        assert shares == pytest.approx(1) or shares == 0
        assert period.evenness is None or 0 <= period.evenness <= 1
