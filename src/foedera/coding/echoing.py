"""Who joins in what another does: "Oslo adopted the EU's sanctions", "Rome shares Quito's concerns", "like Peru".

What reads the sentence takes whose sanctions or concerns they are for who acts, and leaves out who joins in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.scores import FOUND
from foedera.coding.words import OWNS_BEFORE, SUBJECTS, children, head_of, subtree, tokens_in, with_subject
from foedera.types import Filler

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_JOINS = frozenset("share echo adopt mirror align apply implement copy match emulate second repeat endorse".split())
"""Verbs by which the position or the measure of another becomes one's own."""
_CARRIED = frozenset({"obj", "obl"})
_LIKE, _JOIN = "like", "join"
_OF_NAME = frozenset({"compound", "flat", "det", "amod", "nmod", "case", "nummod"})


def joins_in(sentence: Sentence, noun: int) -> bool:
    """Tell whether a noun is what somebody makes his own: "shares Poland's [concerns]"."""
    tokens, verb = sentence.tokens, sentence.tokens[noun].head
    return tokens[noun].deprel in _CARRIED and 0 <= verb < noun and tokens[verb].lemma in _JOINS


def with_joining(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame of a position or measure with those who act as another does."""
    if not kind.is_position:
        return frame
    role = kind.doer
    return _with_likes(sentence, _with_adopter(sentence, _with_joined(sentence, frame, kind, role), kind, role), role)


def _with_joined(sentence: Sentence, frame: Frame, kind: ClaimType, role: str) -> Frame:
    """Return a frame in which those who are joined act as well: "Iraq joined [Iran] in condemning the strikes"."""
    tokens, at = sentence.tokens, head_of(sentence, frame.start, frame.end)
    verb = at
    if at is not None and tokens[at].lemma != _JOIN:
        marks = {tokens[i].lemma for i in children(sentence, at) if tokens[i].deprel in {"mark", "case"}}
        verb = tokens[at].head if "in" in marks else None
    if verb is None or verb < 0 or tokens[verb].lemma != _JOIN:
        return frame
    below = children(sentence, verb)
    if verb == at and not any(tokens[i].deprel == "advcl" for i in below):
        return frame
    joined = {i for obj in below if tokens[obj].deprel == "obj" for i in subtree(sentence, obj)}
    others = {each.name for each in kind.roles[1:]}

    def turned(filler: Filler) -> Filler:
        inside = tokens_in(sentence, filler.start, filler.end)
        is_joined = filler.label in others and bool(inside) and joined.issuperset(inside)
        return replace(filler, label=role) if is_joined else filler

    fillers = tuple(map(turned, frame.fillers))
    return frame if fillers == frame.fillers else replace(frame, fillers=fillers)


def _with_adopter(sentence: Sentence, frame: Frame, kind: ClaimType, role: str) -> Frame:
    """Return a frame in which whoever adopts a measure takes it, and whoever shares a view holds it as well."""
    tokens, at = sentence.tokens, head_of(sentence, frame.start, frame.end)
    if at is not None and tokens[at].upos == "VERB" and tokens[at].lemma in _JOINS:
        verb, noun = at, next((i for i in children(sentence, at) if tokens[i].deprel in _CARRIED), None)
    else:
        verb, noun = -1 if at is None else tokens[at].head, at
    if noun is None or not joins_in(sentence, noun):
        return frame
    owners = {
        i for child in children(sentence, noun) if child < noun and tokens[child].deprel in OWNS_BEFORE
        for i in subtree(sentence, child)
    }  # fmt: skip
    whose = [f for f in frame.fillers if f.label == role and owners.issuperset(tokens_in(sentence, f.start, f.end))]
    subject = _subject(sentence, verb)
    if not whose or subject is None:
        return frame
    kept = [f for f in frame.fillers if f not in whose or kind.field("stage") is None]
    return _with(frame, tuple(kept), role, _name(sentence, subject))


def _with_likes(sentence: Sentence, frame: Frame, role: str) -> Frame:
    """Return a frame with whoever its doer is like: "Norway, like Sweden before it, has called on Russia"."""
    tokens = sentence.tokens
    doers = {i for f in frame.fillers if f.label == role for i in tokens_in(sentence, f.start, f.end)}
    for at, token in enumerate(tokens):
        verb = token.head
        if token.upos != "PROPN" or token.deprel not in {"obl", "nmod"} or verb < 0:
            continue
        if not any(tokens[i].deprel == "case" and tokens[i].lemma.casefold() == _LIKE for i in children(sentence, at)):
            continue
        subject = verb if verb in doers else _subject(sentence, verb)
        aside = any(tokens[i].text == "," for i in children(sentence, at)) or tokens[at - 1].text == ","
        if aside and subject in doers:
            frame = _with(frame, frame.fillers, role, _name(sentence, at))
    return frame


def _with(frame: Frame, fillers: tuple[Filler, ...], role: str, spans: list[tuple[int, int]]) -> Frame:
    known = [f for f in fillers if f.label == role]
    new = [s for s in spans if not any(f.start < s[1] and s[0] < f.end for f in known)]
    return replace(frame, fillers=(*fillers, *(Filler(role, start, end, FOUND) for start, end in new)))


def _subject(sentence: Sentence, verb: int) -> int | None:
    below = children(sentence, with_subject(sentence, verb))
    return next((i for i in below if sentence.tokens[i].deprel in SUBJECTS), None)


def _name(sentence: Sentence, at: int) -> list[tuple[int, int]]:
    """Return where a noun and those that are joined to it stand, each by its own words."""
    tokens, found = sentence.tokens, []
    for each in (at, *(i for i in children(sentence, at) if tokens[i].deprel == "conj")):
        words = [
            each,
            *(i for i in children(sentence, each) if i < each and tokens[i].deprel.split(":")[0] in _OF_NAME),
        ]
        words = [i for i in words if tokens[i].upos not in {"DET", "ADP", "PUNCT"}]
        found.append((tokens[min(words)].start, tokens[max(words)].end))
    return found
