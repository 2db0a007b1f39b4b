"""The whole way from claims to events, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedera.events import Entry, Judgement, Link
from foedera.merge.blocking import blocks, pairs, rank
from foedera.merge.clusters import Clustering, cluster
from foedera.merge.profiles import Profile, as_profile
from foedera.merge.score import link


@dataclass(frozen=True, slots=True)
class Merging:
    """Links between claims and the events that they add up to."""

    links: tuple[Link, ...]
    clustering: Clustering


def merge(claims: Iterable[Entry | Profile], judgements: Mapping[tuple[str, str], Judgement] | None = None) -> Merging:
    """Merge a set of claims from scratch.

    A record that grows does the same in steps (see `blocks`, `pairs`, `link`, `cluster`) and comes to the same events.
    """
    profiles = {profile.id: profile for profile in map(as_profile, claims)}
    links = tuple(iter_links(profiles))
    return Merging(links, cluster(profiles.values(), links, judgements or {}))


def iter_links(profiles: Mapping[str, Profile]) -> Iterator[Link]:
    """Score every pair that shares a block, each once."""
    members: dict[str, dict[str, str]] = {}
    for claim, profile in sorted(profiles.items()):
        place = rank(profile)
        for key in blocks(profile):
            members.setdefault(key, {})[claim] = place
    seen: dict[str, set[str]] = {}
    for key, block in sorted(members.items()):
        for left, right in sorted(pairs(key, block)):
            known = seen.setdefault(left, set())
            if right not in known:
                known.add(right)
                found = link(profiles[left], profiles[right])
                if found is not None:
                    yield found
