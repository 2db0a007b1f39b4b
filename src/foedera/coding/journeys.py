"""Who goes somewhere to meet somebody is the guest: "will go to Jakarta for talks with", "flew in to see the king"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.scores import FOUND
from foedera.coding.words import cases_of, children, head_of, tokens_in
from foedera.types import Filler

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_GOES = frozenset("go travel fly head come return arrive journey drive sail".split())
_TO = frozenset({"to", "in", "into"})
"""Prepositions before where somebody goes."""
_FOR = frozenset({"for"})
_BY_WAY_OF = frozenset({"xcomp", "conj"})
"""From a verb up to one that has its subject: "expects to travel"."""
_UP = 3


def with_guest(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a meeting with whoever goes to it as the visitor, and where they go to as the host."""
    meet = next((role for role in kind.roles if role.at_home and role.away), None)
    verb = _journey(sentence, frame) if meet is not None else None
    if meet is None or verb is None:
        return frame
    guest, goal = _subject(sentence, verb), _goal(sentence, verb)
    if guest is None or goal is None:
        return frame
    token = sentence.tokens[guest]
    parts = {meet.name, meet.away, meet.at_home}
    fillers, told = [], False
    for filler in frame.fillers:
        at = head_of(sentence, filler.start, filler.end) if filler.label in parts else None
        if at == guest or (filler.label in parts and filler.start <= token.start < filler.end):
            fillers.append(replace(filler, label=meet.away))
            told = True
        else:
            fillers.append(replace(filler, label=meet.at_home) if at == goal else filler)
    if not told and not any(filler.label == meet.away for filler in fillers):
        half = (f for f in frame.weak if f.label in parts and f.start <= token.start < f.end)
        start, end = next(((f.start, f.end) for f in half), (token.start, token.end))
        fillers.append(Filler(meet.away, start, end, FOUND))
    return replace(frame, fillers=tuple(fillers))


def _journey(sentence: Sentence, frame: Frame) -> int | None:
    """Return the verb of going whose end a meeting is: "go for [talks]", "come to [see] him"."""
    tokens, inside = sentence.tokens, tokens_in(sentence, frame.start, frame.end)
    at = head_of(sentence, frame.start, frame.end)
    if at is None or tokens[at].head < 0 or any(tokens[i].lemma in _GOES for i in inside):
        return None
    verb, relation = tokens[at].head, tokens[at].deprel.split(":")[0]
    if tokens[verb].lemma not in _GOES or tokens[verb].upos != "VERB":
        return None
    if relation == "obl" and cases_of(sentence, at) & _FOR:
        return verb
    aim = any(tokens[i].lemma == "to" and tokens[i].deprel == "mark" for i in children(sentence, at))
    return verb if relation in {"advcl", "xcomp"} and aim else None


def _subject(sentence: Sentence, verb: int) -> int | None:
    """Return the word for who goes."""
    tokens = sentence.tokens
    for _ in range(_UP):
        subject = next((i for i in children(sentence, verb) if tokens[i].deprel == "nsubj"), None)
        if subject is not None or tokens[verb].deprel not in _BY_WAY_OF or tokens[verb].head < 0:
            return subject
        verb = tokens[verb].head
    return None


def _goal(sentence: Sentence, verb: int) -> int | None:
    """Return the name of where somebody goes."""
    tokens = sentence.tokens
    ways = (i for i in children(sentence, verb) if tokens[i].deprel == "obl" and tokens[i].upos == "PROPN")
    return next((i for i in ways if cases_of(sentence, i) & _TO), None)
