"""Those whom a frame names and who have no part in what it tells: who brokers a truce, where troops come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import ACTS_BY, climb, head_of

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Filler, Frame, Sentence, Token

_SEVERAL = 2
_BESIDE = frozenset({"alongside", "beside", "for"})
"""Words before those at whose side somebody fights, or for whom he spies."""
_OF_A_NAME = frozenset({"amod", "compound", "flat"})
_DEPTH = 6
"""Words up the tree from a name to the noun that it stands with."""
_MEDIATES = frozenset({"broker", "mediate", "mediation", "mediator"})
"""What nobody does between himself and another."""


def without_outsiders(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame without those who do what keeps them out of their part: a truce "brokered by Qatar"."""
    outside = {role.name: role.outside for role in kind.roles if role.outside}
    if not outside or not any(token.lemma in words for words in outside.values() for token in sentence.tokens):
        return frame
    frame = _without_faint_go_betweens(sentence, frame, outside)
    kept = _without(sentence, frame, outside)
    meet = {role.name for role in kind.roles if role.name in outside and role.at_home}
    others = [f for f in kept if f.label in meet]
    if meet and len(others) < _SEVERAL:  # whoever brings somebody, or gets together with them, meets them
        kept = _without(sentence, frame, {name: words & _MEDIATES for name, words in outside.items()})
        if others and not any(t.lemma in _MEDIATES for t in sentence.tokens if frame.start <= t.start < frame.end):
            return replace(frame, fillers=kept)
    hosts = {role.name: role.at_home for role in kind.roles if role.name in meet}
    brings = (replace(f, label=hosts[f.label]) for f in frame.fillers if f not in kept and f.label in hosts)
    return replace(frame, fillers=(*kept, *brings))


def _without_faint_go_betweens(sentence: Sentence, frame: Frame, outside: dict[str, frozenset[str]]) -> Frame:
    """Return a frame in which nobody who mediates is believed by half to have the part of those between whom he does.

    Who only comes to meet somebody may be of those who meet, and stays.
    """
    mediates = {name: words & _MEDIATES for name, words in outside.items()}
    weak = tuple(f for f in frame.weak if f.label not in mediates or not _does(sentence, f, mediates[f.label]))
    return frame if weak == frame.weak else replace(frame, weak=weak)


def _without(sentence: Sentence, frame: Frame, outside: dict[str, frozenset[str]]) -> tuple[Filler, ...]:
    """Return the fillers of a frame but for those who do what the words of their part keep out of it."""
    return tuple(f for f in frame.fillers if f.label not in outside or not _does(sentence, f, outside[f.label]))


def without_origins(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame without where others of the same part come from: "the British brought them from Estonia"."""
    acts = kind.doer if kind.roles and kind.roles[0].shared else ""
    heads = [(f, head_of(sentence, f.start, f.end)) for f in frame.fillers if f.label == acts]
    doers = {sentence.tokens[at].head for _, at in heads if at is not None and sentence.tokens[at].deprel == "nsubj"}
    origins = {f for f, at in heads if at is not None and sentence.tokens[at].head in doers and _is_from(sentence, at)}
    return replace(frame, fillers=tuple(f for f in frame.fillers if f not in origins)) if origins else frame


def without_comrades(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame in which nobody does to people what befell them at his side.

    "He was captured fighting alongside [Taliban] forces": by others.
    """
    if not kind.roles or not kind.roles[0].passive:
        return frame
    trigger = head_of(sentence, frame.start, frame.end)
    comrades = [f for f in frame.fillers if f.label == kind.doer and _is_beside(sentence, f, trigger)]
    return replace(frame, fillers=tuple(f for f in frame.fillers if f not in comrades)) if comrades else frame


def _is_beside(sentence: Sentence, filler: Filler, trigger: int | None) -> bool:
    """Tell whether a filler stands after "alongside" or "for", and with a verb that is not the trigger."""
    up = climb(sentence, head_of(sentence, filler.start, filler.end), _OF_A_NAME, _DEPTH)
    at = up[-1] if up else -1
    if not up or not any(t.head == at and t.deprel == "case" and t.lemma in _BESIDE for t in sentence.tokens):
        return False
    verb = sentence.tokens[at].head
    return verb >= 0 and verb != trigger and sentence.tokens[verb].upos == "VERB"


def _is_from(sentence: Sentence, at: int) -> bool:
    """Tell whether a word stands after "from"."""
    return any(t.head == at and t.deprel == "case" and t.lemma == "from" for t in sentence.tokens)


def _does(sentence: Sentence, filler: Filler, words: frozenset[str]) -> bool:
    """Tell whether a filler is who does what some verb or noun says: "brokered by Qatar", "Qatari mediation"."""
    tokens = sentence.tokens
    at = head_of(sentence, filler.start, filler.end)
    while at is not None and at >= 0 and tokens[at].head >= 0:
        if tokens[at].lemma in words:
            return True
        relation, above = tokens[at].deprel, tokens[at].head
        if relation in {"nsubj", "obl:agent"}:
            return tokens[above].lemma in words or (relation == "nsubj" and _is_to(tokens, above, words))
        if relation not in ACTS_BY:
            return False
        at = above
    return False


def _is_to(tokens: tuple[Token, ...], verb: int, words: frozenset[str]) -> bool:
    """Tell whether a verb's subject is to do what some verb says, or may: "offered to mediate"."""
    return any(t.head == verb and t.deprel == "xcomp" and t.lemma in words for t in tokens)
