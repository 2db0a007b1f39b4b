"""Claims and events written briefly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedera.analysis import corroborate
from foedera.events import Entry, Event, FieldView, Verdict
from foedera.types import Actor, Cell, CellValue, Claim, Evidence, Place, Quantity, Span, Status

CHINA = Actor("China", "state", "CHN")
SERBIA = Actor("Serbia", "state", "SRB")
RUSSIA = Actor("Russia", "state", "RUS")
USA = Actor("United States", "state", "USA")
EU = Actor("European Union", "organisation", org="EU")
BRIGADE = Actor("72nd Special Operations Brigade", "unit", "SRB")
OFFICIALS = Actor("officials", "group")


def state(code: str) -> Actor:
    """Return a state by its code."""
    return Actor(f"State {code}", "state", code)


def entry(  # each part of a claim by its own name
    id: str = "c1",  # noqa: A002
    status: Status = "occurred",
    *,
    type: str = "exercise",  # noqa: A002
    publisher: str | None = "Alpha Post",
    published: str | None = "2025-08-01",
    voice: str | None = None,
    report: str | None = None,
    verdict: Verdict | None = None,
    confidence: float = 1.0,
    undisclosed: Sequence[str] = (),
    said_by: Sequence[Actor] = (),
    name: str | None = None,
    when: str | None = None,
    where: Sequence[Place] = (),
    roles: Mapping[str, Sequence[Actor]] | None = None,
    fields: Mapping[str, Any] | None = None,
    evidence: tuple[Evidence, ...] = (),
    triggers: tuple[Span, ...] = (),
) -> Entry:
    """Return a claim as it stands in a record; its own report and voice unless told otherwise."""
    values: list[tuple[str, CellValue]] = [("said_by", actor) for actor in said_by]
    values += [("name", name)] if name else []
    values += [("when", when)] if when else []
    values += [("where", place) for place in where]
    values += [(f"role:{role}", actor) for role, actors in (roles or {}).items() for actor in actors]
    for field, value in (fields or {}).items():
        values += [(f"field:{field}", each) for each in (value if isinstance(value, list) else [value])]
    cells = tuple(Cell(field, value, str(value), Span(0, 1), 1.0) for field, value in values)
    claim = Claim(id, type, status, cells, evidence, tuple(undisclosed), confidence, triggers)
    home = report or f"r-{id}"
    return Entry(claim, home, published, publisher, voice or home, verdict=verdict)


def pair(left: Mapping[str, Any], right: Mapping[str, Any], status: Status = "occurred") -> Event:
    """Return the event of two claims by two publishers."""
    return corroborate(
        [
            entry("c1", status, publisher="Alpha Post", **left),
            entry("c2", status, publisher="Beta Times", **right),
        ]
    )


def view(event: Event, field: str) -> FieldView:
    """Return what an event's claims say on one field."""
    return next(view for view in event.fields if view.field == field)


def event(  # each part of an event by its own name
    id: str,  # noqa: A002
    roles: Mapping[str, Sequence[Actor]],
    when: str | None = "2025",
    *,
    type: str = "exercise",  # noqa: A002
    status: Status = "occurred",
    published: str | None = "2025-08-01",
) -> Event:
    """Return the event of one claim, `e-ID`."""
    return corroborate([entry(id, status, type=type, roles=roles, when=when, published=published)])


def number(n: float, qual: str | None = None, **more: str) -> Quantity:
    """Return a number with what is said about it."""
    return Quantity(n, qual, **more)
