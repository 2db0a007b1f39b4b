"""What a person asks for, as a query: names become codes, days become bounds, and what means nothing is said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from foedera.errors import FoederaError
from foedera.events import Query, Verdict
from foedera.text.edtf import bounds, valid_edtf
from foedera.types import STATUSES

if TYPE_CHECKING:
    from foedera.record.knowledge import Knowledge

Several = str | Sequence[str] | None
_VERDICTS = ("accepted", "rejected", "unsure", "none")


class QueryError(FoederaError):
    """A question that cannot be asked; the message names the part that means nothing."""

    usage = True


class UnknownIdError(QueryError):
    """An id that names nothing in this record; it may in another."""

    usage = False


def make_query(  # noqa: PLR0913 - each part is a filter, by keyword
    knowledge: Knowledge,
    *,
    country: Several = None,
    pair: Sequence[str] | None = None,
    type: Several = None,  # noqa: A002 - the word of the contract
    status: Several = None,
    since: str | None = None,
    until: str | None = None,
    publisher: Several = None,
    least: float | None = None,
    text: str | None = None,
    verdict: str | None = None,
    conflicts: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """Return the query that some filters make.

    Args:
        country: Codes or names of states or organisations; each must take part.
        pair: Two of them; the same as naming both as `country`.
        type: Types of claims, one of which it must be.
        status: Likewise.
        since: First day, month or year (EDTF), included.
        until: Last one, included.
        publisher: Publishers as the reports name them, one of which must tell of it.
        least: Least confidence, 0 to 1.
        text: Words, "phrases", -not, prefix*.
        verdict: `accepted`, `rejected`, `unsure`, or `none` for what nobody judged.
        conflicts: Only events on which claims clash.

    Raises:
        QueryError: A name, type, status, date or number means nothing.
    """
    if limit is not None and limit < 1:
        message = f"a limit is 1 or more, not {limit}"
        raise QueryError(message)
    if pair is not None and len(pair) != 2:
        message = f"a pair is two states or organisations, not {len(pair)}"
        raise QueryError(message)
    return Query(
        states=tuple(dict.fromkeys(polity(name, knowledge) for name in (*_all(country), *(pair or ())))),
        types=_known(_all(type), tuple(sorted(knowledge.codebook.types)), "type"),
        statuses=_known(_all(status), STATUSES, "status"),
        since=_day(since, last=False),
        until=_day(until, last=True),
        publishers=_all(publisher),
        least=_share(least),
        text=text or None,
        verdict=cast("Verdict | Literal['none'] | None", _verdict(verdict)),
        conflicts=conflicts,
        limit=limit,
        offset=offset,
    )


def polity(name: str, knowledge: Knowledge) -> str:
    """Return the code of a state or organisation.

    Raises:
        QueryError: No state or organisation goes by the name.
    """
    found = knowledge.polity(name)
    if found is None:
        message = f"no state or organisation is known as {name!r}; give its ISO 3166 alpha-3 code or its usual name"
        raise QueryError(message)
    return found


def divided(
    knowledge: Knowledge, subject: str, among: Sequence[str], options: Mapping[str, Any]
) -> tuple[str, list[str]]:
    """Return the codes of a state and of the powers among which its dealings divide.

    Args:
        options: Those of a balance; `types`, `statuses`, `since` and `until` are checked.

    Raises:
        QueryError: A name, type, status or date means nothing, or no power is left beside the state.
    """
    state, powers = polity(subject, knowledge), [polity(name, knowledge) for name in among]
    if not set(powers) - {state}:
        message = f"the dealings of {subject} divide among others: name powers, such as CHN,RUS,USA"
        raise QueryError(message)
    make_query(
        knowledge,
        type=options.get("types"),
        status=options.get("statuses"),
        since=options.get("since"),
        until=options.get("until"),
    )
    return state, powers


def query_words(query: Query, names: Mapping[str, str] | None = None) -> str:
    """Return what a query asks for, in words, for titles of pictures and lists."""
    parts = [" and ".join((names or {}).get(code, code) for code in query.states)] if query.states else []
    parts += [", ".join(query.types)] if query.types else []
    parts += [", ".join(query.statuses)] if query.statuses else []
    parts += [f"since {query.since}"] if query.since else []
    parts += [f"until {query.until}"] if query.until else []
    parts += [", ".join(query.publishers)] if query.publishers else []
    parts += [f"“{query.text}”"] if query.text else []
    return " · ".join(parts)


def query_to_plain(query: Query) -> dict[str, Any]:
    """Return a query as JSON values, without what is not set."""
    plain = {name: getattr(query, name) for name in Query.__slots__}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in plain.items() if v not in ((), None, False, 0)}


def _all(names: Several) -> tuple[str, ...]:
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def _known(names: tuple[str, ...], allowed: Sequence[str], what: str) -> tuple[str, ...]:
    for name in names:
        if name not in allowed:
            message = f"there is no {what} {name!r}; there are {', '.join(allowed)}"
            raise QueryError(message)
    return names


def _day(value: str | None, *, last: bool) -> str | None:
    if value is None:
        return None
    day = bounds(value)[1 if last else 0] if valid_edtf(value) else None
    if day is None:
        message = f"{value!r} is no date; write it as 2025, 2025-07 or 2025-07-19"
        raise QueryError(message)
    return day.isoformat()


def _share(least: float | None) -> float | None:
    if least is not None and not 0 <= least <= 1:
        message = f"a confidence lies between 0 and 1, not at {least}"
        raise QueryError(message)
    return least


def _verdict(verdict: str | None) -> str | None:
    if verdict is not None and verdict not in _VERDICTS:
        message = f"there is no verdict {verdict!r}; there are {', '.join(_VERDICTS)}"
        raise QueryError(message)
    return verdict
