"""In general political news two words of one sentence tell of two deeds where others do them, or others suffer them.

"An army helicopter strafed a village and guerrillas dynamited a bridge", "rebels captured two soldiers and killed
seven", "doctors went on strike and students boycotted lectures". Reports on how states deal with each other tell there
of one operation, unless each of the two words is brought in as a deed of its own, or has a place of its own. What
befalls other persons, or towns that lie apart, is another deed wherever it is told.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedera.coding.growing import words_of
from foedera.coding.joining import alike, norm
from foedera.coding.words import head_of
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.coding.joining import Mention
    from foedera.types import Sentence, Span

_JOINS = "join"
"""The verb of those who do the same as others: "a march by pupils, whom market women joined"."""
_ALIKE = 0.8
_KM_A_DEGREE = 111.2
_TOWN_KM = 25
"""How far from each other the parts of a town, or a town and what is told of as lying in it, are at most."""
_TAKING = frozenset("abduct arrest capture detain kidnap seize snatch".split())
"""Verbs of which those who are hit by another verb beside are others."""


def are_two_deeds(draft: Draft, told: Draft, context: Context) -> bool:
    """Tell whether a mention is of another deed than one told before it in the same sentence."""
    number = draft.sentences[0]
    if not context.codebook.types[draft.type].is_deed:
        return False
    sentence = context.sentences[number]
    mine = head_of(sentence, draft.triggers[0].start, draft.triggers[0].end)
    triggers = words_of(told, context).within(number)
    others = [head_of(sentence, trigger.start, trigger.end) for trigger in triggers]
    if mine is None or not others or not all(_is_other_word(sentence, mine, other) for other in others):
        return False
    return _are_by_others(draft, told, context) or any(
        other is not None
        and _are_verbs(sentence, mine, other)
        and _takes_others(sentence, mine, other, _suffering(draft, context), _suffering(told, context))
        for other in others
    )


def are_told_apart(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether two mentions are of deeds at other towns or by or to other persons, or one sentence parts the two.

    It does where each of its words brings in a deed of its own, or sets it at a place of its own: "followed an ambush
    on a bus in the West Bank and a double suicide attack in the Gaza Strip". Places of one country otherwise count
    as one.
    """
    if not context.codebook.types[mention.draft.type].is_deed:
        return False
    if _are_other_persons(mention, told) or _are_other_towns(mention, told, context):
        return True
    return told.tells_in(mention.draft.sentences[0]) and _parts(mention, told, context)


