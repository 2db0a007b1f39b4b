"""What is exported: the record as reads that can be begun again and again, with what else the writers must know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from foedera.contract import LIST_FIELDS
from foedera.errors import FoederaError
from foedera.events import Decision, Entry, Event, Link
from foedera.types import Claim, Report

if TYPE_CHECKING:
    from foedera.gazetteer import Gazetteer

T = TypeVar("T")
Rows: TypeAlias = Callable[[], Iterable[T]]
"""Starts one read from the beginning. Writers read more than once, so that nothing has to be held."""
PloverOf: TypeAlias = Callable[[Claim], Mapping[str, Any] | None]
"""The PLOVER rule of a claim as the codebook has it (`event`, `mode`, `actor`, `recipient`, `statuses`, and `context`
where the codebook gives one), or None where PLOVER has no such event. `rules_of(codebook)` makes such a function."""


class ExportError(FoederaError):
    """Something keeps an export from being written."""


class MissingExtraError(ExportError):
    """An optional package is needed and absent."""


def nothing() -> tuple[()]:
    """Read nothing."""
    return ()


def _unknown(_: str) -> None:
    return None


def _no(_: str) -> bool:
    return False


def _no_rule(_: Claim) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Material:
    """One record, or the part of it that a query chose. Every read gives the same rows in the same order.

    `reports` and `entries` come in the same order of reports: all entries of the first report, then all of the second.
    """

    reports: Rows[Report]
    """With their text; their `claims` are not looked at (entries hold the claims as they stand after corrections)."""
    entries: Rows[Entry]
    """Grouped by report, in the order of `reports`."""
    events: Rows[Event]
    """Their `claims` may name claims that are not among the entries, where a query chose only some."""
    links: Rows[Link] = nothing
    decisions: Rows[Decision] = nothing
    reliability: Mapping[str, str] = field(default_factory=dict)
    """Letter A to F by publisher, where a person set one."""
    countries: Mapping[str, str] = field(default_factory=dict)
    """Usual English names by country code."""
    alpha2: Mapping[str, str] = field(default_factory=dict)
    """Two-letter country codes by our three-letter ones, which STIX and FollowTheMoney want."""
    list_fields: frozenset[str] = LIST_FIELDS
    """`type.field` of the fields that always hold a list."""
    plover: PloverOf = _no_rule
    gazetteer: Gazetteer | None = None
    """Tells PLOVER's sectors of actors (`GOV`, `MIL`, `BUS`, `MED`, ...); None: what the kind of actor tells."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """How cooperative or hostile a PLOVER event type is, -10 to 10."""
    media: Callable[[str], bool] = _no
    """Whether a publisher is a newspaper, agency or broadcaster (rather than a ministry, a company, a person)."""
    retrieved: Callable[[str], str | None] = _unknown
    """When a report was added (ISO 8601, UTC), by its id."""
    now: str = "1970-01-01T00:00:00Z"
    """UTC time, ISO 8601, that stands in the export as the time when it was made: writers look at no clock."""
    author: str = ""
    """Who exports."""
    version: str = ""
    """Of Foedera."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer wrote, and what it could not express."""

    counts: Mapping[str, int]
    """How many of each thing: rows by table, features, objects, lines."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many were left out, by reason; nothing is left out without one."""
    files: tuple[str, ...] = ()
    """Names of the files in the folder, for formats that write several."""


def iter_reports(material: Material) -> Iterator[tuple[Report, list[Entry]]]:
    """Yield each report with its entries, one report at a time.

    Raises:
        ExportError: Entries come in another order than reports, or name a report that is not there.
    """
    groups = groupby(material.entries(), key=lambda entry: entry.report)
    name, group = next(groups, (None, iter(())))
    for report in material.reports():
        if report.id != name:
            yield report, []
            continue
        yield report, list(group)
        name, group = next(groups, (None, iter(())))
    if name is not None:
        message = f"claims of the report {name} come in another order than the reports, or the report is missing"
        raise ExportError(message)


def event_ids(material: Material) -> dict[str, str]:
    """Return the event of each claim. Memory: a line for each claim of the record."""
    return {claim: event.id for event in material.events() for claim in event.claims}


def report_ids(material: Material) -> dict[str, str]:
    """Return the report of each claim. Memory: a line for each claim of the record."""
    return {entry.id: entry.report for entry in material.entries()}
