"""Whom a guess took for a part of a claim, weighed against everybody else whom the report names.

`inference` asks one source after another and takes whoever the first of them gives. Here all that speaks for each
state and organisation is weighed together: what `guesses` looks at, how far the networks believed it, what it does in
the report's other claims. Somebody else gets the part where that is clearly likelier; who is told is never touched.
`python -m training.players` learns the weights from reports coded by hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.coding.context import Context, NamedActor, party
from foedera.coding.exceptions import excepted
from foedera.coding.guesses import Slot, side_of, weighed
from foedera.coding.issues import beside, suffering
from foedera.coding.parts import playing
from foedera.coding.scores import INFERRED
from foedera.coding.series import names_of
from foedera.coding.weights import load, odds
from foedera.types import Cell, Place, Span

if TYPE_CHECKING:
    from foedera.codebook import Role
    from foedera.coding.drafts import Draft
    from foedera.coding.guesses import Signs

_NEAR = 100
"""Claims on either side, at most, that a claim is held against: a text of megabytes stays linear."""
_SCORE = 0.18
"""Of whoever is put in: as of those whom `inference` takes from the report at large."""
CLEARLY = 0.75
"""By how much, in log-odds, somebody else must be likelier than who was guessed."""
_FLOOR = 0.1
"""Probability of a filler that the networks do not even half believe."""
_GAP = 10
"""Characters between a name and a trigger that halve the nearness."""
_BELIEFS = frozenset({"where", "said_by"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim with those who were guessed to play it."""

    draft: Draft
    role: Role
    side: str
    """As `guesses.side_of` has it."""
    guessed: tuple[str, ...]
    """By their codes."""
    candidates: tuple[tuple[str, Signs], ...]
    """Whoever may play it, the guessed ones among them, with what speaks for and against each."""


class Players:
    """Weighs the guesses of one report."""

    def __init__(self, context: Context, drafts: Sequence[Draft]) -> None:
        """`drafts`: all that become claims, in order, their parts filled."""
        self._context = context
        self._drafts = list(drafts)
        self._plays = [_told_in(draft) for draft in self._drafts]
        self._everybody = [set[str]().union(*plays.values()) for plays in self._plays]
        self._things = [names_of(draft) for draft in self._drafts]

    def settle(self) -> Iterator[tuple[Draft, Role]]:
        """Give parts that were guessed to whoever is clearly likelier, and yield each part that changed hands.

        A place that was only taken from who was guessed to be at home goes with it.
        """
        for number, draft in enumerate(self._drafts):
            roles = self._context.codebook.types[draft.type].roles if draft.guessed else ()
            for role in roles:
                cells = [cell for cell in draft.values(f"role:{role.name}") if cell in draft.guessed]
                keys = tuple(dict.fromkeys(key for cell in cells if (key := party(cell))))
                if keys and self._hand_over(self._part(number, role, keys), cells):
                    yield draft, role

    def _hand_over(self, part: Part, cells: list[Cell]) -> bool:
        """Put the likelier ones in the place of the others, and tell whether there were any."""
        chosen = self.chosen(part)
        worse = [key for key in part.guessed if key not in chosen]
        better = [key for key in chosen if key not in part.guessed]
        for old, new in zip(worse, better, strict=True):
            gone = [cell for cell in cells if party(cell) == old]
            spans = {cell.span for cell in gone}
            part.draft.cells = [
                cell for cell in part.draft.cells if cell not in gone and not _is_ground(cell, spans, old)
            ]
            self._add(part, new)
        return bool(worse)

    def _add(self, part: Part, key: str) -> None:
        """Put somebody in a part, by a name in the claim's own sentences or else the first."""
        actor, named = self._context.usual(key), self._context.named
        own = (Span(n.start, n.end) for number in part.draft.sentences for n in named[number] if n.polity == key)
        span = next(own, None) or self._context.first_mention(actor)
        if span is not None:
            cell = Cell(f"role:{part.role.name}", actor, self._context.text[span.start : span.end], span, _SCORE)
            part.draft.cells.append(cell)
            part.draft.guessed = [*part.draft.guessed, cell]

    def chosen(self, part: Part) -> Sequence[str]:
        """Return who plays a part, by their codes: the likeliest, as many as were guessed."""
        if len(part.candidates) <= len(part.guessed):
            return part.guessed
        weights, groups = load("players"), (f"{part.side}: ", f"{part.role.name}: ")
        found = []
        for key, signs in part.candidates:
            chance = odds(weights.probability(signs, *groups))
            found.append((chance + CLEARLY * (key in part.guessed), key))
        return [key for _, key in sorted(found, key=lambda each: -each[0])[: len(part.guessed)]]

    def _part(self, number: int, role: Role, guessed: tuple[str, ...]) -> Part:
        """Return a part with everybody who may play it; with nobody where the report does not name a guessed one."""
        draft = self._drafts[number]
        slot = Slot(draft, role, guessed, frozenset(self._taken(number, role)) - set(guessed))
        looks, others = _Looks(self._context, draft, role), self._others(number, role)
        candidates = []
        for key, plain in weighed(self._context, slot, self._drafts):
            signs = (*plain, *looks.signs(key), *others.signs(key))
            candidates.append((key, [(name, value) for name, value in signs if value]))
        known = {key for key, _ in candidates}.issuperset(guessed)
        return Part(draft, role, side_of(self._context, slot), guessed, tuple(candidates if known else ()))

    def _taken(self, number: int, role: Role) -> set[str]:
        """Return who cannot play a part: who plays it or another one, and who takes a like position beside it."""
        draft, kinds = self._drafts[number], self._context.codebook.types
        taken = playing(draft, role) | excepted(draft, self._context)
        if role.stance and role is not kinds[draft.type].roles[0]:
            near = self._drafts[max(0, number - _NEAR) : number + _NEAR]
            taken |= beside(draft, near, kinds) | suffering(draft, near, self._context)
        return taken

    def _others(self, number: int, role: Role) -> _Others:
        """Return what everybody does in the claims near one."""
        draft = self._drafts[number]
        found = _Others(draft, set[str]().union(*_told_in(draft).values()), self._things[number])
        for at in range(max(0, number - _NEAR), min(len(self._drafts), number + _NEAR)):
            if at != number:
                found.add(
                    self._drafts[at], self._plays[at].get(role.name, set()), self._everybody[at], self._things[at]
                )
        return found


