"""The act by which a measure was taken, which names it: "the 18th package", "Resolution 2781"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.context import polity
from foedera.types import Actor, Cell, Span

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.drafts import Draft

_PACKAGE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth) (?:sanctions )?package\b"
)
_RESOLUTION = re.compile(r"\b[Rr]esolution (?:no\. ?)?\d{3,4}\b")
_COUNCIL = "UN"
"""How the codes of those who pass resolutions begin."""
_AFTER = 3
"""Sentences after it, at most, in which the resolution is named by which a measure was taken."""
_SCORE = 0.5


def act_of(draft: Draft, context: Context) -> Cell | None:
    """Return the name of the act by which a measure is taken; None where the report gives none."""
    actors = (cell.value for cell in draft.cells if cell.field.startswith("role:") and isinstance(cell.value, Actor))
    first, last = draft.sentences[0], draft.sentences[-1]
    near = {*draft.sentences}
    if any((polity(actor) or "").startswith(_COUNCIL) for actor in actors):
        near |= set(range(first, min(len(context.sentences), last + 1 + _AFTER)))
    for number in sorted(near):
        segment = context.sentences[number].segment
        patterns = (_PACKAGE, _RESOLUTION) if number in draft.sentences else (_RESOLUTION,)
        for pattern in patterns:
            found = pattern.search(context.text, segment.start, segment.end)
            if found is not None and not context.are_apart(first, number):
                return Cell("name", found[0], found[0], Span(*found.span()), _SCORE)
    return None
