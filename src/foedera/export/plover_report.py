"""The PLOVER events of one report: each happening once, and not what is only spoken of in another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from foedera.events import Entry
from foedera.export.material import Material
from foedera.export.plover import plover_event, rules_of
from foedera.export.plover_actors import Describer, as_json
from foedera.export.plover_asides import claimed, is_agreed, is_aside, meant_by_pronoun
from foedera.export.plover_beside import at_whoever_struck, by_the_crowd, by_whoever_is_armed
from foedera.export.plover_claimants import claimants
from foedera.export.plover_lexicon import load_lexicon
from foedera.export.plover_once import is_said_otherwise, once
from foedera.export.plover_relations import DEEDS, Event, Party, acting, share_sentence, who
from foedera.export.plover_telling import Telling, overlap
from foedera.types import HAPPENED, Claim, Report, Span

if TYPE_CHECKING:
    from foedera.codebook import ClaimType, Codebook
    from foedera.gazetteer import Gazetteer

_TRIALS = frozenset({("SANCTION", "convict"), ("COERCE", "arrest"), ("ACCUSE", "allege")})
"""Types and modes of event for which the deed is the reason: "jailed for the murder of"."""
_UNREAL = frozenset({"possible", "conditional"})
_SPOKEN = frozenset({"field:issue", "role:target"})
"""What an act of words is about."""
_BY_STATE = {("COERCE", "arrest"): "COP", ("ASSAULT", "crowd-control"): "COP", ("ASSAULT", "execute"): "GOV"}
"""Types and modes of what only a state does to its people, with the sector of those who do it."""
_STRETCH = 1000
"""Characters of a stretch of text by which the matters of words are found again."""
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of event that are words about something else."""


def plover_of_report(
    report: Report, codebook: Codebook, gazetteer: Gazetteer, scores: Mapping[str, float]
) -> list[Event]:
    """Return the PLOVER events of one report as it was read; claims that PLOVER has no event for give none.

    Claims of one sentence, type and actor are one event: PLOVER knows no finer types than its own. What may happen only
    inside what is asked, threatened or refused ("called on him to resign") is no event of its own.

    Args:
        scores: Intensity by event type, as `analysis.PLOVER_SCORES`.
    """
    kinds = codebook.types
    ending = frozenset(kind.id for kind in kinds.values() if kind.ends)
    ends = [claim for claim in report.claims if claim.type in ending]
    claims = [
        claim
        for claim in report.claims
        if not (_is_no_act(claim, report.text) or any(_ends(other, claim, ending) for other in ends))
    ]
    nothing = Material(tuple, tuple, tuple, plover=rules_of(codebook), gazetteer=gazetteer, scores=scores)
    told: list[tuple[Claim, Event]] = []
    for claim in claims:
        rule = nothing.plover(claim)
        if rule is not None:
            entry = Entry(claim, report.id, report.published, report.publisher, report.id, report.title, report.url)
            told.append((claim, plover_event(entry, rule, nothing, None, report.text)))
    describer = Describer(gazetteer, report.published)
    told = [_completed(claim, event, told, (report, describer)) for claim, event in told]
    told = [pair for pair in _without_asides(told, report, kinds) if not _is_sanction(pair, told)]
    spoken = _matters(told)
    events = [event for claim, event in told if not _is_topic(claim, event, spoken)]
    events = [by_the_crowd(event, events) for event in events]
    events = [by_whoever_is_armed(event, events) for event in events]
    events = [at_whoever_struck(event, events, (report, gazetteer)) for event in events]
    real = [event for event in events if not (_is_spoken_of(event, events) or _is_among_themselves(event, events))]
    words = {claim.id: Telling(claim, report.text, kinds[claim.type]) for claim, _ in told}
    return [event for event in once(real, words) if not is_said_otherwise(event, real, words)]


def _completed(
    claim: Claim, event: Event, told: list[tuple[Claim, Event]], of: tuple[Report, Describer]
) -> tuple[Claim, Event]:
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


def _by_the_state(event: Event) -> Event:
    """Return an arrest or an execution by nobody as one by the police or the rulers of the place or people."""
    sector = _BY_STATE.get((event["type"], event["mode"]))
    whose = {place["country"] for place in event["place"]} - {None}
    whose = whose or {one["country"] for one in event["recipient"]} - {None}
    if event["actor"] or sector is None or len(whose) != 1:
        return event
    one = {"name": "police" if sector == "COP" else "government", "country": whose.pop(), "org": None}
    return event | {"actor": [one | {"sector": sector, "sectors": [sector], "kind": "group", "printed": []}]}


