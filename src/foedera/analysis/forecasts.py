"""Every claim of what will, may or should happen, with its source and horizon, and what became of it."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias, get_args

from foedera.analysis.likelihood import likelihood
from foedera.analysis.names import key
from foedera.analysis.records import Forecast, ForecastState, SourceScore
from foedera.analysis.resolution import Suggestion, due_day, suggest
from foedera.analysis.standing import printed
from foedera.analysis.voices import sources_of
from foedera.errors import FoederaError
from foedera.events import Decision, Entry, Event, Outcome
from foedera.types import AHEAD

TextOf: TypeAlias = Callable[[str], str | None]
"""A report's id to its text; None where it has none."""
UNKNOWN = "unknown"
_Z = 1.959963984540054  # of a 95% interval


class OutcomeError(FoederaError):
    """A decision on a forecast that names no outcome."""


def forecasts(
    entries: Iterable[Entry],
    events: Iterable[Event],
    today: date,
    *,
    decisions: Iterable[Decision] = (),
    threshold: float | None = None,
    text_of: TextOf | None = None,
) -> tuple[Forecast, ...]:
    """Return every forecast of the record, those that are due first, then by their day, those without horizon last.

    A forecast is *resolved* once a person decided what became of it, or the record's suggestion is at least as sure as
    `threshold`; else it is *due* when its horizon has passed, or *open*. A suggestion is there to see in any case.

    Args:
        entries: The claims of the record; what resolves forecasts is among them. Rejected ones are passed over.
        events: What the claims add up to. A forecast is resolved by claims of its own event only.
        decisions: The standing `resolve` decisions (others are passed over); of several on one claim the latest counts.
        threshold: From which probability a suggestion counts without a person; None for never.
        text_of: Gives the texts in which words of likelihood are looked for; without it the status alone speaks.

    Raises:
        OutcomeError: A decision's value is no outcome.
    """
    event_of = {claim: event.id for event in events for claim in event.claims}
    known = {entry.id: entry for entry in entries if entry.verdict != "rejected"}
    decided = _latest(decisions)
    together: dict[str, list[Entry]] = {}
    for entry in known.values():
        if entry.id in event_of:
            together.setdefault(event_of[entry.id], []).append(entry)
    found = [
        _forecast(
            entry,
            event_of.get(entry.id),
            suggest(entry, together.get(event_of.get(entry.id, ""), ())),
            decided.get(entry.id),
            today,
            threshold,
            text_of,
        )
        for entry in known.values()
        if entry.claim.status in AHEAD
    ]
    return tuple(sorted(found, key=due_first))


def outlook(
    entries: Iterable[Entry], event_of: Mapping[str, str], today: date, *, decisions: Iterable[Decision] = ()
) -> tuple[Forecast, ...]:
    """Return every forecast with its source, day, state and outcome, in the order and state that `forecasts` gives.

    Neither texts nor other claims are looked at: nothing is proposed, and the status alone says how likely it is. So
    the forecasts of a large record are there at a glance, and those that are shown can be asked for in full.

    Args:
        entries: The claims; those of other statuses and rejected ones are passed over.
        event_of: The event of each claim that is in one.
        decisions: As for `forecasts`.
    """
    decided = _latest(decisions)
    found = [
        _forecast(entry, event_of.get(entry.id), None, decided.get(entry.id), today, None, None)
        for entry in entries
        if entry.claim.status in AHEAD and entry.verdict != "rejected"
    ]
    return tuple(sorted(found, key=due_first))


def due_first(forecast: Forecast) -> tuple[int, date, str]:
    """Return the place of a forecast among others: what is due, then what is open, by day; what is resolved last."""
    return ("due", "open", "resolved").index(forecast.state), forecast.due or date.max, forecast.claim


def scores(found: Iterable[Forecast]) -> tuple[SourceScore, ...]:
    """Return how the forecasts of each source turned out, the sources with most resolved ones first.

    Sources are one where their names differ in case, accents and marks only. Only resolved forecasts count for shares
    and Brier scores; a suggestion that nobody confirmed does not.
    """
    by_source: dict[str, list[Forecast]] = {}
    for forecast in found:
        by_source.setdefault(key(forecast.source), []).append(forecast)
    scored = [_score(theirs) for theirs in by_source.values()]
    return tuple(sorted(scored, key=lambda score: (-score.resolved, -score.n, score.source)))


