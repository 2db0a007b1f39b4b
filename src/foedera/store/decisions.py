"""What people decided: added, never changed, and checked against what they saw when they decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, or_, select

from foedera.errors import Problem
from foedera.events import ACTIONS, JUDGEMENT_OF, Decision, Entry
from foedera.packed import dump, pack_claim
from foedera.store.columns import short
from foedera.store.database import Database
from foedera.store.entries import find_entries
from foedera.store.faults import ConflictError, store_error
from foedera.store.queue import put_pending
from foedera.store.records import State
from foedera.store.rows import advance, chunks, insert_rows, rows_in
from foedera.store.schema import claims, decision_ends, decisions, reports

_PAGE: Final = 500
_ON_PAIRS: Final = frozenset(JUDGEMENT_OF)
_NOT_ON_CLAIMS: Final = frozenset({"reliability", "undo"})


class Decisions:
    """The decisions on a record, in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, decision: Decision) -> Decision:
        """Keep a decision; the claims it is about become pending.

        Adding the same one again does nothing. Two people who decide on one thing at once: the second hears of it.

        Raises:
            ConflictError: `shown` is given, and its target is no longer as it was shown.
            StoreError: It cannot be (unknown action, an undo of nothing, an id that another one has).
        """
        self._db.write(_add, self._db.address, decision)
        return decision

    def find(self, decision: str) -> Decision | None:
        """Return a decision, if there is one of this id."""
        return next(iter(self._db.read(_select, decisions.c.id == decision)), None)

    def all(self, after: int = 0) -> Iterator[Decision]:
        """Go through all decisions, the oldest first.

        Args:
            after: Sequence number to go on from.
        """
        while page := self._db.read(_page, after):
            yield from (_decision(row) for row in page)
            after = page[-1].seq

    def about(self, targets: Iterable[str]) -> tuple[Decision, ...]:
        """Return all decisions on some claims or publishers, or on pairs with them, the oldest first.

        The undos of these decisions are among them, and the undos of undos.
        """
        return self._db.read(_about, tuple(targets))

    def of_action(self, action: str) -> tuple[Decision, ...]:
        """Return all decisions of one kind, with the undos (and undos of undos) of them, oldest first."""
        return self._db.read(_of_action, action)

    def state(self, target: str, other: str | None = None) -> State:
        """Return how a claim, a pair of claims or a publisher stands, with the hash to give back as `shown`."""
        return self._db.read(_state, target, other)


def _plain(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in Decision.__slots__}


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        id=row.id,
        action=row.action,
        target=row.target,
        author=row.author,
        time=row.time,
        reason=row.reason,
        other=row.other,
        value=row.value,
        shown=row.shown,
    )


def _select(connection: Connection, condition: Any) -> list[Decision]:
    rows = connection.execute(select(decisions).where(condition).order_by(decisions.c.seq))
    return [_decision(row) for row in rows]


def _page(connection: Connection, after: int) -> Sequence[Row[Any]]:
    later = select(decisions).where(decisions.c.seq > after).order_by(decisions.c.seq)
    return connection.execute(later.limit(_PAGE)).all()


def _add(connection: Connection, address: str, decision: Decision) -> None:
    there = _select(connection, decisions.c.id == decision.id)
    if there == [decision]:
        return
    if there:
        raise store_error("S125", address, f"another decision has the id {decision.id}")
    _check(connection, address, decision)
    if decision.shown is not None:
        state = _state(connection, decision.target, decision.other)
        if state.hash != decision.shown:
            message = "it has changed since it was shown; look at it again, then decide"
            raise ConflictError(Problem("S122", decision.target, message), state)
    insert_decisions(connection, [{"seq": advance(connection, "seq"), **_plain(decision)}])
    put_pending(connection, _concerned(connection, decision))


