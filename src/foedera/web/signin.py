"""Signing in and out: by a one-time link from the terminal, or with a user's own token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from foedera.web.security import cookie_name
from foedera.web.server import Server
from foedera.web.sessions import SHIFT

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """Show the form. A link's secret is used up by sending it, not by looking: mail programs look at every link."""
    server: Server = request.app.state.server
    next_ = own_path(request.query_params.get("next", "/"))
    secret = request.query_params.get("link", "")[:200]
    return _form(server, secret=secret, next_=next_, wrong="", status=200)


@router.post("/sign-in")
def sign_in(
    request: Request,
    link: Annotated[str, Form(max_length=200)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
    next_: Annotated[str, Form(alias="next", max_length=4000)] = "/",
) -> Response:
    """Begin a session for whoever brings a link's secret or a token."""
    server: Server = request.app.state.server
    if server.tries.take(request.client.host if request.client else ""):
        return _form(server, secret="", next_=own_path(next_), wrong="Too many tries; wait a minute.", status=429)
    name = server.sessions.take_link(link) if link else None
    if name is not None:
        server.link_used()
    elif token:
        user = server.user_of_token(token.strip())
        name = user.name if user else None
    if name is None:
        wrong = "This link was used already, or is too old." if link else "No user has this token."
        return _form(server, secret="", next_=own_path(next_), wrong=wrong, status=403)
    answer = RedirectResponse(own_path(next_), 303)
    answer.set_cookie(
        cookie_name(server.settings),
        server.sessions.begin(name),
        max_age=int(SHIFT),
        httponly=True,
        samesite="strict",
        secure=server.settings.secure,
        path="/",
    )
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    server: Server = request.app.state.server
    cookie = cookie_name(server.settings)
    if secret := request.cookies.get(cookie):
        server.sessions.end(secret)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(cookie, path="/", secure=server.settings.secure, httponly=True, samesite="strict")
    return answer


def own_path(given: str) -> str:
    """Return where to go on, on this site only.

    Example:
        >>> own_path("/events?type=exercise"), own_path("//evil.example/"), own_path("javascript:alert(1)")
        ('/events?type=exercise', '/', '/')
    """
    plain = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() and "\\" not in given
    return given if plain else "/"


def _form(server: Server, *, secret: str, next_: str, wrong: str, status: int) -> Response:
    template = server.templates.get_template("sign_in.html")
    return HTMLResponse(
        template.render(link=secret, next=next_, wrong=wrong, tokens=server.users is not None, title="Sign in"), status
    )