def _parts(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether two words of one sentence each bring in a deed, or have a place, of their own."""
    number = mention.draft.sentences[0]
    sentence = context.sentences[number]
    mine = head_of(sentence, mention.draft.triggers[0].start, mention.draft.triggers[0].end)
    triggers = words_of(told.draft, context).within(number)
    others = [head_of(sentence, trigger.start, trigger.end) for trigger in triggers]
    if mine is None or any(other is None or not _is_other_word(sentence, mine, other) for other in others):
        return False
    if _brings_in(sentence, mine) and any(other is not None and _brings_in(sentence, other) for other in others):
        return True
    here, there = ([c for c in each.draft.values("where") if _is_in(sentence, c.span)] for each in (mention, told))
    return bool(here and there) and not any(_meet(sentence, a.span, b.span) for a in here for b in there)


def _are_other_persons(mention: Mention, told: Mention) -> bool:
    """Tell whether two mentions give a part that tells deeds apart to persons of other names.

    Who is known by name may be known by nothing else: of what state a man is that was arrested is often left unsaid.
    """
    for key in mention.rules.keys:
        if key.key.startswith("role:") and key.differs == "separates":
            mine, theirs = (_persons(each, key.key) for each in (mention, told))
            if mine and theirs and not any(alike(a, b) >= _ALIKE for a in mine for b in theirs):
                return True
    return False


def _persons(mention: Mention, role: str) -> set[str]:
    """Return the names, made comparable, of the persons who play a part."""
    actors = (cell.value for cell in mention.draft.values(role))
    return {norm(a.name) for a in actors if isinstance(a, Actor) and a.kind == "person" and a.name[:1].isupper()}


def _are_other_towns(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether two mentions name towns that lie apart."""
    mine = _towns(mention, context)
    theirs = _towns(told, context) if mine else []
    return bool(theirs) and all(_lie_apart(a, b) for a in mine for b in theirs)


def _towns(mention: Mention, context: Context) -> list[Place]:
    """Return the towns in which a deed is done."""
    places = (cell.value for cell in mention.draft.values("where"))
    return [place for place in places if isinstance(place, Place) and context.gazetteer.is_town(place)]


def _lie_apart(one: Place, two: Place) -> bool:
    """Tell whether two places with coordinates lie farther from each other than the parts of a town."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return False
    middle = math.radians((one.lat + two.lat) / 2)
    east = math.remainder(two.lon - one.lon, 360)  # a town may lie on both sides of the date line
    return math.hypot(two.lat - one.lat, east * math.cos(middle)) * _KM_A_DEGREE > _TOWN_KM


def _brings_in(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun has an indefinite article."""
    tokens = sentence.tokens
    return tokens[at].upos == "NOUN" and any(t.head == at and t.lemma in {"a", "an"} for t in tokens)


def _is_in(sentence: Sentence, span: Span) -> bool:
    return sentence.segment.start <= span.start and span.end <= sentence.segment.end


def _meet(sentence: Sentence, one: Span, two: Span) -> bool:
    """Tell whether two places may be one: they overlap, or one hangs on the other: "Jenin, in the north"."""
    if one.start < two.end and two.start < one.end:
        return True
    heads = [head_of(sentence, span.start, span.end) for span in (one, two)]
    return None in heads or any(_hangs(sentence, a, b) for a, b in (heads, heads[::-1]))


def _hangs(sentence: Sentence, at: int | None, top: int | None) -> bool:
    if at is None or top is None:
        return True
    above = sentence.tokens[at].head
    return above == top or (above >= 0 and sentence.tokens[above].head == top)


def _is_other_word(sentence: Sentence, mine: int, other: int | None) -> bool:
    tokens = sentence.tokens
    lemma = tokens[mine].lemma.casefold()
    return other is not None and lemma not in {_JOINS, tokens[other].lemma.casefold()}


def _are_verbs(sentence: Sentence, mine: int, other: int) -> bool:
    return sentence.tokens[mine].upos == sentence.tokens[other].upos == "VERB"


def _are_by_others(draft: Draft, told: Draft, context: Context) -> bool:
    """Tell whether those who act are of other sectors: an army and guerrillas."""
    agents = context.gazetteer.agents
    left, right = (
        {
            sector
            for cell in each.values(f"role:{context.codebook.types[each.type].doer}")
            for sector in agents.sectors(cell.printed)
        }
        for each in (draft, told)
    )
    return bool(left and right) and left.isdisjoint(right)


def _takes_others(sentence: Sentence, mine: int, other: int, hit: set[Span], before: set[Span]) -> bool:
    """Tell whether one of two joined verbs takes people, and the other one is done to others than those."""
    tokens = sentence.tokens
    joined = tokens[mine].deprel == "conj" and tokens[mine].head == other
    lemmas = {tokens[mine].lemma.casefold(), tokens[other].lemma.casefold()}
    return joined and len(lemmas & _TAKING) == 1 and bool(hit and before) and hit.isdisjoint(before)


def _suffering(draft: Draft, context: Context) -> set[Span]:
    """Return the words for those to whom it is done, and for how many they are."""
    others = {f"role:{role.name}" for role in context.codebook.types[draft.type].roles[1:]}
    return {cell.span for cell in draft.cells if cell.field in {*others, "field:quantity"}}
