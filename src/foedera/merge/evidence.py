"""What speaks for and against two claims being one happening: one function a feature, in log-odds.

Each returns a weight (0 where nothing can be said) or `HOPELESS`, which no other evidence outweighs. The weights are
argued, not learned: as a rule of thumb 1 is "nearly three times as likely", 3 "twenty times", 5 "beyond a coincidence".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeAlias

from foedera.gazetteer.fold import words
from foedera.merge.names import NameView, likeness
from foedera.merge.namewords import PAPERS
from foedera.merge.profiles import Profile, Side
from foedera.merge.subjects import shared
from foedera.merge.systems import Designation
from foedera.merge.times import Days, agreement, gap
from foedera.types import AHEAD, Place, Quantity

HOPELESS = -math.inf
Evidence: TypeAlias = Callable[[Profile, Profile], float]

_AFFIRMED = frozenset({"occurred", "ongoing", "planned"})
_LASTING = frozenset({"in service", "in force", "presence"})
"""Stages that go on: what a report says has happened is another stage."""
_RARE = frozenset({"withdrawal", "ratified", "suspended", "ended", "lifted", "cancelled", "left", "extended"})
"""Stages that seldom come: two claims of one tell more."""


def scale(value: float, *steps: tuple[float, float]) -> float:
    """Return the height of a broken line, given by its (value, height) corners in rising order, at a value.

    Example:
        >>> scale(0.5, (0, -2), (1, 4))
        1.0
    """
    low = steps[0]
    for high in steps:
        if value <= high[0]:
            if high is low:
                return high[1]
            return low[1] + (high[1] - low[1]) * (value - low[0]) / (high[0] - low[0])
        low = high
    return steps[-1][1]


def _end(days: Days, claim: Profile) -> int:
    """Return the last day; a happening of which only the beginning is known is over some weeks later."""
    return days.first + 45 if days.open and days.first > 0 and claim.rule.nature == "happening" else days.last


def parties(left: Profile, right: Profile) -> float:
    """Each side that both name must share somebody; the more they share the better."""
    if len(left.sides) == 1:
        return _side(left.sides[0], right.sides[0], pooled=True)
    total = 0.0
    for mine, theirs in zip(left.sides, right.sides, strict=True):
        weight = _side(mine, theirs, pooled=False)
        if weight == HOPELESS:
            return HOPELESS
        total += weight
    return total


def _side(left: Side, right: Side, *, pooled: bool) -> float:
    if not left.parties or not right.parties:
        return 0.0
    both = len(left.parties & right.parties)
    if not both:
        return -3.0 if left.vague or right.vague else HOPELESS
    return (_pooled if pooled else _directed)(both, len(left.parties) - both, len(right.parties) - both)


def _directed(both: int, mine: int, theirs: int) -> float:
    """One side of a giving or a doing: usually one party, so sharing it says much of what can be said."""
    weight = 1.2 + 0.4 * min(both - 1, 2)
    return weight - (1.0 if mine and theirs else 0.3 if mine or theirs else 0.0)


def _pooled(both: int, mine: int, theirs: int) -> float:
    """All takers part together: lists differ in length, but each having others of its own tells two happenings."""
    weight = (0.5, 2.0, 2.6, 3.0)[min(both, 4) - 1]
    clash = min(mine, theirs)
    if clash:
        return weight - (3.0 if both < 3 else 3.0 * clash / (both + clash))
    return weight + (0.4 if not mine and not theirs else 0.0)


def people(left: Profile, right: Profile) -> float:
    """Named persons: shared ones tell much; two different ones of one state in one part tell against."""
    if not left.people or not right.people:
        return 0.0
    both = left.people & right.people
    if not both:
        return -3.0 if _states(left.people) & _states(right.people) else 0.0
    mine, theirs = (_states(side.people - both) - _states(both) for side in (left, right))
    weight = 1.5 * min(len(both), 2)
    if mine and theirs:  # the same one met somebody else
        return weight - (2.5 if mine & theirs else 5.5)
    return weight


def _states(people: Iterable[tuple[str, str]]) -> set[str]:
    return {state for state, _ in people}


def dates(left: Profile, right: Profile) -> float:
    """Days that both give, or else what publication tells of them."""
    if left.days and right.days:
        return _both_dated(left, right, left.days, right.days)
    if left.days or right.days:
        dated, other = (left, right) if left.days else (right, left)
        assert dated.days is not None
        return _one_dated(dated, other, dated.days)
    if left.published is None or right.published is None or left.report == right.report:
        return 0.0
    apart = abs(left.published - right.published)
    far = -0.3 if left.rule.nature == "standing" else -0.8
    return scale(apart, (3, 0.8), (30, 0.4), (180, 0.0), (700, far))


def _both_dated(left: Profile, right: Profile, mine: Days, theirs: Days) -> float:
    apart = gap(mine, theirs)
    rule = left.rule
    if rule.nature == "standing":
        return 0.7 * agreement(mine, theirs) if not apart else scale(apart, (0, 0.0), (700, -1.0))
    if not apart:
        return 4.0 * agreement(mine, theirs)
    if apart <= rule.slack:
        return 1.0 - 1.5 * apart / rule.slack
    if _postponed(left, right):  # what was to be may come later than it was to be
        return scale(apart, (rule.slack, -0.5), (120, -2.0), (400, -5.0))
    if apart > 10 * rule.slack + 20:
        return HOPELESS
    return scale(apart, (rule.slack, -0.5), (4 * rule.slack + 10, -4.0))


def _postponed(left: Profile, right: Profile) -> bool:
    """Tell whether one claim announces and the other tells of a later day."""
    for plan, fact in ((left, right), (right, left)):
        if plan.status in AHEAD and fact.status not in AHEAD and plan.days and fact.days:
            return plan.days.last < fact.days.first and left.rule.nature != "happening"
    return False


def _one_dated(dated: Profile, other: Profile, days: Days) -> float:
    """A claim without a date is about the time of its report: before it if past, after it if planned."""
    if other.published is None or dated.rule.nature == "standing":
        return 0.0
    ahead, behind = days.first - other.published, other.published - _end(days, dated)
    slack = dated.rule.slack + days.rough
    if other.status in AHEAD:
        if behind > slack:
            return scale(behind, (slack, 0.0), (60, -2.5), (400, -4.0))
        return scale(max(ahead, 0), (60, 1.0), (400, 0.0), (1500, -0.5))
    if other.status in {"occurred", "ongoing"} and ahead > slack:
        return scale(ahead, (slack, 0.0), (60, -3.0), (400, -4.5))
    if other.status == "ongoing" and dated.rule.nature == "happening" and behind > slack:
        return scale(behind, (slack, 0.0), (60, -2.0), (400, -3.0))
    if dated.report == other.report:
        return 0.0
    far = -0.8 if dated.rule.nature == "happening" else -0.3
    return scale(max(behind, 0), (10, 1.5), (60, 0.8), (400, 0.0), (1500, far))


def name(left: Profile, right: Profile) -> float:
    """The best match of any name of one with any of the other; year and edition must not clash."""
    if not left.names or not right.names:
        return 0.0
    pairs = [(likeness(a, b), a, b) for a in left.names for b in right.names]
    best, mine, theirs = max(pairs, key=lambda pair: pair[0])
    if left.rule.series and best > 0.5 and mine.year and theirs.year and mine.year != theirs.year:
        return HOPELESS
    weight = scale(best, (0.2, -3.0), (0.5, -1.0), (0.7, 1.5), (0.85, 3.0), (1.0, 4.0))
    if left.rule.nature == "treaty":
        return max(-0.5, min(1.5, weight)) + _kinds(mine, theirs)
    if mine.descriptive != theirs.descriptive:
        return 0.0  # "the joint patrol" may have a name or be another one
    return max(-0.5, min(1.5, weight)) if mine.descriptive else weight


def _kinds(left: NameView, right: NameView) -> float:
    """A declaration is no alliance; that either is called an agreement means nothing."""
    mine, theirs = (
        {kind for kind, nouns in PAPERS.items() if nouns & set(words(name.printed))} for name in (left, right)
    )
    if not mine or not theirs:
        return 0.0
    return 0.5 if mine & theirs else -1.0


def edition(left: Profile, right: Profile) -> float:
    """The number of the edition, and whether it is said to be the first."""
    if left.edition and right.edition:
        if left.edition == right.edition:
            return 1.5
        return HOPELESS if left.rule.series else -2.0
    for one, other in ((left, right), (right, left)):
        if one.first and other.edition and other.edition > 1:
            return -2.0
    return 0.0


def equipment(left: Profile, right: Profile) -> float:
    """The best match of designations; two known systems of no common family are two."""
    if not left.systems or not right.systems:
        return 0.0
    if left.rule.nature != "deal":  # forces bring much equipment: only sharing tells
        return max(0.0, 0.5 * max(_systems(a, b) for a in left.systems for b in right.systems))
    found = [_systems(a, b) for a in left.systems for b in right.systems]
    known = [weight for weight in found if weight != 0.0]
    return max(known, default=0.0)


@lru_cache(maxsize=262144)
def _systems(left: Designation, right: Designation) -> float:
    if left.system and right.system:
        return _known_systems(left, right)
    if left.codes and right.codes:
        return 3.0 if left.codes & right.codes else -3.5
    if left.proper and right.proper:
        return 3.0 if left.proper == right.proper else -2.0
    kinds = shared(left.kind, right.kind)
    if left.system or right.system:  # "air defence system" for the FK-3
        return 0.6 if kinds >= 0.5 else 0.0 if kinds > 0 or not left.kind or not right.kind else -1.0
    return scale(kinds, (0.0, -1.5), (0.3, 0.3), (0.7, 1.0), (1.0, 1.5))


def _known_systems(left: Designation, right: Designation) -> float:
    if left.family != right.family:
        return -6.0
    if left.system != right.system:
        return 2.0
    if left.codes and right.codes and not left.codes & right.codes:
        return 1.0  # K2 and K2GF: the gazetteer knows the line, the report tells its versions apart
    return 3.0


def quantity(left: Profile, right: Profile) -> float:
    """How many and how much: equal numbers tell, different ones tell against a little, as reports differ."""
    clash = -2.0 if left.rule.nature == "deal" else -0.4  # three squadrons came, two are to come
    total = _numbers(left.quantities, right.quantities, 1.2, clash)
    return total + _numbers(left.values, right.values, 1.8, -0.8)


def _numbers(left: tuple[Quantity, ...], right: tuple[Quantity, ...], same: float, other: float) -> float:
    pairs = [(a, b) for a in left for b in right if not (a.currency and b.currency and a.currency != b.currency)]
    if not pairs:
        return 0.0
    best = max(min(a.n, b.n) / max(a.n, b.n) if a.n * b.n > 0 else 0.0 for a, b in pairs)
    return scale(best, (0.6, other), (0.85, 0.0), (0.95, 0.6 * same), (1.0, same))


def subject(left: Profile, right: Profile) -> float:
    """What it is about, in words; what decides between positions, helps with papers and hardly with happenings."""
    if not left.subject or not right.subject or left.rule.nature == "deal":
        return 0.0
    alike = shared(left.subject, right.subject)
    if left.rule.nature == "standing":
        return scale(alike, (0.0, -3.5), (0.2, -0.5), (0.4, 1.5), (0.8, 3.0))
    if left.rule.nature == "treaty":
        return scale(alike, (0.0, -1.5), (0.2, 0.3), (0.5, 1.5), (0.9, 2.2))
    return scale(alike, (0.0, -0.2), (0.3, 0.4), (0.8, 0.8))


def stage(left: Profile, right: Profile) -> float:
    """Order, delivery and service are happenings of their own, as are signing and ratification."""
    if not left.stage or not right.stage:
        done = left.status if not left.stage else right.status
        lasting = bool(_LASTING & {left.stage, right.stage})
        return -1.5 if lasting and done == "occurred" else 0.0
    if left.stage == right.stage:
        return 1.2 if left.stage in _RARE else 0.6
    groups = left.rule.stages
    mine = next((group for group in groups if left.stage in group), None)
    theirs = next((group for group in groups if right.stage in group), None)
    if mine is None or theirs is None:
        return -0.5
    return 0.0 if mine is theirs else -4.0  # not hopeless: a stage is easily misread


def status(left: Profile, right: Profile) -> float:
    """One report tells of a happening once, unless it sets word against word: an allegation and its denial."""
    if left.report != right.report:
        return 0.0
    both = {left.status, right.status}
    if len(both) == 2 and "denied" in both and "cancelled" not in both:
        return 1.0
    return -0.7 if len(both) == 2 and "cancelled" in both and both & _AFFIRMED else -3.0


def level(left: Profile, right: Profile) -> float:
    """Rank of a meeting."""
    if not left.level or not right.level:
        return 0.0
    return 0.4 if left.level == right.level else -1.2


def mode(left: Profile, right: Profile) -> float:
    """Form of a meeting: a call is no visit, a summit of many no talks of two; a visit brings talks."""
    both = {left.mode, right.mode}
    if None in both or len(both) == 1:
        return 0.0
    return -3.0 if "call" in both else -1.0 if "summit" in both else 0.0


def trend(left: Profile, right: Profile) -> float:
    """Ties that grow and ties that are strained are two findings, unless told at one time."""
    if not left.trend or not right.trend or left.trend == right.trend:
        return 0.0
    return -1.5


def place(left: Profile, right: Profile) -> float:
    """Where: the nearest two places of both."""
    if not left.places or not right.places:
        return 0.0
    return max(_places(a, b) for a in left.places for b in right.places)


@lru_cache(maxsize=262144)
def _places(left: Place, right: Place) -> float:
    mine, theirs = _place_words(left.name), _place_words(right.name)
    if mine & theirs and (not left.country or not right.country or left.country == right.country):
        return 1.5
    far = distance(left, right)
    if far is not None and far <= 40:
        return 1.2
    if left.country and right.country:
        if left.country != right.country:
            return -1.5
        return 0.3 if far is None else scale(far, (40, 1.0), (300, 0.3), (1000, -0.5))
    return 0.0 if far is None else scale(far, (40, 1.0), (600, 0.2), (2500, -1.0))


@lru_cache(maxsize=16384)
def _place_words(name: str) -> frozenset[str]:
    return frozenset(word for word in words(name) if len(word) > 3 and word not in _PLACE_WORDS)


_PLACE_WORDS = frozenset(
    "base near airport port city town region province district island islands north south east west northern southern"
    " eastern western training ground range field camp international naval military coast waters area range with from"
    " state republic federal county central capital".split()
)


def distance(left: Place, right: Place) -> float | None:
    """Return the kilometres between two places on a great circle, None where either is unknown."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    turn = math.radians(right.lon - left.lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
