"""What a claim is about has a name, printed where the report told of it before: "the drill", "eight more of them"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING

from foedera.coding.act_names import act_of
from foedera.coding.context import Context, polity
from foedera.coding.meeting_names import gathering_of
from foedera.coding.scores import INFERRED
from foedera.coding.sequels import comes_next
from foedera.coding.titles import OFFICE, title_of
from foedera.coding.words import OWNS_BEFORE, children, head_of, token_at, tokens_in
from foedera.types import AHEAD, Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_UNITS = frozenset(
    "squadron battery regiment system unit aircraft jet plane fighter batch set vehicle ship boat vessel gun weapon "
    "them they it these those one first second third next last rest remainder more others half type model".split()
)
"""Words for so much of any equipment."""
_YEAR = re.compile(r"[ -]((?:19|20)\d\d|['’]?\d\d)$")
"""The year at the end of an edition's name: "Amber Shield 2025", "Amber Shield 25"."""
_DIGITS = 4
_AROUND = 3
"""Years before or after a report of which two digits at the end of a name are one."""
_NEW = frozenset("a an another any some no several both many other such".split())
"""Determiners of what the report has not told of."""
_TAKES_UP = frozenset(
    "the this that these those its their his more other another further additional same such remaining first second "
    "last next".split()
)
"""Words before a noun by which it may be of what was told of before."""
_BODIES = frozenset(
    "union bloc alliance organisation organization club body group community pact treaty convention league".split()
)
"""Words for an organisation that was named before."""
_REACH = 4
"""Sentences back in which a thing without a name was named."""
_FARTHEST = 10
"""The same where none was named so shortly before."""
_FAR = 24
"""Sentences back in which an organisation that somebody belongs to was named."""
_WINDOW = 48
"""Happenings of a type, told of last, whose name may be taken up: a report of megabytes stays linear."""
_FARTHER = 0.4
"""What each sentence between counts against a thing."""
_OFTENER = 0.3
"""What counts for a thing that is named twice as often."""
_PAIR = 2


_DEALINGS = frozenset(
    "acquisition agreement batch contract deal delivery export import kind model order package procurement purchase "
    "sale shipment tender transfer type variant version".split()
)
"""Words for a dealing in things, or for any kind of thing: none of them is a thing's name."""


def is_designation(name: str) -> bool:
    """Tell whether a name is that of one thing, not a word for a kind of thing."""
    return any(c.isdigit() or c.isupper() for c in name)


def is_named(draft: Draft) -> bool:
    """Tell whether a draft has a name that is one."""
    return any(is_designation(str(cell.value)) for cell in draft.values("name"))


def _is_dealing(name: str) -> bool:
    """Tell whether words taken for a thing's name are those for the dealing in it, or for any thing."""
    return name.casefold().split()[-1].removesuffix("s") in _DEALINGS


def _says_which(draft: Draft) -> bool:
    """Tell whether a name says which one it is: "Amber Shield", "tax treaty", not "the treaty"."""
    return is_named(draft) or any(len(str(cell.value).split()) > 1 for cell in draft.values("name"))


@dataclass(frozen=True, slots=True)
class Thing:
    """A weapon system named in a report."""

    name: Cell
    heads: frozenset[str]
    """Nouns for what it is, in the singular."""
    parties: frozenset[str] = frozenset()
    """Who deals in it; nobody where it is only mentioned."""

    def may_be(self, phrases: list[str]) -> bool:
        """Tell whether phrases may mean it: "helicopters" a helicopter, "six more" anything, "patrol boats" no jet."""
        bare = all(len(phrase.split()) == 1 for phrase in phrases)
        heads = self.heads | (_UNITS if bare else frozenset())
        return not phrases or any(_head(phrase) in heads for phrase in phrases)


