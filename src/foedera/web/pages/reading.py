"""Reading and judging: the queue, a report with its claims, the desk that both share."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter
from starlette.responses import JSONResponse, RedirectResponse, Response

from foedera.codebook.groups import GROUP_NAMES
from foedera.record import Item, QueryError
from foedera.record.queue import ItemKind
from foedera.web.answers import KINDS, QUEUE
from foedera.web.asked import check_words, number_of
from foedera.web.context import Context, Page
from foedera.web.desk import Desk, lay_open, lay_out, pair_fields
from foedera.web.forms import form_rules

router = APIRouter(include_in_schema=False)
_TONGUE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MOST_ITEMS = 200
"""Items of the queue that are listed at a time; deciding on them brings up the next."""
KIND_WORDS = {"conflict": "Clashes", "pair": "Pairs", "forecast": "Forecasts", "claim": "Doubtful claims"}


@router.get("/queue")
def queue(page: Page) -> Response:
    """Show what most needs a look, each with the reason, and the first of it (or the one asked for) on the desk."""
    kind = _kind(page)
    items = list(page.answers.queue(MOST_ITEMS, kind))
    chosen = _chosen(page, items)
    entries = page.record.store.entries.many([item.claim for item in items])
    listed = [(item, entries[item.claim], _address(item, kind)) for item in items if item.claim in entries]
    entry = page.record.claim(chosen.claim) if chosen else None
    return _show(
        page,
        "queue.html",
        lay_out(page, entry, chosen) if entry else None,
        here="queue",
        items=listed,
        chosen=chosen,
        kind=kind,
        kinds=[(name, KIND_WORDS[name], n) for name, n in page.answers.counts().items()],
        total=sum(page.answers.counts().values()),
        cap=QUEUE,
        most=MOST_ITEMS,
    )


@router.get("/reports/{id_}")
def report(page: Page, id_: str) -> Response:
    """Show a report with all its claims, one of them on the desk if the address names it."""
    claim = page.given.get("claim")
    if claim:
        entry = page.record.claim(check_words("claim", claim))
        if entry.report != id_:
            return RedirectResponse(_at(entry.report, entry.id), 303)
        desk = lay_out(page, entry)
    else:
        part = number_of(page.given, "part", 1, least=1) - 1 if page.given.get("part") else None
        desk = lay_open(page, id_, part)
    return _show(page, "report.html", desk, here="reports", versions=page.record.store.reports.versions(id_))


@router.get("/claims/{id_}")
def claim(page: Page, id_: str) -> Response:
    """Lead to a claim in its report."""
    entry = page.record.claim(id_)
    return RedirectResponse(_at(entry.report, entry.id), 303)


@router.get("/desk")
def desk(page: Page) -> Response:
    """Return the desk alone, for a page that moves from claim to claim."""
    entry = page.record.claim(check_words("claim", page.given.get("claim") or ""))
    other = page.given.get("other") or None
    kind = _kind(page)
    item = Item(kind, entry.id, "", 0.0, check_words("other", other) if other else None) if kind else None
    return _show(page, "desk_alone.html", lay_out(page, entry, item), chosen=item)


@router.get("/codebook.json")
def codebook(page: Page) -> Response:
    """Return what forms for claims are made from."""
    rules = form_rules(page.knowledge.codebook)
    countries = sorted(page.names.items(), key=lambda each: each[1])
    headers = {"Cache-Control": "private, max-age=300"}
    return JSONResponse({**rules, "countries": countries}, headers=headers)


def _show(page: Context, template: str, desk: Desk | None, **context: Any) -> Response:
    words = {
        "chosen": None,
        "desk": desk,
        "group_of": page.group_of,
        "group_names": GROUP_NAMES,
        "pair_fields": pair_fields,
        "at": _at,
        "tongue": lambda language: bool(_TONGUE.fullmatch(language or "")),
        "may_judge": page.may("judge"),
        **context,
    }
    return page.render(template, **words)


def _kind(page: Context) -> ItemKind | None:
    given = page.given.get("kind")
    if not given:
        return None
    found = next((kind for kind in KINDS if kind == given), None)
    if found is None:
        raise QueryError(f"there is no kind {given[:40]!r} of items; there are {', '.join(KINDS)}")
    return found


def _chosen(page: Context, items: list[Item]) -> Item | None:
    """Return the item that the address names, the first where it names none."""
    claim, other = page.given.get("claim"), page.given.get("other")
    if not claim:
        return items[0] if items else None
    named = [item for item in items if item.claim == claim]
    exact = next((item for item in named if item.other == other), None)
    # What was decided meanwhile has left the queue: its claim can be looked at all the same.
    return exact or (named[0] if named else Item("claim", check_words("claim", claim), "", 0.0))


def _address(item: Item, kind: ItemKind | None) -> str:
    given = {"kind": kind, "claim": item.claim, "other": item.other}
    return "/queue?" + urlencode({name: value for name, value in given.items() if value})


def _at(report: str, claim: str | None = None, part: int | None = None) -> str:
    """Return the address of a report, and of a claim or part in it."""
    query = {"claim": claim} if claim else {"part": str(part)} if part else {}
    return f"/reports/{quote(report, safe='')}" + (f"?{urlencode(query)}" if query else "")
