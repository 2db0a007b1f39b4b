"""Charges before a court: who charges or indicts people does something to them, and does more than accuse them.

Of states they are words alone: "the ambassador charged Peru with aggression".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import children, is_named, tokens_in

if TYPE_CHECKING:
    from foedera.codebook import Codebook
    from foedera.types import Frame, Sentence

_CHARGE = frozenset("arraign charge indict prosecute".split())
_CLAUSES = frozenset({"ccomp", "parataxis"})
"""What somebody charges who only says so: "the minister charged that they lied"."""
_STATES = frozenset({"LOC", "ORG"})
"""Names of states and bodies, of which to be charged is words alone."""


def as_deed(sentence: Sentence, frame: Frame, codebook: Codebook) -> Frame:
    """Return a frame of words against people as one of what is done to them, where these are charged."""
    kind = codebook.types.get(frame.type)
    if kind is None or not kind.is_position:
        return frame
    if not any(_is_charged(sentence, at) for at in tokens_in(sentence, frame.start, frame.end)):
        return frame
    deed = next((each for each in codebook.types.values() if each.is_deed and not each.is_fight), None)
    return frame if deed is None else replace(frame, type=deed.id)


def _is_charged(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is the verb, and somebody is charged who is no state."""
    tokens = sentence.tokens
    if tokens[at].upos != "VERB" or tokens[at].lemma.casefold() not in _CHARGE:
        return False
    below = children(sentence, at)
    whom = [i for i in below if tokens[i].deprel in {"obj", "nsubj:pass"}]
    told = any(tokens[i].deprel in _CLAUSES for i in below)
    return bool(whom) and not told and not any(is_named(sentence, i, _STATES) for i in whom)
