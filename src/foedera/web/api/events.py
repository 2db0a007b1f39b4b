"""Events and claims: lists by the filters of every question, and each in full."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from foedera import record as rows
from foedera.web.api import models
from foedera.web.api.common import LISTED, Json, as_file, lazily, make_router
from foedera.web.api.rows import claim_row, decision_rows, event_row
from foedera.web.context import Page
from foedera.web.listing import list_claims, list_events

router = make_router("events and claims")
Asked = Annotated[models.Listed, Query()]


@router.get("/events", response_model=models.EventList, responses=LISTED)
def events(page: Page, asked: Asked) -> Response:
    """Return the events that pass the filters, a page at a time, with how many there are of each kind."""
    if asked.format != "json":
        found = page.record.iter_events(**page.filters)
        form = rows.event_row if asked.format == "csv" else event_row
        return as_file(lazily(found, form), asked.format, "events")
    listing = list_events(page)
    facets = {name: [{"value": v, "count": n} for v, n in counts] for name, counts in listing.facets.items()}
    return Json(_page(page, listing.total) | {"events": [event_row(each) for each in listing.found], "facets": facets})


@router.get("/events/{id}", response_model=models.EventInFull)
def event(page: Page, id: str) -> Response:  # noqa: A002 - the address's word
    """Return an event with its claims, what it belongs with, and what was decided; `e-CLAIM` of any claim finds it."""
    with page.reading():
        record = page.record
        found = record.event(id)
        group = [each for each in record.group(found) if each.id != found.id]
        answer: dict[str, Any] = {
            "event": event_row(found),
            "claims": [claim_row(each) for each in record.entries_of(found)],
            "group": [event_row(each) for each in group],
            "decisions": decision_rows(record.history(found.id)),
        }
    return Json(answer)


@router.get("/claims", response_model=models.ClaimList, responses=LISTED)
def claims(page: Page, asked: Asked) -> Response:
    """Return the claims that pass the filters, a page at a time."""
    if asked.format != "json":
        query = rows.make_query(page.knowledge, **page.filters)
        found = page.record.store.entries.iter(query)
        form = rows.claim_row if asked.format == "csv" else claim_row
        return as_file(lazily(found, form), asked.format, "claims")
    listing = list_claims(page)
    return Json(_page(page, listing.total) | {"claims": [claim_row(each) for each in listing.found]})


@router.get("/claims/{id}", response_model=models.Claim)
def claim(page: Page, id: str) -> Response:  # noqa: A002 - likewise
    """Return a claim as it stands after people's decisions."""
    return Json(claim_row(page.record.claim(id)))


def _page(page: Page, total: int) -> dict[str, Any]:
    return {"total": total, "limit": page.limit, "offset": page.offset}
