"""Claims made by hand for the tests of merging."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from foedera.events import Entry
from foedera.types import Actor, Cell, CellValue, Claim, Place, Quantity, Span, Status


def state(code: str) -> Actor:
    return Actor(code, "state", code)


def person(name: str, code: str) -> Actor:
    return Actor(name, "person", code)


def made(
    kind: str,
    roles: Mapping[str, str | list[Actor]] | None = None,
    *,
    status: Status = "occurred",
    report: str | None = None,
    published: str | None = "2025-08-01",
    name: str | None = None,
    when: str | None = None,
    where: Place | None = None,
    **fields: CellValue | list[CellValue],
) -> Entry:
    """Return a claim as it stands in a record; `roles` are codes ("CHN RUS") or actors."""
    cells: list[tuple[str, CellValue]] = []
    for role, who in (roles or {}).items():
        actors = [state(code) for code in who.split()] if isinstance(who, str) else who
        cells += [(f"role:{role}", actor) for actor in actors]
    plain: list[tuple[str, CellValue | None]] = [("name", name), ("when", when), ("where", where)]
    cells += [(field, value) for field, value in plain if value is not None]
    for field, value in fields.items():
        cells += [(f"field:{field}", each) for each in (value if isinstance(value, list) else [value])]
    digest = hashlib.sha256(repr((kind, cells, status, report, published)).encode()).hexdigest()[:12]
    spot = tuple(Cell(field, value, str(value), Span(0, 1), 1.0) for field, value in cells)
    home = report or f"r-{digest}"
    return Entry(Claim(digest, kind, status, spot, ()), home, published, "The Paper", home)


def number(n: float, currency: str | None = None) -> Quantity:
    return Quantity(n, currency=currency)
