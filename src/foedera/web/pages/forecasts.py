"""Forecasts: what was foreseen, due ones first; what became of it, for a person to confirm; how often it was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from foedera.analysis import Forecast
from foedera.events import Entry, Event
from foedera.record import QueryError
from foedera.record.corrections import in_force
from foedera.record.deciding import OUTCOMES
from foedera.web.api.analyses import forecasts_of
from foedera.web.asked import check_words
from foedera.web.context import Context, Judge, Page
from foedera.web.pages.events import chosen
from foedera.web.pages.showing import back_to, own_path, show

router = APIRouter(include_in_schema=False)
STATES = ("due", "open", "resolved")
_MOST_WORDS = 320


@dataclass(frozen=True, slots=True)
class Told:
    """A forecast with what a person needs to judge it."""

    forecast: Forecast
    entry: Entry | None
    event: Event | None
    passage: str
    by: Entry | None
    """The claim that is suggested to resolve it, or did."""
    by_passage: str
    shown: str
    """Hash of how the forecast stands, for an outcome without a claim that shows it."""
    shown_with: str
    """The same together with the claim that is suggested."""


@router.get("/forecasts")
def forecasts(page: Page) -> Response:
    """List the forecasts that the filters choose."""
    source = check_words("source", page.given.get("source") or "") or None
    day = _day(page.given.get("today"))
    of_source = forecasts_of(page, day, source=source)
    states = Counter(str(each.state) for each in of_source)
    wanted = [state for state in page.given.getlist("state") if state]
    for state in wanted:
        if state not in STATES:
            raise QueryError(f"there is no state {state[:40]!r}; there are {', '.join(STATES)}")
    found = [each for each in of_source if not wanted or each.state in wanted]
    page_of = page.answers.in_full(found[page.offset : page.offset + page.limit], day)
    with page.reading():
        return show(
            page,
            "forecasts.html",
            "forecasts",
            told=page.answers.keep(("told", day, *(each.claim for each in page_of)), lambda: _told(page, page_of)),
            total=len(found),
            all_total=len(of_source),
            states={state: states.get(state, 0) for state in STATES},
            wanted=wanted,
            source=source,
            chosen=chosen(page),
            scores=False,
            outcomes=OUTCOMES,
        )


def _day(given: str | None) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise QueryError(f"{given[:40]!r} is no day; write it as 2025-08-13") from None


def _told(page: Context, found: Sequence[Forecast]) -> list[Told]:
    store = page.record.store
    by = {each.claim: each.by or (each.proposed[1] if each.proposed else None) for each in found}
    entries = store.entries.many([*(each.claim for each in found), *(claim for claim in by.values() if claim)])
    events = store.events.many([each.event for each in found if each.event])
    texts = store.reports.texts(sorted({entry.report for entry in entries.values()}))
    out = []
    for each in found:
        entry, other = entries.get(each.claim), entries.get(by[each.claim] or "")
        out.append(
            Told(
                each,
                entry,
                events.get(each.event or ""),
                _passage(entry, texts),
                other,
                _passage(other, texts),
                store.decisions.state(each.claim).hash,
                store.decisions.state(each.claim, other.id).hash if other else "",
            )
        )
    return out


def _passage(entry: Entry | None, texts: dict[str, str]) -> str:
    if entry is None or not entry.claim.evidence:
        return ""
    triggers = entry.claim.triggers
    at = min(triggers).start if triggers else -1
    first = next((each for each in entry.claim.evidence if each.start <= at < each.end), entry.claim.evidence[0])
    words = texts.get(entry.report, "")[first.start : first.end]
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1].rstrip() + "…"


@router.get("/forecasts/scores")
def scores(page: Page) -> Response:
    """List how often each source was right."""
    return show(page, "scores.html", "forecasts", rows=page.answers.scores())


@router.post("/forecasts/resolve")
def resolve(
    page: Judge,
    claim: Annotated[str, Form()],
    outcome: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    shown: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Say what became of a forecast; refused as a conflict where it changed since it was shown."""
    page.record.resolve(claim, outcome, by or None, reason=check_words("reason", reason), shown=shown or None)
    return back_to(own_path(back, "/forecasts"))


@router.post("/forecasts/undo")
def undo(page: Judge, claim: Annotated[str, Form()], back: Annotated[str, Form()] = "") -> Response:
    """Take back the last decision on what became of a forecast."""
    made = [each for each in in_force(page.record.history(claim)) if each.action == "resolve" and each.target == claim]
    if not made:
        raise QueryError("nobody has decided what became of this forecast")
    page.record.undo(made[-1].id)
    return back_to(own_path(back, "/forecasts"))
