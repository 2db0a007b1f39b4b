"""Who acts, in PLOVER's terms: name, country, sectors, and the words as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.gazetteer.agents import words_of
from foedera.types import Actor, Cell

if TYPE_CHECKING:
    from foedera.gazetteer import Gazetteer

_NEAR = 60
"""Characters beside a name in which its description stands."""
_FEW = 6
"""Words beside a name that are looked at."""
_STOP = re.compile(
    r"[,;:.!?()\n\"“”]|\b(?:the|a|an|and|or|but|of|in|on|at|for|from|to|by|with|after|before|over|against|as|that|who|"
    r"which|said|says|told|has|have|had|was|were|is|are|will|would|its|his|her|their)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:\w+ed|struck|shot|hit|held|met|sent|fought|won|broke|began|fired|took|gave|put|set|cut)\b")
_POSSESSIVE = re.compile(r"['’]s?\s+")
_JOINED = re.compile(r"(?:\s*,\s*|\s+and\s+)([A-Z][\w-]*)")
"""A further adjective before the same noun: "Indonesian [and Malaysian] ships"."""
_APPOSED = re.compile(r",\s+(?:the\s+|an?\s+)?([^,;.()]{3,70})")
_OF = re.compile(r"\s+of\s+(?:the\s+|an?\s+)?((?:[a-z-]+\s+){0,2}[a-z-]{4,})")
_RELIEF = "humanitarian body"
_MANY = re.compile(r"(?:(?<!family )members|gunm[ae]n|fighters?|militants?|supporters)$", re.IGNORECASE)
"""People whom "of" or "from" may say more of: "gunmen from Boko Haram"."""
_OF_WHOM = re.compile(r"\s+(?:of|from)\s+([^,;:.()\n]{3,60})")
_THEIRS = re.compile(
    r"(?:\w+ of )?(?:its|their)\s+(?:[\w-]+\s+){0,2}"
    r"(?:followers|supporters|members|activists|backers|leaders?|spokesm[ae]n)$",
    re.IGNORECASE,
)
"""People of a movement that was named before them."""
_FAR = 150
"""Characters before somebody in which that movement stands."""
_WORDS = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_AGAINST = frozenset({"REB", "OPP", "UAF"})
"""Sectors of those who are not their state said again: "Indonesia and the rebels"."""
_OF_ORGANISATIONS = frozenset({"LEG", "MIL"})
"""Sectors of those who act for what states have in common: the European Parliament, NATO commanders."""
_TWO_SIDES = re.compile(r"(?:(?:the|two|both|warring|rival|opposing) ){0,3}sides(?: (?:in|to|of)\b.*)?", re.IGNORECASE)
"""Those who fight each other inside a state: "both sides in Nepal's civil war"."""
_PLAIN_KINDS = {"state": "GOV", "unit": "MIL", "company": "BUS"}


@dataclass(frozen=True, slots=True)
class Describer:
    """Reads sectors off the words for an actor and off those beside it."""

    gazetteer: Gazetteer
    on: str | None = None
    """The day of the report: a movement may rule its country then."""

    def sectors(self, cell: Cell, text: str) -> tuple[str, ...]:
        """Return the sectors of a cell's actor that words or names tell, the one that tells most first.

        Args:
            text: The report's text; empty where there is none.
        """
        actor = cell.value
        if not isinstance(actor, Actor):
            return ()
        known = self._known(actor, cell.printed) if actor.kind != "state" else None
        known = known or self._of_a_movement(cell, text)
        agents = self.gazetteer.agents
        if known:
            opposed = known == "PTY" and "OPP" in agents.sectors(self._described(cell, text))
            return ("OPP",) if opposed else (known,)
        if actor.org and self._is_relief(actor.org):
            return ("NGO",)
        if actor.org:
            return tuple(sector for sector in agents.sectors(cell.printed) if sector in _OF_ORGANISATIONS) or ("IGO",)
        if actor.kind == "state" and self._are_people(cell, text):
            return ("CVL",)
        found = agents.sectors(self._described(cell, text)) or agents.sectors(cell.printed)
        if found:
            return found
        if actor.kind == "group" and _TWO_SIDES.fullmatch(cell.printed):
            return ("GOV", "REB")
        if actor.kind == "state" and self._is_service(cell.printed):
            return ("MIL",)
        return ("GOV",) if actor.kind == "person" and self.gazetteer.tenures(actor.name) else ()

    def _known(self, actor: Actor, printed: str) -> str | None:
        """Return the sector of a party or movement by name, also of its people: "FARC dissidents"."""
        found = self.gazetteer.sector_of(actor.name, self.on)
        if found or actor.kind not in {"group", "unit"}:
            return found
        names = (mention.entry.name for mention in self.gazetteer.find(printed) if mention.entry.kind == "group")
        known = next((sector for name in names if (sector := self.gazetteer.sector_of(name, self.on))), None)
        return known if actor.kind == "group" or known in _AGAINST else None

    def _of_a_movement(self, cell: Cell, text: str) -> str | None:
        """Return the sector of the movement that people are of: "its followers", "gunmen from Boko Haram"."""
        start, end = cell.span.start, cell.span.end
        if text[start:end] != cell.printed:
            return None
        if _THEIRS.match(cell.printed):
            before = text[max(0, start - _FAR) : start].rpartition(". ")[2]
            named = [each.entry for each in self.gazetteer.find(before) if each.entry.kind == "group"]
            return self.gazetteer.sector_of(named[-1].name, self.on) if named else None
        after = _OF_WHOM.match(text, end) if _MANY.search(cell.printed) else None
        named = (
            [each.entry for each in self.gazetteer.find(after[1])[:1] if each.entry.kind == "group"] if after else []
        )
        return self.gazetteer.sector_of(named[0].name, self.on) if named else None

    def _is_relief(self, org: str) -> bool:
        """Tell whether an organisation that states recognise is made of none: the Red Cross."""
        known = self.gazetteer.organisation(org)
        return known is not None and known.kind == _RELIEF

    def _is_service(self, printed: str) -> bool:
        """Tell whether an actor's words are the name of a state's armed service: "the Tatmadaw"."""
        return any(mention.entry.kind == "service" for mention in self.gazetteer.find(printed))

    def _are_people(self, cell: Cell, text: str) -> bool:
        """Tell whether a state's name stands for some of its people: "thousands of Israelis", "a Palestinian said"."""
        mention = next(iter(self.gazetteer.find(cell.printed)), None)
        plural = mention is not None and mention.sense == "people" and cell.printed.endswith("s")
        before, after = (
            text[max(0, cell.span.start - 3) : cell.span.start].casefold(),
            text[cell.span.end :][:_NEAR].lstrip(),
        )
        alone = mention is not None and mention.end - mention.start == len(cell.printed)  # not "a Turkish court"
        one = (
            before.endswith(("a ", "an "))
            and alone
            and mention is not None
            and mention.sense in {"adjective", "people"}
        )
        return plural or (one and bool(_VERB.match(after) or _STOP.match(after)))

    def _described(self, cell: Cell, text: str) -> str:
        """Return an actor's words as printed with the title before them or the noun after them."""
        start, end = cell.span.start, cell.span.end
        if not text or text[start:end] != cell.printed:
            return cell.printed
        actor = cell.value
        if isinstance(actor, Actor) and actor.kind == "state" and not self.gazetteer.agents.sectors(cell.printed):
            return self._headed(text, end, actor, cell.printed) or self._owned(text, start, end) or cell.printed
        before = self._titled(text, start, cell.printed)
        titled = f"{before} {cell.printed}" if before else cell.printed
        against = self._led(text, end)
        if against:
            return against
        if isinstance(actor, Actor) and actor.kind == "person" and not self.gazetteer.agents.sectors(titled):
            return _apposed(text, end) or titled
        return titled

    def _titled(self, text: str, start: int, printed: str) -> str:
        """Return the nouns of the lexicon that stand right before some words, or that these are the end of."""
        before = text[max(0, start - _NEAR) : start]
        whole = words_of(before)
        size = self.gazetteer.agents.sector_at_end(whole)
        if "of" in whole[len(whole) - size :]:  # "Secretary of State [Helen Marsh]"
            return " ".join(whole[len(whole) - size :])
        stops = list(_STOP.finditer(before))
        words = _WORDS.findall(before[stops[-1].end() :] if stops else before)[-_FEW:]
        own = words_of(printed)
        bare, first = words_of(" ".join(words)), len(words)
        for kept in (2, 1):
            for size in range(1, min(3, len(own)) + 1):
                if len(bare) >= kept and self.gazetteer.agents.sector_at_end(bare[-kept:] + own[:size]) == kept + size:
                    return " ".join(words[-kept:])
        while first > 0 and (size := self.gazetteer.agents.sector_at_end(bare[:first])):
            first -= size
        return " ".join(words[max(0, first - 1) :]) if first < len(words) else ""

    def _led(self, text: str, end: int) -> str:
        """Return the words for those against the rulers whom somebody is of: "leader of the southern [rebels]"."""
        match = _OF.match(text, end)
        return match[1] if match and _AGAINST.intersection(self.gazetteer.agents.sectors(match[1])) else ""

    def _owned(self, text: str, start: int, end: int) -> str:
        """Return the noun of the lexicon before "of" and a state's name, which may stand among an actor's words."""
        names = [mention.start for mention in self.gazetteer.find(text, start, end)]
        before = text[max(0, start - _NEAR) : min(names, default=start)].casefold().split()
        before = before[:-1] if before[-1:] == ["the"] else before
        words = words_of(" ".join(before[-_FEW:-1])) if before[-1:] == ["of"] else []
        size = self.gazetteer.agents.sector_at_end(words)
        return " ".join(words[-size:]) if size else ""

    def _joined(self, after: str) -> int:
        """Return how far adjectives of further states reach, which share the noun with the one before."""
        at = 0
        while match := _JOINED.match(after, at):
            mention = next(iter(self.gazetteer.find(match[1])), None)
            if mention is None or mention.entry.kind != "state" or mention.sense != "adjective":
                break
            at = match.end()
        return at

    def _headed(self, text: str, end: int, actor: Actor, printed: str) -> str:
        """Return the noun that a state's adjective or genitive stands before: "Israeli [warplanes]"."""
        after = text[end : end + _NEAR]
        after = after[self._joined(after) :]
        genitive = _POSSESSIVE.match(after) or printed.endswith(("'s", "’s"))
        if not genitive and printed.casefold().removeprefix("the ") == actor.name.casefold():
            return ""
        stop = _STOP.search(after)
        begin = len(genitive.group()) if isinstance(genitive, re.Match) else 0
        verb = _VERB.search(after, begin)
        ends = [match.start() for match in (stop, verb) if match]
        words = words_of(after[begin : min(ends, default=len(after))])
        for first in range(min(3, len(words))):
            for last in range(min(len(words), first + 4), first, -1):
                if self.gazetteer.agents.sector_at_end(words[first:last]) == last - first:
                    return " ".join(words[:last])
        return ""


