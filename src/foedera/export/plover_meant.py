"""Who is meant where a claim names nobody on the receiving side.

First the state of the place, then those of whom the words speak, last the people whom a state's own measure binds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from foedera.export.plover_actors import Describer, as_json
from foedera.types import Actor, Cell, Claim, Place, Span

_AT_PLACE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of event that, where nobody is named as hit, hit the state in which they happen."""
_AT_CROWDS = frozenset({"ASSAULT", "COERCE"})
"""Types of event that hit those who gather."""
_GATHERING = re.compile(
    r"\b(?:rally|rallies|march|protest|demonstration|gathering|sit-in|vigil|procession)s?$", re.IGNORECASE
)
_BY = re.compile(r"\s+(?:by|of)\s+([^,;.()\n]{3,50})")
_BY_STATE = frozenset({"ACCUSE", "AGREE", "CONCEDE", "COERCE", "MOBILIZE", "REJECT", "RETREAT", "SANCTION", "THREATEN"})
"""Types of event where another state in the words is the one meant: "a ban on Lebanese fruit"."""
_BY_ISSUE = frozenset({"AGREE", "CONCEDE", "COERCE", "REJECT", "SANCTION", "THREATEN"})
"""Types of event where the words after tell who is meant at home: "the licences of mining companies"."""
_AT_HOME = frozenset({"COERCE", "CONCEDE"})
"""Types of event that bind or free the people of those who rule, if nobody else: a curfew."""
_RULERS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
_ISSUES = frozenset({"field:issue", "field:item", "field:subject"})
_AT_RULERS = frozenset({"ACCUSE", "PROTEST", "REJECT"})
"""Types of event that are meant for the government where they are about what only rulers decide."""
_DECIDED = re.compile(
    r"\b(?:law|bill|decree|tax|levy|reform|polic(?:y|ies)|budget|election|poll|vote|referendum|constitution|quotas?|"
    r"austerity|subsid(?:y|ies)|fuel prices?|emergency|curfew|censorship|corruption|rule|misrule|amendment|legislation|"
    r"conscription|privatisation|privatization|pension age|government|cuts|shortages?|verdict|detention|extradition)\b",
    re.IGNORECASE,
)
"""What rulers decide or are answerable for."""
_TOOLS = frozenset({"MIL", "COP"})
_SENDS = re.compile(
    r"\b(?:deploy|send|call\s+(?:out|in|up|on)|use|dispatch|mobili[sz]e|unleash|bring\s+(?:in|out)|order)\b|\bby\s+force\b",
    re.IGNORECASE,
)
"""In what rulers threaten: their own forces are what they do it with."""
_CLAUSE = re.compile(r"[^;.:!?\n]+")
_AT = re.compile(r"\b(?:in|at|near)\s$")
"""Before a capital's name it is only where something happens."""
_AT_ASKERS = frozenset({"REJECT", "SUPPORT"})
"""Types of event that answer an offer or a call."""
_ASKED = re.compile(
    r"\b(?:offers?|invitations?|proposals?|calls?|demands?|appeals?|requests?|ultimatum|plans?|suggestions?|initiatives?)\b"
    r"(?:\s+[\w'’-]+){0,5}?\s+(?:by|from)\s+(?:the\s+|an?\s+)?([^,;.:()\n]{3,45})"
)
"""An offer and who makes it."""
_DENIES = re.compile(r"den(?:y|ie[ds]|ying)\b", re.IGNORECASE)
_FAR = 90
"""Characters after a trigger in which somebody who is meant is looked for."""


def meant(
    claim: Claim, event: str, actors: list[dict[str, Any]], describer: Describer, text: str
) -> list[dict[str, Any]]:
    """Return who is meant as recipient; nobody where nothing tells.

    Args:
        event: PLOVER's type of the event.
        actors: Who acts, as written.
        text: The report's text, empty where there is none.
    """
    if event == "REJECT" and is_denied(claim, text):
        return []  # of whom the denied thing is told does not hear it
    own = {one["country"] for one in actors if one["country"]}
    if event in _AT_ASKERS and (asking := _of_whoever_asks(claim, actors, describer, text)):
        return asking
    found: list[dict[str, Any]] = []
    if event in _AT_CROWDS and len(own) == 1:
        found = _of_the_crowd(claim, next(iter(own)), describer, text)
    if not found and event in _AT_PLACE:
        found = _of_the_place(claim, own)
    if not found and event in _BY_STATE:
        found = _of_another_state(claim, own, describer, text)
    ruling = any("GOV" in one["sectors"] for one in actors)
    if not found and event in _AT_RULERS and len(own) == 1 and not ruling:
        found = _of_the_rulers(claim, next(iter(own)), text)
    if not found and event == "PROTEST" and len(own) == 1:
        found = _of_rulers_whoever(next(iter(own)), describer)
    if not found and event in _BY_ISSUE and len(own) == 1:
        found = _of_the_issue(claim, next(iter(own)), describer, text)
    if not found and len(own) == 1 and any(_RULERS.intersection(one["sectors"]) for one in actors):
        found = _at_home(claim, event, next(iter(own)), describer)
    return found


