"""Which two "the two countries", "both armies" or "each other" take up: all pairs that a report names are weighed.

A pair is more than its two members: who is listed together, deals with each other or borders on each other is meant
sooner than whoever was named last. "Chad and Niger quarrel. Algeria mediates. [The two] will meet" is on the first.
`python -m training.pairs` learns the weights from the same `#~` lines as those of `antecedents`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from foedera.coding.antecedents import Reference, barred, in_heading, joined, likelihoods
from foedera.coding.context import FARTHEST, Context, NamedActor, polity
from foedera.coding.epithets import fitting, too_few
from foedera.coding.weights import load, odds

if TYPE_CHECKING:
    from foedera.types import Actor, Frame

Pair = tuple[str, str]
"""The codes of two, in the order of the alphabet."""
Signs = list[tuple[str, float]]

_TWO = 2
_LIKELIEST = 10
"""Of those who may be meant, how many are paired with each other, at most."""
_MOST = 12
"""States and organisations of one sentence, at most, that are paired: a list of members is no dealing of two."""
_NEIGHBOUR = "neighbo"
_SHARED = re.compile(
    r"(?i)\b(?:relations|relationship|ties|cooperation|partnership|friendship|trade|dealings|contacts|links) with "
    r"(?:the )?$"
)
"""What stands before the name of one of two, where the other goes without saying."""
_BEFORE_NAME = 40
_WITH = "with "
_RECENT = 3
"""Sentences, the own included, in which the two with whom another deals were listed."""


class Pairs:
    """Knows which states and organisations one report names together."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def choose(self, reference: Reference, own: str | None = None) -> tuple[Actor, ...]:
        """Return the two that a reference stands for; nobody where the report names fewer, or too few that fit.

        Args:
            own: Who must be one of them, by code: "our two countries" in the mouth of a minister.
        """
        if own is None and (found := self._listed_before(reference) or self._headed(reference)):
            return found
        weights = load("pairs")
        chances = [
            (weights.probability(signs), pair) for pair, signs in self.weighed(reference) if own is None or own in pair
        ]
        if not chances:
            return ()
        tied = self._tied(reference)
        best = next((pair for _, pair in chances if pair == tied), max(chances, key=lambda each: each[0])[1])
        order = {polity(actor): rank for rank, actor in enumerate(self._context.salient)}
        return tuple(self._context.usual(key) for key in sorted(best, key=lambda key: order.get(key, len(order))))

    def _listed_before(self, reference: Reference) -> tuple[Actor, ...]:
        """Return the two of the last list before "with both", if these are two: whoever deals with them is a third.

        "Peru's relations with Chile and Bolivia are close. Trade with [both neighbours] grew".
        """
        if not reference.words.startswith("both ") or not self._context.text.endswith(_WITH, 0, reference.start):
            return ()
        for number in range(reference.sentence, max(-1, reference.sentence - _RECENT), -1):
            names = [name for name in self._context.named[number] if name.end <= reference.start]
            lists = [set(group) for group in joined(self._context, names)]
            if lists:
                return tuple(map(self._context.usual, sorted(lists[0]))) if len(lists[0]) == _TWO else ()
        return ()

    def _headed(self, reference: Reference) -> tuple[Actor, ...]:
        """Return the two whom the section of a reference is on, or whom the heading above it names alone."""
        if headed := in_heading(self._context, reference, _TWO):
            return headed
        for number in range(reference.sentence - 1, max(-1, reference.sentence - FARTHEST), -1):
            if self._context.sentences[number].segment.kind == "heading":
                keys = dict.fromkeys(n.polity for n in self._context.named[number] if _keys([n]))
                return tuple(map(self._context.usual, keys)) if len(keys) == _TWO else ()
        return ()

    def _tied(self, reference: Reference) -> Pair | None:
        """Return whom a report is most about and the only one named last, if it has something with that one.

        In a report on Peru: "Relations with China improved. The two countries signed".
        """
        names = _Before(self._context, reference).last
        shared = any(_SHARED.search(self._context.text, max(0, n.start - _BEFORE_NAME), n.start) for n in names)
        main = polity(self._context.salient[0]) if shared else None
        both = sorted(_keys(names) | ({main} if main else set()))
        return (both[0], both[1]) if shared and len(both) == _TWO and len(_keys(names)) == 1 else None

    def weighed(self, reference: Reference) -> Iterator[tuple[Pair, Signs]]:
        """Yield each pair that may be meant with what speaks for and against it."""
        out = barred(self._context, reference)
        each = {
            key: odds(chance)
            for key, chance in likelihoods(self._context, reference)
            if key not in out and (not reference.states or self._context.usual(key).country)
        }
        if too_few(reference.words, each, _TWO):
            return
        fit = fitting(reference.words, each, self._context.gazetteer)
        likely = sorted((key for key in each if key in fit), key=lambda key: -each[key])[:_LIKELIEST]
        before = _Before(self._context, reference)
        for one, other in combinations(sorted(likely), _TWO):
            low, high = sorted((each[one], each[other]))
            signs = (*self._signs((one, other), reference), *before.signs((one, other)))
            yield (one, other), [("likelier", high), ("less likely", low), *signs]

    def _signs(self, pair: Pair, reference: Reference) -> Iterator[tuple[str, float]]:
        """Yield what a report at large says of a pair."""
        if pair[1] in self._context.gazetteer.neighbours(pair[0]):
            yield "neighbours", 1.0
            if _NEIGHBOUR in reference.words:
                yield "neighbours, and called so", 1.0
        if frozenset(pair) == self._first:
            yield "named first", 1.0
        yield "listed", math.log1p(self._listed[pair])
        if pair in self._deals:
            yield "share of dealings", self._deals[pair] / self._most_deals
        if frozenset(pair) == {polity(actor) for actor in self._context.pair}:
            yield "the report's pair", 1.0
        yield from self._near(pair, reference)

    def _near(self, pair: Pair, reference: Reference) -> Iterator[tuple[str, float]]:
        """Yield how far before a reference a sentence names both and nobody else, and whether the first one does."""
        numbers = self._beside.get(pair, [])
        at = bisect_right(numbers, reference.sentence - 1)
        if not at:
            return
        if len(_keys(self._context.named[numbers[at - 1]])) == _TWO:
            yield "named together alone", 1 / (1 + reference.sentence - numbers[at - 1])
        if numbers[0] == 0:
            yield "in the first sentence", 1.0

    @cached_property
    def _first(self) -> frozenset[str]:
        """The first two whom a report names."""
        return _first_two(name for names in self._context.named for name in names)

    @cached_property
    def _beside(self) -> dict[Pair, list[int]]:
        """The sentences that name both of a pair, by pair."""
        found: defaultdict[Pair, list[int]] = defaultdict(list)
        for number, names in enumerate(self._context.named):
            for pair in _pairs(_keys(names)):
                found[pair].append(number)
        return dict(found)

    @cached_property
    def _listed(self) -> Counter[Pair]:
        """How often two and nobody else stand in one list: "Peru and Chile"."""
        lists = (set(group) for names in self._context.named for group in joined(self._context, names))
        return Counter(pair for group in lists if len(group) == _TWO for pair in _pairs(group))

    @cached_property
    def _deals(self) -> dict[Pair, float]:
        """How often two have parts in what a sentence tells of, by the networks; less where more have."""
        found: defaultdict[Pair, float] = defaultdict(float)
        for sentence, names in zip(self._context.sentences, self._context.named, strict=True):
            for frame in sentence.frames:
                keys = self._players(frame, names)
                for pair in _pairs(keys):
                    found[pair] += 1 / (len(keys) - 1)
        return dict(found)

    def _players(self, frame: Frame, names: list[NamedActor]) -> frozenset[str]:
        """Return those named in a sentence who have parts in what a frame of it tells of."""
        kind = self._context.codebook.types.get(frame.type)
        parts = [f for f in frame.fillers if kind is not None and kind.role(f.label)]
        return _keys([n for n in names if any(n.start < f.end and f.start < n.end for f in parts)])

    @cached_property
    def _most_deals(self) -> float:
        return max(self._deals.values())


