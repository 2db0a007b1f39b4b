"""Whose somebody named is whom a report ties to others: to a movement, a people, or whoever's secretary they are.

"The Hamas leader, Ahmed Yassin", "the Kenyan, Ali Noor", "President Ruiz and his secretary of state, Ivo Berg".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.coding.offices import TITLED, several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.coding.context import Context, NamedActor
    from foedera.types import Name

_LEADING = TITLED | {"founder", "ideologue", "negotiator", "politician", "lieutenant"}
"""Nouns for those of a movement who lead it or speak for it; whoever only fights for it may come from anywhere."""
_LEADS = re.compile(rf"(?i)\b(?:{'|'.join(sorted(_LEADING))})\b")
_LEAD = re.compile(rf"(?i)\b(?:{several(_LEADING)})\b,? (?:of (?:the )?\w[\w' ’-]{{0,30}}, )?$")
"""What stands right before the first of several: "two senior leaders, [Ana Ruiz] and Ivo Berg"."""
_THEIR = re.compile(
    rf"\b(?P<whose>his|her|its|their) (?:[\w-]+ ){{0,3}}(?:{'|'.join(sorted(TITLED))})(?: of [a-z]+)?,? "
    r"(?:(?:[A-Z][\w.]*|Mr|Mrs|Ms|Dr)\.? )?$"
)
"""An office that is another's: "Gerald Ford and [his secretary of state] Henry Kissinger"."""
_AGAINST = re.compile(r"(?i)\b(?:anti|non|post|pro)[-‐‑ ]?$")
"""What makes a movement's name a word for others: "anti-[Taliban] fighters"."""
_A_NATIONAL = re.compile(r"(?i)\b(?:the|an?|another|fellow)(?: \d+-year-old)? $")
_NEXT = re.compile(r",? and |, ")
_FAR = 80
"""Characters before a name in which its office stands."""


def state_of_movement(words: str, context: Context) -> str | None:
    """Return the state of the first movement or party that some words name: "a building of the Fatah movement"."""
    for each in context.gazetteer.find(words):
        is_theirs = each.entry.kind == "group" and not _AGAINST.search(words, 0, each.start)
        if is_theirs and each.entry.country and words[each.start : each.end] not in context.namesakes:
            return each.entry.country
    return None


def of_movements(context: Context, number: int, start: int, end: int) -> list[str]:
    """Return the states of the movements and parties that some words name, if they tell of who leads one."""
    if _LEADS.search(context.text, start, end) is None:
        return []
    return [country for at, stop, country in _movements(context, number) if start <= at and stop <= end]


def of_people(context: Context, name: Name) -> str | None:
    """Return whose somebody is who is called by the name of a people before the own one: "the [Kenyan], Ali Noor"."""
    named = context.named[context.sentence_at(name.start)]
    right_before = (n for n in named if context.text[n.end : name.start] == ", " and n.actor.kind == "state")
    return next((n.actor.country for n in right_before if _is_a_national(context, n)), None)


def _is_a_national(context: Context, named: NamedActor) -> bool:
    is_people = named.sense in {"adjective", "people", "demonym"}
    return is_people and _A_NATIONAL.search(context.text, max(0, named.start - _FAR), named.start) is not None


def led_together(context: Context, name: Name) -> str | None:
    """Return whose one of several leaders is, in a sentence that names movements of one state only.

    "A Hamas official confirmed the arrests of two leaders, [Ana Ruiz] and [Ivo Berg]".
    """
    number = context.sentence_at(name.start)
    first, stands = name.start, sorted(n.start for n in context.sentences[number].names if n.label == "PER")
    ends = {n.start: n.end for n in context.sentences[number].names}
    for at in reversed([start for start in stands if start < name.start]):
        if _NEXT.fullmatch(context.text, ends[at], first) is None:
            break
        first = at
    if _LEAD.search(context.text, max(0, first - _FAR), first) is None:
        return None
    states = {country for _, _, country in _movements(context, number)}
    return states.pop() if len(states) == 1 else None


def whose_office(context: Context, name: Name) -> tuple[str, int] | None:
    """Return the pronoun that says whose office somebody has, and where it stands; None where none does."""
    found = _THEIR.search(context.text, max(0, name.start - _FAR), name.start)
    return (found["whose"], found.start()) if found else None


def person_before(names: Sequence[Name], start: int) -> Name | None:
    """Return the last person whom a sentence names before an offset."""
    return max((n for n in names if n.label == "PER" and n.end <= start), key=lambda n: n.end, default=None)


def _movements(context: Context, number: int) -> list[tuple[int, int, str]]:
    """Return the movements and parties of one state that a sentence names, with where they stand."""
    return [
        (each.start, each.end, each.entry.country)
        for each in context.mentions[number]
        if each.entry.kind == "group" and each.entry.country
    ]