def insert_decisions(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store decisions, with what they are found by."""
    insert_rows(connection, decisions, rows)
    ends = [{"end": short(end), "decision": row["seq"]} for row in rows for end in ends_of(row)]
    insert_rows(connection, decision_ends, ends)


def ends_of(row: Mapping[str, Any]) -> list[str]:
    """Return what a decision is about: claims, a publisher, or the decision that it takes back.

    `other` of an added claim is its report.
    """
    ends = [row["target"]]
    if row["other"] and row["action"] != "add":
        ends.append(row["other"])
    return list(dict.fromkeys(ends))


def _check(connection: Connection, address: str, decision: Decision) -> None:
    if decision.action not in ACTIONS:
        raise store_error("S125", address, f"{decision.action!r} is no action; known are {', '.join(ACTIONS)}")
    if decision.action == "undo" and not _select(connection, decisions.c.id == decision.target):
        raise store_error("S120", address, f"no decision {decision.target} to undo")
    ends = ends_of(_plain(decision))
    if decision.action in _ON_PAIRS and len(ends) < 2:
        raise store_error("S125", address, f"`{decision.action}` needs two claims")
    if decision.action in _NOT_ON_CLAIMS or decision.action == "add":
        return
    known = _known_claims(connection, ends)
    for name in ends:
        if name not in known and not (decision.action == "note" and _is_source(connection, name)):
            raise store_error("S120", address, f"no claim {name}")


def _is_source(connection: Connection, name: str) -> bool:
    """Tell whether a report or a publisher goes by a name: on these there are notes too."""
    goes_by = or_(reports.c.id == short(name), reports.c.publisher == name)
    return connection.execute(select(reports.c.id).where(goes_by).limit(1)).first() is not None


def _known_claims(connection: Connection, ids: Sequence[str]) -> set[str]:
    added = select(decisions.c.target).join(decision_ends, decision_ends.c.decision == decisions.c.seq)
    out: set[str] = set()
    for some in chunks(ids):
        here = decision_ends.c.end.in_([short(name) for name in some])
        out.update(connection.execute(added.where(here, decisions.c.action == "add")).scalars())
        out.update(connection.execute(select(claims.c.id).where(claims.c.id.in_(some))).scalars())
    return out


def _concerned(connection: Connection, decision: Decision) -> list[str]:
    """Return the claims that a decision is about; for an undo, those of the decision that it ends at."""
    while decision.action == "undo":
        decision = _select(connection, decisions.c.id == decision.target)[0]
    if decision.action in _NOT_ON_CLAIMS:
        return []
    ends = ends_of(_plain(decision))
    return [name for name in ends if name in _known_claims(connection, ends)] if decision.action == "note" else ends


def _about(connection: Connection, targets: tuple[str, ...]) -> tuple[Decision, ...]:
    found: dict[str, Row[Any]] = {}
    on = rows_in(connection, 'SELECT DISTINCT decision FROM decision_ends WHERE "end" IN ({})', map(short, targets))
    for some in chunks({decision for (decision,) in on}):
        rows = connection.execute(select(decisions).where(decisions.c.seq.in_(some), decisions.c.action != "undo"))
        found.update((row.id, row) for row in rows)
    return _with_undos(connection, found)


def _of_action(connection: Connection, action: str) -> tuple[Decision, ...]:
    rows = connection.execute(select(decisions).where(decisions.c.action == action))
    return _with_undos(connection, {row.id: row for row in rows})


def _with_undos(connection: Connection, found: dict[str, Row[Any]]) -> tuple[Decision, ...]:
    """Add what takes decisions back, and what takes that back, and return all, the oldest first."""
    fresh = set(found)
    while fresh:
        undos: dict[str, Row[Any]] = {}
        for some in chunks(short(name) for name in fresh):
            on = select(decision_ends.c.decision).where(decision_ends.c.end.in_(some))
            taken_back = select(decisions).where(decisions.c.seq.in_(on), decisions.c.action == "undo")
            undos.update((row.id, row) for row in connection.execute(taken_back))
        fresh = undos.keys() - found.keys()
        found |= undos
    return tuple(_decision(row) for row in sorted(found.values(), key=lambda row: row.seq))


def _state(connection: Connection, target: str, other: str | None) -> State:
    names = (target,) if other is None else (target, other)
    known = find_entries(connection, names)
    made = _about(connection, names)
    if other is not None:  # decisions of either with a third claim say nothing of this pair
        made = _of_pair(made, names)
    content = [[_seen(known[name]) if name in known else None for name in names], [decision.id for decision in made]]
    digest = hashlib.sha256(dump(content).encode()).hexdigest()[:32]
    return State(digest, target, known.get(target), known.get(other) if other else None, made)


def _of_pair(made: tuple[Decision, ...], names: tuple[str, ...]) -> tuple[Decision, ...]:
    kept: dict[str, Decision] = {}
    for decision in made:
        ends = set(ends_of(_plain(decision)))
        if ends <= set(names) or decision.target in kept:
            kept[decision.id] = decision
    return tuple(kept.values())


def _seen(entry: Entry) -> list[Any]:
    """Return what of an entry a person judges; its voice may change with any report that comes in."""
    return [pack_claim(entry.claim), entry.verdict, entry.edited]
