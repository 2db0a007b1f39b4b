"""What a meeting is called: "the Northern Forum meeting", "the joint fisheries commission met in Oslo"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.clauses import OWN, nearness
from foedera.coding.context import Context
from foedera.coding.scores import INFERRED
from foedera.coding.words import head_of
from foedera.types import Cell, Sentence, Span

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_BODIES = frozenset("committee commission council cabinet dialogue forum conference congress".split())
"""Nouns for those who meet as one, or for a row of meetings: with any word before them they are a name."""
_MEETINGS = frozenset("meeting summit talk session consultation assembly".split())
"""Nouns for any meeting: only a name before them makes them one."""
_QUALIFYING = frozenset({"amod", "compound", "nmod:desc"})
_ANY = frozenset(
    "first second third next last latest new annual regular recent similar separate private official second such "
    "previous earlier bilateral trilateral high-level further same other whole entire full".split()
)
"""Words that do not tell which one it is."""
_REACH = 4
"""Sentences back in which a body was named whose meeting is taken up."""


def gathering_of(draft: Draft, context: Context) -> Cell | None:
    """Return what those who meet are called, or their meeting, by a noun in the clause that tells of it."""
    found: list[Span] = []
    for trigger in draft.triggers:
        number = context.sentence_at(trigger.start)
        sentence = context.sentences[number]
        people = [(n.start, n.end) for n in sentence.names if n.label == "PER"]
        states = [(n.start, n.end) for n in context.named[number] if n.actor.kind == "state"]
        for at, token in enumerate(sentence.tokens):
            if (
                token.lemma.casefold() in _BODIES | _MEETINGS
                and nearness(sentence, trigger, _span(sentence, at, at)) >= OWN
            ):
                first = _left_edge(sentence, at, (*people, *states))
                if first < at and _tells(sentence, first, at):
                    found.append(_span(sentence, first, at))
    if not found:
        return _told_before(draft, context)
    span = next((s for s in found if any(c.isupper() for c in context.text[s.start : s.end])), found[0])
    printed = context.text[span.start : span.end]
    return Cell("name", printed, printed, span, INFERRED)


def _told_before(draft: Draft, context: Context) -> Cell | None:
    """Return the body named shortly before whose meeting is taken up: "the summit" after "the Arctic Forum"."""
    trigger, number = draft.triggers[0], draft.sentences[0]
    sentence = context.sentences[number]
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or sentence.tokens[at].lemma.casefold() not in _BODIES | _MEETINGS:
        return None
    if not any(t.head == at and t.text.casefold() == "the" for t in sentence.tokens):
        return None
    for before in range(number - 1, max(-1, number - _REACH - 1), -1):
        if context.are_apart(before, number):
            return None
        for name in context.sentences[before].names:
            printed = context.text[name.start : name.end]
            words = printed.casefold().split()
            if name.label != "PER" and len(words) > 1 and not _BODIES.isdisjoint((words[0], words[-1])):
                return Cell("name", printed, printed, Span(name.start, name.end), INFERRED)
    return None


def _span(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _left_edge(sentence: Sentence, at: int, others: tuple[tuple[int, int], ...]) -> int:
    """Return where the words begin that tell which one a noun means; states and people are not part of its name."""
    tokens, first = sentence.tokens, at
    while first > 0:
        token = tokens[first - 1]
        joined = token.deprel in _QUALIFYING or token.text == "-"
        if not joined or token.lemma.casefold() in _ANY or any(s < token.end and token.start < e for s, e in others):
            break
        first -= 1
    return first + (tokens[first].text == "-")


def _tells(sentence: Sentence, first: int, at: int) -> bool:
    """Tell whether the words before a noun make it a name."""
    return sentence.tokens[at].lemma.casefold() in _BODIES or any(
        token.text[:1].isupper() and token.start > sentence.segment.start for token in sentence.tokens[first:at]
    )
