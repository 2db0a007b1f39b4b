"""The day on which a report opens: what is told without a time of its own is often of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.text.dates import bounds, resolve

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.types import Span

_OPENS = 3
"""Sentences in which a report tells the day that it is about."""
_NEWS = timedelta(days=10)
"""Time before the report in which that day lies."""
_DAY = 10
"""Length of a day in EDTF."""


def opening_day(number: int, context: Context, *, inclusive: bool = False) -> tuple[Span, str] | None:
    """Return the day on which a report opens before a sentence (or with it), if it is news and of the same section."""
    for at, days in enumerate(context.opening_days[: number + inclusive]):
        if days and not context.are_apart(at, number):
            return days[0]
    return None


def opening_days(context: Context) -> list[list[tuple[Span, str]]]:
    """Return the days that each of the sentences names with which a report opens."""
    return [days_told(number, context) for number in range(min(_OPENS, len(context.sentences)))]


def days_told(number: int, context: Context) -> list[tuple[Span, str]]:
    """Return the days that a sentence names, as far as they are the news: none to come, none long past."""
    published = context.report.published
    (today, _), segment = bounds(published or ""), context.sentences[number].segment
    days = []
    for span in context.times_in(segment.start, segment.end):
        value = resolve(context.text[span.start : span.end], published, past=True)
        first = bounds(value)[0] if value and len(value) == _DAY else None
        if value and today and first and today - _NEWS <= first <= today:
            days.append((span, value))
    return days
