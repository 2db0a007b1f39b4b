"""All links and events of a large record at once, by partition: on all cores, or on a cluster.

What `merging` does claim by claim for a record that grows, this does for one that is built: the heavy steps are tasks
(`merge.partition`), one process writes. Both come to the same record, so that one may go on where the other has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from foedera import merge
from foedera.analysis import corroborate
from foedera.events import Entry, Event, Judgement
from foedera.merge import partition
from foedera.merge.partition import Partitions
from foedera.merge.spool import Spool
from foedera.record.knowledge import Knowledge
from foedera.run.tasks import Each

CHUNK: Final = 5000
"""Claims in one task."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Merger:
    """Merges the claims of a spool, step by step."""

    spool: Spool
    split: Partitions
    judged: Mapping[tuple[int, int], Judgement]
    letters: Mapping[str, str]
    """Reliability of publishers."""
    each: Each
    codebook: Path | None = None

    def link(self) -> None:
        """Find the links and the components of all claims."""
        parts = range(self.split.parts)
        self._all(partition.place, range(self.split.chunks))
        self._all(partition.pair, parts)
        self._all(partition.score, parts)
        same = [both for both, judgement in self.judged.items() if judgement == "same"]
        partition.connect(self.spool, self.split, same)
        self._all(partition.deal_links, parts)

    def events(self) -> Iterator[list[Event]]:
        """Yield the events, those of one bin of components at a time."""
        how = (dict(self.judged), dict(self.letters), self.codebook)
        calls = ((self.spool, self.split, part, *how) for part in range(self.split.parts))
        yield from self.each(events_of_bin, calls)

    def _all(self, step: Callable[[Spool, Partitions, int], int], numbers: Iterable[int]) -> int:
        calls = ((self.spool, self.split, number) for number in numbers)
        return sum(self.each(step, calls))


def parts_of(claims: int, chunk: int = CHUNK) -> Partitions:
    """Return a split that gives tasks of some seconds each."""
    return Partitions(claims, chunk, max(1, claims // chunk))


def events_of_bin(
    spool: Spool,
    split: Partitions,
    part: int,
    judged: Mapping[tuple[int, int], Judgement],
    letters: Mapping[str, str],
    codebook: Path | None,
) -> list[Event]:
    """Make the events of a bin of components."""
    clustering, entries = partition.cluster_bin(spool, split, part, judged)
    return events_of(clustering.events, entries, letters, _knowledge(codebook))


@lru_cache(maxsize=1)
def _knowledge(codebook: Path | None) -> Knowledge:
    return Knowledge(codebook)


def events_of(
    clusters: Iterable[Sequence[str]], entries: Mapping[str, Entry], letters: Mapping[str, str], knowledge: Knowledge
) -> list[Event]:
    """Return the events that clusters of claims add up to."""
    publishers = {entry.publisher for entry in entries.values() if entry.publisher}
    affiliation = {name: owner for name in publishers if (owner := knowledge.affiliation(name))}
    found = []
    for cluster in clusters:
        members = [entries[id_] for id_ in cluster]
        group = merge.group_of(members)
        found.append(
            corroborate(
                members,
                letters,
                group,
                kind_of=knowledge.kind_of,
                affiliation=affiliation,
                states=knowledge.codes,
            )
        )
    return found
