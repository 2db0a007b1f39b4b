"""Search: who, what and in which words; an id leads straight to what it names."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from foedera.events import Query
from foedera.store import Hit, find_words
from foedera.store.dealings import Dealings
from foedera.types import Span
from foedera.web.asked import check_words
from foedera.web.context import Context, Page
from foedera.web.listing import list_events
from foedera.web.pages.showing import address, back_to, show
from foedera.web.pages.sides import Piece

router = APIRouter(include_in_schema=False)
_ID = re.compile(r"(e-)?[0-9a-zA-Z_-]{8,64}")
_WORD = re.compile(r"\w")
EVENTS = 8
_AROUND, _PASSAGES = 90, 2
_LOOKED_AT = 400_000
"""Characters of a text in which places of words are looked for; what lies beyond is found, but not shown here."""


@router.get("/search")
def search(page: Page) -> Response:
    """Find actors, events and reports; an id leads to what it names."""
    words = check_words("q", (page.given.get("q") or page.given.get("text") or "").strip())
    if _ID.fullmatch(words) and (where := _named(page, words)):
        return back_to(where)
    if not _WORD.search(words):
        return show(page, "search.html", "search", find=words, words=words, listing=None)
    with page.reading():
        hits = page.record.store.search.reports(words, limit=page.limit + 1, offset=page.offset)
        listing = list_events(page, Query(text=words), facets=False)
        return show(
            page,
            "search.html",
            "search",
            find=words,
            words=words,
            listing=listing,
            shown=listing.found[:EVENTS],
            actor=_actor(page, words),
            hits=_reports(page, words, hits[: page.limit]),
            more=len(hits) > page.limit,
        )


def _named(page: Context, id_: str) -> str | None:
    store = page.record.store
    if found := store.events.find(id_):
        return address("/events", found.id)
    if store.entries.find(id_):
        return address("/claims", id_)
    return address("/reports", id_) if store.reports.find(id_) else None


def _actor(page: Context, words: str) -> tuple[str, int] | None:
    """Return the state or organisation that goes by the words, and the number of its events."""
    code = page.knowledge.polity(words) if len(words) <= 80 else None
    if code is None:
        return None
    return code, Dealings(page.record.store).count(Query(states=(code,)))


def _reports(page: Context, words: str, hits: tuple[Hit, ...]) -> list[dict[str, Any]]:
    store = page.record.store
    found = store.reports.many([hit.id for hit in hits])
    texts = store.reports.texts(list(found))
    return [
        {
            "report": found[hit.id].report,
            "source": found[hit.id].source,
            "claims": len(store.reports.claim_ids(hit.id)),
            "excerpts": excerpts(words, texts.get(hit.id, "")[:_LOOKED_AT]),
        }
        for hit in hits
        if hit.id in found
    ]


def excerpts(words: str, text: str) -> list[tuple[Piece, ...]]:
    """Return the surroundings of the first words found, with the words marked."""
    groups: list[list[Span]] = []
    for span in find_words(words, text):
        if groups and span.start < groups[-1][-1].end + _AROUND:
            groups[-1].append(span)
            continue
        if len(groups) == _PASSAGES:
            break
        groups.append([span])
    return [_excerpt(group, text) for group in groups]


def _excerpt(spans: list[Span], text: str) -> tuple[Piece, ...]:
    start, end = max(0, spans[0].start - _AROUND), min(len(text), spans[0].end + 3 * _AROUND)
    pieces = [Piece("… ", marked=False)] if start else []
    at = start
    for span in spans:
        if span.start < at or span.end > end:
            continue
        pieces += [Piece(text[at : span.start], marked=False), Piece(text[span.start : span.end], marked=True)]
        at = span.end
    return (*pieces, Piece(text[at:end] + (" …" if end < len(text) else ""), marked=False))
