"""How claims of each type are held against each other: what the codebook says under `merge`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from foedera.codebook import Codebook, MergeRule, load

Rules: TypeAlias = Mapping[str, MergeRule]
"""Claim type to how its claims are compared; a type not named follows `DEFAULT`."""
DEFAULT = MergeRule()


def rules_of(codebook: Codebook) -> dict[str, MergeRule]:
    """Return the rules of a codebook's types."""
    return {kind.id: kind.merge for kind in codebook.types.values() if kind.merge}


@lru_cache(maxsize=1)
def built() -> Rules:
    """Return the rules of the built codebook."""
    return rules_of(load())


def rule_of(claim_type: str, rules: Rules | None = None) -> MergeRule:
    """Return the rule for a type of claim.

    Args:
        rules: Those of the codebook at hand; of the built one if not given.

    Example:
        >>> rule_of("meeting").slack, rule_of("border_closure") is DEFAULT
        (1, True)
    """
    return (built() if rules is None else rules).get(claim_type, DEFAULT)
