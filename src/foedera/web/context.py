"""What a handler is given: the record in the user's name, who asks, and what the address asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse

from foedera.codebook.groups import GroupOf, groups_of
from foedera.errors import FoederaError
from foedera.record import Record
from foedera.web.asked import filters_of, number_of
from foedera.web.users import ROLES, User

if TYPE_CHECKING:
    from foedera.record.knowledge import Knowledge
    from foedera.web.answers import Answers
    from foedera.web.listing import Listing
    from foedera.web.server import Server
    from foedera.web.settings import Settings

LIMIT, MOST = 50, 500
"""Rows of a page of a list, and the most that one may ask for."""


class ForbiddenError(FoederaError):
    """The user's role does not allow this."""


@dataclass
class Context:
    """One request, to a handler."""

    request: Request
    server: Server
    user: User

    @cached_property
    def record(self) -> Record:
        """The record, deciding in the user's name."""
        return Record(self.server.record.store, self.server.record.knowledge, self.user.name)

    @property
    def knowledge(self) -> Knowledge:
        """Codebook and gazetteer."""
        return self.server.record.knowledge

    @cached_property
    def _group_of(self) -> GroupOf:
        return groups_of(self.knowledge.codebook)

    def group_of(self, type_: str) -> str:
        """Return the group in whose colour a type of claim is shown."""
        return self._group_of(type_)

    @property
    def settings(self) -> Settings:
        """How the server is set up."""
        return self.server.settings

    @property
    def answers(self) -> Answers:
        """Answers that take long to find, kept as long as the record stands still."""
        return self.server.answers

    @property
    def names(self) -> Mapping[str, str]:
        """Usual English names of countries by code."""
        return self.knowledge.names

    @property
    def given(self) -> QueryParams:
        """The query string."""
        return self.request.query_params

    @cached_property
    def filters(self) -> dict[str, Any]:
        """The filters in the query string, in the words of the command line.

        Raises:
            QueryError: A number is none.
        """
        return filters_of(self.given)

    @cached_property
    def limit(self) -> int:
        """How many rows are wanted."""
        return min(number_of(self.given, "limit", LIMIT, least=1), MOST)

    @cached_property
    def offset(self) -> int:
        """How many rows come before them."""
        return number_of(self.given, "offset", 0, least=0)

    @cached_property
    def order(self) -> str:
        """By what rows are sorted; a minus before it turns it round."""
        return self.given.get("order") or "-when"

    def may(self, role: str) -> bool:
        """Tell whether the user may do what a role may."""
        return ROLES.index(self.user.role) >= ROLES.index(role)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let all questions in this block see one state of the record."""
        with self.record.store.reading():
            yield

    def events(self) -> Listing:
        """Return one page of the events that the filters choose, how many there are, and the facets."""
        from foedera.web.listing import list_events  # noqa: PLC0415 - imports this module's neighbours

        return list_events(self)

    def link(self, path: str | None = None, **changes: Any) -> str:
        """Return an address with the present query, changed.

        Args:
            path: Another page; this one by default.
            changes: Parameters to set; None takes one away. A list gives the parameter several times.
        """
        kept = [(name, value) for name, value in self.given.multi_items() if name not in changes and value != ""]
        for name, value in changes.items():
            several = value if isinstance(value, list | tuple) else [value]
            kept += [(name, str(each)) for each in several if each is not None]
        query = urlencode(kept)
        where = path or self.request.url.path
        return f"{where}?{query}" if query else where

    def render(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """Return a page made of a template."""
        return HTMLResponse(self.server.render(template, self, context), status)


async def context(request: Request) -> Context:
    """Return the context of a request; who asks was found out before any handler is reached."""
    return Context(request, request.app.state.server, request.state.user)


async def _judge(page: Annotated[Context, Depends(context)]) -> Context:
    return _at_least(page, "judge")


async def _admin(page: Annotated[Context, Depends(context)]) -> Context:
    return _at_least(page, "admin")


def _at_least(page: Context, role: str) -> Context:
    if not page.may(role):
        raise ForbiddenError(f"{page.user.name} may {page.user.role}; this needs the role {role}")
    return page


Page = Annotated[Context, Depends(context)]
"""For handlers that only read."""
Judge = Annotated[Context, Depends(_judge)]
"""For handlers that decide or add."""
Admin = Annotated[Context, Depends(_admin)]
"""For handlers that manage the record as a whole."""