def crossed(part: Part, signs: Signs) -> Iterator[tuple[str, float]]:
    """Yield signs as they weigh for all parts, for those of a side and for those of one name."""
    side, role = part.side, part.role.name
    for name, value in signs:
        yield name, value
        yield f"{side}: {name}", value
        yield f"{role}: {name}", value


class _Looks:
    """What a claim itself says of those who may play a part of it."""

    def __init__(self, context: Context, draft: Draft, role: Role) -> None:
        self._context, self._draft, self._role = context, draft, role
        self._triggers = sorted(trigger.start for trigger in draft.triggers)
        self._names: defaultdict[str, list[tuple[int, NamedActor]]] = defaultdict(list)
        for number in dict.fromkeys(draft.sentences):
            for name in context.named[number]:
                self._names[name.polity].append((number, name))
        self._believed = self._beliefs()
        self._says = {key for cell in draft.values("said_by") if (key := party(cell))}
        self._plays = _players_of(draft, role)
        systems = (context.gazetteer.system(str(cell.value)) for cell in draft.values("name"))
        self._makers = {system.country for system in systems if system is not None and system.country}

    def _beliefs(self) -> dict[str, dict[str, float]]:
        """Return how far the networks believe each to play the part, or another one, to be the place or the source."""
        found: dict[str, dict[str, float]] = {f"believed {kind}": {} for kind in ("part", "other", *sorted(_BELIEFS))}
        for label, number, span, score in self._fillers():
            kind = label if label in _BELIEFS else "part" if label == self._role.name else "other"
            believed, above = found[f"believed {kind}"], _above(score)
            for name in self._context.named[number] if above else ():
                if name.start < span.end and span.start < name.end:
                    believed[name.polity] = max(believed.get(name.polity, 0.0), above)
        return found

    def _fillers(self) -> Iterator[tuple[str, int, Span, float]]:
        """Yield the weak fillers, and the places and sources, with the sentence of each."""
        roles = {role.name for role in self._context.codebook.types[self._draft.type].roles}
        for filler, number in self._draft.weak:
            if filler.label in _BELIEFS or filler.label in roles:
                yield filler.label, number, Span(filler.start, filler.end), filler.score
        for cell in self._draft.cells:
            if cell.field in _BELIEFS:
                yield cell.field, self._context.sentence_at(cell.span.start), cell.span, cell.score

    def signs(self, key: str) -> Iterator[tuple[str, float]]:
        """Yield what speaks for and against somebody, and how much."""
        yield from ((name, scores[key]) for name, scores in self._believed.items() if key in scores)
        rivals = self._believed["believed part"].items()
        yield "another believed", max((above for other, above in rivals if other != key), default=0.0)
        if key in self._says:
            yield "says so", 1.0
        yield from ((f"is {other}", 1.0) for other in sorted(self._plays.get(key, ())))
        if self._makers:
            yield "maker" if key in self._makers else "another's make", 1.0
        if names := self._names.get(key):
            yield from self._of_names(names)

    def _of_names(self, names: list[tuple[int, NamedActor]]) -> Iterator[tuple[str, float]]:
        """Yield where in the claim's own sentences somebody is named."""
        yield "in its sentences", 1.0
        yield "subject there", float(any(name.subject for _, name in names))
        yield "in the first", float(any(number == self._draft.sentences[0] for number, _ in names))
        gap = min((gap for _, name in names for gap in self._gaps(name.start)), key=abs)
        yield "close", 1 / (1 + abs(gap) / _GAP)
        yield "before" if gap < 0 else "after", 1.0

    def _gaps(self, start: int) -> list[int]:
        """Return how far a name stands from the nearest triggers on either side."""
        at = bisect_right(self._triggers, start)
        return [start - trigger for trigger in self._triggers[max(0, at - 1) : at + 1]]


