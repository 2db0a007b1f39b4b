"""Which claims are worth comparing: keys that claims of one happening share, and the pairs of one block.

Keys say who, with when or what: `exercise|CHN+RUS|2025-08`. A key that ends in `*t` or `*w` is coarse: it is there for
claims that give no day (`t`) or say no more closely what (`w`), and only pairs with such a claim are taken from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from foedera.events import Entry
from foedera.merge.names import NameView
from foedera.merge.namewords import GENERIC
from foedera.merge.profiles import Profile, as_profile
from foedera.merge.times import Days

LIMIT = 24
"""Members up to which all pairs of a block are compared."""
WINDOW = 6
"""Neighbours on either side that are compared in a larger block."""
_MOST_PARTIES = 6
_MOST_WORDS = 4
_MOST_MONTHS = 5
_LONG = 45
"""Days from which on a date counts as vague."""
_MARKS = ("", "*t", "*w")
"""How the keys of coarse blocks end: what is compared within such a block depends on it."""


def blocks(claim: Entry | Profile) -> tuple[str, ...]:
    """Return the keys of a claim, sorted: two claims of one happening share at least one of them."""
    profile = as_profile(claim)
    makers = {"happening": _happening, "deal": _deal, "treaty": _treaty, "standing": _standing}
    keys = {f"{profile.type}|{key}" for key in makers[profile.rule.nature](profile)}
    if not keys:  # it says next to nothing: compared with others of its month
        keys = {f"{profile.type}|?|{next(iter(_about(profile)), '')}"}
    return tuple(sorted(keys))


def rank(claim: Entry | Profile) -> str:
    """Return where a claim stands in its blocks: by day, with marks for the lack of a day (`t`) and of a what (`w`)."""
    profile = as_profile(claim)
    day = _day(profile)
    what = profile.systems if profile.rule.nature == "deal" else profile.subject or profile.names
    known = any(system.key for system in profile.systems) if profile.rule.nature == "deal" else bool(what)
    return f"{day:07}{'t' if _loose(profile.days) else '.'}{'.' if known else 'w'}"


def pairs(key: str, members: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the pairs of claims to compare in one block, the smaller id first.

    Up to `LIMIT` members all pairs are taken; above, each claim's neighbours in rank order only, so that work grows
    with the number of claims, not its square. The pairs depend on the whole block, not on the order in which it grew;
    a claim that is added to a large block can push two others apart.

    Args:
        members: Claim id to `rank`.

    Example:
        >>> pairs("k", {"b": "0738000..", "a": "0738001.."})
        {('a', 'b')}
    """
    mark = key[-1] if key[-2:] in {"*t", "*w"} else ""
    if len(members) <= LIMIT:
        found: Iterable[tuple[str, str]] = combinations(sorted(members), 2)
    else:
        order = sorted(members, key=lambda claim: (members[claim], claim))
        near = ((left, right) for place, left in enumerate(order) for right in order[place + 1 : place + WINDOW + 1])
        found = ((left, right) if left < right else (right, left) for left, right in near)
    if not mark:
        return set(found)
    loose = {claim for claim, rank in members.items() if mark in rank[7:]}
    return {(left, right) for left, right in found if left in loose or right in loose}


