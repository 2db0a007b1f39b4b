"""Working out what actor a phrase means that is no known name: `the Serbian defence ministry`, `72nd Brigade`.

Which words make a unit, a ministry or a group of people is data (`words.yaml`); this module knows only how an
English noun phrase is built: modifiers, head noun, then `of`, `in`, `for` and more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from foedera.gazetteer.entries import Entry, Mention
from foedera.gazetteer.fold import key
from foedera.types import Actor, ActorKind

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/‐‑–-][^\W_]+)*\.?")
_OUTER = " \t\r\n\"'“”‘’«»()[],;:"
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBERED = re.compile(r"\d+(st|nd|rd|th|e|er)?|[IVX]+")
_JOINED = re.compile(r"[-‐‑–](?=[a-z])")
"""Behind a name that may own what follows where nothing else does: "Saudi-led", "Moscow-based"."""
_BACKED = re.compile(
    r"[-‐‑–](?:aligned|allied|armed|backed|financed|friendly|funded|linked|sponsored|supported|trained)\b",
    re.IGNORECASE,
)
"""Behind the name of who stands behind somebody: "Rwandan-backed rebels" are not Rwanda's."""
_OPENING = (",", "(", ":")
"""Marks after which something else begins."""
_LINKS = " \t-–'’"
_MODIFIERS = frozenset({"adjective", "people", "combining", "abbreviation"})
_LONGEST_NOUN = 4
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase cut into the words up to its head and the words after."""

    text: str
    head_part: str
    tail: str
    tokens: tuple[str, ...]
    """Words of the head part as printed."""

    def ends_with(self, nouns: frozenset[str]) -> str | None:
        """Return the longest of some (possibly several-word) nouns that the head part ends with."""
        for candidate in _endings(self.tokens):
            if candidate in nouns:
                return candidate
        return None


@lru_cache(maxsize=256)  # a phrase is held against several lists of nouns
def _endings(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return what may be a noun at the end of a phrase, the longest first."""
    last = [key(token) for token in tokens[-_LONGEST_NOUN:]]
    return tuple(" ".join(last[at:]) for at in range(len(last)))


def clean(name: str, articles: frozenset[str]) -> str:
    """Return a phrase without outer quotes, articles and a closing possessive."""
    text = " ".join(name.split()).strip(_OUTER)
    first, _, rest = text.partition(" ")
    while rest and first.casefold() in articles:
        text = rest.strip(_OUTER)
        first, _, rest = text.partition(" ")
    return text if text.endswith(("s'", "s’")) else _POSSESSIVE.sub("", text)


def cut(text: str, linking: frozenset[str]) -> Phrase:
    """Cut a phrase at the first linking word, comma or bracket after its first word."""
    tokens: list[str] = []
    end, end_of_last = len(text), 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if tokens and (token.casefold() in linking or text[end_of_last : match.start()].rstrip().endswith(_OPENING)):
            end = match.start()
            break
        tokens.append(token)
        end_of_last = match.end()
    return Phrase(text, text[:end].rstrip(" ,(:"), text[end:], tuple(tokens))


