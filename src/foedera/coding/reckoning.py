"""What an expression of time means in its report: what it counts from, and what is told by how far from it it lies.

"Two months later" counts from the time told last. "They met on Tuesday, a week after Ghana had left the bloc" tells of
the leaving by its distance from the Tuesday.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.clauses import clause_of
from foedera.coding.context import Context
from foedera.coding.openings import opening_day
from foedera.coding.tenses import tense_of
from foedera.coding.words import head_of
from foedera.text.dates import bounds, find_time_at, resolve
from foedera.types import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DAY = 10
"""Length of a day in EDTF."""
_MONTH = 7
_YEAR = 4
_PRECISE = (("day", _DAY), ("week", _DAY), ("evening", _DAY), ("night", _DAY), ("morning", _DAY), ("month", _MONTH))
"""Words for a unit, with the length in EDTF of what it counts from."""
_WEEKS = re.compile(r"\b(?:weeks?|fortnight) (?:later|earlier|before|after)", re.IGNORECASE)
_A_MONTH = re.compile(r"\d{4}-\d{2}")
_MIDDLES = ("11", "20")
"""Days of a month between which weeks count where the day is not told."""
_ARTICLE = "the "
_BACK = 3
"""Sentences before one in which the time stands that "two months later" counts from."""
_DISTANCE = re.compile(
    r"\b(?P<count>(?:an?|\d{1,3}|[a-z]+(?:-[a-z]+)?) )?(?P<unit>hour|minute|day|week|fortnight|month|year|decade)s? $",
    re.IGNORECASE,
)
"""What stands before "after" and says how long after."""
_TURNED = {"after": "before", "before": "after"}
_LONG = 28
"""Days from which a distance in weeks is as vague as one in months."""
_WITHIN_A_DAY = frozenset({"hour", "minute"})
_COUNTS_FROM = {"hour": _DAY, "minute": _DAY, "day": _DAY, "week": _DAY, "fortnight": _DAY} | {
    "month": _MONTH,
    "year": _YEAR,
    "decade": _YEAR,
}
"""Units, with the length in EDTF of what is counted from."""
_SAME = frozenset({"xcomp", "conj"})
"""Relations of a verb that is of the time of the one above it."""
_LONGEST = 40
"""Characters before "after" in which it is said how long after."""
_MARKS = frozenset({"mark", "case", "advmod"})
_UP = 6
_MONTHS = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_OF_YEAR = re.compile(r"\b(?:(?:in|during) (?:the year )?\d{4}|(?:last|this|next) year)$", re.IGNORECASE)
"""The words for a year in which something is, not that of a thing: "the 2014 coup"."""


class Reckoning:
    """Resolves the expressions of time of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def value(self, number: int, span: Span, *, past: bool | None, years: tuple[int, ...] = ()) -> str | None:
        """Return what an expression of a sentence means, in EDTF."""
        before = self._context.text[max(0, span.start - len(_ARTICLE)) : span.start]
        start = span.start - len(_ARTICLE) * (before.casefold() == _ARTICLE)  # "the next month" is not "next month"
        printed = self._context.text[start : span.end]
        published = self._context.report.published
        years = years or self._year_before(number, span)
        value = resolve(printed, published, past=past, years=years)
        least = next((length for unit, length in _PRECISE if unit in printed.casefold()), 0)
        if value is None and _WEEKS.search(printed) and (month := self._month_told(number, span.start)):
            return self._in_month(printed, month)
        if value is None and (anchor := self.anchor(number, span.start, least) or self._opening(number, least)):
            value = resolve(printed, published, past=past, years=years, anchor=anchor)
        return value

    def _year_before(self, number: int, span: Span) -> tuple[int, ...]:
        """Return the year that a clause tells before one of its months: "met twice last year, in March and in June"."""
        text, sentence = self._context.text, self._context.sentences[number]
        begin = sentence.segment.start
        if _MONTHS.search(text, span.start, span.end) is None:
            return ()
        clause = clause_of(sentence, head_of(sentence, span.start, span.end))
        for at in reversed(self._context.times_in(begin, span.start)):
            printed = text[at.start : at.end]
            value = resolve(printed, self._context.report.published, past=True) or ""
            told = _OF_YEAR.search(text[begin : at.end]) is not None and len(value) == _YEAR and value.isdigit()
            listed = ":" in text[at.end : span.start]
            if told and (listed or clause_of(sentence, head_of(sentence, at.start, at.end)) == clause):
                return (int(value),)
            if not _MONTHS.search(printed):
                return ()
        return ()

    def anchor(self, number: int, offset: int, least: int) -> str | None:
        """Return the time told last before an offset: what "that year" and "two months later" count from.

        Args:
            least: Characters of the time in EDTF: a day counts from a day.
        """
        text, published = self._context.text, self._context.report.published
        for at in range(number, max(-1, number - _BACK - 1), -1):
            segment = self._context.sentences[at].segment
            anchor = None
            for span in self._context.times_in(segment.start, segment.end):
                if span.end > offset:
                    break
                if self._is_to_come(at, span) or _has_matter(text, span):
                    continue
                value = resolve(text[span.start : span.end], published, past=True, anchor=anchor)
                anchor = value if value and len(value.split("/")[0]) >= least else anchor
            if anchor:
                return anchor
        return None

    def _in_month(self, printed: str, month: str) -> str | None:
        """Return the month so many weeks from a month, where most of its days lead to the same one."""
        published = self._context.report.published
        ends = (resolve(printed, published, past=True, anchor=f"{month}-{day}") for day in _MIDDLES)
        months = {end[:_MONTH] for end in ends if end}
        return f"{months.pop()}~" if len(months) == 1 else None

    def _month_told(self, number: int, offset: int) -> str | None:
        """Return the time told last before an offset where it is a month: "in May ... three weeks later" is in June."""
        told = self.anchor(number, offset, 0)
        return told if told and _A_MONTH.fullmatch(told) else None

    def _opening(self, number: int, least: int) -> str | None:
        """Return the day on which the report opens, for "a day earlier" where no day is told shortly before."""
        opening = opening_day(number, self._context) if least == _DAY else None
        return opening[1] if opening else None

    def apart(self, number: int, trigger: Span, marked: Iterable[Span] = (), *, lasts: bool) -> tuple[Span, str] | None:
        """Return the time of a trigger whose clause is told by how far it lies from what stands above it.

        Args:
            marked: Times marked as the trigger's; one in its own clause is its time.
            lasts: Whether it takes days, so that hours do not count.
        """
        sentence = self._context.sentences[number]
        clause = own = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
        for _ in range(_UP):
            if clause is None or clause < 0:
                return None
            found = _distance(sentence, clause, self._context.text)
            if found is not None:
                span, count, unit, turned = found
                if (lasts and unit in _WITHIN_A_DAY) or any(
                    not _has_matter(self._context.text, time)
                    and clause_of(sentence, head_of(sentence, time.start, time.end)) == own
                    for time in marked
                ):
                    return None
                value = self._counted(number, clause, span, f"{count} {unit}s {turned}")
                return (span, value) if value else None
            if sentence.tokens[clause].deprel not in _SAME:
                return None
            clause = sentence.tokens[clause].head
        return None

    def _counted(self, number: int, clause: int, span: Span, distance: str) -> str | None:
        """Return the time that lies so far from what a clause hangs on; none where that is too vague to count from."""
        count, unit, _ = distance.rsplit(" ", 2)
        unit = unit.removesuffix("s")
        base = self._base(number, clause, span)
        if base is None or "/" in base or "~" in base or len(base) < _COUNTS_FROM[unit]:
            return None
        if unit in _WITHIN_A_DAY:
            return base
        value = resolve(distance, self._context.report.published, past=True, anchor=base) if count else None
        (first, _), (begin, _) = bounds(value or ""), bounds(base)
        vague = first is not None and begin is not None and unit == "week" and abs((begin - first).days) >= _LONG
        return value[:_MONTH] if value and vague else value

    def _base(self, number: int, clause: int, span: Span) -> str | None:
        """Return when that was which a clause hangs on: told with it, or before it, or news of the day."""
        sentence = self._context.sentences[number]
        times: dict[int | None, str] = {}
        for time, value in self._times(number):
            if not (time.start < span.end and time.end > span.start):
                times.setdefault(clause_of(sentence, head_of(sentence, time.start, time.end)), value)
        above = sentence.tokens[clause].head
        while above >= 0 and times:
            if above in times:
                return times[above]
            above = sentence.tokens[above].head
        at = clause_of(sentence, sentence.tokens[clause].head)
        told = at is not None and tense_of(sentence, at) == "occurred" and sentence.tokens[at].xpos == "VBD"
        before = self.anchor(number, sentence.segment.start, _DAY) if told else None
        return before or self._context.report.published

    def _times(self, number: int) -> Iterator[tuple[Span, str]]:
        """Yield the times of a sentence with what they mean; none that is the distance of another."""
        text, segment = self._context.text, self._context.sentences[number].segment
        for span in self._context.times_in(segment.start, segment.end):
            if not _has_matter(text, span) and (value := self.value(number, span, past=True)):
                yield span, value

    def _is_to_come(self, number: int, span: Span) -> bool:
        """Tell whether a time is that of something that will be: nothing told in the past counts from it."""
        sentence = self._context.sentences[number]
        clause = clause_of(sentence, head_of(sentence, span.start, span.end))
        return any(t.head == clause and t.xpos == "MD" for t in sentence.tokens)


