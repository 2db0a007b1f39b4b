"""Whose events are: the states and organisations that take part, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foedera.analysis.actors import polity
from foedera.analysis.dates import first_day
from foedera.events import Event
from foedera.text.edtf import split
from foedera.types import Actor

UNDATED = "undated"


def parties(event: Event) -> frozenset[str]:
    """Return the country codes and organisations in an event's roles.

    A body of the EU counts for the EU and not for the members it comes from; a member for itself, not for the EU.
    """
    return frozenset(code for _, code in roles_of(event))


def roles_of(event: Event) -> Iterator[tuple[str, str]]:
    """Yield each role (without `role:`) with a state or organisation that plays it; repeats are possible."""
    for view in event.fields:
        if not view.field.startswith("role:"):
            continue
        for reading in view.readings:
            code = polity(reading.value) if isinstance(reading.value, Actor) else None
            if code:
                yield view.field.removeprefix("role:"), code


def time_of(event: Event, dated: Mapping[str, str]) -> str | None:
    """Return an event's own time, or else when its first claim was published (EDTF); None where neither is known.

    Args:
        dated: Claim ids and the dates they were published.
    """
    return event.when or (dated.get(event.first) if event.first else None)


def period_of(time: str | None, digits: int) -> str | None:
    """Return the year (4 digits) or month (7) in which a time begins; where only its end is known, in which it ends.

    None where the time is absent or vaguer than the period.

    Example:
        >>> period_of("2024-12-30/2025-01-04", 7), period_of("2024", 7), period_of("../2025-06", 4)
        ('2024-12', None, '2025')
    """
    if time is None:
        return None
    head, tail = split(time)
    start = head if first_day(head) else tail
    return start[:digits] if first_day(start) and len(start.rstrip("~?%")) >= digits else None


def newest_first(event: Event, dated: Mapping[str, str]) -> tuple[int, str]:
    """Return a key that sorts events by their time, latest first, those without last, and by id."""
    day = first_day(time_of(event, dated)) or first_day(period_of(time_of(event, dated), 4))
    return -day.toordinal() if day else 0, event.id
