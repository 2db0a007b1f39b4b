"""The lists: events with facets, orders and saved questions; claims; both with the command line's filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.datastructures import QueryParams
from starlette.responses import Response

from foedera.events import Entry, Event, Query
from foedera.record import QueryError, event_row, make_query, query_words
from foedera.store import Saved
from foedera.store.dealings import UNDATED, Dealings
from foedera.types import STATUSES
from foedera.web.asked import filters_of
from foedera.web.context import Context, Judge, Page
from foedera.web.listing import Listing, list_claims
from foedera.web.pages.showing import address, back_to, own_path, show, table_file

router = APIRouter(include_in_schema=False)
ORDERS: Mapping[str, str] = {
    "-when": "latest first",
    "when": "earliest first",
    "-added": "newest in the record",
    "-voices": "most voices",
    "credibility": "most credible",
    "-claims": "most claims",
    "-confidence": "surest",
}
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is on, and the address without it."""

    name: str
    words: str
    without: str


@router.get("/events")
def events(page: Page) -> Response:
    """List the events that the filters choose."""
    year = page.given.get("year") or None
    with page.reading():
        listing = begun_in(page, year) if year else page.events()
        return show(
            page,
            "events.html",
            "events",
            listing=listing,
            chosen=chosen(page),
            orders=ORDERS,
            statuses=STATUSES,
            types=sorted(page.knowledge.codebook.types),
            saved=page.record.saved_queries(),
            words=query_words(make_query(page.knowledge, **page.filters)),
            year=year,
        )


def begun_in(page: Context, year: str) -> Listing:
    """Return one page of the events of the filters that began in a year: what is behind a number of a table by year.

    `since` and `until` are wider: they choose what was going on in a time.
    """
    query = make_query(page.knowledge, **page.filters)
    dealings = Dealings(page.record.store)
    wanted = replace(query, limit=page.limit, offset=page.offset)
    years = tuple((name, number) for name, number in dealings.years(query) if name != UNDATED)
    return Listing(tuple(dealings.iter(wanted, year)), dealings.count(query, year), {"year": years})


@router.get("/events.csv")
def events_file(page: Page, year: str | None = None) -> Response:
    """Return the list as it is filtered, of one year too, as a table."""
    query = make_query(page.knowledge, **page.filters)
    return _table_of(Dealings(page.record.store).iter(query, year), "events")


def _table_of(found: Iterable[Event], name: str) -> Response:
    rows = [event_row(event) for event in found]
    heads = list(rows[0]) if rows else ["id"]
    return table_file(name, heads, [[_flat(row[head]) for head in heads] for row in rows])


