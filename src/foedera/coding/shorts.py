"""What a report's own short names stand for: "the Rwanda Security Forces (RSF)" makes RSF no force of Sudan's.

Lists know the usual meaning of an abbreviation; a report that spells it out says what it means there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.gazetteer import Gazetteer
    from foedera.types import Actor, Report, Sentence

_IN_BRACKETS = re.compile(r" \(([A-Z][A-Za-z-]++)\)")
"""What may be an abbreviation behind what it is short for."""
_CAPITAL = re.compile(r"[A-Z]")
_CAPITALS = 2
"""Capitals that an abbreviation has, at least."""

_BEFORE = 100
"""Characters before the brackets that a long name may take."""
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "&", "de", "du", "des", "da", "do"})
"""Words of a long name that its abbreviation leaves out."""

_TELLING = frozenset({"state", "unit", "company"})
"""Kinds of those whose names tell whose they are; of chiefs of staff and ministries there is one in many states."""


def shorts_of(report: Report, sentences: Iterable[Sentence], gazetteer: Gazetteer) -> dict[str, Actor]:
    """Return whom the abbreviations that a report spells out stand for, where their long names tell whose they are."""
    bracketed = _IN_BRACKETS.finditer(report.text)
    told = {match.start(): match[1] for match in bracketed if len(_CAPITAL.findall(match[1])) >= _CAPITALS}
    if not told:
        return {}
    names = (name for sentence in sentences for name in sentence.names if name.label == "ORG" and name.end in told)
    found: dict[str, Actor] = {}
    for name in names:
        printed = report.text[name.start : name.end]
        actor = gazetteer.resolve(printed, report.published)
        short = told[name.end]
        if actor is not None and (actor.org or (actor.country and _is_its(printed, actor, short, gazetteer))):
            found.setdefault(short, actor)
    return found


def _is_its(printed: str, actor: Actor, short: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a long name tells whose its bearer is, or lists would take its abbreviation for somebody else's.

    It tells by its kind or by its state's name: "the Fijian Police".
    """
    usual = gazetteer.resolve(short)
    if actor.kind in _TELLING or (usual is not None and usual.name != actor.name):
        return True
    words = (gazetteer.resolve(word) for word in printed.split() if word[:1].isupper())
    return any(each is not None and each.kind == "state" and each.country == actor.country for each in words)


def strangers_of(report: Report, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the abbreviations that a report spells out as the name of a body that no list knows.

    "The Neighborhood Reinvestment Corporation (NRC)" makes NRC no NATO-Russia Council.
    """
    found = set()
    for short, long in _abbreviations(report):
        known = gazetteer.resolve(short)
        if known is not None and not _is_alike(long, known.name):
            actor = gazetteer.resolve(long, report.published)
            if actor is None or not (actor.org or actor.country):
                found.add(short)
    return frozenset(found)


def longs_of(report: Report) -> dict[str, str]:
    """Return the long names behind which a report puts its abbreviations, by these: "Afghan Islamic Press (AIP)"."""
    found: dict[str, str] = {}
    for short, long in _abbreviations(report):
        found.setdefault(short, long)
    return found


def _abbreviations(report: Report) -> Iterator[tuple[str, str]]:
    """Yield each abbreviation in capitals that stands in brackets behind its long name, and that name."""
    for match in _IN_BRACKETS.finditer(report.text):
        words = report.text[max(0, match.start() - _BEFORE) : match.start()].split()
        long = _spelt_out(words, match[1]) if match[1].isupper() else ""
        if long:
            yield match[1], long


def _spelt_out(words: list[str], short: str) -> str:
    """Return the last of some words, of which an abbreviation has the first letters; nothing where it has others."""
    letters, at = list(short), len(words)
    while letters and at:
        at -= 1
        if words[at][0] == letters[-1]:
            letters.pop()
        elif words[at].casefold() not in _SMALL:
            return ""
    return "" if letters else " ".join(words[at:])


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two long names share half of their words: a slip of the pen makes no other body."""
    first, second = (set(name.casefold().split()) - _SMALL for name in (one, other))
    return len(first & second) * 2 >= min(len(first), len(second))
