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


GROUP_COLOURS: Mapping[str, tuple[str, str]] = {
    "drill": ("#0068a3", "#5ab4ea"),
    "arms": ("#b84e00", "#ff9a4d"),
    "pact": ("#00714f", "#2fcf9f"),
    "talk": ("#a3487e", "#e29bc6"),
    "force": ("#7d6100", "#e8dc4a"),
    "tie": ("#1f77a8", "#9ad4f5"),
    "clash": ("#a4243b", "#ff8f9f"),
    "other": ("#555555", "#b5b5b5"),
}
"""The colour of each group on light and on dark paper, in the record's page, in a page of claims and in pictures alike:
those of Okabe and Ito, which colour-blind readers tell apart, until they stand out from the paper."""


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
