"""What nobody has judged yet, found by the database without loading claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from foedera.store.database import Database
from foedera.store.rows import chunks
from foedera.store.schema import entries, event_claims, events
from foedera.store.store import Store


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim of which the coder is not sure."""

    claim: str
    type: str
    confidence: float


class Unjudged:
    """The claims of one record on which nobody has decided."""

    def __init__(self, store: Store) -> None:
        self._db: Database = store._db  # noqa: SLF001 - the same room

    def of_events(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the claims of some events that nobody has judged; events that have none are left out."""
        return self._db.read(_of_events, tuple(ids))

    def doubtful(self, below: float, limit: int) -> list[Doubt]:
        """Return claims of less than a confidence, the least sure first."""
        return self._db.read(_doubtful, below, limit)


def _of_events(connection: Connection, ids: tuple[str, ...]) -> dict[str, frozenset[str]]:
    joined = (
        select(events.c.id, entries.c.id)
        .join(event_claims, event_claims.c.event == events.c.key)
        .join(entries, entries.c.key == event_claims.c.entry)
        .where(entries.c.verdict.is_(None))
    )
    found: dict[str, set[str]] = {}
    for some in chunks(ids):
        for event, claim in connection.execute(joined.where(events.c.id.in_(some))):
            found.setdefault(event, set()).add(claim)
    return {event: frozenset(claims) for event, claims in found.items()}


def _doubtful(connection: Connection, below: float, limit: int) -> list[Doubt]:
    unsure = (entries.c.verdict.is_(None), entries.c.confidence < below)
    wanted = select(entries.c.id, entries.c.type, entries.c.confidence).where(*unsure)
    return [Doubt(*row) for row in connection.execute(wanted.order_by(entries.c.confidence, entries.c.id).limit(limit))]
