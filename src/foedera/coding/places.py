"""Places that are only pointed at, or told twice: "there", "the city", "in Butterworth in Malaysia"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.coding.clauses import OWN, clause_of, nearness
from foedera.coding.context import Context
from foedera.coding.drafts import known_in
from foedera.coding.occasions import is_on_occasion
from foedera.coding.openings import opening_day
from foedera.coding.scores import INFERRED
from foedera.coding.values import Values
from foedera.coding.words import cases_of, children, head_of, in_subject, tokens_in
from foedera.types import Cell, Place, Sentence, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_HERE = "here"
_POINTERS = frozenset("there city town village district province region island port harbour airport area".split())
"""Words that point at a place named before."""
_THERE = "there"
"""The one of them that may point at a whole country."""
_CAPITAL = "capital"
_WATERS = frozenset({"water", "waters", "airspace"})
_AT = frozenset("in at on near off outside around to into from for above over".split())
"""Prepositions before a place where something happens."""
_FOR = frozenset({"from", "for"})
"""Prepositions before whom somebody deals with, rather than where."""
_DELIVERY = "delivery"
_DEED = "deed"
_INSIDE = frozenset({"in", "inside", "within", "across", "throughout", "at", "near", "along"})
"""Prepositions that say of a state, or of a place that no list knows, that something is there."""
_LAND = frozenset("territory soil airspace water waters".split())
"""Words for what belongs to a people, on which something is: "withdrew from [Chadian soil]"."""
_ONTO = frozenset({"on", "into", "onto", "from", "over", "of", "out"})
_UP = 3
"""Words up the tree from a place to the words of what is there."""
_WITHIN = frozenset({" in ", ", "})
"""What stands between a place and its country."""
_OF = frozenset({"nmod", "obl", "appos", "obj"})
_REACH = 4
"""Sentences back in which a place that is pointed at was named."""


class Places:
    """Settles the places of the joined drafts of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._values = Values(context)

    def settle(self, draft: Draft) -> None:
        """Replace each place of a draft by the name that it means; what is no place goes."""
        draft.cells = [
            settled
            for cell in draft.cells
            for settled in (self._settled(draft, cell) if cell.field == "where" else cell,)
            if settled is not None
        ]

    def complete(self, draft: Draft) -> None:
        """Give a deed that nothing places the place that its own clause names, or where those meet who are the news."""
        if self._context.codebook.types[draft.type].is_position or draft.values("where"):
            return
        for trigger in draft.triggers:
            number = self._context.sentence_at(trigger.start)
            span = (
                self._beside(draft, number, trigger)
                or self._there(number, trigger)
                or self._waters(number, trigger)
                or self._inside(draft, number, trigger)
                or self._of_the_day(draft, number)
                or self._of_a_part(draft)
            )
            if span is not None:
                span = self._capital(span) or span
                draft.cells.append(self._named(draft, Cell("where", "", "", span, INFERRED), span))
                return

    def _beside(self, draft: Draft, number: int, trigger: Span) -> Span | None:
        """Return the place at which a trigger's own clause says that something is: "a clinic in Ngozi".

        A capital that stands for a state which plays a part is none: "will buy jets from [Washington]".
        """
        sentence = self._context.sentences[number]
        return next(
            (
                span
                for span in self._places(sentence)
                if not self._is_state(span)
                and not self._is_side_of(draft, sentence, span)
                and not in_subject(sentence, span.start, span.end)
                and nearness(sentence, trigger, span) >= OWN
            ),
            None,
        )

    def _there(self, number: int, trigger: Span) -> Span | None:
        """Return the place that a trigger's own "there" points at: "and has trained 300 soldiers there"."""
        sentence = self._context.sentences[number]
        at = head_of(sentence, trigger.start, trigger.end)
        words = (sentence.tokens[i] for i in (children(sentence, at) if at is not None else ()))
        there = next((t for t in words if t.lemma == _THERE and t.deprel == "advmod" and t.start > trigger.end), None)
        found = None if there is None else self._pointed_at(Span(there.start, there.end), _THERE)
        return found and (self._within(found) or found)

    def _waters(self, number: int, trigger: Span) -> Span | None:
        """Return whose waters or airspace a trigger's verb is done to: "will patrol [Somali waters]"."""
        sentence = self._context.sentences[number]
        tokens, at = sentence.tokens, head_of(sentence, trigger.start, trigger.end)
        for noun in children(sentence, at) if at is not None else ():
            whose = [i for i in children(sentence, noun) if i == noun - 1 and tokens[i].deprel == "amod"]
            if tokens[noun].lemma in _WATERS and whose and tokens[whose[0]].text[:1].isupper():
                return Span(tokens[whose[0]].start, tokens[noun].end)
        return None

    def _inside(self, draft: Draft, number: int, trigger: Span) -> Span | None:
        """Return the state, capital or place that no list knows, in which the words of a trigger put something.

        "Talks in Germany", "were trained in Iran", "stormed the palace in the Haitian capital"; not what its matter is
        about, nor where those are who do it.
        """
        sentence, kind = self._context.sentences[number], self._context.codebook.types[draft.type]
        if not (kind.lasts or kind.manner == _DEED or (kind.manner is None and len(kind.roles) > 1)):
            return None  # what was made in China was not sold there
        gives = kind.manner is None and not kind.lasts  # a bridge is built, troops are kept, where they are
        taken = [c.span for c in draft.cells if not (gives or c.field.startswith("role:"))]
        doers = [cell.span for cell in draft.values(f"role:{kind.doer}")]
        for span, head in self._grounds(sentence):
            if any(s.start < span.end and span.start < s.end for s in taken):
                continue
            cases = cases_of(sentence, head)
            inside = _INSIDE | _ONTO if sentence.tokens[head].lemma in _LAND else _INSIDE
            if cases and cases <= inside and _hangs_on(sentence, head, trigger, doers):
                return span
        return None

    def _of_a_part(self, draft: Draft) -> Span | None:
        """Return the town or region by which somebody is told who gets something: "host communities in [Mafraq]"."""
        kind = self._context.codebook.types[draft.type]
        if kind.manner or kind.lasts:
            return None
        for cell in (c for role in kind.roles[1:] for c in draft.values(f"role:{role.name}")):
            for name in self._context.sentences[self._context.sentence_at(cell.span.start)].names:
                inside = cell.span.start <= name.start and name.end <= cell.span.end and name.label == "LOC"
                if inside and self._lies_inside(Span(name.start, name.end)):
                    return Span(name.start, name.end)
        return None

    def _lies_inside(self, span: Span) -> bool:
        """Tell whether a name is that of a place inside a state, be it a region, and does not stand for the state."""
        printed = self._context.text[span.start : span.end]
        known = self._context.gazetteer.place(printed)
        named = self._context.resolve(printed)
        return known is not None and not self._is_capital(span) and (named is None or named.kind != "state")

    def _grounds(self, sentence: Sentence) -> list[tuple[Span, int]]:
        """Return the names of places in a sentence, and capitals of peoples, each with its head."""
        named = (Span(n.start, n.end) for n in sentence.names if n.label == "LOC")
        spans = [span for span in named if not self._context.text[span.start : span.end].islower()]
        for at, token in enumerate(sentence.tokens):
            if token.lemma != _CAPITAL and token.lemma not in _LAND:
                continue
            whose = [i for i in children(sentence, at) if i < at and sentence.tokens[i].deprel == "amod"]
            if whose:
                spans.append(Span(sentence.tokens[whose[0]].start, token.end))
        heads = ((span, head_of(sentence, span.start, span.end)) for span in spans)
        return [(span, head) for span, head in heads if head is not None]

    def _is_side_of(self, draft: Draft, sentence: Sentence, span: Span) -> bool:
        """Tell whether a capital only stands for its state, which plays a part; what reaches a state may reach both."""
        kind = self._context.codebook.types[draft.type]
        sides = (c.span for role in kind.roles if not role.place for c in draft.values(f"role:{role.name}"))
        head = head_of(sentence, span.start, span.end)
        if head is None or not self._is_capital(span) or span not in sides:
            return False
        cases = cases_of(sentence, head)
        reaches = any(c.value == _DELIVERY for c in draft.values("field:stage")) and draft.status == "occurred"
        return cases <= (_FOR if reaches else _FOR | {"to"})

    def _of_the_day(self, draft: Draft, number: int) -> Span | None:
        """Return where those met who did so on the day on which a report opens: where it opens, or whence it was sent.

        A dateline is where they met if its state is at home and takes part.
        """
        opening = opening_day(number, self._context, inclusive=True)
        days = {str(cell.value) for cell in draft.values("when")}
        meets = any(role.at_home for role in self._context.codebook.types[draft.type].roles)
        if draft.status != "occurred" or not meets or opening is None or days != {opening[1]}:
            return None
        first = self._context.sentence_at(opening[0].start)
        spans = (span for span in self._places(self._context.sentences[first]) if not self._is_state(span))
        there = next(spans, None) if first < number and is_on_occasion(number, self._context) else None
        return there or (self._dateline() if self._is_sent_from_home(draft) else None)

    def _is_sent_from_home(self, draft: Draft) -> bool:
        """Tell whether a report was sent from the state at home in it, and that takes part."""
        town = (self._context.report.dateline or "").partition(",")[0].strip()
        home = self._context.home
        known = self._context.gazetteer.place(town, home) if town and home else None
        return known is not None and known.country == home and home in known_in(draft)

    def _settled(self, draft: Draft, cell: Cell) -> Cell | None:
        """Return a place as what it means in its report; None where nothing is there or nobody can tell where."""
        place = cell.value
        if not isinstance(place, Place):
            return cell
        if self._is_body(place) or self._is_side(cell.span, place.name):
            return None  # troops of a mission are in a country, not in the mission
        sources = (said.span for said in draft.values("said_by"))
        if any(span.start < cell.span.start and cell.span.end <= span.end for span in sources):
            return None  # what "the ministry in Lima" tells of is not in Lima
        span = self._meant(cell.span, place.name) or self._whose_side(cell.span)
        if span is None:
            return None if place.name in {_HERE, _THERE} else cell  # nobody can tell where that is
        return self._named(draft, cell, span)

    def _meant(self, words: Span, name: str) -> Span | None:
        """Return what stands for a place in the report better than its words; None if they are the best."""
        if name == _HERE:
            return self._dateline()
        if name in _POINTERS:
            found = self._pointed_at(words, name)
            return found and (self._within(found) or found)
        if name == _CAPITAL and (town := self._dateline()) is not None and self._is_capital(town):
            return town
        return self._capital(words) or (self._within(words) if self._is_state(words) else None)

    def _is_body(self, place: Place) -> bool:
        """Tell whether what was taken for a place is an organisation or a weapon system."""
        known = self._context.resolve(place.name)
        if known is not None and known.org and place.name.isupper():
            return True  # the UN is no town of Gujarat
        if place.country or place.lat is not None:
            return False
        return bool(known and known.org) or self._context.gazetteer.system(place.name) is not None

    def _is_side(self, span: Span, name: str) -> bool:
        """Tell whether a place is but a side of another one that is told behind it: "the waters [east] of Zanzibar"."""
        return self._context.gazetteer.is_direction(name) and self._context.text.startswith(" of ", span.end)

    def _whose_side(self, span: Span) -> Span | None:
        """Return the place of which words name a side: "the waters east of [Zanzibar]"; None for sides of a state."""
        side, of, place = self._context.text[span.start : span.end].partition(" of ")
        if not of or not self._context.gazetteer.is_direction(side):
            return None
        found = Span(span.end - len(place.removeprefix("the ")), span.end)
        return None if self._is_state(found) else found

    def _named(self, draft: Draft, cell: Cell, span: Span) -> Cell:
        printed = self._context.text[span.start : span.end]
        return replace(cell, value=self._values.place(draft, printed), printed=printed, span=span)

    def _capital(self, words: Span) -> Span | None:
        """Return where the report prints the capital that words mean: "the Lebanese capital" is Beirut."""
        sentence = self._context.sentences[self._context.sentence_at(words.start)]
        tokens, head = sentence.tokens, head_of(sentence, words.start, words.end)
        near = () if head is None else (head, tokens[head].head)
        noun = next((i for i in near if i >= 0 and tokens[i].lemma == _CAPITAL), None)
        if noun is None:
            return None
        whose = [tokens[i].start for i in children(sentence, noun) if i < noun and tokens[i].text[:1].isupper()]
        first = min([words.start, *whose])
        text = self._context.text
        known = self._context.gazetteer.place(text[first : tokens[noun].end])
        return self._capitals.get(known.name) if known is not None else None

    @cached_property
    def _capitals(self) -> dict[str, Span]:
        """Where the report names each capital first."""
        spans = [Span(n.start, n.end) for named in self._context.named for n in named if n.sense == "capital"]
        return {self._context.text[span.start : span.end]: span for span in reversed(spans)}

    def _pointed_at(self, pointer: Span, word: str) -> Span | None:
        """Return the place named last before a word that points at it."""
        first = self._context.sentence_at(pointer.start)
        for number in range(first, max(-1, first - _REACH - 1), -1):
            if self._context.section(number) != self._context.section(first):
                return None
            for span in reversed(self._places(self._context.sentences[number])):
                if span.end <= pointer.start and (word == _THERE or not self._is_state(span)):
                    return span
        return None

    def _dateline(self) -> Span | None:
        """Return where the text says from where it was sent."""
        town = re.split(r"[,(]", self._context.report.dateline or "", maxsplit=1)[0].strip()
        at = self._context.text.find(town) if self._context.gazetteer.place(town) is not None else -1
        return Span(at, at + len(town)) if at >= 0 else None

    def _is_capital(self, town: Span) -> bool:
        """Tell whether a place, be it in capital letters, is where a state is governed from."""
        mentions = self._context.gazetteer.find(self._context.text[town.start : town.end].title())
        return any(mention.sense == _CAPITAL for mention in mentions)

    def _is_state(self, span: Span) -> bool:
        names = self._context.named[self._context.sentence_at(span.start)]
        return any(n.start == span.start and n.actor.kind == "state" and n.sense != "capital" for n in names)

    def _places(self, sentence: Sentence) -> list[Span]:
        """Return the names in a sentence at which something is, in order."""
        found = []
        for name in sentence.names:
            head = head_of(sentence, name.start, name.end)
            if name.label != "LOC" or head is None:
                continue
            cases = cases_of(sentence, head)
            goal = sentence.tokens[head].deprel == "obj"  # "made Quito his first stop and met her there"
            if (goal or cases & _AT) and self._context.gazetteer.place(
                self._context.text[name.start : name.end]
            ) is not None:
                found.append(Span(name.start, name.end))
        return found

    def _within(self, country: Span) -> Span | None:
        """Return the place that a sentence puts into a country: "Butterworth in Malaysia", "Nacala, Mozambique"."""
        sentence, text = self._context.sentences[self._context.sentence_at(country.start)], self._context.text
        for name in sentence.names:
            beside = name.end < country.start and text[name.end : country.start] in _WITHIN
            if beside and name.label == "LOC":
                place = Span(name.start, name.end)
                known = self._context.gazetteer.place(text[name.start : name.end])
                return place if known is not None and not self._is_state(place) else None
        return None


def _hangs_on(sentence: Sentence, at: int, trigger: Span, doers: list[Span]) -> bool:
    """Tell whether a word is said of a trigger, or of a noun that is: "trained at [camps] in England".

    Args:
        doers: Who do it: "an attack by a militia in Iraq" need not be in Iraq.
    """
    tokens, inside = sentence.tokens, set(tokens_in(sentence, trigger.start, trigger.end))
    verb, place = clause_of(sentence, head_of(sentence, trigger.start, trigger.end)), tokens[at]
    between = (min(trigger.end, place.end), max(trigger.start, place.start))
    if any(t.text == ";" and between[0] <= t.start < between[1] for t in tokens):
        return False
    for _ in range(_UP):
        if tokens[at].deprel.split(":")[0] not in _OF:
            return False
        at = tokens[at].head
        if at < 0 or any(s.start <= tokens[at].start < s.end for s in doers):
            return False
        if at in inside or at == verb:
            return True
    return False
