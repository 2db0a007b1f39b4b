"""How likely each state or organisation of a report plays a part that a claim's own sentences leave open.

What is weighed is plain: whether its section or the report at large is about it, whether it is the report's home or
voice, how far back and where in the paragraph it was named, which parts it plays in other claims, whether it is a
power, and whom a rule of thumb would take.
`python -m training.guesses` learns the weights from reports coded by hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, polity
from foedera.coding.weights import load
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.codebook import Role
    from foedera.coding.drafts import Draft

_FAR = 6
"""Sentences back that names are looked for."""
_NEAR = 100
"""Claims on either side, sentences back, and names, at most, that are looked at: a text of megabytes stays linear."""
_PARAGRAPH = 12
"""Sentences of a paragraph before a claim, at most, that are looked at."""
_PLAIN = 0.3
"""Score over which a filler is no guess itself."""

_POWERS = frozenset("AUS CAN CHE CHN DEU ESP EU FRA GBR ISR ITA JPN KOR NLD NOR RUS SWE TUR USA".split())
"""Whoever sells or gives most of the world's arms and aid: of others, it is rather the side that gets them."""

Signs = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a claim that nobody is known to play."""

    draft: Draft
    role: Role
    usual: tuple[str, ...]
    """Whom a rule of thumb would take, by their codes."""
    taken: frozenset[str]
    """Who plays a part already."""


def ranked(context: Context, slot: Slot, drafts: list[Draft], least: float = 0.0) -> list[str]:
    """Return those who play a part with some probability, at least, by their codes, the likeliest first."""
    return [key for chance, key in chances(context, slot, drafts) if chance >= least]


def chances(context: Context, slot: Slot, drafts: list[Draft]) -> list[tuple[float, str]]:
    """Return how likely each plays a part, with its code, the likeliest first."""
    weights = load("guesses")
    found = [(weights.probability(signs), key) for key, signs in weighed(context, slot, drafts)]
    return sorted(found, key=lambda each: -each[0])


def weighed(context: Context, slot: Slot, drafts: list[Draft]) -> Iterator[tuple[str, Signs]]:
    """Yield each state and organisation that may be meant, by its code, with what speaks for and against it."""
    surroundings = _Surroundings(context, slot, drafts)
    for place, actor in enumerate(context.salient[:_NEAR]):
        key = polity(actor)
        if key is not None and key not in slot.taken:
            yield key, list(surroundings.signs(actor, key, place))


class _Surroundings:
    """What is the same for all who may play one part."""

    def __init__(self, context: Context, slot: Slot, drafts: list[Draft]) -> None:
        self._context, self._slot = context, slot
        self._number = slot.draft.sentences[0]
        self._side = side_of(context, slot)
        self._section = [polity(actor) for actor in context.section(self._number)]
        self._main = [polity(actor) for actor in context.main]
        self._voice = polity(context.voice) if context.voice else None
        places = (cell.value for cell in slot.draft.values("where"))
        self._there = {place.country for place in places if isinstance(place, Place)} - {None}
        around = bisect_left(drafts, self._number, key=_sentence)
        near = drafts[max(0, around - _NEAR) : around + _NEAR]
        others = [other for other in near if other is not slot.draft]
        self._like = _players(others, slot.role.name, slot.draft.type)
        self._any = _players(others, slot.role.name, None)
        self._likes, self._all = max(1, self._like.total()), max(1, self._any.total())
        before = (names for names in reversed(context.named[max(0, self._number - _NEAR) : self._number]) if names)
        self._last = next((polity(names[-1].actor) for names in before), None)
        self._told = self._of_paragraph()

    def _of_paragraph(self) -> list[NamedActor]:
        """Return who is named in the claim's paragraph before it, in order."""
        sentences, start = self._context.sentences, self._slot.draft.triggers[0].start
        paragraph = sentences[self._number].segment.paragraph
        near = range(max(0, self._number - _PARAGRAPH), self._number + 1)
        told = (n for at in near if sentences[at].segment.paragraph == paragraph for n in self._context.named[at])
        return [name for name in told if name.start < start]

    def signs(self, actor: Actor, key: str, place: int) -> Iterator[tuple[str, float]]:
        """Yield what speaks for and against one of them, and how much."""
        yield from self._plain(actor, key, place)
        yield from self._paragraph(key)
        yield f"{self._side}: a power", float(key in _POWERS)

    def _paragraph(self, key: str) -> Iterator[tuple[str, float]]:
        mine = [name for name in self._told if polity(name.actor) == key]
        yield "in the paragraph", float(bool(mine))
        yield "subject in the paragraph", float(any(name.subject for name in mine))
        yield "first of the paragraph", float(bool(mine) and mine[0] is self._told[0])

    def _plain(self, actor: Actor, key: str, place: int) -> Iterator[tuple[str, float]]:
        context = self._context
        yield "named most", float(key == next(iter(self._main), None))
        yield "named most but one", float(key in self._main[1:])
        yield "rank", 1 / (1 + place)
        yield "share of names", context.share(key)
        yield "voice", float(key == self._voice)
        yield "voice and named most", float(key == self._voice and key in self._main)
        yield "home", float(key == context.home)
        yield "section's", float(key in self._section)
        yield "section's first", float(bool(self._section) and key == self._section[0])
        yield "not the section's", float(bool(self._section) and key not in self._section)
        yield "plays it in a like claim", float(key in self._like)
        yield "share of like claims", self._like[key] / self._likes
        yield "share of all claims", self._any[key] / self._all
        yield "has the place", float(key in self._there)
        yield "the place is another's", float(bool(self._there) and key not in self._there)
        yield "organisation", float(actor.country is None)
        yield "named last", float(key == self._last)
        yield "usual", float(key in self._slot.usual)
        yield from self._distance(key)

    def _distance(self, key: str) -> Iterator[tuple[str, float]]:
        back = [(at, names) for at in range(_FAR) if (names := self._named(self._number - at, key))]
        if not back:
            yield "far", 1.0
            return
        at, names = back[0]
        yield "nearness", 1 / (1 + at)
        if at < len(_BACK):
            yield _BACK[at], 1.0
        if at == 1 and any(name.subject for name in names):
            yield "subject of the sentence before", 1.0

    def _named(self, number: int, key: str) -> list[NamedActor]:
        return [name for name in self._context.named[number] if polity(name.actor) == key] if number >= 0 else []


_BACK = ("in the sentence", "one sentence back", "two sentences back")


def side_of(context: Context, slot: Slot) -> str:
    """Return on which side a part is: whose deed it is, whom it is done to, or one that is shared."""
    if slot.role.shared or slot.role.minimum > 1:
        return "together"
    return "acts" if slot.role is context.codebook.types[slot.draft.type].roles[0] else "is acted on"


def _sentence(draft: Draft) -> int:
    return draft.sentences[0]


def _players(drafts: list[Draft], role: str, kind: str | None) -> Counter[str]:
    """Return who plays a part in other claims, of a type or of all, and how often."""
    found: Counter[str] = Counter()
    for other in drafts:
        for cell in other.values(f"role:{role}") if kind in {None, other.type} else ():
            if cell.score > _PLAIN and isinstance(cell.value, Actor) and (key := polity(cell.value)):
                found[key] += 1
    return found
