"""Forces that come for a drill: "over 100 marines, who arrived on 6 July", take part in it, and are no deployment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.types import Actor, Place

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_PEOPLE = frozenset(
    "soldier troop serviceman servicewoman servicemember marine paratrooper commando contingent personnel sailor force "
    "unit company platoon battalion member military officer conscript reservist guardsman ranger".split()
)
"""Nouns for people under arms; a ship or launcher that comes may stay."""
_PASSED_ON = ("field:personnel", "field:equipment")
"""What is told of those who come, and holds for the drill."""
_NEAR = 2
"""Sentences between those that tell of a drill and of who comes for it, at most."""


def without_comers(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts without the coming of forces to what they take part in, whose numbers go to it."""
    return [draft for draft in drafts if not _is_told_within(draft, drafts, context)]


def _is_told_within(draft: Draft, drafts: list[Draft], context: Context) -> bool:
    """Tell whether a draft is the coming of forces to one of the drafts, and pass on what it tells of them."""
    kind = context.codebook.types[draft.type]
    if not kind.comes_for or not _comes(draft) or not _are_people(draft):
        return False
    drills = [d for d in drafts if d.type in kind.comes_for and _apart(draft, d) <= _NEAR and _is_there(draft, d)]
    if not drills:
        return False
    drill = min(drills, key=lambda each: _apart(draft, each))
    if not draft.values("when") or _apart(draft, drill) == 0:  # what is told of another day may be of another edition
        fields = {f"field:{each.name}" for each in context.codebook.types[drill.type].fields}
        told = [c for c in draft.cells if c.field in _PASSED_ON and c.field in fields and not drill.values(c.field)]
        drill.cells += [replace(cell) for cell in told]
        drill.sentences = sorted({*drill.sentences, *draft.sentences})
    return True


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


def _is_there(draft: Draft, drill: Draft) -> bool:
    """Tell whether all who come take part in a drill, and come to where it is held."""
    who, host = _polities(draft, "role:actor"), _polities(draft, "role:host")
    held = _polities(drill, "role:host")
    held |= {c.value.country for c in drill.values("where") if isinstance(c.value, Place) and c.value.country}
    taking = {one for field in ("role:participant", "role:observer") for one in _polities(drill, field)}
    return bool(who) and who <= taking and bool(host & (held or taking))


def _polities(draft: Draft, field: str) -> set[str]:
    actors = (cell.value for cell in draft.values(field))
    return {found for actor in actors if isinstance(actor, Actor) and (found := polity(actor))}
