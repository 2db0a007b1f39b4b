"""Dates and times in reports: where they stand in a sentence, and what they mean on the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from foedera.text.edtf import OPEN, bounds, combine, day_point, join, valid_edtf
from foedera.text.timecontext import Context
from foedera.text.timegrammar import ExpressionReader, read_all
from foedera.text.timeintervals import choose
from foedera.text.timevalues import Calendar, Node
from foedera.text.timewords import MONTHS, cut

__all__ = [
    "TimeExpression",
    "bounds",
    "combine",
    "days_long",
    "find_time_at",
    "find_times",
    "lasting",
    "parse_published",
    "resolve",
    "valid_edtf",
]

_FIGURE = re.compile(r"[0-9]")
_HOT = tuple(
    "day week month year fortnight decade jan feb mar apr may jun jul aug sep oct nov dec spring summer autumn fall "
    "winter tomorrow tonight quarter christmas teenth ties morning afternoon evening night mon tue wed thu fri sat "
    "sun".split()
)
"""Without a figure or one of these a text gives no date: most sentences are done with at once."""
_CJK_DATE = re.compile(r"([0-9]{4})\s*[年년]\s*([0-9]{1,2})\s*[月월](?:\s*([0-9]{1,2})\s*[日일])?")
_COMPACT_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:T?[0-9]{4,6}Z?)?(?![0-9])")
_SPACED_DATE = re.compile(r"((?:19|20)[0-9]{2})\.\s([0-9]{1,2})\.\s([0-9]{1,2})(?![0-9])")
_DASHED_DATE = re.compile(r"(?<![^\W_])([0-9]{1,2})[-\s]([A-Za-z]{3,9})[-\s]((?:19|20)?[0-9]{2})(?![0-9])")
_DASHED_MONTH_FIRST = re.compile(r"(?<![^\W_])([A-Za-z]{3,9})-([0-9]{1,2})-((?:19|20)[0-9]{2})(?![0-9])")
_CLOCK = re.compile(r"(?:(?<=\d)\s*[-–]\s*)?\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b")
"""A time of day with the dash before it; its minutes are no day of a month ("16:20 September 9, 2025")."""
_ISO_MONTH = re.compile(r"\s*([0-9]{4})-([0-9]{2})\s*")
_LASTING = {"day": 1, "week": 7, "fortnight": 14}
"""Units of how long something lasts, in days."""
_LONGEST = 300
"""Characters of a date line or an expression of time; what is longer is neither."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of a text that give a time, with the preposition where it changes the meaning ("since 2018")."""

    start: int
    end: int
    text: str


def find_times(text: str) -> list[TimeExpression]:
    """Return every expression of time in a text, in order, none overlapping another.

    Durations ("for three days"), habits ("every Friday"), and numbers in names ("Joint Sea-2025") are none.

    Example:
        >>> [found.text for found in find_times("Held on July 19-28, 2025, and every year since 2018.")]
        ['July 19-28, 2025', 'since 2018']
    """
    return list(_times_in(text))


@lru_cache(maxsize=128)  # the coder asks for those of one sentence again for each of its frames, and once more later
def _times_in(text: str) -> tuple[TimeExpression, ...]:
    if not _FIGURE.search(text) and not any(map(text.casefold().__contains__, _HOT)):
        return ()
    words = cut(text)
    found = []
    for _, first, after in read_all(words, lenient=False):
        start = words[first + 1 if words[first].text == "the" and after - first > 1 else first].start
        end = words[after - 1].end
        found.append(TimeExpression(start, end, text[start:end]))
    return tuple(found)


def find_time_at(text: str, start: int, end: int) -> TimeExpression | None:
    """Return the expression of time of a sentence that a stretch of it belongs to, None where it meets none.

    Who has only part of one ("1 January" of "from 1 January 2027") gets all of it, and so the meaning that it has.

    Args:
        text: The whole sentence.

    Example:
        >>> find_time_at("It ended last autumn.", 14, 20).text
        'last autumn'
    """
    meeting = [found for found in find_times(text) if found.start < end and start < found.end]
    return max(meeting, key=lambda found: min(end, found.end) - max(start, found.start), default=None)


@lru_cache(maxsize=256)  # the coder asks for those of one sentence again for each of its frames
def resolve(
    expression: str,
    published: str | None,
    *,
    past: bool | None,
    years: tuple[int, ...] = (),
    anchor: str | None = None,
) -> str | None:
    """Return what an expression of time means, in EDTF; None where it cannot be told.

    Args:
        published: EDTF date of the report. Without it weekdays and "last month" mean nothing.
        past: The tense of what is dated: the last such day up to publication, the next one, or, if None, the nearest.
        years: Years that a day without one may belong to, such as that of an exercise's name; they go before tense.
        anchor: EDTF date of what was spoken of before, for "the next day" and "two weeks later".

    Example:
        >>> resolve("mid and late July", "2025-06-30", past=False)
        '2025-07-11~/2025-07-31~'
        >>> resolve("on Monday", None, past=True) is None
        True
    """
    now = _context(published, past=past, years=years, anchor=anchor)
    return next((value for node in _nodes(expression[:_LONGEST]) if (value := _value(node, now)) is not None), None)


