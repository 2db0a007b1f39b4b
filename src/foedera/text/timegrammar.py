"""Reading whole expressions of time: single dates, ranges, limits, and what counts from publication."""

from __future__ import annotations

from dataclasses import replace

from foedera.text.timecontext import YearRef
from foedera.text.timedays import Read
from foedera.text.timeintervals import Lasting, Limit
from foedera.text.timeranges import RangeReader
from foedera.text.timevalues import (
    Anchored,
    Away,
    Calendar,
    DayOfMonth,
    MonthAfter,
    Node,
    Relative,
    Stretch,
    Vague,
    Weekday,
)
from foedera.text.timewords import (
    BOUNDARY_PARTS,
    COUNTS,
    DAY_ORDINALS,
    DAY_TIMES,
    DECADES,
    DEIXIS,
    MONTHS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Word,
    by_first_word,
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
    ("dating", "back", "to"): "since",
    ("dating", "from"): "since",
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
_LIMITS_BY_HEAD = by_first_word(_LIMITS)
_LIMIT_HEADS = frozenset(_LIMITS_BY_HEAD)
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
    "half",
    "quarter",
    "opening",
    "middle",
    "earlier",
    "later",
    "least",
    "latest",
    "sooner",
    "of",
    "then",
    "same",
    "very",
    "following",
    "preceding",
    "weekend",
    "morning",
    "afternoon",
    "evening",
    "night",
    "recent",
    "few",
    "and",
    "back",
    "-",
}
_BEGINNINGS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(SEASONS)
    | frozenset(COUNTS)
    | frozenset(DAY_ORDINALS)
    | frozenset(DECADES)
    | frozenset(DEIXIS)
    | frozenset(PARTS)
    | frozenset(BOUNDARY_PARTS)
    | _LIMIT_HEADS
    | _AROUND
    | frozenset(_ANCHORS)
    | {
        "the",
        "between",
        "within",
        "for",
        "in",
        "earlier",
        "later",
        "yesterday",
        "today",
        "tonight",
        "overnight",
        "tomorrow",
        "year",
        "christmas",
        "new",
        "recent",
        "few",
        "final",
        "opening",
        "q",
        "h",
        "course",
        "half",
        "month",
        "fiscal",
        "financial",
        "fy",
        "week",
        "calendar",
        "thirty",
        "twenty",
    }
)
_LONGEST_COUNT = 3
"""Figures of a count of days or years."""
_AND_A_HALF = ("and", "a", "half")
_HALF = {"year": (6, "month"), "decade": (5, "year")}
"""What half a unit is: how many of the next smaller one."""
_DURATION_DAYS = {"day": 1, "week": 7, "fortnight": 14}


