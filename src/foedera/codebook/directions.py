"""Who acts on whom: which roles of a type face each other, and the line that tells who plays them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from foedera.text.direction import LEFT_TO_RIGHT, right_to_left

if TYPE_CHECKING:
    from foedera.codebook import Codebook

Direction: TypeAlias = tuple[str, str]
"""The role of whoever does it, and the role of those to whom it is done."""
DirectionOf: TypeAlias = Callable[[str], Direction | None]
"""A claim type to its direction; None where all take part alike."""
ARROW = "→"
"""Stands between who acts and on whom; said as `TO`."""
TO = "to"


def directions_of(codebook: Codebook) -> DirectionOf:
    """Return the directions of a codebook's types; a type that it does not know has none."""
    return {kind.id: kind.direction for kind in codebook.types.values()}.get


def type_direction(type_: str) -> Direction | None:
    """Return the direction of a type of the built codebook.

    Example:
        >>> type_direction("transfer"), type_direction("exercise"), type_direction("border_closure")
        (('supplier', 'recipient'), None, None)
    """
    return _built()(type_)


@lru_cache(maxsize=1)
def _built() -> DirectionOf:
    from foedera.codebook import load  # noqa: PLC0415 - only what shows claims asks for it

    return directions_of(load())


def party_line(told: Iterable[tuple[str, str]], direction: Direction | None, most: int | None = None) -> str:
    """Return in one line who acts on whom; in a list where nobody is acted on, or all take part alike.

    Args:
        told: Roles, and by which words who plays them is told, in the order of telling.
        direction: Which role acts on which.
        most: Names that are shown, the rest being counted; all if not given.

    Example:
        >>> told = [("actor", "NATO"), ("target", "China"), ("actor", "Western powers")]
        >>> party_line(told, ("actor", "target")), party_line(told[1:2], ("actor", "target")), party_line(told, None, 2)
        ('NATO, Western powers → China', '→ China', 'NATO, China and 1 more')
    """
    known = list(dict.fromkeys(told))
    doing, meant = ([words for role, words in known if role == side] for side in direction or ("", ""))
    others = [words for words in dict.fromkeys(words for _, words in known) if words not in {*doing, *meant}]
    if not meant or {*doing} == {*meant} or (others and not doing):  # a host and others who meet
        return _listed([*dict.fromkeys(words for _, words in known)], most)
    beside = f", with {_listed(others, _share(most, [*doing, *meant]))}" if others else ""
    return _kept(_listed(doing, _share(most, meant)), _listed(meant, _share(most, doing))) + beside


def _share(most: int | None, others: Collection[str]) -> int | None:
    """Return how many of one side are shown: what the others leave, and half at least."""
    return None if most is None else max(most - len(others), (most + 1) // 2)


def _listed(words: list[str], most: int | None) -> str:
    shown = words if most is None else words[:most]
    return ", ".join(shown) + (f" and {len(words) - len(shown)} more" if len(words) > len(shown) else "")


def _kept(doing: str, meant: str) -> str:
    """Return two sides with an arrow that points away from who acts, where names run from right to left as well."""
    mark = LEFT_TO_RIGHT if right_to_left(doing + meant) else ""
    return f"{mark}{doing}{mark} {ARROW} {mark}{meant}" if doing else f"{mark}{ARROW} {mark}{meant}"
