"""How the mentions of a type in one report become claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from foedera.types import Status

Compare: TypeAlias = Literal["same", "overlap", "within", "subset"]
"""How two known values of a key are held against each other.

`same`: equal once normalised; `overlap`: sets share a member; `subset`: one set holds the other; `within`: dates or
places of which one can lie in the other.
"""
Differs: TypeAlias = Literal["separates", "weighs", "ignored"]
Agrees: TypeAlias = Literal["joins", "supports", "neutral"]


@dataclass(frozen=True, slots=True)
class Key:
    """One thing by which mentions are joined or told apart: `name`, `when`, `where`, `role:X` or `field:X`."""

    key: str
    compare: Compare
    differs: Differs
    """What it means when both sides are known and clash: two happenings, a sign of two, or nothing."""
    agrees: Agrees
    """What it means when both sides are known and agree: one happening, a sign of one, or nothing."""
    unknown: Literal["fits", "separates"] = "fits"
    """`separates`: a mention that lacks the key never joins one that has it."""


@dataclass(frozen=True, slots=True)
class Join:
    """How the mentions of a type in one report become claims."""

    keys: tuple[Key, ...]
    supports: int
    """How many `supports` keys must agree before two mentions join without a `joins` key or a reference."""
    reference: bool
    """Whether a noun that refers back ("the exercise", "it") may take up an earlier claim."""
    nouns: tuple[str, ...]
    """Lemmas of such nouns."""
    name_from: tuple[str, ...]
    """Where the claim's name comes from when none is marked, in order: fields or `NAME_SOURCES`."""
    nameless: tuple[str, ...]
    """Keys, each with or without a value (`field:stage neutral`): a claim with one of them has no name."""
    one_per: tuple[str, ...]
    """Keys of which a claim has one value: a frame with several gives as many claims ("one per kind of equipment")."""
    statuses: tuple[tuple[Status, ...], ...]
    """Groups of statuses that may tell of one happening; statuses of two groups are two claims."""
