"""Claims that came out alike once all parts were filled: what the next sentence tells again is one claim.

"The minister will visit Oslo in May. He will meet the king": nothing was known to be the same when the two were held
against each other, for who is meant was found only later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context, head_of
from foedera.coding.gathering import is_new, mention_of
from foedera.coding.joining import Mention, likeness
from foedera.types import Actor

if TYPE_CHECKING:
    from foedera.coding.drafts import Draft

_NEAR = 1
"""Sentences, at most, between what is told and what is told again."""


def without_repeats(drafts: list[Draft], context: Context) -> list[Draft]:
    """Return the drafts, where one that says nothing else than one just before is part of it."""
    kept: dict[tuple[str, str], list[Mention]] = {}
    order: list[Mention] = []
    for draft in sorted(drafts, key=lambda each: each.sentences[0]):
        mention = mention_of(draft, context)
        before = kept.setdefault((draft.type, draft.status), [])
        told = before[-1] if before else None
        if told is not None and _says_the_same(mention, told, context):
            draft.cells = [cell for cell in draft.cells if not cell.field.startswith("role:")]  # who it is, was told
            told.absorb(mention)
        else:
            before.append(mention)
            order.append(mention)
    return [mention.draft for mention in order]


def _says_the_same(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether a draft has the parties of another near it, and nothing that differs: no person, name or time."""
    kind = context.codebook.types[mention.draft.type]
    near = mention.draft.sentences[0] - told.last <= _NEAR and mention.triggers.isdisjoint(told.triggers)
    if not kind.lasts or not near or likeness(mention, told) is None:
        return False
    sentence, trigger = context.sentences[mention.draft.sentences[0]], mention.draft.triggers[0]
    at = head_of(sentence, trigger.start, trigger.end)
    if at is not None and is_new(sentence, at):
        return False  # "is conducting a course": one more
    if (mention.has("when") and not told.has("when")) or _are_others(_persons(mention), _persons(told)):
        return False
    roles = [f"role:{role.name}" for role in kind.roles]
    mine, theirs = (frozenset[str]().union(*(each.values(role) for role in roles)) for each in (mention, told))
    return len(mine) > 1 and mine == theirs


def _persons(mention: Mention) -> set[str]:
    """Return the persons that are named in the parts of a mention."""
    actors = (cell.value for cell in mention.draft.cells if cell.field.startswith("role:"))
    return {actor.name for actor in actors if isinstance(actor, Actor) and actor.kind == "person"}


def _are_others(some: set[str], others: set[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)
