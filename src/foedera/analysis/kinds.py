"""What kind of value a field holds: told by the codebook, or else guessed from its name and value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from foedera.types import CellValue, Quantity

KindOf: TypeAlias = Callable[[str, str], str | None]
"""(claim type, field without `field:`) to the kind in the codebook, `OPEN` or `actor` of a role; None where it does not
know the field."""

SINGLE = frozenset({"number", "numbers", "enumeration", "flag", "time"})
"""Kinds of which two different values cannot both be right; of `numbers`, two of one measure."""
OPEN = "actors"
"""The kind of a role that many may play: one report lists more of them than another, and both are right."""
_OPEN_ROLES = frozenset({"role:participant", "role:observer", "role:party"})
_TIMES = frozenset({"when", "field:since", "field:until"})
_ENUMERATIONS = frozenset({"field:stage", "field:level", "field:mode", "field:means", "field:trend"})


def kind_of_field(claim_type: str, field: str, value: CellValue, kind_of: KindOf | None) -> str:
    """Return the kind of a cell's field: a codebook's word, or `actor`, `source`, `place`, `name`."""
    if field.startswith("role:"):
        return "actor"
    if field == "said_by":
        return "source"
    if field == "where":
        return "place"
    if field in _TIMES:
        return "time"
    if field == "name":
        return "name"
    told = kind_of(claim_type, field.removeprefix("field:")) if kind_of else None
    return told or _guess(field, value)


def is_open(claim_type: str, field: str, kind_of: KindOf | None) -> bool:
    """Tell whether a field is a role that many may play."""
    told = kind_of(claim_type, field) if kind_of and field.startswith("role:") else None
    return told == OPEN if told else field in _OPEN_ROLES


def _guess(field: str, value: CellValue) -> str:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, Quantity):
        return "numbers" if field == "field:personnel" else "number"
    if isinstance(value, int | float):
        return "number"
    return "enumeration" if field in _ENUMERATIONS else "phrase"
