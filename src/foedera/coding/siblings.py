"""Who plays a part in a report's other claims of a type, and so likely in one that leaves it open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.drafts import Draft, known_in
from foedera.coding.series import share_a_name
from foedera.types import Actor, Cell

if TYPE_CHECKING:
    from foedera.codebook import Role

INFERRED = 0.3
"""Score of whoever is inferred."""
_SAME_THING = 3
"""How often a claim on the same thing counts."""
_JUST_TOLD = 4
"""The same of a deal right before one on no named thing: "Oslo bought tanks ... The first arrive in May"."""
_NEXT = 1
"""Sentences between such deals, at most, the later one's included."""


def players(draft: Draft, role: Role, near: list[Draft], taken: set[str], context: Context) -> list[Cell]:
    """Return who plays a part in other claims of the type, the most frequent first, without those who are taken.

    Claims on the same thing go before others; one frame that was split into a claim an item counts once.

    Args:
        near: The claims told around this one.
    """
    found: Counter[str] = Counter()
    cells: dict[str, Cell] = {}
    counted = set()
    for other in near:
        if other is draft or other.type != draft.type or context.are_apart(draft.sentences[0], other.sentences[0]):
            continue
        same = bool(taken & known_in(other))
        weight = _weight(draft, other) or int(other.triggers[0] not in counted)
        counted.add(other.triggers[0])
        for cell in other.values(f"role:{role.name}"):
            key = polity(cell.value) if isinstance(cell.value, Actor) else None
            if key and key not in taken and cell.score > INFERRED and (same or not taken):
                found[key] += weight
                cells.setdefault(key, cell)
    return [cells[key] for key, _ in found.most_common()]


def _weight(draft: Draft, other: Draft) -> int:
    """Return how often a claim counts that is on the same thing, or goes on about it; 0 where neither is plain."""
    before = other.triggers[0].start < draft.triggers[0].start
    if before and not draft.values("name") and draft.sentences[0] - other.sentences[-1] <= _NEXT:
        return _JUST_TOLD
    return _SAME_THING if share_a_name(draft, other) else 0
