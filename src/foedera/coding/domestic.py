"""General political news: those who act inside a state get that state, though nobody says whose they are.

"Police arrested three editors in Harare": both are Zimbabwe's. In reports on how states deal with each other this would
make claims of every robbery abroad, so it is done only where it is asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.coding.actors import Actors
from foedera.coding.addressed import is_spoken_to, speaks
from foedera.coding.belonging import state_of_movement
from foedera.coding.context import Context, party, polity, taken_for
from foedera.coding.crowds import cast_described, cast_place
from foedera.coding.frontiers import has_border, is_border, lies_beyond
from foedera.coding.homes import in_clauses_above
from foedera.coding.indians import are_american, as_american
from foedera.coding.wholes import whole
from foedera.types import Actor, Cell, Place, Sentence, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_FAINT = 0.25
"""Least probability of a weak filler that fills a part which nobody else plays."""
_NEAR = 45
"""Characters from an actor's words to a place that is told of it: "a court in the port of Beira"."""
_LINKS = frozenset("in of from at near inside outside on off within".split())
_AWAY = frozenset("for by with against over to into who which that suspected accused".split())
"""Words between an actor and a place by which the place is not where the actor is: "suspected of spying for"."""
_INSIDE = frozenset("in at near inside outside over across around".split())
_RULERS = frozenset({"GOV", "MIL", "COP", "PRM", "UAF"})
"""Sectors of those who are not guessed to be a crowd: a king who gives in to protests."""
_NO_COMPANIES = frozenset({"CRM", "CVL", "LAB", "NGO", "OPP", "PRM", "PTY", "REB", "REL", "UAF"})
"""Sectors of groups that are no companies: "a terrorist group"."""
_OF_NO_STATE = frozenset({"NGO", "IGO", "MNC", "IMG"})
"""Sectors of those who as often as not are of no state: a human rights group."""
_FROM_ABROAD = re.compile(r"\b(?:migrants?|refugees?|asylum[- ]seekers?|boat people)$", re.IGNORECASE)
"""People who are of another state than the one they are in, and nobody says of which: "migrants"."""
_OWN = re.compile(r"\b(?:his|her|its|their)\s+(?=$|[\w'’-])", re.IGNORECASE)
_BROKEN = frozenset({",", ";", ":"})
_OWNED = re.compile(r"(?:['’]s?)?\s+(?:(?!(?:that|which|who|to|with|against|as|but|while)\s)[a-z-]+\s+){0,2}")
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:the\s+)?")
"""Between states that share a noun: "Moroccan and Spanish police", "the banks of Estonia and Finland"."""
_OF_BOTH = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
_ABROAD = re.compile(
    r"\b(?:foreign(?! minist| secretar| office| affairs| polic)|international|overseas|western|global|"
    r"neighbou?ring)\b|\b(?:(?<!central )(?<!south )african|arab|asian|european|latin american|scandinavian|nordic)"
    r"(?=$|\s+(?:[\w-]+\s+)?(?:government|state|leader|nation|countr|power|diplomat|envoy|minister|capital|mediator|"
    r"official|head)\w*\b)",
    re.IGNORECASE,
)
"""Words by which somebody is of no one state, or of another one."""
_MANY_PEOPLE = re.compile(
    r"(?:(?:some|about|around|nearly|up to|more than|at least|many|several) ){0,2}(?:tens of |hundreds of )?"
    r"(?:tens|dozens|scores|hundreds|thousands|millions)",
    re.IGNORECASE,
)
"""A crowd without a noun."""
_TITLED = re.compile(r"(?:[Tt]he\s+)?([\w-]+)(?:\s+[A-Z]\w*)*")
"""An office, with the name of who holds it or without: "the pontiff", "Pope Benedict XVI"."""
_BACKED = re.compile(
    r"[-‐‑](?:backed|linked|aligned|sponsored|trained|funded|armed|speaking|born)\b|"
    r"\b(?:backed|sponsored|trained|funded|financed|armed|equipped|supplied|supported)\s+by\b"
)
"""After these a state's name says who stands behind somebody, not whose they are."""