def brier(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """Return the mean squared error of probabilities against what happened; None without any.

    Example:
        >>> brier([(1.0, True), (0.5, False)])
        0.125
    """
    return sum((chance - came) ** 2 for chance, came in pairs) / len(pairs) if pairs else None


def source_of(entry: Entry) -> str:
    """Return who makes a claim: whom the report names first as its source, else its publisher.

    Sources without a name ("officials") are those of their publisher, and told apart by it.
    """
    sources = sources_of(entry)
    if not sources:
        return entry.publisher or UNKNOWN
    if sources[0].kind == "group":
        return f"{sources[0].name} ({entry.publisher or UNKNOWN})"
    return sources[0].name


def _forecast(
    entry: Entry,
    event: str | None,
    suggestion: Suggestion | None,
    decision: Decision | None,
    today: date,
    threshold: float | None,
    text_of: TextOf | None,
) -> Forecast:
    chance, words = _likelihood(entry, text_of)
    due = due_day(entry)
    state: ForecastState = "due" if due and due < today else "open"
    outcome: Outcome = "open"
    by, decider = None, None
    reasons = suggestion.reasons if suggestion else ()
    if decision:
        outcome, by, decider = _outcome(decision), decision.other, decision.author
        state = "resolved" if outcome != "open" else "open"
        reasons = (decision.reason,) if decision.reason else ()
    elif suggestion is None and due and (made := printed(entry)) and due < made:
        reasons = ("its time was over when it was published: it tells of an earlier forecast, or was misread",)
    elif suggestion and threshold is not None and suggestion.confidence >= threshold:
        state, outcome, by, decider = "resolved", suggestion.outcome, suggestion.by, "threshold"
    return Forecast(
        claim=entry.id,
        event=event,
        type=entry.claim.type,
        status=entry.claim.status,
        source=source_of(entry),
        publisher=entry.publisher,
        made=entry.published,
        horizon=next((str(value) for value in entry.claim.values("when")), None),
        due=due,
        likelihood=chance,
        words=words,
        state=state,
        outcome=outcome,
        by=by,
        proposed=(suggestion.outcome, suggestion.by, suggestion.confidence) if suggestion else None,
        reasons=reasons,
        decided=decider,
    )


def _likelihood(entry: Entry, text_of: TextOf | None) -> tuple[float, str | None]:
    """Return the likelihood by the words of the sentence that has the claim's first trigger, else of the first one."""
    text = text_of(entry.report) if text_of else None
    claim = entry.claim
    if not text or not claim.evidence:
        return likelihood("", claim.status)
    trigger = min(claim.triggers) if claim.triggers else None
    sentence = next((e for e in claim.evidence if trigger and e.start <= trigger.start < e.end), claim.evidence[0])
    at = trigger.start - sentence.start if trigger and sentence.start <= trigger.start < sentence.end else None
    return likelihood(text[sentence.start : sentence.end], claim.status, at)


def _latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the latest `resolve` decision on each claim."""
    resolving = [decision for decision in decisions if decision.action == "resolve"]
    return {decision.target: decision for decision in sorted(resolving, key=lambda one: (one.time, one.id))}


def _outcome(decision: Decision) -> Outcome:
    """Return the outcome that a decision names, as JSON or bare."""
    try:
        value = json.loads(decision.value or "")
    except ValueError:
        value = decision.value
    for outcome in get_args(Outcome):
        if value == outcome:
            return outcome  # type: ignore[no-any-return]  # get_args knows no literals
    message = f"decision {decision.id}: {decision.value!r} is no outcome; use one of {', '.join(get_args(Outcome))}"
    raise OutcomeError(message)


def _score(theirs: Sequence[Forecast]) -> SourceScore:
    settled = [forecast for forecast in theirs if forecast.outcome in ("came true", "did not")]
    came = sum(forecast.outcome == "came true" for forecast in settled)
    pairs = [(forecast.likelihood, forecast.outcome == "came true") for forecast in settled]
    worded = [pair for pair, forecast in zip(pairs, settled, strict=True) if forecast.words]
    states = Counter(forecast.state for forecast in theirs)
    spellings = Counter(forecast.source for forecast in theirs)
    return SourceScore(
        source=min(spellings, key=lambda name: (-spellings[name], name)),
        n=len(theirs),
        resolved=len(settled),
        came_true=came,
        share=came / len(settled) if settled else None,
        open=states["open"],
        due=states["due"],
        overtaken=sum(forecast.outcome == "overtaken" for forecast in theirs),
        brier=brier(worded),
        brier_n=len(worded),
        brier_all=brier(pairs),
        interval=_wilson(came, len(settled)) if settled else None,
    )


def _wilson(came: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95% interval of a share."""
    share, z2 = came / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