def _apposed(text: str, end: int) -> str:
    match = _APPOSED.match(text, end, end + 90)
    return match[1] if match else ""


def plain_sector(actor: Actor) -> str | None:
    """Return the sector that an actor's kind alone tells."""
    if actor.org and actor.kind in {"organisation", "person"}:
        return "IGO"
    return _PLAIN_KINDS.get(actor.kind)


def as_json(cells: Iterable[Cell], describer: Describer | None, text: str) -> list[dict[str, Any]]:
    """Return the actors of some cells, once each, with their sectors and all their words as printed.

    A state beside somebody of it who is told more of ("Afghan", "police chief") is the same, said twice.
    """
    found: dict[Actor, dict[str, Any]] = {}
    for cell in cells:
        if not isinstance(cell.value, Actor):
            continue
        sectors = describer.sectors(cell, text) if describer else ()
        one = found.setdefault(cell.value, _new(cell.value))
        one["sectors"] = list(dict.fromkeys([*one["sectors"], *sectors]))
        if cell.printed and cell.printed not in one["printed"]:
            one["printed"].append(cell.printed)
    found = {actor: one for actor, one in found.items() if one["sectors"] or not _is_nobody(actor)}
    told = {
        actor.country
        for actor, one in found.items()
        if actor.country and _AGAINST.isdisjoint(one["sectors"][:1] or ["REB"])
    }
    kept = {a: one for a, one in found.items() if one["sectors"] or a.kind != "state" or a.country not in told}
    for actor, one in kept.items():
        plain = plain_sector(actor)
        one["sectors"] = one["sectors"] or ([plain] if plain else [])
        one["sector"] = next(iter(one["sectors"]), None)
    return _without_parts(list(kept.values()))


def _is_nobody(actor: Actor) -> bool:
    """Tell whether words name nobody of any state, organisation or sector: "dozens", "austerity measures"."""
    return actor.kind == "group" and not actor.country and not actor.org


def _without_parts(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop who is named again, in fewer words: "the president" beside "the president of Peru"."""
    return [
        one
        for one in people
        if not any(
            other is not one
            and one["name"] in other["name"]
            and one["kind"] == other["kind"]
            and one["country"] in {None, other["country"]}
            and set(one["sectors"]) <= set(other["sectors"])
            for other in people
        )
    ]


def _new(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "country": actor.country,
        "org": actor.org,
        "sector": None,
        "sectors": [],
        "kind": actor.kind,
        "printed": [],
    }
