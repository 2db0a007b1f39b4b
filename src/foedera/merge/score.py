"""Scoring two claims: may they tell of one happening, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass

from foedera.events import Entry, Link, Reason
from foedera.merge import evidence
from foedera.merge.evidence import HOPELESS, Evidence
from foedera.merge.profiles import Profile, as_profile
from foedera.merge.rules import Nature

PRIOR: dict[Nature, float] = {"happening": -3.0, "deal": -3.7, "treaty": -3.7, "standing": -3.7}
"""Log-odds of two claims of one type that share a block, before anything is compared: one in twenty to one in forty.
Where parties alone say little (they give each other many things) more is needed."""
FLOOR = -1.1
"""Log-odds below which a link is not worth keeping: nobody would be asked about it (one in four)."""

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
    ("mode", evidence.mode),
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
    total = PRIOR[left.rule.nature]
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
    kind = Reason("type", PRIOR[first.rule.nature], first.type, second.type)
    return Link(first.id, second.id, round(probability(comparison.odds), 4), (kind, *reasons))


def reason(feature: str, weight: float, left: Profile, right: Profile) -> Reason:
    """Write what a feature compared as words."""
    return Reason(feature, round(weight, 2), left.says[feature], right.says[feature])
