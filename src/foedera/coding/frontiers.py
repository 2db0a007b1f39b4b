"""Whose side of a border something happens on: who is only named for what lies behind it is not there.

"Guards on the border with Ruritania" are not in Ruritania, nor are those "near the Ruritanian border" who act there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity
from foedera.coding.words import sentence_span
from foedera.types import Actor, Cell, Place, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType
    from foedera.coding.drafts import Draft

_NOUN = r"(?:(?:border|frontier)s?|boundar(?:y|ies))"
_AND_ANOTHER = r"(?:(?:,|,? and) (?-i:[A-Z])[\w-]+){1,3}\s+(?:borders|frontiers|boundaries)"
_OF_IT = re.compile(rf"(?:['’]s)?(?:\s+{_NOUN}|{_AND_ANOTHER})\b", re.IGNORECASE)
"""After a name: "[Ruritania]'s border", "the [Ruritanian] frontier", "the [Ruritanian] and Fredonian frontiers"."""
_WITH = re.compile(rf"\b{_NOUN}\s+with\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a name: "the border with [Ruritania]"."""
_WHOLE = re.compile(rf"[^A-Z]*\b{_NOUN} with\b")
"""A beginning of words that are a border as a whole, and nobody's by name: "border with Afghanistan"."""
_ENDS = re.compile(rf"\b{_NOUN}$", re.IGNORECASE)
_BY = re.compile(r"\b(?:on|at|near|along|across|over)\s+the\s+$", re.IGNORECASE)
_OF_IT_ALONE = re.compile(
    rf"{_OF_IT.pattern}(?!\s+(?:guard|polic|troop|force|official|patrol|post|town|village|area|region))", re.IGNORECASE
)
"""The same, and not after a name of whoever or whatever is on one side of it: "[Ruritanian] border guards"."""
_OWN = re.compile(
    rf"\b(?:its|their|his|her)(?:\s+(?:own|[a-z]+ern))?\s+{_NOUN}\b"
    r"|\b(?:put|placed?|are|were|is|was|went|remain(?:ed|s)?)\s[^.,;]{0,40}\bon\s(?:\w+\s)?alert\b"
)
"""Words by which forces stay at home: "sent troops to its border", "put the army on alert"."""
_LETTERS = 45
"""Letters before a name in which "the border with" or "on the" stands."""


def drop_across(draft: Draft, kind: ClaimType, context: Context) -> None:
    """Drop from a draft's hosts whoever only lies across the border: the border is not theirs alone."""
    grounds = {role.name for role in kind.roles if role.place}
    draft.weak = [
        (filler, number)
        for filler, number in draft.weak
        if filler.label not in grounds or not _is_named_for_it(Span(filler.start, filler.end), context.text)
    ]
    hosts = (cell for ground in grounds for cell in draft.values(f"role:{ground}"))
    across = [cell for cell in hosts if is_at_border(cell, context.text)]
    theirs = {polity(cell.value) for cell in across if isinstance(cell.value, Actor)}
    draft.cells = [_without_country(cell, theirs, context.text) for cell in draft.cells if cell not in across]


def stays_behind(draft: Draft, context: Context) -> bool:
    """Tell whether a draft's forces only come up to their own side of a border, or are put on alert."""
    return any(_tells_of_own(trigger, context) for trigger in draft.triggers)


def _tells_of_own(trigger: Span, context: Context) -> bool:
    start, end = sentence_span(context.sentences[context.sentence_at(trigger.start)])
    return any(start <= m.start() and trigger.start <= m.end() for m in _OWN.finditer(context.text, start, end))


def is_at_border(cell: Cell, text: str) -> bool:
    """Tell whether a cell names whom a border is with."""
    return _is_named_for_it(cell.span, text)


def lies_beyond(span: Span, text: str) -> bool:
    """Tell whether a name is of the other side for whoever acts: "on the border with [Burundi]", "at the [Iraqi] one".

    Who acts at "the [Iraqi] border" is of the state on this side.
    """
    before = text[max(0, span.start - _LETTERS) : span.start]
    if _WITH.search(before):
        return True
    at_it = _OF_IT_ALONE.match(text, span.end) or is_border(text[span.start : span.end])
    return bool(_BY.search(before) and at_it)


def has_border(text: str, end: int) -> bool:
    """Tell whether a name that ends somewhere only tells which border is meant: "the [Ruritanian] border"."""
    return _OF_IT.match(text, end) is not None


def is_border(words: str) -> bool:
    """Tell whether words are for a border: "the Iraqi border"."""
    return _ENDS.search(words) is not None


def _is_named_for_it(span: Span, text: str) -> bool:
    before = text[max(0, span.start - _LETTERS) : span.start]
    beside = has_border(text, span.end) or is_border(text[span.start : span.end])
    return beside or _WITH.search(before) is not None or _is_whole(span, text)


def _is_whole(span: Span, text: str) -> bool:
    """Tell whether words are a border as a whole, and only say with whom it is: "border with Afghanistan"."""
    return _WHOLE.match(text, span.start, span.end) is not None


def _without_country(cell: Cell, theirs: set[str | None], text: str) -> Cell:
    place = cell.value
    if cell.field != "where" or not isinstance(place, Place) or place.country is None:
        return cell
    if place.country in theirs or _is_whole(cell.span, text):
        return replace(cell, value=Place(place.name))
    return cell
