"""Links between claims that may be one happening."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, delete, or_, select

from foedera.events import Link
from foedera.store.codec import pack_reasons, unpack_reasons
from foedera.store.database import Database
from foedera.store.faults import store_error
from foedera.store.rows import chunks, keys_of, put_rows, size
from foedera.store.schema import entries, event_claims, links

_UNSURE: Final = (0.3, 0.75)
"""Scores between which a link could go either way."""


class Links:
    """Links between claims."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, claims: Iterable[str], made: Iterable[Link]) -> None:
        """Keep links in place of all that touch any of some claims.

        Raises:
            StoreError: A link is of a claim that has no entry.
        """
        self._db.write(_put_links, self._db.address, tuple(claims), tuple(made))

    def of(self, claims: Iterable[str]) -> tuple[Link, ...]:
        """Return all links that touch any of some claims, by their two ids."""
        return self._db.read(_links_of, tuple(claims))

    def scored(self, claims: Iterable[str]) -> tuple[Link, ...]:
        """Return all links that touch any of some claims without their reasons, which take time to unpack."""
        return self._db.read(_scores_of, tuple(claims))

    def component(self, claims: Iterable[str], least: float = 0.0) -> frozenset[str]:
        """Return all claims that links lead to from some claims, these among them.

        Args:
            least: Weaker links are not followed, unless a person judged them `same`.
        """
        return self._db.read(_component, tuple(claims), least)

    def doubtful(self, limit: int) -> tuple[Link, ...]:
        """Return links between events that could go either way and that nobody has judged, the most doubtful first."""
        return self._db.read(_doubtful, limit)

    def count(self) -> int:
        """Return how many links there are."""
        return self._db.read(size, links)


def _put_links(connection: Connection, address: str, claims: tuple[str, ...], made: tuple[Link, ...]) -> None:
    keys = keys_of(connection, {*claims, *(end for link in made for end in (link.left, link.right))})
    for some in chunks(keys[claim] for claim in claims if claim in keys):
        connection.execute(delete(links).where(links.c.left.in_(some)))
        connection.execute(delete(links).where(links.c.right.in_(some)))
    try:
        rows = [_row(link, keys[link.left], keys[link.right]) for link in made]
    except KeyError as error:
        raise store_error("S120", address, f"no claim {error.args[0]}, which a link is of") from error
    for part in chunks(rows):
        put_rows(connection, links, part)


def _row(link: Link, left: int, right: int) -> dict[str, Any]:
    return {
        "left": left,
        "right": right,
        "score": link.score,
        "judgement": link.judgement,
        "reasons": pack_reasons(link.reasons),
    }


def _joined() -> Select[Any]:
    left, right = entries.alias(), entries.alias()
    ends = (left.c.id.label("left_id"), right.c.id.label("right_id"))
    return (
        select(*ends, links.c.score, links.c.judgement, links.c.reasons)
        .select_from(links)
        .join(left, left.c.key == links.c.left)
        .join(right, right.c.key == links.c.right)
    )


def _scores_of(connection: Connection, claims: tuple[str, ...]) -> tuple[Link, ...]:
    return _links_of(connection, claims, reasoned=False)


def _links_of(connection: Connection, claims: tuple[str, ...], *, reasoned: bool = True) -> tuple[Link, ...]:
    joined = _joined()
    found: dict[tuple[str, str], Link] = {}
    for some in chunks(keys_of(connection, claims).values()):
        for column in (links.c.left, links.c.right):
            made = (_link(row, reasoned=reasoned) for row in connection.execute(joined.where(column.in_(some))))
            found.update(((link.left, link.right), link) for link in made)
    return tuple(found[ends] for ends in sorted(found))


def _link(row: Row[Any], *, reasoned: bool = True) -> Link:
    reasons = unpack_reasons(row.reasons) if reasoned else ()
    return Link(row.left_id, row.right_id, row.score, reasons, row.judgement)


def _doubtful(connection: Connection, limit: int) -> tuple[Link, ...]:
    """Look from the middle upwards and downwards, so that the index gives the nearest of either side."""
    one, two = event_claims.alias(), event_claims.alias()
    asked = (
        _joined()
        .join(one, one.c.entry == links.c.left)
        .join(two, two.c.entry == links.c.right)
        .where(links.c.judgement.is_(None), one.c.event != two.c.event)
        .limit(limit)
    )
    above = asked.where(links.c.score.between(0.5, _UNSURE[1])).order_by(links.c.score, links.c.left, links.c.right)
    below = asked.where(links.c.score >= _UNSURE[0], links.c.score < 0.5)
    below = below.order_by(links.c.score.desc(), links.c.left, links.c.right)
    found = [_link(row) for side in (above, below) for row in connection.execute(side)]
    return tuple(sorted(found, key=lambda link: (abs(link.score - 0.5), link.left, link.right))[:limit])


def _component(connection: Connection, claims: tuple[str, ...], least: float) -> frozenset[str]:
    """Go outwards from link to link, a ring at a time."""
    strong = or_(links.c.score >= least, links.c.judgement == "same")
    names = {key: name for name, key in keys_of(connection, claims).items()}
    ring = set(names)
    seen = set(ring)
    while ring:
        beyond: set[int] = set()
        for some in chunks(ring):
            beyond.update(connection.execute(select(links.c.right).where(links.c.left.in_(some), strong)).scalars())
            beyond.update(connection.execute(select(links.c.left).where(links.c.right.in_(some), strong)).scalars())
        ring = beyond - seen
        seen |= ring
    out = set(claims)
    for some in chunks(seen - names.keys()):
        out.update(connection.execute(select(entries.c.id).where(entries.c.key.in_(some))).scalars())
    return frozenset(out)
