"""All links and events of a large record at once, by partition: on all cores, or on a cluster.

What `merging` does claim by claim for a record that grows, this does for one that is built: the heavy steps are tasks
(`merge.partition`), one process writes. Both come to the same record, and a run that is broken off leaves its claims
waiting, so that `merging` makes it good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from foedera import merge
from foedera.analysis import corroborate
from foedera.events import JUDGEMENT_OF, Entry, Event, Judgement, Link
from foedera.merge import partition
from foedera.merge.partition import Partitions
from foedera.merge.spool import Spool
from foedera.record import corrections
from foedera.record.knowledge import Knowledge
from foedera.record.merging import entries_of, stand_of
from foedera.run.tasks import Each
from foedera.store import Stand

if TYPE_CHECKING:
    from foedera.store import Pending, Store

CHUNK: Final = 5_000
"""Claims in one task and in one transaction; of a very large record up to twice as many, to have fewer files."""
MANY: Final = 50_000
"""Claims from which on a record that is built is merged by partition."""
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

    def stands(self) -> Iterator[dict[str, Stand]]:
        """Yield where the claims of each chunk stand in their blocks."""
        yield from self.each(stands_of_chunk, ((self.spool, self.split, at) for at in range(self.split.chunks)))

    def events(self) -> Iterator[list[Event]]:
        """Yield the events, those of one bin of components at a time."""
        how = (dict(self.judged), dict(self.letters), self.codebook)
        yield from self.each(events_of_bin, ((self.spool, self.split, part, *how) for part in range(self.split.parts)))

    def _all(self, step: Callable[[Spool, Partitions, int], int], numbers: Iterable[int]) -> int:
        return sum(self.each(step, ((self.spool, self.split, number) for number in numbers)))


def parts_of(claims: int, chunk: int | None = None) -> Partitions:
    """Return a split that gives tasks of some seconds each."""
    chunk = chunk or min(2 * CHUNK, max(CHUNK, claims // 500))
    return Partitions(claims, chunk, max(1, claims // chunk))


def fits(store: Store) -> bool:
    """Tell whether a record is being built: many claims wait, and nothing has been merged yet."""
    return store.queue.count() >= MANY and not store.entries.count()


def build(
    store: Store,
    knowledge: Knowledge,
    each: Each,
    progress: Progress | None = None,
    *,
    folder: Path | None = None,
    chunk: int | None = None,
) -> int:
    """Merge every claim that waits in a record of which nothing is merged; return how many that were.

    Args:
        folder: Where to keep what the steps leave for each other, some 2 kB a claim; on a cluster one that all
            machines see. The system's folder for temporary files where None.
    """
    with store.reading():
        cleared, pending = store.cleared, store.queue.pending()
    waiting = {each_.claim: each_ for each_ in pending}
    ids = sorted(waiting)
    judged = _judgements(store)
    told = progress or (lambda done, total: None)  # noqa: ARG005 - the shape of progress
    with TemporaryDirectory(prefix="foedera-merge-", dir=folder) as place:
        split = parts_of(len(ids), chunk)
        spool = Spool(Path(place), split.chunk)
        numbers = partition.numbered(judged, ids)
        letters = corrections.reliability(store.decisions.of_action("reliability"))
        merger = Merger(spool, split, numbers, letters, each, knowledge.folder)
        for at in range(split.chunks):
            spool.put_entries(at, _put_entries(store, ids[at * split.chunk : (at + 1) * split.chunk]))
            told(min((at + 1) * split.chunk, len(ids)) // 4, len(ids))
        merger.link()
        told(len(ids) // 2, len(ids))
        for stands in merger.stands():
            store.blocks.put(stands)  # claims whose entries are gone are passed over
        if _put_links(store, spool, split, ids, judged, cleared):
            told(len(ids) * 3 // 4, len(ids))
            _put_events(store, merger, waiting, told, cleared)
    return len(ids)


def _judgements(store: Store) -> dict[tuple[str, str], Judgement]:
    """Return what people think of pairs of claims now."""
    made = [decision for action in JUDGEMENT_OF for decision in store.decisions.of_action(action)]
    ends = {end for decision in made if decision.action in JUDGEMENT_OF for end in (decision.target, decision.other)}
    return corrections.judgements(store.decisions.about(sorted(end for end in ends if end)))


def _put_entries(store: Store, ids: Sequence[str]) -> list[Entry | None]:
    """Store a chunk's entries and return them by their places; None where an id names no claim."""
    with store.writing():
        entries = {entry.id: entry for entry in entries_of(store, ids)}
        store.entries.put(entries.values())
    return [entries.get(id_) for id_ in ids]


