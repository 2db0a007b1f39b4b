"""What lies ahead: all of it at a glance, what is asked for in full, and what of it needs a person's look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from foedera import analysis
from foedera.analysis import Forecast
from foedera.events import Decision, Event, Query
from foedera.record.corrections import in_force

if TYPE_CHECKING:
    from foedera.store import Store

_TOGETHER: Final = 200
"""Events that are looked at together: their claims and texts are in memory at once."""
_AHEAD: Final = tuple(sorted(analysis.AHEAD))


def forecasts(store: Store, query: Query, today: date, threshold: float | None = None) -> list[Forecast]:
    """Return the forecasts of the events that a query finds, with what became of them; what is due comes first.

    Args:
        query: `limit` and `offset` count forecasts.
        threshold: How sure a proposed resolution must be to count without a person.
    """
    wanted = store.events.iter(replace(query, limit=None, offset=0))
    found = sorted(_found(store, filter(_looks_ahead, wanted), today, threshold), key=analysis.due_first)
    return found[query.offset : None if query.limit is None else query.offset + query.limit]


def outlook(store: Store, today: date) -> tuple[Forecast, ...]:
    """Return every forecast of the record with its source, day and state; what is due comes first.

    Nothing is proposed, and no words of likelihood are looked for: a second for 100,000 claims. `in_full` has the rest.
    """
    entries = list(store.entries.iter(Query(statuses=_AHEAD)))
    homes = store.events.of_claims([entry.id for entry in entries])
    told = (entry for entry in entries if entry.id in homes)
    return analysis.outlook(told, homes, today, decisions=_resolved(store))


def in_full(store: Store, claims: Iterable[str], today: date, threshold: float | None = None) -> list[Forecast]:
    """Return the forecasts that some claims make, with what became of them, in the order of the claims."""
    wanted = list(dict.fromkeys(claims))
    homes = store.events.of_claims(wanted)
    events = store.events.many(dict.fromkeys(homes.values()))
    found = {each.claim: each for each in _found(store, events.values(), today, threshold)}
    return [found[claim] for claim in wanted if claim in found]


def worth_a_look(store: Store, found: Sequence[Forecast], today: date, limit: int) -> list[Forecast]:
    """Return the forecasts, in full, whose time has passed or on which later reports tell.

    Args:
        found: All forecasts, due ones first, as `outlook` gives them.
        limit: Of those that are due, and of those that are open, the first so many are looked at.
    """
    due, ahead = (list(islice((f.claim for f in found if f.state == state), limit)) for state in ("due", "open"))
    full = in_full(store, [*due, *ahead], today)
    return [each for each in full if each.state == "due" or (each.proposed and not each.decided)]


def _found(store: Store, events: Iterable[Event], today: date, threshold: float | None) -> Iterator[Forecast]:
    """Yield the forecasts of some events, those that are looked at together in order."""
    decisions = _resolved(store)
    left = iter(events)
    while some := list(islice(left, _TOGETHER)):
        entries = store.entries.many(claim for event in some for claim in event.claims)
        texts = store.reports.texts(sorted({e.report for e in entries.values() if e.claim.status in analysis.AHEAD}))
        yield from analysis.forecasts(
            entries.values(), some, today, decisions=decisions, threshold=threshold, text_of=texts.get
        )


def _looks_ahead(event: Event) -> bool:
    """Tell whether some claim of an event is of what lies ahead, as far as its fields say."""
    view = next((view for view in event.fields if view.field == "status"), None)
    return view is None or any(reading.value in analysis.AHEAD for reading in view.readings)


def _resolved(store: Store) -> list[Decision]:
    return [each for each in in_force(store.decisions.of_action("resolve")) if each.action == "resolve"]
