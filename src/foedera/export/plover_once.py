"""Which PLOVER events of a report are one happening: told twice by one type, or by a type that says less."""

from __future__ import annotations

from collections.abc import Mapping

from foedera.export.plover_relations import DEEDS, Event, acting, everybody, parties, share_sentence, who
from foedera.export.plover_telling import Telling

_BETTER = {
    "AGREE": frozenset({"AID", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"}),
    "COERCE": frozenset({"PROTEST", "SANCTION", "ASSAULT"}),
    "CONCEDE": frozenset({"AID"}),
    "MOBILIZE": frozenset({"RETREAT"}),
    "PROTEST": frozenset({"RETREAT", "SANCTION"}),  # who calls off a strike
    "REJECT": frozenset({"SANCTION"}),
}
"""What says more of the same happening than a type of event."""
_DISTINCT = frozenset({"arrest", "censor", "curfew", "deport", "martial-law", "seize"})
"""Modes of measures that are two where both are told of: "seized power and arrested the president"."""
_LIMITS = frozenset({"restrict", "ban", "censor", None})
"""Modes of measures that are often one, told twice."""
_MEASURES = frozenset({"ASSAULT", "SANCTION"})
"""Types of event beside which a measure by other words is a second one."""


def is_said_otherwise(event: Event, events: list[Event], words: Mapping[str, Telling]) -> bool:
    """Tell whether an event is another one of the same sentence and people, by a less telling type.

    "Agreed to lend" is a loan to come, "blocked roads" a protest where protesters do it, a visa ban a sanction.
    Those who march to demand something protest.
    """
    if event["type"] == "REQUEST" and any(
        other["type"] == "PROTEST"
        and share_sentence(event, other)
        and (not event["actor"] or acting(event) == acting(other))
        and not words[event["id"]].is_by_others_than(words[other["id"]])
        for other in events
    ):
        return True
    if (event["type"], words[event["id"]].plain) == ("AGREE", "RETREAT") and any(
        other["mode"] == "ceasefire" and share_sentence(event, other) and acting(event) & acting(other)
        for other in events
    ):
        return True
    better = _BETTER.get(event["type"], frozenset())
    return any(
        other["type"] in better
        and share_sentence(event, other)
        and parties(event) == parties(other)
        and (everybody(event) & everybody(other) if event["reciprocal"] else acting(event) == acting(other))
        and (event["type"], other["mode"]) != ("PROTEST", "release")
        and (event["mode"], other["type"]) != ("arrest", "PROTEST")
        and not (
            other["type"] in _MEASURES  # "beat him and arrested others", "sacked the mayor and closed the town hall"
            and event["type"] == "COERCE"
            and not words[event["id"]].is_of_the_words_of(words[other["id"]])
        )
        for other in events
    )


def once(events: list[Event], words: Mapping[str, Telling]) -> list[Event]:
    """Join events of one type, sentence and actor; the surer one stays, with those whom only the other names."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda each: -each["confidence"]):
        same = next((other for other in kept if _is_same(event, other, words)), None)
        if same is None:
            kept.append(event)
            continue
        told = event if same["reciprocal"] and not event["reciprocal"] and event["recipient"] else same
        for side in ("actor", "recipient"):
            same[side] = told[side] or event[side]
        same["reciprocal"] = same["reciprocal"] and same["actor"] == same["recipient"]
        same["mode"] = same["mode"] or event["mode"]
        same["context"] = list(dict.fromkeys([*same["context"], *event["context"]]))
    return [event for event in events if any(event is each for each in kept)]


def _is_same(one: Event, other: Event, words: Mapping[str, Telling]) -> bool:
    if one["type"] != other["type"] or not share_sentence(one, other) or _are_two(one, other, words):
        return False
    left, right = ({(a["country"], a["org"]) for a in each["actor"]} for each in (one, other))
    if not left or not right:
        return not _hit_others(one, other)
    if left & right:
        return True
    return (one["reciprocal"] or other["reciprocal"]) and parties(one) <= parties(other)


def _hit_others(one: Event, other: Event) -> bool:
    """Tell whether two deeds, one of them by nobody, hit people of other sectors: villagers, and a lawmaker before."""
    hit, struck = (who(each["recipient"]) for each in (one, other))
    apart = not one["reciprocal"] and not other["reciprocal"] and one["type"] in DEEDS
    return apart and bool(hit and struck) and hit.isdisjoint(struck)


def _are_two(one: Event, other: Event, words: Mapping[str, Telling]) -> bool:
    """Tell whether two events of a type are two deeds: "seized power and banned rallies", "an army jet and rebels"."""
    modes = {one["mode"], other["mode"]}
    if len(modes) > 1 and modes <= _DISTINCT:
        return True
    if one["type"] not in DEEDS | {"PROTEST"} or words[one["id"]].is_of_the_words_of(words[other["id"]]):
        return False
    if (
        one["type"] in DEEDS
        and len(modes) > 1
        and ("abduct" in modes if one["type"] == "ASSAULT" else not modes <= _LIMITS)
    ):
        return True
    if "abduct" in modes and one["claim_type"] != other["claim_type"]:  # "stormed the hotel and took guests hostage"
        return True
    left, right = ({sector for a in each["actor"] for sector in a["sectors"]} for each in (one, other))
    return bool(left and right) and left.isdisjoint(right) and not (one["reciprocal"] or other["reciprocal"])
