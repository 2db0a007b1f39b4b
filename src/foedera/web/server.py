"""What all requests of one server share: the record, its slow answers, the writer, templates, users and sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from foedera.record import DEFAULT, Record, default_author, open_record
from foedera.web.adding import Adder
from foedera.web.answers import Answers
from foedera.web.sessions import Rates, Sessions
from foedera.web.settings import Settings
from foedera.web.users import User, Users
from foedera.web.words import environment
from foedera.web.workman import Workman

if TYPE_CHECKING:
    from foedera.record.record import Named
    from foedera.web.context import Context


class Server:
    """One record on the page. Closed by the application's end."""

    def __init__(self, address: Named = DEFAULT, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.record: Record = open_record(
            address,
            create=not self.settings.read_only,
            read_only=self.settings.read_only,
            codebook=self.settings.codebook,
            author=self.settings.author,
        )
        self.users = Users(self.settings.users) if self.settings.users else None
        self.sessions = Sessions()
        self.tries = Rates(rate=0.2, burst=10)
        """Of signing in, for each client."""
        self.local = self._within(User(self.settings.author or default_author(), "admin"))
        """Who asks where nobody needs to sign in, and who signs in by the one-time link."""
        self.link_used: Callable[[], None] = _nothing
        """Called when a one-time link was used, so that the next can be shown."""
        self.answers = Answers(self.record)
        codebook = self.settings.codebook
        self.adder = Adder(Workman(str(address), str(codebook) if codebook else None))
        if not self.settings.read_only and self.record.store.queue.count():
            self.adder.wake()
        self.templates = environment(lambda: self.record.knowledge.names, lambda: self.record.knowledge.direction_of)

    def render(self, template: str, page: Context, context: Mapping[str, Any]) -> str:
        """Return a template with a request's context."""
        shared = {
            "page": page,
            "record": page.record,
            "user": page.user,
            "names": page.names,
            "query": page.filters,
            "path": page.request.url.path,
            "settings": self.settings,
            "link": page.link,
        }
        return self.templates.get_template(template).render(shared | dict(context))

    def user_of(self, name: str) -> User | None:
        """Return a user as they stand now; None for one who is no longer known."""
        if self.users is None:
            return self.local if name == self.local.name else None
        found = self.users.find(name)
        return self._within(found) if found else None

    def user_of_token(self, token: str) -> User | None:
        """Return the user whom a token belongs to, if there are users."""
        found = self.users.of_token(token) if self.users else None
        return self._within(found) if found else None

    def _within(self, user: User) -> User:
        return User(user.name, "read") if self.settings.read_only else user

    def close(self) -> None:
        """Let the writer finish what it has begun, then let go of the record."""
        self.adder.close()
        self.answers.close()
        self.record.close()


def _nothing() -> None:
    """Do nothing."""
