"""In general news whoever has a part is the whole noun, not an adjective before it: "the veteran [president]".

A crowd is those of whom it is: "hundreds [of voters]".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import head_of, tokens_in
from foedera.gazetteer.agents import words_of
from foedera.types import Actor, Cell, Sentence, Span, Token

if TYPE_CHECKING:
    from foedera.coding.actors import Actors
    from foedera.coding.context import Context

_PARTS = frozenset({"amod", "compound"})
"""Relations of a first part to its noun."""
_NOUNS = frozenset({"ADJ", "NOUN"})
_MANY = re.compile(
    r"(?:crowds?|mobs?|groups?|bands?|gangs?|columns?|tens|dozens|scores|hundreds|thousands)$", re.IGNORECASE
)
"""Words for several, who are told of after "of"."""
_FEW = 3
"""Words of a noun that may be missing at its end."""


def whole(cell: Cell, context: Context, actors: Actors) -> list[Cell]:
    """Return a cell with all of the noun that its words are the first part of; itself where they are none."""
    if not cell.field.startswith("role:") or not isinstance(cell.value, Actor) or cell.value.kind == "state":
        return [cell]
    number = context.sentence_at(cell.span.start)
    sentence = context.sentences[number]
    end = _end_of_crowd(sentence, cell) or _end_of_noun(sentence, cell.span)
    if end is None:
        return [cell]
    span = Span(cell.span.start, end)
    printed = context.text[span.start : span.end]
    is_somebody = context.gazetteer.agents.sector_at_end(words_of(printed))  # not "a police [raid]"
    found = actors.of(number, span.start, span.end) if is_somebody else []
    return [replace(cell, value=actor, printed=printed, span=span) for actor in found] or [cell]


def _end_of_crowd(sentence: Sentence, cell: Cell) -> int | None:
    """Return where those are told of whom a crowd or a number is: "a crowd of some 3,000 opposition [supporters]"."""
    tokens = sentence.tokens
    at = head_of(sentence, cell.span.start, cell.span.end)
    if at is None or tokens[at].end != cell.span.end or not _MANY.search(cell.printed):
        return None
    of = (i for i, t in enumerate(tokens) if t.head == at and t.deprel == "nmod" and tokens[at + 1].text == "of")
    return next((tokens[i].end for i in of if i > at), None)


def _end_of_noun(sentence: Sentence, span: Span) -> int | None:
    """Return where the noun ends that follows some words and that they are the first part of."""
    tokens = sentence.tokens
    at = next(iter(tokens_in(sentence, span.start, span.end)[-1:]), None)
    if at is None or tokens[at].deprel not in _PARTS or tokens[at].end != span.end:
        return None
    noun = tokens[at].head
    between = tokens[at + 1 : noun + 1]
    return tokens[noun].end if 0 < len(between) <= _FEW and all(map(_is_plain, between)) else None


def _is_plain(token: Token) -> bool:
    """Tell whether a word is an adjective or a noun that is no name: offices are often taken for one."""
    return token.upos in _NOUNS or (token.upos == "PROPN" and token.text.islower())
