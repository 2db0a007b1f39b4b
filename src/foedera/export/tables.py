"""The record as a tidy set of tables: what each holds, column by column, and its rows.

One description serves CSV, Parquet and the data dictionary, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from foedera.events import Decision, Entry, Event, Link
from foedera.export import columns as of
from foedera.export import rows
from foedera.export.columns import Column
from foedera.export.material import Material, event_ids, iter_reports
from foedera.types import Report

Unit: TypeAlias = Literal["report", "event", "link", "decision"]
"""What is read to make a table's rows: one report with its claims, one event, one link, one decision."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    title: str
    description: str
    unit: Unit
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns that together are different in every row."""
    rows: Callable[[Any, Material, Mapping[str, str]], Iterator[rows.Row]]
    """Takes one unit, the material, and the event of each claim."""


def iter_units(material: Material, unit: Unit) -> Iterable[Any]:
    """Read the units that tables are made of."""
    reads: dict[Unit, Callable[[], Iterable[Any]]] = {
        "report": lambda: iter_reports(material),
        "event": material.events,
        "link": material.links,
        "decision": material.decisions,
    }
    return reads[unit]()


def iter_rows(table: Table, material: Material) -> Iterator[rows.Row]:
    """Yield the rows of one table."""
    known = event_ids(material) if table.unit == "report" else {}
    for unit in iter_units(material, table.unit):
        yield from table.rows(unit, material, known)


_Whole: TypeAlias = tuple[Report, list[Entry]]


def _of_event(make: Callable[[Event, Material], Iterator[rows.Row]]) -> Callable[..., Iterator[rows.Row]]:
    def run(event: Event, material: Material, _: Mapping[str, str]) -> Iterator[rows.Row]:
        return make(event, material)

    return run


def _of_entry(make: Callable[[Entry, Report, Material, str | None], Iterator[rows.Row]]) -> Callable[..., Any]:
    def run(whole: _Whole, material: Material, events: Mapping[str, str]) -> Iterator[rows.Row]:
        report, entries = whole
        for entry in entries:
            yield from make(entry, report, material, events.get(entry.id))

    return run


def _of_report(make: Callable[[Report, list[Entry], Material], Iterator[rows.Row]]) -> Callable[..., Any]:
    def run(whole: _Whole, material: Material, _: Mapping[str, str]) -> Iterator[rows.Row]:
        return make(*whole, material)

    return run


def _of_link(make: Callable[[Link], Iterator[rows.Row]]) -> Callable[..., Iterator[rows.Row]]:
    def run(link: Link, *_: object) -> Iterator[rows.Row]:
        return make(link)

    return run


def _of_decision(decision: Decision, *_: object) -> Iterator[rows.Row]:
    return rows.decision(decision)


TABLES: tuple[Table, ...] = (
    Table(
        "events",
        "Events",
        "One row for each happening: what all claims about it add up to.",
        "event",
        of.EVENTS,
        ("id",),
        _of_event(rows.event),
    ),
    Table(
        "readings",
        "Readings",
        "What the claims of an event say on each field: one row for each value that differs from the others.",
        "event",
        of.READINGS,
        ("event", "field", "rank"),
        _of_event(rows.readings),
    ),
    Table(
        "reading_claims",
        "Claims of readings",
        "Which claims give which reading.",
        "event",
        of.READING_CLAIMS,
        ("event", "field", "rank", "claim"),
        _of_event(rows.reading_claims),
    ),
    Table(
        "withheld",
        "Withheld fields",
        "Which claims of an event say expressly that a field was not disclosed.",
        "event",
        of.WITHHELD,
        ("event", "field", "claim"),
        _of_event(rows.withheld),
    ),
    Table(
        "places",
        "Places of events",
        "Where each event happens; several rows where it happens at several places.",
        "event",
        of.PLACES,
        ("event", "number"),
        _of_event(rows.places),
    ),
    Table(
        "claims",
        "Claims",
        "One row for each claim: what one report says about one happening, after people's corrections.",
        "report",
        of.CLAIMS,
        ("id",),
        _of_entry(rows.claim),
    ),
    Table(
        "cells",
        "Cells",
        "One row for each value of each claim, with the words that say it and the passage they stand in.",
        "report",
        of.CELLS,
        ("claim", "number"),
        _of_entry(rows.cells),
    ),
    Table(
        "parties",
        "Parties",
        "Who plays which role in each claim. Rows with the role `said_by` are no parties, but who is said to say so.",
        "report",
        of.PARTIES,
        ("claim", "number"),
        _of_entry(rows.parties),
    ),
    Table(
        "passages",
        "Passages",
        "The sentences that a claim rests on.",
        "report",
        of.PASSAGES,
        ("claim", "number"),
        _of_entry(rows.passages),
    ),
    Table(
        "undisclosed",
        "What claims call undisclosed",
        "What a report expressly says was not disclosed, claim by claim.",
        "report",
        of.UNDISCLOSED,
        ("claim", "number"),
        _of_entry(rows.undisclosed),
    ),
    Table(
        "reports",
        "Reports",
        "The sources: one row for each report, those without claims too.",
        "report",
        of.REPORTS,
        ("id",),
        _of_report(rows.source),
    ),
    Table(
        "slant",
        "Slant",
        "Loaded wording in the reports.",
        "report",
        of.SLANT,
        ("report", "number"),
        _of_report(rows.slant),
    ),
    Table(
        "links",
        "Links",
        "Pairs of claims that may tell of one happening, with the score and what people judged.",
        "link",
        of.LINKS,
        ("left", "right"),
        _of_link(rows.link),
    ),
    Table(
        "reasons",
        "Reasons of links",
        "What was compared for each link, and what it added to the score.",
        "link",
        of.REASONS,
        ("left", "right", "number"),
        _of_link(rows.reasons),
    ),
    Table(
        "decisions",
        "Decisions",
        "What people decided, when and why, in order; nothing is ever removed.",
        "decision",
        of.DECISIONS,
        ("id",),
        _of_decision,
    ),
)
