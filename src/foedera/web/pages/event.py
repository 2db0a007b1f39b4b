"""One event: its sources side by side, field by field, what belongs with it, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from foedera.events import Entry, Event, Link
from foedera.web.context import Context, Judge, Page
from foedera.web.pages.showing import address, back_to, decided, show, table_file
from foedera.web.pages.sides import STAND_WORDS, Row, Side, rows_of, sides_of

router = APIRouter(include_in_schema=False)
MOST_SIDES = 12
"""Columns of the table; the sources beyond are in the list below it."""
_MOST_FELLOWS = 60
_MOST_RIVALS = 8


@router.get("/events/{id_}")
def event(page: Page, id_: str) -> Response:
    """Show an event. Any `e-CLAIM` of one of its claims leads to the event's own address."""
    with page.reading():
        found = page.record.event(id_)
        if found.id != id_:
            return RedirectResponse(address("/events", found.id))
        return show(page, "event.html", "events", **_context(page, found))


def _context(page: Context, found: Event) -> dict[str, Any]:
    entries = page.record.entries_of(found)
    texts = page.record.store.reports.texts(sorted({entry.report for entry in entries}))
    sides = sides_of(entries, texts)
    links = page.record.store.links.of(found.claims)
    every = page.given.get("all") is not None or len(sides) <= MOST_SIDES
    return {
        "event": found,
        "entries": {entry.id: entry for entry in entries},
        "sides": sides,
        "columns": sides if every else sides[:MOST_SIDES],
        "rows": rows_of(found, sides if every else sides[:MOST_SIDES], page.names),
        "stand_words": STAND_WORDS,
        "fellows": _fellows(page, found),
        "rivals": _rivals(page, found, links),
        "why": _why(found, links),
        "decisions": decided(page.record, [found.id]),
        "course": _course(entries),
    }


def _fellows(page: Context, found: Event) -> tuple[Event, ...]:
    return tuple(each for each in page.record.group(found)[:_MOST_FELLOWS] if each.id != found.id)


def _rivals(page: Context, found: Event, links: Sequence[Link]) -> list[tuple[Event, Link]]:
    """Return other events that may be the same happening, the likeliest first, with the link that says so."""
    mine = set(found.claims)
    best: dict[str, Link] = {}
    for link in sorted(links, key=lambda each: -each.score):
        ends = {link.left, link.right} - mine
        if len(ends) == 1:
            best.setdefault(ends.pop(), link)
    homes = page.record.store.events.of_claims(best)
    ranked: dict[str, Link] = {}
    for claim, link in best.items():
        home = homes.get(claim)
        if home and home != found.id and link.score >= 0.2:
            ranked.setdefault(home, link)
    shown = list(ranked)[:_MOST_RIVALS]
    others = page.record.store.events.many(shown)
    return [(others[id_], ranked[id_]) for id_ in shown if id_ in others]


def _why(found: Event, links: Sequence[Link]) -> list[Link]:
    """Return why its claims are taken for one happening: for each claim, the strongest link to another of them."""
    mine = set(found.claims)
    within = sorted(
        (each for each in links if each.left in mine and each.right in mine),
        key=lambda each: (each.judgement != "same", -each.score),
    )
    kept: list[Link] = []
    covered: set[str] = set()
    for link in within:
        if not {link.left, link.right} <= covered:
            covered |= {link.left, link.right}
            kept.append(link)
    return kept


def _course(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """Return how the status moved with the reports: each change of it, with the claim that brought it."""
    steps: list[tuple[str, Entry]] = []
    for entry in entries:
        if not steps or steps[-1][0] != entry.claim.status:
            steps.append((entry.claim.status, entry))
    return steps


@router.get("/events/{id_}/sources.csv")
def sources(page: Page, id_: str) -> Response:
    """Return the table of sources and fields as it is shown, one line a value."""
    with page.reading():
        found = page.record.event(id_)
        entries = page.record.entries_of(found)
        sides = sides_of(entries, page.record.store.reports.texts(sorted({entry.report for entry in entries})))
        rows = rows_of(found, sides, page.names)
        heads = (
            "event",
            "field",
            "stand",
            "voice",
            "publisher",
            "published",
            "value",
            "printed",
            "claim",
            "report",
            "url",
        )
        return table_file(f"{found.id}-sources", heads, _lines(found, sides, rows))


def _lines(found: Event, sides: Sequence[Side], rows: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        head = (found.id, row.field, STAND_WORDS[row.stand])
        for side, said in zip(sides, row.said, strict=True):
            entries = {entry.id: entry for entry in side.entries}
            for each in said:
                yield (*head, side.letter, *_source(entries[each.claim], each.words, each.printed))
            if side.letter in row.withheld:
                yield (*head, side.letter, *_source(side.entry, "not disclosed", ""))


def _source(home: Entry, words: str, printed: str) -> tuple[object, ...]:
    return (home.publisher, home.published, words, printed, home.id, home.report, home.url)


@router.post("/events/{id_}/undo")
def undo(page: Judge, id_: str, decision: Annotated[str, Form()]) -> Response:
    """Take back a decision that the page lists."""
    page.record.undo(decision)
    found = page.record.store.events.find(id_)
    return back_to(address("/events", found.id) + "#history" if found else "/events")
