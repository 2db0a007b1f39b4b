"""The PLOVER events of one report: each happening once, and not what is only spoken of in another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from foedera.events import Entry
from foedera.export.material import Material
from foedera.export.plover import plover_event, rules_of
from foedera.export.plover_actors import Describer, as_json
from foedera.export.plover_asides import claimed, is_agreed, is_aside, meant_by_pronoun
from foedera.export.plover_claimants import claimants
from foedera.export.plover_lexicon import load_lexicon
from foedera.export.plover_telling import Telling, overlap
from foedera.types import Claim, Report, Span

if TYPE_CHECKING:
    from foedera.codebook import Codebook
    from foedera.gazetteer import Gazetteer

_Event: TypeAlias = dict[str, Any]
_BETTER = {
    "AGREE": frozenset({"AID", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"}),
    "COERCE": frozenset({"PROTEST", "SANCTION", "ASSAULT"}),
    "CONCEDE": frozenset({"AID"}),
    "MOBILIZE": frozenset({"RETREAT"}),
    "PROTEST": frozenset({"RETREAT", "SANCTION"}),  # who calls off a strike
    "REJECT": frozenset({"SANCTION"}),
}
"""What says more of the same happening than a type of event."""
_TRIALS = frozenset({("SANCTION", "convict"), ("COERCE", "arrest"), ("ACCUSE", "allege")})
"""Types and modes of event for which the deed is the reason: "jailed for the murder of"."""
_DISTINCT = frozenset({"arrest", "censor", "curfew", "deport", "martial-law", "seize"})
"""Modes of measures that are two where both are told of: "seized power and arrested the president"."""
_LIMITS = frozenset({"restrict", "ban", "censor", None})
"""Modes of measures that are often one, told twice."""
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
_DEEDS = frozenset({"ASSAULT", "COERCE"})
_UNREAL = frozenset({"possible", "conditional"})
_REAL = frozenset({"occurred", "ongoing"})
_SPOKEN = frozenset({"field:issue", "role:target"})
"""What an act of words is about."""
_ORDER = frozenset({"COP", "MIL", "JUD"})
"""Sectors of those who keep order."""
_ARMED = frozenset({"COP", "MIL", "PRM", "REB", "UAF"})
_BY_STATE = {("COERCE", "arrest"): "COP", ("ASSAULT", "crowd-control"): "COP", ("ASSAULT", "execute"): "GOV"}
"""Types and modes of what only a state does to its people, with the sector of those who do it."""
_GAP = 3
"""Characters between two sentences."""
_STRETCH = 1000
"""Characters of a stretch of text by which the matters of words are found again."""
_MEASURES = frozenset({"ASSAULT", "SANCTION"})
"""Types of event beside which a measure by other words is a second one."""
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of event that are words about something else."""


def plover_of_report(
    report: Report, codebook: Codebook, gazetteer: Gazetteer, scores: Mapping[str, float]
) -> list[_Event]:
    """Return the PLOVER events of one report as it was read; claims that PLOVER has no event for give none.

    Claims of one sentence, type and actor are one event: PLOVER knows no finer types than its own. What may happen only
    inside what is asked, threatened or refused ("called on him to resign") is no event of its own.

    Args:
        scores: Intensity by event type, as `analysis.PLOVER_SCORES`.
    """
    ends = [claim for claim in report.claims if claim.type == "concede"]
    claims = [
        claim
        for claim in report.claims
        if not (_is_no_act(claim, report.text) or any(_ends(other, claim) for other in ends))
    ]
    nothing = Material(tuple, tuple, tuple, plover=rules_of(codebook), gazetteer=gazetteer, scores=scores)
    told: list[tuple[Claim, _Event]] = []
    for claim in claims:
        rule = nothing.plover(claim)
        if rule is not None:
            entry = Entry(claim, report.id, report.published, report.publisher, report.id, report.title, report.url)
            told.append((claim, plover_event(entry, rule, nothing, None, report.text)))
    describer = Describer(gazetteer, report.published)
    told = [_completed(claim, event, told, (report, describer)) for claim, event in told]
    told = [pair for pair in _without_asides(told, report) if not _is_sanction(pair, told)]
    spoken = _matters(told)
    events = [event for claim, event in told if not _is_topic(claim, event, spoken)]
    events = [_by_the_crowd(event, events) for event in events]
    events = [_by_whoever_is_armed(event, events) for event in events]
    events = [_at_whoever_struck(event, events, (report, gazetteer)) for event in events]
    real = [event for event in events if not (_is_spoken_of(event, events) or _is_among_themselves(event, events))]
    words = {claim.id: Telling(claim, report.text) for claim, _ in told}
    return [event for event in _once(real, words) if not _is_said_otherwise(event, real, words)]


