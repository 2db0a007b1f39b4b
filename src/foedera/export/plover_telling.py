"""By which words a report tells of what happens and of who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedera.types import Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.types import Claim

_TWO = re.compile(r"[,;]|\b(?:and|but|while|as|after|before|when|where|whose|who|which)\b")
"""Between words that tell of two happenings."""
_APART = 20
"""Characters between words that mean different people."""


class Telling:
    """The words by which a claim is told: its triggers, and those who act."""

    def __init__(self, claim: Claim, text: str, kind: ClaimType) -> None:
        self._text = text
        self._triggers = claim.triggers
        self._actors = [cell.span for cell in claim.cells if cell.field == f"role:{kind.doer}"]
        self.plain = next((rule.event for rule in kind.plover if not (rule.statuses or rule.fields)), None)
        """The event type of claims of its type, whatever their status and fields: a promised retreat is a retreat."""

    def is_of_the_words_of(self, other: Telling) -> bool:
        """Tell whether two claims are told by the same words or by words of one clause: "took 700 people hostage"."""
        pairs = ((one, two) for one in self._triggers for two in other._triggers)
        return any(not _TWO.search(self._text[min(a.end, b.end) : max(a.start, b.start)]) for a, b in pairs)

    def is_by_others_than(self, other: Telling) -> bool:
        """Tell whether those who act are told by other words: lawmakers walk out when a deputy calls for an inquiry."""
        pairs = [(one, two) for one in self._actors for two in other._actors]
        return bool(pairs) and all(max(a.start, b.start) - min(a.end, b.end) > _APART for a, b in pairs)


def overlap(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Tell whether two lists of words share some."""
    return any(one.start < other.end and other.start < one.end for one in left for other in right)
