"""Events in words: what, who, when, where, how sure."""

from __future__ import annotations

from collections.abc import Iterable

from foedera.codebook.directions import party_line, type_direction
from foedera.events import Event
from foedera.pictures.measure import clean, isolated
from foedera.pictures.records import Names
from foedera.text import edtf
from foedera.types import Actor, Place

MONTHS = "January February March April May June July August September October November December".split()
CREDIBILITY = (
    "",
    "1 – confirmed by independent voices",
    "2 – probably true",
    "3 – possibly true",
    "4 – doubtful",
    "5 – improbable",
    "6 – cannot be judged",
)
"""The words of the Admiralty scale."""
_MOST = 3
"""Parties in what an event without a name is called."""
_HOLDS = frozenset({"occurred", "ongoing", "denied"})


def type_words(kind: str) -> str:
    """Return a claim type as words."""
    return clean(kind.replace("_", " ").replace("-", " ")) or "no type"


def party_keys(event: Event) -> tuple[str, ...]:
    """Return who takes part in any role: country codes, short names of organisations, or plain names, sorted."""
    return tuple(sorted({party_key(actor) for actor in actors(event)}))


def actors(event: Event) -> Iterable[Actor]:
    """Return the actors of all roles, in order of the fields."""
    for view in event.fields:
        if view.field.startswith("role:"):
            yield from (reading.value for reading in view.readings if isinstance(reading.value, Actor))


def party_key(actor: Actor) -> str:
    """Return the state or organisation that an actor is or belongs to; its own name where it belongs to none."""
    return actor.country or actor.org or clean(actor.name) or "?"


def party_words(key: str, names: Names) -> str:
    """Return a party's name."""
    return isolated(clean(names.get(key, key)) or "?")


def parties_words(event: Event, names: Names, most: int | None = None) -> str:
    """Return all parties in a line; beyond `most`, how many more."""
    keys = party_keys(event)
    words = [party_words(key, names) for key in keys[: most or len(keys)]]
    more = len(keys) - len(words)
    return " – ".join(words) + (f" + {more} more" if more else "")


def label(event: Event, names: Names) -> str:
    """Return what an event is called in a picture: its name, or else its parties."""
    name = clean(event.name or "")
    return isolated(name) if name else _acting_words(event, names) or type_words(event.type)


def _acting_words(event: Event, names: Names) -> str:
    """Return who acts on whom where both are told, and all parties else."""
    told = [
        (view.field.removeprefix("role:"), party_words(party_key(reading.value), names))
        for view in event.fields
        for reading in view.readings
        if view.field.startswith("role:") and isinstance(reading.value, Actor)
    ]
    direction = type_direction(event.type)
    both = direction is not None and {*direction} <= {role for role, _ in told}
    return party_line(told, direction, _MOST) if both else parties_words(event, names, _MOST)


def where_words(event: Event, names: Names) -> str:
    """Return the places with their countries."""
    return "; ".join(dict.fromkeys(place_words(place, names) for place in event.where))


def place_words(place: Place, names: Names) -> str:
    """Return a place with its country."""
    country = clean(names.get(place.country, place.country)) if place.country else ""
    name = clean(place.name)
    if not name or not country or country.casefold() in name.casefold():
        return isolated(name or country or "?")
    return f"{isolated(name)}, {country}"


def when_words(value: str | None, status: str) -> str:
    """Return an EDTF date in words that fit the status; what is no date is shown as it stands.

    Example:
        >>> when_words("2025-07-19/2025-07-28", "occurred"), when_words("../2027", "planned")
        ('19–28 July 2025', 'by 2027')
    """
    if not value:
        return "no date"
    if not edtf.valid_edtf(value):
        return clean(value)
    first, last = edtf.split(value)
    if first == last:
        return _point(first)
    if last == edtf.OPEN:
        return f"{'since' if status in _HOLDS else 'from'} {_point(first)}"
    if first == edtf.OPEN:
        return f"{'until' if status in _HOLDS else 'by'} {_point(last)}"
    words = _range(_plain(first), _plain(last))
    if first != _plain(first) and last != _plain(last):
        return f"within {words}"
    return f"{words}, about" if first != _plain(first) or last != _plain(last) else words


def _range(first: str, last: str) -> str:
    start, end = first.split("-"), last.split("-")
    if len(start) == len(end) == 3 and start[:2] == end[:2]:
        return f"{int(start[2])}–{_point(last)}"
    if len(start) == len(end) == 3 and start[0] == end[0]:
        return f"{int(start[2])} {MONTHS[int(start[1]) - 1]} – {_point(last)}"
    if len(start) == len(end) == 2 and start[0] == end[0]:
        return f"{MONTHS[int(start[1]) - 1]}–{_point(last)}"
    return f"{_point(first)} – {_point(last)}" if len(start) + len(end) > 2 else f"{first}–{last}"


def _point(point: str) -> str:
    year, *rest = _plain(point).split("-")
    words = " ".join([*(str(int(part)) for part in rest[1:]), *(MONTHS[int(part) - 1] for part in rest[:1]), year])
    mark = point[len(_plain(point)) :]
    return {"~": f"about {words}", "?": f"{words} (uncertain)", "%": f"about {words} (uncertain)"}.get(mark, words)


def _plain(point: str) -> str:
    return point.rstrip("~?%")


def voices_words(event: Event) -> str:
    """Return how many independent voices tell of an event."""
    return f"{event.voices} voice{'' if event.voices == 1 else 's'}"


def credibility_words(event: Event) -> str:
    """Return the credibility in the words of its scale, with the reasons."""
    known = CREDIBILITY[event.credibility] if 1 <= event.credibility < len(CREDIBILITY) else str(event.credibility)
    reasons = "; ".join(clean(reason) for reason in event.reasons)
    return f"{known} ({reasons})" if reasons else known


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Example:
        >>> count(1, "claim"), count(1200, "claim"), count(2, "party", "parties")
        ('1 claim', '1,200 claims', '2 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def weight(event: Event) -> tuple[int, int, float, str]:
    """Return what events are ranked by, the best corroborated first: voices, credibility, confidence, then id."""
    return (-event.voices, event.credibility, -event.confidence, event.id)