def _completed(
    claim: Claim, event: _Event, told: list[tuple[Claim, _Event]], of: tuple[Report, Describer]
) -> tuple[Claim, _Event]:
    """Return a claim and its event with those whom a pronoun means, and with those who say that they did it."""
    report, describer = of
    acting = {(one["country"], one["org"]) for one in event["actor"]}
    them = meant_by_pronoun(claim, report.text, told)
    others = [one for one in them if (one["country"], one["org"]) not in acting]
    them = others or them
    if them and not event["reciprocal"]:
        event = event | {"recipient": them}
    if event["type"] == "ASSAULT" and not any(one["sectors"] for one in event["actor"]):
        words = [each for each in report.claims if claimed(each, report.text)]
        by = as_json((c for each in words for c in each.cells if c.field == "role:actor"), describer, report.text)
        known = [one for one in by if one["country"] or one["org"]]
        event = event | {"actor": known} if known else event
    if event["type"] == "ASSAULT" and all(one["kind"] != "group" or "UAF" in one["sectors"] for one in event["actor"]):
        by = claimants(claim, describer, report.text)
        event = event | {"actor": by} if by and not event["reciprocal"] else event
    return claim, _by_the_state(event)


def _by_the_state(event: _Event) -> _Event:
    """Return an arrest or an execution by nobody as one by the police or the rulers of the place or people."""
    sector = _BY_STATE.get((event["type"], event["mode"]))
    whose = {place["country"] for place in event["place"]} - {None}
    whose = whose or {one["country"] for one in event["recipient"]} - {None}
    if event["actor"] or sector is None or len(whose) != 1:
        return event
    one = {"name": "police" if sector == "COP" else "government", "country": whose.pop(), "org": None}
    return event | {"actor": [one | {"sector": sector, "sectors": [sector], "kind": "group", "printed": []}]}


def _without_asides(told: list[tuple[Claim, _Event]], report: Report) -> list[tuple[Claim, _Event]]:
    """Return claims with their events, without what is told only by the way of others in the same sentence."""
    aside = [
        (is_aside(claim, report.text) and not _is_why(claim, event, told)) or is_agreed(claim, report.claims)
        for claim, event in told
    ]
    main = [event for (_, event), by_the_way in zip(told, aside, strict=True) if not by_the_way]
    return [
        pair
        for pair, by_the_way in zip(told, aside, strict=True)
        if not by_the_way or not any(_share_sentence(pair[1], event) for event in main)
    ]


def _is_why(claim: Claim, event: _Event, told: list[tuple[Claim, _Event]]) -> bool:
    """Tell whether people protested just before they are hit or arrested: "fired at workers who had blocked a road"."""
    people = [cell.span for cell in claim.cells if cell.field == "role:actor"]
    return event["type"] == "PROTEST" and any(
        other["type"] in {"ASSAULT", "COERCE"}
        and _share_sentence(event, other)
        and overlap(people, [cell.span for cell in each.cells if cell.field == "role:target"])
        for each, other in told
    )


