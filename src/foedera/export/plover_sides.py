"""Who acts and who is meant in a PLOVER event: roles by the rule, no bystanders, both sides of a clash."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from foedera.export.plover_actors import Describer, as_json
from foedera.export.plover_meant import is_decided, is_denied, meant
from foedera.types import Actor, Cell, Claim, Place, Span

_MUTUAL = frozenset({"ASSAULT", "RETREAT"})
"""Types of event in which several who are told as one subject face each other."""
_REGULAR = frozenset({"GOV", "MIL", "COP"})
_IRREGULAR = frozenset({"REB", "PRM", "UAF", "OPP"})
_ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF"})
"""Sectors of those who fight: a state's own, against them, both."""
_CLASH = re.compile(
    r"\b(?:clash\w*|battles?|skirmish\w*|fire\s?fights?|gun\s?battles?|exchange\w*|fighting|fought)\b", re.IGNORECASE
)
_OF_EACH = frozenset({"ACCUSE", "THREATEN", "SUPPORT", "REJECT"})
"""Types of event that are words which two may give each other."""
_EACH_OTHER = re.compile(r"\s+(?:\w+\s+){0,2}?(?:each other|one another)\b")
_TRADES = re.compile(
    r"\b(?:trad(?:e[ds]?|ing)|exchang(?:e[ds]?|ing)|swap(?:s|ped|ping)?)\s+(?:[\w-]+\s+){0,2}?$", re.IGNORECASE
)
_COMPLAINS = re.compile(
    r"complain|(?:lodge|file|make|made)\w*\s+an?\s+(?:\w+\s+)?(?:complaint|protest)\s+(?:with|to)\b", re.IGNORECASE
)
_GOVERNMENT = re.compile(r"\b(?:government|authorities|regime|cabinet|junta|rulers?|administration)\b", re.IGNORECASE)
_NEAR = 40
"""Characters before a trigger in which "traded" stands."""
_MEDIATES = re.compile(r"(?i)mediat|broker")
"""Triggers of an offer whose host makes it to those who would talk."""
_TOLD = 0.5
"""How sure it is that a denial is meant for somebody, at least."""
_GIVING = frozenset({"AID", "CONCEDE", "RETREAT"})
_TO_RELATIVES = re.compile(
    r"[^,;.:]{1,60}?\s(?:to|with)\s+((?:his|her|their|its)\s+(?:\w+\s+)?"
    r"(?:mother|father|parents?|wife|widow|husband|family|families|relatives?|children|sons?|daughters?|brothers?|sisters?))\b"
)
"""After a trigger: the relatives of those of whom it tells."""
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
"""Types of event that are words: whose words they are does them."""
_AT_NOBODY = frozenset({("SANCTION", "withdraw"), ("RETREAT", "resign")})
"""Types and modes of event that are often meant for nobody: a state leaves a court."""
_ELSEWHERE = frozenset({"MOBILIZE", "ASSAULT"})
"""Types of event whose own side is nobody who is meant: forces that a state calls up, a hill without people."""


def people_of(
    claim: Claim, rule: Mapping[str, Any], told: tuple[str, str | None], describer: Describer | None, text: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], bool]:
    """Return actors and recipients as written, and whether each deals with each.

    Args:
        told: Type and mode of the event.
    """
    event = told[0]
    acting, receiving, mutual = _told_sides(claim, rule, event, text)
    if not acting and _SPOKEN.intersection((event, rule["event"])):
        acting, mutual = [cell for cell in claim.cells if cell.field == "said_by"], False
    actors, recipients = (as_json(cells, describer, text) for cells in (acting, receiving))
    actors = [_as_crowd(one, told[1]) for one in actors] if event == "PROTEST" else actors
    recipients = recipients if mutual else _without_bystanders(event, actors, recipients)
    if (
        describer is not None
        and mutual
        and event == "AGREE"
        and len({(one["country"], one["sector"]) for one in actors}) == 1
    ):
        others = meant(claim, event, actors, describer, text)
        recipients, mutual = others or recipients, not others
    if describer is not None and event == "ACCUSE" and _is_complaint(claim, text):
        others = [one for one in recipients if not one["org"]]
        recipients = others or meant(claim, event, actors, describer, text) or recipients
    if describer is not None and not recipients and told not in _AT_NOBODY:
        recipients = meant(claim, event, actors, describer, text)
    recipients = _relatives(claim, event, recipients or actors, text) or recipients
    if event in _OF_EACH and not recipients and len(actors) > 1 and _is_of_each_other(claim, text):
        return actors, actors, True
    if event in _MUTUAL and all(one["sector"] == "PRS" for one in recipients) and _face_each_other(event, actors):
        recipients, mutual = actors, True
    if event == "ASSAULT" and not mutual:
        actors, recipients = _armed_first(actors, recipients)
    if event == "ASSAULT" and _is_clash(claim, actors, recipients, text):
        both = [*actors, *recipients]
        return both, both, True
    return actors, recipients, mutual


