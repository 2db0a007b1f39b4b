"""Scoring two claims: may they tell of one happening, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass

from foedera.events import Entry, Link, Reason
from foedera.merge import evidence
from foedera.merge.evidence import HOPELESS, Evidence
from foedera.merge.profiles import Profile, as_profile

PRIOR = -3.0
"""Log-odds of two claims of one type that share a block, before anything is compared: about one in twenty."""
FLOOR = -3.0
"""Log-odds below which a link is not worth keeping."""

FEATURES: tuple[tuple[str, Evidence], ...] = (
    # the cheap ones that settle most pairs first
    ("stage", evidence.stage),
    ("parties", evidence.parties),
    ("dates", evidence.dates),
    ("equipment", evidence.equipment),
    ("name", evidence.name),
    ("edition", evidence.edition),
    ("person", evidence.people),
    ("subject", evidence.subject),
    ("place", evidence.place),
    ("quantity", evidence.quantity),
    ("level", evidence.level),
    ("trend", evidence.trend),
    ("status", evidence.status),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims held against each other."""

    odds: float
    """Log-odds that both are one happening; `-inf` where something rules it out."""
    weights: tuple[tuple[str, float], ...]
    """What each feature adds, without those that say nothing."""


def compare(left: Profile, right: Profile) -> Comparison:
    """Hold two claims against each other, whichever comes first."""
    if left.type != right.type:
        return Comparison(HOPELESS, (("type", HOPELESS),))
    total = PRIOR
    found: list[tuple[str, float]] = []
    for feature, weigh in FEATURES:
        weight = weigh(left, right)
        if weight == HOPELESS:
            return Comparison(HOPELESS, ((feature, HOPELESS),))
        if weight:
            total += weight
            found.append((feature, weight))
    return Comparison(total, tuple(found))


def probability(odds: float) -> float:
    """Return log-odds as a probability.

    Example:
        >>> probability(0.0)
        0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, odds))))


def link(left: Entry | Profile, right: Entry | Profile) -> Link | None:
    """Score two claims, with reasons that a person can judge; None where one happening is out of the question.

    Depends on the two claims alone, not on which comes first.
    """
    first, second = as_profile(left), as_profile(right)
    if first.id > second.id:
        first, second = second, first
    comparison = compare(first, second)
    if comparison.odds < FLOOR:
        return None
    reasons = tuple(reason(feature, weight, first, second) for feature, weight in comparison.weights)
    kind = Reason("type", PRIOR, first.type, second.type)
    return Link(first.id, second.id, round(probability(comparison.odds), 4), (kind, *reasons))


def reason(feature: str, weight: float, left: Profile, right: Profile) -> Reason:
    """Write what a feature compared as words."""
    return Reason(feature, round(weight, 2), words(feature, left), words(feature, right))


def words(feature: str, claim: Profile) -> str:
    """Return what a claim says on a feature, as words."""
    if feature == "parties":
        return " → ".join(side.printed for side in claim.sides)
    if feature == "person":
        return ", ".join(sorted({surname.title() for _, surname in claim.people}))
    if feature == "dates":
        return _dates(claim)
    if feature == "subject":
        fields = [field if field == "name" else f"field:{field}" for field in claim.rule.subject]
        return "; ".join(claim.words(field) for field in fields if claim.words(field) != "not given")
    if feature == "quantity":
        given = [claim.words(field) for field in ("field:quantity", "field:value")]
        return "; ".join(value for value in given if value != "not given") or "not given"
    if feature == "name":
        return " / ".join(name.printed for name in claim.names)
    if feature == "equipment":
        return "; ".join(value for value in (claim.words("name"), claim.words("field:equipment")) if value != "not given")
    plain = {"place": "where", "edition": "field:edition", "level": "field:level", "trend": "field:trend"}
    if feature == "status":
        return f"{claim.status}, same report"
    return claim.words(plain.get(feature, f"field:{feature}"))


def _dates(claim: Profile) -> str:
    if claim.days:
        return claim.days.printed
    return f"{claim.status}, not dated, {claim.reported}"
