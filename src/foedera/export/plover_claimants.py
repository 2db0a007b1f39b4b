"""Who says that they did what a report tells of: "the ELN said it had planted the bomb", "an attack claimed by it"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from foedera.export.plover_actors import Describer, as_json
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.types import Claim

_SAYS = re.compile(
    r"(?:['’]s\s+\w+)?\s+(?:said|says|announced|boasted)\s+(?:that\s+)?(?:it|they|its\s+\w+|their\s+\w+)\s+"
    r"(?:(?:was|were)\s+behind|(?:had|have)\s+(?:carried|done|planted|staged|mounted|launched|set|fired|killed|shot|blown)|"
    r"did\s+it|carried\s+out|planted|staged)\b",
    re.IGNORECASE,
)
"""After the name of those who say that they did it."""
_CLAIMED = re.compile(
    r"\b(?:claimed|owned\s+up\s+to)\s+by\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){0,3}$|"
    r"\bresponsibility\s+(?:\w+\s+){0,3}by\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
"""Before the name of those by whom it is claimed."""
_BEFORE = 60
"""Characters before a name that are looked at."""
_FAR = 300
"""Characters after the sentence of an attack in which it is claimed."""


def claimants(claim: Claim, describer: Describer, text: str) -> list[dict[str, Any]]:
    """Return the movement that says in a claim's sentences, or just after, that it did what they tell of."""
    for item in claim.evidence:
        for mention in describer.gazetteer.find(text, item.start, min(len(text), item.end + _FAR)):
            entry = mention.entry
            if entry.kind != "group" or not (
                _SAYS.match(text, mention.end) or _CLAIMED.search(text, max(0, mention.start - _BEFORE), mention.start)
            ):
                continue
            span = Span(mention.start, mention.end)
            actor = Actor(entry.name, "group", entry.country)
            return as_json([Cell("role:actor", actor, text[span.start : span.end], span, 0.9)], describer, text)
    return []