def _flat(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def chosen(page: Context) -> list[Chosen]:
    """Return the filters of the address in words, each with the address that lacks it."""
    out: list[Chosen] = []
    if year := page.given.get("year"):
        out.append(Chosen("year", f"begun in {year}" if year != UNDATED else year, page.link(year=None, offset=None)))
    for name, value in page.filters.items():
        if name == "pair":
            words = " with ".join(page.names.get(code, code) for code in value)
            out.append(Chosen(name, words, page.link(pair=None, offset=None)))
        elif isinstance(value, list):
            for one in value:
                rest: Any = [each for each in value if each != one]
                words = page.names.get(one, one) if name == "country" else one
                out.append(Chosen(name, words, page.link(**{name: rest or None}, offset=None)))
        else:
            out.append(Chosen(name, _filter_words(name, value), page.link(**{name: None}, offset=None)))
    return out


def _filter_words(name: str, value: Any) -> str:
    if name == "least":
        return f"confidence from {value:.0%}"
    if name == "conflicts":
        return "only clashes"
    return f"“{value}”" if name == "text" else f"{name} {value}"


# --- saved questions -----------------------------------------------------------------------------------------------


@router.get("/saved")
def saved(page: Page) -> Response:
    """List the questions that were kept, with what is new."""
    with page.reading():
        return show(page, "saved.html", "events", kept=kept_queries(page))


def kept_queries(page: Context) -> list[tuple[Saved, str, str, int]]:
    """Return each kept question with its words, its address, and how many events are new."""
    store = page.record.store
    out = []
    for each in page.record.saved_queries():
        new = store.events.count(replace(each.query, added_after=each.seen, limit=None))
        out.append((each, query_words(each.query) or "all events", address("/saved/ask", name=each.name), new))
    return out


@router.get("/saved/ask")
def ask(page: Page, name: str, new: int = 0) -> Response:
    """Show the answers to a kept question; with `new=1` only what came since it was last seen."""
    with page.reading():
        kept = page.record.store.saved.get(name)
        query = replace(kept.query, added_after=kept.seen) if new else kept.query
        events = page.record.store.events
        found = tuple(
            islice(events.iter(replace(query, limit=page.limit, offset=page.offset), newest=True), page.limit)
        )
        return show(
            page,
            "saved_one.html",
            "events",
            kept=kept,
            words=query_words(kept.query) or "all events",
            found=found,
            total=events.count(query),
            fresh=events.count(replace(kept.query, added_after=kept.seen)),
            only_new=bool(new),
            now=page.record.store.seq,
            as_list=address("/events", **as_filters(kept.query)),
        )


@router.get("/saved/ask.csv")
def ask_file(page: Page, name: str, new: int = 0) -> Response:
    """Return the same answers as a table, all of them."""
    kept = page.record.store.saved.get(name)
    query = replace(kept.query, added_after=kept.seen, limit=None) if new else replace(kept.query, limit=None)
    found = page.record.store.events.iter(query, newest=True)
    return _table_of(found, f"{kept.name}-new" if new else kept.name)


def as_filters(query: Query) -> dict[str, Any]:
    """Return a query as the parameters of an address."""
    return {
        "country": list(query.states),
        "type": list(query.types),
        "status": list(query.statuses),
        "since": query.since,
        "until": query.until,
        "publisher": list(query.publishers),
        "least": query.least,
        "text": query.text,
        "verdict": query.verdict,
        "conflicts": 1 if query.conflicts else None,
    }


@router.post("/saved")
def save(page: Judge, name: Annotated[str, Form()], query: Annotated[str, Form()] = "") -> Response:
    """Keep a question: the query string of a list."""
    plain = " ".join(name.split())[:_LONGEST_NAME]
    if not plain:
        raise QueryError("a question is kept under a name; give it one")
    page.record.save_query(plain, **filters_of(QueryParams(query)))
    return back_to(address("/saved/ask", name=plain))


@router.post("/saved/seen")
def seen(
    page: Judge, name: Annotated[str, Form()], at: Annotated[int, Form()], back: Annotated[str, Form()] = ""
) -> Response:
    """Note that what is new was seen, up to what the page showed."""
    page.record.store.saved.seen(name, min(at, page.record.store.seq))
    return back_to(own_path(back, "/saved"))


@router.post("/saved/drop")
def drop(page: Judge, name: Annotated[str, Form()]) -> Response:
    """Forget a question."""
    page.record.store.saved.drop(name)
    return back_to("/saved")


# --- claims --------------------------------------------------------------------------------------------------------


@router.get("/claims")
def claims(page: Page) -> Response:
    """List the claims that the filters choose, one a report."""
    query = make_query(page.knowledge, **page.filters)
    with page.reading():
        listing = list_claims(page)
        return show(
            page,
            "claims.html",
            "claims",
            found=listing.found,
            quotes=_quotes(page, listing.found),
            total=listing.total,
            chosen=chosen(page),
            words=query_words(query),
        )


def _quotes(page: Context, found: Sequence[Entry]) -> dict[str, str]:
    """Return the first passage of each claim."""
    texts = page.record.store.reports.texts(sorted({entry.report for entry in found if entry.claim.evidence}))
    quotes = {}
    for entry in found:
        if entry.claim.evidence:
            first = entry.claim.evidence[0]
            words = texts.get(entry.report, "")[first.start : first.end]
            quotes[entry.id] = words if len(words) <= 300 else words[:299].rstrip() + "…"
    return quotes