def _armed_first(
    actors: list[dict[str, Any]], recipients: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return both sides, of those who are told on both the armed as actors: "killed in clashes of police and boys"."""
    both = [one for one in actors if any(_is_same(one, other) for other in recipients)]
    armed = [one for one in both if _ARMED.intersection(one["sectors"][:1])]
    unarmed = [one for one in both if one not in armed]
    if not (armed and unarmed):
        return actors, recipients
    hit = [one for one in recipients if not any(_is_same(one, other) for other in armed)]
    return [one for one in actors if one not in unarmed], hit


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[key] == other[key] for key in ("name", "country", "org"))


def _told_sides(claim: Claim, rule: Mapping[str, Any], event: str, text: str) -> tuple[list[Cell], list[Cell], bool]:
    """Return what `_sides` does, with who offers to mediate as the actor, and no denial meant for who is guessed."""
    acting, receiving, mutual = _sides(claim, rule)
    if event == "AGREE" and any(_MEDIATES.match(text, span.start) for span in claim.triggers):
        everyone = _everyone(claim)
        if hosts := _playing(everyone, rule["recipient"]):
            return hosts, [cell for cell in everyone if cell not in hosts], False
    if event == "REJECT" and is_denied(claim, text):  # who only may hear it does not
        receiving = [cell for cell in receiving if cell.score >= _TOLD]
    return acting, receiving, mutual


def _is_of_each_other(claim: Claim, text: str) -> bool:
    """Tell whether several say something of each other: "blamed each other", "traded accusations"."""
    return any(
        _EACH_OTHER.match(text, span.end)
        or _TRADES.search(text, max(0, span.start - _NEAR), span.start)
        or _TRADES.match(text[span.start : span.end] + " ")
        for span in claim.triggers
    )


def _relatives(claim: Claim, event: str, people: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return the relatives to whom somebody or something is given back: "handed the body to his mother"."""
    if event not in _GIVING:
        return []
    for span in claim.triggers:
        match = _TO_RELATIVES.match(text, span.end)
        country = next((one["country"] for one in people if one["country"]), None)
        if match and country:
            words = match[1]
            one = as_json([Cell("", Actor(words, "group", country), words, Span(*match.span(1)), 0.0)], None, "")[0]
            return [one | {"sectors": ["CVL"], "sector": "CVL"}]
    return []


def _is_complaint(claim: Claim, text: str) -> bool:
    """Tell whether an organisation of states only hears the words: "complained to the UN about a Turkish raid"."""
    return any(_COMPLAINS.match(text, span.start) for span in claim.triggers)


def _as_crowd(one: dict[str, Any], mode: str | None) -> dict[str, Any]:
    """Return who protests as people, who strikes as workers, where nothing tells more: "rioting broke out in Lagos"."""
    sector = "LAB" if mode == "strike" else "CVL"
    return one if one["sectors"] or one["kind"] != "group" else one | {"sectors": [sector], "sector": sector}


def _without_bystanders(
    event: str, actors: list[dict[str, Any]], recipients: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return recipients without those on the actors' own side whom the type of event does not mean.

    Forces that a state calls up, a hill of its own that is hit, the suspect whom it extradites; a law that is opposed.
    """
    own = {one["country"] for one in actors}
    if event in _ELSEWHERE:
        against = bool(actors) and all(_IRREGULAR.intersection(one["sectors"]) for one in actors)
        others = [one for one in recipients if one["country"] not in own]
        people = [one for one in recipients if one["country"] not in own or one["sectors"]]
        return (people or (recipients if against else [])) if event == "ASSAULT" else others
    if event == "PROTEST":
        acting = {(one["country"], *one["sectors"]) for one in actors}
        recipients = [one for one in recipients if (one["country"], *one["sectors"]) not in acting]
        recipients = [one for one in recipients if one["sectors"] or one["country"] not in {*own, None}]
    if event == "COOPERATE":
        return [one for one in recipients if one["country"] not in own] or recipients
    return [one for one in recipients if not is_decided(one["name"])]


def _face_each_other(event: str, actors: list[dict[str, Any]]) -> bool:
    """Tell whether those who are told as one subject are two sides: who clash, make a truce or swap prisoners."""
    if event == "ASSAULT" and len({one["country"] for one in actors}) == 1:
        return any(_IRREGULAR.intersection(one["sectors"]) for one in actors) and any(
            _REGULAR.intersection(one["sectors"]) for one in actors
        )
    if event == "ASSAULT":
        return True
    return len({(one["country"], one["sector"]) for one in actors}) > 1


def _is_clash(claim: Claim, actors: list[dict[str, Any]], recipients: list[dict[str, Any]], text: str) -> bool:
    """Tell whether two armed sides fought: whoever fell in "a clash with Chinese troops" fought as well."""
    words = " ".join(text[span.start : span.end] for span in claim.triggers)
    armed = all(_ARMED.intersection(one["sectors"]) for one in (*actors, *recipients))
    return bool(actors and recipients and armed and _CLASH.search(words))


def _sides(claim: Claim, rule: Mapping[str, Any]) -> tuple[list[Cell], list[Cell], bool]:
    """Return the cells of actors and recipients, and whether each deals with each: then both lists are the same.

    Where one side's role is empty, all who play another role stand there: a visitor meets the participants.
    """
    everyone = _everyone(claim)
    acting = _playing(everyone, rule.get("actor"))
    receiving = _playing(everyone, rule.get("recipient"))
    if not acting and not receiving:
        everyone = _without_ground(claim, everyone) if rule.get("mode") == "multilateral" else everyone
        return everyone, everyone, True
    people = [cell.value for cell in acting if isinstance(cell.value, Actor)]
    acting_states = {one.country for one in people if one.country}
    acting_wholes = {one.country for one in people if one.kind == "state"}
    receiving = [_as_government(cell, acting_wholes) for cell in receiving]
    receiving = [cell for cell in receiving if not _is_state_of(cell, acting_states)]
    received, acted = {cell.value for cell in receiving}, {cell.value for cell in acting}
    acting = acting or [cell for cell in everyone if cell.value not in received]
    return acting, receiving or [cell for cell in everyone if cell.value not in acted], False


def _everyone(claim: Claim) -> list[Cell]:
    return [cell for cell in claim.cells if cell.field.startswith("role:") and isinstance(cell.value, Actor)]


def _without_ground(claim: Claim, everyone: list[Cell]) -> list[Cell]:
    """Return who takes part without a host whom only the place tells, where an organisation of states meets."""
    grounds = {cell.span for cell in claim.cells if isinstance(cell.value, Place)}
    told = [cell for cell in everyone if cell.span not in grounds]
    whole = told and all(isinstance(cell.value, Actor) and cell.value.kind == "organisation" for cell in told)
    return told if whole else everyone


def _as_government(cell: Cell, acting: set[str | None]) -> Cell:
    """Return a government told in so many words as itself, to which others of its state may do something."""
    actor = cell.value
    if not isinstance(actor, Actor) or actor.kind != "state" or actor.country in acting:
        return cell
    return (
        replace(cell, value=Actor(cell.printed, "group", actor.country)) if _GOVERNMENT.search(cell.printed) else cell
    )


def _is_state_of(cell: Cell, countries: set[str]) -> bool:
    """Tell whether a cell is the state, as such, of some countries: it does nothing to itself."""
    return isinstance(cell.value, Actor) and cell.value.kind == "state" and cell.value.country in countries


def _playing(cells: list[Cell], role: str | None) -> list[Cell]:
    return [cell for cell in cells if role and cell.field == f"role:{role}"]
