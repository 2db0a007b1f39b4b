"""Other editions of what is held again and again: who takes part in one is not who takes part in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import polity
from foedera.coding.joining import norm
from foedera.types import Actor

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft

_MANY = 3
"""States from which on others may come to the next edition than to this one; a pair stays the same."""
_GUESSED = 0.3
"""Score of a part that is guessed."""


def share_a_name(a: Draft, b: Draft) -> bool:
    """Tell whether two claims are on things of one name, a plural s aside."""
    return not names_of(a).isdisjoint(names_of(b))


def names_of(draft: Draft) -> set[str]:
    """Return the names of what a claim is on, as they are compared."""
    return {norm(str(cell.value)).removesuffix("s") for cell in draft.values("name")}


def is_another_of_many(draft: Draft, kind: ClaimType, role: Role, others: list[Draft]) -> bool:
    """Tell whether only the host is told of, of another edition of what three or more take part in.

    Who comes to "the next, which Ruritania will host" is not told by who came to this one.

    Args:
        role: The part that the host joins in.
        others: The report's claims near the draft, in order.
    """
    grounds = [f"role:{other.name}" for other in kind.roles if other.joins == role.name]
    if draft.values(f"role:{role.name}") or not any(draft.values(ground) for ground in grounds):
        return False
    before = [o for o in others if o is not draft and o.type == draft.type and o.sentences[0] <= draft.sentences[0]]
    like = (o for o in reversed(before) if not draft.values("name") or share_a_name(draft, o))
    counts = (len(_told_to(o, role)) for o in like if o.status != "denied")
    return next((count for count in counts if count), 0) >= _MANY


def _told_to(draft: Draft, role: Role) -> set[str]:
    """Return the states and organisations that are told to play a part, not guessed to."""
    told = (c.value for c in draft.values(f"role:{role.name}") if c.score > _GUESSED)
    return {key for actor in told if isinstance(actor, Actor) and (key := polity(actor))}
