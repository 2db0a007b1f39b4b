"""From links to events: groups grow only where no pair across speaks against it, and people have the last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from foedera.events import Entry, Judgement, Link
from foedera.merge.evidence import HOPELESS
from foedera.merge.profiles import Profile, as_profile
from foedera.merge.score import Comparison, compare

MERGE = 0.5
"""Least score of a link that puts two groups together."""
DOUBT = 0.25
"""Least score of a link that a person is asked about where it put nothing together."""
_AVERAGE = -0.6
"""Least mean of the log-odds across two groups."""
_CONTRARY = -3.5
"""Log-odds of all that speaks against a pair, from which on the pair keeps its groups apart if it is also unlikely."""
_CLIP = (-4.0, 5.0)
"""Bounds of one pair's say in that mean."""
_DELEGATES = 8
"""Members of a large group that are compared for all of it: those with the smallest checksums of their ids."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that a person should look at: its claims are in two events."""

    link: Link
    why: str


@dataclass(frozen=True, slots=True)
class Clustering:
    """Events as sorted claim ids, sorted by the first, and what is left in doubt, the likeliest first."""

    events: tuple[tuple[str, ...], ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Group:
    """Claims that are put together so far."""

    members: list[str]
    delegates: list[str]
    """A few members that stand for all, by checksum, so that the choice does not depend on the order of growth."""
    barred: set[str] = field(default_factory=set)
    """Claims that a person set apart from a member."""


def cluster(
    claims: Iterable[Entry | Profile], links: Iterable[Link], judgements: Mapping[tuple[str, str], Judgement]
) -> Clustering:
    """Put claims together to events.

    Claims judged the same come together first. Then links are taken from the likeliest down to `MERGE`: two groups
    become one if no pair across them was judged different or unsure, none is out of the question, and their pairs on
    the average speak for it. The result depends on the sets handed in, not on their order, and the claims of one
    connected component (by links and judgements) never touch another's.

    Args:
        judgements: By pair of claim ids, in either order; pairs of unknown claims are passed over.
    """
    work = _Work({profile.id: profile for profile in map(as_profile, claims)}, judgements)
    clashes = list(work.obey())
    doubts = [*clashes, *work.grow(links)]
    events = sorted(tuple(sorted(group.members)) for group in work.distinct())
    return Clustering(tuple(events), tuple(work.open_doubts(doubts)))


class _Work:
    """The state of one clustering."""

    def __init__(self, profiles: Mapping[str, Profile], judgements: Mapping[tuple[str, str], Judgement]) -> None:
        self._profiles = profiles
        self._judgements = {
            (min(pair), max(pair)): judgement
            for pair, judgement in judgements.items()
            if pair[0] in profiles and pair[1] in profiles and pair[0] != pair[1]
        }
        self._group = {claim: _Group([claim], [claim]) for claim in profiles}
        for (left, right), judgement in self._judgements.items():
            if judgement != "same":
                self._group[left].barred.add(right)
                self._group[right].barred.add(left)
        self._compared: dict[tuple[str, str], Comparison] = {}

    def obey(self) -> Iterator[Doubt]:
        """Join what was judged the same; what would also join two claims judged otherwise is a clash of judgements."""
        for (left, right), judgement in sorted(self._judgements.items()):
            if judgement != "same" or self._group[left] is self._group[right]:
                continue
            if self._barred(left, right):
                yield Doubt(Link(left, right, 1.0, (), "same"), "judged the same, but others of the two were set apart")
            elif self._profiles[left].type != self._profiles[right].type:  # one was edited since
                yield Doubt(Link(left, right, 1.0, (), "same"), "judged the same, but they are of two types now")
            else:
                self._join(left, right)

    def grow(self, links: Iterable[Link]) -> Iterator[Doubt]:
        """Join along links; yield those that joined nothing and are worth a look."""
        for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
            left, right = link.left, link.right
            unknown = left not in self._group or right not in self._group
            if link.score < DOUBT or unknown or (left, right) in self._judgements:
                continue
            if self._group[left] is self._group[right]:
                continue
            why = self._against(link)
            if why is None:
                self._join(left, right)
            else:
                yield Doubt(link, why)

    def _against(self, link: Link) -> str | None:
        """Return what speaks against joining the groups of a link's claims, None if nothing."""
        if link.score < MERGE:
            return "not sure enough"
        if self._barred(link.left, link.right):
            return "others of the two events were judged different or unsure"
        mine, theirs = self._group[link.left].delegates, self._group[link.right].delegates
        if len(mine) == len(theirs) == 1 and link.score > MERGE:
            return None  # nothing but what the link says: the odds are even or better
        total = 0.0
        for left in mine:
            for right in theirs:
                found = self._compare(left, right)
                if found.odds == HOPELESS:
                    return f"{left} and {right} cannot be one: {found.weights[0][0]}"
                if found.odds < 0 and sum(weight for _, weight in found.weights if weight < 0) <= _CONTRARY:
                    return f"{left} and {right} speak against it"
                if self._told_apart(left, right, found):
                    return f"one report tells {left} and {right} apart"
                total += max(_CLIP[0], min(_CLIP[1], found.odds))
        return None if total / (len(mine) * len(theirs)) >= _AVERAGE else "most claims of the two events differ"

    def _compare(self, left: str, right: str) -> Comparison:
        pair = (left, right) if left < right else (right, left)
        found = self._compared.get(pair)
        if found is None:
            found = self._compared[pair] = compare(self._profiles[pair[0]], self._profiles[pair[1]])
        return found

    def _told_apart(self, left: str, right: str, found: Comparison) -> bool:
        """Tell whether both are of one report, which speaks of two happenings unless all else says one."""
        return found.odds < 0 and self._profiles[left].report == self._profiles[right].report

    def _barred(self, left: str, right: str) -> bool:
        """Tell whether a person set a member of one group apart from a member of the other."""
        mine, theirs = self._group[left], self._group[right]
        return any(self._group[claim] is theirs for claim in mine.barred)

    def _join(self, left: str, right: str) -> None:
        small, large = sorted((self._group[left], self._group[right]), key=lambda group: len(group.members))
        large.members += small.members
        large.barred |= small.barred
        large.delegates = sorted({*large.delegates, *small.delegates}, key=_checksum)[:_DELEGATES]
        for claim in small.members:
            self._group[claim] = large

    def distinct(self) -> Iterator[_Group]:
        """Return every group once."""
        return (group for claim, group in self._group.items() if group.members[0] == claim)

    def open_doubts(self, doubts: Iterable[Doubt]) -> Iterator[Doubt]:
        """Return the doubts that are still open: the likeliest of each two events."""
        seen: set[tuple[str, str]] = set()
        for doubt in doubts:
            mine, theirs = self._group[doubt.link.left], self._group[doubt.link.right]
            if mine is theirs:
                continue
            first, second = sorted((min(mine.members), min(theirs.members)))
            if (first, second) not in seen:
                seen.add((first, second))
                yield doubt


@lru_cache(maxsize=65536)
def _checksum(claim: str) -> tuple[int, str]:
    return crc32(claim.encode()), claim
