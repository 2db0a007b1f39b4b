"""Places of the world: a sorted table searched in the file's bytes, so that loading parses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from foedera.gazetteer.fold import key
from foedera.types import Place

_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITAL = frozenset({"capital", "capital city"})
_FAR = 10
_PARTED = re.compile(r",| (?:in|near|off|outside|at|on) (?:the )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place under one of its names."""

    country: str | None
    lat: float
    lon: float
    kind: str
    """`state`, `region`, `city` or `place`."""
    rank: int
    """Importance: the higher wins where nothing else decides."""


class PlaceTable:
    """Finds places by folded name.

    Each line is `key TAB country TAB lat TAB lon TAB kind TAB rank`; lines stand in byte order.
    """

    def __init__(self, path: Path, more: Mapping[str, Sequence[PlaceRow]] | None = None) -> None:
        """Read the table; `more` has the user's own places by folded name."""
        self._data = path.read_bytes()
        self._more = more or {}
        self.rows = lru_cache(maxsize=256)(self._rows)
        """Returns the places with a name, the most important first: each is asked for by several countries in turn."""

    def _rows(self, name: str) -> tuple[PlaceRow, ...]:
        plain = key(name)
        wanted = plain.encode() + b"\t"
        position = self._first_at_least(wanted)
        found = list(self._more.get(plain, ()))
        while self._data.startswith(wanted, position):
            end = self._data.index(b"\n", position)
            found.append(_row(self._data[position:end].decode()))
            position = end + 1
        return tuple(sorted(found, key=lambda row: -row.rank))

    def _first_at_least(self, wanted: bytes) -> int:
        data = self._data
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.index(b"\n", middle) + 1
            if data[middle:end] < wanted:
                low = end
            else:
                high = middle
        return low


def _row(line: str) -> PlaceRow:
    _, country, lat, lon, kind, rank = line.split("\t")
    return PlaceRow(country or None, float(lat), float(lon), kind, int(rank))


class PlaceReader:
    """Finds the place in a phrase: `the Chinese province of Hebei`, `Batajnica air base near Belgrade`."""

    def __init__(
        self,
        table: PlaceTable,
        words: Mapping[str, Sequence[str]],
        without_states: Callable[[str], tuple[str, str | None]],
        state_name: Callable[[str], str],
        capital: Callable[[str], str | None],
    ) -> None:
        """`without_states` takes the adjectives of nationality off a phrase and tells the state they name."""
        self._state_name = state_name
        self._capital = capital
        self._table = table
        self._directions = frozenset(words.get("directions", ()))
        self._kinds = frozenset(words.get("place_kinds", ()))
        self._sites = frozenset(words.get("site_kinds", ()))
        self._without_states = without_states
        self.read = lru_cache(maxsize=128)(self._read)
        """Returns the place, under the words that name it; a hinted country decides between namesakes."""

    def _read(self, text: str, country: str | None) -> Place | None:
        row = self._best(text, country) if _has_capital(text) else None
        if row:
            return Place(text, row.country, row.lat, row.lon)
        head, *others = [part for part in map(str.strip, _PARTED.split(text)) if part] or [text]
        bare, named = self._without_states(head)
        around = next((row for part in others if _has_capital(part) and (row := self._best(part, country))), None)
        hint = country or (around.country if around else None) or named or self._state_in(others)
        if bare.casefold() in _CAPITAL and hint is not None:
            bare = self._capital(hint) or bare
        for core, shown in self._cores(bare.split()):
            row = self._best(core, hint, want_region=core != shown) if _has_capital(core) else None
            if row:
                return Place(shown, row.country, row.lat, row.lon)
        if others and not _has_capital(head):
            return self.read(others[0], country)  # `waters near Taiwan`: only the second part is a name
        # `Great Hall of the People, Beijing`, `Somali waters`: unknown itself, but where it lies is said.
        row = around or (self._state_row(named) if named else None)
        return Place(text, row.country, row.lat, row.lon) if row else None

    def _state_row(self, code: str) -> PlaceRow | None:
        return next((row for row in self._table.rows(self._state_name(code)) if row.country == code), None)

    def _state_in(self, parts: Sequence[str]) -> str | None:
        return next((state for part in parts if (state := self._without_states(part)[1])), None)

    def _cores(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """Iterate over ever shorter cores of a phrase, each with the words that name the place.

        Words like `province` are no part of the name; words like `air base` and `northern` are.
        """
        words = [_POSSESSIVE.sub("", word) for word in words]
        yield " ".join(words), " ".join(words)
        shown = list(words)
        while len(words) > 1 and words[0].casefold() in self._kinds | self._sites | self._directions:
            if words[0].casefold() not in self._directions:
                shown = words[1:]
            words = words[1:]
        yield " ".join(words), " ".join(shown)
        while size := self._closing(words, self._sites) or self._closing(words, self._kinds):
            if not self._closing(words, self._sites):
                shown = shown[:-size]
            words = words[:-size]
            yield " ".join(words), " ".join(shown)

    def _closing(self, words: Sequence[str], kinds: frozenset[str]) -> int:
        """Return how many words at the end say what kind of place it is; never all."""
        sizes = (size for size in (3, 2, 1) if size < len(words))
        return next((size for size in sizes if " ".join(words[-size:]).casefold() in kinds), 0)

    def _best(self, name: str, country: str | None, *, want_region: bool = False) -> PlaceRow | None:
        known = self._table.rows(name)
        rows = [row for row in known if row.country == country] or known
        if not rows:
            return None
        wanted = "region" if want_region else "city"
        namesakes = [row for row in rows if row.kind == wanted and row.country == rows[0].country]
        # Without a word like `province` a name that is a city's too means the city, unless it is far smaller.
        if namesakes and rows[0].kind != "state" and (want_region or namesakes[0].rank * _FAR >= rows[0].rank):
            return namesakes[0]
        return rows[0]


def _has_capital(text: str) -> bool:
    return any(char.isupper() for char in text)
