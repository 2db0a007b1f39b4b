"""Things that a clause names to say that there were none: "a drill without tanks", "300 soldiers, no aircraft".

What is told still happened; only these are no part of it. Where they are all that was told of, it is no claim.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from foedera.coding.fillers import refilled
from foedera.coding.words import NO, SUBJECTS, children, climb, governing_verb, head_of, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.codebook.tree import Tree
    from foedera.types import Filler, Frame, Sentence

_NONE = (NO - {"never"}) | {"without"}
"""Words before a noun that say there are none; "never" stands before verbs."""
_MORE = frozenset({"few", "fewer", "less", "more", "only", "just", "long", "longer", "-"})
"""Words behind "no" and "not" with which something is there: "no fewer than 40 tanks", "not only jets"."""
_YET = frozenset({"but", "only", "yet", "though"})
"""What joins to things that are not there others that are: "no tanks but jets"."""
_THINGS = frozenset({"equipment", "activity", "forces", "item", "domain"})
"""Labels of what is used, given or done; an issue keeps its words: "that it had no basis in law"."""
_LIST = 12
"""Things in one list, at most."""


def without_negated(sentence: Sentence, tree: Tree, frame: Frame) -> Frame:
    """Return a frame without the things that there were none of: without "tanks" in "a drill without tanks".

    A denied frame keeps them, for they are what it denies: "has delivered no tanks".
    """
    if frame.status == "denied" or _NONE.isdisjoint(tree.words):
        return frame
    return refilled(frame, partial(_kept, sentence=sentence, frame=frame))


def is_of_none(sentence: Sentence, frame: Frame, kind: ClaimType) -> bool:
    """Tell whether a frame says only which things had no part in what others did together: "no aircraft took part"."""
    if frame.status != "denied" or not kind.is_shared:
        return False
    if any(kind.role(filler.label) is not None for filler in frame.fillers):
        return False
    verb, trigger = governing_verb(sentence, frame.start, frame.end), tokens_in(sentence, frame.start, frame.end)
    subjects = (
        (i for i in children(sentence, verb) if sentence.tokens[i].deprel in SUBJECTS) if verb is not None else ()
    )
    return any(i not in trigger and sentence.tokens[i].upos == "NOUN" and _are_none(sentence, i) for i in subjects)


def _kept(filler: Filler, sentence: Sentence, frame: Frame) -> Filler | None:
    """Return a filler; None for a thing that there was none of, unless it holds the trigger itself."""
    holds = filler.start <= frame.start < filler.end
    thing = not holds and filler.label in _THINGS
    return None if thing and _are_none(sentence, head_of(sentence, filler.start, filler.end)) else filler


def _are_none(sentence: Sentence, noun: int | None) -> bool:
    """Tell whether there were none of the things that a noun is for, by itself or as one of a list."""
    tokens = sentence.tokens
    listed = climb(sentence, noun, {"conj"}, _LIST)
    for at in listed:
        if any(_says_none(sentence, i) for i in children(sentence, at) if i < at):
            return not any(token.lemma in _YET for token in tokens[at : listed[0]])
    return False


def _says_none(sentence: Sentence, at: int) -> bool:
    """Tell whether a word before a noun says that there are none: "no", but not that of "no fewer than 40"."""
    after = sentence.tokens[at + 1].lemma if at + 1 < len(sentence.tokens) else ""
    return sentence.tokens[at].text.casefold() in _NONE and after not in _MORE
