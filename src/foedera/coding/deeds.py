"""In general political news two words of one sentence tell of two deeds where others do them, or others suffer them.

"An army helicopter strafed a village and guerrillas dynamited a bridge", "rebels captured two soldiers and killed
seven", "doctors went on strike and students boycotted lectures". Reports on how states deal with each other tell there
of one operation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.growing import words_of
from foedera.coding.words import head_of

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
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
