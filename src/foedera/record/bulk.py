"""All links and events of a large record at once, by partition: on all cores, or on a cluster.

What `merging` does claim by claim for a record that grows, this does for one that is built: the heavy steps are tasks
(`merge.partition`), one process writes. Both come to the same record, and a run that is broken off leaves its claims
waiting, so that `merging` makes it good.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from foedera import merge
from foedera.analysis import corroborate
from foedera.events import JUDGEMENT_OF, Event, Judgement, Link
from foedera.merge import partition
from foedera.merge.partition import Partitions
from foedera.merge.spool import Spool
from foedera.packed import claim_text
from foedera.record import corrections
from foedera.record.knowledge import Knowledge
from foedera.record.merging import entries_of
from foedera.run.tasks import Each
from foedera.store import Stand

if TYPE_CHECKING:
    from foedera.store import Pending, Store

T = TypeVar("T")
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
        for _ in chain(self.place(range(self.split.chunks)), self.pair(), self.score()):
            pass
        self.connect()

    def place(self, chunks: Iterable[int]) -> Iterator[list[Stand]]:
        """Deal the claims of chunks, in order, to their blocks; yield where the claims of each stand."""
        yield from self._each(stands_of_chunk, chunks)

    def pair(self) -> Iterator[int]:
        """Pair the claims of all blocks; yield each partition of blocks when it is done."""
        yield from self._done(partition.pair)

    def score(self) -> Iterator[int]:
        """Score the pairs; yield each home whose links are there."""
        yield from self._done(partition.score)

    def connect(self) -> None:
        """Find the connected components, and deal the links to them."""
        same = [both for both, judgement in self.judged.items() if judgement == "same"]
        partition.connect(self.spool, self.split, same)
        for _ in self._done(partition.deal_links):
            pass

    def events(self) -> Iterator[list[Event]]:
        """Yield the events, those of one bin of components at a time."""
        how = (dict(self.judged), dict(self.letters), self.codebook)
        yield from self._each(events_of_bin, range(self.split.parts), *how)

    def _done(self, step: Callable[[Spool, Partitions, int], int]) -> Iterator[int]:
        numbers = range(self.split.parts)
        for number, _ in zip(numbers, self._each(step, numbers), strict=True):
            yield number

    def _each(self, step: Callable[..., T], numbers: Iterable[int], *how: object) -> Iterator[T]:
        return self.each(quietly, ((step, self.spool, self.split, number, *how) for number in numbers))


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

    Where somebody adds or decides something meanwhile, it stops: what it has not come to goes on waiting.

    Args:
        folder: Where to keep what the steps leave for each other, some 1.2 kB a claim; on a cluster one that all
            machines see. The system's folder for temporary files where None.
    """
    with store.reading():
        state, pending = (store.seq, store.cleared), store.queue.pending()
    waiting = {each_.claim: each_ for each_ in pending}
    ids = sorted(waiting)
    judged = _judgements(store)
    letters = corrections.reliability(store.decisions.of_action("reliability"))
    split = parts_of(len(ids), chunk)
    with TemporaryDirectory(prefix="foedera-merge-", dir=folder) as place:
        spool = Spool(Path(place), split.chunk, knowledge.rules)
        numbers = partition.numbered(judged, ids)
        merger = Merger(spool, split, numbers, letters, each, knowledge.folder)
        builder = _Builder(store, merger, ids, progress or (lambda done, total: None), state)  # noqa: ARG005
        try:
            quietly(builder.run, waiting, judged)
        except _ChangedError:
            pass  # what is not done yet still waits, and is merged claim by claim
        finally:
            partition.forget()
    return builder.done


def _judgements(store: Store) -> dict[tuple[str, str], Judgement]:
    """Return what people think of pairs of claims now."""
    made = [decision for action in JUDGEMENT_OF for decision in store.decisions.of_action(action)]
    ends = {end for decision in made if decision.action in JUDGEMENT_OF for end in (decision.target, decision.other)}
    return corrections.judgements(store.decisions.about(sorted(end for end in ends if end)))


class _ChangedError(Exception):
    """The record is no longer the one that is merged: something was added, decided or cleared."""


