"""The first page: where to start in an empty record; else what there is, what is new, and what needs a look."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from foedera.events import Event, Query
from foedera.record import QueryError
from foedera.store.dealings import Dealings
from foedera.web.context import Context, Judge, Page
from foedera.web.pages.events import kept_queries
from foedera.web.pages.heavy import comes_later
from foedera.web.pages.showing import address, back_to, show

router = APIRouter(include_in_schema=False)
_HERE = Path(__file__).parent
_PLACES = (_HERE.parent / "demo", _HERE.parents[3] / "examples")
"""Where the made-up reports are: beside the program as it is installed, or in the source tree."""
_ENDINGS = frozenset({".txt", ".md", ".html", ".eml", ".docx", ".pdf"})
LATEST, LOOKS, ACTORS = 8, 6, 12


@router.get("/")
def home(page: Page) -> Response:
    """Show where to start."""
    store = page.record.store
    if not store.reports.count():
        return show(page, "welcome.html", "home", demo=len(demo_files()))
    later = comes_later(page, known=page.answers.knows_queue())
    with page.reading():
        return show(page, "home.html", "home", later=later, **_numbers(page), **_lists(page, later=later))


def _numbers(page: Context) -> dict[str, Any]:
    store = page.record.store
    return {
        "reports": store.reports.count(),
        "claims": store.entries.count(),
        "events": store.events.count(),
        "clashes": store.events.count(Query(conflicts=True)),
        "judged": store.entries.count() - store.entries.count(Query(verdict="none")),
        "waiting": store.queue.count(),
        "failed": len(store.failures.all()),
    }


def _lists(page: Context, *, later: bool) -> dict[str, Any]:
    store, dealings = page.record.store, Dealings(page.record.store)
    today = _today()
    happened = Query(statuses=("occurred", "ongoing"), until=today, limit=LATEST)
    items = [] if later else page.answers.queue(100)
    entries = store.entries.many([item.claim for item in items[:LOOKS]])
    latest = tuple(islice(dealings.iter(happened), LATEST))
    return {
        "latest": latest,
        "told": _told(page, latest),
        "kept": kept_queries(page),
        "actors": page.answers.keep("polities", dealings.polities)[:ACTORS],
        "items": [(item, entries[item.claim]) for item in items[:LOOKS] if item.claim in entries],
        "waits": len(items),
    }


def _told(page: Context, events: tuple[Event, ...]) -> dict[str, str]:
    """Return when those events that have no date were first reported, by their ids: by that they are in order."""
    undated = {event.first: event.id for event in events if event.first and not event.when}
    entries = page.record.store.entries.many(undated)
    return {undated[claim]: entry.published for claim, entry in entries.items() if entry.published}


def _today() -> str:
    from foedera.record import queue  # noqa: PLC0415 - the only clock of the record

    return queue.today().isoformat()


# --- the made-up record ----------------------------------------------------------------------------------------------


def demo_files() -> list[Path]:
    """Return the made-up reports that come with the program, by name."""
    for place in _PLACES:
        found = sorted(path for path in place.glob("*") if path.suffix in _ENDINGS) if place.is_dir() else []
        if found:
            return found
    return []


@router.post("/demo")
def demo(page: Judge) -> Response:
    """Have the made-up reports read into an empty record; never into one that holds anything."""
    if page.record.store.reports.count():
        raise QueryError("this record already holds reports; made-up ones are only for an empty one")
    files = demo_files()
    if not files:
        raise QueryError("the made-up reports did not come with this installation")
    adder = page.server.adder
    with adder.receiving() as box:
        for path in files:
            with path.open("rb") as file:
                box.take(path.name, file)
        job = adder.submit(box, published=None, publisher=None, by=page.user.name)
    return back_to(address("/demo", job=job.id))


@router.get("/demo")
def progress(page: Page, job: str) -> Response:
    """Show how far the reading of the made-up reports is; the page asks again by itself."""
    found = page.server.adder.find(job)
    if found is None or (found.over and found.state == "done"):
        return back_to("/")
    return show(page, "demo.html", "home", job=found)
