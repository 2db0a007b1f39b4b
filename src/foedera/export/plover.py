"""Claims as PLOVER events, one line of JSON each.

PLOVER's own rules hold, as the codebook writes them down: future cooperation is AGREE, signing and ratifying are
SUPPORT, arms are AID or COOPERATE by how they change hands, a visitor is the actor and the host the recipient.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, BinaryIO

from foedera.codebook import Codebook
from foedera.events import Entry
from foedera.export.material import Material, PloverOf, Written, event_ids, iter_reports
from foedera.export.plover_actors import Describer, as_json
from foedera.export.plover_lexicon import load_lexicon
from foedera.export.plover_sides import people_of
from foedera.export.streams import write_lines
from foedera.export.summary import days
from foedera.text.edtf import bounds
from foedera.types import HAPPENED, OFF, Actor, Claim, Place

_FUTURE = frozenset({"planned", "expected"})
_HYPOTHETICAL = frozenset({"possible", "conditional"})
_HISTORICAL_DAYS = 365
"""What lies longer before the report than this is told as history."""
_CONTEXTS = {
    "military": "naval air land amphibious airborne special_forces peacekeeping nuclear military",
    "economic": "economic trade financial",
    "political": "political",
    "diplomatic": "diplomatic",
    "technology": "technological technology space",
    "humanitarian": "humanitarian",
    "disaster": "disaster search_and_rescue",
    "terrorism": "counter-terrorism terrorism",
    "cyber": "cyber",
    "environment": "environmental climate",
    "resource": "energy resource",
}
_CONTEXT_OF = {word.replace("_", " "): context for context, words in _CONTEXTS.items() for word in words.split()}
_SORTED_FIELDS = ("domain", "kind")
"""Fields whose values say of what sphere a dealing is."""
_MATERIAL_FIELDS = frozenset({"field:equipment", "field:forces"})
"""Fields that only armed forces fill."""
_WORDED = frozenset({"field:issue", "field:item", "field:means", "field:topics", "field:forces", "field:equipment"})
"""Fields whose words tell the mode better than the rest of the sentence."""
_BESIDE = 24
"""Characters beside a trigger whose words may be part of it: a hunger [strike]."""
_PROMINENT = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "ELI", "REL", "MED"})
"""Sectors whose people are assassinated, where others are killed."""
_CROWD = re.compile(
    r"\b(?:activists|crowds?|demonstrators|followers|marchers|members|protesters|supporters)\b", re.IGNORECASE
)
"""People who are killed for being there: no prominent ones."""
_BY_MEANS = frozenset({None, "demo", "explosives", "firearms", "strike"})
"""Modes of an assault or a protest of which the words beside the trigger tell as much as the trigger."""
_DEADLY = re.compile(r"\b(?:kill|murder|slay|slain|dead|death|gun(?:ned|s)? down|execut|assassin)", re.IGNORECASE)
_UNARMED = frozenset({"AGR", "CVL", "EDU", "HLH", "LAB", "MED", "OPP", "PTY", "REF", "REL"})
"""Sectors of those who hold a building without arms."""
_LAWLESS = frozenset({"CRM", "REB", "UAF"})
"""Sectors of those who abduct whom others would arrest."""
_PERSON = re.compile(
    r"\b(?:minister|president|premier|mayor|judge|governor|editor|bishop|priest|ambassador|leader|official|diplomat|"
    r"lawmaker|senator|journalist|reporter|engineer|worker|soldier|tourist|hostage|villager|student|teacher|doctor|"
    r"general|officer|envoy|justice|chief|speaker|magistrate|deput(?:y|ies)|rector|prosecutor|lawyer|politician|missionar(?:y|ie)|nun|monk|man|men|woman|women|child|children|"
    r"girl|boy)s?$",
    re.IGNORECASE,
)
_SUSPENDS = re.compile(
    r"\bsuspen(?:d(?:ed|s|ing)?|sion)\b"
    r"(?! (?:aid|arms|loan|trade|talks|export|import|cooperation|support|payment|flight))",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"(?:tak(?:e[ns]?|ing)|took|drag|herd|bundl|haul|led\b|lead|march|whisk|snatch|spirit)", re.IGNORECASE
)
"""Words for carrying somebody off, which is an arrest or an abduction by who does it."""
_HOLDS = re.compile(r"hold|holds|held|holding")
_SEARCHING = frozenset({"COP", "JUD"})
"""Sectors of those whose raids are searches."""
_HOSTILE = {
    "ASSAULT": "violence",
    "COERCE": "restrict",
    "MOBILIZE": "violence",
    "SANCTION": "relations",
    "PROTEST": None,
}
"""Types of event that are a threat by who will do them on a condition, with its mode."""
_PARTS = re.compile(
    r";|:\s|,\s+(?:and|but|while|as|after|before|when|where|whose|who|which|whom)\b|"
    r"\s(?:while|after|before|but|following|amid|despite)\s"
)
"""Between parts of a sentence that tell of different deeds."""
_TRIED = re.compile(
    r"(?:launch|test|fire)\w*\s+(?:[\w-]+\s+){0,4}?(?:missiles?|rockets?|satellites?)\b"
    r"(?!\s+(?:at|into|towards?|against|on\s+(?!\w+day\b))\b)",
    re.IGNORECASE,
)
"""Weapons that are tried, not aimed at anybody."""


def rules_of(codebook: Codebook) -> PloverOf:
    """Return the PLOVER rule of any claim under a codebook, for `Material.plover`.

    Where a field holds several values, a rule fits if any of them does.
    """

    def rule_of(claim: Claim) -> Mapping[str, Any] | None:
        kind = codebook.types.get(claim.type)
        for rule in kind.plover if kind else ():
            held = (set(claim.values(f"field:{name}")) & set(allowed) for name, allowed in rule.fields)
            if (not rule.statuses or claim.status in rule.statuses) and all(held):
                return asdict(rule)
        return None

    return rule_of


def write_plover(material: Material, stream: BinaryIO) -> Written:
    """Write each claim that PLOVER has an event type for as one line; others are counted by type as left out."""
    left_out: Counter[str] = Counter()
    known = event_ids(material)

    def lines() -> Iterator[dict[str, Any]]:
        for report, entries in iter_reports(material):
            for entry in entries:
                rule = material.plover(entry.claim)
                if rule is None:
                    claim = entry.claim
                    left_out[f"PLOVER has no event for {claim.type} that is {claim.status}"] += 1
                else:
                    yield plover_event(entry, rule, material, known.get(entry.id), report.text)

    count = write_lines(stream, lines())
    return Written({"events": count}, dict(sorted(left_out.items())))


def plover_event(
    entry: Entry, rule: Mapping[str, Any], material: Material, event: str | None = None, text: str = ""
) -> dict[str, Any]:
    """Return one claim as a PLOVER event.

    Some rules turn a status into an event type of its own: a planned exercise is a promise, AGREE, which is made when
    it is reported. Then `date` is the day of the report, `target_date` the time of what is promised, and no auxiliary
    mode repeats the status. Other rules leave it to the auxiliary modes: a demand that is planned is REQUEST, `future`.

    Args:
        event: Id of the event that the claim belongs to.
        text: The report's text, from which modes, contexts and sectors are read; without it they are fewer.
    """
    claim = entry.claim
    when = next((value for value in claim.values("when") if isinstance(value, str)), None)
    absorbed = _absorbs(rule, claim, material.plover)
    dated = entry.published if absorbed else when
    first, last = days(dated)
    describer = Describer(material.gazetteer, entry.published) if material.gazetteer is not None else None
    type_, mode = _type_and_mode(claim, rule, text)
    actors, recipients, mutual = people_of(claim, rule, (type_, mode), describer, text)
    type_, mode = _type_by_whom(
        (type_, mode), (actors, recipients), [text[span.start : span.end] for span in claim.triggers]
    )
    mode = _mode_by_whom(type_, mode, (actors, recipients), _worded(claim, text))
    if (type_, mode) == ("ASSAULT", "heavy-weapons"):
        actors = [_as_forces(one) for one in actors]
        recipients = actors if mutual else recipients
    return {
        "id": claim.id,
        "type": type_,
        "mode": mode,
        "auxiliary": [] if absorbed or _is_made(type_, claim) else auxiliary_modes(claim, when, entry.published),
        "context": list(dict.fromkeys([*contexts(claim, rule), *load_lexicon().contexts_of(_passages(claim, text))])),
        "score": material.scores.get(type_),
        "date": dated,
        "first_day": first,
        "last_day": last,
        "target_date": when if absorbed else None,
        "actor": actors,
        "recipient": recipients,
        "reciprocal": mutual,
        "place": [
            {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
            for place in claim.values("where")
            if isinstance(place, Place)
        ],
        "claim_type": claim.type,
        "status": claim.status,
        "said_by": as_json((cell for cell in claim.cells if cell.field == "said_by"), describer, text),
        "confidence": claim.confidence,
        "event": event,
        "report": entry.report,
        "published": entry.published,
        "publisher": entry.publisher,
        "url": entry.url,
        "sentences": [[item.start, item.end] for item in claim.evidence],
    }


def _type_by_whom(
    told: tuple[str, str | None], people: tuple[list[dict[str, Any]], list[dict[str, Any]]], triggers: list[str]
) -> tuple[str, str | None]:
    """Return type and mode of an event that follow from who does it.

    Students who occupy a ministry protest; police who raid an office search and seize; gunmen who seize a mayor abduct.
    """
    actors, recipients = people
    acting = {sector for one in actors for sector in one["sectors"]}
    words = " ".join(triggers).casefold()
    if told == ("COERCE", None) and _TAKES.match(words) and _are_persons(recipients):
        return ("ASSAULT", "abduct") if acting and acting <= _LAWLESS else ("COERCE", "arrest")
    if told == ("COERCE", "arrest") and _HOLDS.fullmatch(words) and acting and acting <= _LAWLESS:
        return "ASSAULT", "abduct"
    if told == ("COERCE", "seize") and acting and acting <= _UNARMED and words.startswith("occup"):
        return "PROTEST", "obstruct"
    if told == ("COERCE", "seize") and acting and acting <= _LAWLESS and _are_persons(recipients):
        return "ASSAULT", "abduct"
    if told[0] == "ASSAULT" and acting and acting <= _SEARCHING and words in {"raid", "raids", "raided", "raiding"}:
        return "COERCE", "seize"
    return told


def _are_persons(people: list[dict[str, Any]]) -> bool:
    """Tell whether all on one side are told as persons, by name or by what they are: "two engineers", "the mayor"."""
    return bool(people) and all(one["kind"] == "person" or _PERSON.search(one["name"]) for one in people)


def _mode_by_whom(
    event: str, mode: str | None, people: tuple[list[dict[str, Any]], list[dict[str, Any]]], words: str
) -> str | None:
    """Return the mode of an event that follows from who does it to whom.

    A paper closed is censored, a judge shot is murdered; what warplanes bomb is hit by heavy weapons.
    """
    actors, recipients = people
    if (event, mode) == ("SANCTION", "discontinue") and _SUSPENDS.search(words) and _is_put_out(actors, recipients):
        return "expel"
    if (event, mode) == ("COERCE", "seize") and recipients and all(one["kind"] == "person" for one in recipients):
        return "arrest"
    hit = {sector for one in recipients for sector in one["sectors"]}
    if (event, mode) == ("ASSAULT", "explosives") and actors and all(one["kind"] == "state" for one in actors):
        return "heavy-weapons"
    if event == "ASSAULT" and mode in {None, "explosives", "firearms"}:
        with_what = " ".join(words for one in (*actors, *recipients) for words in one["printed"])
        if load_lexicon().mode(event, with_what, "", "") == "heavy-weapons":
            return "heavy-weapons"
    if event == "COERCE" and mode in {None, "restrict", "ban"} and "MED" in hit:
        return "censor"
    known = {sector for one in recipients for sector in one["sectors"] if not _CROWD.search(one["name"])}
    if event == "ASSAULT" and mode in {None, "firearms"} and known & _PROMINENT and _DEADLY.search(words):
        return "assassinate"
    return mode


def _is_put_out(actors: list[dict[str, Any]], recipients: list[dict[str, Any]]) -> bool:
    """Tell whether those suspended lose a post or a seat: a judge, or a state of which an organisation is made."""
    by_states = bool(actors) and all(one["org"] for one in actors)
    return _are_persons(recipients) or (
        by_states and bool(recipients) and all(one["kind"] == "state" for one in recipients)
    )


def _as_forces(one: dict[str, Any]) -> dict[str, Any]:
    """Return a state that shells or bombs as its armed forces: "Israel bombed", "Georgian rockets rained"."""
    plain = one["kind"] == "state" and one["country"] and one["sectors"] == ["GOV"]
    return one | {"sectors": ["MIL"], "sector": "MIL"} if plain else one


def _type_and_mode(claim: Claim, rule: Mapping[str, Any], text: str) -> tuple[str, str | None]:
    lexicon, beside = load_lexicon(), _beside(claim, text)
    trigger = " ".join(text[span.start : span.end] for span in claim.triggers)
    if rule["event"] in _HOSTILE and _is_own_threat(claim):
        return "THREATEN", _HOSTILE[rule["event"]]
    if rule["event"] == "ASSAULT" and not claim.values(f"role:{rule['recipient']}") and _is_trial(claim, text):
        return "MOBILIZE", "weapons"
    hit = "\n".join(cell.printed for cell in claim.cells if cell.field == "role:target")
    event, mode = lexicon.turned(claim.type, rule["event"], trigger, f"{beside}\n{_worded(claim, text)}\n{hit}")
    if event == rule["event"]:
        mode = rule.get("mode")
    told = lexicon.mode(event, trigger, "", "") if event in {"ASSAULT", "PROTEST"} else None
    if told not in _BY_MEANS:  # "gunmen abducted"
        return event, mode or told
    return event, mode or lexicon.mode(event, beside, _worded(claim, text), _clauses(claim, text))


def _is_trial(claim: Claim, text: str) -> bool:
    """Tell whether weapons are only tried: "launched a long-range rocket", "test-fired a missile"."""
    return any(_TRIED.match(text, span.start) for span in claim.triggers)


def _is_own_threat(claim: Claim) -> bool:
    """Tell whether somebody says what they themselves will do unless: "said they would shoot hostages if ..."."""
    tellers = {cell.value for cell in claim.cells if cell.field == "said_by"}
    acting = {cell.value for cell in claim.cells if cell.field == "role:actor"}
    return claim.status == "conditional" and bool(tellers & acting)


def _beside(claim: Claim, text: str) -> str:
    """Return the triggers of a claim with the words beside them."""
    spans = sorted((max(0, span.start - _BESIDE), span.end + _BESIDE) for span in claim.triggers)
    return "\n".join(_words(text, start, end) for start, end in spans)


def _worded(claim: Claim, text: str) -> str:
    """Return the triggers of a claim and the words of its telling fields, in the order of the text."""
    cells = [cell for cell in claim.cells if cell.field in _WORDED]
    if not text:
        return " ".join(cell.printed for cell in cells)
    spans = {(span.start, span.end) for span in (*claim.triggers, *(cell.span for cell in cells))}
    return " ".join(text[start:end] for start, end in sorted(spans))


def _words(text: str, start: int, end: int) -> str:
    """Return the whole words of a stretch of text, of one sentence or clause."""
    inside = text[start:end]
    first = 0 if start == 0 or text[start - 1].isspace() else inside.find(" ") + 1
    last = len(inside) if end >= len(text) or text[end].isspace() else inside.rfind(" ") % (len(inside) + 1)
    return inside[first:last]


def _clauses(claim: Claim, text: str) -> str:
    """Return the parts of a claim's sentences that tell of it: not "and access to social media was throttled"."""
    found = []
    for item in claim.evidence:
        spans = [span for span in claim.triggers if item.start <= span.start < item.end]
        ends = [match.span() for match in _PARTS.finditer(text, item.start, item.end)]
        start = max((end for span in spans[:1] for _, end in ends if end <= span.start), default=item.start)
        stop = min((begin for span in spans[-1:] for begin, _ in ends if begin >= span.end), default=item.end)
        found.append(text[start:stop] if spans else text[item.start : item.end])
    return "\n".join(found)


