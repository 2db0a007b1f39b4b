"""The two sides of a deal, a gift, a course or a sanction: which is guessed first, and when neither is.

"Six radars were handed over in May" leaves open who gave and who got them. Each may be likely for both, so that they
are weighed together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.context import Context, is_in_arms, polity
from foedera.coding.parting import PAIR, PLAIN
from foedera.coding.scores import INFERRED
from foedera.types import Actor, Cell

_ANY = re.compile(
    r"(?i)(?:(?:more|fewer|less|all|most|many|several|some|other|over|about|around|nearly|almost|at|least|than|the|its|"
    r"their|his|her|our) )*"
    r"(?:(?:[5-9]|\d{2,}|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|scores of|hundreds? of) "
    r"(?:[\w-]+ )?(?:countries|nations|states|governments|capitals)"
    r"|neighbou?rs|members|partners|anyone|anybody|everyone|everybody|no one|nobody|whoever)"
)
"""Words for many states that are not told, and for anybody: "more than 100 countries", "its neighbours"."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.codebook import ClaimType, Role
    from foedera.coding.drafts import Draft


def sides_of(kind: ClaimType) -> list[Role]:
    """Return the two roles of a type of which one gives or does and one gets; none for other types."""
    sides = [role for role in kind.roles if "siblings" in role.infer]
    return sides if len(sides) == PAIR else []


def surer_first(sides: list[Role], odds: Callable[[Role, str | None], tuple[float, str] | None]) -> list[Role]:
    """Return two sides that are both open in the order in which both are likeliest.

    Args:
        odds: How likely the likeliest takes a side, and who that is, without whoever takes the other side.
    """
    first, second = sides
    return sides if _together(first, second, odds) >= _together(second, first, odds) else [second, first]


def _together(one: Role, other: Role, odds: Callable[[Role, str | None], tuple[float, str] | None]) -> float:
    """Return how likely the likeliest for a side is right, and the likeliest of the rest for the other."""
    found = odds(one, None)
    rest = odds(other, found[1]) if found else None
    return found[0] * rest[0] if found and rest else 0.0


def is_somebody_else(draft: Draft, role: Role, context: Context) -> bool:
    """Tell whether a side is plainly taken by somebody who is of none of the states that a report is about.

    A named firm of no known state sells for itself, a movement or body of no state acts for itself, and "other African
    armies", "the Europeans" or "more than 100 countries" are many.
    """
    if role.minimum >= PAIR or not (role.stance or "siblings" in role.infer):
        return False
    playing = draft.values(f"role:{role.name}")
    if role.name == context.codebook.types[draft.type].doer and any(_are_in_arms(c, context) for c in playing):
        return True
    return any(is_firm(c) or _is_stateless(c, context) or _are_many(c, context) or _are_any(c) for c in playing)


def _are_in_arms(cell: Cell, context: Context) -> bool:
    """Tell whether a part is plainly played by those in arms of no known state: no state's "militants"."""
    actor = cell.value
    if not isinstance(actor, Actor) or polity(actor) or cell.score < PLAIN:
        return False
    return is_in_arms(actor, context.gazetteer)


def is_firm(cell: Cell) -> bool:
    """Tell whether a part is played by a named firm of no state, as told or by the claims around: "Airbus"."""
    actor = cell.value
    firm = isinstance(actor, Actor) and actor.kind == "company" and not polity(actor)
    return firm and cell.score >= INFERRED and cell.printed[:1].isupper()


def _is_stateless(cell: Cell, context: Context) -> bool:
    """Tell whether a part is played by a known group that belongs to no state: "al-Qaeda", "Amnesty International"."""
    actor = cell.value
    if not isinstance(actor, Actor) or polity(actor) or actor.kind != "group":
        return False
    return any(actor == known for known in context.gazetteer.alternatives(actor.name))


def _are_any(cell: Cell) -> bool:
    """Tell whether a part is plainly played by a number of states too great to be named, or by anybody."""
    actor = cell.value
    if not isinstance(actor, Actor) or polity(actor) or cell.score < PLAIN:
        return False
    return _ANY.fullmatch(cell.printed) is not None


def _are_many(cell: Cell, context: Context) -> bool:
    """Tell whether a part is plainly played by those of a whole part of the world."""
    actor = cell.value
    if not isinstance(actor, Actor) or polity(actor) or cell.score < PLAIN:
        return False
    return actor.kind in {"group", "unit"} and context.gazetteer.is_of_many_states(cell.printed)
