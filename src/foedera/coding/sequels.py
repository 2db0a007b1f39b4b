"""Two words of one sentence that tell what came first and what came next: "after the drill, they will patrol"."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.growing import words_of
from foedera.coding.joining import REACH, agrees
from foedera.coding.scores import INFERRED
from foedera.coding.words import OVER, climb, head_of, subtree
from foedera.text.edtf import OPEN, combine
from foedera.types import AHEAD

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.coding.joining import Mention
    from foedera.types import Sentence, Span

_FIRST = frozenset({"after", "before", "following", "since"})
_UPON = _FIRST | {"on", "upon", "with"}
_LATER = frozenset({"afterward", "afterwards", "subsequently", "thereafter"})
_EVERY = frozenset({"all", "any", "every", "no"})
_COMES = frozenset("arrive begin come fly land open start travel".split())
_THAT = frozenset({"that", "this", "which"})
_OPENS = 4
"""Words of a sentence by which it may say that it is of what comes next."""
_CUES = _FIRST | _UPON | _LATER
_AHEAD = frozenset({"expected", "planned"})
_PAIR = 2
_OPEN = _AHEAD | {"ongoing"}
_UP = 6
"""Words up the tree, at most, to the verb beside which a time is told."""
_TIMES = frozenset({"obl", "nmod", "advcl", "acl"})
_HALF = 0.5
"""Score from which a value is rather believed."""
_TO_VERB = frozenset("acl advcl amod appos ccomp compound conj flat nmod nsubj obj obl xcomp".split())


def comes_next(draft: Draft, told: Draft, context: Context) -> bool:
    """Tell whether a draft is of what comes after, or came before, a happening that was told of."""
    number, trigger = draft.sentences[0], draft.triggers[0]
    sentence = context.sentences[number]
    if _CUES.isdisjoint(context.tree(number).words):
        return False
    telling = words_of(told, context)
    others = [t for t in telling.within(number) if t != trigger]
    mine, theirs = _head(sentence, trigger), [_head(sentence, other) for other in others]
    if any(_is_after(sentence, mine, other) or _is_after(sentence, other, mine) for other in theirs):
        return True
    words = telling.lemmas
    if others or mine is None or sentence.tokens[mine].lemma.casefold() in words:
        return False
    named = (at for at, token in enumerate(sentence.tokens) if token.lemma.casefold() in words)
    return _is_later(draft, sentence) or any(_is_after(sentence, mine, at) for at in named)


def was_before(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether a mention is of an earlier day than what was told: "on Monday the two [had met] in Lima".

    Who had arrived by then may be on the visit that was told of.
    """
    mine, theirs = mention.values("when"), told.values("when")
    if not mine or not theirs or agrees(mine, theirs, "when"):
        return False
    sentence = context.sentences[mention.draft.sentences[0]]
    at = _head(sentence, mention.draft.triggers[0])
    verbs = [i for i in climb(sentence, at, _TO_VERB, _UP) if sentence.tokens[i].upos == "VERB"][:1]
    had = any(t.head in verbs and t.text.casefold() == "had" and t.deprel == "aux" for t in sentence.tokens)
    told_by = {sentence.tokens[i].deprel for i in verbs}  # "said it had sailed" is no earlier than what was said
    return had and "ccomp" not in told_by and all(sentence.tokens[i].lemma not in _COMES for i in verbs)


def is_repeated(draft: Draft, told: Draft, context: Context) -> bool:
    """Tell whether a draft is of what is still to be held, once more: "the drill, held in May, will be repeated"."""
    if draft.status not in AHEAD or told.status in AHEAD:
        return False
    sentence = context.sentences[draft.sentences[0]]
    above = climb(sentence, _head(sentence, draft.triggers[0]), _TO_VERB, _UP)
    verb = next((i for i in above if sentence.tokens[i].upos == "VERB"), None)
    if verb is None:
        return False
    again = any(t.head == verb and t.text.casefold() == "again" for t in sentence.tokens)
    return again or sentence.tokens[verb].lemma == "repeat"