class ExpressionReader(RangeReader):
    """Reads expressions of time from the words of one text."""

    def expression(self, index: int) -> Read:
        """Read the longest expression that begins at a position."""
        word = self.text(index)
        if word in _LIMIT_HEADS:
            limited = self._limit(index)
            if limited:
                return limited
        if word == "between":
            return self.span(index + 1, between=True)
        if word == "within":
            return self._within(index + 1)
        if word == "for":
            return self._lasting(index + 1)
        if word == "in" and (lasting := self.duration(index + 1)):
            return Away(lasting[0], lasting[1], future=True), lasting[2]
        if word in _AROUND:
            return self._around(index + 1)
        return self._counted(index) or self._anchored(index) or self.span(index) or self._single(index)

    def count(self, index: int) -> tuple[int, int] | None:
        """Read a small number in figures or words."""
        word = self.word(index)
        if word.kind == "number" and len(word.text) <= _LONGEST_COUNT:
            return int(word.text), index + 1
        return (COUNTS[word.text], index + 1) if word.text in COUNTS else None

    def duration(self, index: int) -> tuple[int, str, int] | None:
        """Read "three days", "a fortnight", "two-week": how many, of what, and the position after it."""
        if self.text(index) == "half" and self.text(index + 1) in ("a", "an"):
            return self._halves(1, UNITS.get(self.text(index + 2)), index + 3)
        read = self.count(index)
        if read is None:
            return None
        number, after = read
        half = self.matches(after, _AND_A_HALF)
        after += len(_AND_A_HALF) * half + (self.text(after) == "-")
        unit = UNITS.get(self.text(after))
        if unit and (half or self.matches(after + 1, _AND_A_HALF)):
            return self._halves(2 * number + 1, unit, after + 1 + (0 if half else len(_AND_A_HALF)))
        return (number, unit, after + 1) if unit else None

    @staticmethod
    def _halves(number: int, unit: str | None, after: int) -> tuple[int, str, int] | None:
        """Return so many halves of a unit in the next smaller one: half a year is six months."""
        if unit not in _HALF:
            return None
        size, smaller = _HALF[unit]
        return number * size, smaller, after

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
        for wording, kind in _LIMITS_BY_HEAD.get(self.text(index), ()):
            if self.matches(index, wording):
                if wording == ("through",) and self.text(index + 1) in ("in", "on"):
                    return None  # "fell through in December"
                return self._limit_by(kind, index + len(wording))
        return None

    def _limit_by(self, kind: str, index: int) -> Read:
        index += 2 * (self.matches(index, ("at", "least")) or self.matches(index, ("as", "early")))
        if self.text(index) in ("about", "around", "in", "on", "as", "of", "at", "from"):
            index += 1
        if self.text(index) == "the" and self.year_number(index + 1):
            index += 1
        if kind == "since":
            spread = self.span(index, strict=True)
            if spread:
                return spread
        if kind == "until end":
            return self._until_end(index)
        if kind == "before" and self.text(index) in ("the", "this") and self.text(index + 3) == "out":
            unit = self.text(index + 1)  # "before the year is out"
            return (Limit("until", Relative(unit, 0, ("end",))), index + 4) if unit in ("month", "year") else None
        read = self._counted(index) or self._anchored(index) or self.point(index)
        if read is None:
            return (Vague(), index + 1) if self.text(index) == "then" else None
        node, after = read
        if self.text(after) == "'s" and self.text(index - 1) in ("from", "after", "before"):
            return None  # "from last year's exercise": a limit of the exercise, and not of the year
        after += self.text(after) in ("onward", "onwards")
        if kind == "before" and isinstance(node, Calendar | Relative) and node.parts == ("end",):
            kind = "until"
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
            if self.text(spread[2]) == "of" and (part := self._parts(index)):
                return part  # "the last ten days of May"
            return Stretch(sign * spread[0], spread[1]), spread[2]
        unit = UNITS.get(self.text(start + 1))
        if unit and word in ("recent", "past", "coming", "last", "next", "few"):
            if self.text(start + 2) == "of" and (part := self._parts(index)):
                return part  # "the last days of May"
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
        if start > index and (before := self._day_before_it(start)):
            return before
        step, word = _ANCHORS.get(self.text(start)), self.text(start + 1)
        if step is None or (start == index and self.text(start) != "that"):
            return None
        month = self.month(start + 1)
        if month and self.word(start + 1).capital:
            return MonthAfter(month[0], step), month[1]
        if self.text(start) == "that" and word == "same":
            start, word = start + 1, self.text(start + 2)
        if word in SEASONS and not step:
            return Calendar("season", SEASONS[word], year=YearRef(anchored=True)), start + 2
        unit = UNITS.get(word)
        if unit is None or word != unit:
            return None
        return (Away(step, unit, anchored=True) if step else Anchored(unit)), start + 2

    def _day_before_it(self, start: int) -> Read:
        """Read "the evening before", "the week after" where nothing follows that says before or after what."""
        word, sign = self.text(start), {"before": -1, "after": 1}.get(self.text(start + 1))
        unit = "day" if word in DAY_TIMES else UNITS.get(word)
        if unit is None or sign is None or self.text(start + 2)[:1].isalnum():
            return None
        return Away(sign, unit, anchored=True), start + 2


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


def _is_day(node: Node) -> bool:
    return isinstance(node, DayOfMonth) or (isinstance(node, Calendar | Relative) and node.unit == "day")