class _Others:
    """What everybody does in the claims near one."""

    def __init__(self, draft: Draft, partners: set[str], things: set[str]) -> None:
        """`partners`: who is told to play another part of the draft; `things`: the names of what it is on."""
        self._draft, self._partners, self._things = draft, partners, things
        self._counts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._claims: Counter[str] = Counter()

    def add(self, other: Draft, plays: set[str], everybody: set[str], things: set[str]) -> None:
        """Add a claim with those who play the like part in it, those who play any, and the names of what it is on."""
        for how in self._relations(other, everybody, things):
            self._claims[how] += 1
            for key in everybody:
                self._counts[key][how, "" if key in plays else ", another part"] += 1

    def _relations(self, other: Draft, everybody: set[str], things: set[str]) -> Iterator[str]:
        """Yield in which ways another claim is near."""
        yield "any"
        if other.type == self._draft.type:
            yield "like claims"
            if not self._partners.isdisjoint(everybody):
                yield "those with a partner"
            if not self._things.isdisjoint(things):
                yield "those on the thing"
            if abs(other.sentences[0] - self._draft.sentences[0]) <= 1:
                yield "those beside it"
        elif not set(other.sentences).isdisjoint(self._draft.sentences):
            yield "others of the sentence"

    def signs(self, key: str) -> Iterator[tuple[str, float]]:
        """Yield what somebody does in others, and in which share of them."""
        for (how, part), count in self._counts[key].items() if key in self._counts else ():
            yield f"in {how}{part}", 1.0
            yield f"share of {how}{part}", count / self._claims[how]


def _above(score: float) -> float:
    """Return by how much a filler is surer than what nobody believes, in log-odds."""
    return odds(score) - odds(_FLOOR) if score > _FLOOR else 0.0


def _is_ground(cell: Cell, spans: set[Span], country: str) -> bool:
    """Tell whether a place is nothing but the country of somebody who was guessed to be at home."""
    return (
        cell.field == "where" and cell.span in spans and isinstance(cell.value, Place) and cell.value.country == country
    )


def _told_in(draft: Draft) -> dict[str, set[str]]:
    """Return who is told to play which part of a claim."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cell in draft.cells:
        if (
            cell.field.startswith("role:")
            and cell.score > INFERRED
            and cell not in draft.guessed
            and (key := party(cell))
        ):
            found[cell.field.removeprefix("role:")].add(key)
    return found


def _players_of(draft: Draft, role: Role) -> dict[str, set[str]]:
    """Return which other parts each plays, guesses too."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cell in draft.cells:
        name = cell.field.removeprefix("role:")
        if cell.field.startswith("role:") and name != role.name and (key := party(cell)):
            found[key].add(name)
    return found
