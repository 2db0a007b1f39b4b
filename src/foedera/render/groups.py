"""Kinds of claim that share a colour and a line wherever claims are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from foedera.codebook import Codebook

GroupOf: TypeAlias = Callable[[str], str]
"""A claim type to the group whose colour and line it has."""
GROUP_NAMES: Mapping[str, str] = {
    "drill": "exercises, training",
    "arms": "arms, aid",
    "pact": "agreements, membership, office",
    "talk": "meetings",
    "force": "forces",
    "tie": "relations, support",
    "clash": "disputes, sanctions",
    "other": "other types",
}
"""The groups in the order of a legend, as a person reads them."""


def groups_of(codebook: Codebook) -> GroupOf:
    """Return the groups of a codebook's types; a type that it does not know is shown as `other`."""
    groups = {kind.id: kind.group for kind in codebook.types.values()}
    return lambda type_: groups.get(type_, "other")


def type_group(type_: str) -> str:
    """Return the group of a type of the built codebook.

    Example:
        >>> type_group("training"), type_group("border_closure")
        ('drill', 'other')
    """
    return _built()(type_)


@lru_cache(maxsize=1)
def _built() -> GroupOf:
    from foedera.codebook import load  # noqa: PLC0415 - only a page asks for it

    return groups_of(load())