@dataclass(slots=True)
class _Builder:
    """Writes what a merger finds, while it finds more.

    Entries, stands and blocks are all there before the first link is, and links before events: from whatever is there,
    merging claim by claim finds what is missing or has changed.
    """

    store: Store
    merger: Merger
    ids: Sequence[str]
    """All claims, sorted: their places are their numbers."""
    told: Progress
    state: tuple[int, int]
    """What was last added or decided, and how often what is derived was cleared, when it began."""
    done: int = 0
    """Claims that wait no longer."""
    keys: partition.Numbers = field(init=False)
    """The keys of the claims' entries by number; 0 where an id names no claim."""

    def __post_init__(self) -> None:
        self.keys = np.zeros(len(self.ids), np.int64)

    def run(self, waiting: Mapping[str, Pending], judged: Mapping[tuple[str, str], Judgement]) -> None:
        """Store everything.

        Raises:
            _ChangedError: Somebody has added, decided or cleared something meanwhile.
        """
        for at, stands in enumerate(self.merger.place(self._chunks())):
            self._put_stands(at, stands)
        for part in self.merger.pair():
            self._put_blocks(part)
        for home in self.merger.score():
            self._put_links(home)
        self._put_judged(judged)
        self.told(len(self.ids) // 2, len(self.ids))
        self.merger.connect()
        self._put_events(waiting)

    def _chunks(self) -> Iterator[int]:
        """Store the entries chunk by chunk and put them into the spool; yield each chunk that is ready."""
        size, total = self.merger.split.chunk, len(self.ids)
        for chunk in range(self.merger.split.chunks):
            ids = self.ids[chunk * size : (chunk + 1) * size]
            with self._writing():
                entries = {entry.id: entry for entry in entries_of(self.store, ids)}
                texts = {id_: claim_text(entry.claim) for id_, entry in entries.items()}
                keys = self.store.entries.put(entries.values(), texts)
            self.keys[chunk * size : chunk * size + len(ids)] = [keys.get(id_, 0) for id_ in ids]
            self.merger.spool.put_entries(chunk, [entries.get(id_) for id_ in ids], texts)
            self.told(min((chunk + 1) * size, total) // 4, total)
            yield chunk

    def _put_stands(self, chunk: int, stands: Sequence[Stand]) -> None:
        numbers = np.arange(len(stands)) + chunk * self.merger.split.chunk
        with self._writing():
            keys = self.keys[numbers].tolist()
            rows = zip(keys, map(self.ids.__getitem__, numbers.tolist()), stands, strict=True)
            self.store.blocks.stand(row for row in rows if row[0])

    def _put_blocks(self, part: int) -> None:
        rows = partition.placed(self.merger.spool, self.merger.split, part)
        with self._writing():
            keys = self.keys[rows["claim"]]
            self.store.blocks.fill(zip(rows["block"][keys > 0].tolist(), keys[keys > 0].tolist(), strict=True))

    def _put_links(self, home: int) -> None:
        """Store the links of a home, but not those that a person judged."""
        rows = self.merger.spool.array(f"links-{home}")
        judged = self.merger.judged
        both = zip(rows["left"].tolist(), rows["right"].tolist(), strict=True)
        free = np.array([pair not in judged for pair in both], bool)
        with self._writing():
            left, right = self.keys[rows["left"]], self.keys[rows["right"]]
            kept = free & (left > 0) & (right > 0)
            table = (left[kept].tolist(), right[kept].tolist(), rows["score"][kept].tolist())
            self.store.links.fill(zip(*table, repeat(None), strict=False))

    def _put_judged(self, judged: Mapping[tuple[str, str], Judgement]) -> None:
        """Store the links of pairs that a person judged, whatever their score."""
        entries = self.store.entries.many(sorted({id_ for pair in judged for id_ in pair}))
        taking_part = {id_: entry for id_, entry in entries.items() if entry.verdict != "rejected"}
        rules = self.merger.spool.rules
        profiles = {id_: merge.profile(entry, rules=rules) for id_, entry in taking_part.items()}
        made = list[Link]()
        for (left, right), judgement in judged.items():
            if left in profiles and right in profiles:
                found = merge.link(profiles[left], profiles[right])
                made.append(Link(left, right, found.score if found else 0.0, (), judgement))
        with self._writing():
            self.store.links.put((), made)

    def _put_events(self, waiting: Mapping[str, Pending]) -> None:
        """Store the events of each bin; its claims wait no longer."""
        total = len(waiting)
        rejected = set(waiting)
        for events in self.merger.events():
            members = [claim for event in events for claim in event.claims]
            rejected.difference_update(members)
            with self._writing():
                old = self.store.events.of_claims(members)  # of somebody who has merged meanwhile
                others = self.store.events.fellows(members) - set(members) if old else ()
                self.store.events.replace(sorted(set(old.values())), events)
                self.store.queue.put(sorted(others))
                self.store.queue.done([waiting[claim] for claim in members])
            self.done += len(members)
            self.told(total // 2 + self.done // 2, total)
        self.store.queue.done([waiting[claim] for claim in rejected])
        self.done = total

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Make one transaction of what follows, if nothing has changed that it rests on.

        Entries, and with them their keys, go only when what is derived is cleared or a decision is taken back.
        """
        with self.store.writing():
            if (self.store.seq, self.store.cleared) != self.state:
                raise _ChangedError
            yield


def quietly(step: Callable[..., T], *arguments: object) -> T:
    """Call a function without looking for cyclic garbage meanwhile.

    Merging makes some hundred small records a claim and no cycles among them; going through all of them again and again
    takes a sixth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        return step(*arguments)
    finally:
        if was:
            gc.enable()


def stands_of_chunk(spool: Spool, split: Partitions, chunk: int) -> list[Stand]:
    """Deal the claims of a chunk to their blocks; return where each stands."""
    return [Stand(standing, tuple(into)) for standing, into in partition.place(spool, split, chunk)]


def events_of_bin(
    spool: Spool,
    split: Partitions,
    part: int,
    judged: Mapping[tuple[int, int], Judgement],
    letters: Mapping[str, str],
    codebook: Path | None,
) -> list[Event]:
    """Make the events of a bin of components."""
    clustering, entries, profiles = partition.cluster_bin(spool, split, part, judged)
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
                merge.group_of([profiles[id_] for id_ in cluster]),
                kind_of=knowledge.kind_of,
                affiliation=affiliation,
                states=knowledge.codes,
            )
        )
    return found


@lru_cache(maxsize=1)
def _knowledge(codebook: Path | None) -> Knowledge:
    return Knowledge(codebook)
