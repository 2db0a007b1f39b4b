"""A state's body that says so goes by its own name: "the White House", "the army" is no whole state's word.

In parts such words stand for their state; as sources a reader wants to know who of it spoke.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.actors import strip
from foedera.coding.words import head_of
from foedera.types import Actor, Cell

if TYPE_CHECKING:
    from foedera.coding.context import Context

_BODIES = frozenset("administration army force military navy office police service coastguard".split())
"""Nouns of what a state has beside its government; "the government" is the state."""


def by_its_name(cell: Cell, context: Context) -> Cell:
    """Return a source that is a body of the state which it was taken for, by its name; any other as it is."""
    state = cell.value
    if cell.field != "said_by" or not isinstance(state, Actor):
        return cell
    printed = strip(cell.printed)
    if state.name == printed in context.longs and context.resolve(printed) is None:
        return replace(cell, value=replace(state, name=context.longs[printed]))
    if state.kind != "state" or not state.country:
        return cell
    return replace(cell, value=Actor(printed, "organisation", state.country)) if _is_body(cell, context) else cell


def _is_body(cell: Cell, context: Context) -> bool:
    """Tell whether the words of a source end with a body, or are the house in which a government sits."""
    number = context.sentence_at(cell.span.start)
    sentence = context.sentences[number]
    at = head_of(sentence, cell.span.start, cell.span.end)
    if at is None:
        return False
    word = sentence.tokens[at]
    houses = (n for n in context.named[number] if n.sense == "metonym" and n.start <= word.start and word.end <= n.end)
    return word.lemma.casefold() in _BODIES or any(cell.span.start <= n.start for n in houses)