class PhraseReader:
    """Reads phrases with the help of the names inside them."""

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        ministries: Mapping[str, str],
        find: Callable[[str], tuple[Mention, ...]],
        state_name: Callable[[str], str],
        region_country: Callable[[str], str | None],
    ) -> None:
        """`region_country` tells the country of a first-level region (Ohio); it is asked for militia-like units."""
        self._words = {name: frozenset(values) for name, values in words.items()}
        self._ministries = ministries
        self._find = find
        self._state_name = state_name
        self._region_country = region_country

    def word_set(self, name: str) -> frozenset[str]:
        """Return one of the word lists."""
        return self._words.get(name, frozenset())

    def phrase(self, text: str) -> Phrase:
        """Return a cleaned phrase, cut at its head."""
        return cut(text, self.word_set("linking"))

    def country(self, phrase: Phrase) -> str | None:
        """Return the country that a phrase names: as a whole ("Port of Spain"), before the head, then after it."""
        for mention in self._find(phrase.text):
            if mention.end - mention.start == len(phrase.text) and mention.entry.country:
                return mention.entry.country
        entry = self._owner(phrase, with_country=True)
        return entry.country if entry else None

    def without_states(self, text: str) -> tuple[str, str | None]:
        """Return a phrase without adjectives of nationality and possessive states, and the state that it names."""
        bare, state = text, None
        for mention in reversed(self._find(text)):
            if mention.entry.kind != "state":
                continue
            state = mention.entry.country
            after = bare[mention.end :]
            possessive = re.match(r"['’]s?\s+", after)
            if possessive or (mention.sense in _MODIFIERS and after.lstrip(_LINKS)):
                after = after[possessive.end() :] if possessive else after.lstrip(_LINKS)
                bare = bare[: mention.start] + after
        return bare.strip(), state

    def read(self, phrase: Phrase) -> Actor | None:
        """Return the actor that the head noun and the names beside it give, None where the head is unknown."""
        person = self._titled_person(phrase)
        if person:
            return person
        kind = self._kind(phrase)
        if kind is None:
            return None
        owner = self._owner(phrase, with_country=False)
        if kind == "state":
            return self._as_a_whole(phrase, owner)
        country = owner.country if owner else None
        if kind == "unit":
            return Actor(self._unit_name(phrase), kind, self._region_of(phrase) or country)
        name = self._ministry(phrase) if kind == "organisation" else None
        return Actor(name or phrase.text, kind, country, owner.org if owner and country is None else None)

    def _owner(self, phrase: Phrase, *, with_country: bool) -> Entry | None:
        """Return the state or organisation that a phrase names; two joined by a hyphen are none."""
        weak: list[Entry] = []
        for part in (phrase.head_part, phrase.tail):
            for mention in self._find(part):
                if mention.sense == "combining":
                    return None
                if not _names_owner(mention, with_country=with_country):
                    continue
                if _BACKED.match(part, mention.end):
                    continue
                # `the US embassy in Belgrade`: the capital is only where it stands.
                stands = mention.sense == "capital" and part is phrase.tail
                if not stands and not _JOINED.match(part, mention.end):
                    return mention.entry
                weak.append(mention.entry)
        return weak[0] if weak else None

    def _kind(self, phrase: Phrase) -> ActorKind | None:
        """Return the kind that the longest known head noun gives: `Joint Staff` before `staff`."""
        noun = next((ending for ending in _endings(phrase.tokens) if ending in self._heads), "")
        heads = self._heads.get(noun, ())
        if self._is_institution(phrase) and heads[:1] != ("people",):
            return "organisation"
        return next((kind for name in heads if (kind := self._kind_of_head(phrase, name, noun))), None)

    @cached_property
    def _heads(self) -> dict[str, tuple[str, ...]]:
        """The lists in which each noun stands that tells a kind."""
        found: dict[str, tuple[str, ...]] = {}
        for name in ("people", "institutions", "forces", "units", "companies", "collectives"):
            found.update((noun, (*found.get(noun, ()), name)) for noun in self.word_set(name))
        return found

    def _kind_of_head(self, phrase: Phrase, name: str, noun: str) -> ActorKind | None:
        if name == "forces":
            return "state" if self._is_whole(phrase, noun) else "unit" if self._is_named(phrase) else None
        if name == "units":
            return "unit" if self._is_named(phrase) else "state"  # `a Chinese special unit` is China's army at large
        if name == "companies":
            return "company" if len(phrase.tokens) > 1 else None
        return "organisation" if name == "institutions" else "group"

    def _is_institution(self, phrase: Phrase) -> bool:
        first = phrase.tokens[0].casefold() if phrase.tokens else ""
        return first in self.word_set("institutions") or key(self.without_states(phrase.text)[0]) in self._ministries

    def _is_whole(self, phrase: Phrase, forces: str) -> bool:
        """Tell whether a force is all of a state's: nothing but nationality and plain adjectives before it."""
        before = " ".join(phrase.tokens[: len(phrase.tokens) - len(forces.split())])
        for mention in reversed(self._find(before)):
            if mention.entry.kind in {"state", "organisation", "service"}:
                before = before[: mention.start] + before[mention.end :]
        left = (_POSSESSIVE.sub("", token).strip(_LINKS) for token in before.split())
        return all(word.casefold() in self.word_set("whole") for word in left if word)

    def _as_a_whole(self, phrase: Phrase, owner: Entry | None) -> Actor | None:
        """Return the state whose army or government a phrase means, or the organisation whose forces."""
        if owner is None:
            return None
        if owner.kind in {"state", "service"} and owner.country is not None:
            return Actor(self._state_name(owner.country), "state", owner.country)
        if owner.kind == "organisation" and owner.org is not None:
            return Actor(owner.name, "organisation", None, owner.org)
        return Actor(phrase.text, "group", owner.country)

    def _is_named(self, phrase: Phrase) -> bool:
        """Tell whether a unit has a name or number of its own, as against `a brigade`, `Serbian troops`."""
        bare, _ = self.without_states(phrase.head_part)
        return any(_NUMBERED.fullmatch(token) or token[0].isupper() for token in _TOKEN.findall(bare))

    def _unit_name(self, phrase: Phrase) -> str:
        """Return a unit's name without the state it belongs to: `Pacific Fleet` for `Russia's Pacific Fleet`."""
        bare, _ = self.without_states(phrase.head_part)
        tail = "" if self._find(phrase.tail) else f" {phrase.tail}".rstrip()
        return (bare if len(bare.split()) > 1 else phrase.head_part) + tail

    def _ministry(self, phrase: Phrase) -> str | None:
        """Return the usual name of a ministry that most states have, without the state."""
        bare, _ = self.without_states(phrase.text)
        for mention in reversed(self._find(bare)):
            if mention.entry.kind == "state":
                bare = re.sub(r"(?:(?<!\s)\s++)?+\bof( the)?\s*+$", "", bare[: mention.start]) + bare[mention.end :]
        return self._ministries.get(key(bare))

    def _region_of(self, phrase: Phrase) -> str | None:
        """Return the country of the region in front of a National Guard; Georgia's may be either."""
        noun = phrase.ends_with(self.word_set("region_units"))
        if noun is None:
            return None
        return self._region_country(" ".join(phrase.tokens[: -len(noun.split())]))

    def _titled_person(self, phrase: Phrase) -> Actor | None:
        """Return the person after a title: `Chinese Defence Minister Dong Jun`, `Gen. Smith`."""
        titles = self.word_set("titles")
        tokens = phrase.tokens
        last = max((at for at, token in enumerate(tokens[:-1]) if token.rstrip(".").casefold() in titles), default=-1)
        name = tokens[last + 1 :]
        if last < 0 or len(name) > _LONGEST_NAME or not all(map(self._is_name_word, name)):
            return None
        if any(mention.entry.kind != "person" for mention in self._find(" ".join(name))):
            return None
        owner = self._owner(phrase, with_country=True)
        return Actor(" ".join(name), "person", owner.country if owner else None)

    def _is_name_word(self, word: str) -> bool:
        lowered = word.casefold()
        if lowered in self.word_set("name_particles"):
            return True
        heads = ("people", "institutions", "forces", "units", "collectives", "companies", "no_names")
        return word[0].isupper() and not any(lowered in self.word_set(name) for name in heads)


def _names_owner(mention: Mention, *, with_country: bool) -> bool:
    entry = mention.entry
    if entry.kind in {"system", "office", "person", "place"}:
        return False
    return entry.country is not None or (not with_country and entry.org is not None)