class Naming:
    """Gives the joined drafts of one report the names that it printed elsewhere."""

    def __init__(self, context: Context, drafts: list[Draft]) -> None:
        """`drafts`: every happening of the report, also those that are too unsure to be claims."""
        self._context = context
        self._drafts = drafts
        self._of_type: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self._of_type[draft.type].append(draft)
        self._often: dict[str, float] = {}
        self._calls: dict[str, str] = {}

    def complete(self, draft: Draft) -> None:
        """Name a draft as its type's `name_from` says, if it has no name yet."""
        sources = self._context.codebook.types[draft.type].join.name_from
        if "system" in sources and not is_named(draft):
            draft.cells = [cell for cell in draft.cells if cell.field != "name" or not _is_dealing(str(cell.value))]
            self._name_of_system(draft)
        if "organisation" in sources and (own := self._organisation_beside(draft)) is not None:
            _rename(draft, own)
        elif "organisation" in sources and self._is_unsaid(draft):
            self._name_of_organisation(draft)
        if "earlier" in sources and not _says_which(draft):
            self._name_told_before(draft)
        if any(role.at_home for role in self._context.codebook.types[draft.type].roles) and not draft.values("name"):
            gathering = gathering_of(draft, self._context)
            draft.cells += [] if gathering is None else [gathering]
        if "act" in sources and not draft.values("name") and (act := act_of(draft, self._context)) is not None:
            draft.cells.append(act)
        if "title" in sources and all(str(cell.value).casefold() in OFFICE for cell in draft.values("name")):
            title = title_of(draft, self._context)
            if title is not None:
                _rename(draft, title)

    def _name_of_system(self, draft: Draft) -> None:
        """Give "the jets" and "six more" the designation of such a system that was named before, shortly if any was."""
        fitting = self._fitting(draft, _REACH) or self._fitting(draft, _FARTHEST)
        if fitting:
            _rename(draft, max(fitting, key=lambda each: each[:2])[2])

    def _fitting(self, draft: Draft, reach: int) -> list[tuple[float, int, Cell]]:
        """Return the names of systems so many sentences back that a draft may deal in, with weight and place."""
        phrases = [str(c.value) for c in (*draft.values("name"), *draft.values("field:equipment"))]
        mine, first = known(draft), draft.sentences[0]
        other = {str(cell.value).casefold() for cell in draft.values("field:of")}
        paragraph = self._context.sentences[first].segment.paragraph
        is_new = self._is_counted_anew(draft)
        return [
            (self._weight(thing, mine, first - number), thing.name.span.start, thing.name)
            for number in range(max(0, first - reach), first + 1)
            for thing in self._things[number]
            if self._context.section(number) == self._context.section(first)
            and (number < first or thing.name.span.end <= draft.triggers[0].start)
            and thing.may_be(phrases)
            and str(thing.name.value).casefold() not in other
            and not (mine and thing.parties and mine.isdisjoint(thing.parties))
            and not (
                is_new
                and self._context.sentences[number].segment.paragraph != paragraph
                and _are_other_pairs(mine, thing.parties)
            )
        ]

    def _is_counted_anew(self, draft: Draft) -> bool:
        """Tell whether a draft deals in things that no word takes up: "14 tanks", not "the tanks", "14 more tanks"."""
        for cell in (*draft.values("name"), *draft.values("field:equipment")):
            number = self._context.sentence_at(cell.span.start)
            sentence = self._context.sentences[number]
            at = head_of(sentence, cell.span.start, cell.span.end)
            if at is None or any(sentence.tokens[i].lemma.casefold() in _TAKES_UP for i in children(sentence, at)):
                return False
        return bool(draft.values("name") or draft.values("field:equipment"))

    def _weight(self, thing: Thing, mine: set[str], distance: int) -> float:
        """Return what speaks for a thing: that it is dealt in, by the same parties, close by, and named often."""
        dealt = bool(thing.parties) + (not mine.isdisjoint(thing.parties))
        name = str(thing.name.value)
        if name not in self._often:
            self._often[name] = _OFTENER * log2(self._context.text.count(name) + 1)
        return dealt - _FARTHER * distance + self._often[name]

    @cached_property
    def _things(self) -> dict[int, list[Thing]]:
        """The weapon systems named in each sentence, by its number."""
        found: dict[int, dict[int, Thing]] = defaultdict(dict)
        for number, mentions in enumerate(self._context.mentions):
            for mention in mentions:
                if mention.entry.kind == "system":
                    span = Span(mention.start, mention.end)
                    printed = self._context.text[span.start : span.end]
                    found[number][span.start] = self._thing(Cell("name", printed, printed, span, INFERRED))
        for draft in self._drafts:
            if "system" in self._context.codebook.types[draft.type].join.name_from:
                for name in draft.values("name"):
                    if is_designation(str(name.value)):
                        number = self._context.sentence_at(name.span.start)
                        found[number][name.span.start] = self._thing(name, draft)
        return defaultdict(list, {number: list(things.values()) for number, things in found.items()})

    def _thing(self, name: Cell, draft: Draft | None = None) -> Thing:
        """Return what is named, or dealt in by a draft."""
        system = self._context.gazetteer.system(str(name.value))
        phrases = [str(cell.value) for cell in draft.values("field:equipment")] if draft is not None else []
        heads = frozenset(_head(phrase) for phrase in (*phrases, *([system.kind] if system else ())))
        return Thing(name, heads, frozenset(known(draft)) if draft is not None else frozenset())

    def _name_told_before(self, draft: Draft) -> None:
        """Give what is taken up ("the drill", "the next edition", "India only watched") the name told of last."""
        if not self._is_taken_up(draft):
            return
        mine, place = known(draft), draft.sentences[0]
        lasts = self._context.codebook.types[draft.type].lasts
        told = self._of_type[draft.type]
        before = told[: bisect_right(told, place, key=lambda other: other.sentences[0])]
        earlier = [
            other
            for other in before[-_WINDOW:]
            if other is not draft
            and _says_which(other)
            and not self._context.are_apart(other.sentences[0], place)
            and not comes_next(draft, other, self._context)
            and not (len(mine) > 1 and known(other) and mine.isdisjoint(known(other)))
            and not (lasts and _are_other_pairs(mine, known(other)))
        ]
        if earlier:
            last = max(earlier, key=lambda other: max(number for number in other.sentences if number <= place))
            name = max(last.values("name"), key=lambda cell: len(str(cell.value)))
            _rename(draft, _of_its_year(name, draft, self._context.report.published))

    def _organisation_beside(self, draft: Draft) -> Cell | None:
        """Return the organisation in the words for who belongs to it, if none is told: "an [OAS] member"."""
        told = [str(cell.value) for cell in draft.values("name")]
        if any((known := self._context.resolve(name)) is not None and known.org for name in told):
            return None
        trigger, number = draft.triggers[0], draft.sentences[0]
        sentence = self._context.sentences[number]
        inside = tokens_in(sentence, trigger.start, trigger.end)
        for named in self._context.named[number]:
            token = token_at(sentence, named.start, named.end)
            if named.actor.org and token is not None and token.head in inside and token.deprel in OWNS_BEFORE:
                printed = self._context.text[named.start : named.end]
                return Cell("name", self._usual(named.actor), printed, Span(named.start, named.end), INFERRED)
        return None

    def _is_unsaid(self, draft: Draft) -> bool:
        """Tell whether a draft has no name, or a mere word for a body ("the Union"); "neutral" belongs to nothing."""
        trigger = draft.triggers[0]
        token = token_at(self._context.sentences[draft.sentences[0]], trigger.start, trigger.end)
        asks = token is not None and token.upos != "ADJ"
        return asks and all(str(cell.value).casefold() in _BODIES for cell in draft.values("name"))

    def _name_of_organisation(self, draft: Draft) -> None:
        """Give the organisation told of last that has no part of its own: "has been a candidate since 2012"."""
        mine, first = known(draft), draft.sentences[0]
        for number in range(first, max(-1, first - _FAR - 1), -1):
            for named in reversed(self._context.named[number]):
                body, span = named.actor, Span(named.start, named.end)
                if body.kind == "organisation" and body.org and body.org not in mine and named.sense != "capital":
                    printed = self._context.text[span.start : span.end]
                    _rename(draft, Cell("name", self._usual(body), printed, span, INFERRED))
                    return

    def _usual(self, body: Actor) -> str:
        """Return what the report calls an organisation more often: its name, or the short one; the short one for none.

        "The Union" alone is the EU.
        """
        if body.name not in self._calls:
            text, short = self._context.text, body.org or body.name
            is_longer = text.count(body.name) > len(re.findall(rf"\b{re.escape(short)}\b", text))
            self._calls[body.name] = body.name if is_longer else short
        return self._calls[body.name]

    def _is_taken_up(self, draft: Draft) -> bool:
        """Tell whether nothing in a draft's first words makes it a new thing: "a drill", "two exercises", "drills"."""
        sentence = self._context.sentences[draft.sentences[0]]
        inside = tokens_in(sentence, draft.triggers[0].start, draft.triggers[0].end)
        if not inside or sentence.tokens[inside[-1]].upos not in {"NOUN", "PROPN"}:
            return bool(inside)
        before = [sentence.tokens[i] for i in children(sentence, inside[-1]) if i < inside[-1]]
        return any(token.deprel in {"det", "nmod:poss"} and token.lemma not in _NEW for token in before)


