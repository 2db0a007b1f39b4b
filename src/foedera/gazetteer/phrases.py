"""Working out what actor a phrase means that is no known name: `the Serbian defence ministry`, `72nd Brigade`.

Which words make a unit, a ministry or a group of people is data (`words.yaml`); this module knows only how an
English noun phrase is built: modifiers, head noun, then `of`, `in`, `for` and more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foedera.gazetteer.entries import Entry, Mention
from foedera.gazetteer.fold import key
from foedera.types import Actor, ActorKind

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/‐‑–-][^\W_]+)*\.?")
_OUTER = " \t\r\n\"'“”‘’«»()[],;:"
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBERED = re.compile(r"\d+(st|nd|rd|th)?|[IVX]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase cut into the words up to its head and the words after."""

    text: str
    head_part: str
    tail: str
    tokens: tuple[str, ...]
    """Words of the head part as printed."""

    @property
    def head(self) -> str:
        """The head noun, lower-cased."""
        return self.tokens[-1].casefold() if self.tokens else ""

    def ends_with(self, nouns: frozenset[str]) -> str | None:
        """Return the longest of some (possibly several-word) nouns that the head part ends with."""
        lowered = [key(token) for token in self.tokens]
        for size in range(min(4, len(lowered)), 0, -1):
            candidate = " ".join(lowered[-size:])
            if candidate in nouns:
                return candidate
        return None


def clean(name: str, articles: frozenset[str]) -> str:
    """Return a phrase without outer quotes, articles and a closing possessive."""
    text = name.strip(_OUTER)
    while True:
        first, _, rest = text.partition(" ")
        if rest and first.casefold() in articles:
            text = rest.strip(_OUTER)
        else:
            break
    if not text.endswith(("s'", "s’")):
        text = _POSSESSIVE.sub("", text)
    return " ".join(text.split()) if "\n" in text or "  " in text else text


def cut(text: str, linking: frozenset[str]) -> Phrase:
    """Cut a phrase at the first linking word or comma after its first word."""
    tokens: list[str] = []
    end = len(text)
    for match in _TOKEN.finditer(text):
        word = match.group()
        between = text[: match.start()].rstrip()
        if tokens and (word.casefold() in linking or between.endswith((",", "(", ":"))):
            end = match.start()
            break
        tokens.append(word)
    return Phrase(text, text[:end].rstrip(" ,(:"), text[end:], tuple(tokens))


