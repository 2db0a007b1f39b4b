"""How likely each state or organisation of a report plays a part that a claim's own sentences leave open.

What is weighed is plain: whether its section or the report at large is about it, whether it is the report's home or
voice, how far back and where in the paragraph it was named, which parts it plays in other claims, whether it is a
power, and whom a rule of thumb would take.
`python -m training.guesses` learns the weights from reports coded by hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, party, polity
from foedera.coding.scores import INFERRED
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

_POWERS = "arms"
"""What those have who sell or give most of the world's arms and aid; others are rather the side that gets them."""

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
        self._power = f"{side_of(context, slot)}: a power"
        self._section = [polity(actor) for actor in context.section(self._number)]
        places = (cell.value for cell in slot.draft.values("where"))
        self._there = {place.country for place in places if isinstance(place, Place)} - {None}
        around = bisect_left(drafts, self._number, key=_sentence)
        near = drafts[max(0, around - _NEAR) : around + _NEAR]
        played = list(_played([other for other in near if other is not slot.draft], slot.role.name))
        self._like = Counter(key for kind, key in played if kind == slot.draft.type)
        self._any = Counter(key for _, key in played)
        self._likes, self._all = max(1, self._like.total()), max(1, self._any.total())
        self._back = self._last_named()
        self._so: defaultdict[str | None, Signs] = defaultdict(list)
        for name, keys in (*self._of_report(), *self._of_place()):
            for key in dict.fromkeys(keys):
                self._so[key].append((name, 1.0))

    def _last_named(self) -> dict[str | None, int]:
        """Return how many sentences back each was named last, of those near."""
        found: dict[str | None, int] = {}
        for back in range(min(_FAR, self._number + 1)):
            for name in self._context.named[self._number - back]:
                found.setdefault(polity(name.actor), back)
        return found

    def _of_report(self) -> Iterator[tuple[str, Iterable[str | None]]]:
        """Yield of whom it is so what a report says of somebody at large, in its claims too."""
        context, main = self._context, [polity(actor) for actor in self._context.main]
        voice = [polity(context.voice)] if context.voice else []
        yield "named most", main[:1]
        yield "named most but one", main[1:]
        yield "voice", voice
        yield "voice and named most", [key for key in voice if key in main]
        yield "home", [context.home]
        yield "plays it in a like claim", self._like
        yield "has the place", self._there
        yield "usual", self._slot.usual

    def _of_place(self) -> Iterator[tuple[str, Iterable[str | None]]]:
        """Yield of whom it is so what the place of a claim in its report says of somebody."""
        named, number = self._context.named, self._number
        yield "section's", self._section
        yield "section's first", self._section[:1]
        before = (names for names in reversed(named[max(0, number - _NEAR) : number]) if names)
        yield "named last", [polity(names[-1].actor) for names in islice(before, 1)]
        told = self._of_paragraph()
        yield "in the paragraph", (polity(name.actor) for name in told)
        yield "subject in the paragraph", (polity(name.actor) for name in told if name.subject)
        yield "first of the paragraph", (polity(name.actor) for name in told[:1])
        subjects = (polity(name.actor) for name in (named[number - 1] if number else ()) if name.subject)
        yield "subject of the sentence before", (key for key in subjects if self._back[key] == 1)

    def _of_paragraph(self) -> list[NamedActor]:
        """Return who is named in the claim's paragraph before it, in order."""
        sentences, start = self._context.sentences, self._slot.draft.triggers[0].start
        paragraph = sentences[self._number].segment.paragraph
        near = range(max(0, self._number - _PARAGRAPH), self._number + 1)
        told = (n for at in near if sentences[at].segment.paragraph == paragraph for n in self._context.named[at])
        return [name for name in told if name.start < start]

    def signs(self, actor: Actor, key: str, place: int) -> Iterator[tuple[str, float]]:
        """Yield what speaks for and against one of them, and how much."""
        yield from self._so.get(key, ())
        yield "rank", 1 / (1 + place)
        yield "share of names", self._context.share(key)
        if key in self._any:
            yield "share of like claims", self._like.get(key, 0) / self._likes
            yield "share of all claims", self._any[key] / self._all
        if self._section and key not in self._section:
            yield "not the section's", 1.0
        if self._there and key not in self._there:
            yield "the place is another's", 1.0
        if actor.country is None:
            yield "organisation", 1.0
        if key in self._context.gazetteer.those_with(_POWERS):
            yield self._power, 1.0
        yield from self._distance(key)

    def _distance(self, key: str) -> Iterator[tuple[str, float]]:
        back = self._back.get(key)
        if back is None:
            yield "far", 1.0
            return
        yield "nearness", 1 / (1 + back)
        if back < len(_BACK):
            yield _BACK[back], 1.0


_BACK = ("in the sentence", "one sentence back", "two sentences back")


def side_of(context: Context, slot: Slot) -> str:
    """Return on which side a part is: whose deed it is, whom it is done to, or one that is shared."""
    if slot.role.shared or slot.role.minimum > 1:
        return "together"
    return "acts" if slot.role is context.codebook.types[slot.draft.type].roles[0] else "is acted on"


def _sentence(draft: Draft) -> int:
    return draft.sentences[0]


def _played(drafts: list[Draft], role: str) -> Iterator[tuple[str, str]]:
    """Yield who plays a part in other claims, each time, behind the type of the claim."""
    name = f"role:{role}"
    for other in drafts:
        for cell in other.cells:
            told = cell.field == name and cell.score > INFERRED
            if told and (key := party(cell)):
                yield other.type, key