class Domestic:
    """Gives domestic actors of one report their country."""

    def __init__(self, context: Context, actors: Actors) -> None:
        self._context = context
        self._actors = actors

    def settle(self, draft: Draft) -> None:
        """Fill the parts of a draft that only weak signs fill, and tell whose those are who act at home."""
        self._fill(draft)
        self._cast(draft)
        cast_described(draft, self._context, self._actors)
        draft.cells = [cell for cell in draft.cells if not self._is_beyond(cell)]
        draft.cells = [each for cell in draft.cells for each in whole(cell, self._context, self._actors)]
        draft.cells = [self._american(cell) for cell in draft.cells]
        draft.cells = [settled for cell in draft.cells for settled in self._settled(draft, cell)]
        if not any(party(c) for c in draft.cells if c.field.startswith("role:")):
            cast_place(draft, self._context, self._countries)

    def agree(self, drafts: list[Draft]) -> None:
        """Give the same words the same country in all drafts: that of the one which tells where they act.

        "Armed men who hold engineers in Nigeria freed one of them": they are Nigeria's in both.
        """
        placed: dict[Span, str] = {}
        for draft in drafts:
            where = {cell.value.country for cell in draft.values("where") if isinstance(cell.value, Place)}
            for cell in self._guessed(draft):
                if isinstance(cell.value, Actor) and cell.value.country and cell.value.country in where:
                    placed.setdefault(cell.span, cell.value.country)
        for draft in drafts if placed else ():
            for cell in self._guessed(draft):
                country = placed.get(cell.span)
                if country and isinstance(cell.value, Actor) and cell.value.country != country:
                    at = draft.cells.index(cell)
                    draft.cells[at] = taken_for(cell, country)

    def _guessed(self, draft: Draft) -> list[Cell]:
        """Return the people of a draft whose words name no state."""
        return [
            cell
            for cell in draft.cells
            if cell.field.startswith("role:")
            and isinstance(cell.value, Actor)
            and cell.value.kind in {"group", "person"}
            and not any(True for _ in self._context.gazetteer.find(cell.printed))
        ]

    def _is_beyond(self, cell: Cell) -> bool:
        """Tell whether a cell's actor lies beyond a border: who acts near the Afghan border is on this side of it."""
        return cell.field.startswith("role:") and lies_beyond(cell.span, self._context.text)

    def _american(self, cell: Cell) -> Cell:
        """Return a cell; Indians of the Americas as such, of the first of their countries that its sentence names."""
        if "Indian" not in cell.printed:
            return cell
        countries = self._countries[self._context.sentence_at(cell.span.start)]
        near = [country for _, country in sorted(countries.items())]
        return as_american(cell, near, self._context.text, self._context.gazetteer)

    def _cast(self, draft: Draft) -> None:
        """Give those who stand in a field a part where nobody plays one: "troops were deployed"."""
        if any(cell.field.startswith("role:") for cell in draft.cells):
            return
        for field in self._context.codebook.types[draft.type].fields:
            told = draft.values(f"field:{field.name}") if field.people else ()
            cells = [cell for cell in told if self._context.gazetteer.agents.sectors(cell.printed)]
            if cells:
                whom = cells[0]
                number = self._context.sentence_at(whom.span.start)
                for actor in self._actors.of(number, whom.span.start, whom.span.end):
                    draft.cells.append(replace(whom, field=f"role:{field.people}", value=actor))
                return

    def _fill(self, draft: Draft) -> None:
        kind = self._context.codebook.types[draft.type]
        for role in kind.roles:
            if draft.values(f"role:{role.name}"):
                continue
            weak = [(f, n) for f, n in draft.weak if f.label == role.name and f.score >= _FAINT]
            taken = {cell.span for cell in draft.cells if cell.field.startswith("role:")}
            for filler, number in sorted(weak, key=lambda pair: -pair[0].score)[:1]:
                span = Span(filler.start, filler.end)
                if span in taken:
                    continue
                printed = self._context.text[filler.start : filler.end]
                sectors = self._context.gazetteer.agents.sectors(printed)
                if not sectors or (kind.is_of_people and role.name == kind.doer and _RULERS.intersection(sectors)):
                    continue
                for actor in self._actors.of(number, filler.start, filler.end):
                    draft.cells.append(Cell(f"role:{role.name}", actor, printed, span, filler.score))

    def _settled(self, draft: Draft, cell: Cell) -> list[Cell]:
        """Return a cell with its country; two cells for "Moroccan and Spanish police"."""
        actor = cell.value
        if isinstance(actor, Actor) and (country := self._of_office(cell)):
            return [replace(cell, value=replace(actor, country=country, org=None))]
        if not isinstance(actor, Actor) or actor.kind == "state" or _ABROAD.search(cell.printed):
            return [cell]
        known = actor.kind == "group" and self._context.gazetteer.sector_of(actor.name)
        if known and actor.name not in self._context.namesakes:
            return [cell]
        number = self._context.sentence_at(cell.span.start)
        whose = None
        if not polity(actor) or _BACKED.search(cell.printed):
            whose = self._whose(draft, number, cell, actor)
            if whose is None:
                return [cell]
        countries = dict.fromkeys([*([whose] if whose else []), *self._joined(number, cell)])
        return [replace(cell, value=replace(actor, country=one)) for one in countries] or [cell]

    def _whose(self, draft: Draft, number: int, cell: Cell, actor: Actor) -> str | None:
        """Return the country of somebody: by the words for them and beside them, else by all that the report tells."""
        country = state_of_movement(cell.printed, self._context)
        country = country or self._of_subject(number, cell) or self._owner(number, cell)
        if country is None and _FROM_ABROAD.search(cell.printed):
            return None
        country = country or self._beside(number, cell)
        if country is not None:
            return country
        kind = self._context.codebook.types[draft.type]
        crowd = kind.is_of_people and _MANY_PEOPLE.fullmatch(cell.printed) is not None
        if not (crowd or self._acts_at_home(actor, cell)):
            return None
        return self._where_spoken_of(number, cell) or self._country(draft, number, cell)

    def _of_office(self, cell: Cell) -> str | None:
        """Return the country of an office that only one state has: "the pope"."""
        titled = _TITLED.fullmatch(cell.printed)
        return self._context.gazetteer.state_of_office(titled[1]) if titled else None

    def _where_spoken_of(self, number: int, cell: Cell) -> str | None:
        """Return the country of the place behind those to whom or of whom another state speaks.

        "Britain condemned [police] who beat protesters in Lusaka": they are not Britain's.
        """
        sentence, start = self._context.sentences[number], cell.span.start
        speaking = [named for named in self._context.named[number] if named.end <= start and speaks(sentence, named)]
        if not speaking:
            return None
        for at, country in sorted(self._countries[number].items()):
            before = self._context.text[max(cell.span.end, at - _NEAR) : at].casefold().split()[-3:]
            if at >= cell.span.end and country != speaking[-1].actor.country and _INSIDE.intersection(before):
                return country
        return None

    def _of_subject(self, number: int, cell: Cell) -> str | None:
        """Return the first country of a sentence for those whom a pronoun makes its own: "Peru ... its [navy]"."""
        before = self._context.text[max(0, cell.span.start - 7) : cell.span.start]
        own = _OWN.search(before) or _OWN.match(cell.printed)
        if not (own and isinstance(cell.value, Actor) and self._acts_at_home(cell.value, cell)):
            return None
        earlier = [country for start, country in sorted(self._countries[number].items()) if start < cell.span.start]
        return earlier[0] if earlier else None

    def _joined(self, number: int, cell: Cell) -> list[str]:
        """Return the countries of two or more states whose names share an actor's words, before or after them."""
        text, known = self._context.text, [n for n in self._context.named[number] if n.actor.country]
        for first in range(len(known)):
            last = first
            while last + 1 < len(known) and _AND.fullmatch(text[known[last].end : known[last + 1].start]):
                last += 1
            before = last > first and known[last].end <= cell.span.start
            after = last > first and known[first].start >= cell.span.end
            owned = (
                before
                and _OWNED.fullmatch(text[known[last].end : cell.span.start])
                and not self._acts(number, known[last].end, cell.span.start)  # "Chad and Mali asked the [king]"
            )
            if owned or (after and _OF_BOTH.fullmatch(text[cell.span.end : known[first].start])):
                return [named.actor.country for named in known[first : last + 1] if named.actor.country]
        return []

    def _acts_at_home(self, actor: Actor, cell: Cell) -> bool:
        """Tell whether somebody is of a state as a matter of course: police, farmers; not a movement of many states."""
        sectors = self._context.gazetteer.agents.sectors(cell.printed)
        trades = actor.kind == "company" and not _NO_COMPANIES.intersection(sectors)
        return actor.kind == "person" or bool(sectors and not trades)

    def _country(self, draft: Draft, number: int, cell: Cell) -> str | None:
        """Return whose somebody is whom no word beside tells: by place, sentence, dateline, the rest of the report."""
        places = {
            c.value.country
            for c in draft.values("where")
            if isinstance(c.value, Place) and c.value.country and not is_border(c.printed)
        }
        # those who deal with each other often do so in a third state: there the place does not tell whose they are
        mutual = {f"role:{role.name}" for role in self._context.codebook.types[draft.type].roles if role.mutual}
        guests = self._of_others(draft) if any(cell.field in mutual for cell in draft.cells) else None
        if guests or len(places) == 1:
            return guests or places.pop()
        own = self._countries[number]
        if _OF_NO_STATE.intersection(self._context.gazetteer.agents.sectors(cell.printed)):
            return None
        if len(set(own.values())) == 1 and not (self._dateline and self._is_away(own, cell)):
            return next(iter(own.values()))
        return self._dateline or self._before(number, own, cell) or self._only or self._of_others(draft)

    def _of_others(self, draft: Draft) -> str | None:
        """Return the one country of those who play the other parts: Kenyan lawmakers sue Kenya's commission."""
        cells = (cell.value for cell in draft.cells if cell.field.startswith("role:"))
        known = {actor.country for actor in cells if isinstance(actor, Actor)} - {None}
        return known.pop() if len(known) == 1 else None

    def _is_away(self, own: dict[int, str], cell: Cell) -> bool:
        """Tell whether a sentence names countries only as those to which, with or against which somebody acts."""
        if not own or min(own) < cell.span.end:
            return False
        text = self._context.text
        return all(_AWAY.intersection(text[max(0, start - _NEAR) : start].casefold().split()[-2:]) for start in own)

    def _owner(self, number: int, cell: Cell) -> str | None:
        """Return the country that stands right before an actor's words: "South Korea's [foreign minister]"."""
        text = self._context.text
        for named in self._context.named[number]:
            if (
                named.actor.country
                and named.end <= cell.span.start
                and _OWNED.fullmatch(text[named.end : cell.span.start])
                and not self._acts(number, named.end, cell.span.start)
            ):
                return named.actor.country
        return None

    def _acts(self, number: int, start: int, end: int) -> bool:
        """Tell whether a verb stands between a state and somebody: then it is what the state does to them."""
        tokens = self._context.sentences[number].tokens
        return any(token.upos in {"VERB", "AUX"} and start <= token.start < end for token in tokens)

    def _beside(self, number: int, cell: Cell) -> str | None:
        """Return the country of the place or state that follows an actor's words with a preposition."""
        text = self._context.text
        for start, country in sorted(self._countries[number].items()):
            between = text[cell.span.end : start] if start >= cell.span.end else None
            if between is None or len(between) > _NEAR or any(mark in between for mark in _BROKEN):
                continue
            words = between.casefold().split()
            if self._acts(number, cell.span.end, start):
                return None
            told = words and words[0] in _LINKS and not any(word in _AWAY or word.endswith("ing") for word in words)
            return country if told else None
        return None

    def _before(self, number: int, own: dict[int, str], cell: Cell) -> str | None:
        """Return the country named last before an actor in its sentence, else the first after it.

        A person who does something to a state by name is seldom of it: "Gorbachev telephoned the Iraqi president".
        """
        before = [start for start in sorted(own) if start <= cell.span.start]
        if before or not own:
            before = in_clauses_above(self._context.sentences[number], cell.span, before)
            nearer = [start for start in before if not is_spoken_to(self._context, number, start)]
            return own[(nearer or before)[-1]] if before else None
        text = self._context.text
        there = [
            start for start in own if _INSIDE.intersection(text[max(0, start - _NEAR) : start].casefold().split()[-1:])
        ]
        first = min(there or own)  # "crowds stormed the U.S. embassy in Sanaa"
        person = isinstance(cell.value, Actor) and cell.value.kind == "person"
        return None if person and self._acts(number, cell.span.end, first) else own[first]

    @cached_property
    def _countries(self) -> list[dict[int, str]]:
        """The countries that each sentence names, itself or by a place, by where they stand."""
        return [self._of(number, sentence) for number, sentence in enumerate(self._context.sentences)]

    def _of(self, number: int, sentence: Sentence) -> dict[int, str]:
        text = self._context.text
        found = {
            named.start: named.actor.country
            for named in self._context.named[number]
            if named.actor.country and not (has_border(text, named.end) or are_american(text, named.start))
        }
        for name in sentence.names:
            if name.label != "LOC" or any(name.start <= start < name.end for start in found):
                continue
            if is_border(text[name.start : name.end]) or has_border(text, name.end):
                continue
            place = self._context.gazetteer.place(self._context.text[name.start : name.end])
            if place and place.country:
                found[name.start] = place.country
        return found

    @cached_property
    def _dateline(self) -> str | None:
        place = self._context.gazetteer.place(self._context.report.dateline or "")
        return place.country if place else None

    @cached_property
    def _only(self) -> str | None:
        """The one country that the report names, or the one it is about."""
        named = {country for sentence in self._countries for country in sentence.values()}
        return next(iter(named)) if len(named) == 1 else self._context.home
