"""Reading whole expressions of time: single dates, ranges, limits, and what counts from publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from foedera.text.edtf import bounds_of_sides
from foedera.text.timepoints import PointReader, Read
from foedera.text.timevalues import (
    Anchored,
    Away,
    Calendar,
    DayOfMonth,
    Lasting,
    Limit,
    Node,
    Range,
    Relative,
    Stretch,
    Vague,
    Weekday,
)
from foedera.text.timewords import (
    BOUNDARY_PARTS,
    COUNTED,
    COUNTS,
    DAY_ORDINALS,
    DECADES,
    DEIXIS,
    MONTHS,
    PARTS,
    SEASONS,
    TO_WORDS,
    UNITS,
    WEEKDAYS,
    Word,
)

_LIMITS: dict[tuple[str, ...], str] = {
    ("no", "later", "than"): "until",
    ("not", "later", "than"): "until",
    ("at", "the", "latest", "by"): "until",
    ("no", "earlier", "than"): "since",
    ("not", "earlier", "than"): "since",
    ("no", "sooner", "than"): "since",
    ("not", "before"): "since",
    ("before", "the", "end", "of"): "until end",
    ("as", "of"): "since",
    ("ever", "since"): "since",
    ("with", "effect", "from"): "since",
    ("effective", "from"): "since",
    ("starting",): "since",
    ("beginning",): "since",
    ("effective",): "since",
    ("since",): "since",
    ("from",): "since",
    ("until",): "until",
    ("till",): "until",
    ("til",): "until",
    ("through",): "until",
    ("by",): "until",
    ("before",): "before",
    ("after",): "after",
}
_LIMIT_HEADS = frozenset(wording[0] for wording in _LIMITS)
_AROUND = frozenset({"around", "circa", "approximately", "roughly", "about"})
_BEFORE = frozenset({"ago", "earlier", "before", "previously"})
_AFTER = frozenset({"later", "after", "afterwards", "hence", "thereafter"})
_ANCHORS = {"same": 0, "very": 0, "that": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}
_COMMON = frozenset(
    "the a an in for from by after before through between as not no at one two three four five six seven eight nine ten"
    " last past this that next coming first second third final around about".split()
)
"""Words that mostly begin something else: the next word must fit too."""
_UNIT_WORDS = frozenset(UNITS) | {
    "half", "quarter", "opening", "middle", "earlier", "later", "least", "latest", "sooner", "of", "then", "same",
    "very", "following", "preceding", "weekend", "morning", "afternoon", "evening", "night", "recent", "few", "-",
}
_BEGINNINGS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS) | frozenset(COUNTS) | frozenset(DAY_ORDINALS)
    | frozenset(DECADES) | frozenset(DEIXIS) | frozenset(PARTS) | frozenset(BOUNDARY_PARTS) | _LIMIT_HEADS | _AROUND
    | frozenset(_ANCHORS)
    | {
        "the", "between", "within", "for", "in", "earlier", "later", "yesterday", "today", "tonight", "tomorrow",
        "year", "christmas", "new", "recent", "few", "final", "opening", "q", "fiscal", "financial", "fy", "week",
        "calendar", "thirty", "twenty",
    }
)
_LONGEST_COUNT = 3
"""Figures of a count of days or years."""
_DURATION_DAYS = {"day": 1, "week": 7, "fortnight": 14}


class ExpressionReader(PointReader):
    """Reads expressions of time from the words of one text."""

    def expression(self, index: int) -> Read:
        """Read the longest expression that begins at a position."""
        word = self.text(index)
        if word in _LIMIT_HEADS:
            limited = self._limit(index)
            if limited:
                return limited
        if word == "between":
            return self._range(index + 1, between=True)
        if word == "within":
            return self._within(index + 1)
        if word == "for":
            return self._lasting(index + 1)
        if word == "in" and (lasting := self.duration(index + 1)):
            return Away(lasting[0], lasting[1], future=True), lasting[2]
        if word in _AROUND:
            return self._around(index + 1)
        return self._counted(index) or self._anchored(index) or self._range(index) or self._single(index)

    def count(self, index: int) -> tuple[int, int] | None:
        """Read a small number in figures or words."""
        word = self.word(index)
        if word.kind == "number" and len(word.text) <= _LONGEST_COUNT:
            return int(word.text), index + 1
        return (COUNTS[word.text], index + 1) if word.text in COUNTS else None

    def duration(self, index: int) -> tuple[int, str, int] | None:
        """Read "three days", "a fortnight", "two-week": how many, of what, and the position after it."""
        read = self.count(index)
        if read is None:
            return None
        number, after = read
        after += self.text(after) == "-"
        unit = UNITS.get(self.text(after))
        return (number, unit, after + 1) if unit else None

    def _single(self, index: int) -> Read:
        """Read one date, with the days that it lasts where they follow at once."""
        read = self.point(index)
        if read is None:
            return None
        node, after = read
        if self.text(after) in ("on", "onward", "onwards") and isinstance(node, Calendar) and node.unit == "year":
            return (Limit("since", node), after + 1) if self.text(after) != "on" else read
        return self._days_after(node, after) or read

    def _days_after(self, node: Node, after: int) -> Read:
        """Read "for three days", "for a two-day visit" after a day."""
        if self.text(after) != "for" or not (isinstance(node, Weekday) or _is_day(node)):
            return None
        start = after + 1 + (self.text(after + 1) in ("a", "an") and self.text(after + 3) == "-")
        lasting = self.duration(start)
        if lasting is None or lasting[1] not in _DURATION_DAYS:
            return None
        return Lasting(node, lasting[0] * _DURATION_DAYS[lasting[1]]), lasting[2]

    # Limits.

    def _limit(self, index: int) -> Read:
        for wording, kind in _LIMITS.items():
            if self.matches(index, wording):
                return self._limit_by(kind, index + len(wording))
        return None

    def _limit_by(self, kind: str, index: int) -> Read:
        index += 2 * (self.matches(index, ("at", "least")) or self.matches(index, ("as", "early")))
        if self.text(index) in ("about", "around", "in", "on", "as", "of", "at", "from"):
            index += 1
        if self.text(index) == "the" and self.year_number(index + 1):
            index += 1
        if kind == "since":
            spread = self._range(index, strict=True)
            if spread:
                return spread
        if kind == "until end":
            return self._until_end(index)
        read = self._counted(index) or self._anchored(index) or self.point(index)
        if read is None:
            return (Vague(), index + 1) if self.text(index) == "then" else None
        node, after = read
        after += self.text(after) in ("onward", "onwards")
        return self._days_after(node, after) or (Limit(kind, node), after)

    def _until_end(self, index: int) -> Read:
        whole = self._whole(index)
        if whole is None or not isinstance(whole[0], Calendar | Relative):
            return None
        return Limit("until", replace(whole[0], parts=("end",))), whole[1]

    def _within(self, index: int) -> Read:
        lasting = self.duration(index)
        if lasting:
            number, unit, after = lasting
            return Limit("until", Away(number, unit)), after
        unit = self.text(index + 1)
        if self.text(index) in ("the", "this") and unit in ("week", "month", "year"):
            return Limit("until", Relative(unit, 0, ("end",))), index + 2
        return None

    def _lasting(self, index: int) -> Read:
        """Read "three days from 5 May", after "for"."""
        lasting = self.duration(index)
        if lasting is None or lasting[1] not in _DURATION_DAYS or self.text(lasting[2]) not in ("from", "starting"):
            return None
        start = self.point(lasting[2] + 1 + (self.text(lasting[2] + 1) == "on"))
        return (Lasting(start[0], lasting[0] * _DURATION_DAYS[lasting[1]]), start[1]) if start else None

    def _around(self, index: int) -> Read:
        read = self.point(index)
        if read is None or not isinstance(read[0], Calendar):
            return None
        return replace(read[0], approximate=True), read[1]

    # Counted from publication or from another date.

    def _counted(self, index: int) -> Read:
        """Read "two weeks ago", "three days from Monday", "the past three years", "recent months"."""
        lasting = self.duration(index)
        if lasting:
            return self._after_duration(*lasting)
        start = index + (self.text(index) == "the")
        word = self.text(start)
        sign = {"past": -1, "last": -1, "next": 1, "coming": 1}.get(word)
        if sign and (spread := self.duration(start + 1)):
            return Stretch(sign * spread[0], spread[1]), spread[2]
        unit = UNITS.get(self.text(start + 1))
        if unit and word in ("recent", "past", "coming", "last", "next", "few"):
            if self.text(start + 1) == unit:
                past = sign == -1 and (word == "past" or unit == "decade")
                return (Stretch(-1, unit), start + 2) if past else None
            return Vague(), start + 2
        return None

    def _after_duration(self, number: int, unit: str, after: int) -> Read:
        word = self.text(after)
        if word == "from" and unit in _DURATION_DAYS:
            if self.text(after + 1) == "now":
                return Away(number, unit), after + 2
            start = self.point(after + 1)
            return (Lasting(start[0], number * _DURATION_DAYS[unit]), start[1]) if start else None
        if word in _BEFORE:
            return Away(-number, unit, anchored=word != "ago"), after + 1
        if word in _AFTER:
            return Away(number, unit, anchored=word != "hence"), after + 1
        # "in three days" may be a duration; "in three days' time" is not
        return (Away(number, unit), after + 1) if word == "time" else None

    def _anchored(self, index: int) -> Read:
        """Read "the same day", "the following month", "that year": counted from what was spoken of."""
        start = index + (self.text(index) == "the")
        step, unit = _ANCHORS.get(self.text(start)), UNITS.get(self.text(start + 1))
        if step is None or unit is None or self.text(start + 1) != unit:
            return None
        if start == index and self.text(start) != "that":
            return None
        return (Away(step, unit, anchored=True) if step else Anchored(unit)), start + 2

    # Ranges.

    def _range(self, index: int, *, between: bool = False, strict: bool = False) -> Read:
        """Read two dates with a link between them; `strict` leaves out links that also join mere lists."""
        first = self.point(index)
        if first is None:
            return self._from_day(index, between=between)
        node, after = first
        link = self._link(after, between=between)
        if link is None:
            return None
        if self.text(link) in ("present", "now", "date") or self.matches(link, ("the", "present")):
            return Limit("since", node), link + 1 + (self.text(link) == "the")
        second = self._to_day(node, link) or self._second(node, link)
        if second is None:
            return None
        last, end = second
        joined = self.text(link - 1) in ("and", "or") and not between
        if joined and (strict or not _adjoin(node, last)):
            return None
        return Range(node, last, approximate=self.text(link - 1) == "or"), end

    def _second(self, first: Node, index: int) -> Read:
        """Read the end of a range, which must be of a kind with its start."""
        read = self.point(index)
        if read is None:
            strict, self.lenient = self.lenient, True
            try:
                read = self.point(index) if self.word(index).kind == "number" and _unit(first) == "year" else None
            finally:
                self.lenient = strict
        short = self.word(index)
        if read is None and _unit(first) == "year" and isinstance(first, Calendar) and first.year and short.glued:
            return self._short_year(first, index)
        return read

    def _short_year(self, first: Calendar, index: int) -> Read:
        """Read the 24 of "2020-24"."""
        short, number = self.word(index), first.year.number if first.year else None
        if number is None or short.kind != "number" or len(short.text) != 2:  # noqa: PLR2004 - two figures
            return None
        year = number - number % 100 + int(short.text)
        return (replace(first, year=replace(first.year, number=year)), index + 1) if year > number else None

    def _link(self, index: int, *, between: bool) -> int | None:
        """Return the position after a word that links two dates."""
        word = self.text(index)
        if word in TO_WORDS:
            after = index + 1 + (self.text(index + 1) == "to" if word == "up" else 0)
            return after + (self.text(after) in ("at", "about") and self.text(after + 1) != "")
        if word in ("and", "or") or (between and word == "&"):
            return index + 1
        return index + 2 if self.matches(index, ("up", "to")) else None

    def _from_day(self, index: int, *, between: bool) -> Read:
        """Read "19 to 28 July", where only the second date names the month."""
        start = index + (self.text(index) in WEEKDAYS)
        start += self.text(start) == "the"
        day = self.day_number(start)
        if day is None:
            return None
        after = day[1] + (self.text(day[1]) == ".")
        link = self._link(after, between=between)
        if link is None:
            return None
        second = self.date(link) or (self.point(link) if self.text(link) in WEEKDAYS else None)
        if second is None:
            return None
        last = second[0]
        first = _day_before(last, day[0])
        joined = self.text(link - 1) in ("and", "or") and not between
        if first is None or (joined and not _adjoin(first, last)):
            return None
        return Range(first, last), second[1]

    def _to_day(self, first: Node, index: int) -> Read:
        """Read "28" after "July 19 to", with the year that may follow."""
        if not isinstance(first, Calendar) or first.unit != "day":
            return None
        start = index + (self.text(index) == "the")
        day = self.day_number(start)
        if day is None or self.month(day[1]) or self.text(day[1]) in ("of", "/", "%") or self._is_count(day[1]):
            return None
        if first.year is None and self.word(start).kind == "word":
            return None
        ref = self.year_ref(day[1]) if first.year is None else None
        last = replace(first, day=day[0], year=ref[0] if ref else first.year)
        if last.at(2000) is None or day[0] <= first.day:
            return None
        return last, ref[1] if ref else day[1]

    def _is_count(self, index: int) -> bool:
        word = self.word(index)
        return word.text in COUNTED or (word.text == "." and self.word(index + 1).glued)


def read_all(words: list[Word], *, lenient: bool) -> list[tuple[Node, int, int]]:
    """Return every expression of a text with the numbers of its first word and the word after it."""
    reader, found, index = ExpressionReader(words, lenient=lenient), [], 0
    while index < len(words):
        if not _may_begin(words, index):
            index += 1
            continue
        read = reader.expression(index)
        if read is None or read[1] <= index:
            index += 1
            continue
        found.append((read[0], index, read[1]))
        index = read[1]
    return found


def _may_begin(words: list[Word], index: int) -> bool:
    """Tell at a glance whether an expression can begin at a word: nearly all words of a text end here."""
    word = words[index]
    if word.kind != "word":
        return word.kind != "other"
    if word.text not in _BEGINNINGS:
        return False
    if word.text not in _COMMON:
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and (
        following.kind not in ("word", "other") or following.text in _BEGINNINGS or following.text in _UNIT_WORDS
    )


def _unit(node: Node) -> str:
    return node.unit if isinstance(node, Calendar | Relative) else type(node).__name__


def _is_day(node: Node) -> bool:
    return isinstance(node, DayOfMonth) or (isinstance(node, Calendar | Relative) and node.unit == "day")


def _day_before(last: Node, day: int) -> Node | None:
    """Return the day that begins a range, from the date that ends it: in its month, or the one before."""
    if isinstance(last, DayOfMonth):
        return replace(last, day=day) if day < last.day else None
    if not isinstance(last, Calendar) or last.unit != "day":
        return None
    if day < last.day:
        return replace(last, day=day)
    month = last.month - 1 or 12
    first = replace(last, month=month, day=day, year=None if month == 12 else last.year)  # noqa: PLR2004 - December
    return first if first.at(2000) else None


def _adjoin(first: Node, last: Node) -> bool:
    """Tell whether two dates joined by "and" follow each other at once, so that they are one stretch of time."""
    if not (isinstance(first, Calendar) and isinstance(last, Calendar) and first.unit == last.unit):
        return False
    if first.parts and last.parts:
        return True
    if first.year and first.year.number is not None:
        if last.year and last.year.number is not None:
            return _follows(first.at(first.year.number), last.at(last.year.number))
        return first.unit != "year" and _follows(first.at(first.year.number), last.at(first.year.number))
    year = last.year.number if last.year and last.year.number is not None else 2001
    return _follows(first.at(year), last.at(year))


def _follows(first: tuple[str, str] | None, last: tuple[str, str] | None) -> bool:
    if first is None or last is None:
        return False
    end, start = bounds_of_sides(*first)[1], bounds_of_sides(*last)[0]
    return bool(end and start and end < date.max and end + timedelta(days=1) == start)
