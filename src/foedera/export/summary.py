"""What several formats say of an event in short."""

from __future__ import annotations

from foedera.events import Event
from foedera.text.edtf import OPEN, bounds, split
from foedera.types import Actor

_PRECISION = {1: "year", 2: "month", 3: "day"}


def roles(event: Event) -> dict[str, tuple[Actor, ...]]:
    """Return the actors of an event by role."""
    found: dict[str, tuple[Actor, ...]] = {}
    for view in event.fields:
        actors = tuple(reading.value for reading in view.readings if isinstance(reading.value, Actor))
        if view.field.startswith("role:") and actors:
            found[view.field.removeprefix("role:")] = actors
    return found


def parties(event: Event) -> dict[str, list[str]]:
    """Return the names of the actors of an event by role."""
    return {role: [actor.name for actor in actors] for role, actors in roles(event).items()}


def title(event: Event) -> str:
    """Return a short name for an event: its own, or who and what.

    Example:
        >>> title(Event("e-1", "exercise", "Peace Guardian", "occurred", None, (), ("1",), ()))
        'Peace Guardian (exercise)'
    """
    names = dict.fromkeys(name for found in parties(event).values() for name in found)
    who = ", ".join(list(names)[:4]) + (" and others" if len(names) > 4 else "")
    if event.name:
        return f"{event.name} ({event.type})"
    return f"{event.type}: {who}" if who else event.type


def days(when: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day that a date can mean, as ISO dates."""
    first, last = bounds(when) if when else (None, None)
    return first.isoformat() if first else None, last.isoformat() if last else None


def date_precision(when: str | None) -> str | None:
    """Return how precise a date is: `day`, `month` or `year` (of the vaguer side), `about ...` where it says so.

    Example:
        >>> date_precision("2025-07-19/2025-07-28"), date_precision("2021~"), date_precision(None)
        ('day', 'about year', None)
    """
    if not when or bounds(when) == (None, None):
        return None
    sides = [side for side in split(when) if side != OPEN]
    parts = min(side.rstrip("~?%").count("-") + 1 for side in sides)
    about = "about " if any(side[-1] in "~?%" for side in sides) else ""
    return about + _PRECISION[parts]