class PhraseReader:
    """Reads phrases with the help of the names inside them."""

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        find: Callable[[str], list[Mention]],
        region_country: Callable[[str], str | None],
    ) -> None:
        """`region_country` tells the country of a first-level region (Ohio)."""
        self._words = {name: frozenset(values) for name, values in words.items()}
        self._find = find
        self._region_country = region_country

    def word_set(self, name: str) -> frozenset[str]:
        """Return one of the word lists."""
        return self._words.get(name, frozenset())

    def phrase(self, text: str) -> Phrase:
        """Return a cleaned phrase, cut at its head."""
        return cut(text, self.word_set("linking"))

    def country(self, phrase: Phrase) -> str | None:
        """Return the country that a phrase names, before the head first, then after it."""
        entry = self._owner(phrase, with_country=True)
        return entry.country if entry else None

    def _owner(self, phrase: Phrase, *, with_country: bool) -> Entry | None:
        for part in (phrase.head_part, phrase.tail):
            mentions = [mention for mention in self._find(part) if _names_owner(mention, with_country)]
            strong = [mention for mention in mentions if mention.sense not in {"capital", "surname"}]
            if any(mention.sense == "combining" for mention in mentions):
                return None
            for mention in strong or mentions:
                return mention.entry
        return None

    def read(self, phrase: Phrase) -> Actor | None:
        """Return the actor that the head noun and the names beside it give, None where the head is unknown."""
        person = self._titled_person(phrase)
        if person:
            return person
        kind = self._kind(phrase)
        if kind is None:
            return None
        owner = self._owner(phrase, with_country=False)
        country = owner.country if owner else self._region_of(phrase)
        org = owner.org if owner and not country else None
        if kind == "state":
            return self._as_a_whole(phrase, owner, country)
        return Actor(phrase.text, kind, country, org)

    def _kind(self, phrase: Phrase) -> ActorKind | None:
        if phrase.ends_with(self.word_set("people")):
            return "group"
        if phrase.ends_with(self.word_set("institutions")) or self._starts_institution(phrase):
            return "organisation"
        forces = phrase.ends_with(self.word_set("forces"))
        if forces:
            return "state" if self._is_whole(phrase, forces) else "unit"
        if phrase.ends_with(self.word_set("units")) and self._is_named(phrase):
            return "unit"
        if phrase.ends_with(self.word_set("companies")) and len(phrase.tokens) > 1:
            return "company"
        if phrase.ends_with(self.word_set("collectives")):
            return "group"
        return None

    def _starts_institution(self, phrase: Phrase) -> bool:
        return bool(phrase.tokens) and phrase.tokens[0].casefold() in self.word_set("institutions")

    def _is_whole(self, phrase: Phrase, forces: str) -> bool:
        """Tell whether a force is all of a state's: nothing but nationality and plain adjectives before it."""
        before = phrase.tokens[: len(phrase.tokens) - len(forces.split())]
        rest = " ".join(before)
        for mention in reversed(self._find(rest)):
            if mention.entry.kind in {"state", "organisation"}:
                rest = rest[: mention.start] + rest[mention.end :]
        left = [word for word in (_POSSESSIVE.sub("", token) for token in rest.split()) if word.strip("-–'’")]
        return all(word.casefold() in self.word_set("whole") for word in left)

    def _is_named(self, phrase: Phrase) -> bool:
        """Tell whether a unit has a name or number, as against `a brigade`."""
        return any(
            _NUMBERED.fullmatch(token) or (token[0].isupper() and token.casefold() != phrase.head)
            for token in phrase.tokens
        )

    def _as_a_whole(self, phrase: Phrase, owner: Entry | None, country: str | None) -> Actor | None:
        if owner is None and country is None:
            return None
        if owner is not None and owner.kind == "organisation":
            return Actor(owner.name, "organisation", owner.country, owner.org)
        if owner is None or owner.kind != "state":
            return Actor(phrase.text, "unit", country)
        return Actor(owner.name, "state", owner.country)

    def _region_of(self, phrase: Phrase) -> str | None:
        names = [token for token in phrase.tokens[:-1] if token[0].isupper()]
        for size in range(min(3, len(names)), 0, -1):
            country = self._region_country(" ".join(names[:size]))
            if country:
                return country
        return None

    def _titled_person(self, phrase: Phrase) -> Actor | None:
        """Return the person after a title: `Chinese Defence Minister Dong Jun`, `Gen. Smith`."""
        titles = self.word_set("titles")
        tokens = phrase.tokens
        last_title = max(
            (place for place, token in enumerate(tokens[:-1]) if token.rstrip(".").casefold() in titles), default=-1
        )
        name = tokens[last_title + 1 :]
        if last_title < 0 or not 1 <= len(name) <= 5 or not all(self._is_name_word(word) for word in name):
            return None
        if any(mention.entry.kind != "person" for mention in self._find(" ".join(name))):
            return None
        owner = self._owner(phrase, with_country=True)
        return Actor(" ".join(name), "person", owner.country if owner else None)

    def _is_name_word(self, word: str) -> bool:
        lowered = word.casefold()
        if lowered in self.word_set("name_particles"):
            return True
        heads = ("people", "institutions", "forces", "units", "collectives")
        return word[0].isupper() and not any(lowered in self.word_set(heads_name) for heads_name in heads)


def _names_owner(mention: Mention, with_country: bool) -> bool:
    entry = mention.entry
    if entry.kind in {"system", "office", "person"}:
        return False
    return entry.country is not None or (not with_country and entry.org is not None)
