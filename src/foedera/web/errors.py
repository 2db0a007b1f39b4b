"""What is answered when something cannot be done: a page for people, `application/problem+json` for programs."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from foedera.errors import FoederaError, ProblemError
from foedera.web.context import Context, ForbiddenError

log = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
_BY_CODE = {
    "S101": 404,
    "S105": 403,
    "S106": 503,
    "S107": 507,
    "S108": 503,
    "S109": 503,
    "S113": 503,
    "S115": 503,
    "S120": 404,
    "S122": 409,
    "S199": 500,
}
"""Status of the store's faults; 400 for the rest."""


class BusyError(FoederaError):
    """Too much is being done at once."""


class MissingError(FoederaError):
    """There is no such thing."""


def add_handlers(app: FastAPI) -> None:
    """Have every error answered."""
    app.add_exception_handler(FoederaError, _foedera)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def answer(
    request: Request,
    status: int,
    detail: str,
    *,
    code: str | None = None,
    more: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return an error as the client can read it."""
    title = HTTPStatus(status).phrase
    if _for_programs(request):
        body = {"status": status, "title": title, "detail": detail, "code": code, **(more or {})}
        return JSONResponse(body, status, headers, PROBLEM)
    server, user = request.app.state.server, getattr(request.state, "user", None)
    context = {"status": status, "title": title, "detail": detail, "code": code}
    if user is None:
        return HTMLResponse(server.templates.get_template("plain.html").render(context), status, headers)
    page = Context(request, server, user)
    page.filters = {}  # those in the address may be what is wrong
    return HTMLResponse(server.render("error.html", page, context), status, headers)


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", "text/html")


async def _foedera(request: Request, error: Exception) -> Response:
    assert isinstance(error, FoederaError)
    if isinstance(error, ForbiddenError):
        return answer(request, 403, str(error), code="W103")
    if isinstance(error, BusyError):
        return answer(request, 429, str(error), code="W107", headers={"Retry-After": "30"})
    if isinstance(error, MissingError):
        return answer(request, 404, str(error), code="W108")
    if not isinstance(error, ProblemError):
        return answer(request, 400, str(error))
    problem = error.problems[0]
    status = _BY_CODE.get(problem.code, 400)
    if status >= 500:
        log.error("%s", error)
    headers = {"Retry-After": "5"} if status == 503 else None
    return answer(request, status, problem.message, code=problem.code, headers=headers)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code, str(error.detail), headers=dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = [f"{'.'.join(map(str, each['loc'][1:])) or each['loc'][0]}: {each['msg']}" for each in error.errors()[:10]]
    return answer(request, 422, "; ".join(told), code="W122")


async def _fault(request: Request, error: Exception) -> Response:
    log.error("fault in %s %s", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "a fault in this program; its log says more", code="W199")
