"""In general news whoever has a part is the whole noun, not an adjective before it: "the veteran [president]"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.words import tokens_in
from foedera.gazetteer.agents import words_of
from foedera.types import Actor, Cell, Sentence, Span, Token

if TYPE_CHECKING:
    from foedera.coding.actors import Actors
    from foedera.coding.context import Context

_PARTS = frozenset({"amod", "compound"})
"""Relations of a first part to its noun."""
_NOUNS = frozenset({"ADJ", "NOUN"})
_FEW = 3
"""Words of a noun that may be missing at its end."""


def whole(cell: Cell, context: Context, actors: Actors) -> list[Cell]:
    """Return a cell with all of the noun that its words are the first part of; itself where they are none."""
    if not cell.field.startswith("role:") or not isinstance(cell.value, Actor) or cell.value.kind == "state":
        return [cell]
    number = context.sentence_at(cell.span.start)
    end = _end_of_noun(context.sentences[number], cell.span)
    if end is None:
        return [cell]
    span = Span(cell.span.start, end)
    printed = context.text[span.start : span.end]
    is_somebody = context.gazetteer.agents.sector_at_end(words_of(printed))  # not "a police [raid]"
    found = actors.of(number, span.start, span.end) if is_somebody else []
    return [replace(cell, value=actor, printed=printed, span=span) for actor in found] or [cell]


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
