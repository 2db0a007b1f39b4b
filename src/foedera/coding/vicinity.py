"""Whom "its neighbour" and "its two neighbours" stand for: who borders on whose neighbour it is and was told of last.

Who borders on whom is the gazetteer's to know. Whom a report is about may be called a neighbour of the other, whatever
lies between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.context import Context, polity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.types import Actor

_NEIGHBOUR = re.compile(
    r"(?i)\b(its|our|my|his|her|their|your) (?:(?!two\b)[\w-]+ ){0,2}?(two )?(?:[\w-]+ ){0,2}?neighbou?r(s)?"
)
_APPOSED = re.compile(r"(?: to the \w+)?, (?:the )?")
"""What stands between a neighbour and its name: "its neighbour, Togo"."""
_LETTERS = 40
"""Letters before the end of a phrase in which the word for whose neighbour it is stands."""
_REACH = 6
"""Sentences back in which a neighbour is named."""
_PAIR = 2


def neighbours(
    context: Context, number: int, end: int, resolve: Callable[[int, int, int], tuple[Actor, ...] | None]
) -> tuple[Actor, ...]:
    """Return the one or two neighbours that words up to an offset stand for; nobody for any other words.

    "Lima accused its neighbour of spying" is about Chile, if that was told of last of those that border on Peru.

    Args:
        end: Where the phrase ends: after "neighbour".
        resolve: What tells whom "its" stands for.
    """
    begin = max(context.sentences[number].segment.start, end - _LETTERS)
    found = next((m for m in _NEIGHBOUR.finditer(context.text, begin, end) if m.end() == end), None)
    if found is None or bool(found[2]) != bool(found[3]):  # "its neighbours" may be all of them
        return ()
    whose = {actor.country for actor in resolve(number, *found.span(1)) or () if actor.country}
    apposed = _APPOSED.match(context.text, end)
    if len(whose) != 1 or (apposed and any(name.start == apposed.end() for name in context.named[number])):
        return ()
    own, count = whose.pop(), _PAIR if found[2] else 1
    about = {key for actor in context.salient[:_PAIR] if (key := actor.country)} - {own}
    likely = about.union(context.gazetteer.neighbours(own))
    near = dict.fromkeys(code for code in _named_before(context, number, found.start()) if code in likely)
    return tuple(context.state(code) for code in [*near][:count][::-1]) if len(near) >= count else ()


def _named_before(context: Context, number: int, stop: int) -> Iterator[str]:
    """Yield the states named before an offset, by code, the last first; those of the section go before."""
    section = context.section(number)
    yield from (key for actor in section if (key := polity(actor)))
    for at in range(number, max(-1, number - _REACH - 1), -1):
        for name in reversed(context.named[at]):
            if name.end <= stop and name.actor.country:
                yield name.actor.country
