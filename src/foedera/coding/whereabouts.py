"""Where forces are of whom it is told elsewhere in the report: "the 800 French" are those "stationed at Cincu"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.parting import known_as
from foedera.coding.scores import INFERRED
from foedera.coding.values import WATERS
from foedera.types import Cell, Place

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft

_REACH = 24
"""Happenings of a type, told of last, among whose places one is looked for."""


def place_by_others(drafts: list[Draft], context: Context) -> None:
    """Give forces that a report only puts somewhere in a state the base or town at which it has them elsewhere.

    Args:
        drafts: All of a report, with who takes part, in order.
    """
    told: dict[str, list[Draft]] = {}
    for draft in drafts:
        kind = context.codebook.types[draft.type]
        ground = kind.role(kind.ground)
        if kind.armed and ground is not None and not ground.joins:
            told.setdefault(draft.type, []).append(draft)
    for same in told.values():
        exact = [_exact(draft, context) for draft in same]
        for at, draft in enumerate(same):
            order = [*range(at - 1, max(-1, at - _REACH), -1), *range(at + 1, min(len(same), at + _REACH))]
            places = next((exact[i] for i in order if exact[i] and _are_same(draft, same[i], exact[i], context)), [])
            if places and _is_vague(draft, places, context):
                draft.cells = [c for c in draft.cells if c.field != "where"]
                draft.cells += [replace(cell, score=INFERRED) for cell in places]


def _are_same(draft: Draft, other: Draft, places: list[Cell], context: Context) -> bool:
    """Tell whether the same forces are on the same ground in both."""
    kind = context.codebook.types[draft.type]
    hosts, theirs = (known_as(each, kind.ground) for each in (draft, other))
    acting, others = (known_as(each, kind.doer) for each in (draft, other))
    inside = {cell.value.country for cell in places if isinstance(cell.value, Place)}
    return bool(hosts and acting) and hosts == theirs == inside and acting == others


def _is_vague(draft: Draft, places: list[Cell], context: Context) -> bool:
    """Tell whether a draft's sentences do not tell where something is, or nothing but the state beside the place.

    "France still has troops in [Chad]" are not those at the one base that it names.
    """
    own, beside = set(draft.sentences), {context.sentence_at(cell.span.start) for cell in places}
    told = {context.sentence_at(cell.span.start) for cell in draft.values("where")}
    return all(_is_state(cell, context) for cell in draft.values("where")) and (told & own) <= beside


def _exact(draft: Draft, context: Context) -> list[Cell]:
    """Return the places of a draft that have names and are neither states nor waters."""
    return [
        c
        for c in draft.values("where")
        if not (_is_state(c, context) or WATERS.search(c.printed) or c.printed.islower())
    ]


def _is_state(cell: Cell, context: Context) -> bool:
    names = context.named[context.sentence_at(cell.span.start)]
    return any(n.start == cell.span.start and n.actor.kind == "state" and n.sense != "capital" for n in names)
