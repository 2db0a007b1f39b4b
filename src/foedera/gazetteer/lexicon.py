"""Finding names in running text: longest match, left to right, in one pass over the words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from foedera.gazetteer.entries import Entry, Mention
from foedera.gazetteer.fold import WORD, fold
from foedera.gazetteer.packed import Table

Row: TypeAlias = list[Any]
"""`[rest, sense, entries, flags]`: the words after the first, the sense, indexes of the entries, see FLAGS."""

DOTTED = "."
"""The name ends in a full stop that belongs to it (`U.S.`)."""
BOUND = "-"
"""Only before a hyphen (`Sino-`)."""
GIVEN = "g"
"""Also a person's given name (`Jordan`)."""
WORD_TOO = "w"
"""In capitals, but also a common word: not found where all around is in capitals (CAR in `CAR BOMB KILLS TWO`)."""
FLAGS = (DOTTED, BOUND, GIVEN, WORD_TOO)

_NEXT = re.compile(r"([ \t\u00a0]?[.'’‐‑–/&-]?(?:\r?\n|[ \t\u00a0])?)([^\W_]+\+?)")
_HYPHENS = ("-", "\u2010", "\u2011", "–")
_PREVIOUS = re.compile(r"([^\W_]{1,40})([.,]?)[ \t\u00a0]{1,40}$")  # 40: no more is looked at
_FOLLOWING = re.compile(r"[ \t\u00a0-]+([^\W\d_]+)(?:[ \t\u00a0]+([^\W\d_]+))?")
_LOOK_BACK = 40
_APART = re.compile(r"(?:\b(?:pro|anti|non)[-‐‑]|\bethnic\s)$", re.IGNORECASE)
"""Before a name that says whom somebody is for, against or akin to, not whose they are: "pro-[Russian] separatists"."""
_APART_FAR = 7


@dataclass(frozen=True, slots=True)
class Contexts:
    """Words beside a name that show it to mean something else."""

    not_after: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """First word of a name -> words that must not stand before it."""
    not_before: Mapping[str, Sequence[str]] = field(default_factory=dict)
    given_names: frozenset[str] = frozenset()
    after_states: frozenset[str] = frozenset()
    """Capitalised words that follow the name of a state and are no surname (`President`)."""


class _Names:
    """The names that begin with one word, by the word that follows: most have none that a text goes on with."""

    __slots__ = ("alone", "going_on", "rows")

    def __init__(self, rows: list[Row]) -> None:
        """Take rows over, longest first."""
        self.rows = rows
        self.alone = [row for row in rows if not row[0]]
        """Those of one word."""
        self.going_on: dict[str, list[Row]] = {}
        """Those that fit each next word; those of one word always do, and come last."""
        for row in rows:
            if row[0]:
                second = row[0][0].removeprefix(".")  # a dot that may stand before it
                self.going_on.setdefault(second, []).append(row)
        if self.alone:
            for some in self.going_on.values():
                some.extend(self.alone)


