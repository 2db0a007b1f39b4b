"""Parliaments and parties that many states call by one name: in a report on Peru "Congress" is not the American one.

Lists know whose such a name usually is. It is another's where a report says so beside the name ("Congress in Lima",
"Peru's president dissolved Congress"); where nothing does, it is the other's if a report names a state that has one of
its own before the name, or comes from there, and nothing of the state that is usually meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.gazetteer import Gazetteer, Mention
    from foedera.types import Report

_KIND = "body"
_NAMED = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*\b")
_OF_USUAL = re.compile(r" of the United States")
_LONGER = re.compile(r"\b(?:Union|Youth|[A-Z]\w+s['’]?|[A-Z]\w+['’]s)\s$")
"""A word of the name before it: "the Farmers' [Congress]"."""
_WORD = 25
_OF_MANY = re.compile(r"\s+of\s+[A-Z]")
"""After it: "the [Congress] of Trade Unions"."""
_BEHIND = re.compile(r"\s+(?:in|of)\s+(?:the\s+)?")
_BREAK = re.compile(r"[.!?][\"”’]?\s+(?=[\"“‘]?[A-Z])|\n")
"""Between two sentences."""
_WHOSE = re.compile(r"(?:['’]s?)?(?:\s+\w+){0,2}?\s+(\w+)")
"""Who of a state may stand behind its name: "Peru's interim [president]"."""
_HOLDS = frozenset({"GOV", "LEG"})
"""Sectors of those who deal with the parliament and the parties of their own state."""
_PLACES = frozenset({"state", "place"})


def namesakes_of(report: Report, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the names in a report that are not of the state to which lists give them: "Chile ... Congress"."""
    names = gazetteer.namesakes(_KIND)
    told = {name for name in names if name in report.text}
    if not told:
        return frozenset()
    known = [mention for mention in gazetteer.find(report.text) if mention.entry.country]
    return frozenset(name for name in told if _Name(name, names[name], report, gazetteer, known).is_others())


@dataclass
class _Name:
    """A name in a report that several states have for something of their own."""

    name: str
    having: frozenset[str]
    """The states that have one; none where any state may."""
    report: Report
    gazetteer: Gazetteer
    known: Sequence[Mention]
    """What the report names of any state."""

    def is_others(self) -> bool:
        """Tell whether it stands for somebody of another state than its usual one."""
        usual = self.gazetteer.resolve(self.name, self.report.published)
        if usual is None or usual.country is None:
            return False
        places = [m for m in re.finditer(rf"\b{re.escape(self.name)}\b", self.report.text) if self._is_whole(m)]
        told = [verdict for place in places if (verdict := self._beside(place, usual.country)) is not None]
        if told:
            return told[0]
        return any(self._by_report(place, usual.country) for place in places)

    def _is_whole(self, place: re.Match[str]) -> bool:
        """Tell whether it is no part of a longer name: "the African National Congress"."""
        inside = any(each.start < place.start() < each.end for each in self.known)
        return not inside and _OF_USUAL.match(self.report.text, place.end()) is None

    def _beside(self, place: re.Match[str], usual: str) -> bool | None:
        """Tell whose it is by what stands beside it in its sentence; None where nothing does."""
        text = self.report.text
        behind = _BEHIND.match(text, place.end())
        there = next((each for each in self.known if behind and each.start == behind.end()), None)
        if there is not None and there.entry.country is not None:
            return there.entry.country != usual and self._has_one(there)
        start = max((m.end() for m in _BREAK.finditer(text, 0, place.start())), default=0)
        before = [each for each in self.known if start <= each.start < place.start()]
        if any(each.entry.country == usual and not self._is_namesake(each) for each in before):
            return False
        return True if any(self._has_one(each) and self._is_whose(each) for each in before) else None

    def _by_report(self, place: re.Match[str], usual: str) -> bool:
        """Tell whether a report names a state with one of its own, first, and nobody of the one that usually has it."""
        others = [each for each in self.known if not place.start() <= each.start < place.end()]
        if any(each.entry.country == usual and not self._is_namesake(each) for each in others):
            return self._is_from_there()
        if self.having and self._is_of_a_longer_name(place):
            return True
        return any(each.start < place.start() and self._has_one(each) for each in others) or self._is_from_there()

    def _is_from_there(self) -> bool:
        """Tell whether a report comes from a state that has one of its own: "LIMA, March 3"."""
        found = self.gazetteer.find(self.report.dateline or "")
        return bool(self.having) and any(self._has_one(each) for each in found)

    def _has_one(self, each: Mention) -> bool:
        return each.entry.kind in _PLACES and (not self.having or each.entry.country in self.having)

    def _is_whose(self, each: Mention) -> bool:
        """Tell whether it is of a state that who holds an office is of: "[Peru]'s president"."""
        if not self.having:
            return False
        found = _WHOSE.match(self.report.text, each.end)
        return found is not None and not _HOLDS.isdisjoint(self.gazetteer.agents.sectors(found[1]))

    def _is_namesake(self, each: Mention) -> bool:
        """Tell whether a name is one of those that several states have, which says nothing of whose report it is."""
        found = _NAMED.match(self.report.text, each.start, each.end)
        return found is not None and found[0] in self.gazetteer.namesakes(_KIND)

    def _is_of_a_longer_name(self, place: re.Match[str]) -> bool:
        """Tell whether more words belong to a name: "the Farmers' Congress", "the Congress of Trade Unions"."""
        before = self.report.text[max(0, place.start() - _WORD) : place.start()]
        return _LONGER.search(before) is not None or _OF_MANY.match(self.report.text, place.end()) is not None
