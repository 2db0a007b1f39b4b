"""Reading times of the calendar from words: months, seasons, decades and years ("spring 2025", "the 1990s"), feasts.

Their names are also names of people and verbs, and a year is also a number; so what stands beside them has to tell,
unless the text is a date and nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from foedera.text.timecontext import YearRef
from foedera.text.timedays import DayReader, Read
from foedera.text.timeintervals import Range
from foedera.text.timevalues import Calendar, Node
from foedera.text.timewords import DECADES, FEASTS, LINKS, PARTS, SEASONS, TO_WORDS, by_first_word

_FEASTS_BY_HEAD = by_first_word(FEASTS)
_STOPS = frozenset("-–—,.;:()/") | {""}
_SPANS = frozenset({"-", "–", "/"})
_WINTER = SEASONS["winter"]
_AMBIGUOUS_MONTHS = frozenset({"may", "march"})


class CalendarReader(DayReader):
    """Reads times of the calendar from the words of one text."""

    def bare(self, index: int) -> Read:
        """Read a month, season, feast, decade or year."""
        return self._month_or_season(index) or self._feast(index) or self._decade(index) or self._year(index)

    def _month_or_season(self, index: int) -> Read:
        word = self.word(index)
        start = index + 1 if word.text == "the" else index
        month, season = self.month(start), SEASONS.get(self.text(start))
        if month is None and season is None:
            return None
        after = month[1] if month else start + 1
        ref = self.year_ref(after)
        if not ref and not self._stands_alone(start, after, is_month=month is not None):
            return None
        node = Calendar("month", month[0]) if month else Calendar("season", season or 0)
        if ref and season == _WINTER:
            ref = ref[0], self._other_year(ref[1])
        if ref is None and self.text(after - 1) == ".":
            after -= 1
        return replace(node, year=ref[0] if ref else None), ref[1] if ref else after

    def _other_year(self, index: int) -> int:
        """Return the position after the second year of a winter: "2024-25", "2024/2025"."""
        second = self.word(index + 1)
        year = self.year_number(index - 1)
        if self.text(index) not in _SPANS or second.kind != "number" or not second.glued or year is None:
            return index
        return index + 2 if second.text in (str(year + 1), str(year + 1)[2:]) else index

    def _stands_alone(self, start: int, after: int, *, is_month: bool) -> bool:
        """Tell a month or season without its year from a name, a verb or another noun."""
        if self.lenient:
            return True
        before, following = self.word(start - 1), self.word(after)
        linked = before.text in LINKS or before.text in _STOPS
        if is_month:
            capital = (self.word(start).capital and len(self.text(start)) > 3) or self.text(start) == "may"
            verb = self.text(start) in _AMBIGUOUS_MONTHS and before.text not in LINKS
            return bool(capital and self.word(start).capital and not verb and (linked or not before.capital))
        return (
            before.text in ("in", "the", "by", "since", "until", "during", "before", "after", "from", "of")
            and not (following.kind == "word" and self.text(start) in ("spring", "fall") and following.text == "of")
            and not (before.text == "the" and following.text[:1].isalpha() and following.text not in LINKS)
        )

    def _feast(self, index: int) -> Read:
        for wording, (month, day) in _FEASTS_BY_HEAD.get(self.text(index), ()):
            if self.matches(index, wording):
                after = index + len(wording)
                ref = self.year_ref(after)
                exact = len(wording) > 1
                node = Calendar("day", month, day, ref[0] if ref else None, approximate=not exact)
                return node, ref[1] if ref else after
        return None

    def _decade(self, index: int) -> Read:
        start = index + (self.text(index) == "the")
        word = self.word(start)
        if word.kind == "decade":
            return Calendar("decade", year=YearRef(int(word.text[:4]))), start + 1
        if word.text in DECADES and (self.text(start - 1) == "the" or self.lenient):
            return Calendar("decade", year=YearRef(DECADES[word.text])), start + 1
        return None

    def _year(self, index: int) -> Read:
        start, fiscal = index, False
        for words in (("the",), ("fiscal", "financial", "calendar", "fy"), ("year",)):
            fiscal = fiscal or self.text(start) in ("fiscal", "financial", "fy")
            start += self.text(start) in words
        year = self.year_number(start)
        if year is None or not (start > index + (self.text(index) == "the") or self._is_year(start)):
            return None
        following, suffix = self.text(start + 1), self.word(start + 2)
        short = suffix.kind == "number" and len(suffix.text) == 2
        if following in _SPANS and short and suffix.glued and int(suffix.text) == (year + 1) % 100:
            return _years(year, year + 1), start + 3
        if following == "-" and short and suffix.glued and 1 <= int(suffix.text) <= 12:
            return Calendar("month", int(suffix.text), year=YearRef(year)), start + 3
        return Calendar("year", year=YearRef(year), approximate=fiscal), start + 1

    def _is_year(self, index: int) -> bool:
        """Tell a year from another number, and from the one in a name ("Joint Sea-2025", "Peace Guardian 2025")."""
        if self.lenient:
            return True
        before, following = self.word(index - 1), self.word(index + 1)
        if before.text in LINKS or (before.text == "least" and self.text(index - 3) in TO_WORDS | {"by"}):
            return True
        if before.text in _SPANS and self.word(index).glued:
            outer = self.word(index - 2)
            return outer.text in PARTS or self.year_number(index - 2) is not None
        if self.word(index).glued and before.kind != "other" and before.text not in ("(", ",", '"'):
            return before.text == "("
        if before.text in ("$", "€", "£", "¥", "about", "some", "than", "least", "nearly", "almost", ":") or (
            following.text in ("%", "°", ":") and following.glued
        ):
            return False
        return not (before.capital and before.text not in LINKS)


def _years(first: int, last: int) -> Node:
    return Range(Calendar("year", year=YearRef(first)), Calendar("year", year=YearRef(last)))