@lru_cache(maxsize=256)  # what an expression means is asked with several tenses
def _nodes(expression: str) -> tuple[Node, ...]:
    return tuple([node for node, _, _ in read_all(cut(expression), lenient=True)])


def parse_published(text: str) -> str | None:
    """Return the date that the date line, metadata or header of a document gives, as precisely as it does.

    Knows ISO and mail dates, days in figures (a day before its month unless it cannot be), English words in either
    order, compact and Chinese, Japanese and Korean dates. Times of day and zones are left out; a date without a year
    is none. Where several dates stand, the first full one counts.

    Example:
        >>> parse_published("Wed, 13 Aug 2025 10:00:00 +0200"), parse_published("Updated 8:15 PM EDT, Aug. 13, 2025")
        ('2025-08-13', '2025-08-13')
    """
    text = _CLOCK.sub(" ", text[:_LONGEST])
    found = _other_published(text)
    if found:
        return found
    values = [
        value
        for node, _, _ in read_all(cut(text), lenient=True)
        if isinstance(node, Calendar) and node.year and not node.parts
        for value in [_value(node, Context())]
        if value and "/" not in value
    ]
    best = max(values, key=len, default=None)
    return None if best is None or (len(best) == len("2025") and best != text.strip()) else best


def days_long(phrase: str) -> int | None:
    """Return how many days a wording such as "three-day", "two weeks" or "a fortnight" says; None if it says none.

    Example:
        >>> days_long("a three-day visit"), days_long("the visit"), days_long("three days ago")
        (3, None, None)
    """
    low = phrase.casefold()
    if not any(unit in low for unit in _LASTING):
        return None
    reader = ExpressionReader(cut(phrase), lenient=True)
    for index in range(len(reader.words)):
        found = reader.duration(index)
        counts = found is not None and reader.text(found[2]) in ("ago", "later", "earlier", "hence", "before", "after")
        if found and not counts and found[1] in _LASTING:
            return found[0] * _LASTING[found[1]]
    return None


def lasting(value: str, days: int) -> str:
    """Carry a day on to so many days in all, or back if negative; a value that is no exact day stays as it is.

    Example:
        >>> lasting("2025-07-19", 3), lasting("2025-07-19", -3)
        ('2025-07-19/2025-07-21', '2025-07-17/2025-07-19')
    """
    first, last = bounds(value)
    if first is None or first != last or not days or value != day_point(first):
        return value
    try:
        other = day_point(type(first).fromordinal(first.toordinal() + days + (1 if days < 0 else -1)))
    except (ValueError, OverflowError):
        return value
    return join(other, value) if days < 0 else join(value, other)


def _context(published: str | None, *, past: bool | None, years: tuple[int, ...], anchor: str | None) -> Context:
    first, last = bounds(published) if published else (None, None)
    if first is None or last is None:
        first = last = None
    known = tuple(year for year in years if 1 <= year <= 9998)
    head, tail = bounds(anchor) if anchor else (None, None)
    start, end = head or tail, tail or head
    return Context(first, last, past, known, (start, end) if start and end else None)


def _value(node: Node, now: Context) -> str | None:
    """Return a node's meaning, None where it runs out of the calendar (year 0, year 10000)."""
    try:
        window = choose(node, now)
    except (ValueError, OverflowError):
        return None
    if window is None or window == (OPEN, OPEN):
        return None
    value = join(*window)
    return value if valid_edtf(value) else None


def _other_published(text: str) -> str | None:
    """Return the date of forms that no report's prose uses."""
    named = _DASHED_DATE.search(text)
    month_first = _DASHED_MONTH_FIRST.search(text)
    if named:
        day, name, year = named.groups()
    elif month_first:
        name, day, year = month_first.groups()
    else:
        return _figures_published(text)
    number = MONTHS.get(name.casefold())
    if number is None:
        return _figures_published(text)
    century = "" if len(year) == len("2025") else "20"
    value = f"{century}{year}-{number:02}-{int(day):02}"
    return value if valid_edtf(value) else None


def _figures_published(text: str) -> str | None:
    month = _ISO_MONTH.fullmatch(text)
    match = _CJK_DATE.search(text) or _SPACED_DATE.search(text) or _COMPACT_DATE.search(text)
    parts = month.groups() if month else match.groups() if match else ()
    value = "-".join(f"{int(part):0{4 if index == 0 else 2}}" for index, part in enumerate(parts) if part)
    return value if valid_edtf(value) else None
