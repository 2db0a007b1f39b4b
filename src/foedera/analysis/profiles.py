"""What the record holds on one actor, and on two with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from foedera.analysis.parties import UNDATED, newest_first, parties, period_of, roles_of, time_of
from foedera.analysis.records import ActorProfile, PairProfile, Tally
from foedera.events import Event


def actor_profile(events: Iterable[Event], actor: str, dated: Mapping[str, str] | None = None) -> ActorProfile:
    """Return the events of a state or organisation, and how many there are by type, status, partner and year.

    All statuses count: `statuses` tells how many are only planned or denied.

    Args:
        actor: Country code or organisation.
        dated: When claims were published, to date events that have no time by their first report.
    """
    dates = dated or {}
    theirs = sorted(
        (event for event in events if actor in parties(event)), key=lambda event: newest_first(event, dates)
    )
    grid = Counter((partner, _year(event, dates)) for event in theirs for partner in parties(event) - {actor})
    return ActorProfile(
        actor=actor,
        events=tuple(theirs),
        types=_tally(event.type for event in theirs),
        statuses=_tally(event.status for event in theirs),
        partners=_tally(partner for event in theirs for partner in parties(event) - {actor}),
        years=_years(theirs, dates),
        grid=tuple((partner, year, count) for (partner, year), count in sorted(grid.items())),
        conflicts=sum(bool(event.conflicts) for event in theirs),
    )


def pair_profile(events: Iterable[Event], left: str, right: str, dated: Mapping[str, str] | None = None) -> PairProfile:
    """Return the events in which two states or organisations both take part, and who plays which role in them.

    Args:
        dated: When claims were published, to date events that have no time by their first report.
    """
    dates = dated or {}
    both = {left, right}
    theirs = sorted((event for event in events if both <= parties(event)), key=lambda event: newest_first(event, dates))
    roles = Counter(
        (event.type, ours, others)
        for event in theirs
        for ours in {role for role, code in roles_of(event) if code == left}
        for others in {role for role, code in roles_of(event) if code == right}
    )
    return PairProfile(
        left=left,
        right=right,
        events=tuple(theirs),
        types=_tally(event.type for event in theirs),
        statuses=_tally(event.status for event in theirs),
        years=_years(theirs, dates),
        roles=tuple((*names, count) for names, count in sorted(roles.items())),
        conflicts=sum(bool(event.conflicts) for event in theirs),
    )


def _year(event: Event, dates: Mapping[str, str]) -> str:
    return period_of(time_of(event, dates), 4) or UNDATED


def _tally(names: Iterable[str]) -> Tally:
    return Tally(tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))))


def _years(events: Iterable[Event], dates: Mapping[str, str]) -> Tally:
    return Tally(tuple(sorted(Counter(_year(event, dates) for event in events).items())))
