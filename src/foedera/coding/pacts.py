"""Whom pacts bind: "pacts with Chile, Fiji and Oman" are three, each between two; ANZUS is between its three."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import party, polity
from foedera.coding.scores import INFERRED
from foedera.coding.words import PLURAL, head_of
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.codebook.tree import Tree
    from foedera.coding.context import Context, NamedActor
    from foedera.coding.drafts import Draft

_PARTNERS = frozenset({"nmod", "obl"})
_ARGUMENTS = frozenset({"obj", "nsubj"})
_PAIR = 2
"""Those who are bound by one pact."""
_ALLIANCE = "alliance"
_FEW = 5


def with_each(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the drafts, where pacts with each of several are one each, as likely as they were together.

    Talks are one thing whoever is at the table, and so is what three have signed with each other.
    """
    return [each for draft in drafts for each in _divided(draft, context)]


def bind_members(draft: Draft, context: Context) -> None:
    """Let a pact of few that everybody knows by its name be between them, unless others are told to have part in it.

    Whoever was guessed makes room. A member that the report does not name is tied to the pact's own name.
    """
    kind = context.codebook.types[draft.type]
    found = _pact_of_few(draft, context) if _is_between_two(kind) else None
    if found is None:
        return
    named, members = found
    field = f"role:{kind.doer}"
    cells = [cell for cell in draft.values(field) if isinstance(cell.value, Actor)]
    told = {cell.value for cell in cells if cell not in draft.guessed and cell.score > INFERRED}
    keys = {polity(actor) for actor in told if isinstance(actor, Actor)} - {named.actor.org}
    if not keys <= set(members):
        return
    kept = [c for c in cells if isinstance(c.value, Actor) and polity(c.value) in keys]
    others = [context.state(code) for code in members if code not in keys]
    spans = [(actor, context.first_mention(actor) or Span(named.start, named.end)) for actor in others]
    added = [Cell(field, actor, context.text[at.start : at.end], at, INFERRED) for actor, at in spans]
    draft.cells = [*(c for c in draft.cells if c.field != field), *kept, *added]


def as_members(draft: Draft, context: Context) -> None:
    """Let its members play the parts of a pact that is no body of its own, if the report names them all: AUKUS."""
    kind = context.codebook.types[draft.type]
    if kind.field("trend") is not None:
        return  # ties are between two
    for cell in [c for c in draft.cells if c.field.startswith("role:")]:
        org = cell.value.org if isinstance(cell.value, Actor) and not cell.value.country else None
        known = context.gazetteer.organisation(org) if org else None
        if known is None or known.kind != _ALLIANCE or known.seat or not _PAIR <= len(known.members) <= _FEW:
            continue
        if all(code in context.states for code in known.members):
            taken = {polity(c.value) for c in draft.values(cell.field) if isinstance(c.value, Actor)}
            states = [context.state(code) for code in known.members if code not in taken]
            at = draft.cells.index(cell)
            draft.cells[at : at + 1] = [replace(cell, value=state) for state in states]


def _pact_of_few(draft: Draft, context: Context) -> tuple[NamedActor, tuple[str, ...]] | None:
    """Return the pact of a few states that a draft's name is, where it is named, and its members."""
    for cell in draft.values("name"):
        for named in context.named[context.sentence_at(cell.span.start)]:
            if named.actor.org and cell.span.start <= named.start and named.end <= cell.span.end:
                known = context.gazetteer.organisation(named.actor.org)
                if known is not None and known.kind == _ALLIANCE and _PAIR <= len(known.members) <= _FEW:
                    return named, known.members
    return None


def _is_between_two(kind: ClaimType) -> bool:
    """Tell whether claims of a type bind two or more for good, as treaties do."""
    return bool(kind.roles) and kind.roles[0].minimum >= _PAIR and not kind.lasts and kind.field("stage") is not None


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
    if not _is_between_two(kind) or len(draft.triggers) > 1:
        return {}
    number, trigger = draft.sentences[0], draft.triggers[0]
    sentence = context.sentences[number]
    at = head_of(sentence, trigger.start, trigger.end)
    if at is None or sentence.tokens[at].xpos not in PLURAL:
        return {}
    if kind.enum_value("stage", sentence.tokens[at].text) is not None:
        return {}  # "talks with Peru and Chile"
    partners = set(_partners(context.tree(number), at))
    found: dict[str, list[Cell]] = {}
    others: set[str] = set()
    for cell in draft.values(f"role:{kind.doer}"):
        key = party(cell)
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
