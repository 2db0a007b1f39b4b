"""Links and events are kept up to date with the claims: what was added or decided since is worked in, and no more.

Links hang on two claims, events on a connected component of links: so only the components that new or newly judged
claims touch are clustered again, and the order in which reports came does not matter. What is pending is written down
by the store, so that a run that was broken off is made good by the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from foedera import merge
from foedera.analysis import corroborate
from foedera.events import Decision, Entry, Event, Judgement, Link
from foedera.record import corrections
from foedera.store import Stand

if TYPE_CHECKING:
    from foedera.record.knowledge import Knowledge
    from foedera.store import Pending, Store

Pair: TypeAlias = tuple[str, str]
MOST_PROFILES, MOST_ENTRIES = 200_000, 8_000
"""Claims of which these are in memory: profiles, which share most of what they hold, take a kilobyte each."""
EXPLAINED = 2000
"""Links whose claims are in memory at a time when they are given their reasons."""
BATCH = 4000
"""Claims worked in within one transaction: others may write in between."""
Progress = Callable[[int, int], None]
"""Called with how many claims are done and how many there are."""


def refresh(store: Store, knowledge: Knowledge, progress: Progress | None = None) -> int:
    """Work in every pending claim and return how many there were.

    First all of them get their entries and links, then the components they touch their events; a claim is no longer
    pending when both are stored.
    """
    told = progress or _untold
    profiles = Profiles(knowledge.rules)
    pending = store.queue.pending()
    waiting = {each.claim: each for each in pending}
    for start in range(0, len(pending), BATCH):
        batch = [each.claim for each in pending[start : start + BATCH]]
        with store.writing():
            profiles.fit(store)
            stirred = _Linker(store, batch, profiles).run() - waiting.keys()
            waiting.update((each.claim, each) for each in store.queue.put(sorted(stirred)))
        told((start + len(batch)) // 2, len(pending))
    for seeds in _some(waiting):
        with store.writing():
            profiles.fit(store)
            done = _settle(store, knowledge, seeds, profiles)
            store.queue.done([waiting.pop(claim) for claim in done if claim in waiting])
        told(max(len(pending) - len(waiting) // 2, 0), len(pending))
    return len(pending)


def _some(waiting: Mapping[str, Pending]) -> Iterator[list[str]]:
    """Yield some claims at a time of those that still wait then, always in the same order."""
    batch: list[str] = []
    for claim in sorted(waiting):
        if claim in waiting:
            batch.append(claim)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _untold(done: int, total: int) -> None:
    """Show nothing."""


def entries_of(store: Store, ids: Sequence[str]) -> list[Entry]:
    """Return claims as they stand after the decisions on them; ids that name no claim are left out."""
    decisions = _by_target(store.decisions.about(ids))
    read = store.reports.claims_as_read(ids)
    by_hand = {id_: added for id_ in ids if id_ not in read and (added := _added(decisions.get(id_, [])))}
    homes = store.reports.report_of(list(read)) | {id_: str(d.other) for id_, d in by_hand.items()}
    reports = store.reports.homes(sorted(set(homes.values())))
    found = []
    for id_ in ids:
        home = reports.get(homes.get(id_, ""))
        claim = read.get(id_) or (corrections.claim_of(by_hand[id_]) if id_ in by_hand else None)
        if claim is None or home is None:
            continue
        standing = corrections.stand(claim, decisions[id_]) if id_ in decisions else corrections.Standing(claim)
        found.append(
            Entry(
                standing.claim,
                home.report,
                home.published,
                home.publisher,
                home.voice,
                home.title,
                home.url,
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


class Profiles:
    """What merging compares of claims, kept while they are worked in, so that little is worked out twice."""

    def __init__(self, rules: merge.Rules | None = None) -> None:
        self._rules = rules
        self._profiles: dict[str, merge.Profile | None] = {}
        self._entries: dict[str, Entry] = {}
        self._state = (0, 0)

    def fit(self, store: Store) -> None:
        """Forget all if anything was added, decided or cleared since: then a claim may stand otherwise."""
        state = (store.seq, store.cleared)
        if state != self._state:
            self._profiles.clear()
            self._entries.clear()
        self._state = state

    def made(self, entry: Entry) -> merge.Profile | None:
        """Return the profile of a claim as it stands now, and keep it; None for one that takes no part."""
        if len(self._profiles) >= MOST_PROFILES:
            self._profiles.clear()
        if len(self._entries) >= MOST_ENTRIES:
            self._entries.clear()
        self._entries[entry.id] = entry
        found = None if entry.verdict == "rejected" else merge.profile(entry, rules=self._rules)
        self._profiles[entry.id] = found
        return found

    def of(self, store: Store, ids: Iterable[str]) -> dict[str, merge.Profile]:
        """Return the profiles of those claims that are in the record and take part."""
        found = {id_: self._profiles[id_] for id_ in ids if id_ in self._profiles}
        for id_, entry in store.entries.many(sorted(set(ids) - found.keys())).items():
            found[id_] = self.made(entry)
        return {id_: profile for id_, profile in found.items() if profile is not None}

    def entries(self, store: Store, ids: Iterable[str]) -> dict[str, Entry]:
        """Return those claims that are in the record and take part."""
        found = {id_: self._entries[id_] for id_ in ids if id_ in self._entries}
        found |= store.entries.many(sorted(set(ids) - found.keys()))
        return {id_: entry for id_, entry in found.items() if entry.verdict != "rejected"}


@dataclass(slots=True)
class _Linker:
    """Puts some claims' entries, blocks and links in order."""

    store: Store
    claims: list[str]
    known: Profiles

    def run(self) -> set[str]:
        """Replace what the store holds of the claims; return other claims whose links changed.

        Links change where pairs of a block do: every pair with one of the claims is scored anew; two others may have
        been pushed apart in a crowded block, or have come together.
        """
        was = self.store.blocks.of(self.claims)
        entries = {entry.id: entry for entry in entries_of(self.store, self.claims)}
        made = {id_: self.known.made(entry) for id_, entry in entries.items()}
        now = {id_: stand_of(profile) for id_, profile in made.items()}
        blocks = self.store.blocks.members({n for stand in (*was.values(), *now.values()) for n in stand.blocks})
        left = self._drop([id_ for id_ in self.claims if id_ not in entries])
        self.store.entries.put(entries.values())
        self.store.blocks.put(now)
        come, gone = _changes(blocks, was, now)
        judged = self._judged(come, gone)
        lost = self.store.links.existing(gone - come) - judged.keys()
        lost -= self._paired(lost)
        wanted = come | judged.keys()
        needed = {id_ for pair in wanted for id_ in pair}
        profiles = self.known.of(self.store, needed - entries.keys())
        profiles |= {id_: profile for id_, profile in made.items() if profile is not None}
        self.store.links.change(sorted(was), sorted(lost), _links(wanted, profiles, judged))
        mine = set(self.claims)
        return left | {id_ for pair in (*lost, *come) if mine.isdisjoint(pair) for id_ in pair}

    def _drop(self, claims: Sequence[str]) -> set[str]:
        """Take away claims that a person added and took back, with events of nothing else; return their fellows."""
        left = set(self.store.events.fellows(claims).difference(claims)) if claims else set()
        alone = set(self.store.events.of_claims(claims).values()) - set(self.store.events.of_claims(left).values())
        self.store.events.replace(sorted(alone), [])
        self.store.entries.drop(claims)
        return left

    def _judged(self, come: set[Pair], gone: set[Pair]) -> dict[Pair, Judgement]:
        """Return what people judged on the claims and on those of the pairs that changed."""
        touched = set(self.claims).union(*come, *gone)
        found = corrections.judgements(self.store.decisions.about(sorted(touched)))
        return {pair: judgement for pair, judgement in found.items() if touched.intersection(pair)}

    def _paired(self, pairs: set[Pair]) -> set[Pair]:
        """Return those pairs that some block still pairs."""
        if not pairs:
            return set()
        stands = self.store.blocks.of(sorted(set().union(*pairs)))
        common = {
            pair: set(stands[pair[0]].blocks) & set(stands[pair[1]].blocks)
            for pair in pairs
            if all(id_ in stands for id_ in pair)
        }
        blocks = self.store.blocks.members(set().union(*common.values()))
        now = {number: _pairs(number, members) for number, members in blocks.items()}
        return {pair for pair, numbers in common.items() if any(pair in now[number] for number in numbers)}


