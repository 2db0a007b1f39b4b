"""What was called off before it is told of anew: "the drill, which Peru called off in 2017, may be revived"."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.codebook.tree import Tree
from foedera.coding.dividing import Part, times_of
from foedera.coding.words import NOT, NOUNS, TAKING_UP, UNDERGOES, head_of, subtree, tokens_in
from foedera.types import AHEAD, OFF, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.codebook.status import Grammar
    from foedera.types import Filler, Frame, Sentence, Status

_CALLED_OFF = frozenset(
    {
        *"cancel postpone suspend scrap shelve abandon scrub drop freeze defer discontinue".split(),
        *("call off", "put off", "put back"),
    }
)
_OPEN = frozenset({"may", "might", "could", "can", "will", "would", "should", "must"})
_ANEW = frozenset("resume restart return recommence reopen revive relaunch reinstate".split())
"""Verbs for what is done again that was called off: "the drill, suspended since 2014, resumed"."""
_DONE_TO = frozenset({*UNDERGOES, "xcomp"})
"""What a verb of calling off or stopping has by it: "cancel the [order]", "stop [arming] them"."""
_ASKS = frozenset("want ask demand urge call press request appeal beg".split())
_OF_ASKING = frozenset({"xcomp", "ccomp", "advcl"})
"""Verbs by which somebody wants another to do something, and how that hangs on them."""
_STOPS = frozenset("stop halt end cease".split())
_BARE = frozenset({"VB", "VBP"})
_MERELY = frozenset({"only", "just", "merely", "simply"})
"""Words behind "not" with which it denies nothing: "not only cancelled the drill but also"."""
_HARDLY = NOT | {"almost", "nearly"}


def called_off(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType, grammar: Grammar) -> list[Part]:
    """Return a frame as what is told of a drill or visit and its calling off before; nothing where that is not told.

    The network's status is that of one of the two: where it is that of the calling off, the verb above may tell what is
    to come.
    """
    at = head_of(sentence, frame.start, frame.end) if kind.lasts else None
    if at is None or sentence.tokens[at].upos not in NOUNS:
        return []
    clause = next((x for x in tree.children(at, "acl") if _calls_off(tree, x)), None)
    if clause is None:
        return []
    words = set(subtree(sentence, clause))
    inside = [f for f in frame.fillers if words.issuperset(tokens_in(sentence, f.start, f.end))]
    told = times_of(sentence, frame)
    times = [f for f in told if words.issuperset(tokens_in(sentence, f.start, f.end))]
    shared = [f for f in frame.fillers if f.label in {"name", "said_by"} or kind.role(f.label) is not None]
    now = tuple(f for f in frame.fillers if f not in inside or f in shared)
    before = tuple(f for f in dict.fromkeys((*shared, *inside)) if f.label != "when")
    others = [f for f in told if f not in times]
    off = Part(replace(frame, status="cancelled", fillers=(*before, *times)), _spans(others))
    status = _told_besides(tree, at, grammar) if frame.status == "cancelled" else frame.status
    return [off] if status is None else [Part(replace(frame, status=status, fillers=now), _spans(times)), off]


def kept_up(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame as it stands where it was not called off: "has not cancelled it", "want Peru to cancel it"."""
    if frame.status not in OFF:
        return frame
    inside = tokens_in(sentence, frame.start, frame.end)
    tokens = sentence.tokens
    above = {tokens[i].head for i in inside if tokens[i].deprel in _DONE_TO} | set(inside)
    negated = {
        t.head for t, after in itertools.pairwise(tokens) if t.lemma in NOT and after.text.casefold() not in _MERELY
    }
    wanted = any(_is_asked_for(tree, i) for i in above if i >= 0)
    if not wanted and not any(_is_of_calling_off(tree, i)[0] for i in above & negated if i >= 0):
        return frame
    return replace(frame, status="planned" if kind.lasts and not kind.armed else "ongoing")


def _is_asked_for(tree: Tree, at: int) -> bool:
    """Tell whether a verb says what somebody asks another to call off or stop: "demanded that Peru [cancel] it"."""
    token = tree.tokens[at]
    if token.xpos not in _BARE or token.head < 0:
        return False
    asks = tree.tokens[token.head]
    other = any(True for _ in tree.children(token.head, "obj", "obl")) or any(True for _ in tree.children(at, "nsubj"))
    ends = _is_of_calling_off(tree, at)[0] or token.lemma in _STOPS
    return ends and other and asks.lemma in _ASKS and token.deprel in _OF_ASKING


def _told_besides(tree: Tree, at: int, grammar: Grammar) -> Status | None:
    """Return what a noun and the word that governs it tell of what is to come, or was taken up; None if nothing."""
    head = tree.head(at)
    for word in (at, *(() if head is None else (head,))):
        status, _ = grammar.status(tree, word, "occurred")
        if status in AHEAD or (word == head and status not in OFF and tree.lemma(word) in _ANEW):
            return status
    return None


def _spans(fillers: list[Filler]) -> tuple[Span, ...]:
    return tuple(Span(f.start, f.end) for f in fillers)


def _calls_off(tree: Tree, at: int) -> bool:
    """Tell whether a clause says of the noun before it that it was called off: "which was put off", "it suspended"."""
    token = tree.tokens[at]
    calls_off, adverbs = _is_of_calling_off(tree, at)
    if not calls_off or adverbs & _HARDLY:
        return False
    if token.deprel == "acl":
        return token.xpos == "VBN"
    if any(tree.tokens[x].lemma.casefold() in _OPEN for x in tree.children(at, "aux")):
        return False
    subjects = list(tree.children(at, "nsubj"))
    acts = any(tree.tokens[x].deprel == "nsubj" and tree.tokens[x].xpos in TAKING_UP for x in subjects)
    something_else = any(tree.tokens[x].xpos not in TAKING_UP for x in tree.children(at, "obj"))
    return bool(subjects) and not acts and not something_else


def _is_of_calling_off(tree: Tree, at: int) -> tuple[bool, set[str]]:
    """Tell whether a verb is one of calling off, and return the particles and adverbs that it has."""
    lemma = tree.tokens[at].lemma.casefold()
    adverbs = {tree.tokens[x].lemma.casefold() for x in tree.children(at, "compound", "advmod")}
    return not _CALLED_OFF.isdisjoint({lemma, *(f"{lemma} {adverb}" for adverb in adverbs)}), adverbs