def _is_sanction(one: tuple[Claim, _Event], told: list[tuple[Claim, _Event]]) -> bool:
    """Tell whether a claim is of the same words as a sanction, which says more: "closed its embassy"."""
    claim, event = one
    return event["type"] in {"COERCE", "SUPPORT"} and any(
        other["type"] == "SANCTION" and each is not claim and each.triggers == claim.triggers for each, other in told
    )


def _is_no_act(claim: Claim, text: str) -> bool:
    """Tell whether words are an act towards nobody: who votes for a parliament, who calls a vote."""
    words = load_lexicon().no_acts.get(claim.type)
    return words is not None and any(words.match(text, span.start) for span in claim.triggers)


def _ends(one: Claim, other: Claim) -> bool:
    """Tell whether a claim is that what another one tells of is over: the end of a state of emergency."""
    if one is other or one.type != "concede" or other.type == "concede":
        return False
    spans = [cell.span for cell in one.cells if cell.field in {"field:issue", "field:item"}]
    return any(span.start <= trigger.start < span.end for span in spans for trigger in other.triggers)


_Spoken: TypeAlias = dict[int, list[tuple[Span, Claim, _Event]]]
"""What acts of words, accusations and trials are about, by each stretch of text that it stands in."""


def _matters(told: list[tuple[Claim, _Event]]) -> _Spoken:
    """Return what the acts of words of a report are about, so that a claim is held against those near it alone."""
    found: _Spoken = {}
    for claim, words in told:
        if words["actor"] and (words["type"] in _WORDS or (words["type"], words["mode"]) in _TRIALS):
            for span in (cell.span for cell in claim.cells if cell.field in _SPOKEN):
                for stretch in range(span.start // _STRETCH, span.end // _STRETCH + 1):
                    found.setdefault(stretch, []).append((span, claim, words))
    return found


def _is_topic(claim: Claim, event: _Event, spoken: _Spoken) -> bool:
    """Tell whether a claim is only what somebody speaks of, and names nobody else who did it: "condemned an attack"."""
    return bool(claim.triggers) and all(
        any(
            span.start <= trigger.start < span.end and other is not claim and _is_of_the_same(claim, event, words)
            for span, other, words in spoken.get(trigger.start // _STRETCH, ())
        )
        for trigger in claim.triggers
    )


def _is_of_the_same(claim: Claim, event: _Event, words: _Event) -> bool:
    """Tell whether an act of words may be all that is told of a claim: it is not real, or nobody else did it."""
    if claim.status not in _REAL or words["mode"] == "convict":
        return True
    return _acting(event) <= _acting(words) | _accused(words)


def _accused(words: _Event) -> set[tuple[str | None, str | None, str]]:
    """Return who is accused, a state's forces with it: what they are said to have done is no event beside that."""
    if (words["type"], words["mode"]) != ("ACCUSE", "allege"):
        return set()
    people = _who(words["recipient"])
    return people | {(country, org, "MIL") for country, org, sector in people if sector == "GOV"}


def _is_spoken_of(event: _Event, events: list[_Event]) -> bool:
    """Tell whether an event may only happen, in a sentence in which another one does."""
    if event["status"] not in _UNREAL or _is_made_threat(event):
        return False
    return any(
        (other["status"] not in _UNREAL or _is_made_threat(other)) and _share_sentence(event, other) for other in events
    )


def _by_the_crowd(event: _Event, events: list[_Event]) -> _Event:
    """Return a protest with those as its actors whom police arrest or beat in it: who keeps order does not protest."""
    acting = _acting(event)
    if event["type"] != "PROTEST" or not acting or not all(sector in _ORDER for _, _, sector in acting):
        return event
    hit = (
        other["recipient"]
        for other in events
        if other["type"] in {"ASSAULT", "COERCE"} and _share_sentence(event, other) and _acting(other) == acting
    )
    crowd = next((side for side in hit if side and not any(s in _ORDER for one in side for s in one["sectors"])), None)
    return event | {"actor": crowd} if crowd else event


def _by_whoever_is_armed(event: _Event, events: list[_Event]) -> _Event:
    """Return an attack by nobody as one by those who alone act with arms in its sentence.

    "Nine were killed aboard a ship that marines boarded"; those whom nobody beats or arrests the police do.
    """
    if event["actor"] or event["reciprocal"] or event["type"] not in _DEEDS:
        return event
    armed = [
        other["actor"]
        for other in events
        if other["type"] in _DEEDS and _share_sentence(event, other) and other["actor"]
        if all(_ARMED.intersection(one["sectors"]) for one in other["actor"])
        if _who(other["actor"]) != _who(event["recipient"])
    ]
    same = event["type"] == "ASSAULT" and armed and all(_who(side) == _who(armed[0]) for side in armed)
    return event | {"actor": armed[0]} if same else event


def _at_whoever_struck(event: _Event, events: list[_Event], of: tuple[Report, Gazetteer]) -> _Event:
    """Return words that are meant for nobody who is named with those as recipients whose deed they answer."""
    if event["type"] not in _ANSWERS or event["recipient"] or not event["actor"]:
        return event
    own = {one["country"] for one in event["actor"]}
    if event["type"] not in _ANSWERS_DEEDS:
        return _at_the_only_ones(event, events)
    before = [other for other in events if _share_sentence(event, other)]
    before += [other for other in events if _is_right_before(other, event)]
    for other in before:
        hit = {one["country"] for one in other["recipient"]} | {place["country"] for place in other["place"]}
        if not _share_sentence(event, other):  # "fired at migrants on the Serbian border. Belgrade protested"
            hit |= {
                each.entry.country for start, end in other["sentences"] for each in of[1].find(of[0].text, start, end)
            }
        deed = other["type"] in {"ASSAULT", "COERCE", "SANCTION"}
        if deed and other["actor"] and own & hit and own.isdisjoint(one["country"] for one in other["actor"]):
            return event | {"recipient": other["actor"]}
    return _at_the_only_ones(event, events)


def _at_the_only_ones(event: _Event, events: list[_Event]) -> _Event:
    """Return words with those as recipients who alone did or said in its sentence what they answer.

    "Soldiers took the mayor away, drawing condemnation from Portugal", "a charge that Rome dismissed".
    """
    own = {(one["country"], one["org"]) for one in event["actor"]}
    for told in (_share_sentence, _is_right_before_it):
        answered = [
            other["actor"]
            for other in events
            if other["type"] in _ANSWERS[event["type"]] and told(event, other) and other["actor"]
            if own.isdisjoint((one["country"], one["org"]) for one in other["actor"])
        ]
        if answered:
            break
    same = answered and all(_who(side) == _who(answered[0]) for side in answered)
    return event | {"recipient": answered[0]} if same else event


def _is_right_before(one: _Event, other: _Event) -> bool:
    """Tell whether an event is told in the sentence before that of another one."""
    gaps = [start - end for _, end in one["sentences"] for start, _ in other["sentences"]]
    return any(0 <= gap <= _GAP for gap in gaps)


def _is_right_before_it(event: _Event, other: _Event) -> bool:
    """Tell whether an event is told in the sentence after that of another one."""
    return _is_right_before(other, event)


def _is_among_themselves(event: _Event, events: list[_Event]) -> bool:
    """Tell whether an event is a meeting of people of one side at which another event happens."""
    sides = {(one["country"], one["org"], *one["sectors"]) for one in event["actor"]}
    alone = event["type"] == "CONSULT" and event["reciprocal"] and len(sides) == 1
    return alone and any(other["type"] != "CONSULT" and _share_sentence(event, other) for other in events)


def _is_made_threat(event: _Event) -> bool:
    """Tell whether an event is a threat: that stands, whatever it depends on."""
    return event["type"] == "THREATEN" and not event["auxiliary"]


def _is_said_otherwise(event: _Event, events: list[_Event], words: Mapping[str, Telling]) -> bool:
    """Tell whether an event is another one of the same sentence and people, by a less telling type.

    "Agreed to lend" is a loan to come, "blocked roads" a protest where protesters do it, a visa ban a sanction.
    Those who march to demand something protest.
    """
    if event["type"] == "REQUEST" and any(
        other["type"] == "PROTEST"
        and _share_sentence(event, other)
        and _acting(event) == _acting(other)
        and not words[event["id"]].is_by_others_than(words[other["id"]])
        for other in events
    ):
        return True
    if (event["type"], event["claim_type"]) == ("AGREE", "retreat") and any(
        other["mode"] == "ceasefire" and _share_sentence(event, other) and _acting(event) & _acting(other)
        for other in events
    ):
        return True
    better = _BETTER.get(event["type"], frozenset())
    return any(
        other["type"] in better
        and _share_sentence(event, other)
        and _parties(event) == _parties(other)
        and (_everybody(event) & _everybody(other) if event["reciprocal"] else _acting(event) == _acting(other))
        and (event["type"], other["mode"]) != ("PROTEST", "release")
        and (event["mode"], other["type"]) != ("arrest", "PROTEST")
        and not (
            other["type"] in _MEASURES  # "beat him and arrested others", "sacked the mayor and closed the town hall"
            and event["type"] == "COERCE"
            and not words[event["id"]].is_of_the_words_of(words[other["id"]])
        )
        for other in events
    )


def _acting(event: _Event) -> set[tuple[str | None, str | None, str]]:
    """Return who acts, finer than by state: police impose a curfew after clashes of parties of the same state."""
    return _who(event["actor"])


def _everybody(event: _Event) -> set[tuple[str | None, str | None, str]]:
    return _who(event["actor"]) | _who(event["recipient"])


def _who(side: list[dict[str, Any]]) -> set[tuple[str | None, str | None, str]]:
    return {(one["country"], one["org"], sector) for one in side for sector in one["sectors"]}


def _parties(event: _Event) -> set[tuple[str | None, str | None]]:
    return {(one["country"], one["org"]) for side in ("actor", "recipient") for one in event[side]}


def _share_sentence(one: _Event, other: _Event) -> bool:
    return one is not other and any(sentence in other["sentences"] for sentence in one["sentences"])


def _once(events: list[_Event], words: Mapping[str, Telling]) -> list[_Event]:
    """Join events of one type, sentence and actor; the surer one stays, with those whom only the other names."""
    kept: list[_Event] = []
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


def _is_same(one: _Event, other: _Event, words: Mapping[str, Telling]) -> bool:
    if one["type"] != other["type"] or not _share_sentence(one, other) or _are_two(one, other, words):
        return False
    left, right = ({(a["country"], a["org"]) for a in each["actor"]} for each in (one, other))
    if not left or not right or left & right:
        return True
    return (one["reciprocal"] or other["reciprocal"]) and _parties(one) <= _parties(other)


def _are_two(one: _Event, other: _Event, words: Mapping[str, Telling]) -> bool:
    """Tell whether two events of a type are two deeds: "seized power and banned rallies", "an army jet and rebels"."""
    modes = {one["mode"], other["mode"]}
    if len(modes) > 1 and modes <= _DISTINCT:
        return True
    if one["type"] not in _DEEDS or words[one["id"]].is_of_the_words_of(words[other["id"]]):
        return False
    if len(modes) > 1 and ("abduct" in modes if one["type"] == "ASSAULT" else not modes <= _LIMITS):
        return True
    if "abduct" in modes and one["claim_type"] != other["claim_type"]:  # "stormed the hotel and took guests hostage"
        return True
    left, right = ({sector for a in each["actor"] for sector in a["sectors"]} for each in (one, other))
    return bool(left and right) and left.isdisjoint(right) and not (one["reciprocal"] or other["reciprocal"])
