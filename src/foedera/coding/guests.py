"""Who comes to see a host of whom a report names nobody else, and of which state those are whom it only names.

"A trip to Beijing was called off", in a report on Fiji, is a trip of Fiji's; "Minister Ana Li, who was to be with us",
on the page of an embassy, is a minister of the state that the page is about besides the host.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from foedera.coding.actors import Actors
from foedera.coding.context import Context, party, polity
from foedera.coding.drafts import known_in
from foedera.coding.parting import known_as
from foedera.coding.scores import INFERRED
from foedera.types import Actor, Cell, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft

_LEAST = 0.2
"""Least probability of a weak filler that is taken for one who comes."""
_HALF = 0.1
"""The same of one who is named at home."""
_REACH = 2
"""Sentences before, whose subject may be who comes."""
_VISIT = "visit"
"""Mode of a meeting to which one side travels."""
_GUESSED = 0.18
"""Score of whoever is taken from the report at large."""


class Guests:
    """Finds those whom the sentences of a meeting leave open, name too weakly or name without their state."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors

    def come(self, draft: Draft, kind: ClaimType, role: Role) -> None:
        """Fill in who comes to those at home, where nobody else is known, neither by state nor by name.

        Args:
            role: The part of those who meet where nobody is host or guest.
        """
        actors = [cell.value for cell in _away(draft, kind) if isinstance(cell.value, Actor)]
        if any(polity(actor) or actor.kind == "person" for actor in actors):
            return
        likely = self._likely(draft, kind)
        if likely:
            draft.cells += likely
            return
        part, guessed = role.name, self._pair(draft)
        home = _at_home(draft, kind)
        unknown = bool(home) and any(not party(cell) for cell in draft.values(f"role:{role.away}"))
        if unknown or not guessed or any(cell.value == _VISIT for cell in draft.values("field:mode")):
            part = role.away if home and role.away else role.name
            guessed = tuple(islice(self._usual(draft, kind), 1))
        for actor in guessed:
            if span := self._context.first_mention(actor):
                printed = self._context.text[span.start : span.end]
                draft.cells.append(Cell(f"role:{part}", actor, printed, span, _GUESSED))

    def meet(self, draft: Draft, role: Role) -> None:
        """Fill in whom the only state that is known met: another of its sentence, who tells of it, or those at home.

        Args:
            role: The part of those who meet where nobody is host or guest.
        """
        for mine, theirs in ((role.name, role.name), (role.away, role.at_home)):
            cells = draft.values(f"role:{mine}")
            states = {cell.value.country for cell in cells if isinstance(cell.value, Actor)}
            if len(states) != 1 or None in states or known_in(draft) != states:
                continue
            others = (cell for cell in self._others(draft) if party(cell) not in states)
            other = next((cell for cell in others if mine == role.name or cell.score > _GUESSED), None)
            if other is not None:
                draft.cells.append(replace(other, field=f"role:{theirs}"))

    def _others(self, draft: Draft) -> Iterator[Cell]:
        """Yield those who may have met somebody, the likeliest first."""
        context, number, at = self._context, draft.sentences[0], draft.triggers[0].start
        sources = [cell.span for cell in draft.values("said_by")]
        names = [n for n in context.named[number] if n.actor.kind == "state" or n.actor.org]
        for name in sorted(names, key=lambda n: (not n.subject, abs(n.start - at))):
            if not any(span.start <= name.start < span.end for span in sources):
                yield self._cell(context.whole(name), Span(name.start, name.end), INFERRED)
        for cell in draft.values("said_by"):
            if isinstance(cell.value, Actor) and polity(cell.value):
                whole = context.state(cell.value.country) if cell.value.country else cell.value
                yield self._cell(whole, cell.span, INFERRED)
        home = (context.state(context.home),) if context.home else ()
        voice = (context.voice,) if context.voice else ()
        for actor in (*voice, *context.section(number), *home, *context.main):
            if span := context.first_mention(actor):
                yield self._cell(actor, span, _GUESSED)

    def _cell(self, actor: Actor, span: Span, score: float) -> Cell:
        return Cell("role", actor, self._context.text[span.start : span.end], span, score)

    def receiving(self, draft: Draft, kind: ClaimType, country: str) -> tuple[Actor, Span] | None:
        """Return the person of a country who half seems to take part: where somebody is named, no state stands in."""
        meets = any(role.at_home for role in kind.roles)
        for filler, number in sorted(draft.weak if meets else (), key=lambda pair: -pair[0].score):
            if filler.score >= _HALF and kind.role(filler.label):
                for actor in self._actors.of(number, filler.start, filler.end):
                    if actor.kind == "person" and actor.country == country:
                        return actor, Span(filler.start, filler.end)
        return None

    def _pair(self, draft: Draft) -> tuple[Actor, ...]:
        """Return the two or more whom the section is about, or the two whom the report is about."""
        section = self._context.section(draft.sentences[0])
        likely = section if len(section) > 1 else self._context.pair if not section else ()
        return tuple(actor for actor in likely if polity(actor) not in self._context.venues)

    def _likely(self, draft: Draft, kind: ClaimType) -> list[Cell]:
        """Return who may have come by the fillers below the threshold, in the part of the likeliest of them."""
        home, roles = _at_home(draft, kind), {role.name for role in kind.roles if not role.place}
        found: dict[str, dict[Actor, Cell]] = {}
        for filler, number in sorted(draft.weak, key=lambda pair: -pair[0].score):
            if filler.label not in roles or filler.score < _LEAST:
                continue
            span = Span(filler.start, filler.end)
            for actor in self._actors.of(number, span.start, span.end):
                if (polity(actor) or actor.kind == "person") and polity(actor) not in home:
                    cell = Cell(
                        f"role:{filler.label}", actor, self._context.text[span.start : span.end], span, filler.score
                    )
                    found.setdefault(filler.label, {}).setdefault(actor, cell)
        best = max(found.values(), key=lambda group: max(cell.score for cell in group.values()), default={})
        return list(best.values())

    def _usual(self, draft: Draft, kind: ClaimType) -> Iterator[Actor]:
        """Yield whom its section, the sentences before and the report are about, without those at home."""
        home, number = _at_home(draft, kind), draft.sentences[0]
        if self._context.voice and polity(self._context.voice) not in home:
            yield self._context.voice
        yield from (actor for actor in self._context.section(number) if polity(actor) not in home)
        for at in range(number, max(-1, number - _REACH - 1), -1):
            yield from (self._context.whole(n) for n in self._context.named[at] if n.subject and n.polity not in home)
        yield from (actor for actor in self._context.main if polity(actor) not in home)
        if self._context.home and self._context.home not in home:
            yield self._context.state(self._context.home)

    def belong(self, draft: Draft, kind: ClaimType) -> None:
        """Give those who are only named the state that they are likely of, where nobody else is known.

        Who receives somebody in a state is of that state: "arrived in Riyadh, where he met Prince Salman".
        """
        for role in (role for role in kind.roles if role.place):
            self._receive(draft, role)
        away = _away(draft, kind)
        if any(party(c) for c in away):
            return
        whose = self._whose(draft, kind)
        if whose is None:
            return
        draft.cells = [
            replace(c, value=replace(c.value, country=whose.country, org=whose.org))
            if c in away and isinstance(c.value, Actor) and c.value.kind == "person"
            else c
            for c in draft.cells
        ]

    def _receive(self, draft: Draft, role: Role) -> None:
        """Give those who receive somebody, and of whom only the name is told, the one state that does so with them."""
        field = f"role:{role.name}"
        whose = {c.value.country for c in draft.values(field) if isinstance(c.value, Actor)} - {None}
        if len(whose) == 1:
            draft.cells = [
                replace(c, value=replace(c.value, country=next(iter(whose))))
                if c.field == field and isinstance(c.value, Actor) and c.value.kind == "person" and not polity(c.value)
                else c
                for c in draft.cells
            ]

    def _whose(self, draft: Draft, kind: ClaimType) -> Actor | None:
        """Return the state or body that those who are only named are likely of: an office's is where it is held."""
        if any(role.home for role in kind.roles):
            places = (c.value.country for c in draft.values("where") if isinstance(c.value, Place) and c.value.country)
            return next((self._context.state(code) for code in places), None)
        return next(self._usual(draft, kind), None)


def _away(draft: Draft, kind: ClaimType) -> list[Cell]:
    """Return the cells of those who are not at home."""
    fields = {f"role:{role.name}" for role in kind.roles if not role.place}
    return [cell for cell in draft.cells if cell.field in fields]


def _at_home(draft: Draft, kind: ClaimType) -> set[str]:
    """Return the states and organisations at home."""
    return set[str]().union(*(known_as(draft, role.name) for role in kind.roles if role.place))
