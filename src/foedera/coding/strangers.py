"""Forces and partners of nobody in particular: "no foreign troops on its soil", "exercises with foreign armies".

Whoever is named beside them is not whose they are, but on whose ground they would be, or who deals with them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.words import OWNS, head_of, subtree, tokens_in
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Sentence

_FOREIGN = "foreign"
UNNAMED = re.compile(
    r"(?i)\b(?:unnamed|undisclosed|unidentified|unspecified|certain|third|another)\b.*"
    r"\b(?:countr(?:y|ies)|states?|nations?|governments?|customers?|buyers?|clients?|suppliers?|sellers?|operators?)$"
)
"""Those whom a report leaves open on purpose."""
_FIRST = frozenset({"first", "only", "last"})
"""Words with which a foreign ship is a certain one."""
_ABOVE = 2
"""Words up the tree from "foreign" to the noun meant: "forces of a foreign state"."""
_SCORE = 0.5


def is_stranger(cell: Cell) -> bool:
    """Tell whether a cell stands for those abroad at large."""
    actor = cell.value
    return isinstance(actor, Actor) and actor.name == _FOREIGN


def is_left_open(cell: Cell) -> bool:
    """Tell whether a cell stands for somebody whom the report does not name: "an undisclosed customer in Africa"."""
    actor = cell.value
    return isinstance(actor, Actor) and polity(actor) is None and UNNAMED.search(cell.printed) is not None


def add_strangers(draft: Draft, kind: ClaimType, number: int, context: Context) -> None:
    """Add nobody in particular to a draft of forces that are only foreign, and let whoever is named have the ground."""
    if not kind.roles or not kind.roles[0].required or not kind.ground:
        return
    sentence = context.sentences[number]
    said = [i for i, t in enumerate(sentence.tokens) if t.text.casefold() == _FOREIGN]
    found = next(((i, top) for i in said if (top := _described(sentence, i, draft)) is not None), None)
    if found is None:
        return
    (at, top), first = found, f"role:{kind.doer}"
    token = sentence.tokens[at]
    theirs = {sentence.tokens[i].start for i in subtree(sentence, top)}
    if not any(is_stranger(c) for c in draft.values(first)):
        draft.cells.append(Cell(first, Actor(_FOREIGN, "group"), token.text, Span(token.start, token.end), _SCORE))
    draft.weak = [(f, n) for f, n in draft.weak if f.label != kind.doer or f.start in theirs]
    ground = f"role:{kind.ground}"
    if draft.values(ground) and _lets_in(sentence, draft, kind):
        draft.cells = [
            c for c in draft.cells if c.field != first or is_stranger(c) or c.span.start in theirs
        ]  # "Peru agreed to let foreign troops into Chile": Peru sends none
    if kind.roles[0].minimum <= 1 and not draft.values(ground):
        draft.cells = [
            replace(c, field=ground) if c.field == first and not is_stranger(c) and c.span.start not in theirs else c
            for c in draft.cells
        ]


def _lets_in(sentence: Sentence, draft: Draft, kind: ClaimType) -> bool:
    """Tell whether a draft's word is one for what whoever has the ground does: lets in, admits, allows."""
    role = kind.role(kind.ground)
    at = [i for span in draft.triggers for i in tokens_in(sentence, span.start, span.end)]
    return role is not None and any(sentence.tokens[i].lemma in role.does for i in at)


def _described(sentence: Sentence, at: int, draft: Draft) -> int | None:
    """Return the word of a draft that "foreign" says something of: its forces, who acts or its trigger."""
    cells = [c.span for c in draft.cells if c.field == "field:forces" or c.field.startswith("role:")]
    spans = [*draft.triggers, *cells]
    heads = {head_of(sentence, span.start, span.end) for span in spans}
    inside = {i for span in draft.triggers for i in tokens_in(sentence, span.start, span.end)}
    up = at
    for _ in range(_ABOVE):
        if sentence.tokens[up].deprel.split(":")[0] not in OWNS or sentence.tokens[up].head < 0:
            return None
        up = sentence.tokens[up].head
        if any(t.head == up and t.lemma.casefold() in _FIRST for t in sentence.tokens):
            return None
        if up in heads or up in inside:
            return up
    return None