def _put_links(
    store: Store,
    spool: Spool,
    split: Partitions,
    ids: Sequence[str],
    judged: Mapping[tuple[str, str], Judgement],
    cleared: int,
) -> bool:
    """Store all links; what a person judged is kept whatever its score.

    Returns:
        False where somebody has cleared what is derived meanwhile: then all claims wait again.
    """
    for home in range(split.parts):
        rows = spool.array(f"links-{home}").tolist()
        found = (Link(ids[left], ids[right], score, ()) for left, right, score in rows)
        made = [link for link in found if (link.left, link.right) not in judged]
        with store.writing():
            if store.cleared != cleared:
                return False
            store.links.put((), made)
    entries = store.entries.many(sorted({id_ for pair in judged for id_ in pair}))
    profiles = {id_: merge.profile(entry) for id_, entry in entries.items() if entry.verdict != "rejected"}
    made = list[Link]()
    for (left, right), judgement in judged.items():
        if left in profiles and right in profiles:
            found_ = merge.link(profiles[left], profiles[right])
            made.append(Link(left, right, found_.score if found_ else 0.0, (), judgement))
    with store.writing():
        if store.cleared == cleared:
            store.links.put((), made)
    return True


def _put_events(store: Store, merger: Merger, waiting: Mapping[str, Pending], told: Progress, cleared: int) -> None:
    """Store the events of each bin; its claims wait no longer. Stops where somebody has cleared what is derived."""
    done, total = 0, len(waiting)
    rejected = set(waiting)
    for events in merger.events():
        members = [claim for event in events for claim in event.claims]
        rejected.difference_update(members)
        with store.writing():
            if store.cleared != cleared:
                return
            old = store.events.of_claims(members)  # of somebody who has merged meanwhile
            others = store.events.fellows(members) - set(members) if old else ()
            store.events.replace(sorted(set(old.values())), events)
            store.queue.put(sorted(others))
            store.queue.done([waiting[claim] for claim in members])
        done += len(members)
        told(total * 3 // 4 + done // 4, total)
    store.queue.done([waiting[claim] for claim in rejected])


def stands_of_chunk(spool: Spool, split: Partitions, chunk: int) -> dict[str, Stand]:
    """Return where the claims of a chunk stand in their blocks."""
    numbers = range(chunk * split.chunk, min((chunk + 1) * split.chunk, split.claims))
    return {
        entry.id: stand_of(None if entry.verdict == "rejected" else merge.profile(entry))
        for _, entry in spool.entries(numbers)
    }


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
    knowledge = _knowledge(codebook)
    publishers = {entry.publisher for entry in entries.values() if entry.publisher}
    affiliation = {name: owner for name in publishers if (owner := knowledge.affiliation(name))}
    found = []
    for cluster in clustering.events:
        members = [entries[id_] for id_ in cluster]
        found.append(
            corroborate(
                members,
                letters,
                merge.group_of(members),
                kind_of=knowledge.kind_of,
                affiliation=affiliation,
                states=knowledge.codes,
            )
        )
    return found


@lru_cache(maxsize=1)
def _knowledge(codebook: Path | None) -> Knowledge:
    return Knowledge(codebook)
