"""Whether two values of one field say the same, one perhaps more precisely."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedera.analysis.actors import actor_precision, same_actor, same_source
from foedera.analysis.dates import same_time, time_precision
from foedera.analysis.names import alike, key, words
from foedera.analysis.numbers import number_precision, same_number
from foedera.events import Entry
from foedera.types import Actor, CellValue, Place, Quantity

_NEAR_KM = 50.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Lore:
    """What the claims of one event tell about names: which are states', and which name one thing."""

    states: frozenset[tuple[str, str]] = frozenset()
    """Key of a state's name, and its country code."""
    alias: Mapping[str, frozenset[str]] | None = None
    """A name, and the other names that a report gives for it."""
    known: Mapping[str, str] | None = None
    """Names of states and their codes that are known besides."""

    def is_country(self, place: Place) -> bool:
        """Tell whether a place is a whole state."""
        if place.country is None:
            return False
        return (key(place.name), place.country) in self.states or (self.known or {}).get(place.name) == place.country

    def one_thing(self, left: str, right: str) -> bool:
        """Tell whether two names are alike, or some report gives one as another name of the other."""
        if alike(left, right):
            return True
        others = self.alias or {}
        return any(alike(right, other) for other in others.get(left, ())) or any(
            alike(left, other) for other in others.get(right, ())
        )


def learn(entries: Iterable[Entry], states: Mapping[str, str]) -> Lore:
    """Return what the claims of one event tell about names.

    Args:
        states: Names of states and their codes that are known besides; looked up as they are written.
    """
    named: set[tuple[str, str]] = set()
    alias: dict[str, set[str]] = {}
    for entry in entries:
        for cell in entry.claim.cells:
            if isinstance(cell.value, Actor) and cell.value.kind == "state" and cell.value.country:
                named.add((key(cell.value.name), cell.value.country))
        others = {str(value) for value in entry.claim.values("field:alias")}
        for name in entry.claim.values("name"):
            alias.setdefault(str(name), set()).update(others)
    return Lore(frozenset(named), {name: frozenset(others) for name, others in alias.items()}, states)


def agree(left: CellValue, right: CellValue, kind: str, lore: Lore) -> bool:
    """Tell whether two values of a field say the same, one perhaps more precisely. Symmetric.

    Values of different sorts (a number here, words there) never agree.
    """
    if isinstance(left, Actor) and isinstance(right, Actor):
        return same_source(left, right) if kind == "source" else same_actor(left, right)
    if isinstance(left, Place) and isinstance(right, Place):
        return same_place(left, right, lore)
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return same_number(left, right)
    if isinstance(left, str) and isinstance(right, str):
        return _same_text(left, right, kind, lore)
    if isinstance(left, str | Actor | Place | Quantity) or isinstance(right, str | Actor | Place | Quantity):
        return False
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def identical(left: CellValue, right: CellValue, kind: str) -> bool:
    """Tell whether two values that agree are one and the same, whatever their spelling: neither is vaguer or other.

    Example:
        >>> identical(Quantity(1200), Quantity(1200, unit="soldiers"), "number")
        True
        >>> identical(Quantity(1200), Quantity(1200, "about"), "number")
        False
    """
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return (left.n, left.qual) == (right.n, right.qual)
    if isinstance(left, Actor | Place) and isinstance(right, Actor | Place):
        return key(left.name) == key(right.name)
    if isinstance(left, str) and isinstance(right, str):
        return left == right or (kind != "time" and key(left) == key(right) != "")
    return left == right


def same_place(left: Place, right: Place, lore: Lore) -> bool:
    """Tell whether two places are one or one holds the other, as far as names and coordinates can tell.

    A state holds all its places. Which province a town lies in is not known here: then the places are two readings,
    which do not clash as long as the state is the same.
    """
    if left.country and right.country and left.country != right.country:
        return False
    if left.country and left.country == right.country and (lore.is_country(left) or lore.is_country(right)):
        return True
    if alike(left.name, right.name):
        return True
    return _kilometres(left, right) <= _NEAR_KM


def precision(value: CellValue, kind: str, lore: Lore) -> tuple[float, ...]:
    """Return a key that is greater the more exactly a value says what it says."""
    if isinstance(value, Actor):
        return actor_precision(value)
    if isinstance(value, Place):
        return (0 if lore.is_country(value) else 1, len(words(value.name)), 1 if value.country else 0)
    if isinstance(value, Quantity):
        return number_precision(value)
    if isinstance(value, str):
        return time_precision(value) if kind == "time" else (len(words(value)), len(value))
    return (0,)


def _same_text(left: str, right: str, kind: str, lore: Lore) -> bool:
    if kind == "time":
        return same_time(left, right)
    if kind in ("enumeration", "enumerations"):
        return key(left) == key(right)
    return lore.one_thing(left, right) if kind == "name" else alike(left, right)


def _kilometres(left: Place, right: Place) -> float:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return math.inf
    a, b = math.radians(left.lat), math.radians(right.lat)
    half_lat, half_lon = (b - a) / 2, math.radians(right.lon - left.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
