"""What most needs a person's look, each with the reason: conflicts, doubtful pairs, forecasts due, doubtful claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from foedera.analysis import Forecast
from foedera.events import Entry, Event, Link, Query

if TYPE_CHECKING:
    from foedera.store import Store

ItemKind: TypeAlias = Literal["conflict", "pair", "forecast", "claim"]
DOUBTFUL = 0.7
"""Below this confidence a claim that nobody judged is worth a look."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be looked at."""

    kind: ItemKind
    claim: str
    """The claim that is shown first."""
    reason: str
    urgency: float
    """Higher first."""
    other: str | None = None
    """Second claim of a pair; the claim that may resolve a forecast."""
    event: str | None = None


def queue(store: Store, forecasts: Iterable[Forecast], limit: int) -> list[Item]:
    """Return what most needs a look, the most urgent first; each claim once."""
    items = [*_conflicts(store, limit), *_pairs(store, limit), *_due(forecasts), *_doubtful(store, limit)]
    items.sort(key=lambda item: (-item.urgency, item.claim, item.other or ""))
    seen: set[tuple[str, str | None]] = set()
    kept = []
    for item in items:
        key = (item.claim, item.other if item.kind == "pair" else None)
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return kept[:limit]


def _conflicts(store: Store, limit: int) -> Iterator[Item]:
    for event in islice(store.events.iter(Query(conflicts=True), newest=True), limit):
        claims = store.entries.many(event.claims)
        open_ = [id_ for id_ in event.claims if id_ in claims and claims[id_].verdict is None]
        if open_:
            yield Item("conflict", open_[0], f"clash on {_fields(event)}", 0.9 + 0.01 * event.voices, event=event.id)


def _fields(event: Event) -> str:
    views = event.conflicts
    return ", ".join(
        f"{view.field.partition(':')[2] or view.field} ({len(view.readings)} values)" for view in views[:3]
    )


def _pairs(store: Store, limit: int) -> Iterator[Item]:
    for link in store.links.doubtful(limit):
        yield Item("pair", link.left, f"may be one happening: {_why(link)}", 0.8 - abs(link.score - 0.5), link.right)


def _why(link: Link) -> str:
    strongest = sorted(link.reasons, key=lambda reason: -abs(reason.weight))[:2]
    return f"{link.score:.0%}; " + ", ".join(f"{r.feature} {r.left} / {r.right}" for r in strongest)


def _due(forecasts: Iterable[Forecast]) -> Iterator[Item]:
    for forecast in forecasts:
        if forecast.state != "due" and (forecast.proposed is None or forecast.decided):
            continue
        proposed = forecast.proposed
        told = f"{proposed[0]}? ({proposed[2]:.0%})" if proposed else "its time has passed and nothing tells of it"
        other = proposed[1] if proposed else None
        yield Item("forecast", forecast.claim, f"forecast by {forecast.source}: {told}", 0.75, other, forecast.event)


def _doubtful(store: Store, limit: int) -> Iterator[Item]:
    wanted = replace(Query(), verdict="none", limit=None)
    doubtful = (entry for entry in store.entries.iter(wanted) if entry.claim.confidence < DOUBTFUL)
    for entry in islice(doubtful, limit):
        yield Item("claim", entry.id, _doubt(entry), 0.7 - 0.5 * entry.claim.confidence)


def _doubt(entry: Entry) -> str:
    return f"the coder is {entry.claim.confidence:.0%} sure of this {entry.claim.type}"


def today() -> date:
    """Return this day: the only clock of the queue."""
    return date.today()  # noqa: DTZ011 - a person's own day
