"""What people decide: with the state that they saw, so that two who decide at once hear of each other."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from foedera.events import Decision
from foedera.store import ConflictError
from foedera.web import deciding
from foedera.web.api import models
from foedera.web.api.common import Json, make_router
from foedera.web.api.rows import decision_rows, event_of, state_row
from foedera.web.asked import check_words
from foedera.web.context import Context, Judge, Page
from foedera.web.errors import answer

router = make_router("decisions")


@router.get("/state", response_model=models.State)
def state(
    page: Page,
    target: Annotated[str, Query(min_length=1, max_length=400, description="Claim or publisher")],
    other: Annotated[str | None, Query(max_length=400, description="Second claim of a pair")] = None,
) -> Response:
    """Return how a claim, a pair of claims or a publisher stands, with the hash to send back as `shown`."""
    check_words("target", target)
    check_words("other", other or "")
    return Json(_state(page, target, other or None))


@router.get("/history/{id}", response_model=list[models.Decision])
def history(page: Page, id: str) -> Response:  # noqa: A002 - the address's word
    """Return every decision about a claim, the claims of an event, or a publisher, those taken back too."""
    return Json(decision_rows(page.record.history(check_words("id", id))))


@router.post("/decisions", status_code=201, response_model=models.Decided)
def decide(page: Judge, asked: models.DecisionAsked) -> Response:
    """Take a decision. Where `shown` no longer stands, nothing is stored: 409, with the present state."""
    others = [asked.other] if isinstance(asked.other, str) else asked.other or []
    for words in (asked.target, asked.reason, asked.value or "", asked.report or "", *others):
        check_words("a text", words[:2000])
    try:
        taken = deciding.decide(page, asked.model_dump())
    except ConflictError as error:
        shown = state_row(error.state, event_of(page, error.state.target))
        detail = error.problems[0].message
        return answer(page.request, 409, detail, code="S122", more={"state": shown})
    return _decided(page, taken)


@router.post("/undo", status_code=201, response_model=models.Decided)
def undo(page: Judge, asked: models.UndoAsked) -> Response:
    """Take back a decision with all that was decided in the same act; without one, one's own last act."""
    return _decided(page, deciding.undo(page, asked.decision))


def _decided(page: Context, taken: list[Decision]) -> Response:
    merged = deciding.settle(page)
    first = taken[0]
    target, other = first.target, first.other if first.action in ("same", "different", "doubt") else None
    if first.action == "undo":
        former = page.record.store.decisions.find(first.target)
        while former is not None and former.action == "undo":
            former = page.record.store.decisions.find(former.target)
        if former is not None:
            target = former.target
    shown = _state(page, target, other)
    return Json({"decisions": decision_rows(taken), "state": shown, "event": shown["event"], "merged": merged}, 201)


def _state(page: Context, target: str, other: str | None) -> dict[str, object]:
    found = page.record.store.decisions.state(target, other)
    return state_row(found, event_of(page, target))
