"""States that a report only names for where something is: "talks in Germany" are not Germany's.

Whoever is guessed to deal with somebody, or to be asked for something, is none of these. Nor does a capital stand for
its state where talks and what came of them are called after it: "the Minsk agreements".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.coding.context import Context

_IN = re.compile(
    r"\b(?i:in|at|near|outside|inside)\s+(?:the\s+)?"
    r"(?:(?:(?i:[a-z]+ern|central|neighbou?ring|nearby)|(?:[A-Z][a-z]+\s+)?(?:capital|city|resort|town))\s+(?:of\s+)?)?$"
)
"""Before the name of a state or of its capital that tells where something is."""
_CALLED = re.compile(
    r"\s+(?:(?:peace|summit|follow-up)\s+)?(?:accords?|agreements?|communiqu[ée]|conference|convention|declaration|forum|format"
    r"|framework|group|meetings?|negotiations|process|protocols?|rounds?|summit|talks|treaty)\b"
)
"""After the name of a capital: what is called after the town in which it is held or was signed."""
_LETTERS = 40
"""Letters before a name in which those words are looked for."""


def venues_of(context: Context) -> frozenset[str]:
    """Return the codes of those whom the report names for nothing else than where something is."""
    otherwise: set[str] = set()
    there: set[str] = set()
    for name in (name for names in context.named for name in names if name.polity not in otherwise):
        is_place = _IN.search(context.text, max(0, name.start - _LETTERS), name.start)
        (there if is_place else otherwise).add(name.polity)
    return frozenset(there - otherwise)


def is_called_after(text: str, end: int, sense: str) -> bool:
    """Tell whether the name of a capital only tells which talks or which treaty is meant.

    Args:
        end: Where the name ends.
        sense: The sense in which the gazetteer has it.
    """
    return sense == "capital" and _CALLED.match(text, end) is not None
