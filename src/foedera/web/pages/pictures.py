"""Pictures of what filters choose: timeline, map, network; and the balance of a state between powers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from foedera.analysis import Balance
from foedera.events import Query
from foedera.record import QueryError, make_query, query_words
from foedera.record.queries import polity
from foedera.record.queue import today
from foedera.store.dealings import UNDATED, Dealings
from foedera.web.api.analyses import balance_of
from foedera.web.context import Context, Page
from foedera.web.pages.actor import filled
from foedera.web.pages.events import chosen
from foedera.web.pages.heavy import comes_later
from foedera.web.pages.showing import show

router = APIRouter(include_in_schema=False)
WORDS = {
    "timeline": "What happened, was announced or denied, and when. Approximate days fade; open ends have arrows.",
    "map": "Where it happened. A hatched disc is somewhere in a country; outlines imply no opinion on borders.",
    "network": "Who deals with whom, how much, and in which spirit.",
}
HUGE = 2000
"""Events from which on a picture that can be moved is too heavy: of more, the latest are drawn, or a still picture."""
LATEST = 400
"""Events that began last, of a record that has too many."""
MOST = 5000
"""Events that are drawn at most."""
LANES = {"type": "by type", "pair": "by pair of parties", "series": "by series"}
POWERS = ("CHN", "RUS", "USA", "EU", "TUR", "FRA", "GBR", "DEU")


@router.get("/timeline")
def timeline(page: Page) -> Response:
    """Show the timeline."""
    return _picture(page, "timeline")


@router.get("/map")
def map_(page: Page) -> Response:
    """Show the map."""
    return _picture(page, "map")


@router.get("/network")
def network(page: Page) -> Response:
    """Show the network."""
    return _picture(page, "network")


def _picture(page: Context, kind: str) -> Response:
    query = make_query(page.knowledge, **page.filters)
    lanes = page.given.get("lanes") or "type"
    with page.reading():
        dealings = Dealings(page.record.store)
        total = dealings.count(query)
        since, drawn = _latest(dealings, query, total)
        facets = page.answers.keep(("facets", query), lambda: page.record.store.lists.facets(query))
        years = [pair for pair in dealings.years(query) if pair[0] != UNDATED]
        return show(
            page,
            "picture.html",
            "pictures",
            kind=kind,
            about=WORDS[kind],
            total=total,
            huge=drawn > HUGE,
            since=since,
            drawn=drawn,
            most=MOST,
            years=filled(years),
            lanes=lanes if lanes in LANES else "type",
            lane_words=LANES,
            facets=facets,
            chosen=chosen(page),
            words=query_words(query),
        )


def _latest(dealings: Dealings, query: Query, total: int) -> tuple[str | None, int]:
    """Return the day from which on events are drawn, where all are too many to be moved, and how many are drawn."""
    if total <= HUGE or query.since or query.until:
        return None, total
    day = dealings.day_back(query, LATEST, today().isoformat())
    drawn = dealings.count(replace(query, since=day)) if day else total
    return (day, drawn) if day and drawn <= HUGE else (None, total)


@router.get("/balance")
def balance(page: Page) -> Response:
    """Show how a state's dealings divide among powers, with every number's events."""
    subject = (page.given.get("subject") or "").strip()
    among = [name.strip() for each in page.given.getlist("among") for name in each.split(",") if name.strip()]
    asked = _asked(page)
    context: dict[str, Any] = {
        "subject": "",
        "among": [],
        "found": None,
        "later": False,
        "behind": None,
        "asked": asked,
    }
    if subject:
        context |= {"subject": polity(subject, page.knowledge)}
        context |= {"among": [polity(name, page.knowledge) for name in among] or _powers(page, context["subject"])}
        if comes_later(page):
            context |= {"later": True}
        else:
            found = balance_of(
                page,
                context["subject"],
                context["among"],
                types=page.filters.get("type"),
                statuses=page.filters.get("status"),
                **asked,
            )
            context |= {"found": found, "behind": _behind(page, found)}
    if not subject:
        with page.reading():
            context["top"] = Dealings(page.record.store).polities()[:12]
    return show(page, "balance.html", "balance", **context)


def _asked(page: Context) -> dict[str, Any]:
    by, weigh = page.given.get("by") or "year", page.given.get("weigh") or "count"
    if by not in ("year", "month"):
        raise QueryError(f"a balance goes by year or month, not by {by[:40]!r}")
    if weigh not in ("count", "score"):
        raise QueryError(f"a balance weighs count or score, not {weigh[:40]!r}")
    return {"by": by, "weigh": weigh, "since": page.filters.get("since"), "until": page.filters.get("until")}


def _powers(page: Context, subject: str) -> list[str]:
    """Return the powers that a state's dealings are divided among where none are named: those it deals with most."""
    query = replace(make_query(page.knowledge), states=(subject,))
    known = dict(Dealings(page.record.store).partners(query, (subject,)))
    usual = [power for power in POWERS if power in known]
    usual.sort(key=lambda power: -known[power])
    more = [name for name in known if name not in usual]
    return (usual or more)[:4] or ["CHN", "RUS", "USA", "EU"]


def _behind(page: Context, found: Balance) -> dict[str, Any] | None:
    """Return the events behind one number of the table, or those that are left out."""
    period, power = page.given.get("period"), page.given.get("power")
    if page.given.get("left_out"):
        reasons = dict(found.left_out)
        listed = page.record.store.events.many(list(reasons)[:500])
        return {"title": "Not counted", "events": list(listed.values()), "reasons": reasons, "total": len(reasons)}
    if not power or period is None:
        return None
    chosen_period = found.total if period == "all" else next((p for p in found.periods if p.period == period), None)
    share = next((s for s in chosen_period.shares if s.power == power), None) if chosen_period else None
    if share is None:
        return None
    listed = page.record.store.events.many(share.events[:500])
    when = "all the time" if period == "all" else period
    title = f"{page.names.get(found.subject, found.subject)} and {page.names.get(power, power)}, {when}"
    return {"title": title, "events": list(listed.values()), "reasons": {}, "total": len(share.events)}
