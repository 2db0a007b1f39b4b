"""One page of the events or claims that filters choose: found, counted, with facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.events import Entry, Event, Query
from foedera.record import QueryError, make_query
from foedera.store import ORDERS

if TYPE_CHECKING:
    from foedera.web.context import Context


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of events."""

    found: tuple[Event, ...]
    total: int
    """How many there are on all pages."""
    facets: Mapping[str, Sequence[tuple[str, int]]]
    """How many events there are of each `type`, `status`, `country`, `publisher` and `year`, the most first (years by
    number); the choice of a type, status, publisher or time is left aside in its own facet, so that one can go over."""


@dataclass(frozen=True, slots=True)
class ClaimListing:
    """One page of a list of claims."""

    found: tuple[Entry, ...]
    total: int


def list_events(page: Context, query: Query | None = None, *, facets: bool = True) -> Listing:
    """Return one page of events.

    Args:
        query: What is asked for, where it is not the filters of the address.
    """
    asked = query or make_query(page.knowledge, **page.filters)
    store, (order, falling) = page.record.store, order_of(page.order)
    with store.reading():
        found = store.lists.events(replace(asked, limit=page.limit, offset=page.offset), order, falling=falling)
        total = page.answers.keep(("total", asked), lambda: store.events.count(asked))
        counted = page.answers.keep(("facets", asked), lambda: store.lists.facets(asked)) if facets else {}
    return Listing(found, total, counted)


def list_claims(page: Context) -> ClaimListing:
    """Return one page of claims."""
    asked = make_query(page.knowledge, **page.filters)
    store, (order, falling) = page.record.store, order_of(page.order)
    with store.reading():
        found = store.lists.entries(replace(asked, limit=page.limit, offset=page.offset), order, falling=falling)
        return ClaimListing(found, page.answers.keep(("claims", asked), lambda: store.entries.count(asked)))


def order_of(given: str) -> tuple[str, bool]:
    """Return the order that is meant, and whether it falls.

    Raises:
        QueryError: There is none of this name.
    """
    name = given.removeprefix("-")
    if name not in ORDERS:
        message = (
            f"there is no order {name[:40]!r}; there are {', '.join(ORDERS)}, and with - before them, turned round"
        )
        raise QueryError(message)
    return name, given.startswith("-")
