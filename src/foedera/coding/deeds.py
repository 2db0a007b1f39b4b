"""In general political news two words of one sentence tell of two deeds where others do them, or others suffer them.

"An army helicopter strafed a village and guerrillas dynamited a bridge", "rebels captured two soldiers and killed
seven", "doctors went on strike and students boycotted lectures". Reports on how states deal with each other tell there
of one operation, unless each of the two words is brought in as a deed of its own, or has a place of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.growing import words_of
from foedera.coding.words import head_of

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.coding.joining import Mention
    from foedera.types import Sentence, Span

_JOINS = "join"
"""The verb of those who do the same as others: "a march by pupils, whom market women joined"."""
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
    """Tell whether two words of one sentence each bring in a deed of their own, or set it at a place of their own.

    "Followed an ambush on a bus in the West Bank and a double suicide attack in the Gaza Strip": places of one country
    otherwise count as one.
    """
    number = mention.draft.sentences[0]
    if not context.codebook.types[mention.draft.type].is_deed or not told.tells_in(number):
        return False
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
