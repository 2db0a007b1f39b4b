"""The words in which English reports give dates, and the cutting of text into such words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")
Kind: TypeAlias = Literal["word", "number", "ordinal", "date", "slash", "decade", "other"]

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
LONG_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if not name.endswith("day"))
"""Also words of other meanings (sun, sat, wed): days only before a date."""
CALLED_AFTER = {"good": frozenset({"accord", "accords", "agreement", "deal", "peace"})}
"""A word with a capital before a weekday, and what is called after both: "the Good Friday Agreement"."""
SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month, in the northern reckoning of the press that this reads."""
FEASTS: dict[tuple[str, ...], tuple[int, int]] = {
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("christmas",): (12, 25),
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "year", "'s"): (1, 1),
}
"""Feasts of one date in every year; the longest wording comes first."""

UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "day": "day days",
        "week": "week weeks",
        "fortnight": "fortnight fortnights",
        "month": "month months",
        "year": "year years",
        "decade": "decade decades",
    }.items()
    for word in words.split()
}
COUNTS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
} | {"a": 1, "an": 1, "another": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
DAY_ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
DECADES: dict[str, int] = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
DAY_WORDS: dict[tuple[str, ...], int] = {
    ("the", "day", "before", "yesterday"): -2,
    ("the", "day", "after", "tomorrow"): 2,
    ("this", "very", "day"): 0,
    ("this", "morning"): 0,
    ("this", "afternoon"): 0,
    ("this", "evening"): 0,
    ("last", "night"): -1,
    ("overnight",): -1,
    ("yesterday",): -1,
    ("today",): 0,
    ("tonight",): 0,
    ("tomorrow",): 1,
}
PARTS: dict[str, str] = {"early": "early", "mid": "mid", "late": "late", "middle": "mid"}
BOUNDARY_PARTS: dict[str, str] = {
    "beginning": "start",
    "start": "start",
    "middle": "mid",
    "end": "end",
    "close": "end",
    "turn": "start",
}
DEIXIS: dict[str, str] = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "this": "this",
    "current": "this",
    "next": "next",
    "coming": "next",
    "upcoming": "next",
}
DASHES = frozenset("-–—−")
TO_WORDS = frozenset({"to", "through", "thru", "until", "till", "til"}) | DASHES
DAY_TIMES = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "midday"})
LINKS = frozenset(
    "in on at of by since until till til from to through thru during for before after between and or around about "
    "circa approximately roughly early mid late last this next that the every each as starting beginning effective "
    "throughout over within into".split()
)
"""Words after which a bare month, season or year is one, and not a name or a verb."""
COUNTED = frozenset(
    "soldiers troops people personnel men women servicemen servicewomen tons tonnes km kilometres kilometers miles "
    "metres meters sailors marines officers dollars euros pounds vehicles drones refugees civilians tanks missiles "
    "rounds aircraft ships participants fighters policemen guests delegates employees hours acres hectares".split()
)
"""Words that a four-figure number counts; before them it is no year."""
PAPERS = frozenset("times telegraph mail express mirror post herald star world sun guardian".split())
"""Words that make a weekday part of a newspaper's name."""

_TOKEN = re.compile(
    r"(?P<word>['’]s(?![^\W_])|[^\W\d_]+|[-–—−/.,:();%$€£¥+°])"  # first: most are
    r"|(?P<date>[0-9]{4}([-/.])[0-9]{1,2}\3[0-9]{1,2}(?![0-9])|[0-9]{1,2}([-/.])[0-9]{1,2}\4[0-9]{4}(?![0-9])"
    r"|[0-9]{1,2}([/.])[0-9]{1,2}\5[0-9]{2}(?![0-9/.]))"
    r"|(?P<other>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+\.[0-9]+)"
    r"|(?P<slash>[0-9]{1,2}/[0-9]{1,2}(?![0-9/]))"
    r"|(?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)(?![^\W_]))"
    r"|(?P<decade>[12][0-9]{2}0['’]?s(?![^\W_]))"
    r"|(?P<number>[0-9]+)"
)


class Word(NamedTuple):
    """A word, number or mark of a text: a tuple, since one is made of every word that may stand by a date."""

    text: str
    """Casefolded, with a straight apostrophe."""
    start: int
    end: int
    kind: Kind
    capital: bool
    """It begins with a capital letter."""
    glued: bool
    """No space stands before it."""


def by_first_word(wordings: Mapping[tuple[str, ...], T]) -> dict[str, list[tuple[tuple[str, ...], T]]]:
    """Return wordings with their meanings by first word, in their order."""
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for wording, meaning in wordings.items():
        found.setdefault(wording[0], []).append((wording, meaning))
    return found


def cut(text: str) -> list[Word]:
    """Cut a text into words, numbers and the marks that dates are written with."""
    words, last = [], -1
    new = tuple.__new__  # what `Word` itself calls; half of the work is one call more for each word
    for match in _TOKEN.finditer(text.replace("’", "'")):
        printed, (start, end) = match[0], match.span()
        kind: Any = match.lastgroup  # every branch of the pattern is a named group
        words.append(new(Word, (printed.casefold(), start, end, kind, printed[0].isupper(), start == last)))
        last = end
    return words
