"""Forces that come for a drill: "over 100 marines, who arrived on 6 July", take part in it, and are no deployment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context
from foedera.coding.drafts import known_in
from foedera.coding.parting import known_as
from foedera.coding.scores import INFERRED
from foedera.text.dates import bounds, combine
from foedera.types import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft
    from foedera.types import Cell, Status

    Kinds: TypeAlias = Mapping[str, ClaimType]

_PEOPLE = frozenset(
    "soldier troop serviceman servicewoman servicemember marine paratrooper commando contingent personnel sailor force "
    "unit company platoon battalion member military officer conscript reservist guardsman ranger".split()
)
"""Nouns for people under arms; a ship or launcher that comes may stay."""
_PASSED_ON = ("field:personnel", "field:equipment")
"""What is told of those who come, and holds for the drill."""
_KEPT = frozenset({"name", "when", "where", "said_by", *_PASSED_ON})
"""What is told of a coming, beside who comes, and holds for the drill that it is made."""
_OPEN: frozenset[Status] = frozenset({"possible", "expected", "conditional", "denied", "cancelled"})
"""Statuses of a coming that tells whether others will take part."""
_NEAR = 2
"""Sentences between those that tell of a drill and of who comes for it, at most."""


def without_comers(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts without the coming of forces to what they take part in, whose numbers go to it.

    Who may come or does not come to a drill of others takes part in it or not, and that is a claim; so is the drill of
    another time for which they came.
    """
    return [draft for draft in drafts if not _is_told_within(draft, drafts, context)]


def _is_told_within(draft: Draft, drafts: list[Draft], context: Context) -> bool:
    """Tell whether a draft is the coming of forces to one of the drafts, and pass on what it tells of them."""
    kinds = context.codebook.types
    kind = kinds[draft.type]
    if not kind.comes_for or not _comes(draft) or not _are_people(draft):
        return False
    drills = [d for d in drafts if d.type in kind.comes_for and _apart(draft, d) <= _NEAR]
    others = [d for d in drills if _is_of_others(draft, d, kinds)]
    drills = [d for d in drills if _is_there(draft, d, kinds)]
    if others and not drills and draft.status in _OPEN:
        _take_part(draft, min(others, key=lambda each: _apart(draft, each)), kinds)
        return False
    if not drills:
        return False
    drill = min(drills, key=lambda each: _apart(draft, each))
    if _is_another_time(draft, drill):
        _hold(draft, drill, kinds)
        return False
    if not draft.values("when") or _apart(draft, drill) == 0:  # what is told of another day may be of another edition
        fields = {f"field:{each.name}" for each in kinds[drill.type].fields}
        told = [c for c in draft.cells if c.field in _PASSED_ON and c.field in fields and not drill.values(c.field)]
        drill.cells += told
        drill.sentences = sorted({*drill.sentences, *draft.sentences})
    return True


def _take_part(draft: Draft, drill: Draft, kinds: Kinds) -> None:
    """Make the coming of forces a claim on who takes part: "France may also send a contingent" to the drill."""
    given = {"name", "when"} - {cell.field for cell in draft.cells}
    parts = {f"role:{kinds[draft.type].doer}": f"role:{kinds[drill.type].doer}"}
    own = [replace(c, field=parts.get(c.field, c.field)) for c in draft.cells if c.field in _KEPT.union(parts)]
    draft.cells = [*own, *(replace(c, score=INFERRED) for c in drill.cells if c.field in given)]
    draft.type = drill.type


def _hold(draft: Draft, drill: Draft, kinds: Kinds) -> None:
    """Make the coming of forces at another time a drill of its own, of theirs and of those to whom they came."""
    mine, its = kinds[draft.type], kinds[drill.type]
    parts = {f"role:{mine.doer}": (its.doer,), f"role:{mine.ground}": (its.doer, its.ground)}
    cells: list[Cell] = []
    for cell in draft.cells:
        cells += [replace(cell, field=f"role:{part}") for part in parts.get(cell.field, ())]
        cells += [cell] if cell.field in _KEPT else []
    draft.cells, draft.type = cells, drill.type


def _is_another_time(draft: Draft, drill: Draft) -> bool:
    """Tell whether forces came in another year than that of a drill: "they had gone to Oran in 2018"."""
    mine, theirs = (combine([str(c.value) for c in each.values("when")]) for each in (draft, drill))
    (first, last), (begin, end) = bounds(mine or ""), bounds(theirs or "")
    if not (first and last and begin and end):
        return False
    return last.year < begin.year or first.year > end.year


def _is_of_others(draft: Draft, drill: Draft, kinds: Kinds) -> bool:
    """Tell whether those who may come are no part of a drill yet, and would come to where it is held."""
    kind = kinds[draft.type]
    who, host = known_as(draft, kind.doer), known_as(draft, kind.ground)
    taking = known_in(drill)
    return bool(who and taking) and who.isdisjoint(taking) and (not host or host <= taking)


def _comes(draft: Draft) -> bool:
    """Tell whether forces come, by the stage that is told or by none."""
    return {cell.value for cell in draft.values("field:stage")} <= {"arrival"}


def _are_people(draft: Draft) -> bool:
    """Tell whether soldiers come, and no ship or weapon with them that would be told of."""
    words = [str(cell.value).casefold().split()[-1] for cell in draft.values("field:forces") if str(cell.value).strip()]
    people = [word in _PEOPLE or word.removesuffix("s") in _PEOPLE or word.endswith("men") for word in words]
    return bool(people) and all(people)


def _apart(draft: Draft, drill: Draft) -> int:
    """Return how many sentences lie between what tells of two happenings, at least."""
    return min(abs(one - two) for one in draft.sentences for two in drill.sentences)


def _is_there(draft: Draft, drill: Draft, kinds: Kinds) -> bool:
    """Tell whether all who come take part in a drill or look on, and come to where it is held."""
    mine, its = kinds[draft.type], kinds[drill.type]
    who, host = known_as(draft, mine.doer), known_as(draft, mine.ground)
    held = known_as(drill, its.ground)
    held |= {c.value.country for c in drill.values("where") if isinstance(c.value, Place) and c.value.country}
    taking = {found for role in its.roles if not role.place for found in known_as(drill, role.name)}
    return bool(who) and who <= taking and bool(host & (held or taking))
