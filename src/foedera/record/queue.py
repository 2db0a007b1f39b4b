"""What most needs a person's look, each with the reason: conflicts, doubtful pairs, forecasts due, doubtful claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from foedera.analysis import Forecast
from foedera.events import Event, Link, Query

if TYPE_CHECKING:
    from foedera.store import Store

ItemKind: TypeAlias = Literal["conflict", "pair", "forecast", "claim"]
DOUBTFUL = 0.7
"""Below this confidence a claim that nobody judged is worth a look."""
_AT_ONCE: Final = 200
"""Events that are looked through at a time."""


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
    """Return what most needs a look, the most urgent first; each claim once.

    Args:
        forecasts: Those that may need a look.
    """
    kinds: tuple[ItemKind, ...] = get_args(ItemKind)
    return in_order(item for kind in kinds for item in items(store, kind, forecasts, limit))[:limit]


def items(store: Store, kind: ItemKind, forecasts: Iterable[Forecast], limit: int) -> list[Item]:
    """Return what needs a look of one kind, the most urgent first, up to a number.

    Args:
        forecasts: Those that may need a look; of use for that kind only.
    """
    if kind == "forecast":
        return in_order(_due(forecasts))[:limit]
    finders = {"conflict": _conflicts, "pair": _pairs, "claim": _doubtful}
    return in_order(finders[kind](store, limit))


def in_order(found: Iterable[Item]) -> list[Item]:
    """Return items by their urgency; of several on one claim (pairs aside) the most urgent."""
    seen: set[tuple[str, str | None]] = set()
    kept = []
    for item in sorted(found, key=lambda item: (-item.urgency, item.claim, item.other or "")):
        key = (item.claim, item.other if item.kind == "pair" else None)
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return kept


def _conflicts(store: Store, limit: int) -> Iterator[Item]:
    """Yield the latest events on which claims clash, by the first of their claims that nobody has judged."""
    from foedera.store.unjudged import Unjudged  # noqa: PLC0415 - `import foedera` loads no database

    unjudged, events = Unjudged(store), store.events.iter(Query(conflicts=True), newest=True)
    left = limit
    while left > 0 and (some := list(islice(events, _AT_ONCE))):
        open_ = unjudged.of_events([event.id for event in some])
        known = [event for event in some if event.id in open_]
        for event in known[:left]:
            claim = next(id_ for id_ in event.claims if id_ in open_[event.id])
            yield Item("conflict", claim, f"clash on {_fields(event)}", 0.9 + 0.01 * event.voices, event=event.id)
        left -= len(known)


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
    from foedera.store.unjudged import Unjudged  # noqa: PLC0415 - likewise

    for each in Unjudged(store).doubtful(DOUBTFUL, limit):
        told = f"the coder is {each.confidence:.0%} sure of this {each.type}"
        yield Item("claim", each.claim, told, 0.7 - 0.5 * each.confidence)


def today() -> date:
    """Return this day: the only clock of the queue."""
    return date.today()  # noqa: DTZ011 - a person's own day