class _Before:
    """Whom a report names before one reference."""

    def __init__(self, context: Context, reference: Reference) -> None:
        number = reference.sentence
        here = [name for name in context.named[number] if name.end <= reference.start]
        before = context.named[max(0, number - FARTHEST) : number]
        near = (names for names in (here, *reversed(before)) if _keys(names))
        self._here = _keys(here)
        self._acting = _keys([name for name in here if name.subject])
        self.last = next(near, [])
        """The names of the last words that name anybody."""
        self._last = _keys(self.last)
        self._most = polity(context.salient[0]) if context.salient else None

    def signs(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Yield what the words before a reference say of a pair."""
        both = frozenset(pair)
        if both == self._here:
            yield "all of its own sentence", 1.0
        if self._here - both:
            yield "another in its sentence", 1.0
        if len(self._acting & both) == 1:
            yield "one acts in its sentence", 1.0
        if len(self._last) == 1 and self._last < both:
            yield "one named last alone", 1.0
            if self._most in both - self._last:
                yield "one named last alone, the other most", 1.0
        if both == self._last and both != self._here:
            yield "the two of the sentence before", 1.0


def _keys(names: list[NamedActor]) -> frozenset[str]:
    """Return the states and organisations of some names, by code; companies deal for nobody."""
    return frozenset(key for name in names if name.actor.kind != "company" and (key := polity(name.actor)))


def _first_two(names: Iterable[NamedActor]) -> frozenset[str]:
    """Return the first two of some names, by code."""
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(_keys([name]))
        if len(found) == _TWO:
            break
    return frozenset(found)


def _pairs(keys: frozenset[str] | set[str]) -> Iterator[Pair]:
    """Yield all pairs of those of one sentence."""
    ordered = sorted(keys) if len(keys) <= _MOST else []
    return ((one, other) for one, other in combinations(ordered, _TWO))
