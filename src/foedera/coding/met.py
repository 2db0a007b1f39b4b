"""Who is met by whom in a sentence: "Peru's minister met [Chancellor Berg]", "Admiral Ruiz called on [Oman's]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import cases_of, climb, head_of

if TYPE_CHECKING:
    from foedera.types import Name, Sentence

MEETS = frozenset("meet receive host welcome greet visit see call telephone phone".split())
"""Verbs of which who does it and whom it is done to are as a rule of two states."""
_WITH = frozenset({"with", "on"})
_OF_NAME = frozenset({"flat", "appos", "compound"})
_TO_VERB = frozenset("nmod:poss amod compound nmod flat conj appos obj obl".split())
_DEPTH = 6
TALKS = frozenset("talk talks meeting hold speak confer discussion summit call conversation".split())


def is_met(sentence: Sentence, name: Name) -> bool:
    """Tell whether somebody else than who acts is meant: "Peru's minister met [Chancellor Berg]", "was received by"."""
    tokens = sentence.tokens
    at = head_of(sentence, name.start, name.end)
    while at is not None and tokens[at].deprel in {"flat", "appos", "compound", "conj"}:
        at = tokens[at].head if tokens[at].head >= 0 else None
    if at is None or tokens[at].head < 0:
        return False
    verb, cases = tokens[tokens[at].head], cases_of(sentence, at)
    if tokens[at].deprel in {"obj", "obl:agent"}:
        return verb.lemma in MEETS
    return bool(cases & {"with"}) and verb.lemma in MEETS | TALKS


def verb_of_subject(sentence: Sentence, name: Name) -> int | None:
    """Return the verb of which somebody who is named is the subject."""
    above = climb(sentence, head_of(sentence, name.start, name.end), _OF_NAME, _DEPTH)
    at = above[-1] if above else None
    return sentence.tokens[at].head if at is not None and sentence.tokens[at].deprel == "nsubj" else None


def is_met_by(sentence: Sentence, start: int, end: int, verb: int) -> bool:
    """Tell whether words stand in the object of a verb, or behind its "with" or "on"."""
    for at in climb(sentence, head_of(sentence, start, end), _TO_VERB, _DEPTH):
        token = sentence.tokens[at]
        if token.head != verb or token.start < sentence.tokens[verb].start:
            continue
        cases = cases_of(sentence, at)
        return token.deprel == "obj" or not cases.isdisjoint(_WITH)
    return False
