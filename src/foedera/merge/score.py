"""Scoring two claims: may they tell of one happening, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from foedera.codebook.rules import Nature
from foedera.events import Entry, Link, Reason
from foedera.merge import evidence
from foedera.merge.evidence import HOPELESS, Evidence
from foedera.merge.profiles import Profile, as_profile, profile, says
from foedera.merge.rules import Rules

PRIOR: dict[Nature, float] = {"happening": -3.0, "deal": -3.7, "treaty": -3.7, "standing": -3.7}
"""Log-odds of two claims of one type that share a block, before anything is compared: one in twenty to one in forty.
Where parties alone say little (they give each other many things) more is needed."""
_MOST = 60.0
"""Bound of log-odds, either way, where they are made a probability or told."""
FLOOR = -1.1
"""Log-odds below which a link is not worth keeping: nobody would be asked about it (one in four)."""


class Feature(NamedTuple):
    """One thing that is compared."""

    name: str
    weigh: Evidence
    most: float
    """The most that it can add."""


FEATURES: tuple[Feature, ...] = (
    # the cheap ones that settle most pairs first; their places are the bits of `Profile.has`
    Feature("stage", evidence.stage, 1.2),
    Feature("parties", evidence.parties, 4.0),
    Feature("dates", evidence.dates, 4.0),
    Feature("equipment", evidence.equipment, 3.0),
    Feature("name", evidence.name, 4.0),
    Feature("edition", evidence.edition, 1.5),
    Feature("person", evidence.people, 3.0),
    Feature("subject", evidence.subject, 3.0),
    Feature("place", evidence.place, 1.5),
    Feature("quantity", evidence.quantity, 3.0),
    Feature("level", evidence.level, 0.4),
    Feature("mode", evidence.mode, 0.0),
    Feature("trend", evidence.trend, 0.0),
    Feature("status", evidence.status, 1.0),
)
_STAGE, _STATUS = 1, 1 << (len(FEATURES) - 1)


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
    for name, weigh, _ in _plan(_both(left, right)):
        weight = weigh(left, right)
        if weight == HOPELESS:
            return Comparison(HOPELESS, ((name, HOPELESS),))
        if weight:
            total += weight
            found.append((name, weight))
    return Comparison(total, tuple(found))


def odds(left: Profile, right: Profile) -> float | None:
    """Return the log-odds of `compare`, or None as soon as it is clear that they stay below `FLOOR`."""
    if left.type != right.type:
        return None
    total = PRIOR[left.rule.nature]
    for _, weigh, rest in _plan(_both(left, right)):
        total += weigh(left, right)
        if total + rest < FLOOR:
            return None
    return total


def _both(left: Profile, right: Profile) -> int:
    """Return the features that say anything of two claims, as bits: those that both give.

    Stages tell where one gives one, and statuses within one report.
    """
    both = left.has & right.has | (left.has | right.has) & _STAGE
    return both | _STATUS if left.report == right.report else both


@lru_cache(maxsize=4096)
def _plan(both: int) -> tuple[tuple[str, Evidence, float], ...]:
    """Return the features of some bits, each with the most that those after it can add."""
    chosen = [feature for place, feature in enumerate(FEATURES) if both >> place & 1]
    rests = [sum(later.most for later in chosen[place + 1 :]) for place in range(len(chosen))]
    return tuple((each.name, each.weigh, rest) for each, rest in zip(chosen, rests, strict=True))


def probability(odds: float) -> float:
    """Return log-odds as a probability.

    Example:
        >>> probability(0.0)
        0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, odds))))


def likelihood(left: Profile, right: Profile) -> float | None:
    """Return how likely two claims are one happening, 0 to 1; None where it is out of the question."""
    found = odds(left, right)
    return None if found is None else round(probability(found), 4)


def link(left: Entry | Profile, right: Entry | Profile) -> Link | None:
    """Score two claims, without reasons; None where one happening is out of the question.

    Depends on the two claims alone, not on which comes first.
    """
    first, second = _ordered(left, right)
    score = likelihood(first, second)
    return None if score is None else Link(first.id, second.id, score, ())


def reasons(left: Entry, right: Entry, rules: Rules | None = None) -> tuple[Reason, ...]:
    """Return what makes the score of two claims, the smaller id first, so that a person can judge it.

    What rules one happening out weighs -60, and then nothing else is told.

    Args:
        rules: How claims of each type are compared, where the user has types of their own.
    """
    first, second = (left, right) if left.id < right.id else (right, left)
    one, other = profile(first, rules=rules), profile(second, rules=rules)
    mine, theirs = says(first, one), says(second, other)
    weights = compare(one, other).weights
    if first.claim.type != second.claim.type:
        return (Reason("type", -_MOST, first.claim.type, second.claim.type),)
    kind = Reason("type", PRIOR[one.rule.nature], first.claim.type, second.claim.type)
    return (kind, *(Reason(name, round(max(weight, -_MOST), 2), mine[name], theirs[name]) for name, weight in weights))


def _ordered(left: Entry | Profile, right: Entry | Profile) -> tuple[Profile, Profile]:
    first, second = as_profile(left), as_profile(right)
    return (first, second) if first.id < second.id else (second, first)
