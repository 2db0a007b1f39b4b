"""Several pacts in one word: "Peru has pacts with Chile, Fiji and Oman" tells of three, each between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import polity
from foedera.coding.words import head_of
from foedera.types import Actor

if TYPE_CHECKING:
    from foedera.codebook.tree import Tree
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft
    from foedera.types import Cell

_PLURAL = frozenset({"NNS", "NNPS"})
_PARTNERS = frozenset({"nmod", "obl"})
_ARGUMENTS = frozenset({"obj", "nsubj"})
_PAIR = 2
"""Those who are bound by one pact."""


def with_each(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the drafts, where pacts with each of several are one each, as likely as they were together.

    Talks are one thing whoever is at the table, and so is what three have signed with each other.
    """
    return [each for draft in drafts for each in _divided(draft, context)]


def _divided(draft: Draft, context: Context) -> Iterator[Draft]:
    listed = _listed(draft, context)
    for cells in listed.values():
        others = {id(cell) for key in listed for cell in listed[key] if cell not in cells}
        kept = [cell for cell in draft.cells if id(cell) not in others]
        yield replace(draft, cells=kept, undisclosed=list(draft.undisclosed))
    if not listed:
        yield draft


def _listed(draft: Draft, context: Context) -> dict[str, list[Cell]]:
    """Return those with each of whom there are pacts, by state or organisation; nobody where it is one pact."""
    kind = context.codebook.types[draft.type]
    between_two = bool(kind.roles) and kind.roles[0].minimum >= _PAIR and not kind.lasts
    if not between_two or kind.field("stage") is None or len(draft.triggers) > 1:
        return {}
    number, trigger = draft.sentences[0], draft.triggers[0]
    sentence = context.sentences[number]
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or sentence.tokens[at].xpos not in _PLURAL:
        return {}
    if kind.enum_value("stage", sentence.tokens[at].text) is not None:
        return {}  # "talks with Peru and Chile"
    partners = set(_partners(context.tree(number), at))
    found: dict[str, list[Cell]] = {}
    others: set[str] = set()
    for cell in draft.values(f"role:{kind.roles[0].name}"):
        key = polity(cell.value) if isinstance(cell.value, Actor) else None
        if key and head_of(sentence, cell.span.start, cell.span.end) in partners:
            found.setdefault(key, []).append(cell)
        elif key:
            others.add(key)
    return found if len(found) >= _PAIR and len(others - found.keys()) < _PAIR else {}


def _partners(tree: Tree, at: int) -> Iterator[int]:
    """Yield the words for those with whom something is, by its noun or by the verb of which it is an argument."""
    head = tree.head(at)
    above = [head] if head is not None and tree.base(at) in _ARGUMENTS else []
    for word in (at, *above):
        for child in tree.children(word, *_PARTNERS):
            if tree.case(child) == "with":
                yield from tree.with_conjuncts(child)
