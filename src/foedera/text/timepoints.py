"""Reading single dates and times of any kind from words: "the second half of next month", "last Friday", "Q3".

Every method reads from one position and returns the node and the position after it, or None. No method looks further
than some ten words ahead, so that reading a text takes time in proportion to its length.
"""

from __future__ import annotations

from dataclasses import replace

from foedera.text.timecalendar import CalendarReader
from foedera.text.timecontext import YearRef
from foedera.text.timedays import OFFSETS, Read
from foedera.text.timeparts import WEEKDAY_PART
from foedera.text.timevalues import Calendar, DayOfMonth, DayOfWeek, Relative, Vague, Weekday, WeekOf
from foedera.text.timewords import (
    BOUNDARY_PARTS,
    CALLED_AFTER,
    COUNTED,
    DAY_ORDINALS,
    DAY_TIMES,
    DAY_WORDS,
    DEIXIS,
    PAPERS,
    PARTS,
    SEASONS,
    SHORT_WEEKDAYS,
    TO_WORDS,
    WEEKDAYS,
    by_first_word,
)

_DAY_WORDS_BY_HEAD = by_first_word(DAY_WORDS)
_SHORT_PARTS = {"q1": "quarter1", "q2": "quarter2", "q3": "quarter3", "q4": "quarter4", "h1": "half1", "h2": "half2"}
_PERIODS = frozenset({"in", "by", "until", "during", "since", "for"})
"""Words before a part of a year that is not given."""
_ENDS = {"first": "early", "opening": "early", "last": "late", "final": "late"}
"""Which third of a month its first or last days are."""
_BEFORE_DAY = frozenset("on until till by from since before after through to".split())
_AFTER_DAY = TO_WORDS | frozenset("and till through for in at our his her its their the a an he she they we it".split())
"""Words after a day of the month that is no number of something: "on the 18th our minister met"."""
_FULL_WEEKS = 5
_ENDING = frozenset({"year", "month", "week"})
"""Units of which the end is told without "of": "by the year's end"."""
_EACH = frozenset({"every", "each"})


