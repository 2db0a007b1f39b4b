"""States that the parser has as names of something else, or of nothing: "Sofia insists", "Danish ships", "Danes"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.types import Name

if TYPE_CHECKING:
    from foedera.gazetteer import Gazetteer
    from foedera.types import Sentence, Token

_IN_A_LONGER_NAME = frozenset({"flat", "compound", "appos"})


def with_nations(sentence: Sentence, gazetteer: Gazetteer) -> Sentence:
    """Return a sentence whose capitals, peoples and nationalities are names of places, as its states are.

    The model takes a bare capital for a person now and then, and marks neither peoples nor nationalities; what a
    codebook's pattern asks of a state holds for all of them.
    """
    names = tuple(_placed(sentence, name, gazetteer) for name in sentence.names)
    covered = {at for name in names for at in range(name.start, name.end)}
    peoples = [
        Name(token.start, token.end, "LOC", 1.0)
        for token in sentence.tokens
        if _may_be_people(token) and token.start not in covered and _is_state(token.text, gazetteer)
    ]
    return sentence if names == sentence.names and not peoples else replace(sentence, names=(*names, *peoples))


def _may_be_people(token: Token) -> bool:
    return (token.xpos == "NNPS" or token.upos == "ADJ") and token.text[:1].isupper()


def _placed(sentence: Sentence, name: Name, gazetteer: Gazetteer) -> Name:
    """Return a name as a place's, if it is that of a state or its capital alone."""
    if name.label == "LOC":
        return name
    words = [token for token in sentence.tokens if name.start <= token.start < name.end]
    is_alone = len(words) == 1 and words[0].deprel not in _IN_A_LONGER_NAME
    return replace(name, label="LOC") if is_alone and _is_state(words[0].text, gazetteer) else name


def _is_state(word: str, gazetteer: Gazetteer) -> bool:
    return any(actor.kind == "state" for actor in gazetteer.alternatives(word)[:1])
