"""Who acts or is meant in a PLOVER event whose own words do not say, by the events that are told beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.export.plover_relations import DEEDS, Event, acting, share_sentence, who

if TYPE_CHECKING:
    from foedera.gazetteer import Gazetteer
    from foedera.types import Report

_ANSWERED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_ANSWERS = {
    "ACCUSE": _ANSWERED,
    "THREATEN": _ANSWERED,
    "REQUEST": _ANSWERED | {"REJECT"},
    "REJECT": frozenset({"ACCUSE", "REQUEST"}),
}
"""Types of event that are words, with those which they answer; who turns down a request was asked."""
_ANSWERS_DEEDS = frozenset({"ACCUSE", "THREATEN"})
"""Those of them that answer what was done to the speaker's own, in the sentence before as well."""
_ORDER = frozenset({"COP", "MIL", "JUD"})
"""Sectors of those who keep order."""
_ARMED = frozenset({"COP", "MIL", "PRM", "REB", "UAF"})
_GAP = 3
"""Characters between two sentences."""


def by_the_crowd(event: Event, events: list[Event]) -> Event:
    """Return a protest with those as its actors whom police arrest or beat in it: who keeps order does not protest."""
    people = acting(event)
    if event["type"] != "PROTEST" or not people or not all(sector in _ORDER for _, _, sector in people):
        return event
    hit = (
        other["recipient"]
        for other in events
        if other["type"] in DEEDS and share_sentence(event, other) and acting(other) == people
    )
    crowd = next((side for side in hit if side and not any(s in _ORDER for one in side for s in one["sectors"])), None)
    return event | {"actor": crowd} if crowd else event


def by_whoever_is_armed(event: Event, events: list[Event]) -> Event:
    """Return an attack by nobody as one by those who alone act with arms in its sentence.

    "Nine were killed aboard a ship that marines boarded"; those whom nobody beats or arrests the police do.
    """
    if event["actor"] or event["reciprocal"] or event["type"] not in DEEDS:
        return event
    armed = [
        other["actor"]
        for other in events
        if other["type"] in DEEDS and share_sentence(event, other) and other["actor"]
        if all(_ARMED.intersection(one["sectors"]) for one in other["actor"])
        if who(other["actor"]) != who(event["recipient"])
    ]
    same = event["type"] == "ASSAULT" and armed and all(who(side) == who(armed[0]) for side in armed)
    return event | {"actor": armed[0]} if same else event


def at_whoever_struck(event: Event, events: list[Event], of: tuple[Report, Gazetteer]) -> Event:
    """Return words that are meant for nobody who is named with those as recipients whose deed they answer."""
    if event["type"] not in _ANSWERS or event["recipient"] or not event["actor"]:
        return event
    own = {one["country"] for one in event["actor"]}
    if event["type"] not in _ANSWERS_DEEDS:
        return _at_the_only_ones(event, events)
    before = [other for other in events if share_sentence(event, other)]
    before += [other for other in events if _is_right_before(other, event)]
    for other in before:
        hit = {one["country"] for one in other["recipient"]} | {place["country"] for place in other["place"]}
        if not share_sentence(event, other):  # "fired at migrants on the Serbian border. Belgrade protested"
            hit |= {
                each.entry.country for start, end in other["sentences"] for each in of[1].find(of[0].text, start, end)
            }
        deed = other["type"] in _ANSWERED
        if deed and other["actor"] and own & hit and own.isdisjoint(one["country"] for one in other["actor"]):
            return event | {"recipient": other["actor"]}
    return _at_the_only_ones(event, events)


def _at_the_only_ones(event: Event, events: list[Event]) -> Event:
    """Return words with those as recipients who alone did or said in its sentence what they answer.

    "Soldiers took the mayor away, drawing condemnation from Portugal", "a charge that Rome dismissed".
    """
    own = who(event["actor"])
    for told in (share_sentence, _is_right_before_it):
        answered = [
            other["actor"]
            for other in events
            if other["type"] in _ANSWERS[event["type"]] and told(event, other) and other["actor"]
            if own.isdisjoint(who(other["actor"]))
        ]
        if answered:
            break
    same = answered and all(who(side) == who(answered[0]) for side in answered)
    return event | {"recipient": answered[0]} if same else event


def _is_right_before(one: Event, other: Event) -> bool:
    """Tell whether an event is told in the sentence before that of another one."""
    gaps = [start - end for _, end in one["sentences"] for start, _ in other["sentences"]]
    return any(0 <= gap <= _GAP for gap in gaps)


def _is_right_before_it(event: Event, other: Event) -> bool:
    """Tell whether an event is told in the sentence after that of another one."""
    return _is_right_before(other, event)
