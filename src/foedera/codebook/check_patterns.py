"""Faults of a type's patterns, with or without the language model's trees (codes C130 on)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from foedera.codebook.records import ClaimType
from foedera.codebook.source import Document
from foedera.types import Sentence


def check_patterns(
    document: Document,
    claim_type: ClaimType,
    examples: Mapping[tuple[str, int], str],
    parse: Callable[[str], Sentence] | None,
) -> None:
    """TODO replaced below."""