class Lexicon:
    """All names of the gazetteer, by first word."""

    def __init__(self, rows: Mapping[str, list[Row]], entries: Sequence[Entry], contexts: Contexts) -> None:
        """Rows under one word stand longest first; those of a packed table are parsed when a text has the word."""
        self._rows: dict[str, _Names | list[Row] | str] = dict(rows.texts if isinstance(rows, Table) else rows)
        self._entries = entries
        self._contexts = contexts
        self.find_in = lru_cache(maxsize=256)(self._find_in)
        """The names in a phrase: a report asks about each of its phrases several times."""

    def _find_in(self, phrase: str) -> tuple[Mention, ...]:
        return tuple(self.find(phrase))

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return the names in a stretch of text, none overlapping."""
        stop = len(text) if end is None else end
        known = self._rows
        found: list[Mention] = []
        reached = start
        for match in WORD.finditer(text, start, stop):
            word = match[0]
            if word not in known and word.islower() and word.isascii():
                continue  # most words: nothing begins with them
            if match.start() < reached or _APART.search(text, max(start, match.start() - _APART_FAR), match.start()):
                continue
            if (mention := self._beginning(text, match, stop)) is not None:
                found.append(mention)
                reached = mention.end
        return found

    def find_at(self, text: str, start: int, end: int) -> Mention | None:
        """Return the name that begins at a place of a text."""
        match = WORD.match(text, start, end)
        return None if match is None else self._beginning(text, match, end)

    def _beginning(self, text: str, match: re.Match[str], stop: int) -> Mention | None:
        """Return the longest name that begins with a word of a text."""
        names = self._names_of(match[0]) if match[0] in self._rows else self._other_case(match[0])
        return None if names is None else self._longest(text, match.start(), match.end(), stop, names)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return what a phrase means that is a name from end to end, whatever its capitals; else nothing."""
        parts = WORD.findall(fold(name))
        if not parts:
            return ()
        first, rest = parts[0], [part.casefold() for part in parts[1:]]
        for form in dict.fromkeys((first, first.capitalize(), first.upper(), first.lower())):
            names = self._names_of(form)
            for wanted, sense, indexes, _ in names.rows if names else ():
                if sense != "combining" and [word.lstrip(".") for word in wanted] == rest:
                    return tuple(self._entries[index] for index in indexes)
        return ()

    def _other_case(self, word: str) -> _Names | None:
        """Return the names of a word printed with accents or, as in headlines, in capitals."""
        plain = fold(word)
        names = self._names_of(plain)
        if names is None and plain.isupper() and len(plain) > 1:
            names = self._names_of(plain.capitalize())
            if names is not None and len(plain) <= 3:
                # A short word in capitals is an abbreviation (WHO, US), unless more words of a name follow it.
                names = _Names([row for row in names.rows if row[0]])
        return names

    def _names_of(self, word: str) -> _Names | None:
        """Return the names under a word, made now if they were not yet."""
        names = self._rows.get(word)
        if names is not None and not isinstance(names, _Names):
            rows = json.loads(names) if isinstance(names, str) else names
            names = self._rows[word] = _Names(rows)
        return names

    def _longest(self, text: str, start: int, end: int, stop: int, names: _Names) -> Mention | None:
        following: list[tuple[str, str, int]] = []
        rows = names.alone
        if names.going_on and (after := _next_word(text, end, stop)) is not None:
            following.append(after)
            rows = names.going_on.get(after[1], rows)
        for rest, sense, indexes, flags in rows:
            last = _match_rest(text, end, stop, rest, following)
            if last is None:
                continue
            if flags and DOTTED in flags and text[last : last + 1] == "." and last < stop:
                last += 1
            whole = self._is_bound(text, last, stop, flags) and not self._goes_on(text, start, last)
            if whole and (rest or self._stands_alone(text, start, last, flags)):
                entries = [self._entries[index] for index in indexes]
                return Mention(start, last, entries[0], sense, tuple(entries[1:]))
        return None

    def _is_bound(self, text: str, end: int, stop: int, flags: str) -> bool:
        return BOUND not in flags or text.startswith(_HYPHENS, end, stop)

    def _stands_alone(self, text: str, start: int, end: int, flags: str) -> bool:
        """Tell whether a name of one word is not shown to mean something else by the words beside it."""
        word = _as_written_small(text[start:end])
        contexts = self._contexts
        if GIVEN in flags and self._is_given_name(text, start, end):
            return False
        if WORD_TOO in flags and _is_shouted(text, start, end):
            return False
        barred = contexts.not_after.get(word)
        return not barred or _word_before(text, start) not in barred

    def _goes_on(self, text: str, start: int, end: int) -> bool:
        """Tell whether the word behind a name makes it the beginning of another: "the Gulf" of Oman, Guinea pigs."""
        barred = self._contexts.not_before.get(_as_written_small(text[start:end]))
        following = _FOLLOWING.match(text, end) if barred else None
        return bool(barred and following and _as_written_small(following.group(1)) in barred)

    def _is_given_name(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word stands inside a person's name: Michael Jordan, Jordan Peterson said.

        In a headline with capitals throughout the second test says nothing, so a capitalised second word lets the
        state stand.
        """
        if _word_before(text, start) in self._contexts.given_names:
            return True
        following = _FOLLOWING.match(text, end)
        if following is None or not following.group(1)[0].isupper() or following.group(1).isupper():
            return False
        surname, after = following.group(1), following.group(2)
        return (
            surname not in self._contexts.after_states
            and surname not in self._rows
            and (after is None or after[0].islower())
        )


def _match_rest(text: str, end: int, stop: int, rest: list[str], following: list[tuple[str, str, int]]) -> int | None:
    """Return where a name ends whose first word ends at `end`; `following` keeps the words read so far.

    A word in `rest` with a leading dot may stand after one (`St. Vincent`) and must if a single letter (`U.S`).
    """
    last = end
    for position, wanted in enumerate(rest):
        if position == len(following):
            after = _next_word(text, last, stop)
            if after is None:
                return None
            following.append(after)
        mark, word, last = following[position]
        if wanted[0] == ".":
            if word != wanted[1:] or (len(word) == 1 and "." not in mark):
                return None
        elif word != wanted or "." in mark:
            return None
    return last


def _next_word(text: str, end: int, stop: int) -> tuple[str, str, int] | None:
    """Return the word behind another of one name: the marks between them, it as names are compared, and its end."""
    match = _NEXT.match(text, end, stop)
    return None if match is None else (match.group(1), fold(match.group(2)).casefold(), match.end())


def _word_before(text: str, start: int) -> str | None:
    match = _PREVIOUS.search(text, max(0, start - _LOOK_BACK), start)
    return match.group(1) if match else None


def _as_written_small(word: str) -> str:
    """Return a word in capitals as it stands elsewhere: `Indo` for `INDO`."""
    return word.capitalize() if word.isupper() and len(word) > 3 else word


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name are in capitals throughout, as in some headlines."""
    around = text[max(0, start - _LOOK_BACK) : start] + text[end : end + _LOOK_BACK]
    return around.isupper() and sum(map(str.isalpha, around)) > 4
