"""Whose allegation it is, is not who did what is alleged: "Lima rejected an allegation by Quito that it had sold arms".

The words before such a clause name who alleges it, and "it" is whoever denies it; what reads the sentence takes the
nearer name for both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import ASIDE, DENYING, OWNS, REPORTS, SUBJECTS, children, head_of, subtree, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Filler, Frame, Sentence

_DENIALS = DENYING | {"repudiate", "resist", "ignore"}
_ALLEGED = REPORTS | frozenset("charge suspicion complaint demand call request appeal".split())
"""Nouns for what is said of whoever denies it; a claim may be of one's own deeds."""
_ABOUT = frozenset({"acl", "ccomp"})
"""Relations of a clause to the noun whose words it gives, unlike "which it read"."""
_PRONOUNS = frozenset({"it", "they"})
_DEEP = 8
"""Words up the tree from a word to such a noun, at most."""


def alleged_in(sentence: Sentence, at: int | None) -> int | None:
    """Return the noun for what somebody denies, in whose clause a word stands: "denied a [report] that it left"."""
    tokens = sentence.tokens
    for _ in range(_DEEP):
        above = tokens[at].head if at is not None else -1
        if at is None or above < 0 or tokens[at].deprel == ASIDE:
            return None
        noun = tokens[above]
        if tokens[at].deprel in _ABOUT and noun.lemma in _ALLEGED and noun.upos == "NOUN":
            denied = noun.deprel == "obj" and noun.head >= 0 and tokens[noun.head].lemma in _DENIALS
            return above if denied else None
        at = above
    return None


def without_claimant(sentence: Sentence, frame: Frame, kind: ClaimType) -> Frame:
    """Return a frame in which "it" plays the part that was given to whoever alleges what it tells."""
    at = head_of(sentence, frame.start, frame.end)
    noun = alleged_in(sentence, at)
    pronoun = None if noun is None else _subject(sentence, noun)
    if noun is None or pronoun is None:
        return frame
    owners = {
        i
        for child in children(sentence, noun)
        if sentence.tokens[child].deprel.split(":")[0] in OWNS
        for i in subtree(sentence, child)
    }
    roles = {role.name for role in kind.roles}
    it = sentence.tokens[pronoun]
    known = {f.label for f in frame.fillers if (f.start, f.end) == (it.start, it.end)}

    def moved(filler: Filler) -> Filler | None:
        inside = tokens_in(sentence, filler.start, filler.end)
        if filler.label not in roles or not inside or not owners.issuperset(inside):
            return filler
        return None if filler.label in known else replace(filler, start=it.start, end=it.end)

    fillers = tuple(each for f in frame.fillers if (each := moved(f)) is not None)
    weak = tuple(f for f in frame.weak if moved(f) == f)
    return frame if (fillers, weak) == (frame.fillers, frame.weak) else replace(frame, fillers=fillers, weak=weak)


def _subject(sentence: Sentence, noun: int) -> int | None:
    """Return the pronoun that acts in the clause of a noun."""
    tokens = sentence.tokens
    clauses = [x for x in children(sentence, noun) if tokens[x].deprel in _ABOUT]
    below = (x for clause in clauses for x in children(sentence, clause) if tokens[x].deprel in SUBJECTS)
    return next((x for x in below if tokens[x].text.casefold() in _PRONOUNS), None)
