"""Publishers: how much comes from each, how reliable a person finds it, its loaded wording, its forecasts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import Response

from foedera.analysis import SourceScore, scores
from foedera.events import Query
from foedera.record import corrections
from foedera.store.dealings import Dealings
from foedera.store.lists import Publisher
from foedera.types import Report
from foedera.web.api.analyses import brief_rows, publisher_rows
from foedera.web.asked import check_words
from foedera.web.context import Context, Judge, Page
from foedera.web.pages.heavy import comes_later
from foedera.web.pages.showing import address, back_to, decided, own_path, show, table_file

router = APIRouter(include_in_schema=False)
LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
ORDERS = ("reports", "name", "claims", "reliability", "slant", "right")
_ALL_REPORTS = 10**9
_AROUND = 70
_MARKS = 12


@router.get("/reports")
def reports(page: Page) -> Response:
    """List all reports, and the inputs that could not be read."""
    with page.reading():
        return show(
            page,
            "reports.html",
            "reports",
            listed=Dealings(page.record.store).reports(page.limit, page.offset),
            total=page.record.store.reports.count(),
            failures=page.record.store.failures.all()[:200] if not page.offset else (),
        )


@router.get("/reports.csv")
def reports_file(page: Page) -> Response:
    """Return the list of all reports as a table."""
    heads = ("report", "title", "source", "publisher", "published", "claims")
    rows = Dealings(page.record.store).reports(_ALL_REPORTS)
    return table_file("reports", heads, [(r.id, r.title, r.source, r.publisher, r.published, r.claims) for r in rows])


@router.get("/publishers")
def publishers(page: Page) -> Response:
    """List all publishers."""
    order = page.given.get("order") or "reports"
    order = order if order in ORDERS else "reports"
    later = comes_later(page, known=page.answers.knows_publishers())
    found = brief_rows(page) if later else publisher_rows(page)
    rows = sorted(found, key=lambda row: _key(row, order))
    return show(page, "publishers.html", "publishers", rows=rows, letters=LETTERS, order=order, later=later)


def _key(row: dict[str, Any], order: str) -> tuple[Any, ...]:
    last = (row["name"] or "~").casefold()
    right = (row["forecasts"] or {}).get("share")
    values: dict[str, Any] = {
        "reports": -row["reports"],
        "claims": -row["claims"],
        "reliability": row["reliability"] or "Z",
        "slant": -(row["slant"] or {}).get("per_1000", 0.0),
        "right": -1.0 if right is None else -1.0 - right,
        "name": last,
    }
    return (values[order], last)


@router.get("/publisher")
def publisher(page: Page, name: str | None = None) -> Response:
    """Show one publisher; without a name, the reports that name none."""
    named = check_words("name", name) if name else None
    dealings = Dealings(page.record.store)
    with page.reading():
        listed = dealings.reports(page.limit, page.offset, publisher=named)
        whole = [stored.report for each in listed[:20] if (stored := page.record.store.reports.find(each.id))]
        return show(
            page,
            "publisher.html",
            "publishers",
            name=named,
            counts=page.answers.keep(("page of publisher", named), lambda: _counts(page, dealings, named)),
            listed=listed,
            types=page.answers.keep(("types of", named), lambda: _types(dealings, named)),
            letters=LETTERS,
            letter=_letter(page, named),
            decisions=decided(page.record, [named]) if named else [],
            marks=[mark for report in whole for mark in _marks(report)][:_MARKS],
            slant=Counter(mark.kind for report in whole for mark in report.slant).most_common(),
            looked_at=len(whole),
            score=_score(page, named) if named else None,
        )


def _counts(page: Context, dealings: Dealings, name: str | None) -> Publisher | None:
    """Return how much comes from a publisher; None where nothing does."""
    if name is None:  # claims without a publisher are no filter of the record's
        return next((each for each in page.record.store.lists.publishers() if each.name is None), None)
    query = Query(publishers=(name,))
    reports = dealings.count_reports(name)
    return Publisher(name, reports, page.record.store.entries.count(query), dealings.count(query)) if reports else None


def _types(dealings: Dealings, name: str | None) -> list[tuple[str, int]]:
    return dealings.tally(Query(publishers=(name,)), "type") if name else []


def _letter(page: Context, name: str | None) -> str | None:
    given = corrections.reliability(page.record.store.decisions.of_action("reliability"))
    return given.get(name) if name else None


def _score(page: Context, name: str) -> SourceScore | None:
    """Return how the forecasts came out that this publisher printed, whoever made them."""
    found = [each for each in page.answers.outlook() if each.publisher == name]
    resolved = {each.claim: each for each in page.answers.in_full([f for f in found if f.state == "resolved"])}
    by_all = scores([replace(resolved.get(each.claim, each), source=name) for each in found])
    return by_all[0] if by_all else None


def _marks(report: Report) -> list[dict[str, str]]:
    """Return loaded wording with the words around it."""
    text = report.text
    return [
        {
            "report": report.id,
            "kind": mark.kind,
            "before": " ".join(text[max(0, mark.start - _AROUND) : mark.start].split()),
            "words": text[mark.start : mark.end],
            "after": " ".join(text[mark.end : mark.end + _AROUND].split()),
        }
        for mark in report.slant
    ]


@router.post("/publishers/rate")
def rate(
    page: Judge,
    name: Annotated[str, Form()],
    letter: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Set a publisher's reliability; the credibility of its events follows."""
    page.record.rate(check_words("name", name), letter, reason=check_words("reason", reason))
    return back_to(own_path(back, address("/publisher", name=name)))


@router.post("/publishers/undo")
def undo(page: Judge, name: Annotated[str, Form()], decision: Annotated[str, Form()]) -> Response:
    """Take back a decision on a publisher."""
    page.record.undo(decision)
    return back_to(address("/publisher", name=name))