def _distance(sentence: Sentence, clause: int, text: str) -> tuple[Span, str, str, str] | None:
    """Return the words that say how far a clause lies from another: where, how many, of what, and which way to count.

    "Two days before they met": the meeting is two days after.
    """
    begin = sentence.segment.start
    for token in sentence.tokens[:clause]:
        if token.head == clause and token.deprel in _MARKS and (turned := _TURNED.get(token.lemma.casefold())):
            found = _DISTANCE.search(text, max(begin, token.start - _LONGEST), token.start)
            if found is not None:
                return Span(found.start(), token.end), found["count"] or "", found["unit"].casefold(), turned
    return None


def whole_time(sentence: Sentence, span: Span, text: str) -> Span:
    """Return the whole expression of time that a span is, or is part of: of "11" in "January 11" both words."""
    begin, stop = sentence.segment.start, sentence.segment.end
    found = find_time_at(text[begin:stop], span.start - begin, span.end - begin)
    return Span(begin + found.start, begin + found.end) if found else span


def _has_matter(text: str, span: Span) -> bool:
    """Tell whether a time says before or after what: "a week after [the three left]" is of the leaving."""
    last = text[span.start : span.end].rpartition(" ")[2].casefold()
    return last in _TURNED and text[span.end : span.end + 2].strip()[:1].isalnum()
