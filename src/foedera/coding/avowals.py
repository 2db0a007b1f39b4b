"""Who owns up to a deed did it, by their own word: "Shining Path claimed responsibility for the blast".

Who disclaims it is told not to have done it, and who has only kept silent is told of no deed at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.scores import FOUND
from foedera.coding.words import DENYING, NO, children, climb, head_of, subtree, with_subject
from foedera.types import Filler

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Frame, Sentence

_ANSWERING = frozenset({"responsibility", "credit", "blame"})
"""What somebody takes for a deed."""
_TAKING = frozenset("claim accept admit assume take acknowledge avow".split())
_COMMITTING = frozenset("carry stage mount launch conduct commit perpetrate execute undertake".split())
"""Verbs by which a deed that is a noun is done: "it had carried out [the attack]"."""
_ITSELF = frozenset({"it", "they", "we"})
"""Words by which a body speaks of itself."""
_UNDER = frozenset({"nmod", "obl", "acl", "conj", "obj"})
_UP = 5
"""Words up the tree from a deed to the verb by which somebody owns up to it."""


def with_avowal(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return the frame of a deed with whoever owns up to it, or disclaims it, as the doer."""
    if not kind.is_deed or not kind.roles:
        return frame
    trigger = head_of(sentence, frame.start, frame.end)
    if trigger is None:
        return frame
    verb = _verb_of_owning(sentence, trigger)
    if verb is None:
        return _with_speaker(sentence, frame, kind, trigger)
    lemma = sentence.tokens[verb].lemma
    subject = _subject(sentence, with_subject(sentence, verb))
    if subject is None or lemma not in _TAKING | DENYING or sentence.tokens[subject].upos == "PRON":
        return frame
    start, end = _phrase(sentence, subject)
    inside = [f for f in frame.fillers if start <= f.start and f.end <= end and f.label in {kind.doer, "said_by"}]
    if _is_denied(sentence, verb) or _is_denied(sentence, subject):
        return replace(frame, fillers=tuple(f for f in frame.fillers if f not in inside))
    labels = [label for label in (kind.doer, "said_by") if all(f.label != label for f in frame.fillers)]
    fillers = (*frame.fillers, *(Filler(label, start, end, FOUND) for label in labels))
    return replace(frame, fillers=fillers, status="denied" if lemma in DENYING else frame.status)


def only_owns_up(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether a frame of a deed stands on the verb by which somebody owns up to one with a frame of its own.

    "Hamas [claimed] responsibility for the [blast]" is told of the blast.
    """
    verb = head_of(sentence, frame.start, frame.end) if kind.manner == "deed" else None
    if verb is None or sentence.tokens[verb].lemma not in _TAKING | DENYING:
        return False
    deeds = (head_of(sentence, f.start, f.end) for f in sentence.frames if f.type == frame.type)
    return any(at is not None and at != verb and _verb_of_owning(sentence, at) == verb for at in deeds)


def _with_speaker(sentence: Sentence, frame: Frame, kind: ClaimType, trigger: int) -> Frame:
    """Return a frame with its speaker as the doer, where what it is said to have done it did "itself"."""
    told = [f for f in frame.fillers if f.label == "said_by"]
    token = sentence.tokens[trigger]
    if len(told) != 1 or token.deprel != "obj" or any(f.label == kind.doer for f in frame.fillers):
        return frame
    verb = token.head
    subject = _subject(sentence, verb)
    itself = subject is not None and sentence.tokens[subject].lemma in _ITSELF
    spoken = sentence.tokens[verb].deprel in {"ccomp", "xcomp"} and told[0].end <= sentence.tokens[verb].start
    if sentence.tokens[verb].lemma not in _COMMITTING or not itself or not spoken:
        return frame
    return replace(frame, fillers=(*frame.fillers, replace(told[0], label=kind.doer, score=FOUND)))


def _verb_of_owning(sentence: Sentence, trigger: int) -> int | None:
    """Return the verb by which somebody takes, or denies, responsibility for a deed."""
    above = climb(sentence, trigger, _UNDER, _UP)
    for at in above[1:]:
        if sentence.tokens[at].lemma in _ANSWERING and sentence.tokens[at].deprel == "obj":
            return sentence.tokens[at].head
        taken = (i for i in children(sentence, at) if sentence.tokens[i].deprel == "obj" and i < trigger)
        if any(sentence.tokens[i].lemma in _ANSWERING for i in taken):
            return at
    return None


def _subject(sentence: Sentence, verb: int) -> int | None:
    return next((i for i in children(sentence, verb) if sentence.tokens[i].deprel == "nsubj"), None)


def _is_denied(sentence: Sentence, at: int) -> bool:
    return any(sentence.tokens[i].lemma.casefold() in NO for i in children(sentence, at))


def _phrase(sentence: Sentence, subject: int) -> tuple[int, int]:
    """Return the first and last offset of a subject without what is said of it behind a comma."""
    span = [i for i in subtree(sentence, subject) if sentence.tokens[i].deprel not in {"punct", "det"}]
    within = [i for i in span if not any(sentence.tokens[j].text == "," for j in range(subject, i))]
    return sentence.tokens[min(within)].start, sentence.tokens[max(within)].end
