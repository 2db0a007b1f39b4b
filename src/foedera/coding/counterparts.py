"""Whose the people are that "the two ministers", "both leaders" take up: those who were told of by name and office.

The ministers of a read-out are those who met, not of the states that they spoke of last: "Minister Ruiz told of the
ties with Iran and Russia. The ministers signed a treaty."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.offices import GOVERNING, LEADERS
from foedera.coding.words import in_subject, sentence_span

if TYPE_CHECKING:
    from foedera.coding.context import Context
    from foedera.coding.people import People
    from foedera.types import Actor

_PEOPLE = re.compile(
    r"(?:(?:the|both|of|these|those) )*(?:two )?(?:(?:foreign|defen[cs]e|prime|interior|trade) )?"
    rf"({'|'.join(sorted(GOVERNING))}|leader)s"
)
"""Words for two holders of an office, and their office."""
_AROUND = 60
"""Characters before and after a name in which its office stands."""
_REACH = 12
"""Sentences back in which they were named."""
_PAIR = 2


def counterparts(words: str, number: int, start: int, people: People, context: Context) -> tuple[Actor, ...]:
    """Return the states of the two who were named last with an office, for words that take them up; else nobody.

    Of more than two in one sentence those are meant who act: "Ruiz and Berg met President Lee. The two leaders".

    Args:
        words: The words in small letters, with their article: "the two ministers".
    """
    office = _PEOPLE.fullmatch(words)
    if office is None:
        return ()
    noun = re.compile(rf"\b(?:{LEADERS if office[1] == 'leader' else office[1]})\b", re.IGNORECASE)
    several = re.compile(rf"\b{office[1]}s\b", re.IGNORECASE)
    found: dict[str, None] = {}
    for at in range(number, max(-1, number - _REACH), -1):
        here = _holders(at, start if at == number else None, noun, people, context)
        if at < number and len(found) + len(here) < _PAIR and _are_introduced(at, several, context):
            return ()
        if len(dict(here)) > _PAIR:
            here = [held for held in here if held[1]]
        found |= dict.fromkeys(country for country, _ in here)
        if len(found) >= _PAIR:
            return tuple(map(context.state, found)) if len(found) == _PAIR else ()
    return ()


def _holders(
    number: int, stop: int | None, noun: re.Pattern[str], people: People, context: Context
) -> list[tuple[str, bool]]:
    """Return the states of those who are named in a sentence with an office, and whether each is one who acts."""
    sentence = context.sentences[number]
    begin, end = sentence_span(sentence)
    end = end if stop is None else stop
    return [
        (person.country, in_subject(sentence, first, last))
        for first, last, person in people.inside(number, begin, end)
        if person.country and noun.search(context.text, max(begin, first - _AROUND), min(end, last + _AROUND))
    ]


def _are_introduced(number: int, several: re.Pattern[str], context: Context) -> bool:
    """Tell whether a sentence tells of holders of the office by their states: "the ministers of Peru and Chile"."""
    begin, end = sentence_span(context.sentences[number])
    states = {name.actor.country for name in context.named[number] if name.actor.country}
    return len(states) >= _PAIR and several.search(context.text, begin, end) is not None