def _without_asides(
    told: list[tuple[Claim, Event]], report: Report, kinds: Mapping[str, ClaimType]
) -> list[tuple[Claim, Event]]:
    """Return claims with their events, without what is told only by the way of others in the same sentence."""
    agreed = frozenset(kind.id for kind in kinds.values() if "terms" in kind.background)
    aside = [
        (is_aside(claim, report.text, kinds[claim.type]) and not _is_why(claim, event, told))
        or is_agreed(claim, report.claims, agreed)
        for claim, event in told
    ]
    main = [event for (_, event), by_the_way in zip(told, aside, strict=True) if not by_the_way]
    return [
        pair
        for pair, by_the_way in zip(told, aside, strict=True)
        if not by_the_way or not any(share_sentence(pair[1], event) for event in main)
    ]


def _is_why(claim: Claim, event: Event, told: list[tuple[Claim, Event]]) -> bool:
    """Tell whether people protested just before they are hit or arrested: "fired at workers who had blocked a road"."""
    people = [cell.span for cell in claim.cells if cell.field == "role:actor"]
    return event["type"] == "PROTEST" and any(
        other["type"] in DEEDS
        and share_sentence(event, other)
        and overlap(people, [cell.span for cell in each.cells if cell.field == "role:target"])
        for each, other in told
    )


def _is_sanction(one: tuple[Claim, Event], told: list[tuple[Claim, Event]]) -> bool:
    """Tell whether a claim is of the same words as a sanction, which says more: "closed its embassy"."""
    claim, event = one
    return event["type"] in {"COERCE", "SUPPORT"} and any(
        other["type"] == "SANCTION" and each is not claim and each.triggers == claim.triggers for each, other in told
    )


def _is_no_act(claim: Claim, text: str) -> bool:
    """Tell whether words are an act towards nobody: who votes for a parliament, who calls a vote."""
    words = load_lexicon().no_acts.get(claim.type)
    return words is not None and any(words.match(text, span.start) for span in claim.triggers)


def _ends(one: Claim, other: Claim, ending: frozenset[str]) -> bool:
    """Tell whether a claim is that what another one tells of is over: the end of a state of emergency.

    All its words stand in what is over: who resigns over bloodshed ends no assault that other words tell of.

    Args:
        ending: Types whose words may tell that something is over.
    """
    if one is other or other.type in ending or not other.triggers:
        return False
    spans = [cell.span for cell in one.cells if cell.field in {"field:issue", "field:item"}]
    return all(any(span.start <= trigger.start < span.end for span in spans) for trigger in other.triggers)


_Spoken: TypeAlias = dict[int, list[tuple[Span, Claim, Event]]]
"""What acts of words, accusations and trials are about, by each stretch of text that it stands in."""


def _matters(told: list[tuple[Claim, Event]]) -> _Spoken:
    """Return what the acts of words of a report are about, so that a claim is held against those near it alone."""
    found: _Spoken = {}
    for claim, words in told:
        if words["actor"] and (words["type"] in _WORDS or (words["type"], words["mode"]) in _TRIALS):
            for span in (cell.span for cell in claim.cells if cell.field in _SPOKEN):
                for stretch in range(span.start // _STRETCH, span.end // _STRETCH + 1):
                    found.setdefault(stretch, []).append((span, claim, words))
    return found


def _is_topic(claim: Claim, event: Event, spoken: _Spoken) -> bool:
    """Tell whether a claim is only what somebody speaks of, and names nobody else who did it: "condemned an attack"."""
    return bool(claim.triggers) and all(
        any(
            span.start <= trigger.start < span.end and other is not claim and _is_of_the_same(claim, event, words)
            for span, other, words in spoken.get(trigger.start // _STRETCH, ())
        )
        for trigger in claim.triggers
    )


def _is_of_the_same(claim: Claim, event: Event, words: Event) -> bool:
    """Tell whether an act of words may be all that is told of a claim: it is not real, or nobody else did it."""
    if claim.status not in HAPPENED or words["mode"] == "convict":
        return True
    return acting(event) <= acting(words) | _accused(words)


def _accused(words: Event) -> set[Party]:
    """Return who is accused, a state's forces with it: what they are said to have done is no event beside that."""
    if (words["type"], words["mode"]) != ("ACCUSE", "allege"):
        return set()
    people = who(words["recipient"])
    return people | {(country, org, "MIL") for country, org, sector in people if sector == "GOV"}


def _is_spoken_of(event: Event, events: list[Event]) -> bool:
    """Tell whether an event may only happen, in a sentence in which another one does."""
    if event["status"] not in _UNREAL or _is_made_threat(event):
        return False
    return any(
        (other["status"] not in _UNREAL or _is_made_threat(other)) and share_sentence(event, other) for other in events
    )


def _is_among_themselves(event: Event, events: list[Event]) -> bool:
    """Tell whether an event is a meeting of people of one side at which another event happens."""
    sides = {(one["country"], one["org"], *one["sectors"]) for one in event["actor"]}
    alone = event["type"] == "CONSULT" and event["reciprocal"] and len(sides) == 1
    return alone and any(other["type"] != "CONSULT" and share_sentence(event, other) for other in events)


def _is_made_threat(event: Event) -> bool:
    """Tell whether an event is a threat: that stands, whatever it depends on."""
    return event["type"] == "THREATEN" and not event["auxiliary"]