@lru_cache(maxsize=1 << 16)
def block_number(key: str) -> int:
    """Return a block's key as a number of 64 bits, by which it is stored; the key's mark is kept in it."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8, person=b"block").digest()
    mark = _MARKS.index(key[-2:]) if key[-2:] in _MARKS else 0
    return int.from_bytes(digest, "big", signed=True) // 4 * 4 + mark


def block_mark(number: int) -> str:
    """Return how the key of a block ends that is coarse: `*t` or `*w`; empty for any other."""
    return _MARKS[number % 4]


def _day(profile: Profile) -> int:
    """Return the day a claim stands at: when it is, or else when it was reported."""
    if profile.days is not None:
        return profile.days.first if profile.days.first > 0 else profile.days.last
    return profile.published or 0


def _loose(days: Days | None) -> bool:
    return days is None or days.length + 2 * days.rough > _LONG


def _happening(profile: Profile) -> Iterator[str]:
    single = _single(profile)
    yield from _cross(single, _months(profile))
    yield from _cross(single, _years(profile), "*t")
    yield from (f"{who}|*t" for who in _together(profile))
    yield from _named(profile)


def _deal(profile: Profile) -> Iterator[str]:
    together = _together(profile)
    designated = sorted({system.key for system in profile.systems if system.key})[:_MOST_WORDS]
    yield from _cross([*together, *_single(profile)], designated)
    kinds = {word for system in profile.systems for word in system.kind}
    yield from _cross(together, _few(kinds, _MOST_WORDS), "*w")
    yield from _cross(together, _years(profile), "*w")


def _treaty(profile: Profile) -> Iterator[str]:
    single, together, years = _single(profile), _together(profile), _years(profile)
    yield from _cross(single, _months(profile))
    yield from _cross([*together, *single], _few(profile.subject, _MOST_WORDS))
    yield from _cross(together, years, "*t")
    yield from _cross(together, years, "*w")
    yield from _named(profile)


def _standing(profile: Profile) -> Iterator[str]:
    families = sorted({system.key for system in profile.systems if system.key})[:_MOST_WORDS]
    people = [f"{state}:{surname}" for state, surname in sorted(profile.people)][:_MOST_PARTIES]
    what = [*families, *_few(profile.subject, _MOST_WORDS)]
    yield from people
    yield from families
    yield from _cross([*_together(profile), *_single(profile)], what)
    if not what:
        yield from _cross(_together(profile), _years(profile))


def _named(profile: Profile) -> Iterator[str]:
    """Return keys by name: the whole, and each telling part with the year."""
    for name in profile.names[:_MOST_WORDS]:
        if name.parts and not name.descriptive:
            yield f"n|{name.key}"
            yield from _cross([f"n|{part}" for part in _telling(name)], _years(profile))


def _telling(name: NameView) -> list[str]:
    return [part for part in name.key.split("+") if part.lstrip("=") not in GENERIC][:_MOST_WORDS]


def _cross(first: Iterable[str], second: Iterable[str], mark: str = "") -> Iterator[str]:
    others = list(second)
    return (f"{one}|{other}{mark}" for one in first for other in others)


def _single(profile: Profile) -> list[str]:
    """Return each party with the number of its side."""
    return [f"{place}{who}" for place, side in enumerate(profile.sides) for who in _few(side.parties, _MOST_PARTIES)]


def _together(profile: Profile) -> list[str]:
    """Return the parties two by two: of one side where all act together, else one of each side."""
    if len(profile.sides) == 1:
        pooled = _few(profile.sides[0].parties, 4)
        return ["+".join(sorted(pair)) for pair in combinations(pooled, 2)] or pooled
    if len(profile.sides) == 2:
        doers, others = (_few(side.parties, 3) for side in profile.sides)
        return [f"{doer}>{other}" for doer in doers or [""] for other in others or [""] if doer or other]
    return []


def _few(words: Iterable[str], most: int) -> list[str]:
    """Return some of many words, by checksum, so that lists with most in common keep the same ones."""
    found = set(words)
    return sorted(found) if len(found) <= most else sorted(sorted(found, key=_checksum)[:most])


@lru_cache(maxsize=65536)
def _checksum(word: str) -> tuple[int, str]:
    return crc32(word.encode()), word


def _months(profile: Profile) -> Sequence[str]:
    """Return the months a claim's days lie in, with those of neighbouring days; none for vague or missing days."""
    days = profile.days
    if days is None:
        return []
    around = min(profile.rule.slack, 10) + days.rough
    if days.open:
        edge = days.first if days.first > 0 else days.last
        return _span(edge - around, edge + around)[:_MOST_MONTHS]
    months = _span(days.first - around, days.last + around)
    return months if len(months) <= _MOST_MONTHS else []


def _about(profile: Profile) -> Sequence[str]:
    return _span(profile.published - 15, profile.published + 15) if profile.published else ()


def _years(profile: Profile) -> list[str]:
    """Return the years of a claim, or of its report where it gives no day, with the year next to an edge."""
    days = profile.days
    if days is None:
        around = 60
        first = last = profile.published or 0
        if not first:
            return []
    else:
        around = days.rough
        first = days.first if days.first > 0 else days.last
        last = days.last if not days.open and days.length < 800 else first
    return sorted({month[:4] for month in _span(first - around, last + around)})


@lru_cache(maxsize=65536)
def _span(first: int, last: int) -> tuple[str, ...]:
    """Return the months from one ordinal to another, as YYYY-MM."""
    start, end = (date.fromordinal(max(1, min(value, date.max.toordinal()))) for value in (first, last))
    count = (end.year - start.year) * 12 + end.month - start.month
    months = range(start.year * 12 + start.month - 1, start.year * 12 + start.month + min(count, 40))
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in months)
