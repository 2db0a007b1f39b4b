"""Nouns that name more than one type of happening: "the training" is the drill that the report told of before.

The networks see one sentence, in which whoever takes part in "the training" may be taught as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.background import only_points
from foedera.coding.context import Context
from foedera.coding.words import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Cell, Filler


def as_told_before(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the drafts of a report, in order, where a noun that only takes up what was told is of its type.

    Nothing changes once the report has told of the type that the noun was taken for.
    """
    told: dict[str, None] = {}
    read: list[Draft] = []
    for draft in drafts:
        other = None if draft.type in told else _taken_up(draft, told, context)
        read.append(draft if other is None else _as(draft, context.codebook.types[draft.type], other))
        told[read[-1].type] = None
    return read


def _taken_up(draft: Draft, told: Iterable[str], context: Context) -> ClaimType | None:
    """Return the type told of before that a definite noun without more words names too."""
    sentence, trigger = context.sentences[draft.sentences[0]], draft.triggers[0]
    at = head_of(sentence, trigger.start, trigger.end)
    kinds = context.codebook.types
    if at is None or not draft.refers_back or sentence.tokens[at].upos != "NOUN" or not only_points(sentence, trigger):
        return None
    noun = sentence.tokens[at].lemma.casefold()
    if noun not in kinds[draft.type].join.nouns:
        return None
    return next((kinds[name] for name in reversed(list(told)) if noun in kinds[name].join.nouns), None)


def _as(draft: Draft, kind: ClaimType, other: ClaimType) -> Draft:
    """Return a draft as one of another type: those who take part do so in its first role."""
    part = other.doer
    labels = {role.name: role.name if other.role(role.name) else part for role in kind.roles}

    def cell_of(cell: Cell) -> Cell | None:
        what, _, name = cell.field.partition(":")
        if what == "role":
            return replace(cell, field=f"role:{labels.get(name, part)}")
        return cell if what != "field" or other.field(name) else None

    def filler_of(filler: Filler) -> Filler:
        return replace(filler, label=labels.get(filler.label, filler.label))

    cells = [found for cell in draft.cells if (found := cell_of(cell)) is not None]
    weak = [(filler_of(filler), number) for filler, number in draft.weak]
    return replace(draft, type=other.id, cells=cells, weak=weak)
