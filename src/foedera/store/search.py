"""The search index: FTS5 in SQLite, tsvector with GIN in PostgreSQL, over words that `words.py` has folded.

What a person typed never reaches either query language: terms are built from folded words, which are letters and
digits only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Connection, Select, cast, column, delete, desc, false, func, literal, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import ColumnElement

from foedera.store.database import Database
from foedera.store.faults import store_error
from foedera.store.records import Hit
from foedera.store.rows import chunks
from foedera.store.schema import entries, reports
from foedera.store.words import GAP, Question, Term, parse_question

Kind: TypeAlias = Literal["claim_words", "report_words"]
_MOST_WORDS: Final = 200_000
"""Of one text that are indexed: PostgreSQL keeps at most 1 MiB a text."""
_LAST_POSITION: Final = 16_383
_MOST_BYTES: Final = 900_000


class Search:
    """Full-text search over claims and over reports."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def claims(self, question: str, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        """Return the claims that a question finds, the best first.

        Their names, parties, places, fields and passages are searched.
        """
        return self._db.read(_hits, "claim_words", entries.c.key, entries.c.id, question, limit, offset)

    def reports(self, question: str, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        """Return the reports whose title or text a question finds, the best first."""
        return self._db.read(_hits, "report_words", reports.c.seq, reports.c.id, question, limit, offset)


def put_words(connection: Connection, kind: Kind, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Index texts by their keys, in place of what was indexed under them."""
    if connection.dialect.name == "sqlite":
        sql = f"INSERT OR REPLACE INTO {kind} (rowid, words) VALUES (?, ?)"  # noqa: S608 - one of two names of ours
        values: list[tuple[Any, ...]] = [(key, " ".join(words[:_MOST_WORDS])) for key, words in rows]
    else:
        sql = (
            f"INSERT INTO {kind} (key, words) VALUES (%s, %s::tsvector) "  # noqa: S608 - likewise
            "ON CONFLICT (key) DO UPDATE SET words = excluded.words"
        )
        values = [(key, _vector(words)) for key, words in rows]
    if values:
        connection.exec_driver_sql(sql, values)


def drop_words(connection: Connection, kind: Kind, keys: Sequence[int]) -> None:
    """Take texts out of the index."""
    index = _Index(connection.dialect.name, kind)
    for some in chunks(keys):
        connection.execute(delete(index.table).where(index.key.in_(some)))


def clear_words(connection: Connection, kind: Kind) -> None:
    """Empty an index."""
    connection.execute(delete(_Index(connection.dialect.name, kind).table))


def matching(dialect: str, kind: Kind, question: str) -> list[tuple[bool, Select[int]]]:
    """Return the parts of a question: whether its keys are wanted, and the query that gives them.

    A question without any word finds nothing.
    """
    index, asked = _Index(dialect, kind), parse_question(question)
    if not asked.wanted and not asked.unwanted:
        return [(True, select(index.key).where(false()))]
    parts = [(True, index.keys(asked.wanted, any_of=False))] if asked.wanted else []
    if asked.unwanted:
        parts.append((False, index.keys(asked.unwanted, any_of=True)))
    return parts


class _Index:
    """One index in one database."""

    def __init__(self, dialect: str, kind: Kind) -> None:
        self._sqlite = dialect == "sqlite"
        self.table = table(kind, column("rowid" if self._sqlite else "key"), column("words"), column(kind))
        self.key: ColumnElement[int] = self.table.c["rowid" if self._sqlite else "key"]

    def keys(self, terms: Sequence[Term], *, any_of: bool) -> Select[int]:
        return select(self.key).where(self.fits(terms, any_of=any_of))

    def fits(self, terms: Sequence[Term], *, any_of: bool) -> ColumnElement[bool]:
        if self._sqlite:
            return self.table.c[self.table.name].op("MATCH", is_comparison=True)(_fts5(terms, any_of=any_of))
        return self.table.c.words.op("@@", is_comparison=True)(self._query(terms, any_of=any_of))

    def score(self, terms: Sequence[Term]) -> ColumnElement[float]:
        """Return how well a text fits, higher is better."""
        if not terms:
            return literal(0.0)
        if self._sqlite:
            return -func.bm25(self.table.c[self.table.name])
        return func.ts_rank_cd(self.table.c.words, self._query(terms, any_of=False), 1)

    def _query(self, terms: Sequence[Term], *, any_of: bool) -> ColumnElement[Any]:
        return cast(_tsquery(terms, any_of=any_of), TSQUERY)


def _hits(
    connection: Connection,
    kind: Kind,
    key: ColumnElement[int],
    name: ColumnElement[str],
    question: str,
    limit: int,
    offset: int,
) -> tuple[Hit, ...]:
    asked = parse_question(question)
    if not asked.wanted and not asked.unwanted:
        return ()
    index = _Index(connection.dialect.name, kind)
    score = index.score(asked.wanted).label("score")
    found = select(name, score).select_from(index.table.join(key.table, index.key == key))
    for condition in _conditions(index, asked):
        found = found.where(condition)
    rows = connection.execute(found.order_by(desc("score"), name).limit(limit).offset(offset))
    return tuple(Hit(row[0], float(row[1])) for row in rows)


def _conditions(index: _Index, asked: Question) -> Iterable[ColumnElement[bool]]:
    if asked.wanted:
        yield index.fits(asked.wanted, any_of=False)
    if asked.unwanted:
        yield index.key.not_in(index.keys(asked.unwanted, any_of=True))


def _fts5(terms: Sequence[Term], *, any_of: bool) -> str:
    return (" OR " if any_of else " AND ").join(f'"{" ".join(t.words)}"{" *" if t.prefix else ""}' for t in terms)


def _tsquery(terms: Sequence[Term], *, any_of: bool) -> str:
    return (" | " if any_of else " & ").join(f"({_row(term)})" for term in terms)


def _row(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return " <-> ".join(words) + (":*" if term.prefix else "")


def _vector(words: Sequence[str]) -> str:
    """Return words as PostgreSQL's index value; what lies beyond its bounds is left out, as in `to_tsvector`."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words[:_MOST_WORDS], 1):
        if word != GAP:
            places.setdefault(word, []).append(min(at, _LAST_POSITION))
    out: list[str] = []
    size = 0
    for word, positions in places.items():
        kept = sorted(set(positions))[:255]
        size += len(word.encode()) + 2 * len(kept) + 8
        if size > _MOST_BYTES:
            break
        out.append(f"'{word}':{','.join(map(str, kept))}")
    return " ".join(out)


def check_question(question: str) -> None:
    """Refuse a question that has nothing to look for, so that a person is told.

    Raises:
        StoreError: It has no word, or too many.
    """
    asked = parse_question(question)
    if not asked.wanted and not asked.unwanted:
        raise store_error("S123", question, "no word in it; ask with letters or digits")
