"""Reports: their texts and claims, their originals as files to keep, words in them, and new ones."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any

from fastapi import File, Form, Query, UploadFile
from starlette.responses import Response

from foedera.record import QueryError
from foedera.store import Stored, check_question, find_words
from foedera.text.edtf import valid_edtf
from foedera.types import Span
from foedera.web.api import models
from foedera.web.api.common import Json, download, make_router, plain
from foedera.web.api.rows import claim_row, report_row
from foedera.web.asked import check_words
from foedera.web.context import Judge, Page

router = make_router("reports")
_AROUND = 90
_PASSAGES = 3
_LOOKED_AT = 300_000
"""Characters of a report that are searched for passages to show."""
_ENDINGS = {
    "text/html": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/json": ".json",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


@router.get("/reports", response_model=models.ReportList)
def reports(
    page: Page,
    after: Annotated[int, Query(ge=0, le=2**62, description="`next` of the page before")] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Return the reports in the order in which they were added."""
    found: list[Stored] = []
    for stored in page.record.store.reports.iter(after):
        found.append(stored)
        if len(found) == limit:
            break
    more = found[-1].seq if len(found) == limit else None
    total = page.record.store.reports.count()
    return Json({"total": total, "reports": [report_row(each) for each in found], "next": more})


@router.get("/reports/{id}", response_model=models.ReportInFull)
def report(page: Page, id: str) -> Response:  # noqa: A002 - the address's word
    """Return a report with its text and its claims as they stand."""
    store = page.record.store
    with page.reading():
        stored = store.reports.get(id)
        entries = store.entries.of_report(id)
        versions = list(store.reports.versions(id))
    slant = [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in stored.report.slant]
    body = {"text": stored.report.text, "slant": slant, "claims": [claim_row(each) for each in entries]}
    return Json({**report_row(stored), **body, "versions": versions})


@router.get(
    "/reports/{id}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def original(page: Page, id: str) -> Response:  # noqa: A002 - likewise
    """Return the document as it was received, as a file to keep: it is never shown, since it may hold scripts."""
    found = page.record.store.reports.original(id)
    stored = page.record.store.reports.get(id)
    stem = PurePath(stored.source.replace("\\", "/")).stem or id
    name = stem[:80] + _ENDINGS.get(found.media_type.partition(";")[0], ".bin")
    headers = {**download(name), "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}
    return Response(found.data, media_type="application/octet-stream", headers=headers)


@router.get("/search", response_model=models.Found)
def search(
    page: Page,
    text: Annotated[str, Query(max_length=400, description='words, "phrases", -not, prefix*')],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """Return the reports whose title or text holds the words, the best first, with where they stand."""
    check_question(check_words("text", text))
    store = page.record.store
    with page.reading():
        hits = store.search.reports(text, limit=limit + 1, offset=offset)
        found = store.reports.many([hit.id for hit in hits[:limit]])
        texts = store.reports.texts(list(found))
        counts = {name: len(store.reports.claim_ids(name)) for name in found}
    rows = []
    for hit in hits[:limit]:
        head = found[hit.id].report
        told = {"title": head.title, "publisher": head.publisher, "published": head.published}
        passages = where(text, texts.get(hit.id, "")[:_LOOKED_AT])
        rows.append({"id": hit.id, "score": hit.score, **told, "claims": counts[hit.id], "passages": passages})
    return Json({"hits": rows, "more": len(hits) > limit})


def where(words: str, text: str) -> list[dict[str, Any]]:
    """Return the surroundings of the first words found, a few at most, with the words' places in them."""
    found: list[tuple[int, int, list[Span]]] = []
    for span in find_words(words, text):
        if found and span.start < found[-1][1]:
            found[-1][2].append(span)
            continue
        if len(found) == _PASSAGES:
            break
        found.append((max(0, span.start - _AROUND), min(len(text), span.end + _AROUND), [span]))
    return [
        {
            "start": start,
            "text": text[start:end],
            "marks": [[each.start - start, min(each.end, end) - start] for each in spans],
        }
        for start, end, spans in found
    ]


@router.post("/reports", status_code=202, response_model=models.Job)
def add(
    page: Judge,
    files: Annotated[list[UploadFile] | None, File(description="Documents as received")] = None,
    text: Annotated[str | None, Form(max_length=1_000_000, description="Text or HTML that was pasted")] = None,
    published: Annotated[str | None, Form(max_length=40, description="Date, where a document gives none")] = None,
    publisher: Annotated[str | None, Form(max_length=400, description="Likewise")] = None,
) -> Response:
    """Have reports added: they are read one after the other in the background; the job tells how far it is.

    No address is ever fetched: a document comes with the request, or not at all.
    """
    for name, value in (("published", published), ("publisher", publisher)):
        check_words(name, value or "")
    if published and not valid_edtf(published):
        message = f"{published[:40]!r} is no date; write it as 2025, 2025-07 or 2025-07-19"
        raise QueryError(message)
    adder = page.server.adder
    with adder.receiving() as box:
        for each in files or ():
            if each.filename or each.size:
                box.take(each.filename or "document", each.file)
        if text and text.strip():
            box.take_text(text)
        if not len(box):
            raise QueryError("nothing to add: send `files` or `text`")
        job = adder.submit(box, published=published or None, publisher=publisher or None, by=page.user.name)
    return Json(plain(job), 202)
