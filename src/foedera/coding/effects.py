"""Ties that are only said to have an effect: "their cooperation may complicate this path" tells of no strain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import SUBJECTS, children, head_of, subtree, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_AFFECTS = frozenset(
    "complicate hinder hamper harm threaten endanger affect influence change alter shape upset undermine disturb "
    "impact burden worry irritate provoke anger".split()
)
"""Verbs for what ties do to something else."""
_HAS = frozenset({"have", "exert"})
_EFFECTS = frozenset({"effect", "impact", "influence", "consequence", "implication", "repercussion"})
_TREND = "trend"


def with_effect_apart(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return the frame of ties that may have an effect as of ties that there are, without the effect."""
    at = head_of(sentence, frame.start, frame.end) if kind.field(_TREND) is not None else None
    verb = None if at is None else _verb_of_effect(sentence, at)
    if verb is None:
        return frame
    word = sentence.tokens[verb]
    kept = tuple(f for f in frame.fillers if not (f.label == _TREND and f.start < word.end and word.start < f.end))
    return replace(frame, status="ongoing", fillers=kept)


def is_of_affecting(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether all sides of ties are those of what affects them: "cooperation may harm [these relations]"."""
    at = head_of(sentence, frame.start, frame.end) if kind.field(_TREND) is not None else None
    if at is None or sentence.tokens[at].deprel != "obj" or sentence.tokens[at].head < 0:
        return False
    verb = sentence.tokens[at].head
    above = [i for i in children(sentence, verb) if sentence.tokens[i].deprel in SUBJECTS]
    if not any(_verb_of_effect(sentence, i) == verb for i in above):
        return False
    words = set(subtree(sentence, *above))
    sides = [f for f in frame.fillers if kind.role(f.label) is not None]
    return bool(sides) and all(words.issuperset(tokens_in(sentence, f.start, f.end)) for f in sides)


def _verb_of_effect(sentence: Sentence, at: int) -> int | None:
    """Return the verb that says what the ties of a noun may do to something else."""
    token = sentence.tokens[at]
    if token.upos != "NOUN" or token.deprel != "nsubj" or token.head < 0:
        return None
    below = [sentence.tokens[i] for i in children(sentence, token.head)]
    things = [each for each in below if each.deprel == "obj"]
    if not things or not any(each.xpos == "MD" and each.deprel.startswith("aux") for each in below):
        return None
    lemma = sentence.tokens[token.head].lemma
    told = lemma in _AFFECTS or (lemma in _HAS and any(each.lemma in _EFFECTS for each in things))
    return token.head if told else None
