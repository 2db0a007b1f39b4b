"""What is let go ahead: "lifted its hold on the sale", "clears sale of missiles"; its words sound as if it were off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import NOT, head_of
from foedera.types import OFF

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.codebook.tree import Tree
    from foedera.types import Frame, Sentence

_HOLDS = frozenset(
    "hold veto block blockade freeze ban embargo suspension pause moratorium objection restriction curb halt bar "
    "stop prohibition opposition resistance".split()
)
"""What keeps a thing from going ahead."""
_OBJECTIONS = frozenset("hold veto objection opposition resistance".split())
"""The same where it is no measure against anybody."""
_STAGE = "stage"
_LIFTS = frozenset(
    "lift end drop release remove waive withdraw scrap ease rescind overturn abandon lifting removal waiver".split()
)
_CLEARS = frozenset("clear approve okay ok greenlight authorise authorize allow permit unblock unfreeze bless".split())
_OF_HOLD = frozenset({"nmod", "obl"})
_BY = frozenset({"on", "of", "against", "to"})
_DONE_TO = frozenset({"obj", "nsubj"})
_HARDLY = NOT | {"no", *"refuse decline fail yet may might could would will should must".split()}
_UP = 3


def let_go(sentence: Sentence, tree: Tree, frame: Frame) -> Frame:
    """Return a frame as planned where its sentence says that what kept it from going ahead is gone, or that it may go.

    Example:
        "Oman lifted its hold on the [sale]": it is to be sold.
    """
    at = head_of(sentence, frame.start, frame.end) if frame.status in OFF else None
    if at is None:
        return frame
    hold = _hold_on(tree, at)
    lifted = _above(tree, hold, _LIFTS) if hold is not None else _above(tree, at, _CLEARS)
    return replace(frame, status="planned") if lifted else frame


def is_only_let_go(sentence: Sentence, tree: Tree, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether what is lifted was only in the way of a thing and is no measure: "lifted its [hold] on the sale".

    An embargo is one, and so is a ban.
    """
    at = head_of(sentence, frame.start, frame.end)
    verb = tree.head(at) if at is not None and tree.lemma(at) in _OBJECTIONS else at
    if verb is None or tree.lemma(verb) not in _LIFTS or kind.enum_value(_STAGE, tree.lemma(verb)) is None:
        return False
    hold = tree.object(verb)
    return hold is not None and tree.lemma(hold) in _OBJECTIONS


def _hold_on(tree: Tree, at: int) -> int | None:
    """Return what keeps a thing from going ahead: "[hold] on the sale", "[ban] on exports of"."""
    for _ in range(_UP):
        above = tree.head(at)
        if above is None or tree.base(at) not in _OF_HOLD or tree.case(at) not in _BY:
            return None
        beside = tree.object(above) if tree.base(at) == "obl" else above  # "lifted its [hold] on the sale", cut amiss
        if beside is not None and tree.lemma(beside) in _HOLDS:
            return beside
        at = above
    return None


def _above(tree: Tree, at: int, verbs: frozenset[str]) -> bool:
    """Tell whether one of some verbs is done to a thing, and not only refused or wished."""
    verb = tree.head(at)
    if verb is None or tree.base(at) not in _DONE_TO or tree.lemma(verb) not in verbs:
        return False
    if tree.base(at) == "nsubj" and not tree.is_passive(verb):
        return False
    near = {tree.tokens[x].lemma.casefold() for x in tree.children(verb, "aux", "advmod")}
    over = tree.head(verb) if tree.base(verb) == "xcomp" else None
    near |= set() if over is None else {tree.lemma(over)}
    return near.isdisjoint(_HARDLY)
