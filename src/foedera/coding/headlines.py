"""What a headline tells is told again below it: "Finnish president visits Luanda", then "is in Luanda for talks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.joining import agrees, likeness
from foedera.coding.links import players_in

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.joining import Mention

HEADINGS = frozenset({"headline", "heading"})
"""Kinds of segments above those that they are about."""
_BELOW = 2
"""Sentences below a headline, at most, in which what it tells is told again."""
_TWO = 2


def heads(mention: Mention, told: Mention, context: Context) -> bool:
    """Tell whether a mention is what a headline tells that stands right above it.

    A headline tells in the plain present of what was, is and will be, and has room for one word of how. So neither
    status nor wording speaks against it where the same two or more have the same parts.
    """
    number, kind = mention.draft.sentences[0], context.codebook.types[mention.draft.type]
    if not kind.lasts or not 0 < number - told.last <= _BELOW:
        return False
    above = [context.sentences[at].segment.kind in HEADINGS for at in range(told.numbers[0], number + 1)]
    if not all(above[: told.last - told.numbers[0] + 1]) or any(above[told.last - told.numbers[0] + 1 :]):
        return False
    roles = [f"role:{role.name}" for role in kind.roles]
    mine, theirs = players_in(mention, roles), players_in(told, roles)
    if len(theirs) < _TWO or mine != theirs or likeness(mention, told) is None:
        return False
    both = [role for role in roles if mention.has(role) and told.has(role)]
    return all(agrees(mention.values(role), told.values(role), role) for role in both)
