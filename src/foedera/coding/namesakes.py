"""Parliaments and parties that many states call by one name: in a report on Peru "Congress" is not the American one.

Lists know whose such a name usually is. It is the other's where a report names a state that has one of its own before
the name, or right behind it ("Congress in Lima"), and nothing of the state that is usually meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.gazetteer import Gazetteer, Mention
    from foedera.types import Report

_NAMESAKE = re.compile(
    r"\b(?:Congress|Labou?r Party|Conservative Party|Conservatives|Christian Democrats|Social Democrats|Democrats|"
    r"Republicans|Democratic Party|Republican Party|Politburo)\b(?! of the United States)"
)
"""Names of parliaments and parties that are found in many states, and that lists give to one."""
_CONGRESS = "Congress"
_WITH_CONGRESS = frozenset("ARG BOL BRA CHL COL CRI DOM ECU ESP GTM HND MEX NIC PER PHL PRY VEN".split())
"""States whose parliament is called a congress, or was."""
_LONGER = re.compile(r"\b(?:Union|Youth|[A-Z]\w+s['’]?|[A-Z]\w+['’]s)\s$")
"""A word of the name before it: "the Farmers' [Congress]"."""
_WORD = 25
_OF_MANY = re.compile(r"\s+of\s+[A-Z]")
"""After it: "the [Congress] of Trade Unions"."""
_BEHIND = re.compile(r"\s+(?:in|of)\s+(?:the\s+)?")


def namesakes_of(report: Report, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the names in a report that are not of the state to which lists give them: "Chile ... Congress"."""
    places = list(_NAMESAKE.finditer(report.text))
    if not places:
        return frozenset()
    known = [mention for mention in gazetteer.find(report.text) if mention.entry.country]
    return frozenset(match[0] for match in places if _is_others(match, report, gazetteer, known))


def _is_others(match: re.Match[str], report: Report, gazetteer: Gazetteer, known: Sequence[Mention]) -> bool:
    """Tell whether a name stands for somebody of another state than its usual one."""
    usual = gazetteer.resolve(match[0], report.published)
    if usual is None or usual.country is None:
        return False
    if any(each.start < match.start() < each.end for each in known):  # "the African National Congress"
        return False
    behind = _BEHIND.match(report.text, match.end())
    told = [each for each in known if not match.start() <= each.start < match.end()]
    if any(each.entry.country == usual.country and not _NAMESAKE.match(report.text, each.start) for each in told):
        return False
    if match[0] == _CONGRESS and _is_of_a_longer_name(match, report.text):
        return True
    own = _WITH_CONGRESS if match[0] == _CONGRESS else None
    return any(
        (each.start < match.start() or (behind is not None and each.start == behind.end()))
        and each.entry.kind in {"state", "place"}
        and (own is None or each.entry.country in own)
        for each in told
    )


def _is_of_a_longer_name(match: re.Match[str], text: str) -> bool:
    """Tell whether more words belong to a name: "the Farmers' Congress", "the Congress of Trade Unions"."""
    before = text[max(0, match.start() - _WORD) : match.start()]
    return _LONGER.search(before) is not None or _OF_MANY.match(text, match.end()) is not None
