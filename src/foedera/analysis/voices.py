"""How many speak independently: near copies are one voice, and so is what one publisher prints twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from foedera.analysis.actors import actor_precision, same_actor
from foedera.analysis.names import key
from foedera.events import Entry
from foedera.types import Actor

_OWN, _NAMED, _NAMELESS = 1.0, 0.75, 0.5
"""What a claim weighs in a report's own voice, with a source that is named, with one that is not ("officials")."""
_DOUBT = 0.5
"""What a claim weighs, beside a sure one, that a person marked as unsure, or that was read with less than even odds."""


def voices_of(entries: Iterable[Entry]) -> int:
    """Return how many independent publishers speak: the most reports of which no two share publisher or text.

    An agency's report on many sites is one voice. A site that copies the agency and also writes itself adds its own
    report, as long as another site carries the agency's. Reports without a publisher are taken to have one and the
    same, since nothing shows that they are independent.
    """
    return _matching(frozenset([(entry.voice, publisher_key(entry)) for entry in entries]))


def publisher_key(entry: Entry) -> str:
    """Return the publisher in a form that does not depend on case and marks; empty where it is not known."""
    return key(entry.publisher) if entry.publisher else ""


def origins_of(entries: Iterable[Entry]) -> int:
    """Return how many different sources are behind claims: those whom reports cite, and reports in their own voice."""
    own: set[str] = set()
    cited: list[Actor] = []
    citing: dict[tuple[Actor, ...], str] = {}
    for entry in entries:
        sources = sources_of(entry)
        if not sources:
            own.add(publisher_key(entry))
        else:
            citing[sources] = min(entry.id, citing.get(sources, entry.id))
    for sources in sorted(citing, key=citing.__getitem__):
        if not any(same_actor(source, known) for source in sources for known in cited):
            cited.append(max(sources, key=lambda actor: (actor_precision(actor), actor.name)))
    return len(own) + len(cited)


def weight(entry: Entry) -> float:
    """Return how much one claim weighs: how the report vouches for it, and how sure it is that the report says so."""
    sources = sources_of(entry)
    if not sources:
        return _OWN * doubt(entry)
    nameless = all(source.kind == "group" for source in sources)
    return (_NAMELESS if nameless else _NAMED) * doubt(entry)


def doubt(entry: Entry) -> float:
    """Return 0.5 for a claim that a person is unsure of or the reader was; 1 for any other."""
    if entry.verdict == "accepted" or entry.edited:
        return 1.0
    return _DOUBT if entry.verdict == "unsure" or entry.claim.confidence < 0.5 else 1.0


def support(entries: Sequence[Entry], weigh: Callable[[Entry], float] = weight) -> float:
    """Return the independent voices behind claims, each at its weight.

    For every level of weight, the independent voices that reach it are counted, and the levels added up: three copies
    of one text weigh as much as the weightiest, and ten that cite one ministry as much as one.
    """
    if len(entries) == 1:
        return weigh(entries[0])
    weighed = [(weigh(entry), entry) for entry in entries]
    total, below = 0.0, 0.0
    for level in sorted({weight for weight, _ in weighed if weight > 0}):
        reach = [entry for weight, entry in weighed if weight >= level]
        total += (level - below) * independent(reach)
        below = level
    return total


def independent(entries: Sequence[Entry]) -> int:
    """Return the number of voices that neither share a publisher or text nor all go back to fewer sources."""
    voices = voices_of(entries)
    return voices if voices < 2 else min(voices, origins_of(entries))


def sources_of(entry: Entry) -> tuple[Actor, ...]:
    """Return whom the report names as the source of a claim; nobody where it speaks in its own voice."""
    return tuple(cell.value for cell in entry.claim.cells if cell.field == "said_by" and isinstance(cell.value, Actor))


@lru_cache(maxsize=4096)  # the same reports speak on many fields of an event
def _matching(edges: frozenset[tuple[str, str]]) -> int:
    """Return the size of a greatest matching between voices and publishers (Kuhn's augmenting paths)."""
    distinct = (len({voice for voice, _ in edges}), len({publisher for _, publisher in edges}))
    if min(distinct) < 2 or distinct == (len(edges), len(edges)):
        return min(distinct)  # one text or one publisher, or nothing shared: by far the most
    publishers: dict[str, list[str]] = {}
    for voice, publisher in sorted(edges):
        publishers.setdefault(voice, []).append(publisher)
    taken: dict[str, str] = {}
    return sum(_augment(voice, publishers, taken) for voice in publishers)


def _augment(start: str, publishers: dict[str, list[str]], taken: dict[str, str]) -> bool:
    """Give one more voice a publisher of its own, moving others where needed. Without recursion: chains may be long."""
    came_from: dict[str, str] = {}
    queue = [start]
    for voice in queue:
        for publisher in publishers[voice]:
            if publisher in came_from:
                continue
            came_from[publisher] = voice
            if publisher in taken:
                queue.append(taken[publisher])
                continue
            _shift(publisher, came_from, taken, start)
            return True
    return False


def _shift(publisher: str, came_from: dict[str, str], taken: dict[str, str], start: str) -> None:
    while True:
        voice = came_from[publisher]
        before = next((other for other, holder in taken.items() if holder == voice), None)
        taken[publisher] = voice
        if voice == start or before is None:
            return
        publisher = before
