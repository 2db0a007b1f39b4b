"""Reading days, with or without month and year, from words: "July 19th", "19.07.2025", "the 17th of this month".

Every method reads from one position and returns what it read and the position after it, or None. No method looks
further than some ten words ahead, so that reading a text takes time in proportion to its length.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from foedera.text.timecontext import YearRef
from foedera.text.timevalues import Calendar, DayOfMonth, Node
from foedera.text.timewords import COUNTED, DAY_ORDINALS, DEIXIS, LONG_MONTHS, MONTHS, WEEKDAYS, Word

Read: TypeAlias = tuple[Node, int] | None

OFFSETS = {"last": -1, "this": 0, "next": 1}
_DAYS_IN_MONTH = 31
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_OLDEST = 1400
"""First year that four figures behind a month are; by themselves so few may be a number of something."""
_PIVOT = 70
"""Two-figure years from here on are of the 1900s."""
_SPOKEN_OF = (("that", "year"), ("same", "year"), ("that", "same", "year"))
_END = Word("", 0, 0, "other", capital=False, glued=False)


class DayReader:
    """Reads days from the words of one text.

    Attributes:
        words: The text, cut.
        lenient: The text is a date and nothing else, so that bare words ("spring", "2025") need no context.
    """

    def __init__(self, words: list[Word], *, lenient: bool) -> None:
        self.words = words
        self.lenient = lenient
        self._points: dict[tuple[int, bool], Read] = {}

    def word(self, index: int) -> Word:
        """Return the word at a position, an empty one beyond the text."""
        return self.words[index] if 0 <= index < len(self.words) else _END

    def text(self, index: int) -> str:
        """Return the folded text at a position."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def matches(self, index: int, wording: tuple[str, ...]) -> bool:
        """Tell whether a wording stands at a position."""
        for word in wording:
            if self.text(index) != word:
                return False
            index += 1
        return True

    def date(self, index: int) -> Read:
        """Read a day with its month."""
        start = index + 1 if self.text(index) == "the" else index
        return self._figures(index) or self._day_first(start) or self._month_first(start)

    def year_ref(self, index: int) -> tuple[YearRef, int] | None:
        """Read the year of what stands before: "2025", ", 2025", "of last year", "next year", "of that year"."""
        if self.text(index) in (",", "of", "in"):
            index += 1
        index += self.text(index) == "the"
        for wording in _SPOKEN_OF:
            if self.matches(index, wording):
                return YearRef(anchored=True), index + len(wording)
        deixis, noun = DEIXIS.get(self.text(index)), self.text(index + 1)
        if deixis and noun == "year":
            return YearRef(offset=OFFSETS[deixis]), index + 2
        year = self.year_number(index)
        return (YearRef(year), index + 1) if year else None

    def year_number(self, index: int) -> int | None:
        """Return the year that a number of four figures can be."""
        word = self.word(index)
        if word.kind != "number" or len(word.text) != 4:
            return None
        year, first = int(word.text), _OLDEST if self.text(index - 1) in MONTHS else _FIRST_YEAR
        return year if first <= year <= _LAST_YEAR and self.text(index + 1) not in COUNTED else None

    def day_number(self, index: int) -> tuple[int, int] | None:
        """Read the day of a month in figures or words: 19, 19th, nineteenth, twenty-first."""
        word = self.word(index)
        if word.kind == "ordinal" or (word.kind == "number" and len(word.text) <= 2):
            day = int(word.text.rstrip("stndrh"))
            return (day, index + 1) if 1 <= day <= _DAYS_IN_MONTH else None
        if word.text in DAY_ORDINALS:
            return DAY_ORDINALS[word.text], index + 1
        tens = {"twenty": 20, "thirty": 30}.get(word.text)
        if tens and self.text(index + 1) == "-" and DAY_ORDINALS.get(self.text(index + 2), 99) < 10:
            day = tens + DAY_ORDINALS[self.text(index + 2)]
            return (day, index + 3) if day <= _DAYS_IN_MONTH else None
        return None

    def month(self, index: int) -> tuple[int, int] | None:
        """Read the name of a month, with the full stop of a short form before a number."""
        word = self.word(index)
        month = MONTHS.get(word.text)
        if month is None:
            return None
        short = word.text not in LONG_MONTHS
        if short and self.text(index + 1) == "." and self.word(index + 2).kind in ("number", "ordinal"):
            return month, index + 2
        return month, index + 1

    def _figures(self, index: int) -> Read:
        word = self.word(index)
        if word.kind == "date":
            day = _day_in_figures(word.text)
            return (_calendar_day(day), index + 1) if day else None
        if word.kind == "slash" and self._slash_is_date(index):
            number, month = (int(part) for part in word.text.split("/"))
            if month > 12:
                number, month = month, number
            if 1 <= month <= 12 and 1 <= number <= _DAYS_IN_MONTH:
                return Calendar("day", month, number), index + 1
        return None

    def _slash_is_date(self, index: int) -> bool:
        """Tell a date from a fraction, and from the two that are sayings."""
        if self.lenient:
            return True
        before = self.text(index - 1)
        return self.text(index) not in ("9/11", "24/7") and (
            before in ("on", "until", "since", "by") or before in WEEKDAYS or self.text(index - 2) in WEEKDAYS
        )

    def _day_first(self, index: int) -> Read:
        read = self.day_number(index)
        if read is None:
            return None
        day, after = read
        if self.text(after) == ".":
            after += 1
        relative = self._day_of_relative_month(day, after)
        if relative:
            return relative
        month = self.month(after + (self.text(after) == "of"))
        if month is None or (self.text(after - 1) == "." and self.word(after).capital is False):
            return None
        ref = self.year_ref(month[1])
        # "the first May drills" count the drills, and are no date
        if self.word(index).text in DAY_ORDINALS and self.text(after) != "of":
            return None
        return self._day(month[0], day, ref, month[1])

    def _day_of_relative_month(self, day: int, after: int) -> Read:
        if self.text(after) != "of":
            return None
        article = after + 1 + (self.text(after + 1) == "the")
        deixis = DEIXIS.get(self.text(article))
        if deixis and self.text(article + 1) == "month":
            return DayOfMonth(day, OFFSETS[deixis]), article + 2
        if self.text(after + 1) == "the" and self.text(article) == "month":
            return DayOfMonth(day, 0), article + 1
        return None

    def _month_first(self, index: int) -> Read:
        month = self.month(index)
        if month is None:
            return None
        start = month[1] + (self.text(month[1]) == "the")
        day = self.day_number(start)
        if day is None or self.word(day[1]).text == "%" or self.text(start) in DAY_ORDINALS:
            return None
        if self.text(day[1]) in COUNTED or (self.text(day[1]) == ":" and self.word(day[1] + 1).glued):
            return None
        return self._day(month[0], day[0], self.year_ref(day[1]), day[1])

    @staticmethod
    def _day(month: int, day: int, ref: tuple[YearRef, int] | None, after: int) -> Read:
        node = Calendar("day", month, day, ref[0] if ref else None)
        if node.at(2000) is None:
            return None
        return node, ref[1] if ref else after


def _calendar_day(day: date) -> Calendar:
    return Calendar("day", day.month, day.day, YearRef(day.year))


def _day_in_figures(text: str) -> date | None:
    """Return the day of "2025-07-19", "19.07.2025" or "7/19/2025"; a day first unless it cannot be."""
    parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
    if parts[0] > _DAYS_IN_MONTH:
        year, month, day = parts
    else:
        day, month, year = parts
        year += 0 if year > 99 else 1900 if year >= _PIVOT else 2000
    if month > 12:
        day, month = month, day
    try:
        return date(year, month, day)
    except ValueError:
        return None
