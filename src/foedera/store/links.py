"""Links between claims that may be one happening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Row, Select, bindparam, delete, select

from foedera.events import Judgement, Link
from foedera.store.columns import restored
from foedera.store.database import Database
from foedera.store.faults import store_error
from foedera.store.rows import chunks, delete_keys, keys_of, put_tuples, rows_by, size
from foedera.store.schema import entries, event_claims, links

_UNSURE: Final = (0.3, 0.75)
"""Scores between which a link could go either way."""


Explain: TypeAlias = Callable[[Sequence[Link]], Sequence[Link]]
"""Adds to links the reasons of their scores."""


class Links:
    """Links between claims.

    Reasons are not kept: they follow from the two claims, and whoever shows links is told how to find them (`explain`).
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.explain: Explain | None = None
        """Called for links that are given out to be shown; without it they come without reasons."""

    def put(self, claims: Iterable[str], made: Iterable[Link]) -> None:
        """Keep links in place of all that touch any of some claims.

        Raises:
            StoreError: A link is of a claim that has no entry.
        """
        self._db.write(_put_links, self._db.address, tuple(claims), (), tuple(made))

    def change(self, claims: Iterable[str], gone: Iterable[tuple[str, str]], made: Iterable[Link]) -> None:
        """Drop the links that touch any of some claims, and those of some pairs; keep others in their place."""
        self._db.write(_put_links, self._db.address, tuple(claims), tuple(gone), tuple(made))

    def fill(self, made: Iterable[tuple[int, int, float, Judgement | None]]) -> None:
        """Keep links of a record that is being built: keys of entries, the smaller id first, scores, judgements."""
        self._db.write(put_tuples, links, list(made))

    def existing(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those pairs, the smaller id first, that are linked."""
        return self._db.read(_existing, frozenset(pairs))

    def of(self, claims: Iterable[str]) -> tuple[Link, ...]:
        """Return all links that touch any of some claims, by their two ids."""
        return self._explained(self._db.read(_links_of, tuple(claims)))

    def network(self, claims: Iterable[str], least: float = 0.0) -> tuple[frozenset[str], tuple[Link, ...]]:
        """Return all claims that links lead to from some claims, these among them, and the links between them.

        Args:
            least: Weaker links are passed over, unless a person judged them.
        """
        return self._db.read(_network, tuple(claims), least)

    def doubtful(self, limit: int) -> tuple[Link, ...]:
        """Return links between events that could go either way and that nobody has judged, the most doubtful first."""
        return self._explained(self._db.read(_doubtful, limit))

    def count(self) -> int:
        """Return how many links there are."""
        return self._db.read(size, links)

    def _explained(self, found: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(self.explain(found)) if self.explain is not None else found


def _put_links(
    connection: Connection,
    address: str,
    claims: tuple[str, ...],
    gone: tuple[tuple[str, str], ...],
    made: tuple[Link, ...],
) -> None:
    keys = keys_of(connection, {*claims, *chain.from_iterable(gone), *(end for x in made for end in (x.left, x.right))})
    for column in (links.c.left, links.c.right):
        delete_keys(connection, column, [keys[claim] for claim in claims if claim in keys])
    pairs = [{"one": keys[a], "two": keys[b]} for a, b in gone if a in keys and b in keys]
    if pairs:
        same = (links.c.left == bindparam("one")) & (links.c.right == bindparam("two"))
        connection.execute(delete(links).where(same), pairs)
    try:
        rows = [(keys[link.left], keys[link.right], link.score, link.judgement) for link in made]
    except KeyError as error:
        raise store_error("S120", address, f"no claim {error.args[0]}, which a link is of") from error
    put_tuples(connection, links, sorted(rows))


def _existing(connection: Connection, pairs: frozenset[tuple[str, str]]) -> set[tuple[str, str]]:
    names = {key: name for name, key in keys_of(connection, set(chain.from_iterable(pairs))).items()}
    quote = connection.dialect.identifier_preparer.quote
    lefts = {left for left, _ in pairs}
    near = f"SELECT {quote('left')}, {quote('right')} FROM links WHERE {quote('left')} IN ({{}})"  # noqa: S608 - names of ours
    rows = rows_by(connection, near, [key for key, name in names.items() if name in lefts])
    return {(names[one], names[two]) for one, two in rows if two in names} & pairs


def _joined() -> Select[Any]:
    left, right = entries.alias(), entries.alias()
    ends = (left.c.id.label("left_id"), right.c.id.label("right_id"))
    return (
        select(*ends, links.c.score, links.c.judgement)
        .select_from(links)
        .join(left, left.c.key == links.c.left)
        .join(right, right.c.key == links.c.right)
    )


def _links_of(connection: Connection, claims: tuple[str, ...]) -> tuple[Link, ...]:
    joined = _joined()
    found: dict[tuple[str, str], Link] = {}
    for some in chunks(keys_of(connection, claims).values()):
        for column in (links.c.left, links.c.right):
            made = map(_link, connection.execute(joined.where(column.in_(some))))
            found.update(((link.left, link.right), link) for link in made)
    return tuple(found[ends] for ends in sorted(found))


def _link(row: Row[Any]) -> Link:
    return Link(row.left_id, row.right_id, row.score, (), row.judgement)


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


def _network(connection: Connection, claims: tuple[str, ...], least: float) -> tuple[frozenset[str], tuple[Link, ...]]:
    """Go outwards from link to link, a ring at a time."""
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, ("left", "right", "score", "judgement")))
    names = {key: name for name, key in keys_of(connection, claims).items()}
    ring, seen = set(names), set(names)
    found: dict[tuple[int, int], tuple[float, Judgement | None]] = {}
    while ring:
        near_ends: set[int] = set()
        for side in ("left", "right"):
            near = f"SELECT {columns} FROM links WHERE {quote(side)} IN ({{}})"  # noqa: S608 - names of ours
            for left, right, score, judgement in rows_by(connection, near, ring):
                if score >= least or judgement is not None:
                    found[left, right] = score, judgement
                if score >= least or judgement == "same":
                    near_ends.add(left)
                    near_ends.add(right)
        ring = near_ends - seen
        seen |= ring
    for key, name in rows_by(connection, "SELECT key, id FROM entries WHERE key IN ({})", seen - names.keys()):
        names[key] = restored(name)
    inside = (
        Link(names[left], names[right], score, (), judgement)
        for (left, right), (score, judgement) in found.items()
        if left in names and right in names
    )
    return frozenset(claims) | frozenset(names.values()), tuple(inside)
