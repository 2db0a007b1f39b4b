"""Adding reports: the page on which they are dropped, pasted or chosen. The API takes them and tells how far it is."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from foedera.web.context import Judge

router = APIRouter(include_in_schema=False)


@router.get("/add")
def add(page: Judge) -> Response:
    """Show where reports are added, and what became of those that were added since the server began."""
    return page.render("add.html", here="add", jobs=page.server.adder.jobs()[:10], most=page.settings.most_upload)
