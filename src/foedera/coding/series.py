"""Other editions of what is held again and again: who takes part in one is not who takes part in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.joining import norm
from foedera.coding.parting import known_as
from foedera.coding.scores import INFERRED
from foedera.types import Actor

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft

_MANY = 3
"""States from which on others may come to the next edition than to this one; a pair stays the same."""
_TOOK_PART = frozenset({"part", "participate", "participated", "join", "joined"})
"""Words of triggers that tell of those who were there, whoever they were: "in 2023, when 17,600 took part"."""


def share_a_name(a: Draft, b: Draft) -> bool:
    """Tell whether two claims are on things of one name, a plural s aside."""
    mine = names_of(a)
    return bool(mine) and not mine.isdisjoint(names_of(b))


def share_a_make(a: Draft, b: Draft) -> bool:
    """Tell whether two claims are on things of one name, or one on a variant: "F-16", "F-16B"."""
    return share_a_name(a, b) or any(_is_variant(*sorted((x, y), key=len)) for x in names_of(a) for y in names_of(b))


def _is_variant(short: str, long: str) -> bool:
    """Tell whether a designation goes on with letters or words behind the digits of another: "f-16", "f-16b"."""
    return long.startswith(short) and short[-1:].isdigit() and not long[len(short) :][:1].isdigit()


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
    return len(_took_part_before(draft, role, others)) >= _MANY


def stands_alone(draft: Draft, kind: ClaimType, role: Role, context: Context) -> bool:
    """Tell whether a thing is only named, with nobody who takes part, where the report is on no two who likely do.

    "The exercise Breeze opens at Varna in July", in a digest, tells of Bulgaria and of nobody else.

    Args:
        role: The part that the host joins in.
    """
    grounds = [other.name for other in kind.roles if other.joins == role.name]
    hosts = set[str]().union(*(known_as(draft, ground) for ground in grounds))
    if not grounds or not draft.values("name") or not known_as(draft, role.name) <= hosts:
        return False
    section = context.section(draft.sentences[0])
    return len(section) == 1 or (not section and not context.pair and bool(hosts))


def goes_on_at(context: Context, draft: Draft, kind: ClaimType, role: Role, others: list[Draft]) -> Actor | None:
    """Return the state at home in the report, of another edition of what many took part in, if nobody is told of.

    "The next exercise is due in 2027" is likely held where this one was; who else comes nobody knows.

    Args:
        role: The part that the host joins in.
        others: The report's claims near the draft, in order.
    """
    grounds = [f"role:{other.name}" for other in kind.roles if other.joins == role.name]
    if context.home is None or not grounds or any(draft.values(field) for field in (f"role:{role.name}", *grounds)):
        return None
    words = {word for t in draft.triggers for word in context.text[t.start : t.end].casefold().split()}
    before = _took_part_before(draft, role, others)
    many = len(before) >= _MANY and context.home in before and words.isdisjoint(_TOOK_PART)
    return context.state(context.home) if many else None


def _took_part_before(draft: Draft, role: Role, others: list[Draft]) -> set[str]:
    """Return who is told to have taken part in the like thing that was told of last."""
    before = [o for o in others if o is not draft and o.type == draft.type and o.sentences[0] <= draft.sentences[0]]
    like = (o for o in reversed(before) if not draft.values("name") or share_a_name(draft, o))
    told = (_told_to(o, role) for o in like if o.status != "denied")
    return next((who for who in told if who), set())


def _told_to(draft: Draft, role: Role) -> set[str]:
    """Return the states and organisations that are told to play a part, not guessed to."""
    told = (c.value for c in draft.values(f"role:{role.name}") if c.score > INFERRED)
    return {key for actor in told if isinstance(actor, Actor) and (key := polity(actor))}
