"""Whose support is told of where another values it, and whom support for "its claim" is given to.

"Chile appreciates Peru's support for its claim" tells of Peru's support for Chile, and of none of Chile's. "In Peru's
case, it is Chile's support for its criticism of Cuba" tells of support for Peru, which criticises.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.scores import FOUND
from foedera.coding.words import SUBJECTS, cases_of, children, head_of, subtree, tokens_in, with_subject
from foedera.types import Filler

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_VALUING = frozenset("appreciate value treasure prize cherish esteem".split())
"""Verbs for how somebody takes what another does."""
_TARGET, _ISSUE = "target", "issue"
_OWNS = "nmod:poss"
_FRONTED = ("obl", "nmod")
_CASE = "case"
"""With which a sentence opens that is on one of several: "in Peru's [case]"."""


def is_valued_elsewhere(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether a frame's verb only says how somebody takes what another frame tells: "values its [support]"."""
    noun = _valued(sentence, frame, kind)
    return noun is not None and any(_is_on(sentence, f, noun) for f in sentence.frames if f.type == frame.type)


def as_valued(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return the frame of a position that another values, which is surer for it, with the other as its target.

    A frame on the verb alone becomes one on the noun.
    """
    noun = _valued(sentence, frame, kind)
    if noun is not None:
        return _turned(sentence, frame, kind, noun)
    valuing = (f for f in sentence.frames if f.type == frame.type and f != frame)
    told = next(((f, at) for f in valuing if (at := _valued(sentence, f, kind)) and _is_on(sentence, frame, at)), None)
    subject = None if told is None else _valuer(sentence, told[1])
    if told is None or subject is None:
        return frame
    surer = 1 - (1 - frame.score) * (1 - told[0].score)
    meant = frame if any(f.label == _TARGET for f in frame.fillers) else _with(sentence, frame, _TARGET, subject)
    return replace(meant, score=surer)


def _turned(sentence: Sentence, frame: Frame, kind: ClaimType, noun: int) -> Frame:
    """Return a frame on the verb by which somebody values a thing as one on its noun."""
    owner, subject = _owner(sentence, noun) or _beside(sentence, noun), _valuer(sentence, noun)
    if owner is None or subject is None:
        return frame
    below = set(subtree(sentence, noun)) - {noun, owner}
    issues = [f for f in frame.fillers if f.label == _ISSUE and _lies_in(sentence, f, below)]
    kept = [f for f in frame.fillers if f.label not in {kind.doer, _TARGET, _ISSUE}]
    trigger = sentence.tokens[noun]
    turned = replace(frame, start=trigger.start, end=trigger.end, fillers=(*kept, *issues))
    return _with(sentence, _with(sentence, turned, kind.doer, owner), _TARGET, subject)


def _valuer(sentence: Sentence, noun: int) -> int | None:
    """Return who values a thing."""
    below = children(sentence, with_subject(sentence, sentence.tokens[noun].head))
    return next((i for i in below if sentence.tokens[i].deprel in SUBJECTS), None)


def with_owner_of_issue(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return the frame of a position for somebody's thing with that somebody: "support for [its] criticism of Cuba".

    Else those who are only named in the thing are taken for whom it is for.
    """
    trigger = head_of(sentence, frame.start, frame.end) if kind.is_position else None
    if trigger is None or sentence.tokens[trigger].upos != "NOUN":
        return frame
    subject, doer = _in_question(sentence), _owner(sentence, trigger)
    if doer is not None and sentence.tokens[doer].upos == "PRON":
        known = subject is None or any(f.label == kind.doer for f in frame.fillers)
        return frame if known or subject is None else _with(sentence, frame, kind.doer, subject)
    owner = None if doer is None else _owner_of_issue(sentence, frame)
    if owner is None or kind.is_against or kind.role(_TARGET) is None:
        return frame
    if subject is None:
        return _with(sentence, frame, _TARGET, owner)
    # Of whom the sentence says that it is on them does nothing in it.
    others = tuple(f for f in frame.fillers if not _is_on(sentence, f, subject))
    return _with(sentence, replace(frame, fillers=others), _TARGET, subject)


def _owner_of_issue(sentence: Sentence, frame: Frame) -> int | None:
    """Return the pronoun for whose thing a position is on, where no other word says whom it is for."""
    issue = next((f for f in frame.fillers if f.label == _ISSUE), None)
    at = None if issue is None else head_of(sentence, issue.start, issue.end)
    if at is None or any(f.label == _TARGET for f in frame.fillers):
        return None
    owner = at if sentence.tokens[at].deprel == _OWNS else _owner(sentence, at)  # "its | one-China policy"
    return owner if owner is not None and sentence.tokens[owner].upos == "PRON" else None


def _in_question(sentence: Sentence) -> int | None:
    """Return whom a sentence says first that it is on: "in [Peru]'s case"."""
    tokens = sentence.tokens
    noun = next(
        (i for i, token in enumerate(tokens) if token.lemma == _CASE and token.deprel.startswith(_FRONTED)), None
    )
    if noun is None or noun > tokens[noun].head or "in" not in cases_of(sentence, noun):
        return None
    owner = _owner(sentence, noun)
    return owner if owner is not None and tokens[owner].upos == "PROPN" else None


def _with(sentence: Sentence, frame: Frame, role: str, at: int) -> Frame:
    token = sentence.tokens[at]
    return replace(frame, fillers=(*frame.fillers, Filler(role, token.start, token.end, FOUND)))


def _valued(sentence: Sentence, frame: Frame, kind: ClaimType) -> int | None:
    """Return the noun of what somebody holds dear, where a frame of a position stands on the verb that says so."""
    at = head_of(sentence, frame.start, frame.end) if kind.is_position else None
    if at is None or sentence.tokens[at].lemma not in _VALUING:
        return None
    told = [f for f in (*sentence.frames, *sentence.faint) if f.type == frame.type]
    below = (i for i in children(sentence, at) if sentence.tokens[i].deprel == "obj")
    return next((i for i in below if any(_is_on(sentence, f, i) for f in told)), None)


def _is_on(sentence: Sentence, span: Frame | Filler, at: int) -> bool:
    token = sentence.tokens[at]
    return span.start < token.end and token.start < span.end


def _owner(sentence: Sentence, noun: int) -> int | None:
    """Return whose a thing is said to be before its noun."""
    return next((i for i in children(sentence, noun) if sentence.tokens[i].deprel == _OWNS), None)


def _beside(sentence: Sentence, noun: int) -> int | None:
    """Return the name with a genitive right before a noun, whatever the tree takes it for."""
    named = noun > 1 and sentence.tokens[noun - 1].upos == "PART" and sentence.tokens[noun - 2].upos == "PROPN"
    return noun - 2 if named else None


def _lies_in(sentence: Sentence, filler: Filler, words: set[int]) -> bool:
    inside = tokens_in(sentence, filler.start, filler.end)
    return bool(inside) and words.issuperset(inside)
