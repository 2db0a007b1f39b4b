"""States that a report only names for where something is: "talks in Germany" are not Germany's.

Whoever is guessed to deal with somebody, or to be asked for something, is none of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.coding.context import Context

_IN = re.compile(
    r"\b(?:in|at|near|outside|inside)\s+(?:the\s+)?(?:(?:[a-z]+ern|central|neighbou?ring|nearby)\s+)?$", re.IGNORECASE
)
"""Before the name of a state or of its capital that tells where something is."""
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
