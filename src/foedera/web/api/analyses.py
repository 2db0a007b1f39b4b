"""What a record adds up to: actors, pairs, balance, forecasts, publishers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from foedera.analysis import Balance, Forecast
from foedera.events import Query as Filter
from foedera.record import QueryError, corrections
from foedera.web.api import models
from foedera.web.api.common import LISTED, Json, as_file, make_router, plain
from foedera.web.asked import check_words
from foedera.web.context import Context, Page

router = make_router("analyses")
Form = Literal["json", "jsonl", "csv"]
Who = Annotated[str, Query(min_length=1, max_length=200)]
_EVENTS = 200
"""Events that a profile names; the list of events has them all."""


@router.get("/actors/{who}", response_model=dict[str, Any])
def actor(page: Page, who: str) -> Response:
    """Return what the record holds on one state or organisation: kinds, partners, years."""
    name = check_words("who", who)
    return Json(page.answers.keep(("actor", name), lambda: _profile(page.record.actor(name))))


@router.get("/pairs", response_model=dict[str, Any])
def pair(page: Page, left: Who, right: Who) -> Response:
    """Return what the record holds on two of them with each other."""
    a, b = check_words("left", left), check_words("right", right)
    return Json(page.answers.keep(("pair", a, b), lambda: _profile(page.record.pair(a, b))))


def _profile(profile: Any) -> dict[str, Any]:
    row = {name: plain(getattr(profile, name)) for name in profile.__slots__ if name != "events"}
    return {**row, "total": len(profile.events), "events": [each.id for each in profile.events[:_EVENTS]]}


@router.get("/balance", response_model=dict[str, Any], responses=LISTED)
def balance(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    page: Page,
    subject: Who,
    among: Annotated[list[str], Query(min_length=1, max_length=20, description="Powers, one each or with commas")],
    by: Literal["year", "month"] = "year",
    weigh: Literal["count", "score"] = "count",
    type: Annotated[list[str] | None, Query(max_length=100)] = None,  # noqa: A002 - the word of the contract
    status: Annotated[list[str] | None, Query(max_length=20)] = None,
    since: Annotated[str | None, Query(max_length=40)] = None,
    until: Annotated[str | None, Query(max_length=40)] = None,
    format: Form = "json",  # noqa: A002 - the command line's word
) -> Response:
    """Return how a state's dealings divide among powers, with evenness and trends; every count with its events."""
    wishes = {"by": by, "weigh": weigh, "since": since or None, "until": until or None}
    found = balance_of(page, subject, among, types=type, statuses=status, **wishes)
    if format != "json":
        return as_file(balance_rows(found), format, f"balance-{found.subject}")
    return Json(plain(found))


def balance_of(
    page: Context,
    subject: str,
    among: list[str],
    *,
    types: list[str] | None = None,
    statuses: list[str] | None = None,
    **wishes: Any,
) -> Balance:
    """Return a balance; it is kept as long as the record stands still.

    Raises:
        QueryError: A name means nothing.
    """
    powers = [name.strip() for each in among for name in each.split(",") if name.strip()]
    for name in (subject, *powers, *(types or ()), *(statuses or ())):
        check_words("a name", name)
    if not powers:
        raise QueryError("name the powers: among=CHN&among=RUS, or among=CHN,RUS")
    wishes |= {"types": tuple(types)} if types else {}
    wishes |= {"statuses": tuple(statuses)} if statuses else {}
    key = ("balance", subject, *powers, *sorted(wishes.items(), key=str))
    return page.answers.keep(key, lambda: page.record.balance(subject, powers, **wishes))


def balance_rows(found: Balance) -> list[dict[str, Any]]:
    """Return one row for each power and period."""
    return [
        {
            "subject": found.subject,
            "period": period.period,
            "power": share.power,
            "count": share.count,
            "score": share.score,
            "share": share.share,
            "evenness": period.evenness,
            "events": list(share.events),
        }
        for period in (*found.periods, found.total)
        for share in period.shares
    ]


