"""Links and events are kept up to date with the claims: what was added or decided since is worked in, and no more.

Links hang on two claims, events on a connected component of links: so only the components that new or newly judged
claims touch are clustered again, and the order in which reports came does not matter. What is pending is written down
by the store, so that a run that was broken off is made good by the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera import merge
from foedera.analysis import corroborate
from foedera.events import Decision, Entry, Event, Judgement, Link
from foedera.record import corrections

if TYPE_CHECKING:
    from foedera.record.knowledge import Knowledge
    from foedera.store import Pending, Store

_MARKS = ("*t", "*w")
LEAST = 0.1
"""Links below are not kept: nobody is asked about them."""
MOST_PROFILES = 20_000
BATCH = 1000
"""Claims worked in within one transaction: others may write in between."""
Progress = Callable[[int, int], None]
"""Called with how many claims are done and how many there are."""


def refresh(store: Store, knowledge: Knowledge, progress: Progress | None = None) -> int:
    """Work in every pending claim and return how many there were.

    First all of them get their entries and links, then the components they touch their events; a claim is no longer
    pending when both are stored.
    """
    told = progress or _untold
    profiles = _Profiles()
    total, linked = store.queue.count(), 0
    waiting: dict[str, Pending] = {}
    for batch in _batches(_pending(store), BATCH):
        with store.writing():
            _Linker(store, [each.claim for each in batch], profiles).run()
        waiting.update((each.claim, each) for each in batch)
        linked += len(batch)
        told(linked // 2, total)
    seeds = set(waiting)
    while seeds:
        with store.writing():
            done = _settle(store, knowledge, _some(seeds), profiles)
            store.queue.done([waiting[claim] for claim in done if claim in waiting])
        seeds -= done
        told(total - len(seeds) // 2, total)
    return total


def _untold(done: int, total: int) -> None:
    """Show nothing."""


def entries_of(store: Store, ids: Sequence[str]) -> list[Entry]:
    """Return claims as they stand after the decisions on them; ids that name no claim are left out."""
    decisions = _by_target(store.decisions.about(ids))
    read = store.reports.claims_as_read(ids)
    by_hand = {id_: added for id_ in ids if id_ not in read and (added := _added(decisions.get(id_, [])))}
    homes = store.reports.report_of(list(read)) | {id_: str(d.other) for id_, d in by_hand.items()}
    reports = store.reports.many(sorted(set(homes.values())))
    found = []
    for id_ in ids:
        home = reports.get(homes.get(id_, ""))
        claim = read.get(id_) or (corrections.claim_of(by_hand[id_]) if id_ in by_hand else None)
        if claim is None or home is None:
            continue
        standing = corrections.stand(claim, decisions.get(id_, []))
        report = home.report
        found.append(
            Entry(
                standing.claim,
                report.id,
                report.published,
                report.publisher,
                home.voice,
                report.title,
                report.url,
                standing.verdict,
                standing.edited or id_ in by_hand,
                "table" if home.producer.startswith("table") else "report",
            )
        )
    return found


def _by_target(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the decisions in force by their targets."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in corrections.in_force(decisions):
        found[decision.target].append(decision)
    return dict(found)


def _added(decisions: Sequence[Decision]) -> Decision | None:
    """Return the decision by which a person added a claim."""
    return next((d for d in reversed(decisions) if d.action == "add"), None)


def _pending(store: Store) -> Iterator[Pending]:
    """Yield what is pending now, without what becomes pending meanwhile."""
    yield from store.queue.pending()


def _batches(items: Iterable[Pending], size: int) -> Iterator[list[Pending]]:
    batch: list[Pending] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _some(seeds: set[str]) -> list[str]:
    """Return a few seeds; always the smallest, so that a run can be repeated."""
    return sorted(seeds)[:BATCH] if len(seeds) <= 50 * BATCH else [min(seeds)]


class _Profiles:
    """What merging compares of claims, kept while they are worked in, so that nothing is worked out twice."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Entry, merge.Profile]] = {}

    def of(self, entry: Entry) -> merge.Profile:
        """Return the profile of a claim as it stands."""
        known = self._known.get(entry.id)
        if known is not None and known[0] == entry:
            return known[1]
        if len(self._known) >= MOST_PROFILES:
            self._known.clear()
        found = merge.profile(entry)
        self._known[entry.id] = (entry, found)
        return found