def _passages(claim: Claim, text: str) -> str:
    return "\n".join(text[item.start : item.end] for item in claim.evidence)


def _is_made(event: str, claim: Claim) -> bool:
    """Tell whether a threat stands, only what it threatens depends on something."""
    return event == "THREATEN" and claim.status == "conditional"


def auxiliary_modes(claim: Claim, when: str | None, published: str | None) -> list[str]:
    """Return PLOVER's auxiliary modes: `historical`, `future`, `hypothetical`, `negation`.

    Historical is what ended more than a year before the report.
    """
    modes = []
    if claim.status == "occurred" and _long_before(when, published):
        modes.append("historical")
    if claim.status in _FUTURE:
        modes.append("future")
    if claim.status in _HYPOTHETICAL:
        modes.append("hypothetical")
    if claim.status in OFF:
        modes.append("negation")
    return modes


def contexts(claim: Claim, rule: Mapping[str, Any]) -> list[str]:
    """Return PLOVER's contexts: those of the rule, those that the claim's fields name, `military` where forces deal."""
    found = dict.fromkeys(rule.get("context") or ())
    for field in _SORTED_FIELDS:
        words = (value for value in claim.values(f"field:{field}") if isinstance(value, str))
        found |= dict.fromkeys(_CONTEXT_OF[word.casefold()] for word in words if word.casefold() in _CONTEXT_OF)
    units = any(isinstance(cell.value, Actor) and cell.value.kind == "unit" for cell in claim.cells)
    if units or any(cell.field in _MATERIAL_FIELDS for cell in claim.cells):
        found["military"] = None
    return list(found)


def _absorbs(rule: Mapping[str, Any], claim: Claim, plover: PloverOf) -> bool:
    """Tell whether a rule's event type already says what the status says: an actual happening would be of another."""
    if claim.status in HAPPENED:
        return False
    statuses = frozenset(rule.get("statuses") or ())
    if statuses and not statuses & HAPPENED:
        return True
    actual = plover(replace(claim, status="occurred"))
    return actual is not None and actual["event"] != rule["event"]


def _long_before(when: str | None, published: str | None) -> bool:
    last = bounds(when)[1] if when else None
    told: date | None = bounds(published)[0] if published else None
    return last is not None and told is not None and (told - last).days > _HISTORICAL_DAYS