class ForecastsAsked(models.Filters):
    """What forecasts are asked for."""

    state: list[Literal["open", "due", "resolved"]] = Field([], max_length=3)
    source: models.Word | None = None
    today: date | None = None
    limit: int = 500
    offset: int = 0
    format: Form = "json"


@router.get("/forecasts", response_model=dict[str, Any], responses=LISTED)
def forecasts(page: Page, asked: Annotated[ForecastsAsked, Query()]) -> Response:
    """Return what was foreseen and what became of it, due ones first."""
    found = forecasts_of(page, asked.today, states=asked.state, source=asked.source)
    if asked.format != "json":
        return as_file((plain(each) for each in page.answers.in_full(found, asked.today)), asked.format, "forecasts")
    limit, offset = max(1, min(asked.limit, 2000)), max(0, asked.offset)
    rows = [plain(each) for each in page.answers.in_full(found[offset : offset + limit], asked.today)]
    return Json({"total": len(found), "limit": limit, "offset": offset, "forecasts": rows})


def forecasts_of(
    page: Context, today: date | None = None, *, states: list[Any] | None = None, source: str | None = None
) -> list[Forecast]:
    """Return the forecasts that the filters of the address choose, due ones first, without what is proposed."""
    found = list(page.answers.outlook(today))
    if page.filters:
        query = query_of(page)
        wanted = page.answers.keep(("claims of", query), lambda: _claims_of(page, query))
        found = [each for each in found if each.claim in wanted]
    return [each for each in found if (not states or each.state in states) and source in (None, "", each.source)]


def query_of(page: Context) -> Filter:
    """Return the query that the filters of the address make."""
    from foedera.record import make_query  # noqa: PLC0415 - used here only

    return make_query(page.knowledge, **page.filters)


def _claims_of(page: Context, query: Filter) -> frozenset[str]:
    return frozenset(claim for event in page.record.store.events.iter(query) for claim in event.claims)


@router.get("/forecasts/scores", response_model=list[dict[str, Any]], responses=LISTED)
def scores(page: Page, format: Form = "json") -> Response:  # noqa: A002 - likewise
    """Return how the forecasts of each source turned out."""
    rows = [plain(each) for each in page.answers.scores()]
    return as_file(rows, format, "forecast-scores") if format != "json" else Json(rows)


@router.get("/publishers", response_model=list[models.Publisher], responses=LISTED)
def publishers(page: Page, format: Form = "json") -> Response:  # noqa: A002 - likewise
    """Return every publisher: what came from it, reliability, wording, how its forecasts turned out."""
    rows = publisher_rows(page)
    return as_file(rows, format, "publishers") if format != "json" else Json(rows)


def publisher_rows(page: Context) -> list[dict[str, Any]]:
    """Return every publisher with all that is known of it, the most reports first."""
    return page.answers.keep("publishers", lambda: _publishers_in_full(page))


def brief_rows(page: Context) -> list[dict[str, Any]]:
    """Return every publisher with what came from it, without its wording and its forecasts, which take longer."""
    return _publishers(page, {}, {})


def _publishers_in_full(page: Context) -> list[dict[str, Any]]:
    slant = {each.publisher: plain(each) for each in page.answers.slant()}
    right = {each.source: plain(each) for each in page.answers.scores()}
    return _publishers(page, slant, right)


def _publishers(page: Context, slant: Mapping[Any, Any], right: Mapping[Any, Any]) -> list[dict[str, Any]]:
    store = page.record.store
    letters = corrections.reliability(store.decisions.of_action("reliability"))
    return [
        {
            **asdict(each),
            "reliability": letters.get(each.name or ""),
            "slant": slant.get(each.name),
            "forecasts": right.get(each.name or "unknown"),
        }
        for each in store.lists.publishers()
    ]
