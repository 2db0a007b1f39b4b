"""What a sentence speaks of without telling that it happens: no claim of its own.

What is threatened is the matter of the threat ("threatened to close the border"); what a thing is meant to do is its
aim ("the drill is meant to deepen ties"); what something else is dated or explained by is a landmark ("days after the
invasion"). The codebook says of which types that holds. And whoever speaks of "the drill" again, without a name, a time
or a place, tells of no other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.clauses import clause_of
from foedera.coding.context import Context, head_of, tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.coding.drafts import Draft
    from foedera.types import Sentence, Span

_AIMING = frozenset(
    "mean intend aim design serve help hope wish want ready willing prepared purpose goal objective aim order".split()
)
"""Words whose infinitive tells what is meant to come of something."""
_LANDMARKS = frozenset("after since before following during over despite amid until because".split())
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_HAPPENS = frozenset({"occurred", "ongoing", "expected"})
"""Statuses that a mere mention seems to have; one that plans, denies or calls off tells something."""
_TELLING = frozenset({"amod", "nummod", "nmod", "acl", "compound"})
"""Relations of words that tell one thing from others of its kind: "the first contracts", "the sale of howitzers"."""
_DEPTH = 8


def told(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the drafts that some mention tells of more than by the way."""
    drafts = list(drafts)
    enclosing: dict[int, list[Draft]] = {}
    for draft in drafts:
        if context.codebook.types[draft.type].encloses:
            for number in dict.fromkeys(draft.sentences):
                enclosing.setdefault(number, []).append(draft)
    kept = [draft for draft in drafts if not _is_background(draft, enclosing, context)]
    return [draft for draft in kept if not _is_mere_mention(draft, kept, context)]


def _is_background(draft: Draft, enclosing: dict[int, list[Draft]], context: Context) -> bool:
    kind = context.codebook.types[draft.type]
    for trigger in draft.triggers:
        number = context.sentence_at(trigger.start)
        sentence = context.sentences[number]
        others = [other for other in enclosing.get(number, ()) if other is not draft]
        by_the_way = any(_is_within(sentence, trigger, other) for other in others)
        by_the_way = by_the_way or ("aim" in kind.background and is_aim(sentence, trigger))
        if not by_the_way and not ("landmark" in kind.background and is_landmark(sentence, trigger)):
            return False
    return True


def _is_mere_mention(draft: Draft, drafts: list[Draft], context: Context) -> bool:
    """Tell whether a draft only speaks of one told before: "Warsaw sees the drill as a provocation"."""
    trigger, known = draft.triggers[0], any(draft.values(name) for name in ("name", "when", "where"))
    if not draft.refers_back or len(draft.triggers) > 1 or known or draft.status not in _HAPPENS:
        return False
    number = draft.sentences[0]
    told_in = {n for o in drafts if o.type == draft.type and o.triggers[0].start < trigger.start for n in o.sentences}
    return bool(told_in) and number not in told_in and _only_points(context.sentences[number], trigger)


def _only_points(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger is a noun with an article or a pronoun and nothing that tells it from others."""
    head = head_of(sentence, trigger.start, trigger.end)
    if head is None or sentence.tokens[head].deprel == "compound":
        return False
    below = [t for t in sentence.tokens if t.head == head]
    pointing = any(t.deprel == "det" and t.lemma.casefold() in _POINTING for t in below)
    return pointing and not any(t.deprel.split(":")[0] in _TELLING for t in below)


def _is_within(sentence: Sentence, trigger: Span, other: Draft) -> bool:
    """Tell whether a trigger stands in the matter of another claim, by its issue or by what its words govern."""
    issues = [cell.span for cell in other.cells if cell.field == "field:issue"]
    if any(span.start <= trigger.start and trigger.end <= span.end for span in issues):
        return True
    words = {i for t in other.triggers for i in tokens_in(sentence, t.start, t.end)}
    clause = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
    for _ in range(_DEPTH):
        if clause is None or clause < 0 or clause in words:
            return False
        token = sentence.tokens[clause]
        if token.deprel.split(":")[0] in _COMPLEMENTS - {"acl", "advcl"} and token.head in words:
            return True
        if token.deprel not in {"xcomp", "ccomp", "conj"}:
            return False
        clause = token.head
    return False


def is_aim(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger stands in an infinitive that a word of aim or will governs."""
    tokens = sentence.tokens
    at = clause_of(sentence, head_of(sentence, trigger.start, trigger.end))
    for _ in range(_DEPTH):
        if at is None or at < 0 or tokens[at].head < 0:
            return False
        above, relation = tokens[tokens[at].head], tokens[at].deprel.split(":")[0]
        if relation in _COMPLEMENTS and tokens[at].xpos == "VB" and above.lemma.casefold() in _AIMING:
            return True
        if relation != "conj" and not (relation == "xcomp" and tokens[at].xpos == "VB"):
            return False
        at = tokens[at].head
    return False


def is_landmark(sentence: Sentence, trigger: Span) -> bool:
    """Tell whether a trigger is a noun that only dates or explains something else: "since Peru's invasion"."""
    tokens = sentence.tokens
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or tokens[at].upos != "NOUN":
        return False
    return any(t.head == at and t.deprel == "case" and t.lemma.casefold() in _LANDMARKS for t in tokens)
