"""The record as a whole: how much it holds, what needs a look, kept questions, who asks."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Path, Query
from starlette.responses import Response

from foedera.record import make_query, query_to_plain, query_words
from foedera.store import Saved
from foedera.web.api import models
from foedera.web.api.common import Json, make_router, plain
from foedera.web.asked import check_words
from foedera.web.context import Context, Judge, Page

router = make_router("record")
Name = Annotated[str, Path(min_length=1, max_length=200)]


@router.get("/me", response_model=models.Me)
def me(page: Page) -> Response:
    """Return who asks, and what they may do."""
    return Json(asdict(page.user))


@router.get("/status", response_model=models.Status)
def status(page: Page) -> Response:
    """Return how much the record holds, and the inputs that could not be read."""
    failed = [asdict(each) for each in page.record.store.failures.all()]
    return Json({**asdict(page.answers.status()), "failed": failed})


@router.get("/queue", response_model=list[models.QueueItem])
def queue(page: Page, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> Response:
    """Return what most needs a person's look, each with the reason."""
    return Json([asdict(each) for each in page.answers.queue(limit)])


@router.get("/queries", response_model=list[models.Saved])
def queries(page: Page) -> Response:
    """Return the questions that were kept, each with how many events are new since it was seen."""
    return Json([saved_row(page, each) for each in page.record.saved_queries()])


@router.put("/queries/{name}", response_model=models.Saved)
def keep(page: Judge, name: Name, asked: models.QueryAsked) -> Response:
    """Keep a question under a name, in place of one of the same name."""
    check_words("name", name)
    filters = {key: value for key, value in asked.filters.model_dump().items() if value not in (None, [], "", False)}
    for value in filters.values():
        for each in value if isinstance(value, list) else [value]:
            check_words("a filter", str(each))
    query = make_query(page.knowledge, **filters)
    return Json(saved_row(page, page.record.store.saved.save(name, query)))


@router.post("/queries/{name}/seen", status_code=204, response_class=Response)
def seen(page: Judge, name: Name) -> Response:
    """Have everything that a question finds now count as seen."""
    page.record.store.saved.get(check_words("name", name))
    page.record.store.saved.seen(name)
    return Response(status_code=204)


@router.delete("/queries/{name}", status_code=204, response_class=Response)
def drop(page: Judge, name: Name) -> Response:
    """Forget a question."""
    page.record.store.saved.get(check_words("name", name))
    page.record.store.saved.drop(name)
    return Response(status_code=204)


def saved_row(page: Context, saved: Saved) -> dict[str, Any]:
    """Return a kept question with where the page shows it and how much is new."""
    new = page.answers.keep(("new", saved), lambda: _new(page, saved))
    words = query_words(saved.query) or "all events"
    return {
        "name": saved.name,
        "query": plain(query_to_plain(saved.query)),
        "words": words,
        "address": f"/saved/ask?{urlencode({'name': saved.name})}",
        "new": new,
    }


def _new(page: Context, saved: Saved) -> int:
    from dataclasses import replace  # noqa: PLC0415 - used here only

    return page.record.store.events.count(replace(saved.query, added_after=saved.seen))
