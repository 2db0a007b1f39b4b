"""Reading ranges from words: "July 19 to 28", "between 2020 and 2024", "late May and early June"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from foedera.text.edtf import bounds_of_sides
from foedera.text.timedays import Read
from foedera.text.timeintervals import Limit, Range
from foedera.text.timepoints import PointReader
from foedera.text.timevalues import Calendar, DayOfMonth, Node, Relative, Weekday
from foedera.text.timewords import COUNTED, TO_WORDS, WEEKDAYS

_WEEK = 7


class RangeReader(PointReader):
    """Reads two dates with a link between them."""

    def span(self, index: int, *, between: bool = False, strict: bool = False) -> Read:
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
        short, ref = self.word(index), first.year
        number = ref.number if ref else None
        if ref is None or number is None or short.kind != "number" or len(short.text) != 2:
            return None
        year = number - number % 100 + int(short.text)
        return (replace(first, year=replace(ref, number=year)), index + 1) if year > number else None

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
        second = self.date(link) or (self.point(link) if self.text(link) in WEEKDAYS else self._day_alone(link))
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


def _unit(node: Node) -> str:
    return node.unit if isinstance(node, Calendar | Relative) else type(node).__name__


def _day_before(last: Node, day: int) -> Node | None:
    """Return the day that begins a range, from the date that ends it: in its month, or the one before."""
    if isinstance(last, DayOfMonth):
        return replace(last, day=day) if day < last.day else None
    if not isinstance(last, Calendar) or last.unit != "day":
        return None
    if day < last.day:
        return replace(last, day=day)
    month = last.month - 1 or 12
    first = replace(last, month=month, day=day, year=None if month == 12 else last.year)
    return first if first.at(2000) else None


def _adjoin(first: Node, last: Node) -> bool:
    """Tell whether two dates joined by "and" follow each other at once, so that they are one stretch of time."""
    if isinstance(first, Weekday) and isinstance(last, Weekday) and first.length == last.length == 1:
        return first.deixis == last.deixis and (first.weekday + 1) % _WEEK == last.weekday
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
