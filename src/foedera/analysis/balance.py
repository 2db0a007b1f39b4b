"""How a state's dealings divide among chosen powers, by year and kind, and where that tends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from foedera.analysis.dates import first_day, last_day
from foedera.analysis.parties import parties, period_of, time_of
from foedera.analysis.records import Balance, By, Period, Share, Weigh
from foedera.analysis.scores import PLOVER_SCORES
from foedera.analysis.trend import evenness, mann_kendall
from foedera.events import Event
from foedera.text.edtf import shift_month

PloverOf: TypeAlias = Callable[[Event], str | None]
"""The PLOVER event type that the codebook gives an event; None for what is no dealing (an office, a membership)."""
_DIGITS: Mapping[By, int] = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Dealing:
    """One event between the subject and powers, as it is counted."""

    event: str
    period: str
    powers: frozenset[str]
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events count."""

    plover_of: PloverOf
    by: By
    statuses: Collection[str]
    types: Collection[str] | None
    since: str | None
    until: str | None
    scores: Mapping[str, float]
    dated: Mapping[str, str]


def balance(  # noqa: PLR0913 - each is one choice of the person who asks
    events: Iterable[Event],
    subject: str,
    among: Sequence[str],
    plover_of: PloverOf,
    *,
    by: By = "year",
    weigh: Weigh = "count",
    statuses: Collection[str] = ("occurred", "ongoing"),
    types: Collection[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    scores: Mapping[str, float] = PLOVER_SCORES,
    dated: Mapping[str, str] | None = None,
) -> Balance:
    """Return how a state's dealings divide among chosen powers.

    An event counts once for every power that takes part in it beside the subject, in the period in which it begins.
    Periods without dealings between the first and the last one count as zero, in the trends too. A body of the EU
    counts for the EU and not for member states; a member state not for the EU. What is planned, forecast, denied or
    cancelled is left out unless `statuses` has it; nothing is left out in silence.

    Args:
        subject: Country code or organisation; so are those in `among`, where repeats and the subject are dropped.
        weigh: Whether shares and evenness go by the number of events, or by the summed scores of the cooperative ones.
        since: First day or period (EDTF); an event counts if it may have begun by then or later.
        until: Last day or period (EDTF), likewise.
        scores: By PLOVER type; types without one score 0.
        dated: When claims were published, to date events without time by their first report; without it they are left
            out.
    """
    powers = tuple(power for power in dict.fromkeys(among) if power != subject)
    choice = Choice(plover_of, by, statuses, types, since, until, scores, dated or {})
    dealings, left_out = [], []
    for event in sorted(events, key=lambda event: event.id):
        found = _dealing(event, subject, powers, choice)
        if isinstance(found, Dealing):
            dealings.append(found)
        elif found:
            left_out.append((event.id, found))
    periods = tuple(_period(name, powers, weigh, dealings) for name in _span(dealings, by))
    names = [period.period for period in periods]
    return Balance(
        subject=subject,
        among=powers,
        by=by,
        weigh=weigh,
        periods=periods,
        total=_divide("/".join(dict.fromkeys([names[0], names[-1]])) if names else "", powers, weigh, dealings),
        trends=tuple(
            (power, mann_kendall([period.shares[place].count for period in periods]))
            for place, power in enumerate(powers)
        ),
        evenness_trend=mann_kendall([period.evenness for period in periods if period.evenness is not None]),
        left_out=tuple(left_out),
    )


def _dealing(event: Event, subject: str, powers: Sequence[str], choice: Choice) -> Dealing | str | None:
    """Return an event as it counts, or why it does not; None where it is none of the subject with a power."""
    sides = parties(event)
    with_whom = sides & set(powers)
    if subject not in sides or not with_whom:
        return None
    if event.status not in choice.statuses:
        return event.status
    if choice.types is not None and event.type not in choice.types:
        return f"of type {event.type}"
    kind = choice.plover_of(event)
    if kind is None:
        return f"{event.type} is no dealing in PLOVER"
    time = time_of(event, choice.dated)
    period = period_of(time, _DIGITS[choice.by])
    if period is None:
        return f"no {choice.by}: dated {time}" if time else "no date"
    if _outside(period, choice):
        return f"outside the time asked for: {period}"
    return Dealing(event.id, period, frozenset(with_whom), kind, choice.scores.get(kind, 0.0))


def _outside(period: str, choice: Choice) -> bool:
    first, last = first_day(period), last_day(period)
    start, end = first_day(choice.since), last_day(choice.until)
    return bool((start and last and last < start) or (end and first and first > end))


def _span(dealings: Sequence[Dealing], by: By) -> list[str]:
    """Return all periods from the first to the last that has dealings."""
    found = sorted({dealing.period for dealing in dealings})
    if not found:
        return []
    if by == "year":
        return [f"{year:04}" for year in range(int(found[0]), int(found[-1]) + 1)]
    year, month = (int(part) for part in found[0].split("-"))
    months = [found[0]]
    while months[-1] < found[-1]:
        year, month = shift_month(year, month, 1)
        months.append(f"{year:04}-{month:02}")
    return months


def _period(name: str, powers: Sequence[str], weigh: Weigh, dealings: Sequence[Dealing]) -> Period:
    return _divide(name, powers, weigh, [dealing for dealing in dealings if dealing.period == name])


def _divide(name: str, powers: Sequence[str], weigh: Weigh, dealings: Sequence[Dealing]) -> Period:
    """Return how dealings divide among the powers."""
    by_power = {power: [dealing for dealing in dealings if power in dealing.powers] for power in powers}
    weights = [_weight(by_power[power], weigh) for power in powers]
    total = sum(weights)
    shares = (
        Share(
            power=power,
            count=len(theirs),
            score=sum(dealing.score for dealing in theirs),
            share=weight / total if total else 0.0,
            kinds=tuple(sorted(Counter(dealing.kind for dealing in theirs).items())),
            events=tuple(dealing.event for dealing in theirs),
        )
        for (power, theirs), weight in zip(by_power.items(), weights, strict=True)
    )
    return Period(name, tuple(shares), evenness(weights))


def _weight(dealings: Sequence[Dealing], weigh: Weigh) -> float:
    if weigh == "count":
        return float(len(dealings))
    return sum(dealing.score for dealing in dealings if dealing.score > 0)
