"""Whose somebody is in general news whom no word beside tells: not of a state that only a clause beside it names.

"Lebanon's government quit as crowds asked that Syrian troops leave, and deputies hailed it": they are Lebanon's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.coding.words import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.types import Sentence, Span


def in_clauses_above(sentence: Sentence, span: Span, starts: Iterable[int]) -> list[int]:
    """Return which of some words stand in the clause of somebody or in those above it, all where none does."""
    starts = list(starts)
    at = head_of(sentence, span.start, span.end)
    if at is None:
        return starts
    above = _verbs_above(sentence, at)
    near = [start for start in starts if not (own := _clause_at(sentence, start)) or own[0] in above]
    return near or starts


def _clause_at(sentence: Sentence, start: int) -> list[int]:
    at = next((i for i, token in enumerate(sentence.tokens) if token.start <= start < token.end), None)
    return [] if at is None else _verbs_above(sentence, at)


def _verbs_above(sentence: Sentence, at: int) -> list[int]:
    """Return the verbs above a word, the nearest first."""
    found: list[int] = []
    seen: set[int] = set()
    while at >= 0 and at not in seen:
        seen.add(at)
        at = sentence.tokens[at].head
        if at >= 0 and sentence.tokens[at].upos == "VERB":
            found.append(at)
    return found