def known(draft: Draft) -> set[str]:
    """Return the states and organisations that a draft's own words put in a role."""
    actors = (c.value for c in draft.cells if c.field.startswith("role:") and c.score > INFERRED)
    return {found for actor in actors if isinstance(actor, Actor) and (found := polity(actor))}


def _are_other_pairs(mine: set[str], theirs: AbstractSet[str]) -> bool:
    """Tell whether a third stands in for one of two: the drill of Peru and Chile is not that of Peru and Fiji."""
    return len(mine) == len(theirs) == _PAIR and mine != theirs


def _head(words: str) -> str:
    """Return the noun of a phrase in the singular: "ageing fighter jets" gives "jet"."""
    return words.casefold().split()[-1].removesuffix("s") if words.strip() else ""


def _of_its_year(name: Cell, draft: Draft, published: str | None) -> Cell:
    """Return an edition's name without its year, for another edition that is of another year or yet to come.

    Args:
        published: The day of the report.
    """
    found = _YEAR.search(str(name.value))
    if found is None:
        return name
    year = found[1] if len(found[1]) == _DIGITS else f"20{found[1][-2:]}"
    now = int(published[:_DIGITS]) if published and published[:_DIGITS].isdigit() else None
    if len(found[1]) < _DIGITS and (now is None or abs(int(year) - now) > _AROUND):
        return name  # "Amber Shield 14" is the fourteenth
    times = [str(cell.value) for cell in draft.values("when")]
    if times:
        is_another = not any(year in time for time in times)
    else:
        is_another = draft.status in AHEAD and now is not None and int(year) < now
    return replace(name, value=str(name.value)[: found.start()]) if is_another else name


def _rename(draft: Draft, name: Cell) -> None:
    draft.cells = [*(c for c in draft.cells if c.field != "name"), replace(name, score=INFERRED)]
