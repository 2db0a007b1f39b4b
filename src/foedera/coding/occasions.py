"""What is done on an occasion is of its day: "at the end of the visit both sides signed a memorandum".

The day of the occasion is the one on which the report opens.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.text.dates import bounds, find_times, resolve
from foedera.types import Cell, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_OCCASION = re.compile(
    r"\b(?:at|on|upon|after|before|during|within|following|in|with)\b[^.,;:]{0,40}?\b(?:the|this|that)\s+(?:[\w-]+\s+)?"
    r"(?:ceremony|meeting|visit|talks|session|occasion|event|summit|conversation|conference|audience|negotiations|"
    r"encounter|reception)\b",
    re.IGNORECASE,
)
_RIGHT_AFTER = re.compile(
    r",?\s+(?:(?:an?|a few|several|some|\w+)\s+(?:hours?|minutes?)\s+)?(?:after|during|following|at)\s+"
    r"(?:[\w'’-]+\s+){0,2}",
    re.IGNORECASE,
)
"""What stands between a day and what was over when something was said on it: "said on Friday after his talks"."""
_OPENS = 3
"""Sentences in which a report tells the day that it is about."""
_NEWS = timedelta(days=10)
"""Time before the report in which that day lies."""
_DAY = 10
"""Length of a day in EDTF."""
_YEAR = 4
"""Length of a year in EDTF."""
_SCORE = 0.3


def date_by_occasion(draft: Draft, context: Context) -> None:
    """Give what occurred without a time the day of the occasion on which it did.

    Who meets whom is news: a meeting of which no time at all is told is of the day on which the report opens.
    """
    roles = context.codebook.types[draft.type].roles
    if draft.status != "occurred" or draft.values("when") or not roles or roles[0].stance:
        return
    meets = any(role.at_home for role in roles)
    for trigger in draft.triggers:
        number = context.sentence_at(trigger.start)
        found = _said_after(number, trigger, context) or _on_occasion(number, context, always=meets)
        if found is not None:
            span, value = found
            draft.cells.append(Cell("when", value, context.text[span.start : span.end], span, _SCORE))
            return


def is_on_occasion(number: int, context: Context) -> bool:
    """Tell whether a sentence points to the occasion on which what it tells of is done."""
    segment = context.sentences[number].segment
    return _OCCASION.search(context.text, segment.start, segment.end) is not None


def _days(number: int, context: Context) -> list[tuple[Span, str]]:
    """Return the days that a sentence names, as far as they are the news: none to come, none long past."""
    published = context.report.published
    (today, _), segment = bounds(published or ""), context.sentences[number].segment
    days = []
    for found in find_times(context.text[segment.start : segment.end]):
        value = resolve(found.text, published, past=True)
        first = bounds(value)[0] if value and len(value) == _DAY else None
        if value and today and first and today - _NEWS <= first <= today:
            days.append((Span(segment.start + found.start, segment.start + found.end), value))
    return days


def _said_after(number: int, trigger: Span, context: Context) -> tuple[Span, str] | None:
    """Return the day that stands right before what was just over on it."""
    return next(
        (
            (span, value)
            for span, value in _days(number, context)
            if _RIGHT_AFTER.fullmatch(context.text, span.end, max(span.end, trigger.start))
        ),
        None,
    )


def _on_occasion(number: int, context: Context, *, always: bool) -> tuple[Span, str] | None:
    """Return the day on which the report opens, where a sentence that tells no other points to the occasion.

    Args:
        always: Whether it need not point there.
    """
    segment = context.sentences[number].segment
    text = context.text[segment.start : segment.end]
    values = (resolve(t.text, context.report.published, past=True) for t in find_times(text))
    told = always and any(token.xpos == "VBD" for token in context.sentences[number].tokens)
    if not (told or is_on_occasion(number, context)) or any(value and len(value) > _YEAR for value in values):
        return None  # "the plan for 2025 was signed at the end of the visit": a bare year is of the plan
    return opening_day(number, context)


def opening_day(number: int, context: Context, *, inclusive: bool = False) -> tuple[Span, str] | None:
    """Return the day on which a report opens before a sentence (or with it), if it is news and of the same section."""
    for at in range(min(_OPENS, number + inclusive)):
        days = _days(at, context)
        if days and not context.are_apart(at, number):
            return days[0]
    return None