class PointReader(CalendarReader):
    """Reads single dates and times from the words of one text."""

    def point(self, index: int) -> Read:
        """Read one date or time of any kind."""
        key = (index, self.lenient)
        if key not in self._points:  # ranges, limits and single dates all try the same places
            self._points[key] = self._point(index)
        return self._points[key]

    def _point(self, index: int) -> Read:
        return (
            self._weekday_with_date(index)
            or self._date_with_weekday(index)
            or self._parts(index)
            or self._deictic(index)
            or self.bare(index)
            or self._day_alone(index)
            or self._quarter_alone(index)
        )

    def _day_alone(self, index: int) -> Read:
        """Read "the 12th", a day whose month is not given, where nothing follows that it could count."""
        if self.text(index) != "the" or self.word(index + 1).kind != "ordinal":
            return None
        day, after = self.day_number(index + 1), self.text(index + 2)
        if day is None or not (self.lenient or self.text(index - 1) in _BEFORE_DAY):
            return None
        another = index + 3 + (self.text(index + 3) == "the")
        if after in TO_WORDS | {"and"} and self.day_number(another):
            return None  # the first of two days, of a month that is named after the second
        stands = not after[:1].isalnum() or after in _AFTER_DAY
        return (DayOfMonth(day[0], None), index + 2) if stands else None

    def _quarter_alone(self, index: int) -> Read:
        """Read "the third quarter", "Q3" of a year that is not given."""
        start = index + (self.text(index) == "the")
        asked = self.lenient or self.text(index - 1) in _PERIODS
        if asked and (part := self._short_part(start)):
            return Calendar("year", parts=(part,)), start + 2
        number = DAY_ORDINALS.get(self.text(start), 0)
        asked = self.lenient or (start > index and asked)
        if not asked or self.text(start + 1) != "quarter" or not 1 <= number <= 4:
            return None
        return Calendar("year", parts=(f"quarter{number}",)), start + 2

    def _weekday_with_date(self, index: int) -> Read:
        weekday = WEEKDAYS.get(self.text(index))
        if weekday is None:
            return None
        after = index + 1
        for _ in range(3):
            after += self.text(after) in (",", ".", "(", "the", "on")
        dated = self.date(after)
        if dated:
            return dated[0], dated[1] + (self.text(dated[1]) == ")" and "(" in (self.text(after - 1), self.text(after)))
        if self.text(index) in SHORT_WEEKDAYS or self._is_name(index):
            return None
        end = self._skip_day_time(index + 1)
        return self._weekday_of(weekday, end) or (Weekday(weekday), end)

    def _weekday_of(self, weekday: int, index: int) -> Read:
        """Read "next week", "of last week" after a weekday."""
        start = index + (self.text(index) == "of")
        deixis = DEIXIS.get(self.text(start))
        if deixis is None or self.text(start + 1) != "week":
            return None
        return DayOfWeek(weekday, OFFSETS[deixis]), start + 2

    def _date_with_weekday(self, index: int) -> Read:
        """Read a day, with the weekday that stands after it: "May 12 (Monday)", "12 May 2025, Monday"."""
        dated = self.date(index)
        if dated is None or not (isinstance(dated[0], Calendar) and dated[0].unit == "day"):
            return dated
        node, after = dated
        if self.text(after) not in ("(", ",") or self.text(after + 1) not in WEEKDAYS:
            return dated
        closed = self.text(after + 2) == ")"
        return (node, after + 2 + closed) if closed == (self.text(after) == "(") else dated

    def _is_name(self, index: int) -> bool:
        """Tell whether a weekday belongs to the name of a newspaper or a treaty, or to a habit ("every Friday")."""
        following = self.word(index + 1)
        called = self.word(index - 1).capital and following.text in CALLED_AFTER.get(self.text(index - 1), ())
        named = called or (following.capital and following.text in PAPERS)
        before = index - 2 if self.text(index - 1) in DAY_ORDINALS else index - 1
        habit = self.text(before) in _EACH or (self.text(index + 1) == "of" and self.text(index + 2) in _EACH)
        return named or (habit and not self.lenient)

    def _skip_day_time(self, index: int) -> int:
        return index + 1 if self.text(index) in DAY_TIMES else index

    # Parts of years, months, seasons, weeks and decades.

    def _parts(self, index: int) -> Read:
        if self.matches(index + (self.text(index) == "the"), ("week", "of")):
            dated = self.date(index + 2 + (self.text(index) == "the"))
            return (WeekOf(dated[0]), dated[1]) if dated else None
        course = index + (self.text(index) == "the")
        if self.matches(course, ("course", "of")):
            return self._whole(course + 2)
        read = self._named_parts(index)
        if read is None:
            return None
        parts, after = read
        whole = self._whole(after)
        if whole is None:
            return None
        node, after = whole
        if isinstance(node, Weekday):
            return node, after
        if parts[0].startswith(WEEKDAY_PART) and not (isinstance(node, Calendar | Relative) and node.unit == "month"):
            return None  # "last Friday in 2024"
        if isinstance(node, Calendar) and (node.unit != "day"):
            return replace(node, parts=parts), after
        if isinstance(node, Relative) and node.unit != "day":
            return Relative(node.unit, node.offset, parts), after
        return None

    def _named_parts(self, index: int) -> tuple[tuple[str, ...], int] | None:
        """Read "early", "mid-to-late", "the second half of", "the end of", "Q3"."""
        start = index + (self.text(index) == "the")
        first = self._thirds(start)
        if first:
            return first
        word, following = self.text(start), self.text(start + 1)
        if word in BOUNDARY_PARTS and following == "of":
            return (BOUNDARY_PARTS[word],), start + 2
        if part := self._short_part(start):
            return (part,), start + 2 + (self.text(start + 2) == "of")
        if word == "end" and following == "-" and self.year_number(start + 2):
            return ("end",), start + 2
        number = {"last": 0, "final": 0, "opening": 1, "middle": 2}.get(word) if word not in DAY_ORDINALS else None
        number = DAY_ORDINALS.get(word, number)
        if number is None and word[:1].isdigit() and self.word(start).kind == "ordinal":
            number = int(word[:-2])
        return None if number is None else self._numbered_part(number, start + 1)

    def _short_part(self, index: int) -> str | None:
        """Read "Q3", "H1": which quarter or half of a year."""
        glued = self.word(index).capital and self.word(index + 1).glued
        return _SHORT_PARTS.get(self.text(index) + self.text(index + 1)) if glued else None

    def _numbered_part(self, number: int, index: int) -> tuple[tuple[str, ...], int] | None:
        noun = self.text(index)
        if noun == "ten" and self.text(index + 1) == "days":
            noun, index = "decade", index + 1
        if (days := self._weekday_part(number, index)) is not None:
            return days
        if self.text(index + 1) != "of":
            return None
        name = None
        if noun == "half" and number in (0, 1, 2):
            name = f"half{number or 2}"
        elif noun == "quarter" and 0 <= number <= 4:
            name = f"quarter{number or 4}"
        elif noun == "week" and 0 <= number <= 4:
            name = f"week{number}"
        elif noun == "days":
            name = _ENDS.get(self.text(index - 1))
        elif noun == "decade" and 0 <= number <= 3:
            name = ("late", "early", "mid", "late")[number]
        return ((name,), index + 2) if name else None

    def _weekday_part(self, number: int, index: int) -> tuple[tuple[str, ...], int] | None:
        """Read "Saturday of", after "first": which one of its month."""
        weekday = 5 if self.text(index) == "weekend" else WEEKDAYS.get(self.text(index))
        if weekday is None or not 0 <= number <= _FULL_WEEKS or self.text(index + 1) not in ("of", "in"):
            return None
        if self.text(index - 2) in _EACH:
            return None  # "every first Monday of the month"
        days = 2 if self.text(index) == "weekend" else 1
        return (f"{WEEKDAY_PART}{weekday}{number}{days}",), index + 2

    def _thirds(self, index: int) -> tuple[tuple[str, ...], int] | None:
        parts: list[str] = []
        while self.text(index) in PARTS and len(parts) < len(PARTS):
            parts.append(PARTS[self.text(index)])
            index += 1
            index += self.text(index) == "-"
            joint = self.text(index) in ("and", "to", "or")
            ahead = index + 1 if joint else index
            ahead += joint and self.text(ahead) == "-"
            if not joint or self.text(ahead) not in PARTS:
                break
            index = ahead
        index += self.text(index) in ("in", "on")
        return (tuple(parts), index) if parts else None

    def _whole(self, index: int) -> Read:
        """Read what a part belongs to; after "the second half of" no further context is needed."""
        strict, self.lenient = self.lenient, True
        try:
            if self.text(index) == "the" and self.text(index + 1) in ("year", "month", "week", "decade"):
                return Relative(self.text(index + 1), 0), index + 2
            weekday = WEEKDAYS.get(self.text(index))
            if weekday is not None:
                return Weekday(weekday), self._skip_day_time(index + 1)
            return self._deictic(index) or self.bare(index + (self.text(index) == "the"))
        finally:
            self.lenient = strict

    # Dates that count from publication.

    def _deictic(self, index: int) -> Read:
        for wording, offset in _DAY_WORDS_BY_HEAD.get(self.text(index), ()):
            if self.matches(index, wording):
                return Relative("day", offset), self._skip_day_time(index + len(wording))
        word = self.text(index)
        if word in ("earlier", "later"):
            return self._earlier_or_later(index)
        if word in _ENDING and self.text(index + 1) in ("-", "'s") and self.text(index + 2) == "end":
            year = self.year_number(index + 3) if word == "year" else None
            end = Calendar("year", year=YearRef(year), parts=("end",)) if year else Relative(word, 0, ("end",))
            return end, index + 3 + (year is not None)
        if word == "the":
            return self._with_article(index)
        deixis = DEIXIS.get(word)
        return self._after_deixis(deixis, index + 1) if deixis and word != "past" else None

    def _with_article(self, index: int) -> Read:
        if self.text(index + 1) == "weekend":
            return Weekday(5, None, 2), index + 2
        if self.text(index + 1) in _ENDING and self.matches(index + 2, ("'s", "end")):
            return Relative(self.text(index + 1), 0, ("end",)), index + 4
        if self.matches(index + 1, ("new", "year")) and self.text(index + 3) != "'s":
            return Calendar("month", 1, approximate=True), index + 3
        deixis = DEIXIS.get(self.text(index + 1))
        if deixis in ("next", "last") and self.text(index + 1) not in ("coming", "upcoming", "previous"):
            return None  # "the next day", "the last month of": counted from elsewhere
        return self._after_deixis(deixis, index + 2) if deixis else None

    def _after_deixis(self, deixis: str, index: int) -> Read:
        word = self.text(index)
        if word in ("week", "month", "year"):
            return Relative(word, OFFSETS[deixis]), index + 1
        if word == "weekend":
            return Weekday(5, deixis, 2), index + 1
        if word == "quarter":
            return None
        if word in WEEKDAYS and word not in SHORT_WEEKDAYS:
            return Weekday(WEEKDAYS[word], deixis), self._skip_day_time(index + 1)
        month = self.month(index)
        if month and self.word(index).capital:
            day = self.day_number(month[1]) if self.word(month[1]).kind != "word" else None
            if day is None or self.text(day[1]) in COUNTED:
                return Calendar("month", month[0], deixis=deixis), month[1]
            return Calendar("day", month[0], day[0], deixis=deixis), day[1]
        if word in SEASONS:
            return Calendar("season", SEASONS[word], deixis=deixis), index + 1
        if word == "decade":
            return Vague(), index + 1
        return None

    def _earlier_or_later(self, index: int) -> Read:
        """Read "earlier this month", "later in the year"."""
        part, after = self.text(index), index + 1
        if self.text(after) == "in" and self.text(after + 1) == "the":
            unit = self.text(after + 2)
            return (Relative(unit, 0, (part,)), after + 3) if unit in ("week", "month", "year") else None
        if self.text(after) == "today":
            return Relative("day", 0), after + 1
        inner = self._after_deixis("this", after + 1) if self.text(after) == "this" else None
        if inner and isinstance(inner[0], Relative):
            return Relative(inner[0].unit, 0, (part,)), inner[1]
        return inner