def stand_of(profile: merge.Profile | None) -> Stand:
    """Return where a claim stands in its blocks; one that takes no part is in none."""
    if profile is None:
        return Stand("", ())
    return Stand(merge.rank(profile), tuple(sorted(set(map(merge.block_number, merge.blocks(profile))))))


def _pairs(number: int, members: Mapping[str, str]) -> set[Pair]:
    """Return the pairs of a block to compare."""
    return merge.pairs(merge.block_mark(number), members)


def _changes(
    blocks: Mapping[int, Mapping[str, str]], was: Mapping[str, Stand], now: Mapping[str, Stand]
) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs that come to be compared (again) and those that some block no longer pairs.

    Args:
        blocks: What the store holds of all blocks of the claims, from before.
    """
    coming: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for id_, stand in now.items():
        for number in stand.blocks:
            coming[number][id_] = stand.rank
    come: set[Pair] = set()
    gone: set[Pair] = set()
    for number in blocks.keys() | coming.keys():
        before = blocks.get(number, {})
        after = {id_: rank for id_, rank in before.items() if id_ not in was} | coming.get(number, {})
        if len(after) < 2 and len(before) < 2:
            continue
        paired, old = _pairs(number, after), _pairs(number, before)
        come |= paired - old
        gone |= old - paired
        if was:
            come |= {pair for pair in paired & old if pair[0] in was or pair[1] in was}
    return come, gone


def _links(
    pairs: Iterable[Pair], profiles: Mapping[str, merge.Profile], judged: Mapping[Pair, Judgement]
) -> Iterator[Link]:
    """Score pairs; what a person judged is kept whatever its score."""
    for pair in pairs:
        left, right = pair
        if left not in profiles or right not in profiles:
            continue
        found = merge.link(profiles[left], profiles[right])
        judgement = judged.get(pair)
        if judgement is not None:
            yield Link(left, right, found.score if found else 0.0, (), judgement)
        elif found is not None:
            yield found


def explained(store: Store, links: Sequence[Link], rules: merge.Rules | None = None) -> tuple[Link, ...]:
    """Return links with the reasons of their scores.

    Args:
        rules: How claims of each type are compared, where the user has types of their own.
    """
    out: list[Link] = []
    for start in range(0, len(links), EXPLAINED):
        some = links[start : start + EXPLAINED]
        entries = store.entries.many(sorted({end for link in some for end in (link.left, link.right)}))
        out += [
            replace(link, reasons=merge.reasons(entries[link.left], entries[link.right], rules))
            if link.left in entries and link.right in entries
            else link
            for link in some
        ]
    return tuple(out)


def _settle(store: Store, knowledge: Knowledge, seeds: Sequence[str], profiles: Profiles) -> frozenset[str]:
    """Make the events of the components that some claims are in anew; return all claims of these."""
    fellows = store.events.fellows(seeds)
    members, links = store.links.network(sorted(fellows.union(seeds)), merge.DOUBT)
    known = profiles.of(store, members)
    links = tuple(link for link in links if link.left in known and link.right in known)
    judged = {(link.left, link.right): link.judgement for link in links if link.judgement is not None}
    clusters = merge.cluster(known.values(), links, judged).events
    old = set(store.events.of_claims(members).values())
    made = _Events(store, knowledge, profiles.entries(store, members), known)
    store.events.replace(sorted(old), [made.event(cluster) for cluster in clusters])
    return members


class _Events:
    """Makes events of clusters of claims."""

    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        entries: Mapping[str, Entry],
        profiles: Mapping[str, merge.Profile],
    ) -> None:
        self._knowledge, self._entries, self._profiles = knowledge, entries, profiles
        self._letters = corrections.reliability(store.decisions.of_action("reliability"))
        publishers = {entry.publisher for entry in entries.values() if entry.publisher}
        self._affiliation = {name: owner for name in publishers if (owner := knowledge.affiliation(name))}

    def event(self, cluster: Sequence[str]) -> Event:
        """Return the event that some claims add up to."""
        return corroborate(
            [self._entries[id_] for id_ in cluster],
            self._letters,
            merge.group_of([self._profiles[id_] for id_ in cluster]),
            kind_of=self._knowledge.kind_of,
            affiliation=self._affiliation,
            states=self._knowledge.codes,
        )
