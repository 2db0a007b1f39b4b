"""Reports that are being added: how far each job is, once or as it goes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from foedera.web.adding import Adder, Job
from foedera.web.api import models
from foedera.web.api.common import Json, make_router, plain
from foedera.web.context import Judge
from foedera.web.errors import MissingError

router = make_router("adding")
_PAUSE = 0.25
_SIGN_OF_LIFE = 60


@router.get("/jobs", response_model=list[models.Job])
def jobs(page: Judge) -> Response:
    """Return the jobs since the server began, the newest first."""
    return Json([plain(each) for each in page.server.adder.jobs()])


@router.get("/jobs/{id}", response_model=models.Job)
def job(page: Judge, id: str) -> Response:  # noqa: A002 - the address's word
    """Return how far a job is, and what became of each input so far."""
    return Json(plain(_found(page.server.adder, id)))


@router.get(
    "/jobs/{id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def events(page: Judge, request: Request, id: str) -> Response:  # noqa: A002 - likewise
    """Return the same each time something happened, as server-sent events, until the job is over."""
    _found(page.server.adder, id)
    return StreamingResponse(_told(page.server.adder, request, id), media_type="text/event-stream")


async def _told(adder: Adder, request: Request, id_: str) -> AsyncIterator[str]:
    last, quiet = "", 0
    while not await request.is_disconnected():
        now = adder.find(id_)
        if now is None:
            return
        said = json.dumps(plain(now), ensure_ascii=True)
        quiet += 1
        if said != last:
            yield f"data: {said}\n\n"
            last, quiet = said, 0
        elif quiet >= _SIGN_OF_LIFE:
            yield ": still here\n\n"
            quiet = 0
        if now.over:
            return
        await anyio.sleep(_PAUSE)


def _found(adder: Adder, id_: str) -> Job:
    found = adder.find(id_)
    if found is None:
        raise MissingError(f"there is no job {id_[:80]}")
    return found
