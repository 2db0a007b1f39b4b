"""Which sectors of a society a phrase names: "opposition lawmakers" are OPP and LEG, "a former minister" is ELI.

The nouns are data (`agents.yaml`); this module knows only how an English noun phrase is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from foedera.gazetteer.fold import key

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’.][^\W_]+)*")
_LONGEST = 4
"""Words of the longest noun."""
_PEOPLE = "CVL"
NOBODY = "---"
"""In place of a sector: words that hold a noun for somebody and mean nobody, as "a general election"."""
_LINKS = frozenset("of in from for at near on outside by with who that which and or to held under against".split())
"""Words after which the head of a phrase is over."""


class Agents:
    """Reads sectors off phrases."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        """Take over the compiled table: `words`, `generic`, `entries`, `turns`."""
        self._words: Mapping[str, str] = compiled.get("words", {})
        self._generic: Mapping[str, str] = compiled.get("generic", {})
        self._linked = {noun: sector for noun, sector in self._words.items() if " of " in noun}
        self._turns: Sequence[tuple[str, list[str], list[str]]] = compiled.get("turns", ())

    def sectors(self, phrase: str) -> tuple[str, ...]:
        """Return the sectors that a phrase names, its head's first; empty where it names none.

        That somebody is of the people says nothing beside what else they are: "opposition marchers".
        What follows "of" counts where the head says nothing of its own: "members of the opposition".
        """
        whole = words_of(phrase)
        if "of" in whole and (found := self._found(whole, self._linked)):
            return found
        head, tail = _cut(phrase)
        found = self._found(head, self._words)
        if found:
            return found
        plain, told = self._found(head, self._generic), self.sectors(tail) if tail else ()
        # Supporters of the president are people; leaders of the opposition are of the opposition.
        return plain if not told or (told == ("GOV",) and plain == ("CVL",)) else told

    def first(self, text: str) -> tuple[str, ...]:
        """Return the sector of the first noun of the lexicon in a text; empty where there is none."""
        words, at = words_of(text), 0
        while at < len(words):
            sizes = range(min(_LONGEST, len(words) - at), 0, -1)
            size = next((size for size in sizes if " ".join(words[at : at + size]) in self._words), 1)
            sector = self._words.get(" ".join(words[at : at + size]), NOBODY)
            if sector != NOBODY:
                return (self._turned(sector, words[:at]),)
            at += size
        return ()

    def sector_at_end(self, words: Sequence[str]) -> int:
        """Return how many of the last words make a noun of the lexicon, 0 for none."""
        return next((size for size in range(min(_LONGEST, len(words)), 0, -1) if self._get(words[-size:])), 0)

    def _get(self, words: Sequence[str]) -> str | None:
        joined = " ".join(words)
        found = self._words.get(joined) or self._generic.get(joined)
        return None if found == NOBODY else found

    def _found(self, words: list[str], table: Mapping[str, str]) -> tuple[str, ...]:
        found: list[str] = []
        at = len(words)
        while at > 0:
            phrases = {n: " ".join(words[at - n : at]) for n in range(min(_LONGEST, at), 0, -1)}
            size = next((n for n, phrase in phrases.items() if phrase in table or self._is_nobody(phrase)), 0)
            if size and not self._is_nobody(phrases[size]):
                found.append(self._turned(table[phrases[size]], words[: at - size]))
            at -= size or 1
        return tuple(dict.fromkeys(sector for sector in found if sector != _PEOPLE)) or tuple(dict.fromkeys(found))

    def _is_nobody(self, phrase: str) -> bool:
        return self._words.get(phrase) == NOBODY

    def _turned(self, sector: str, before: list[str]) -> str:
        for into, marks, turned in self._turns:
            if sector in turned and not set(marks).isdisjoint(before):
                return into
        return sector


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters and the singular."""
    return [singular(key(match.group())) for match in _WORD.finditer(text)]


def singular(word: str) -> str:
    """Return a noun without its plural ending, as the lexicon writes it.

    Example:
        >>> singular("bodies"), singular("churches"), singular("police"), singular("clergymen")
        ('body', 'church', 'police', 'clergyman')
    """
    bare = re.sub(r"['’]s?$", "", word)
    if bare.endswith("men") and len(bare) > len("omen"):
        return f"{bare[:-2]}an"
    if bare.endswith("ies") and len(bare) > len("flies") - 1:
        return f"{bare[:-3]}y"
    if bare.endswith(("ches", "shes", "sses", "xes")):
        return bare[:-2]
    return bare[:-1] if bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare


def _cut(phrase: str) -> tuple[list[str], str]:
    """Return the words of a phrase up to its first linking word, and what follows "of"."""
    words: list[str] = []
    for match in _WORD.finditer(phrase):
        low = match.group().casefold()
        if words and low in _LINKS:
            return words, phrase[match.end() :] if low == "of" else ""
        words += words_of(match.group().replace("-", " ", 1) if low.startswith("ex-") else match.group())
    return words, ""