@dataclass(slots=True)
class _Linker:
    """Puts some claims' entries, blocks and links in order."""

    store: Store
    claims: list[str]
    known: _Profiles

    def run(self) -> None:
        """Replace what the store holds of the claims."""
        entries = {entry.id: entry for entry in entries_of(self.store, self.claims)}
        self.store.entries.drop([id_ for id_ in self.claims if id_ not in entries])
        self.store.entries.put(entries.values())
        profiles = {id_: self.known.of(e) for id_, e in entries.items() if e.verdict != "rejected"}
        before = self._blocks(self._keys_now(self.claims))
        self.store.blocks.put({id_: _ranked(profiles.get(id_)) for id_ in self.claims})
        after = self._blocks(set(before) | self._keys_now(self.claims))
        touched = self._touched(before, after)
        profiles |= self._profiles(touched - profiles.keys() - set(self.claims))
        wanted = self._pairs(touched, after)
        judged = corrections.judgements(self.store.decisions.about(sorted(touched)))
        wanted |= {pair for pair in judged if touched & set(pair)}
        profiles |= self._profiles({id_ for pair in wanted for id_ in pair} - profiles.keys())
        self.store.links.put(sorted(touched), _links(wanted, profiles, judged))

    def _keys_now(self, claims: Iterable[str]) -> set[str]:
        return {key for keys in self.store.blocks.of(sorted(claims)).values() for key in keys}

    def _blocks(self, keys: set[str]) -> dict[str, dict[str, str]]:
        return self.store.blocks.members(sorted(keys))

    def _touched(self, before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]) -> set[str]:
        """Return the claims whose candidates changed: those at hand, and in crowded blocks also their neighbours."""
        touched = set(self.claims)
        for key, members in after.items():
            was = before.get(key, {})
            if max(len(was), len(members)) > merge.LIMIT:
                touched |= {id_ for pair in _pairs(was) ^ _pairs(members) for id_ in pair}
        return touched

    def _pairs(self, touched: set[str], known: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
        """Return the candidate pairs of the claims, from all blocks they are in."""
        keys = self._keys_now(touched)
        blocks = known | self._blocks(keys - known.keys())
        return {pair for key in keys for pair in _pairs(blocks[key]) if touched.intersection(pair)}

    def _profiles(self, ids: Iterable[str]) -> dict[str, merge.Profile]:
        found = self.store.entries.many(sorted(ids))
        return {id_: self.known.of(entry) for id_, entry in found.items() if entry.verdict != "rejected"}


def _ranked(profile: merge.Profile | None) -> dict[str, str]:
    """Return a claim's blocks, each with its rank there; none for a claim that takes no part."""
    if profile is None:
        return {}
    rank = merge.rank(profile)
    return {key: rank + _mark(key) for key in merge.blocks(profile)}


def _mark(key: str) -> str:
    """Return how a key ends that is coarse, which says what pairs are taken from its block; the store forgets keys."""
    return key[-2:] if key[-2:] in _MARKS else ""


def _pairs(members: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the pairs of a block to compare, given ranks with the mark of their key."""
    mark = next((_mark(rank) for rank in members.values()), "")
    return merge.pairs(mark, {claim: rank.removesuffix(mark) for claim, rank in members.items()})


def _links(
    pairs: Iterable[tuple[str, str]],
    profiles: Mapping[str, merge.Profile],
    judged: Mapping[tuple[str, str], Judgement],
) -> Iterator[Link]:
    """Score pairs; what a person judged is kept whatever its score."""
    for left, right in sorted(pairs):
        if left not in profiles or right not in profiles:
            continue
        found = merge.link(profiles[left], profiles[right])
        judgement = judged.get((left, right))
        if (found is not None and found.score >= LEAST) or judgement is not None:
            score, reasons = (found.score, found.reasons) if found else (0.0, ())
            yield Link(left, right, score, reasons, judgement)


def _settle(store: Store, knowledge: Knowledge, seeds: list[str], profiles: _Profiles) -> set[str]:
    """Make the events of the components that some claims are in anew; return all claims of these."""
    former = store.events.of_claims(seeds)
    fellows = {claim for event in store.events.many(sorted(set(former.values()))).values() for claim in event.claims}
    members = sorted(store.links.component(sorted(fellows.union(seeds)), merge.DOUBT))
    entries = {id_: entry for id_, entry in store.entries.many(members).items() if entry.verdict != "rejected"}
    links = [link for link in store.links.scored(members) if link.left in entries and link.right in entries]
    judged = {(link.left, link.right): link.judgement for link in links if link.judgement is not None}
    clusters = merge.cluster([profiles.of(entry) for entry in entries.values()], links, judged).events
    old = set(store.events.of_claims(members).values())
    store.events.replace(sorted(old), list(_events(store, knowledge, clusters, entries)))
    return set(members)


def _events(
    store: Store, knowledge: Knowledge, clusters: Iterable[Sequence[str]], entries: Mapping[str, Entry]
) -> Iterator[Event]:
    letters = corrections.reliability(store.decisions.of_action("reliability"))
    publishers = {entry.publisher for entry in entries.values() if entry.publisher}
    affiliation = {name: owner for name in publishers if (owner := knowledge.affiliation(name))}
    for cluster in clusters:
        members = [entries[id_] for id_ in cluster]
        yield corroborate(
            members,
            letters,
            merge.group_of(members),
            kind_of=knowledge.kind_of,
            affiliation=affiliation,
            states=knowledge.codes,
        )