def _of_whoever_asks(
    claim: Claim, actors: list[dict[str, Any]], describer: Describer, text: str
) -> list[dict[str, Any]]:
    """Return who makes the offer or call that is turned down or backed: "rejected an offer of talks from Bamako"."""
    for start, end in _stretches(claim, text):
        asked = _ASKED.search(text, start, end)
        if asked is None:
            continue
        names = list(describer.gazetteer.find(text, asked.start(1), asked.end(1)))
        state = next((name for name in names if name.start == asked.start(1) and name.entry.kind == "state"), None)
        sectors = describer.gazetteer.agents.first(asked[1])
        country = state.entry.country if state else next((one["country"] for one in actors if one["country"]), None)
        if state is None and not (sectors and country):
            continue
        words = asked[1].strip() if state is None else text[state.start : state.end]
        who = Actor(words, "group" if state is None or sectors else "state", country)
        one = as_json([Cell("", who, "", Span(asked.start(1), asked.end(1)), 0.0)], None, "")[0]
        told = list(sectors or ("GOV",))
        return [one | {"sectors": told, "sector": told[0]}]
    return []


def is_denied(claim: Claim, text: str) -> bool:
    """Tell whether somebody denies something in a claim."""
    return any(_DENIES.match(text, span.start) for span in claim.triggers)


def is_decided(words: str) -> bool:
    """Tell whether a phrase is about what rulers decide and names nobody: "a new media law"."""
    last = words.split()[-1:]
    return bool(last) and bool(_DECIDED.fullmatch(last[0])) and last[0].casefold() != "government"


def _of_the_crowd(claim: Claim, own: str, describer: Describer, text: str) -> list[dict[str, Any]]:
    """Return the people of a gathering that is hit: "broke up a rally by [students]"."""
    for cell in claim.cells:
        gathering = cell.field.startswith("role:") and _GATHERING.search(cell.printed)
        if gathering and text[cell.span.start : cell.span.end] == cell.printed:
            by = _BY.match(text, cell.span.end)
            sectors = describer.gazetteer.agents.first(by[1]) if by else ()
            one = as_json([replace(cell, value=Actor(cell.printed, "group", own))], None, "")[0]
            return [one | {"sectors": list(sectors or ("CVL",)), "sector": (sectors or ("CVL",))[0]}]
    return []


def _of_the_place(claim: Claim, own: set[str]) -> list[dict[str, Any]]:
    for cell in claim.cells:
        if isinstance(cell.value, Place) and cell.value.country and cell.value.country not in own:
            return as_json([replace(cell, value=Actor(cell.printed, "group", cell.value.country))], None, "")
    return []


def _of_another_state(claim: Claim, own: set[str], describer: Describer, text: str) -> list[dict[str, Any]]:
    """Return the first other state that the issue or the clause after the trigger names."""
    for start, end in _stretches(claim, text):
        for mention in describer.gazetteer.find(text, start, end):
            entry = mention.entry
            where = mention.sense == "capital" and _AT.search(text, max(0, mention.start - 6), mention.start)
            if entry.kind == "state" and entry.country and entry.country not in own and not where:
                span = Span(mention.start, mention.end)
                actor = Actor(entry.name, "state", entry.country)
                return as_json([Cell("", actor, text[mention.start : mention.end], span, 0.0)], describer, text)
    return []


def _stretches(claim: Claim, text: str) -> Iterator[tuple[int, int]]:
    """Yield where it is told what a claim is about: its issue, then the words after its trigger."""
    if not text:
        return
    for cell in claim.cells:
        if cell.field in _ISSUES and text[cell.span.start : cell.span.end] == cell.printed:
            yield cell.span.start, cell.span.end
    tellers = [cell.span.start for cell in claim.cells if cell.field == "said_by"]
    for span in claim.triggers:
        end = min((start for start in tellers if start > span.end), default=len(text))
        clause = _CLAUSE.match(text, span.end, min(end, span.end + _FAR))
        if clause:
            yield clause.span()


def _of_the_issue(claim: Claim, own: str, describer: Describer, text: str) -> list[dict[str, Any]]:
    for start, end in _stretches(claim, text):
        words = text[start:end]
        sectors = describer.gazetteer.agents.first(words)
        if sectors and not (_TOOLS.intersection(sectors) and _SENDS.search(words)):
            one = as_json([Cell("", Actor(words.strip(), "group", own), "", Span(start, end), 0.0)], None, "")[0]
            return [one | {"sectors": list(sectors), "sector": sectors[0]}]
    return []


def _of_the_rulers(claim: Claim, own: str, text: str) -> list[dict[str, Any]]:
    for start, end in _stretches(claim, text):
        match = _DECIDED.search(text, start, end)
        if match:
            one = as_json([Cell("", Actor(match.group(), "group", own), "", Span(*match.span()), 0.0)], None, "")[0]
            return [one | {"sectors": ["GOV"], "sector": "GOV"}]
    return []


def _of_rulers_whoever(own: str, describer: Describer) -> list[dict[str, Any]]:
    """Return the government of those who protest against or for something that nothing tells more of."""
    try:
        name = describer.gazetteer.state(own).name
    except KeyError:  # a code of another gazetteer
        return []
    return as_json([Cell("", Actor(name, "state", own), "", Span(0, 0), 0.0)], None, "")


def _at_home(claim: Claim, event: str, own: str, describer: Describer) -> list[dict[str, Any]]:
    """Return a state's own people where its rulers bind or free nobody else, or send forces to a place of its own."""
    there = any(isinstance(cell.value, Place) and cell.value.country == own for cell in claim.cells)
    if not (event in _AT_HOME or (event == "MOBILIZE" and there)):
        return []
    try:
        name = describer.gazetteer.state(own).name
    except KeyError:  # a code of another gazetteer
        return []
    people = as_json([Cell("", Actor(name, "group", own), "", Span(0, 0), 0.0)], None, "")
    return [one | {"sectors": ["CVL"], "sector": "CVL"} for one in people]