def is_of_others(mention: Mention, told: Mention, parts: list[str]) -> bool:
    """Tell whether a mention is of two others at another time: "[Peru and Bolivia], in July" are not "Peru and Fiji".

    Args:
        parts: The parts that are played together.
    """
    mine, theirs = mention.values("when"), told.values("when")
    if not mine or not theirs or agrees(mine, theirs, "when"):
        return False
    pairs = (each for part in parts if (each := (mention.values(part), told.values(part)))[0] and each[1])
    return any(len(one) == len(other) == _PAIR and one != other for one, other in pairs)


def is_of_all(draft: Draft, context: Context) -> bool:
    """Tell whether a draft is of everything of its kind: "froze [all drills]", "will hold [no exercise]"."""
    sentence = context.sentences[draft.sentences[0]]
    at = _head(sentence, draft.triggers[0])
    return any(t.head == at and t.deprel.startswith("det") and t.text.casefold() in _EVERY for t in sentence.tokens)


def tells_time(draft: Draft, context: Context) -> bool:
    """Tell whether a mention does no more than to tell when something else is: "after the drill, they will patrol"."""
    sentence = context.sentences[draft.sentences[0]]
    at = _head(sentence, draft.triggers[0])
    if at is None or any(cell.score >= _HALF for cell in draft.cells):
        return False
    tops = (at, sentence.tokens[at].head)
    return any(t >= 0 and sentence.tokens[t].deprel == "obl" and _is_time(sentence, t, at) for t in tops)


def start_after(drafts: list[Draft], context: Context) -> None:
    """Let what is to last, and is told of without a time, begin when that is over after which it comes."""
    told: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=_first):
        told[draft.type].append(draft)
    for draft in (each for each in drafts if each.status in _OPEN and not each.values("when")):
        if context.codebook.types[draft.type].lasts:
            same = told[draft.type]
            at = bisect_right(same, _first(draft), key=_first)
            near = (each for each in reversed(same[max(0, at - REACH) : at]) if each is not draft)
            before = next((each for each in near if comes_next(draft, each, context)), None)
            times = before.values("when") if before else []
            end = (combine([str(cell.value) for cell in times]) or OPEN).rpartition("/")[2]
            if end != OPEN:
                draft.cells.append(replace(times[-1], value=f"{end.removesuffix('~')}~/{OPEN}", score=INFERRED))


def _first(draft: Draft) -> int:
    return draft.sentences[0]


def _head(sentence: Sentence, trigger: Span) -> int | None:
    return head_of(sentence, trigger.start, trigger.end)


def _is_later(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether something is still to be done when what was told of is over: "Afterwards the two will patrol"."""
    if draft.status not in _AHEAD:
        return False
    words = [token.text.casefold() for token in sentence.tokens[:_OPENS]]
    if not _LATER.isdisjoint(words):
        return True
    pairs = itertools.pairwise(words)
    return any((one in _UPON and two in OVER) or (one == "after" and two in _THAT) for one, two in pairs)


def _is_after(sentence: Sentence, mine: int | None, other: int | None) -> bool:
    """Tell whether the time of one word is told by another: "[patrol] straight after the [drills]"."""
    if mine is None or other is None or mine == other:
        return False
    for top in (other, sentence.tokens[other].head):
        if top < 0 or sentence.tokens[top].deprel.split(":")[0] not in _TIMES or not _is_time(sentence, top, other):
            continue
        beside = sentence.tokens[top].head
        return mine not in subtree(sentence, top) and beside in climb(sentence, mine, _TO_VERB, _UP)
    return False


def _is_time(sentence: Sentence, top: int, at: int) -> bool:
    """Tell whether a word with a preposition of time is the thing itself or its end."""
    if top != at and sentence.tokens[top].lemma.casefold() not in OVER:
        return False
    words = {t.text.casefold() for t in sentence.tokens if t.head == top and t.deprel in {"case", "mark"}}
    return not words.isdisjoint(_FIRST if top == at else _UPON)
