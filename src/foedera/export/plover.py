"""Claims as PLOVER events, one line of JSON each.

PLOVER's own rules hold, as the codebook writes them down: future cooperation is AGREE, signing and ratifying are
SUPPORT, arms are AID or COOPERATE by how they change hands, a visitor is the actor and the host the recipient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any, BinaryIO

from foedera.codebook import Codebook
from foedera.events import Entry
from foedera.export.material import Material, PloverOf, Written, event_ids
from foedera.export.streams import write_lines
from foedera.export.summary import days
from foedera.text.edtf import bounds
from foedera.types import Actor, Claim, Place

_STANDS = frozenset({"occurred", "ongoing"})
_FUTURE = frozenset({"planned", "expected"})
_HYPOTHETICAL = frozenset({"possible", "conditional"})
_NEGATED = frozenset({"denied", "cancelled"})
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
_SECTORS = {"state": "GOV", "unit": "MIL", "company": "BUS"}


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
        for entry in material.entries():
            rule = material.plover(entry.claim)
            if rule is None:
                claim = entry.claim
                left_out[f"PLOVER has no event for {claim.type} that is {claim.status}"] += 1
            else:
                yield plover_event(entry, rule, material, known.get(entry.id))

    count = write_lines(stream, lines())
    return Written({"events": count}, dict(sorted(left_out.items())))


def plover_event(entry: Entry, rule: Mapping[str, Any], material: Material, event: str | None = None) -> dict[str, Any]:
    """Return one claim as a PLOVER event.

    Some rules turn a status into an event type of its own: a planned exercise is a promise, AGREE, which is made when
    it is reported. Then `date` is the day of the report, `target_date` the time of what is promised, and no auxiliary
    mode repeats the status. Other rules leave it to the auxiliary modes: a demand that is planned is REQUEST, `future`.

    Args:
        event: Id of the event that the claim belongs to.
    """
    claim = entry.claim
    when = next((value for value in claim.values("when") if isinstance(value, str)), None)
    absorbed = _absorbs(rule, claim, material.plover)
    dated = entry.published if absorbed else when
    first, last = days(dated)
    actors, recipients, mutual = _sides(claim, rule)
    actor = partial(_actor, sector_of=material.sector or sector)
    return {
        "id": claim.id,
        "type": rule["event"],
        "mode": rule.get("mode"),
        "auxiliary": [] if absorbed else auxiliary_modes(claim, when, entry.published),
        "context": contexts(claim, rule),
        "date": dated,
        "first_day": first,
        "last_day": last,
        "target_date": when if absorbed else None,
        "actor": [actor(one) for one in actors],
        "recipient": [actor(one) for one in recipients],
        "reciprocal": mutual,
        "place": [
            {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
            for place in claim.values("where")
            if isinstance(place, Place)
        ],
        "claim_type": claim.type,
        "status": claim.status,
        "said_by": [actor(one) for one in claim.values("said_by") if isinstance(one, Actor)],
        "confidence": claim.confidence,
        "event": event,
        "report": entry.report,
        "published": entry.published,
        "publisher": entry.publisher,
        "url": entry.url,
        "sentences": [[item.start, item.end] for item in claim.evidence],
    }


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
    if claim.status in _NEGATED:
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
    if claim.status in _STANDS:
        return False
    statuses = frozenset(rule.get("statuses") or ())
    if statuses and not statuses & _STANDS:
        return True
    actual = plover(replace(claim, status="occurred"))
    return actual is not None and actual["event"] != rule["event"]


def _long_before(when: str | None, published: str | None) -> bool:
    last = bounds(when)[1] if when else None
    told: date | None = bounds(published)[0] if published else None
    return last is not None and told is not None and (told - last).days > _HISTORICAL_DAYS


def _sides(claim: Claim, rule: Mapping[str, Any]) -> tuple[list[Actor], list[Actor], bool]:
    """Return actors and recipients, and whether each deals with each: then both lists are the same.

    Where one side's role is empty, all who play another role stand there: a visitor meets the participants.
    """
    everyone = _everyone(claim)
    acting = list(claim.actors(rule["actor"])) if rule.get("actor") else []
    receiving = list(claim.actors(rule["recipient"])) if rule.get("recipient") else []
    if not acting and not receiving:
        return everyone, everyone, True
    acting = acting or [one for one in everyone if one not in receiving]
    return acting, receiving or [one for one in everyone if one not in acting], False


def _everyone(claim: Claim) -> list[Actor]:
    """Return all who play a role, once each; a host who also takes part is one."""
    cells = (cell for cell in claim.cells if cell.field.startswith("role:"))
    return list(dict.fromkeys(cell.value for cell in cells if isinstance(cell.value, Actor)))


def _actor(actor: Actor, sector_of: Callable[[Actor], str | None]) -> dict[str, Any]:
    return {
        "name": actor.name,
        "country": actor.country,
        "org": actor.org,
        "sector": sector_of(actor),
        "kind": actor.kind,
    }


def sector(actor: Actor) -> str | None:
    """Return PLOVER's sector as far as the kind of actor tells it; None for people and groups, who may be of any."""
    if actor.kind == "organisation":
        return "IGO" if actor.org else None
    return _SECTORS.get(actor.kind)
