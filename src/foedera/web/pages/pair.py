"""Two states or organisations with each other: who gives and who gets, by year, type and status."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from foedera.events import Query
from foedera.record import QueryError
from foedera.record.queries import polity
from foedera.store.dealings import UNDATED, Dealings
from foedera.web.context import Context, Page
from foedera.web.pages.actor import earlier, filled
from foedera.web.pages.showing import address, back_to, show

router = APIRouter(include_in_schema=False)
LATEST = 25


@router.get("/pairs")
def choose(page: Page, left: str, right: str) -> Response:
    """Lead from a form to the pair's own address."""
    a, b = polity(left, page.knowledge), polity(right, page.knowledge)
    return back_to(address("/pairs", a, b) if a != b else address("/actors", a))


@router.get("/pairs/{left}/{right}")
def pair(page: Page, left: str, right: str) -> Response:
    """Show what two have to do with each other; names lead to their codes' address."""
    a, b = polity(left, page.knowledge), polity(right, page.knowledge)
    if a == b:
        raise QueryError("a pair is two different states or organisations")
    if (a, b) != (left, right):
        return RedirectResponse(address("/pairs", a, b))
    with page.reading():
        return show(page, "dealings.html", "events", **_context(page, a, b))


def _context(page: Context, left: str, right: str) -> dict[str, Any]:
    dealings, query = Dealings(page.record.store), Query(states=(left, right))

    def numbers() -> dict[str, Any]:
        years = dealings.years(query)
        return {
            "total": dealings.count(query),
            "clashes": dealings.count(replace(query, conflicts=True)),
            "years": filled(years),
            "earlier": earlier(years),
            "undated": dict(years).get(UNDATED, 0),
            "types": dealings.tally(query, "type"),
            "statuses": dealings.tally(query, "status"),
            "roles": dealings.roles(left, right),
            "others": dealings.partners(query, (left, right))[:12],
        }

    return {
        "left": left,
        "right": right,
        "names_of": (page.names.get(left, left), page.names.get(right, right)),
        "latest": tuple(islice(dealings.iter(replace(query, limit=LATEST)), LATEST)),
        **page.answers.keep(("page of pair", left, right), numbers),
    }
