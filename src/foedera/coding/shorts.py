"""What a report's own short names stand for: "the Rwanda Security Forces (RSF)" makes RSF no force of Sudan's.

Lists know the usual meaning of an abbreviation; a report that spells it out says what it means there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.gazetteer import Gazetteer
    from foedera.types import Actor, Report, Sentence

_IN_BRACKETS = re.compile(r" \(([A-Z][A-Za-z-]++)\)")
"""What may be an abbreviation behind what it is short for."""
_CAPITAL = re.compile(r"[A-Z]")
_CAPITALS = 2
"""Capitals that an abbreviation has, at least."""

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
        if actor is not None and (actor.org or (actor.country and actor.kind in _TELLING)):
            found.setdefault(told[name.end], actor)
    return found
