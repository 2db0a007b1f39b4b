"""States and organisations: all of them, and what the record holds on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from foedera.events import Query
from foedera.record.queries import polity
from foedera.store.dealings import UNDATED, Dealings
from foedera.web.context import Context, Page
from foedera.web.pages.showing import address, show, table_file

router = APIRouter(include_in_schema=False)
MOST_PARTNERS, MOST_YEARS, MOST_COLUMNS = 16, 15, 25
LATEST = 12


@dataclass(frozen=True, slots=True)
class GridRow:
    """Events with one partner by year: number, and how dark its cell is (0 to 4)."""

    partner: str
    cells: tuple[tuple[str, int, int], ...]
    total: int


@router.get("/actors")
def actors(page: Page) -> Response:
    """List every state and organisation that takes part in an event."""
    with page.reading():
        found = Dealings(page.record.store).polities()
        return show(page, "actors.html", "events", found=found, most=max((n for _, n in found), default=0))


@router.get("/actors.csv")
def actors_file(page: Page) -> Response:
    """Return the same as a table."""
    found = Dealings(page.record.store).polities()
    return table_file(
        "actors", ("code", "name", "events"), [(code, page.names.get(code, code), n) for code, n in found]
    )


@router.get("/actors/{who}")
def actor(page: Page, who: str) -> Response:
    """Show what the record holds on one; a name leads to its code's address."""
    code = polity(who, page.knowledge)
    if code != who:
        return RedirectResponse(address("/actors", code))
    with page.reading():
        return show(page, "actor.html", "events", **_context(page, code))


def _context(page: Context, code: str) -> dict[str, Any]:
    dealings, query = Dealings(page.record.store), Query(states=(code,))
    numbers = page.answers.keep(("page of actor", code), lambda: _numbers(dealings, query, code))
    latest = tuple(islice(dealings.iter(replace(query, limit=LATEST)), LATEST))
    return {"code": code, "name": page.names.get(code, code), "latest": latest, **numbers}


def _numbers(dealings: Dealings, query: Query, code: str) -> dict[str, Any]:
    partners = dealings.partners(query, (code,))
    years = dealings.years(query)
    shown = tuple(name for name, _ in partners[:MOST_PARTNERS])
    columns = year_columns([name for name, _ in years])[-MOST_YEARS:]
    return {
        "total": dealings.count(query),
        "clashes": dealings.count(replace(query, conflicts=True)),
        "years": filled(years),
        "earlier": earlier(years),
        "undated": dict(years).get(UNDATED, 0),
        "types": dealings.tally(query, "type"),
        "statuses": dealings.tally(query, "status"),
        "partners": partners,
        "columns": columns,
        "grid": grid_rows(shown, columns, dealings.grid(query, shown), dict(partners)),
    }


def year_columns(years: Sequence[str]) -> list[str]:
    """Return all years from the first to the last, without a gap; only those that are there where the gap is long."""
    dated = sorted(year for year in years if year.isdigit())
    if not dated:
        return []
    first, last = int(dated[0]), int(dated[-1])
    return [str(year) for year in range(first, last + 1)] if last - first <= 40 else dated


def filled(years: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return numbers by year with the years between that have none; undated ones and those long before are left out."""
    known = dict(years)
    return [(year, known.get(year, 0)) for year in year_columns([year for year, _ in years])[-MOST_COLUMNS:]]


def earlier(years: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the numbers of the years before those that `filled` gives."""
    shown = {year for year, _ in filled(years)}
    return [(year, number) for year, number in years if year.isdigit() and year not in shown]


def grid_rows(
    partners: Sequence[str], columns: Sequence[str], found: Sequence[tuple[str, str, int]], totals: dict[str, int]
) -> list[GridRow]:
    """Return a row for each partner, darker where there is more."""
    known = {(partner, year): number for partner, year, number in found}
    most = max((known.get((p, y), 0) for p in partners for y in columns), default=0)
    return [
        GridRow(
            partner,
            tuple((year, n, _shade(n, most)) for year in columns for n in (known.get((partner, year), 0),)),
            totals.get(partner, 0),
        )
        for partner in partners
    ]


def _shade(number: int, most: int) -> int:
    return 0 if not number else 1 + min(3, int(3.999 * (number - 1) / max(most - 1, 1))) if most > 1 else 2
