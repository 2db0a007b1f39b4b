"""When, where and by whom said: what any pattern's frame may have without its file asking for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.codebook.spans import actor_span, phrase_span
from foedera.types import Filler, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.codebook.tree import Tree

_SCORE = 0.8
_SAYING = frozenset(
    "say tell announce report state claim add declare note confirm deny believe think write argue insist explain "
    "stress reveal disclose estimate maintain admit acknowledge allege assert expect predict warn".split()
)
_TIME_CASES = frozenset("on in at during since until by before from after over for through throughout within".split())
_KEPT_CASES = frozenset("since until by before from after".split())
"""These prepositions belong to the date, by the rules of the frame markup."""
_PLACE_CASES = frozenset("in at near off on around outside along over across inside".split())


def circumstances(sentence: Sentence, tree: Tree, trigger: int) -> Iterator[Filler]:
    """Yield `when`, `where` and `said_by` fillers that stand with a trigger or with the verb that carries it."""
    for at in _carriers(tree, trigger):
        for child in tree.children(at, "obl", "nmod", "advmod"):
            yield from _circumstance(sentence, tree, child)
    speaker = speaker_of(tree, trigger)
    if speaker is not None:
        for word in tree.with_conjuncts(speaker):
            yield Filler("said_by", *actor_span(sentence, tree, word), _SCORE)


def _carriers(tree: Tree, trigger: int) -> list[int]:
    """Return the trigger and the verb that it is the subject or object of, if any."""
    head = tree.head(trigger)
    if head is not None and tree.base(trigger) in ("obj", "nsubj") and tree.tokens[trigger].upos == "NOUN":
        return [trigger, head]
    return [trigger]


def _circumstance(sentence: Sentence, tree: Tree, at: int) -> Iterator[Filler]:
    case = tree.case(at)
    if tree.is_time(at) and (not case or case in _TIME_CASES):
        start, end = phrase_span(sentence, tree, at)
        if case in _KEPT_CASES:
            start = sentence.tokens[next(tree.children(at, "case"))].start
        yield Filler("when", start, end, _SCORE)
    elif case in _PLACE_CASES and tree.tokens[at].upos == "PROPN":
        yield Filler("where", *actor_span(sentence, tree, at), _SCORE)


def speaker_of(tree: Tree, trigger: int) -> int | None:
    """Return who the sentence says asserts what the trigger names: subject of the verb of saying, or "according to"."""
    at, seen = trigger, {trigger}
    while True:
        for child in tree.children(at, "obl", "advmod"):
            if tree.case(child).startswith("according"):
                return child
        for child in tree.children(at, "parataxis"):
            if tree.tokens[child].lemma.lower() in _SAYING:
                return tree.subject(child)
        head = tree.head(at)
        if head is None or head in seen:
            return None
        if tree.base(at) == "ccomp" and tree.tokens[head].lemma.lower() in _SAYING:
            return tree.subject(head)
        seen.add(head)
        at = head
